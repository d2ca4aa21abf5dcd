package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/** Running sums and products along an axis, and the recurrence their derivatives are made of. */
public final class Cumulative {
    /** Running sum. */
    public static final Function CUMSUM = Function.define(
                    "cumsum", "x, axis=none, reverse=false", a -> cumsum(flat(a), axis(a), a.bool("reverse", false)))
            .doc("Running sum along an axis, from its end with reverse=true; without an axis, of all entries in "
                    + "row-major "
                    + "order. The derivative is the running sum from the other end.")
            .example("cumsum(X, axis=1)", "X [2, 3]")
            .example("cumsum(X, axis=0, reverse=true)", "X [3, 2]")
            .example("cumsum(X)", "X [2, 2]");

    /** Running product. */
    public static final Function CUMPROD = Function.define("cumprod", "x, axis=none", a -> cumprod(flat(a), axis(a)))
            .doc("Running product along an axis; without an axis, of all entries in row-major order. The "
                    + "derivative needs no "
                    + "division and is right with any number of zeros.")
            .example("cumprod(X, axis=0)", "X [3, 2]")
            .example("cumprod(X)", "X [2, 2]");

    /** A linear recurrence. */
    public static final Function LINEAR_SCAN = Function.define(
                    "linear_scan",
                    "a, b, axis, reverse=false",
                    a -> Node.of(
                            new Scan(a.node("b").shape().axis(a.integer("axis")), a.bool("reverse", false)),
                            a.node("a"),
                            a.node("b")))
            .doc("The recurrence s_k = b_k + a_k·s_(k−1) along an axis, from s_0 = b_0; with reverse=true its "
                    + "transpose "
                    + "s_k = b_k + a_(k+1)·s_(k+1). The first entry of a is not used. Both have one shape.")
            .source("G. E. Blelloch, Prefix sums and their applications, 1990")
            .example("linear_scan(A, B, axis=1)", "A [2, 3], B [2, 3]")
            .example("linear_scan(A, B, axis=0, reverse=true)", "A [3], B [3]");

    /** Entries moved along an axis. */
    public static final Function SHIFT = Function.define(
                    "shift",
                    "x, axis, by=1, fill=0",
                    a -> Node.of(
                            new Shift(
                                    a.node("x").shape().axis(a.integer("axis")),
                                    a.integer("by", 1),
                                    a.number("fill", 0)),
                            a.node("x")))
            .doc("The entries moved along an axis, backwards with a negative number; what leaves is lost, what "
                    + "is free gets "
                    + "the fill.")
            .example("shift(X, axis=1, by=1, fill=1)", "X [2, 3]")
            .example("shift(X, axis=0, by=-2)", "X [3, 2]");

    private Cumulative() {}

    /** The node {@code cumsum(x, axis=axis)}; a negative axis counts from the end. */
    public static Node cumsum(Node x, int axis) {
        return cumsum(x, axis, false);
    }

    /** The node {@code cumprod(x, axis=axis)}; a negative axis counts from the end. */
    public static Node cumprod(Node x, int axis) {
        return Node.of(new CumProd(x.shape().axis(axis)), x);
    }

    private static Node cumsum(Node x, int axis, boolean reverse) {
        return Node.of(new CumSum(x.shape().axis(axis), reverse), x);
    }

    /** The operand: flattened when no axis is named, as in numpy. */
    private static Node flat(Args a) {
        Node x = a.node("x");
        return a.has("axis") ? x : Reshape.to(x, Shape.of(x.shape().count()));
    }

    private static int axis(Args a) {
        return a.integer("axis", 0);
    }

    private static Spelling spelling(String name, int axis, boolean reverse) {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("axis", Integer.toString(axis));
        if (reverse) {
            keywords.put("reverse", "true");
        }
        return Spelling.call(name, keywords);
    }

    record CumSum(int axis, boolean reverse) implements Op {
        @Override
        public String name() {
            return "cumsum";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            return Groups.map(in.get(0), Groups.of(in.get(0).shape(), axis), terms -> {
                double sum = 0;
                double lost = 0;
                for (int k = 0; k < terms.length; k++) {
                    int i = reverse ? terms.length - 1 - k : k;
                    double term = terms[i];
                    double next = sum + term;
                    // Neumaier's compensation, as in sum.
                    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
                    sum = next;
                    terms[i] = Double.isFinite(sum) ? sum + lost : sum;
                }
                return terms;
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new CumSum(axis, !reverse), dz);
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.LINEAR;
        }

        @Override
        public Spelling spelling() {
            return Cumulative.spelling(name(), axis, reverse);
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("running sum from the other end");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    /** Entry k of the vjp is (the product before k) times the sum over i ≥ k of dz_i times the product between. */
    public record CumProd(int axis) implements Op {
        @Override
        public String name() {
            return "cumprod";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            return Groups.map(in.get(0), Groups.of(in.get(0).shape(), axis), terms -> {
                for (int i = 1; i < terms.length; i++) {
                    terms[i] *= terms[i - 1];
                }
                return terms;
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node between = Node.of(new Scan(axis, true), in.get(0), dz);
            return Node.of(new Shift(axis, 1, 1), z).times(between);
        }

        @Override
        public Spelling spelling() {
            return Cumulative.spelling(name(), axis, false);
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("products of the others");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.along(axis);
        }
    }

    /** Entry k of a is the weight of the step between k-1 and k, in both directions; entry 0 is not used. */
    public record Scan(int axis, boolean reverse) implements Op {
        @Override
        public String name() {
            return "linear_scan";
        }

        @Override
        public Type infer(List<Type> in) {
            if (!in.get(0).shape().sameShape(in.get(1).shape())) {
                throw new ShapeException(
                        "a and b of linear_scan have one shape, not {0} and {1}",
                        in.get(0).shape(), in.get(1).shape());
            }
            return Type.real(in.get(1).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor weights = in.get(0);
            Groups groups = Groups.of(weights.shape(), axis);
            double[] result = new double[weights.count()];
            for (int g = 0; g < groups.count() && result.length > 0; g++) {
                double[] a = groups.read(weights, g);
                double[] s = groups.read(in.get(1), g);
                for (int k = 1; k < s.length; k++) {
                    if (reverse) {
                        int i = s.length - 1 - k;
                        s[i] += a[i + 1] * s[i + 1];
                    } else {
                        s[k] += a[k] * s[k - 1];
                    }
                }
                groups.write(result, g, s);
            }
            return Tensor.of(Broadcasting.floatType(in), weights.shape(), result);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node adjoint = Node.of(new Scan(axis, !reverse), in.get(0), dz);
            if (arg == 1) {
                return adjoint;
            }
            // The weight of step k multiplies s at its one end and reaches the result at the other.
            return reverse
                    ? z.times(Node.of(new Shift(axis, 1, 0), adjoint))
                    : adjoint.times(Node.of(new Shift(axis, 1, 0), z));
        }

        @Override
        public Spelling spelling() {
            return Cumulative.spelling(name(), axis, reverse);
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("scan from the other end");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.along(axis);
        }
    }

    record Shift(int axis, int by, double fill) implements Op {
        @Override
        public String name() {
            return "shift";
        }

        @Override
        public boolean isLinear(int arg) {
            return fill == 0;
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            return Groups.map(in.get(0), Groups.of(in.get(0).shape(), axis), terms -> {
                double[] moved = new double[terms.length];
                for (int i = 0; i < moved.length; i++) {
                    long from = (long) i - by;
                    moved[i] = from >= 0 && from < terms.length ? terms[(int) from] : fill;
                }
                return moved;
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new Shift(axis, -by, 0), dz);
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.MOVED;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = new LinkedHashMap<>();
            keywords.put("axis", Integer.toString(axis));
            if (by != 1) {
                keywords.put("by", Integer.toString(by));
            }
            if (fill != 0) {
                keywords.put("fill", TensorText.number(fill));
            }
            return Spelling.call(name(), keywords);
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("shifted back");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }
}
