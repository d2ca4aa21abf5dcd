package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chainrule.view.Scene.Cluster;
import org.chainrule.view.Scene.Direction;
import org.chainrule.view.Scene.Edge;
import org.chainrule.view.Scene.Kind;
import org.chainrule.view.Scene.Node;
import org.chainrule.view.Scene.Style;

/** Drawings made by hand, with numbers that are right. */
final class Scenes {
    private static final int N = 3;
    private static final int H = 4;
    private static final int M = 3;

    private Scenes() {}

    /** The two-layer net of a lecture: tanh, then sigmoid, then binary cross-entropy. */
    static Scene twoLayerNet(Direction direction) {
        double[] x = {0.5, -1.2, 0.3, 1.1, 0.4, -0.7, -0.2, 0.9, 1.5};
        double[] y = {1, 0, 1};
        double[] w1 = {0.2, -0.4, 0.1, 0.5, 0.3, -0.2, -0.3, 0.8, 0.6, 0.1, -0.1, 0.4};
        double[] b1 = {0.1, 0, -0.1, 0.2};
        double[] w2 = {0.7, -0.5, 0.3, 0.9};
        double[] b2 = {0.05};
        double[] z1 = new double[H * M];
        double[] a1 = new double[H * M];
        double[] z2 = new double[M];
        double[] a2 = new double[M];
        double loss = 0;
        for (int m = 0; m < M; m++) {
            z2[m] = b2[0];
            for (int h = 0; h < H; h++) {
                z1[h * M + m] = b1[h];
                for (int n = 0; n < N; n++) {
                    z1[h * M + m] += w1[h * N + n] * x[n * M + m];
                }
                a1[h * M + m] = StrictMath.tanh(z1[h * M + m]);
                z2[m] += w2[h] * a1[h * M + m];
            }
            a2[m] = 1 / (1 + StrictMath.exp(-z2[m]));
            loss -= (y[m] * StrictMath.log(a2[m]) + (1 - y[m]) * StrictMath.log(1 - a2[m])) / M;
        }
        double[] da2 = new double[M];
        double[] dz2 = new double[M];
        double[] dw2 = new double[H];
        double[] db2 = new double[1];
        double[] da1 = new double[H * M];
        double[] dz1 = new double[H * M];
        double[] dw1 = new double[H * N];
        double[] db1 = new double[H];
        for (int m = 0; m < M; m++) {
            da2[m] = (a2[m] - y[m]) / (a2[m] * (1 - a2[m])) / M;
            dz2[m] = (a2[m] - y[m]) / M;
            db2[0] += dz2[m];
            for (int h = 0; h < H; h++) {
                dw2[h] += dz2[m] * a1[h * M + m];
                da1[h * M + m] = w2[h] * dz2[m];
                dz1[h * M + m] = da1[h * M + m] * (1 - a1[h * M + m] * a1[h * M + m]);
                db1[h] += dz1[h * M + m];
                for (int n = 0; n < N; n++) {
                    dw1[h * N + n] += dz1[h * M + m] * x[n * M + m];
                }
            }
        }
        List<Node> nodes = List.of(
                new Node("X", Kind.INPUT, "X", "", "[3, 3]", Panel.of(x, N, M), Panel.notComputed()),
                new Node("W1", Kind.PARAMETER, "W1", "", "[4, 3]", Panel.of(w1, H, N), Panel.of(dw1, H, N)),
                new Node("b1", Kind.PARAMETER, "b1", "", "[4, 1]", Panel.of(b1, H, 1), Panel.of(db1, H, 1)),
                new Node("Z1", Kind.OP, "Z1", "W1 @ X + b1", "[4, 3]", Panel.of(z1, H, M), Panel.of(dz1, H, M)),
                new Node("A1", Kind.OP, "A1", "tanh(Z1)", "[4, 3]", Panel.of(a1, H, M), Panel.of(da1, H, M)),
                new Node("W2", Kind.PARAMETER, "W2", "", "[1, 4]", Panel.of(w2, 1, H), Panel.of(dw2, 1, H)),
                new Node("b2", Kind.PARAMETER, "b2", "", "[1, 1]", Panel.of(b2, 1, 1), Panel.of(db2, 1, 1)),
                new Node("Z2", Kind.OP, "Z2", "W2 @ A1 + b2", "[1, 3]", Panel.of(z2, 1, M), Panel.of(dz2, 1, M)),
                new Node("A2", Kind.OP, "A2", "sigmoid(Z2)", "[1, 3]", Panel.of(a2, 1, M), Panel.of(da2, 1, M)),
                new Node("Y", Kind.INPUT, "Y", "", "[1, 3]", Panel.of(y, 1, M), Panel.notComputed()),
                new Node("J", Kind.LOSS, "J", "mean bce(A2, Y)", "", Panel.scalar(loss), Panel.scalar(1)));
        List<Edge> edges = List.of(
                new Edge("W1", "Z1", 0, "· Xᵀ"),
                new Edge("X", "Z1", 1, ""),
                new Edge("b1", "Z1", 2, "sum over m"),
                new Edge("Z1", "A1", 0, "⊙ (1 − A1²)"),
                new Edge("W2", "Z2", 0, "· A1ᵀ"),
                new Edge("A1", "Z2", 1, "W2ᵀ ·"),
                new Edge("b2", "Z2", 2, "sum over m"),
                new Edge("Z2", "A2", 0, "⊙ σ'(Z2)"),
                new Edge("A2", "J", 0, "(A2 − Y)/(m A2(1 − A2))"),
                new Edge("Y", "J", 1, ""));
        List<Cluster> clusters = List.of(
                new Cluster("layer1", "layer 1", List.of("W1", "b1", "Z1", "A1")),
                new Cluster("layer2", "layer 2", List.of("W2", "b2", "Z2", "A2")));
        return new Scene("A two-layer network", Style.BOXES, direction, nodes, edges, clusters);
    }

    /** f = (x + y) z at x = -2, y = 5, z = -4. */
    static Scene circuit() {
        return new Scene(
                "",
                Style.CIRCUIT,
                Direction.RIGHT,
                List.of(
                        leaf("x", -2, -4),
                        leaf("y", 5, -4),
                        leaf("z", -4, 3),
                        new Node("q", Kind.OP, "q", "+", "", Panel.scalar(3), Panel.scalar(-4)),
                        new Node("f", Kind.LOSS, "f", "*", "", Panel.scalar(-12), Panel.scalar(1))),
                List.of(
                        new Edge("x", "q", 0, "1"),
                        new Edge("y", "q", 1, "1"),
                        new Edge("q", "f", 0, "z"),
                        new Edge("z", "f", 1, "q")),
                List.of());
    }

    /** The sigmoid of w0 x0 + w1 x1 + w2, in its smallest steps, as lecture notes have it. */
    static Scene sigmoidCircuit() {
        double[][] ops = {
            {-2, -0.2}, {6, 0.2}, {4, 0.2}, {1, 0.2}, {-1, -0.2}, {0.3679, -0.53}, {1.3679, -0.53}, {0.7311, 1}
        };
        String[] names = {"m0", "m1", "s", "t", "n", "e", "d", "p"};
        String[] signs = {"*", "*", "+", "+", "× −1", "exp", "+ 1", "1/x"};
        List<Node> nodes = new ArrayList<>(List.of(
                leaf("w0", 2, -0.2),
                leaf("x0", -1, 0.39),
                leaf("w1", -3, -0.39),
                leaf("x1", -2, -0.59),
                leaf("w2", -3, 0.2)));
        for (int i = 0; i < ops.length; i++) {
            nodes.add(new Node(
                    names[i],
                    i == ops.length - 1 ? Kind.LOSS : Kind.OP,
                    "",
                    signs[i],
                    "",
                    Panel.scalar(ops[i][0]),
                    Panel.scalar(ops[i][1])));
        }
        List<Edge> edges = new ArrayList<>();
        String[][] pairs = {
            {"w0", "m0"},
            {"x0", "m0"},
            {"w1", "m1"},
            {"x1", "m1"},
            {"m0", "s"},
            {"m1", "s"},
            {"s", "t"},
            {"w2", "t"},
            {"t", "n"},
            {"n", "e"},
            {"e", "d"},
            {"d", "p"}
        };
        for (String[] pair : pairs) {
            edges.add(new Edge(pair[0], pair[1], 0, ""));
        }
        return new Scene("", Style.CIRCUIT, Direction.RIGHT, nodes, edges, List.of());
    }

    /** b = a + a: two edges. And what an absent, a missing and a large value look like. */
    static Scene gallery() {
        double[] many = new double[10 * 14];
        double[] square = new double[8 * 8];
        for (int i = 0; i < many.length; i++) {
            many[i] = StrictMath.sin(i / 28.0) * StrictMath.cos(i % 14 / 3.0);
        }
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 8 == i % 8 ? 1 : i == 5 ? Double.NaN : -0.1 * (i % 8);
        }
        return new Scene(
                "Every kind of node",
                Style.BOXES,
                Direction.RIGHT,
                List.of(
                        new Node("a", Kind.INPUT, "a", "", "[]", Panel.scalar(1.5), Panel.scalar(2)),
                        new Node("c", Kind.CONSTANT, "", "0.5", "", Panel.none(), Panel.none()),
                        new Node(
                                "W",
                                Kind.PARAMETER,
                                "W",
                                "",
                                "[10, 14]",
                                Panel.of(many, 10, 14),
                                Panel.of(many, 10, 14)),
                        new Node(
                                "S",
                                Kind.OP,
                                "",
                                "eye(8) − …",
                                "[8, 8]",
                                Panel.of(square, 8, 8),
                                Panel.absent("zero: J does not depend on S")),
                        new Node(
                                "T",
                                Kind.OP,
                                "T",
                                "conv2d(X, K)",
                                "[2, 3, 10, 20]",
                                Panel.of(new double[1200], 2, 3, 10, 20),
                                Panel.notComputed()),
                        new Node("b", Kind.OP, "b", "a + a", "[]", Panel.scalar(3), Panel.scalar(1)),
                        new Node(
                                "g",
                                Kind.GROUP,
                                "layer 3",
                                "120 nodes, 4 parameters → A3",
                                "[10, 32]",
                                Panel.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e-9, 12345.678}, 2, 2),
                                Panel.none()),
                        new Node("L", Kind.LOSS, "L", "mean(b)", "[]", Panel.scalar(3), Panel.scalar(1))),
                List.of(
                        new Edge("a", "b", 0, "1", "1"),
                        new Edge("a", "b", 1, "1", "1"),
                        new Edge("b", "L", 0, "1/1"),
                        new Edge("c", "S", 0, ""),
                        new Edge("W", "S", 0, ""),
                        new Edge("S", "g", 0, ""),
                        new Edge("T", "g", 0, "×12"),
                        new Edge("g", "L", 0, "")),
                List.of());
    }

    /** A random net in which every node has two operands among the twenty before it. */
    static Scene random(int size, long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double[] data = random.doubles(i % 7 == 0 ? 400 : 9).toArray();
            Panel value = i % 7 == 0 ? Panel.of(data, 20, 20) : Panel.of(data, 3, 3);
            Kind kind = i < 5 ? Kind.INPUT : i == size - 1 ? Kind.LOSS : Kind.OP;
            String op = i < 5 ? "" : "op(x, y)";
            nodes.add(new Node("v" + i, kind, "v" + i, op, "[3, 3]", value, Panel.of(data, data.length)));
            for (int k = 0; k < (i < 5 ? 0 : 2); k++) {
                edges.add(new Edge("v" + Math.max(0, i - 1 - random.nextInt(20)), "v" + i, k, "W" + k + "ᵀ ·"));
            }
        }
        return new Scene("", Style.BOXES, Direction.RIGHT, nodes, edges, List.of());
    }

    private static Node leaf(String name, double value, double gradient) {
        return new Node(name, Kind.INPUT, name, "", "", Panel.scalar(value), Panel.scalar(gradient));
    }
}
