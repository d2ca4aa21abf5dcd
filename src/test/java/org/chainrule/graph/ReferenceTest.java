package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The meaning of the core ops against loops that are written out. */
class ReferenceTest {
    private static Shape random(Gen gen, int rank) {
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = gen.between(0, 4);
        }
        return Shape.of(sizes);
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < actual.count(); i++) {
            if (Double.isNaN(expected.at(i))) {
                assertThat(actual.at(i)).isNaN();
            } else {
                assertThat(actual.at(i)).isCloseTo(expected.at(i), within(1e-12));
            }
        }
    }

    @Test
    void sumsAndMeansOverAnyAxes() {
        Gen.forAll(300, gen -> {
            Shape shape = random(gen, gen.between(0, 4));
            Tensor x = gen.tensor(shape, -2, 2);
            List<Integer> chosen = new ArrayList<>();
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (gen.flip()) {
                    chosen.add(axis);
                }
            }
            Axes axes = Axes.of(shape, chosen);
            boolean keep = gen.flip();
            Shape kept = shape;
            for (int axis : chosen) {
                kept = kept.with(axis, org.chainrule.tensor.Dim.ONE);
            }
            double[] sums = new double[kept.entries()];
            double[] counts = new double[kept.entries()];
            double terms = 1;
            for (int axis : chosen) {
                terms *= shape.extent(axis);
            }
            Shape group = kept;
            Tensor positions = Tensor.fill(DType.F64, kept, i -> i);
            Tensor.generate(DType.F64, shape, index -> {
                int[] to = index.clone();
                for (int axis : chosen) {
                    to[axis] = 0;
                }
                int at = (int) positions.get(to);
                sums[at] += x.get(index);
                counts[at]++;
                return group.rank();
            });
            double each = terms;
            Shape result = axes.reduce(shape, keep);
            close(new Sum(axes, keep).eval(List.of(x)), Tensor.of(result, sums));
            close(
                    new Mean(axes, keep).eval(List.of(x)),
                    Tensor.fill(DType.F64, result, i -> each == 0 ? Double.NaN : sums[i] / each));
        });
    }

    @Test
    void aSumKeepsWhatSmallTermsAddUpTo() {
        double[] terms = new double[10_001];
        java.util.Arrays.fill(terms, 1e-16);
        terms[0] = 1;
        assertThat(new Sum(Axes.ALL, false).eval(List.of(Tensor.of(terms))).item())
                .isEqualTo(1 + 1e-12);
        assertThat(new Sum(Axes.ALL, false)
                        .eval(List.of(Tensor.of(1, Double.POSITIVE_INFINITY, 2)))
                        .item())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new Sum(Axes.ALL, false)
                        .eval(List.of(Tensor.of(1e308, 1e308)))
                        .item())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new Sum(Axes.ALL, false)
                        .eval(List.of(Tensor.of(1e100, 1, -1e100)))
                        .item())
                .isEqualTo(1);
    }

    @Test
    void matrixProductsWithVectorsAndBatches() {
        Gen.forAll(300, gen -> {
            int p = gen.between(0, 3);
            int q = gen.between(0, 3);
            int r = gen.between(0, 3);
            int batch = gen.between(1, 3);
            Shape a = gen.pick(Shape.of(q), Shape.of(p, q), Shape.of(batch, p, q), Shape.of(1, p, q));
            Shape b = gen.pick(Shape.of(q), Shape.of(q, r), Shape.of(batch, q, r), Shape.of(2, 1, q, r));
            Tensor x = gen.tensor(a, -2, 2);
            Tensor y = gen.tensor(b, -2, 2);
            Tensor product = MatMul.OP.eval(List.of(x, y));
            Tensor matrixX = a.rank() == 1 ? x.reshape(Shape.of(1, q)) : x;
            Tensor matrixY = b.rank() == 1 ? y.reshape(Shape.of(q, 1)) : y;
            Shape lead = Shape.broadcast(lead(matrixX), lead(matrixY));
            int rows = matrixX.shape().extent(-2);
            int columns = matrixY.shape().extent(-1);
            Tensor wideX = Broadcasting.expand(matrixX, lead.concat(Shape.of(rows, q)));
            Tensor wideY = Broadcasting.expand(matrixY, lead.concat(Shape.of(q, columns)));
            Tensor expected = Tensor.generate(DType.F64, lead.concat(Shape.of(rows, columns)), index -> {
                double sum = 0;
                for (int k = 0; k < q; k++) {
                    int[] left = index.clone();
                    int[] right = index.clone();
                    left[index.length - 1] = k;
                    right[index.length - 2] = k;
                    sum += wideX.get(left) * wideY.get(right);
                }
                return sum;
            });
            Shape dropped = expected.shape();
            dropped = b.rank() == 1 ? dropped.without(-1) : dropped;
            dropped = a.rank() == 1 ? dropped.without(b.rank() == 1 ? -1 : -2) : dropped;
            close(product, expected.reshape(dropped));
        });
    }

    private static Shape lead(Tensor x) {
        return x.shape().slice(0, x.rank() - 2);
    }

    @Test
    void broadcastingCopiesEntries() {
        Gen.forAll(300, gen -> {
            Shape to = random(gen, gen.between(0, 4));
            Shape from = to.slice(gen.between(0, to.rank()), to.rank());
            for (int axis = 0; axis < from.rank(); axis++) {
                from = gen.flip() ? from.with(axis, org.chainrule.tensor.Dim.ONE) : from;
            }
            Tensor x = gen.tensor(from, -2, 2);
            int lead = to.rank() - from.rank();
            Shape source = from;
            Tensor expected = Tensor.generate(DType.F64, to, index -> {
                int[] at = new int[source.rank()];
                for (int axis = 0; axis < at.length; axis++) {
                    at[axis] = source.dim(axis).isOne() ? 0 : index[axis + lead];
                }
                return x.get(at);
            });
            assertThat(new Broadcast(to).eval(List.of(x), Sizes.NONE)).isEqualTo(expected);
        });
    }

    @Test
    void whereTransposeAndUnit() {
        Tensor picked = Where.OP.eval(
                List.of(Tensor.of(1, 0, Double.NaN), Tensor.of(1, 2, 3), Tensor.scalar(Double.POSITIVE_INFINITY)));
        assertThat(picked).isEqualTo(Tensor.of(1, Double.POSITIVE_INFINITY, 3));
        Tensor x = Tensor.fill(DType.F64, Shape.of(2, 3, 4), i -> i);
        Tensor turned = new Transpose(List.of(2, 0, 1)).eval(List.of(x));
        assertThat(turned.shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThat(turned.get(3, 1, 2)).isEqualTo(x.get(1, 2, 3));
        assertThat(new UnitTensor(Shape.of(2, 2), 2).eval(List.of(), Sizes.NONE))
                .isEqualTo(Tensor.of(new double[][] {{0, 0}, {1, 0}}));
    }

    @Test
    void comparisonsAreFalseForNaN() {
        Tensor x = Tensor.of(1, 2, Double.NaN);
        Tensor y = Tensor.of(2, 2, 2);
        assertThat(Comparison.LESS.eval(List.of(x, y))).isEqualTo(Tensor.of(1, 0, 0));
        assertThat(Comparison.LESS_EQUAL.eval(List.of(x, y))).isEqualTo(Tensor.of(1, 1, 0));
        assertThat(Comparison.GREATER.eval(List.of(x, y))).isEqualTo(Tensor.of(0, 0, 0));
        assertThat(Comparison.GREATER_EQUAL.eval(List.of(x, y))).isEqualTo(Tensor.of(0, 1, 0));
        assertThat(Comparison.EQUAL.eval(List.of(x, y))).isEqualTo(Tensor.of(0, 1, 0));
        assertThat(Comparison.NOT_EQUAL.eval(List.of(x, y))).isEqualTo(Tensor.of(1, 0, 1));
    }

    @Test
    void identitiesMakeNoNode() {
        Node x = Leaves.real("x", 2, 3);
        assertThat(x.reshape(Shape.of(2, 3))).isSameAs(x);
        assertThat(x.broadcastTo(Shape.of(2, 3))).isSameAs(x);
        assertThat(x.transpose(0, 1)).isSameAs(x);
        assertThat(Squeeze.drop(x)).isSameAs(x);
        assertThat(ExpandDims.insert(x)).isSameAs(x);
        assertThat(Fill.with(3, Shape.SCALAR)).isSameAs(Node.constant(3));
    }
}
