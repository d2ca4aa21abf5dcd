package org.chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Dim M = Dim.named("m");

    /** All shapes of at most three axes with sizes 0 to 3. */
    private static List<Shape> small() {
        List<Shape> shapes = new ArrayList<>(List.of(Shape.SCALAR));
        for (long a = 0; a < 4; a++) {
            shapes.add(Shape.of(a));
            for (long b = 0; b < 4; b++) {
                shapes.add(Shape.of(a, b));
                for (long c = 1; c < 3; c++) {
                    shapes.add(Shape.of(c, a, b));
                }
            }
        }
        return shapes;
    }

    /** Numpy's rule, written out: null when the shapes do not fit. */
    private static long[] naive(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            int p = i - rank + a.rank();
            int q = i - rank + b.rank();
            long x = p < 0 ? 1 : a.dim(p).size();
            long y = q < 0 ? 1 : b.dim(q).size();
            if (x != y && x != 1 && y != 1) {
                return new long[] {-1};
            }
            sizes[i] = x == 1 ? y : x;
        }
        return sizes;
    }

    @Test
    void broadcastingIsNumpys() {
        for (Shape a : small()) {
            for (Shape b : small()) {
                long[] expected = naive(a, b);
                if (expected.length == 1 && expected[0] == -1) {
                    assertThatThrownBy(() -> Shape.broadcast(a, b))
                            .isInstanceOf(ShapeException.class)
                            .hasMessageMatching("sizes \\d and \\d differ on axis -\\d, and neither is 1(; .*)?");
                } else {
                    assertThat(Shape.broadcast(a, b)).as(a + " and " + b).isEqualTo(Shape.of(expected));
                }
            }
        }
    }

    @Test
    void broadcastingWithNamedSizes() {
        Shape mByThree = Shape.of(M, Dim.of(3));
        assertThat(Shape.broadcast(mByThree, Shape.of(3))).isEqualTo(mByThree);
        assertThat(Shape.broadcast(Shape.of(M, Dim.ONE), Shape.of(Dim.ONE, Dim.named("n"))))
                .hasToString("[m, n]");
        assertThat(Shape.broadcast(Shape.of(1, 3), mByThree)).isEqualTo(mByThree);
        assertThat(Shape.broadcast(Shape.of(2), Shape.of(Dim.named("n", 2)))).hasToString("[n]");
        assertThat(Shape.broadcast(Shape.of(Dim.named("n", 2)), Shape.of(2))).hasToString("[n]");
        assertThatThrownBy(() -> Shape.broadcast(mByThree, Shape.of(4, 3)))
                .hasMessage("sizes m and 4 differ on axis -2, and neither is 1");
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(M), Shape.of(Dim.named("n"))))
                .hasMessage("sizes m and n differ on axis -1, and neither is 1");
    }

    @Test
    void axesCountFromBothEnds() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.dim(-1)).isEqualTo(Dim.of(4));
        assertThat(shape.dim(0)).isEqualTo(Dim.of(2));
        assertThat(shape.axis(-3)).isZero();
        assertThatThrownBy(() -> shape.axis(3))
                .hasMessage("there is no axis 3 in the shape [2, 3, 4]: its axes are 0 to 2");
        assertThatThrownBy(() -> shape.axis(-4))
                .hasMessage("there is no axis -4 in the shape [2, 3, 4]: its axes are 0 to 2");
        assertThatThrownBy(() -> Shape.SCALAR.axis(0))
                .hasMessage("there is no axis 0 in the shape []: a scalar has no axes");
    }

    @Test
    void partsAndChanges() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.with(-1, M)).hasToString("[2, 3, m]");
        assertThat(shape.without(1)).isEqualTo(Shape.of(2, 4));
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(3, 4));
        assertThat(shape.slice(1, 1)).isSameAs(Shape.SCALAR);
        assertThat(shape.concat(Shape.of(5))).isEqualTo(Shape.of(2, 3, 4, 5));
        assertThat(shape.count()).isEqualTo(Dim.of(24));
        assertThat(Shape.of(M, Dim.of(3)).count()).hasToString("3*m");
        assertThat(Shape.SCALAR.count()).isEqualTo(Dim.ONE);
        assertThat(shape.entries()).isEqualTo(24);
        assertThat(Shape.of(3, 0).entries()).isZero();
    }

    @Test
    void oneRunFixesEverySize() {
        Shape shape = Shape.of(M, Dim.named("n", 3), M.plus(2));
        assertThat(shape.isKnown()).isFalse();
        assertThat(shape.resolve(Sizes.of("m", 5))).isEqualTo(Shape.of(5, 3, 7));
        Shape fixed = Shape.of(2, 3);
        assertThat(fixed.resolve(Sizes.of(Map.of()))).isSameAs(fixed);
    }

    @Test
    void sameShapeComparesSizesNotNames() {
        assertThat(Shape.of(Dim.named("n", 3)).sameShape(Shape.of(3))).isTrue();
        assertThat(Shape.of(Dim.named("n", 3))).isNotEqualTo(Shape.of(3));
        assertThat(Shape.of(M).sameShape(Shape.of(3))).isFalse();
        assertThat(Shape.of(3).sameShape(Shape.of(3, 1))).isFalse();
    }

    @Test
    void whatATensorCannotHoldIsRefused() {
        assertThatThrownBy(() -> Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a tensor has at most 8 axes; [1, 1, 1, 1, 1, 1, 1, 1, 1] has 9");
        assertThatThrownBy(() -> Shape.of(1 << 20, 1 << 20).entries())
                .hasMessage("the shape [1048576, 1048576] has more entries than a tensor can hold (2147483647)");
        assertThatThrownBy(() -> Shape.of(1L << 40).extent(0)).hasMessage("the shape [1099511627776] is too large");
        assertThatThrownBy(() -> Shape.of(M).entries()).hasMessage("the size m is free here: give it a value");
    }
}
