package org.chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.chainrule.Gen;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;

class DimTest {
    private static final Dim M = Dim.named("m");
    private static final Dim N = Dim.named("n");

    /** A random polynomial together with its value for m = 7, n = 5, k = 4 (known). */
    private record Case(Dim dim, long value) {}

    private static final Sizes SIZES = Sizes.of(Map.of("m", 7L, "n", 5L));

    private static Case random(Gen gen, int depth) {
        if (depth == 0 || gen.between(0, 4) == 0) {
            return switch (gen.between(0, 3)) {
                case 0 -> new Case(M, 7);
                case 1 -> new Case(N, 5);
                case 2 -> new Case(Dim.named("k", 4), 4);
                default -> {
                    int number = gen.between(0, 3);
                    yield new Case(Dim.of(number), number);
                }
            };
        }
        Case a = random(gen, depth - 1);
        Case b = random(gen, depth - 1);
        return switch (gen.between(0, 4)) {
            case 0 -> new Case(a.dim.plus(b.dim), a.value + b.value);
            case 1 -> new Case(a.dim.times(b.dim), a.value * b.value);
            case 2 -> new Case(a.dim.plus(b.dim).minus(b.dim), a.value);
            case 3 -> {
                int divisor = gen.between(1, 4);
                yield new Case(a.dim.floorDiv(divisor), Math.floorDiv(a.value, divisor));
            }
            default -> new Case(a.dim.plus(3), a.value + 3);
        };
    }

    @Test
    void arithmeticFollowsTheNumbers() {
        Gen.forAll(500, gen -> {
            Case c = random(gen, 4);
            assertThat(c.dim.resolve(SIZES)).as(c.dim.toString()).isEqualTo(c.value);
            if (c.dim.isKnown()) {
                assertThat(c.dim.size()).isEqualTo(c.value);
            }
        });
    }

    @Test
    void theOrderOfOperationsDoesNotMatter() {
        Gen.forAll(300, gen -> {
            Dim a = random(gen, 3).dim;
            Dim b = random(gen, 3).dim;
            Dim c = random(gen, 2).dim;
            assertThat(a.plus(b))
                    .isEqualTo(b.plus(a))
                    .hasSameHashCodeAs(b.plus(a))
                    .hasToString(b.plus(a).toString());
            assertThat(a.times(b)).isEqualTo(b.times(a));
            assertThat(a.plus(b).times(c)).isEqualTo(a.times(c).plus(b.times(c)));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
        });
    }

    @Test
    void isPrintedWithSignsAndFactors() {
        assertThat(M).hasToString("m");
        assertThat(Dim.of(0)).hasToString("0");
        assertThat(M.plus(-2)).hasToString("m - 2");
        assertThat(M.times(N).times(2).plus(M).plus(1)).hasToString("2*m*n + m + 1");
        assertThat(N.minus(M)).hasToString("n - m");
        assertThat(M.minus(N).minus(M)).hasToString("-n");
        assertThat(M.plus(-3).floorDiv(2).plus(1)).hasToString("floor((m - 3)/2) + 1");
        assertThat(Dim.named("n", 3)).hasToString("n");
    }

    @Test
    void aProductHasFactors() {
        assertThat(M.times(N).times(6).factors()).containsExactly(Dim.of(6), M, N);
        assertThat(M.times(M).factors()).containsExactly(M, M);
        assertThat(M.factors()).containsExactly(M);
        assertThat(M.plus(1).times(2).factors()).containsExactly(M.plus(1).times(2));
        assertThat(Dim.of(6).factors()).containsExactly(Dim.of(6));
        assertThat(Dim.of(0).factors()).containsExactly(Dim.of(0));
    }

    @Test
    void knowsWhatIsKnown() {
        Dim three = Dim.named("n", 3);
        assertThat(three.isKnown()).isTrue();
        assertThat(three.isNumber()).isFalse();
        assertThat(three.sameSize(Dim.of(3))).isTrue();
        assertThat(three).isNotEqualTo(Dim.of(3));
        assertThat(three.times(2).plus(1).size()).isEqualTo(7);
        assertThat(M.isKnown()).isFalse();
        assertThat(M.sameSize(N)).isFalse();
        assertThat(M.sameSize(Dim.named("m"))).isTrue();
        assertThat(M.sameSize(Dim.of(3))).isFalse();
        assertThat(Dim.named("one", 1).isOne()).isTrue();
        assertThat(M.isOne()).isFalse();
        assertThat(M.times(0)).isEqualTo(Dim.of(0));
        assertThat(Dim.of(0).isNumber()).isTrue();
    }

    @Test
    void onlyABareNameIsFree() {
        assertThat(M.freeName()).isEqualTo("m");
        assertThat(M.times(2).freeName()).isEmpty();
        assertThat(M.plus(1).freeName()).isEmpty();
        assertThat(M.times(N).freeName()).isEmpty();
        assertThat(Dim.named("n", 3).freeName()).isEmpty();
        assertThat(Dim.of(3).freeName()).isEmpty();
        assertThat(M.floorDiv(2).freeName()).isEmpty();
    }

    @Test
    void quotientsRoundDown() {
        assertThat(Dim.of(7).floorDiv(2)).isEqualTo(Dim.of(3));
        assertThat(M.times(4).plus(2).floorDiv(2)).isEqualTo(M.times(2).plus(1));
        assertThat(M.floorDiv(1)).isSameAs(M);
        assertThat(M.floorDiv(2).resolve(Sizes.of("m", 7))).isEqualTo(3);
        assertThat(M.floorDiv(2)).isEqualTo(Dim.named("m").floorDiv(2)).isNotEqualTo(M.floorDiv(3));
        assertThat(Dim.named("n", 7).floorDiv(2).size()).isEqualTo(3);
    }

    @Test
    void aNumberInAFormulaMayBeNegative() {
        assertThat(Dim.named("n", 3).plus(-5).evaluate(Sizes.NONE)).isEqualTo(-2);
        assertThat(M.plus(-4).evaluate(Sizes.of("m", 3))).isEqualTo(-1);
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThatThrownBy(() -> Dim.of(-1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a size is at least 0, not -1");
        assertThatThrownBy(() -> Dim.named("n", -2)).hasMessage("the size n = -2 is negative");
        assertThatThrownBy(() -> Shape.of(Dim.of(2).plus(-3))).hasMessage("the size -1 is -1: a size is at least 0");
        assertThatThrownBy(() -> Dim.named("n", 3).plus(-5).size())
                .hasMessage("the size n - 5 is -2: a size is at least 0");
        assertThatThrownBy(() -> M.plus(-4).resolve(Sizes.of("m", 3)))
                .hasMessage("the size m - 4 is -1 for {m=3}: a size is at least 0");
        assertThatThrownBy(M::size).hasMessage("the size m is free here: give it a value");
        assertThatThrownBy(() -> M.resolve(Sizes.of("n", 3)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the size m has no value: give one, or bind an input whose shape contains m");
        assertThatThrownBy(() -> M.floorDiv(0))
                .hasMessage("the size m cannot be divided by 0: a divisor is at least 1");
    }

    @Test
    void hugeSizesAreRefusedNotWrappedRound() {
        Dim huge = Dim.of(Long.MAX_VALUE / 2 + 1);
        assertThatThrownBy(() -> huge.times(huge)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> huge.plus(huge))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> M.times(N).resolve(Sizes.of(Map.of("m", 1L << 40, "n", 1L << 40))))
                .hasMessage("the size m*n is too large");
    }

    @Test
    void oneNameWithTwoValuesIsRefused() {
        assertThatThrownBy(() -> Dim.named("n", 3).plus(Dim.named("n", 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("the size n stands for different values: give each size a name of its own");
        assertThatThrownBy(() -> Dim.named("n", 3).minus(Dim.named("n"))).isInstanceOf(ShapeException.class);
    }
}
