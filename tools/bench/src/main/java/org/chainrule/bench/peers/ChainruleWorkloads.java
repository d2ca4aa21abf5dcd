package org.chainrule.bench.peers;

import java.util.ArrayList;
import java.util.List;
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
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** The workloads in Chainrule, compiled. Each starts from the graph that a user would write. */
public final class ChainruleWorkloads {
    private final Clock clock;
    private final String only;

    private ChainruleWorkloads(Clock clock, String only) {
        this.clock = clock;
        this.only = only;
    }

    /** Arguments: seconds for each workload, and what the names of those to be run contain. */
    public static void main(String[] args) {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        new ChainruleWorkloads(new Clock(seconds), args.length > 1 ? args[1] : "").run();
    }

    private void run() {
        for (DType dtype : List.of(DType.F64, DType.F32)) {
            String type = dtype == DType.F64 ? " f64" : " f32";
            for (int batch : new int[] {200, 32, 1}) {
                if (wanted("P1 b" + batch + type)) {
                    network("P1 b" + batch + type, dtype, batch, 0.1, false, 784, 100, 10);
                }
            }
            if (wanted("P1b b128" + type)) {
                network("P1b b128" + type, dtype, 128, 0.1, true, 784, 512, 256, 10);
            }
            if (wanted("P2" + type)) {
                scalars("P2" + type, dtype);
            }
            for (String size : List.of("1e3", "1e6")) {
                if (wanted("P3 " + size + type)) {
                    loop("P3 " + size + type, dtype, (int) Double.parseDouble(size));
                }
            }
            if (wanted("P4 1e4" + type)) {
                chain("P4 1e4" + type, dtype, 10_000);
            }
            if (wanted("P5 b32" + type)) {
                images("P5 b32" + type, dtype, 32);
            }
            if (wanted("P6 hvp" + type) || wanted("P6 hessian" + type)) {
                curvature(type, dtype, 1000, 50);
            }
        }
    }

    private boolean wanted(String key) {
        return key.contains(only);
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

    private static Workspace workspace(List<Node> outputs, DType dtype) {
        return Program.of(outputs, dtype).workspace();
    }

    /** A whole step of training of a network with dense layers. */
    private void network(String key, DType dtype, int batch, double rate, boolean relu, int... sizes) {
        Numbers numbers = new Numbers(1);
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
        Node loss = ClassLosses.softmaxCrossEntropy(a, y);
        Gradient gradient = Gradient.of(loss, params);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        for (Node param : params) {
            outputs.add(param.minus(gradient.get(param).times(rate)));
        }
        Workspace workspace = workspace(outputs, dtype);
        put(workspace, x, numbers.array(batch * sizes[0], 1));
        put(workspace, y, Numbers.labels(batch, sizes[sizes.length - 1]));
        for (Node param : params) {
            int count = param.shape().entries();
            put(workspace, param, numbers.array(count, 0.1));
        }
        Runnable step = () -> {
            workspace.run();
            for (int i = 0; i < params.size(); i++) {
                workspace.exchange(params.get(i), outputs.get(i + 1));
            }
        };
        for (int i = 0; i < 5; i++) {
            step.run();
        }
        clock.report(key, workspace.number(loss), step);
    }

    /** A network of single numbers, each a node of its own, as micrograd builds it. */
    private void scalars(String key, DType dtype) {
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
        Node loss = layer.get(0).minus(0.5).square();
        Gradient gradient = Gradient.of(loss, params);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        params.forEach(param -> outputs.add(gradient.get(param)));
        Workspace workspace = workspace(outputs, dtype);
        inputs.forEach(x -> workspace.number(x, numbers.next(1)));
        params.forEach(param -> workspace.number(param, numbers.next(1)));
        workspace.run();
        double sum = 0;
        for (Node output : outputs) {
            sum += workspace.number(output);
        }
        clock.report(key, sum, workspace::run);
    }

    private void loop(String key, DType dtype, int count) {
        Numbers numbers = new Numbers(3);
        List<Node> in = List.of(input("a", count), input("b", count), input("c", count), input("d", count));
        Node loss = Sigmoids.SIGMOID
                .of(in.get(0).times(in.get(1)).plus(in.get(2)))
                .times(Hyperbolic.TANH.of(in.get(3)))
                .sum();
        Gradient gradient = Gradient.of(loss, in);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        in.forEach(x -> outputs.add(gradient.get(x)));
        Workspace workspace = workspace(outputs, dtype);
        in.forEach(x -> put(workspace, x, numbers.array(count, 4)));
        workspace.run();
        clock.report(key, workspace.number(loss), workspace::run);
    }

    private void chain(String key, DType dtype, int steps) {
        Numbers numbers = new Numbers(4);
        Node start = param("x");
        List<Node> leaves = new ArrayList<>(List.of(start));
        Node x = start;
        for (int i = 0; i < steps; i++) {
            Node w = param("w" + i);
            leaves.add(w);
            x = Trigonometry.SIN.of(x).times(w).plus(x);
        }
        Gradient gradient = Gradient.of(x, leaves);
        List<Node> outputs = new ArrayList<>(List.of(x));
        leaves.forEach(leaf -> outputs.add(gradient.get(leaf)));
        Workspace workspace = workspace(outputs, dtype);
        leaves.forEach(leaf -> workspace.number(leaf, numbers.next(0.02)));
        workspace.run();
        clock.report(key, workspace.number(x), workspace::run);
    }

    /** A step of training of a convolution, pooling and a dense layer. */
    private void images(String key, DType dtype, int batch) {
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
        Gradient gradient = Gradient.of(loss, params);
        List<Node> outputs = new ArrayList<>(List.of(loss));
        params.forEach(param -> outputs.add(param.minus(gradient.get(param).times(0.1))));
        Workspace workspace = workspace(outputs, dtype);
        put(workspace, x, numbers.array(batch * 784, 1));
        put(workspace, y, Numbers.labels(batch, 10));
        params.forEach(
                param -> put(workspace, param, numbers.array(param.shape().entries(), 0.2)));
        Runnable step = () -> {
            workspace.run();
            for (int i = 0; i < params.size(); i++) {
                workspace.exchange(params.get(i), outputs.get(i + 1));
            }
        };
        for (int i = 0; i < 5; i++) {
            step.run();
        }
        clock.report(key, workspace.number(loss), step);
    }

    /** Hessian, and Hessian times a vector, of logistic regression. */
    private void curvature(String type, DType dtype, int rows, int columns) {
        Numbers numbers = new Numbers(6);
        Node x = input("X", rows, columns);
        Node y = input("y", rows);
        Node w = param("w", columns);
        Node v = input("v", columns);
        Node loss = Losses.bceWithLogits(x.matmul(w), y);
        double[] xs = numbers.array(rows * columns, 1);
        double[] ws = numbers.array(columns, 1);
        double[] vs = numbers.array(columns, 1);
        if (wanted("P6 hvp" + type)) {
            Node hvp = Calculus.hvp(loss, w, v);
            Workspace workspace = workspace(List.of(hvp), dtype);
            put(workspace, x, xs);
            put(workspace, w, ws);
            put(workspace, v, vs);
            workspace.run();
            clock.report("P6 hvp" + type, workspace.get(hvp).at(0), workspace::run);
        }
        if (wanted("P6 hessian" + type)) {
            Node hessian = Calculus.hessian(loss, w);
            Workspace workspace = workspace(List.of(hessian), dtype);
            put(workspace, x, xs);
            put(workspace, w, ws);
            workspace.run();
            clock.report("P6 hessian" + type, workspace.get(hessian).at(1), workspace::run);
        }
    }
}
