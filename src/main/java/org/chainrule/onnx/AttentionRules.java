package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Attention and what belongs to it. */
final class AttentionRules {
    private AttentionRules() {}

    static void addTo(Rules rules) {
        rules.add("Attention", 23, AttentionRules::attention);
        rules.add("RotaryEmbedding", 23, AttentionRules::rotary);
    }

    /** [batch, length, heads · size] as [batch, heads, length, size]. */
    private static Node heads(Node x, int heads) {
        Shape s = x.shape();
        return fn("reshape", x, List.of(s.dim(0), s.dim(1), heads, s.dim(2).floorDiv(heads)))
                .transpose(0, 2, 1, 3);
    }

    private static List<Val> attention(Call c) {
        boolean flat = c.rank(0) == 3;
        Node q = flat ? heads(c.real(0), c.integer("q_num_heads", 1)) : c.real(0);
        Node k = flat ? heads(c.real(1), c.integer("kv_num_heads", 1)) : c.real(1);
        Node v = flat ? heads(c.real(2), c.integer("kv_num_heads", 1)) : c.real(2);
        int past = c.has(4) ? c.extent(4, 2) : 0;
        k = c.has(4) ? fn("concat", List.of(c.real(4), k), 2) : k;
        v = c.has(5) ? fn("concat", List.of(c.real(5), v), 2) : v;
        Node presentKey = k;
        Node presentValue = v;
        int queries = Call.extent(q.shape(), 2);
        int keys = Call.extent(k.shape(), 2);
        int repeats = Call.extent(q.shape(), 1) / Call.extent(k.shape(), 1);
        if (repeats > 1) {
            k = fn("repeat", k, repeats, "axis=", 1);
            v = fn("repeat", v, repeats, "axis=", 1);
        }
        double size = Call.extent(q.shape(), 3);
        double scale = c.number("scale", 1 / Math.sqrt(size));
        Node scores = fn("matmul", q, Transpose.permuted(k, 0, 1, 3, 2)).times(scale);
        Node biased = biased(c, scores, bias(c, past, queries, keys));
        double cap = c.number("softcap", 0);
        Node capped = cap > 0 ? fn("tanh", biased.over(cap)).times(cap) : biased;
        Node weights = fn("softmax", capped, "axis=", -1);
        Node z = fn("matmul", weights, v);
        if (flat) {
            Shape s = z.shape();
            z = fn("reshape", z.transpose(0, 2, 1, 3), List.of(s.dim(0), s.dim(2), s.dim(1).times(s.dim(3))));
        }
        Node shown = List.of(scores, biased, capped, weights).get(Math.max(0, Math.min(3, c.integer("qk_matmul_output_mode", 0))));
        return List.of(
                Call.as(z, c.type(0)),
                Call.as(presentKey, c.type(1)),
                Call.as(presentValue, c.type(2)),
                Call.as(shown, c.type(0)));
    }

    private static Node biased(Call c, Node scores, @Nullable Node bias) {
        Node result = bias == null ? scores : scores.plus(bias);
        if (!c.has(6)) {
            return result;
        }
        long[] lengths = c.longs(6);
        int keys = Call.extent(scores.shape(), 3);
        Tensor mask = Tensor.generate(
                DType.F64, Shape.of(lengths.length, 1, 1, keys), at -> at[3] < lengths[at[0]] ? 0 : Double.NEGATIVE_INFINITY);
        return result.plus(Node.constant(mask));
    }

    private static @Nullable Node bias(Call c, int past, int queries, int keys) {
        Node bias = null;
        if (c.has(3)) {
            Node mask = c.real(3);
            boolean truth = c.type(3) == ElementType.BOOL;
            bias = truth ? fn("where", mask, 0, Double.NEGATIVE_INFINITY) : mask;
            int missing = keys - Call.extent(bias.shape(), bias.rank() - 1);
            if (missing > 0) {
                List<List<Integer>> widths = new ArrayList<>();
                for (int axis = 0; axis < bias.rank(); axis++) {
                    widths.add(List.of(0, axis == bias.rank() - 1 ? missing : 0));
                }
                bias = fn("pad", bias, widths, "value=", Double.NEGATIVE_INFINITY);
            }
        }
        if (c.flag("is_causal", false)) {
            Node causal = Node.constant(Tensor.generate(
                    DType.F64, Shape.of(queries, keys), at -> at[1] <= at[0] + past ? 0 : Double.NEGATIVE_INFINITY));
            bias = bias == null ? causal : bias.plus(causal);
        }
        return bias;
    }

    private static List<Val> rotary(Call c) {
        Node x = c.real(0);
        Shape shape = x.shape();
        boolean flat = shape.rank() == 3;
        Node apart = flat
                ? fn("reshape", x, List.of(
                        shape.dim(0),
                        shape.dim(1),
                        c.integer("num_heads", 1),
                        shape.dim(2).floorDiv(Math.max(1, c.integer("num_heads", 1)))))
                : x.transpose(0, 2, 1, 3);
        int size = Call.extent(apart.shape(), 3);
        int turned = c.integer("rotary_embedding_dim", 0) > 0 ? c.integer("rotary_embedding_dim", 0) : size;
        int half = turned / 2;
        boolean interleaved = c.flag("interleaved", false);
        Node first = interleaved ? fn("slice", apart, 3, 0, turned, 2) : fn("slice", apart, 3, 0, half);
        Node second = interleaved ? fn("slice", apart, 3, 1, turned, 2) : fn("slice", apart, 3, half, turned);
        Node cos = angles(c, 1, half);
        Node sin = angles(c, 2, half);
        Node real = cos.times(first).minus(sin.times(second));
        Node imaginary = sin.times(first).plus(cos.times(second));
        Node both = interleaved
                ? fn("stack", List.of(real, imaginary), 4).reshape(Shape.of(
                        apart.shape().dim(0), apart.shape().dim(1), apart.shape().dim(2), Dim.of(turned)))
                : fn("concat", List.of(real, imaginary), 3);
        Node all = turned < size ? fn("concat", List.of(both, fn("slice", apart, 3, turned, size)), 3) : both;
        return c.out(flat ? all.reshape(shape) : all.transpose(0, 2, 1, 3));
    }

    private static Node angles(Call c, int input, int half) {
        Node table = c.real(input);
        Node rows = c.has(3) ? fn("take", table, c.node(3), "axis=", 0) : table;
        Node cut = fn("slice", rows, rows.rank() - 1, 0, half);
        return fn("expand_dims", cut, 2);
    }

    /** Zero, in the shape of another node. */
    static Node zeros(Shape shape) {
        return num(0).broadcastTo(shape);
    }
}
