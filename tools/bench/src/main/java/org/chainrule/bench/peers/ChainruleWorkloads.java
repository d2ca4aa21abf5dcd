package org.chainrule.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.exec.compile.Program;
import org.chainrule.exec.compile.Workspace;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Type;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Losses;
import org.chainrule.ops.Pooling;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The workloads in Chainrule, compiled. Each starts from the graph that a user would write. */
public final class ChainruleWorkloads {
    private static final double RATE = 0.1;
    /** Prints the plan of each workload to standard error, with times. */
    private static final boolean EXPLAIN = Boolean.getBoolean("peers.explain");

    private final DType dtype;

    private ChainruleWorkloads(DType dtype) {
        this.dtype = dtype;
    }

    /** Answers what {@code Peers} asks. */
    public static void main(String[] args) throws IOException {
        Peer.serve(
                (name, single) -> new ChainruleWorkloads(single ? DType.F32 : DType.F64).prepare(name.split(" ")),
                true);
    }

    private Optional<Workload> prepare(String[] name) {
        Workload made =
                switch (name[0]) {
                    case "P1" -> network(Integer.parseInt(name[1].substring(1)), false, 784, 100, 10);
                    case "P1b" -> network(Integer.parseInt(name[1].substring(1)), true, 784, 512, 256, 10);
                    case "P2" -> scalars();
                    case "P3" -> loop((int) Double.parseDouble(name[1]));
                    case "P4" -> chain((int) Double.parseDouble(name[1]), name.length > 2);
                    case "P5" -> images(32);
                    case "P6" -> curvature(name[1].equals("hessian"), 1000, 50);
                    case "P7" -> first();
                    case "attention" -> attention(8, 128, 256);
                    case "lstm" -> lstm(50, 32, 128);
                    default -> null;
                };
        return Optional.ofNullable(made);
    }

    private static Node input(String name, long... sizes) {
        return Node.input(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    private static Node param(String name, long... sizes) {
        return Node.param(name, Type.real(Shape.of(sizes)), Domain.REAL);
    }

    private static void put(Workspace workspace, Node leaf, double[] values) {
        workspace.put(leaf, Tensor.of(leaf.shape(), values));
    }

    private Workspace workspace(List<Node> outputs) {
        Program program = Program.of(outputs, dtype);
        if (EXPLAIN) {
            System.err.println(program.explain(Sizes.NONE));
        }
        return program.workspace();
    }

    private static double[] entries(Tensor tensor) {
        double[] entries = new double[tensor.count()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = tensor.at(i);
        }
        return entries;
    }

    /** A loss and its gradients: the loss first, then each gradient. */
    private static List<Node> withGradients(Node loss, List<Node> leaves) {
        Gradient gradient = Gradient.of(loss, leaves);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        leaves.forEach(leaf -> outputs.add(gradient.get(leaf)));
        return outputs;
    }

    /** A loss and the parameters after a step. */
    private static List<Node> withStep(Node loss, List<Node> params) {
        Gradient gradient = Gradient.of(loss, params);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        params.forEach(param -> outputs.add(param.minus(gradient.get(param).times(RATE))));
        return outputs;
    }

    private static Workload values(Workspace workspace, List<Node> outputs) {
        workspace.run();
        Marks marks = new Marks().number(workspace.number(outputs.get(0)));
        outputs.stream().skip(1).forEach(output -> marks.gradient(entries(workspace.get(output))));
        return new Workload(marks.list(), workspace::run);
    }

    /** Training: what is compared is the first loss, the first gradients, and the loss of the fifth step. */
    private static Workload training(Workspace workspace, List<Node> outputs, List<Node> params, List<double[]> start) {
        Runnable step = () -> {
            workspace.run();
            for (int i = 0; i < params.size(); i++) {
                workspace.exchange(params.get(i), outputs.get(i + 1));
            }
        };
        for (int i = 0; i < params.size(); i++) {
            put(workspace, params.get(i), start.get(i));
        }
        workspace.run();
        Marks marks = new Marks().number(workspace.number(outputs.get(0)));
        for (int i = 0; i < params.size(); i++) {
            marks.step(start.get(i), entries(workspace.get(outputs.get(i + 1))), RATE);
        }
        for (int i = 0; i < 5; i++) {
            step.run();
        }
        return new Workload(marks.number(workspace.number(outputs.get(0))).list(), step);
    }

    /** A network with dense layers. */
    private record Dense(Node x, Node y, List<Node> params, Node loss) {
        static Dense of(int batch, boolean relu, int... sizes) {
            Node x = input("X", batch, sizes[0]);
            Node y = input("Y", batch, sizes[sizes.length - 1]);
            List<Node> params = new ArrayList<>();
            Node a = x;
            for (int layer = 1; layer < sizes.length; layer++) {
                Node w = param("W" + layer, sizes[layer - 1], sizes[layer]);
                Node b = param("b" + layer, sizes[layer]);
                params.addAll(List.of(w, b));
                Node z = a.matmul(w).plus(b);
                a = layer == sizes.length - 1 ? z : (relu ? Rectifiers.RELU : Sigmoids.SIGMOID).of(z);
            }
            return new Dense(x, y, params, ClassLosses.softmaxCrossEntropy(a, y));
        }
    }

    private Workload network(int batch, boolean relu, int... sizes) {
        Numbers numbers = new Numbers(1);
        Dense net = Dense.of(batch, relu, sizes);
        List<Node> outputs = withStep(net.loss(), net.params());
        Workspace workspace = workspace(outputs);
        put(workspace, net.x(), numbers.array(batch * sizes[0], 1));
        put(workspace, net.y(), Numbers.labels(batch, sizes[sizes.length - 1]));
        return training(workspace, outputs, net.params(), arrays(numbers, net.params(), 0.1));
    }

    private static List<double[]> arrays(Numbers numbers, List<Node> leaves, double scale) {
        return leaves.stream()
                .map(leaf -> numbers.array(leaf.shape().entries(), scale))
                .toList();
    }

    /** From nothing to the loss of the first step of P1: build, differentiate, compile, run. */
    private Workload first() {
        Numbers numbers = new Numbers(1);
        double[] xs = numbers.array(200 * 784, 1);
        double[] ys = Numbers.labels(200, 10);
        List<double[]> start =
                arrays(numbers, Dense.of(200, false, 784, 100, 10).params(), 0.1);
        double[] loss = new double[1];
        Runnable run = () -> {
            Dense net = Dense.of(200, false, 784, 100, 10);
            List<Node> outputs = withStep(net.loss(), net.params());
            Workspace workspace = workspace(outputs);
            put(workspace, net.x(), xs);
            put(workspace, net.y(), ys);
            for (int i = 0; i < start.size(); i++) {
                put(workspace, net.params().get(i), start.get(i));
            }
            workspace.run();
            loss[0] = workspace.number(net.loss());
        };
        run.run();
        return new Workload(new double[] {loss[0]}, run);
    }

    /** A network of single numbers, each a node of its own, as micrograd builds it. */
    private Workload scalars() {
        Numbers numbers = new Numbers(2);
        List<Node> inputs = List.of(input("x0"), input("x1"));
        List<Node> params = new ArrayList<>();
        List<Node> layer = inputs;
        for (int size : new int[] {16, 16, 1}) {
            List<Node> next = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                Node sum = null;
                for (Node x : layer) {
                    Node w = param("w" + params.size());
                    params.add(w);
                    sum = sum == null ? w.times(x) : sum.plus(w.times(x));
                }
                Node b = param("b" + params.size());
                params.add(b);
                next.add(size == 1 ? sum.plus(b) : Hyperbolic.TANH.of(sum.plus(b)));
            }
            layer = next;
        }
        List<Node> outputs = withGradients(layer.get(0).minus(0.5).square(), params);
        Workspace workspace = workspace(outputs);
        inputs.forEach(x -> workspace.number(x, numbers.next(1)));
        params.forEach(param -> workspace.number(param, numbers.next(1)));
        return numbersOnly(workspace, outputs, workspace::run);
    }

    /** Gradients by single numbers are one array. */
    private static Workload numbersOnly(Workspace workspace, List<Node> outputs, Runnable run) {
        run.run();
        double[] gradient =
                outputs.stream().skip(1).mapToDouble(workspace::number).toArray();
        return new Workload(
                new Marks()
                        .number(workspace.number(outputs.get(0)))
                        .gradient(gradient)
                        .list(),
                run);
    }

    private Workload loop(int count) {
        Numbers numbers = new Numbers(3);
        List<Node> in = List.of(input("a", count), input("b", count), input("c", count), input("d", count));
        Node loss = Sigmoids.SIGMOID
                .of(in.get(0).times(in.get(1)).plus(in.get(2)))
                .times(Hyperbolic.TANH.of(in.get(3)))
                .sum();
        List<Node> outputs = withGradients(loss, in);
        Workspace workspace = workspace(outputs);
        in.forEach(x -> put(workspace, x, numbers.array(count, 4)));
        return values(workspace, outputs);
    }

    /** Either a later run, or everything from nothing to the first gradients. */
    private Workload chain(int steps, boolean total) {
        double[] values = new Numbers(4).array(steps + 1, 0.02);
        if (!total) {
            return chain(values);
        }
        return new Workload(chain(values).marks(), () -> chain(values));
    }

    private Workload chain(double[] values) {
        List<Node> leaves = new ArrayList<>();
        Node x = param("x");
        leaves.add(x);
        for (int i = 1; i < values.length; i++) {
            Node w = param("w" + i);
            leaves.add(w);
            x = Trigonometry.SIN.of(x).times(w).plus(x);
        }
        List<Node> outputs = withGradients(x, leaves);
        Workspace workspace = workspace(outputs);
        for (int i = 0; i < values.length; i++) {
            workspace.number(leaves.get(i), values[i]);
        }
        return numbersOnly(workspace, outputs, workspace::run);
    }

    /** A step of training of a convolution, pooling and a dense layer. */
    private Workload images(int batch) {
        Numbers numbers = new Numbers(5);
        Node x = input("X", batch, 1, 28, 28);
        Node y = input("Y", batch, 10);
        Node k = param("K", 8, 1, 5, 5);
        Node c = param("c", 8, 1, 1);
        Node w = param("W", 1152, 10);
        Node b = param("b", 10);
        Node pooled =
                Pooling.maxPool2d(Rectifiers.RELU.of(Convolutions.conv2d(x, k).plus(c)), 2);
        Node z = Reshape.to(pooled, batch, 1152).matmul(w).plus(b);
        Node loss = ClassLosses.softmaxCrossEntropy(z, y);
        List<Node> params = List.of(k, c, w, b);
        List<Node> outputs = withStep(loss, params);
        Workspace workspace = workspace(outputs);
        put(workspace, x, numbers.array(batch * 784, 1));
        put(workspace, y, Numbers.labels(batch, 10));
        return training(workspace, outputs, params, arrays(numbers, params, 0.2));
    }

    /** Hessian, or Hessian times a vector, of logistic regression. */
    private Workload curvature(boolean all, int rows, int columns) {
        Numbers numbers = new Numbers(6);
        Node x = input("X", rows, columns);
        Node y = input("y", rows);
        Node w = param("w", columns);
        Node v = input("v", columns);
        Node loss = Losses.bceWithLogits(x.matmul(w), y);
        Node found = all ? Calculus.hessian(loss, w) : Calculus.hvp(loss, w, v);
        Workspace workspace = workspace(List.of(found));
        for (Node leaf : List.of(x, w, v)) {
            double[] values = numbers.array(leaf.shape().entries(), 1);
            if (leaf != v || !all) {
                put(workspace, leaf, values);
            }
        }
        workspace.run();
        return new Workload(new Marks().gradient(entries(workspace.get(found))).list(), workspace::run);
    }

    /** Self-attention with what it began with added, and the gradients by its four matrices. */
    private Workload attention(int heads, int tokens, int width) {
        Numbers numbers = new Numbers(8);
        Node x = input("X", tokens, width);
        List<Node> params = List.of(
                param("Wq", width, width),
                param("Wk", width, width),
                param("Wv", width, width),
                param("Wo", width, width));
        List<Node> parts = params.subList(0, 3).stream()
                .map(w -> x.matmul(w).reshape(tokens, heads, width / heads).transpose(1, 0, 2))
                .toList();
        Node scores = parts.get(0).matmul(parts.get(1).transpose(0, 2, 1)).times(1 / Math.sqrt(width / (double) heads));
        Node mixed = Softmax.softmax(scores, 2)
                .matmul(parts.get(2))
                .transpose(1, 0, 2)
                .reshape(tokens, width);
        List<Node> outputs =
                withGradients(mixed.matmul(params.get(3)).plus(x).square().mean(), params);
        Workspace workspace = workspace(outputs);
        put(workspace, x, numbers.array(tokens * width, 2));
        params.forEach(param -> put(workspace, param, numbers.array(width * width, 0.2)));
        return values(workspace, outputs);
    }

    /** A cell with gates in the order of input, forget, new, output; the loss is of the last state. */
    private Workload lstm(int steps, int batch, int width) {
        Numbers numbers = new Numbers(9);
        Node x = input("X", steps, batch, width);
        List<Node> params =
                List.of(param("Wx", width, 4L * width), param("Wh", width, 4L * width), param("b", 4L * width));
        Node fromInput =
                x.reshape((long) steps * batch, width).matmul(params.get(0)).plus(params.get(2));
        Node h = null;
        Node c = null;
        for (int t = 0; t < steps; t++) {
            Node z = part(fromInput, 0, t, batch);
            if (h != null) {
                z = z.plus(h.matmul(params.get(1)));
            }
            Node entering = Sigmoids.SIGMOID.of(part(z, 1, 0, width)).times(Hyperbolic.TANH.of(part(z, 1, 2, width)));
            c = c == null
                    ? entering
                    : Sigmoids.SIGMOID.of(part(z, 1, 1, width)).times(c).plus(entering);
            h = Sigmoids.SIGMOID.of(part(z, 1, 3, width)).times(Hyperbolic.TANH.of(c));
        }
        List<Node> outputs = withGradients(h.square().sum().over(batch), params);
        Workspace workspace = workspace(outputs);
        put(workspace, x, numbers.array(steps * batch * width, 2));
        params.forEach(
                param -> put(workspace, param, numbers.array(param.shape().entries(), 0.2)));
        return values(workspace, outputs);
    }

    private static Node part(Node x, int axis, int number, int size) {
        return Slicing.slice(x, axis, Dim.of((long) number * size), Dim.of((number + 1L) * size));
    }
}
