package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Arrays;
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
        rules.add("LinearAttention", 27, AttentionRules::linear);
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
        double cap = c.number("softcap", 0);
        Node capped = cap > 0 ? fn("tanh", scores.over(cap)).times(cap) : scores;
        Node bias = bias(c, past, queries, keys);
        Node biased = bias == null ? capped : capped.plus(bias);
        Node weights = weights(c, biased, bias);
        Node z = fn("matmul", weights, v);
        if (flat) {
            Shape s = z.shape();
            z = fn(
                    "reshape",
                    z.transpose(0, 2, 1, 3),
                    List.of(s.dim(0), s.dim(2), s.dim(1).times(s.dim(3))));
        }
        Node shown = List.of(scores, capped, biased, weights)
                .get(Math.max(0, Math.min(3, c.integer("qk_matmul_output_mode", 0))));
        return List.of(
                Call.as(z, c.type(0)),
                Call.as(presentKey, c.type(1)),
                Call.as(presentValue, c.type(2)),
                Call.as(shown, c.type(0)));
    }

    /** The softmax of each row; where a row may see nothing, nothing comes of it. */
    private static Node weights(Call c, Node biased, @Nullable Node bias) {
        boolean blind =
                c.has(3) || c.has(6) || c.whole("left_window_size", -1) >= 0 || c.whole("right_window_size", -1) >= 0;
        if (bias == null || !blind) {
            return fn("softmax", biased, "axis=", -1);
        }
        Node nothing = fn("equal", fn("max", bias, "axis=", -1, "keepdims=", true), Double.NEGATIVE_INFINITY);
        return fn("where", nothing, 0, fn("softmax", fn("where", nothing, 0, biased), "axis=", -1));
    }

    private static @Nullable Node bias(Call c, int past, int queries, int keys) {
        List<Node> parts = new ArrayList<>();
        if (c.has(3)) {
            parts.add(mask(c, keys));
        }
        long[] lengths = c.has(6) ? c.longs(6) : new long[0];
        // How many keys stand before the first query, for each sample.
        long[] before = lengths.length > 0 && past == 0
                ? Arrays.stream(lengths).map(length -> length - queries).toArray()
                : new long[] {past};
        if (c.flag("is_causal", false)) {
            parts.add(seen(before, queries, keys, -1, 0));
        }
        long left = c.whole("left_window_size", -1);
        long right = c.whole("right_window_size", -1);
        if (left >= 0 || right >= 0) {
            parts.add(seen(before, queries, keys, left, right));
        }
        if (lengths.length > 0) {
            Shape shape = Shape.of(lengths.length, 1, 1, keys);
            parts.add(Node.constant(
                    Tensor.generate(DType.F64, shape, at -> at[3] < lengths[at[0]] ? 0 : Double.NEGATIVE_INFINITY)));
        }
        Node bias = null;
        for (Node part : parts) {
            bias = bias == null ? part : bias.plus(part);
        }
        return bias;
    }

    /** 0 where a query sees a key, up to so many to its left and right, and -inf elsewhere. */
    private static Node seen(long[] before, int queries, int keys, long left, long right) {
        Shape shape = before.length == 1 ? Shape.of(queries, keys) : Shape.of(before.length, 1, queries, keys);
        return Node.constant(Tensor.generate(DType.F64, shape, at -> {
            int rank = at.length;
            long distance = at[rank - 2] + before[rank == 2 ? 0 : at[0]] - at[rank - 1];
            boolean sees = (left < 0 || distance <= left) && (right < 0 || -distance <= right);
            return sees ? 0 : Double.NEGATIVE_INFINITY;
        }));
    }

    private static Node mask(Call c, int keys) {
        boolean truth = c.type(3) == ElementType.BOOL;
        Node mask = truth ? fn("where", c.real(3), 0, Double.NEGATIVE_INFINITY) : c.real(3);
        int missing = keys - Call.extent(mask.shape(), mask.rank() - 1);
        if (missing <= 0) {
            return mask;
        }
        List<List<Integer>> widths = new ArrayList<>();
        for (int axis = 0; axis < mask.rank(); axis++) {
            widths.add(List.of(0, axis == mask.rank() - 1 ? missing : 0));
        }
        return fn("pad", mask, widths, "value=", Double.NEGATIVE_INFINITY);
    }

    /** Attention without a softmax: a state that each step decays, corrects and reads. */
    private static List<Val> linear(Call c) {
        int queryHeads = c.integer("q_num_heads", 1);
        int keyHeads = c.integer("kv_num_heads", 1);
        String rule = c.text("update_rule", "gated_delta");
        Node q = heads(c.real(0), queryHeads);
        Node k = heads(c.real(1), keyHeads);
        Node v = heads(c.real(2), keyHeads);
        int steps = Call.extent(q.shape(), 2);
        Shape shape = Shape.of(
                k.shape().dim(0), k.shape().dim(1), k.shape().dim(3), v.shape().dim(3));
        Node state = c.has(3) ? c.real(3) : zeros(shape);
        double given = c.number("scale", 0);
        double scale = given == 0 ? 1 / Math.sqrt(Call.extent(q.shape(), 3)) : given;
        Node decay = rule.contains("gated") ? heads(c.real(4), keyHeads) : null;
        Node beta = rule.contains("delta") ? heads(c.real(5), Call.extent(c.shape(5), 2)) : null;
        List<Node> outputs = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            Node key = step(k, t);
            Node value = step(v, t);
            if (decay != null) {
                state = state.times(fn("exp", fn("expand_dims", step(decay, t), 3)));
            }
            if (beta != null) {
                value = step(beta, t).times(value.minus(fn("einsum", "bhdm,bhd->bhm", state, key)));
            }
            state = state.plus(fn("expand_dims", key, 3).times(fn("expand_dims", value, 2)));
            Node read = queryHeads == keyHeads ? state : fn("repeat", state, queryHeads / keyHeads, "axis=", 1);
            outputs.add(fn("einsum", "bhd,bhdm->bhm", step(q, t), read).times(scale));
        }
        Node all = fn("stack", outputs, 1);
        Shape s = all.shape();
        Node flat = all.reshape(Shape.of(s.dim(0), s.dim(1), s.dim(2).times(s.dim(3))));
        return List.of(Call.as(flat, c.type(0)), Call.as(state, c.has(3) ? c.type(3) : c.type(0)));
    }

    private static Node step(Node x, int t) {
        Node cut = fn("slice", x, 2, t, t + 1);
        return cut.reshape(cut.shape().without(2));
    }

    private static List<Val> rotary(Call c) {
        Node x = c.real(0);
        Shape shape = x.shape();
        boolean flat = shape.rank() == 3;
        Node apart = flat
                ? fn(
                        "reshape",
                        x,
                        List.of(
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
                ? fn("stack", List.of(real, imaginary), 4)
                        .reshape(Shape.of(
                                apart.shape().dim(0),
                                apart.shape().dim(1),
                                apart.shape().dim(2),
                                Dim.of(turned)))
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
