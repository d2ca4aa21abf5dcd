package org.chainrule.bench.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.bench.peers.Marks;
import org.chainrule.bench.peers.Numbers;
import org.chainrule.bench.peers.Peer;
import org.chainrule.bench.peers.Workload;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * The workloads as graphs of TensorFlow. What the types of its operands say is left out: each workload is made for one of two types
 * of numbers.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class TensorFlowPeer implements AutoCloseable {
    private static final double RATE = 0.1;

    private final boolean single;
    private final Class type;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session = new Session(
            graph,
            ConfigProto.newBuilder()
                    .setIntraOpParallelismThreads(Integer.getInteger("peers.threads", 1))
                    // Below zero: operations run in the thread that asks, one after the other.
                    .setInterOpParallelismThreads(-1)
                    .build());
    private final Map<Operand, Tensor> given = new HashMap<>();
    private final Map<Variable, double[]> start = new HashMap<>();

    private TensorFlowPeer(boolean single) {
        this.single = single;
        this.type = single ? TFloat32.class : TFloat64.class;
    }

    /** Answers what {@code Peers} asks. */
    public static void main(String[] args) throws IOException {
        Peer.serve((name, single) -> prepare(name.split(" "), single), false);
    }

    private static Optional<Workload> prepare(String[] name, boolean single) {
        if (name[0].equals("P7")) {
            return Optional.of(first(single));
        }
        TensorFlowPeer peer = new TensorFlowPeer(single);
        Workload made =
                switch (name[0]) {
                    case "P1" -> peer.network(Integer.parseInt(name[1].substring(1)), false, 784, 100, 10);
                    case "P1b" -> peer.network(Integer.parseInt(name[1].substring(1)), true, 784, 512, 256, 10);
                    case "P3" -> peer.loop((int) Double.parseDouble(name[1]));
                    // Gradients of long graphs take time that grows with the square of their length: 1,000 steps ten seconds.
                    case "P4" -> name.length == 2 && name[1].equals("1e3") ? peer.chain(1000) : null;
                    case "P5" -> peer.images(32);
                    case "attention" -> peer.attention(8, 128, 256);
                    case "lstm" -> peer.lstm(50, 32, 128);
                    default -> null;
                };
        if (made == null) {
            peer.close();
        }
        return Optional.ofNullable(made).map(w -> new Workload(w.marks(), w.run(), peer::close));
    }

    @Override
    public void close() {
        given.values().forEach(Tensor::close);
        session.close();
        graph.close();
    }

    private Tensor tensor(double[] values, long... shape) {
        return single
                ? TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(Numbers.floats(values), false, false))
                : TFloat64.tensorOf(Shape.of(shape), DataBuffers.of(values, false, false));
    }

    private double[] entries(Tensor tensor) {
        int count = (int) tensor.shape().size();
        if (single) {
            float[] values = new float[count];
            tensor.asRawTensor().data().asFloats().read(values);
            return Numbers.doubles(values);
        }
        double[] values = new double[count];
        tensor.asRawTensor().data().asDoubles().read(values);
        return values;
    }

    private Operand number(double value) {
        return tf.dtypes.cast(tf.constant(value), type);
    }

    private Operand input(double[] values, long... shape) {
        Operand place = tf.placeholder(type, org.tensorflow.op.core.Placeholder.shape(Shape.of(shape)));
        given.put(place, tensor(values, shape));
        return place;
    }

    private Variable variable(double[] values, long... shape) {
        Variable made = tf.variable(Shape.of(shape), type);
        start.put(made, values);
        return made;
    }

    private Operand product(Operand a, Operand b) {
        return tf.linalg.matMul(a, b);
    }

    private Operand entropy(Operand z, Operand y) {
        // Its own softmaxCrossEntropyWithLogits has no gradient in double precision.
        Operand sums = tf.sum((Operand) tf.math.mul(tf.nn.logSoftmax(z), y), tf.constant(1));
        return tf.math.neg(tf.math.mean(sums, tf.constant(0)));
    }

    private void begin() {
        start.forEach((variable, values) -> {
            try (Tensor value = tensor(values, variable.asOutput().shape().asArray())) {
                Operand place = tf.placeholder(type);
                session.runner()
                        .addTarget(tf.assign((Operand) variable, place))
                        .feed(place, value)
                        .run()
                        .close();
            }
        });
    }

    private Session.Runner runner() {
        Session.Runner runner = session.runner();
        given.forEach(runner::feed);
        return runner;
    }

    private List<Operand> gradients(Operand loss, List<? extends Operand> leaves) {
        List<Operand> found = new ArrayList<>();
        Gradients.create(tf.scope(), loss, (Iterable) leaves).forEach(found::add);
        return found;
    }

    /** The losses of steps; what is updated is used by no other operation after. */
    private Runnable steps(Operand loss, List<Variable> params, double[] value) {
        List<Operand> gradients = gradients(loss, params);
        Ops after = tf.withControlDependencies((Iterable<Op>) (Iterable) gradients);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            updates.add(after.assignSub(params.get(i), (Operand) tf.math.mul(gradients.get(i), number(RATE))));
        }
        return () -> {
            Session.Runner runner = runner().fetch(loss);
            updates.forEach(runner::addTarget);
            try (Result result = runner.run()) {
                value[0] = entries(result.get(0))[0];
            }
        };
    }

    private Workload training(Operand loss, List<Variable> params) {
        double[] value = new double[1];
        Runnable step = steps(loss, params, value);
        begin();
        step.run();
        Marks marks = new Marks().number(value[0]);
        for (Variable param : params) {
            try (Result result = session.runner().fetch(param).run()) {
                marks.step(start.get(param), entries(result.get(0)), RATE);
            }
        }
        for (int i = 0; i < 4; i++) {
            step.run();
        }
        return new Workload(marks.number(value[0]).list(), step);
    }

    /** Loss and gradients, without a step. */
    private Workload values(Operand loss, List<? extends Operand> leaves) {
        List<Operand> gradients = gradients(loss, leaves);
        begin();
        Marks marks = new Marks();
        try (Result result = all(loss, gradients)) {
            marks.number(entries(result.get(0))[0]);
            for (int i = 0; i < gradients.size(); i++) {
                marks.gradient(entries(result.get(i + 1)));
            }
        }
        return new Workload(marks.list(), () -> all(loss, gradients).close());
    }

    private Result all(Operand loss, List<Operand> gradients) {
        Session.Runner runner = runner().fetch(loss);
        gradients.forEach(runner::fetch);
        return runner.run();
    }

    private Workload network(int batch, boolean relu, int... sizes) {
        List<Variable> params = new ArrayList<>();
        return training(dense(params, batch, relu, sizes), params);
    }

    private Operand dense(List<Variable> params, int batch, boolean relu, int... sizes) {
        Numbers numbers = new Numbers(1);
        Operand a = input(numbers.array(batch * sizes[0], 1), batch, sizes[0]);
        Operand y = input(Numbers.labels(batch, sizes[sizes.length - 1]), batch, sizes[sizes.length - 1]);
        for (int layer = 1; layer < sizes.length; layer++) {
            Variable w = variable(numbers.array(sizes[layer - 1] * sizes[layer], 0.1), sizes[layer - 1], sizes[layer]);
            Variable b = variable(numbers.array(sizes[layer], 0.1), sizes[layer]);
            params.addAll(List.of(w, b));
            Operand z = tf.math.add(product(a, w), (Operand) b);
            a = layer == sizes.length - 1 ? z : relu ? tf.nn.relu(z) : tf.math.sigmoid(z);
        }
        return entropy(a, y);
    }

    /** From nothing to the loss of the first step of P1: graph, gradients, session, step. */
    private static Workload first(boolean single) {
        double[] value = new double[1];
        Runnable run = () -> {
            try (TensorFlowPeer peer = new TensorFlowPeer(single)) {
                List<Variable> params = new ArrayList<>();
                Runnable step = peer.steps(peer.dense(params, 200, false, 784, 100, 10), params, value);
                peer.begin();
                step.run();
            }
        };
        run.run();
        return new Workload(new double[] {value[0]}, run);
    }

    private Workload loop(int count) {
        Numbers numbers = new Numbers(3);
        List<Operand> in = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            in.add(input(numbers.array(count, 4), count));
        }
        Operand u = tf.math.sigmoid((Operand) tf.math.add((Operand) tf.math.mul(in.get(0), in.get(1)), in.get(2)));
        Operand terms = tf.math.mul(u, (Operand) tf.math.tanh(in.get(3)));
        return values(tf.sum(terms, tf.constant(0)), in);
    }

    private Workload chain(int steps) {
        double[] values = new Numbers(4).array(steps + 1, 0.02);
        List<Operand> leaves = new ArrayList<>();
        Operand x = input(new double[] {values[0]});
        leaves.add(x);
        for (int i = 1; i < values.length; i++) {
            Operand w = input(new double[] {values[i]});
            leaves.add(w);
            x = tf.math.add((Operand) tf.math.mul((Operand) tf.math.sin(x), w), x);
        }
        Operand end = x;
        List<Operand> gradients = gradients(end, leaves);
        double[] found = new double[leaves.size()];
        Marks marks = new Marks();
        try (Result result = all(end, gradients)) {
            for (int i = 0; i < found.length; i++) {
                found[i] = entries(result.get(i + 1))[0];
            }
            marks.number(entries(result.get(0))[0]).gradient(found);
        }
        return new Workload(marks.list(), () -> all(end, gradients).close());
    }

    /** Channels come last, as TensorFlow wants them on a processor; what the kernels and weights hold is laid out so at the start. */
    private Workload images(int batch) {
        Numbers numbers = new Numbers(5);
        Operand x = input(numbers.array(batch * 784, 1), batch, 28, 28, 1);
        Operand y = input(Numbers.labels(batch, 10), batch, 10);
        int[] kernels = order(8, 25, 1);
        int[] weights = order(8, 144, 10);
        Variable k = variable(taken(numbers.array(200, 0.2), kernels), 5, 5, 1, 8);
        Variable c = variable(numbers.array(8, 0.2), 8);
        Variable w = variable(taken(numbers.array(11520, 0.2), weights), 1152, 10);
        Variable b = variable(numbers.array(10, 0.2), 10);
        Operand z = tf.math.add((Operand) tf.nn.conv2d(x, (Operand) k, List.of(1L, 1L, 1L, 1L), "VALID"), (Operand) c);
        Operand pooled = tf.nn.maxPool(
                (Operand) tf.nn.relu(z), (Operand) tf.constant(new int[] {1, 2, 2, 1}), (Operand) tf.constant(new int[] {1, 2, 2, 1}), "VALID");
        Operand flat = tf.reshape(pooled, tf.constant(new int[] {batch, 1152}));
        Operand loss = entropy(tf.math.add(product(flat, w), (Operand) b), y);
        List<Variable> params = List.of(k, c, w, b);
        double[] value = new double[1];
        Runnable step = steps(loss, params, value);
        begin();
        step.run();
        Marks marks = new Marks().number(value[0]);
        for (Variable param : params) {
            try (Result result = session.runner().fetch(param).run()) {
                double[] before = start.get(param);
                double[] after = entries(result.get(0));
                int[] order = param == k ? kernels : param == w ? weights : null;
                marks.step(
                        order == null ? before : put(before, order), order == null ? after : put(after, order), RATE);
            }
        }
        for (int i = 0; i < 4; i++) {
            step.run();
        }
        return new Workload(marks.number(value[0]).list(), step);
    }

    /** Where each entry comes from when the first of three axes changes places with the second. */
    private static int[] order(int first, int second, int third) {
        int[] from = new int[first * second * third];
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < second; j++) {
                for (int k = 0; k < third; k++) {
                    from[(j * first + i) * third + k] = (i * second + j) * third + k;
                }
            }
        }
        return from;
    }

    private static double[] taken(double[] values, int[] from) {
        double[] taken = new double[values.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = values[from[i]];
        }
        return taken;
    }

    private static double[] put(double[] values, int[] from) {
        double[] put = new double[values.length];
        for (int i = 0; i < put.length; i++) {
            put[from[i]] = values[i];
        }
        return put;
    }

    private Operand batched(Operand a, Operand b, boolean transposed) {
        return BatchMatMul.create(tf.scope(), a, b, type, BatchMatMul.adjY(transposed));
    }

    private Workload attention(int heads, int tokens, int width) {
        Numbers numbers = new Numbers(8);
        Operand x = input(numbers.array(tokens * width, 2), tokens, width);
        List<Variable> params = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            params.add(variable(numbers.array(width * width, 0.2), width, width));
        }
        List<Operand> parts = new ArrayList<>();
        for (Variable w : params.subList(0, 3)) {
            Operand split = tf.reshape(product(x, w), tf.constant(new int[] {tokens, heads, width / heads}));
            parts.add(tf.linalg.transpose(split, tf.constant(new int[] {1, 0, 2})));
        }
        Operand scores =
                tf.math.mul(batched(parts.get(0), parts.get(1), true), number(1 / Math.sqrt(width / (double) heads)));
        Operand mixed = batched(tf.nn.softmax(scores), parts.get(2), false);
        Operand joined = tf.reshape(
                tf.linalg.transpose(mixed, tf.constant(new int[] {1, 0, 2})), tf.constant(new int[] {tokens, width}));
        Operand out = tf.math.add(product(joined, params.get(3)), x);
        return values(tf.math.mean((Operand) tf.math.square(out), tf.constant(new int[] {0, 1})), params);
    }

    private Workload lstm(int steps, int batch, int width) {
        Numbers numbers = new Numbers(9);
        Operand x = input(numbers.array(steps * batch * width, 2), (long) steps * batch, width);
        Variable wx = variable(numbers.array(4 * width * width, 0.2), width, 4L * width);
        Variable wh = variable(numbers.array(4 * width * width, 0.2), width, 4L * width);
        Variable b = variable(numbers.array(4 * width, 0.2), 4L * width);
        Operand all = tf.math.add(product(x, wx), (Operand) b);
        List<Operand> each = new ArrayList<>();
        tf.unstack((Operand) tf.reshape(all, tf.constant(new int[] {steps, batch, 4 * width})), (long) steps).forEach(o -> each.add((Operand) o));
        Operand h = null;
        Operand c = null;
        for (Operand from : each) {
            Operand z = h == null ? from : tf.math.add(from, product(h, wh));
            List<Operand> gates = new ArrayList<>();
            for (Object gate : tf.split(tf.constant(1), z, 4L)) {
                gates.add((Operand) gate);
            }
            Operand entering =
                    tf.math.mul((Operand) tf.math.sigmoid(gates.get(0)), (Operand) tf.math.tanh(gates.get(2)));
            c = c == null
                    ? entering
                    : tf.math.add((Operand) tf.math.mul((Operand) tf.math.sigmoid(gates.get(1)), c), entering);
            h = tf.math.mul((Operand) tf.math.sigmoid(gates.get(3)), (Operand) tf.math.tanh(c));
        }
        Operand sum = tf.sum((Operand) tf.math.square(h), tf.constant(new int[] {0, 1}));
        return values(tf.math.div(sum, number(batch)), List.of(wx, wh, b));
    }
}
