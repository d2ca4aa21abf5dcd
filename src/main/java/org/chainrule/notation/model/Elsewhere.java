package org.chainrule.notation.model;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Functions of numpy, SciPy, PyTorch, JAX and MATLAB that have another name here, or are written with others: what a message
 * proposes for them. In the formulas x, y are vectors or tensors of any rank, A, B square matrices, p probabilities.
 */
final class Elsewhere {
    private static final Map<String, String> HERE =
            """
            eigh: eigvalsh(A), eigvecsh(A)
            eig: eigvalsh(A), eigvecsh(A)
            eigvals: eigvalsh(A)
            qr: qr_q(A), qr_r(A)
            svd: svd_u(A), svdvals(A), svd_v(A)
            lu: cholesky(A)
            lu_solve: solve(A, x)
            solve_triangular: solve(A, x)
            triangular_solve: solve(A, x)
            cholesky_solve: solve(A, x)
            lstsq: pinv(A) @ x
            matrix_power: A @ A @ A
            matrix_norm: norm(vec(A))
            fro_norm: norm(vec(A))
            nuclear_norm: sum(svdvals(A))
            vector_norm: norm(x)
            mm: A @ B
            bmm: A @ B
            mv: A @ x
            vdot: dot(x, y)
            inner: dot(x, y)
            trapz: sum(x[1:] + x[:-1]) / 2
            nansum: sum(nan_to_num(x))
            percentile: quantile(x, 0.9)
            kthvalue: sort(x)[2]
            fliplr: flip(A, 1)
            flipud: flip(A, 0)
            repeat_interleave: repeat(x, 2)
            expand: broadcast_to(x, [5, 4])
            expand_as: broadcast_to(x, [5, 4])
            unsqueeze: expand_dims(x, 0)
            permute: transpose(A, [1, 0])
            swapaxes: transpose(A, [1, 0])
            moveaxis: transpose(A, [1, 0])
            view: reshape(x, [2, 2])
            cat: concat([x, y], axis=0)
            hstack: concat([A, B], axis=1)
            vstack: concat([A, B], axis=0)
            split: x[0:2], x[2:4]
            chunk: x[0:2], x[2:4]
            index_select: take(x, [0, 2])
            masked_fill: where(x > 0, x, 0)
            masked_select: where(x > 0, x, 0)
            diagonal: diag(A)
            empty: zeros([3])
            exp2: 2^x
            fabs: abs(x)
            rint: round(x)
            trunc: sign(x) * floor(abs(x))
            fix: sign(x) * floor(abs(x))
            mod: x - y * floor(x / y)
            fmod: x - y * sign(x / y) * floor(abs(x / y))
            remainder: x - y * floor(x / y)
            gamma: exp(lgamma(x))
            beta: exp(lgamma(x) + lgamma(y) - lgamma(x + y))
            softmin: softmax(-x)
            expit: sigmoid(x)
            logit: log(p) - log1p(-p)
            hardsigmoid: hard_sigmoid(x)
            hardtanh: hard_tanh(x)
            hardshrink: where(abs(x) > 0.5, x, 0)
            softshrink: sign(x) * relu(abs(x) - 0.5)
            tanhshrink: x - tanh(x)
            threshold: where(x > 1, x, 0)
            mse_loss: mse(x, y)
            l1_loss: mae(x, y)
            smooth_l1_loss: smooth_l1(x, y)
            huber_loss: huber(x, y)
            hinge_loss: hinge(x, y)
            binary_cross_entropy: bce(p, y)
            binary_cross_entropy_with_logits: bce_with_logits(x, y)
            margin_ranking_loss: mean(relu(x - y + 1))
            triplet_margin_loss: relu(norm(x - y) - norm(x) + 1)
            cosine_embedding_loss: 1 - cosine_similarity(x, y)
            poisson_nll_loss: mean(exp(x) - y * x)
            gaussian_nll_loss: mean(log(p) + (x - y)^2 / p) / 2
            normalize: x / norm(x)
            linear: A @ x
            bilinear: x.T @ A @ y
            scaled_dot_product_attention: softmax(A @ B.T / sqrt(3), axis=-1) @ B
            attention: softmax(A @ B.T / sqrt(3), axis=-1) @ B
            heaviside: step(x)
            isinf: abs(x) > 1e308
            isfinite: 1 - isnan(x - x)
            isclose: abs(x - y) <= 1e-8
            allclose: min(abs(x - y) <= 1e-8)
            all: min(x > 0)
            any: max(x > 0)
            logical_and: (x > 0) * (y > 0)
            logical_or: maximum(x > 0, y > 0)
            logical_not: 1 - (x > 0)
            gradient: grad(sum(x^2), x)
            convolve: conv1d(reshape(x, [1, 1, 4]), flip(reshape(y, [1, 1, 4]), 2))
            correlate: conv1d(reshape(x, [1, 1, 4]), reshape(y, [1, 1, 4]))
            cov: (A - mean(A, 0)).T @ (A - mean(A, 0)) / 2
            dist: norm(x - y)
            cdist: norm(expand_dims(A, 1) - expand_dims(B, 0), axis=2)
            ptp: max(x) - min(x)
            fmax: maximum(x, y)
            fmin: minimum(x, y)
            count_nonzero: sum(x != 0)
            polyval: ((2 * x + 1) * x + 3) * x + 4
            detach: stop_gradient(x)
            sech: 1 / cosh(x)
            csch: 1 / sinh(x)
            coth: 1 / tanh(x)
            sec: 1 / cos(x)
            csc: 1 / sin(x)
            cot: 1 / tan(x)
            acot: atan(1 / x)
            entr: -xlogy(p, p)
            rel_entr: xlogy(p, p / y)
            ndtr: normal_cdf(x)
            average: mean(x)
            cond: where(x > 0, x, 0)
            """
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));

    private Elsewhere() {}

    /** How it is written here; empty for a name that is not known elsewhere either. */
    static Optional<String> here(String name) {
        return Optional.ofNullable(HERE.get(name));
    }

    /** All of it, by name. */
    static Map<String, String> all() {
        return HERE;
    }
}
