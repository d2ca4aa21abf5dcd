package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.graph.Axes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Softmax and its relatives where exponentials overflow or vanish. */
class SoftmaxTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @Test
    void softmaxOfExtremeRows() {
        Tensor x = Tensor.of(new double[][] {{-INF, -INF}, {1000, 0}, {-1000, -1000}, {INF, 0}, {-INF, 3}, {NAN, 1}});
        assertThat(GradCheck.value(Softmax::softmax, x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0}, {1, 0}, {0.5, 0.5}, {NAN, NAN}, {0, 1}, {NAN, NAN}}));
        double ln2 = Math.log(2);
        assertThat(GradCheck.value(Softmax::logSoftmax, x))
                .isEqualTo(Tensor.of(
                        new double[][] {{-INF, -INF}, {0, -1000}, {-ln2, -ln2}, {NAN, NAN}, {-INF, 0}, {NAN, NAN}}));
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), x))
                .isEqualTo(Tensor.of(-INF, 1000, -1000 + ln2, INF, 3, NAN));
        Tensor fine = Tensor.of(new double[][] {{-INF, -INF}, {1000, 0}, {-INF, 3}});
        Tensor gradient = GradCheck.gradient(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), fine);
        assertThat(gradient).isEqualTo(Tensor.of(new double[][] {{0, 0}, {1, 0}, {0, 1}}));
        assertThat(GradCheck.second(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), fine)
                        .isFinite())
                .isTrue();
        assertThat(GradCheck.gradient(Softmax::softmax, fine).isFinite()).isTrue();
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.ALL, false), Tensor.zeros(0))
                        .item())
                .isEqualTo(-INF);
        assertThat(GradCheck.value(Softmax::softmax, Tensor.scalar(7)).item()).isEqualTo(1);
    }

    @Test
    void logsumexpKeepsTheDigitsOfSmallTerms() {
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.ALL, false), Tensor.of(0, -50))
                        .item())
                .isEqualTo(Math.log1p(Math.exp(-50)));
        assertThat(GradCheck.value(Softmax::logSoftmax, Tensor.of(0, -50)).at(0))
                .isEqualTo(-Math.exp(-50));
        assertThat(GradCheck.value(Softmax::logSoftmax, Tensor.of(1e20, 1e20)).at(0))
                .isEqualTo(-Math.log(2));
    }
}
