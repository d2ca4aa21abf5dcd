package org.chainrule.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.bench.peers.Marks;
import org.chainrule.bench.peers.Numbers;
import org.chainrule.bench.peers.Peer;
import org.chainrule.bench.peers.Workload;

/** The workloads in DJL on PyTorch. */
public final class DjlPeer {
    private static final double RATE = 0.1;

    private final DataType type;
    private final NDManager manager = NDManager.newBaseManager();

    private DjlPeer(DataType type) {
        this.type = type;
    }

    /** Answers what {@code Peers} asks. */
    public static void main(String[] args) throws IOException {
        Peer.serve(
                (name, single) ->
                        new DjlPeer(single ? DataType.FLOAT32 : DataType.FLOAT64).prepare(name.split(" ")),
                false);
    }

    private Optional<Workload> prepare(String[] name) {
        Workload made =
                switch (name[0]) {
                    case "P1" -> network(Integer.parseInt(name[1].substring(1)), false, 784, 100, 10);
                    case "P1b" -> network(Integer.parseInt(name[1].substring(1)), true, 784, 512, 256, 10);
                    case "P3" -> loop((int) Double.parseDouble(name[1]));
                    case "P5" -> images(32);
                    case "P7" -> first();
                    case "attention" -> attention(8, 128, 256);
                    case "lstm" -> lstm(50, 32, 128);
                    default -> null;
                };
        if (made == null) {
            manager.close();
        }
        return Optional.ofNullable(made).map(w -> new Workload(w.marks(), w.run(), manager::close));
    }

    private NDArray array(double[] values, long... shape) {
        return manager.create(values, new Shape(shape)).toType(type, true);
    }

    private static double[] entries(NDArray array) {
        return array.toType(DataType.FLOAT64, true).toDoubleArray();
    }

    /** The loss of one run, with gradients; they add up from run to run, so each run takes what it finds away again. */
    private static double gradients(Supplier<NDArray> loss) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray result = loss.get();
            collector.backward(result);
            return result.toType(DataType.FLOAT64, false).getDouble();
        }
    }

    private static double step(Supplier<NDArray> loss, List<NDArray> params) {
        try (NDScope scope = new NDScope()) {
            double value = gradients(loss);
            for (NDArray param : params) {
                NDArray gradient = param.getGradient();
                param.subi(gradient.mul(RATE));
                gradient.subi(gradient);
            }
            return value;
        }
    }

    private static Workload training(Supplier<NDArray> loss, List<NDArray> params) {
        params.forEach(param -> param.setRequiresGradient(true));
        List<double[]> before = params.stream().map(DjlPeer::entries).toList();
        Marks marks = new Marks().number(step(loss, params));
        for (int i = 0; i < before.size(); i++) {
            marks.step(before.get(i), entries(params.get(i)), RATE);
        }
        double value = 0;
        for (int i = 0; i < 4; i++) {
            value = step(loss, params);
        }
        return new Workload(marks.number(value).list(), () -> step(loss, params));
    }

    /** Loss and gradients, without a step. */
    private static Workload values(Supplier<NDArray> loss, List<NDArray> leaves) {
        leaves.forEach(leaf -> leaf.setRequiresGradient(true));
        Runnable run = () -> {
            try (NDScope scope = new NDScope()) {
                gradients(loss);
                for (NDArray leaf : leaves) {
                    NDArray gradient = leaf.getGradient();
                    gradient.subi(gradient);
                }
            }
        };
        Marks marks = new Marks();
        try (NDScope scope = new NDScope()) {
            marks.number(gradients(loss));
            for (NDArray leaf : leaves) {
                NDArray gradient = leaf.getGradient();
                marks.gradient(entries(gradient));
                gradient.subi(gradient);
            }
        }
        return new Workload(marks.list(), run);
    }

    private static NDArray entropy(NDArray z, NDArray y) {
        return z.logSoftmax(1).mul(y).sum(new int[] {1}).neg().mean();
    }

    private static NDArray dense(NDArray x, NDArray y, List<NDArray> params, boolean relu) {
        NDArray a = x;
        for (int i = 0; i < params.size(); i += 2) {
            NDArray z = a.dot(params.get(i)).add(params.get(i + 1));
            boolean last = i + 2 == params.size();
            a = last ? z : relu ? Activation.relu(z) : Activation.sigmoid(z);
        }
        return entropy(a, y);
    }

    private Workload network(int batch, boolean relu, int... sizes) {
        Numbers numbers = new Numbers(1);
        NDArray x = array(numbers.array(batch * sizes[0], 1), batch, sizes[0]);
        NDArray y = array(Numbers.labels(batch, sizes[sizes.length - 1]), batch, sizes[sizes.length - 1]);
        List<NDArray> params = new ArrayList<>();
        for (int layer = 1; layer < sizes.length; layer++) {
            params.add(array(numbers.array(sizes[layer - 1] * sizes[layer], 0.1), sizes[layer - 1], sizes[layer]));
            params.add(array(numbers.array(sizes[layer], 0.1), sizes[layer]));
        }
        return training(() -> dense(x, y, params, relu), params);
    }

    /** From arrays of Java to the loss of the first step of P1. There is no graph to be built before. */
    private Workload first() {
        Numbers numbers = new Numbers(1);
        double[] xs = numbers.array(200 * 784, 1);
        double[] ys = Numbers.labels(200, 10);
        long[][] shapes = {{784, 100}, {100}, {100, 10}, {10}};
        List<double[]> start = new ArrayList<>();
        for (long[] shape : shapes) {
            start.add(numbers.array((int) new Shape(shape).size(), 0.1));
        }
        double[] value = new double[1];
        Runnable run = () -> {
            try (NDScope scope = new NDScope()) {
                NDArray x = array(xs, 200, 784);
                NDArray y = array(ys, 200, 10);
                List<NDArray> params = new ArrayList<>();
                for (int i = 0; i < shapes.length; i++) {
                    params.add(array(start.get(i), shapes[i]));
                    params.get(i).setRequiresGradient(true);
                }
                value[0] = step(() -> dense(x, y, params, false), params);
            }
        };
        run.run();
        return new Workload(new double[] {value[0]}, run);
    }

    private Workload loop(int count) {
        Numbers numbers = new Numbers(3);
        List<NDArray> in = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            in.add(array(numbers.array(count, 4), count));
        }
        return values(
                () -> Activation.sigmoid(in.get(0).mul(in.get(1)).add(in.get(2)))
                        .mul(Activation.tanh(in.get(3)))
                        .sum(),
                in);
    }

    private Workload images(int batch) {
        Numbers numbers = new Numbers(5);
        NDArray x = array(numbers.array(batch * 784, 1), batch, 1, 28, 28);
        NDArray y = array(Numbers.labels(batch, 10), batch, 10);
        NDArray k = array(numbers.array(200, 0.2), 8, 1, 5, 5);
        NDArray c = array(numbers.array(8, 0.2), 8);
        NDArray w = array(numbers.array(11520, 0.2), 1152, 10);
        NDArray b = array(numbers.array(10, 0.2), 10);
        return training(
                () -> {
                    NDArray z = Conv2d.conv2d(x, k, c, new Shape(1, 1), new Shape(0, 0), new Shape(1, 1))
                            .singletonOrThrow();
                    NDArray pooled = Pool.maxPool2d(
                            Activation.relu(z), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
                    return entropy(pooled.reshape(batch, 1152).dot(w).add(b), y);
                },
                List.of(k, c, w, b));
    }

    private Workload attention(int heads, int tokens, int width) {
        Numbers numbers = new Numbers(8);
        NDArray x = array(numbers.array(tokens * width, 2), tokens, width);
        List<NDArray> params = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            params.add(array(numbers.array(width * width, 0.2), width, width));
        }
        return values(
                () -> {
                    List<NDArray> parts = params.subList(0, 3).stream()
                            .map(w -> x.dot(w)
                                    .reshape(tokens, heads, width / heads)
                                    .transpose(1, 0, 2))
                            .toList();
                    NDArray scores = parts.get(0)
                            .matMul(parts.get(1).transpose(0, 2, 1))
                            .mul(1 / Math.sqrt(width / (double) heads));
                    NDArray mixed = scores.softmax(2)
                            .matMul(parts.get(2))
                            .transpose(1, 0, 2)
                            .reshape(tokens, width);
                    return mixed.dot(params.get(3)).add(x).square().mean();
                },
                params);
    }

    /** The LSTM of libtorch itself, whose matrices are transposed and which has two biases. */
    private Workload lstm(int steps, int batch, int width) {
        Numbers numbers = new Numbers(9);
        NDArray x = array(numbers.array(steps * batch * width, 2), steps, batch, width);
        NDArray wx = array(numbers.array(4 * width * width, 0.2), width, 4L * width).transpose().duplicate();
        NDArray wh = array(numbers.array(4 * width * width, 0.2), width, 4L * width).transpose().duplicate();
        NDArray b = array(numbers.array(4 * width, 0.2), 4L * width);
        NDArray none = array(new double[4 * width], 4L * width);
        NDArray h = array(new double[batch * width], 1, batch, width);
        NDArray c = array(new double[batch * width], 1, batch, width);
        Supplier<NDArray> loss = () -> {
            NDArray last = x.getNDArrayInternal()
                    .lstm(x, new NDList(h, c), new NDList(wx, wh, b, none), true, 1, 0, true, false, false)
                    .get(1);
            return last.square().sum().div(batch);
        };
        List<NDArray> leaves = List.of(wx, wh, b);
        Workload made = values(loss, leaves);
        Marks marks = new Marks();
        try (NDScope scope = new NDScope()) {
            marks.number(gradients(loss));
            for (NDArray leaf : leaves) {
                NDArray gradient = leaf.getGradient();
                marks.gradient(entries(leaf == b ? gradient : gradient.transpose()));
                gradient.subi(gradient);
            }
        }
        return new Workload(marks.list(), made.run());
    }
}
