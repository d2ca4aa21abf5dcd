package org.chainrule;

import static org.chainrule.Chainrule.*;

import java.util.List;
import java.util.function.Function;
import org.chainrule.graph.Node;
import org.chainrule.ops.Labelling;
import org.chainrule.ops.Window;

/** Calls with settings, in the notation and in Java. */
final class FacadeCalls {
    /**
     * One call.
     *
     * @param inputs the declarations it needs
     * @param java the same call, from the nodes of the inputs by their names
     */
    record Call(String notation, String inputs, Function<Function<String, Node>, Node> java) {}

    private static Call call(String notation, String inputs, Function<Function<String, Node>, Node> java) {
        return new Call(notation, inputs, java);
    }

    private static final Node ROWS = constant(0, 2, 2);
    private static final Node TABLE = constant(new double[][] {{0, 2}, {1, 1}});

    static final List<Call> ALL = List.of(
            call("clamp(X, -0.5, 0.5)", "X [2, 3]", in -> clamp(in.apply("X"), -0.5, 0.5)),
            call("polygamma(1, X)", "X [3]", in -> polygamma(1, in.apply("X"))),
            call("nan_to_num(X)", "X [3]", in -> nanToNum(in.apply("X"))),
            call("celu(X, 0.5)", "X [3]", in -> celu(in.apply("X"), 0.5)),
            call("median(X)", "X [2, 3]", in -> median(in.apply("X"))),
            call("quantile(X, 0.3, 1)", "X [2, 3]", in -> quantile(in.apply("X"), 0.3, 1)),
            call("cummax(X, 0)", "X [2, 3]", in -> cummax(in.apply("X"), 0)),
            call("argcummax(X, 0)", "X [2, 3]", in -> argcummax(in.apply("X"), 0)),
            call("argcummin(X, 0)", "X [2, 3]", in -> argcummin(in.apply("X"), 0)),
            call("cummin(X, 0)", "X [2, 3]", in -> cummin(in.apply("X"), 0)),
            call("logcumsumexp(X, 1)", "X [2, 3]", in -> logcumsumexp(in.apply("X"), 1)),
            call("tensordot(A, B, 1)", "A [2, 3], B [3, 2]", in -> tensordot(in.apply("A"), in.apply("B"), 1)),
            call(
                    "pad(X, [[1, 0], [1, 1]], mode=\"reflect\")",
                    "X [2, 3]",
                    in -> pad(in.apply("X"), new int[][] {{1, 0}, {1, 1}}, "reflect")),
            call("repeat(X, 2, 1)", "X [2, 3]", in -> repeat(in.apply("X"), 2, 1)),
            call("diff(X, 1, 0)", "X [2, 3]", in -> diff(in.apply("X"), 1, 0)),
            call("zeros_like(X)", "X [2, 3]", in -> zerosLike(in.apply("X"))),
            call("ones_like(X)", "X [2, 3]", in -> onesLike(in.apply("X"))),
            call("full_like(X, 0.5)", "X [2, 3]", in -> fullLike(in.apply("X"), 0.5)),
            call("arange(0, 4, 2)", "X [2]", in -> arange(0, 4, 2)),
            call("linspace(0, 1, 5)", "X [5]", in -> linspace(0, 1, 5)),
            call("smooth_l1(A, B, 0.5)", "A [3], B [3]", in -> smoothL1(in.apply("A"), in.apply("B"), 0.5)),
            call(
                    "group_norm(X, 2, g, b)",
                    "X [2, 4, 3], g [4], b [4]",
                    in -> groupNorm(in.apply("X"), 2, in.apply("g"), in.apply("b"))),
            call("max_pool1d(X, 2)", "X [2, 6]", in -> maxPool1d(in.apply("X"), 2)),
            call("avg_pool1d(X, 2)", "X [2, 6]", in -> avgPool1d(in.apply("X"), 2)),
            call("adaptive_avg_pool1d(X, 3)", "X [2, 7]", in -> adaptiveAvgPool1d(in.apply("X"), 3)),
            call("adaptive_avg_pool2d(X, [2, 3])", "X [3, 5]", in -> adaptiveAvgPool2d(in.apply("X"), 2, 3)),
            call("adaptive_max_pool2d(X, [2, 2])", "X [3, 5]", in -> adaptiveMaxPool2d(in.apply("X"), 2, 2)),
            call("elu(X, 0.5)", "X [2, 3]", in -> elu(in.apply("X"), 0.5)),
            call("leaky_relu(X, 0.2)", "X [2, 3]", in -> leakyRelu(in.apply("X"), 0.2)),
            call("matmul(A, B)", "A [2, 3], B [3, 4]", in -> matmul(in.apply("A"), in.apply("B"))),
            call("stop_gradient(X)", "X [3]", in -> stopGradient(in.apply("X"))),
            call("where(C, X, Y)", "C [2], X [2], Y [2]", in -> where(in.apply("C"), in.apply("X"), in.apply("Y"))),
            // shapes
            call("broadcast_to(X, [2, 3, 4])", "X [3, 1]", in -> broadcastTo(in.apply("X"), 2, 3, 4)),
            call("expand_dims(X, 1)", "X [2, 3]", in -> expandDims(in.apply("X"), 1)),
            call("squeeze(X, 1)", "X [2, 1, 3]", in -> squeeze(in.apply("X"), 1)),
            call("reshape(X, [3, 2])", "X [2, 3]", in -> reshape(in.apply("X"), 3, 2)),
            call("reshape(X, [3, -1])", "X [2, 3]", in -> reshape(in.apply("X"), 3, -1)),
            call("reshape(X, [-1])", "X [2, m]", in -> reshape(in.apply("X"), -1)),
            call("transpose(X)", "X [2, 3, 4]", in -> transpose(in.apply("X"))),
            call("transpose(X, [2, 0, 1])", "X [2, 3, 4]", in -> transpose(in.apply("X"), 2, 0, 1)),
            call("full([2, 3], 0.5)", "X [3]", in -> full(0.5, 2, 3)),
            call("ones([2, 3])", "X [3]", in -> ones(2, 3)),
            call("zeros([2, 3])", "X [3]", in -> zeros(2, 3)),
            call("unit([2, 3], 4)", "X [3]", in -> unit(4, 2, 3)),
            call("pad(X, [[1, 0], [2, 1]])", "X [2, 2]", in -> pad(in.apply("X"), new int[][] {{1, 0}, {2, 1}}, 0)),
            call("roll(X, 1, 0)", "X [3, 2]", in -> roll(in.apply("X"), 1, 0)),
            call("shift(X, 1, -2, 0.5)", "X [2, 3]", in -> shift(in.apply("X"), 1, -2, 0.5)),
            call("tile(X, [2, 3])", "X [2, 2]", in -> tile(in.apply("X"), 2, 3)),
            call("concat([X, Y], 0)", "X [1, 3], Y [2, 3]", in -> concat(0, in.apply("X"), in.apply("Y"))),
            call("stack([X, Y], 1)", "X [2, 2], Y [2, 2]", in -> stack(1, in.apply("X"), in.apply("Y"))),
            // parts
            call("slice(X, 1, -4, -1)", "X [2, 5]", in -> slice(in.apply("X"), 1, -4, -1)),
            call("slice(X, 0, 3, 0, -2)", "X [4, 2]", in -> slice(in.apply("X"), 0, 3, 0, -2)),
            call("unslice(X, 0, 5, 1, 3)", "X [2, 3]", in -> unslice(in.apply("X"), 0, 5, 1, 3)),
            call("item(X, [1, -1])", "X [2, 3]", in -> item(in.apply("X"), 1, -1)),
            call("take(X, [0, 2, 2], 0)", "X [3, 2]", in -> take(in.apply("X"), ROWS, 0)),
            call("embedding(E, [0, 2, 2])", "E [4, 2]", in -> embedding(in.apply("E"), ROWS)),
            call("gather(X, [[0, 2], [1, 1]], 1)", "X [2, 3]", in -> gather(in.apply("X"), TABLE, 1)),
            call(
                    "index_add(X, [0, 2, 2], S, 0)",
                    "X [3, 2], S [3, 2]",
                    in -> indexAdd(in.apply("X"), ROWS, in.apply("S"), 0)),
            call(
                    "scatter_add(X, [[0, 2], [1, 1]], S, 1)",
                    "X [2, 3], S [2, 2]",
                    in -> scatterAdd(in.apply("X"), TABLE, in.apply("S"), 1)),
            call(
                    "take_along(X, argsort(Y, 0), 0)",
                    "X [3, 2], Y [3, 2]",
                    in -> takeAlong(in.apply("X"), argsort(in.apply("Y"), 0), 0)),
            call(
                    "put_along(X, argsort(Y, 1), 5, 1)",
                    "X [2, 3], Y [2, 3]",
                    in -> putAlong(in.apply("X"), argsort(in.apply("Y"), 1), 5, 1)),
            // along axes
            call("prod_others(X, axis=1)", "X [2, 4]", in -> prodOthers(in.apply("X"), 1)),
            call(
                    "prod_others(X, Y, axis=0)",
                    "X [2, 4], Y [2, 4]",
                    in -> prodOthers(in.apply("X"), List.of(in.apply("Y")), 0)),
            call("cumprod(X, 0)", "X [3, 2]", in -> cumprod(in.apply("X"), 0)),
            call("cumsum(X, 1)", "X [3, 2]", in -> cumsum(in.apply("X"), 1)),
            call("linear_scan(A, B, 1)", "A [2, 3], B [2, 3]", in -> linearScan(in.apply("A"), in.apply("B"), 1)),
            call(
                    "linear_scan(A, B, -1, true)",
                    "A [2, 3], B [2, 3]",
                    in -> linearScan(in.apply("A"), in.apply("B"), -1, true)),
            call("argmax(X, 1)", "X [2, 3]", in -> argmax(in.apply("X"), 1)),
            call("argmin(X, 1)", "X [2, 3]", in -> argmin(in.apply("X"), 1)),
            call("argmin(X)", "X [2, 3]", in -> argmin(in.apply("X"))),
            call("argsort(X, 1)", "X [2, 3]", in -> argsort(in.apply("X"), 1)),
            call("sort(X, 0)", "X [2, 4]", in -> sort(in.apply("X"), 0)),
            call("topk(X, 2, 1)", "X [2, 4]", in -> topk(in.apply("X"), 2, 1)),
            // matrices
            call("commutation(2, m)", "X [2, m]", in -> commutation(2, "m")),
            call(
                    "einsum(\"ij,jk->ik\", A, B)",
                    "A [2, 3], B [3, 4]",
                    in -> einsum("ij,jk->ik", in.apply("A"), in.apply("B"))),
            call("eye(3)", "X [3]", in -> eye(3)),
            call("eye(m)", "X [m]", in -> eye("m")),
            call("tril(X, 1)", "X [3, 4]", in -> tril(in.apply("X"), 1)),
            call("triu(X, -1)", "X [3, 4]", in -> triu(in.apply("X"), -1)),
            call(
                    "cofactor(X, U, V)",
                    "X [3, 3], U [3, 3], V [3, 3]",
                    in -> cofactor(in.apply("X"), in.apply("U"), in.apply("V"))),
            call("expm_frechet(X, E)", "X [2, 2], E [2, 2]", in -> expmFrechet(in.apply("X"), in.apply("E"))),
            call("logdet(X)", "X [3, 3]", in -> logdet(in.apply("X"))),
            call("cholesky(X)", "X [3, 3]", in -> cholesky(in.apply("X"))),
            call("qr_q(X)", "X [3, 2]", in -> qrQ(in.apply("X"))),
            call("qr_r(X)", "X [3, 2]", in -> qrR(in.apply("X"))),
            call("svd_u(X)", "X [3, 2]", in -> svdU(in.apply("X"))),
            call("svd_v(X)", "X [3, 2]", in -> svdV(in.apply("X"))),
            call("eigvecsh(X)", "X [3, 3]", in -> eigvecsh(in.apply("X"))),
            // images
            call(
                    "conv1d(X, K, stride=2)",
                    "X [2, 2, 5], K [3, 2, 3]",
                    in -> conv1d(in.apply("X"), in.apply("K"), Window.over(1).stride(2))),
            call(
                    "conv2d(X, K, padding=\"same\")",
                    "X [1, 2, 4, 5], K [3, 2, 3, 3]",
                    in -> conv2d(in.apply("X"), in.apply("K"), Window.over(2).same())),
            call(
                    "conv_transpose1d(X, K, stride=2)",
                    "X [2, 2, 3], K [2, 1, 2]",
                    in -> convTranspose1d(
                            in.apply("X"), in.apply("K"), Window.over(1).stride(2))),
            call(
                    "conv_transpose2d(X, K, stride=2)",
                    "X [1, 2, 2, 3], K [2, 3, 3, 2]",
                    in -> convTranspose2d(
                            in.apply("X"), in.apply("K"), Window.over(2).stride(2))),
            call(
                    "conv1d_kernel(X, Y, [2])",
                    "X [2, 2, 4], Y [2, 3, 3]",
                    in -> conv1dKernel(in.apply("X"), in.apply("Y"), 2, Window.over(1))),
            call(
                    "conv2d_kernel(X, Y, [3, 2])",
                    "X [4, 3], Y [2, 2]",
                    in -> conv2dKernel(in.apply("X"), in.apply("Y"), 3, 2, Window.over(2))),
            call("conv3d(X, K)", "X [2, 3, 4], K [2, 2, 3]", in -> conv3d(in.apply("X"), in.apply("K"))),
            call(
                    "conv_transpose3d(X, K, stride=2)",
                    "X [1, 2, 1, 2, 1], K [2, 1, 2, 2, 3]",
                    in -> convTranspose3d(
                            in.apply("X"), in.apply("K"), Window.over(3).stride(2))),
            call(
                    "conv3d_kernel(X, Y, [1, 2, 2])",
                    "X [2, 3, 3], Y [2, 2, 2]",
                    in -> conv3dKernel(in.apply("X"), in.apply("Y"), List.of(1, 2, 2), Window.over(3))),
            call("avg_pool3d(X, 2)", "X [2, 4, 2]", in -> avgPool3d(in.apply("X"), 2)),
            call("max_pool3d(X, 2)", "X [2, 4, 2]", in -> maxPool3d(in.apply("X"), 2)),
            call("avg_pool2d(X, 2)", "X [2, 1, 4, 6]", in -> avgPool2d(in.apply("X"), 2)),
            call("max_pool2d(X, 2)", "X [2, 1, 4, 6]", in -> maxPool2d(in.apply("X"), 2)),
            call("patches(X, 2)", "X [3, 4]", in -> patches(in.apply("X"), 2)),
            call("fold(X, [3, 4], 2)", "X [4, 2, 3]", in -> fold(in.apply("X"), 3, 4, 2)),
            // losses
            call("dropout(X, 0.4, 3)", "X [3, 4]", in -> dropout(in.apply("X"), 0.4, 3)),
            call("zscore(X, 1)", "X [3, 4]", in -> zscore(in.apply("X"), 1)),
            call("half_squared_error(A, B)", "A [3], B [3]", in -> halfSquaredError(in.apply("A"), in.apply("B"))),
            call("huber(A, B, 0.5)", "A [3], B [3]", in -> huber(in.apply("A"), in.apply("B"), 0.5)),
            call("hinge(S, Y, 2)", "S [3], Y [3]", in -> hinge(in.apply("S"), in.apply("Y"), 2)),
            call("kl_div(L, P)", "L [2, 3], P [2, 3]", in -> klDiv(in.apply("L"), in.apply("P"))),
            call("kl_div(L, P, 0)", "L [2, 3], P [2, 3]", in -> klDiv(in.apply("L"), in.apply("P"), 0)),
            call(
                    "cosine_similarity(A, B, 0)",
                    "A [3, 2], B [3, 2]",
                    in -> cosineSimilarity(in.apply("A"), in.apply("B"), 0)),
            call("one_hot(y, 3)", "y [4] integer(0, 2)", in -> oneHot(in.apply("y"), 3)),
            call("one_hot(y, 3, 0)", "y [4] integer(0, 2)", in -> oneHot(in.apply("y"), 3, 0)),
            call(
                    "cross_entropy(P, y, weight=w)",
                    "P [4, 3] simplex(axis=1), y [4] integer(0, 2), w [3]",
                    in -> crossEntropy(in.apply("P"), in.apply("y"), Labelling.PLAIN.weight(in.apply("w")))),
            call(
                    "nll_loss(L, y, axis=0)",
                    "L [3, 4], y [4] integer(0, 2)",
                    in -> nllLoss(in.apply("L"), in.apply("y"), Labelling.PLAIN.axis(0))),
            call(
                    "softmax_cross_entropy(L, y, label_smoothing=0.1)",
                    "L [4, 3], y [4] integer(0, 2)",
                    in -> softmaxCrossEntropy(in.apply("L"), in.apply("y"), Labelling.PLAIN.smoothed(0.1))));

    private FacadeCalls() {}
}
