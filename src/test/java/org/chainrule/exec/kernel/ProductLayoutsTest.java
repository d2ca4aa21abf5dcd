package org.chainrule.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of whole numbers, which have one value only, whichever way the matrices lie and whether they are packed or stay. */
class ProductLayoutsTest {
    private static final int[][] SIZES = {
        {3, 3, 3},
        {5, 40, 7},
        {6, 16, 1},
        {7, 17, 300},
        {8, 100, 20},
        {13, 33, 257},
        {32, 100, 50},
        {65, 65, 9},
        {97, 31, 64},
        {100, 10, 30},
        {20, 300, 12},
        {130, 48, 3}
    };

    static Stream<ArrayKernels> kernels() {
        return Stream.of(false, true)
                .flatMap(single ->
                        Stream.concat(Stream.of(KernelChoice.plain(single)), KernelChoice.vector(single).stream()));
    }

    /** What is between two rows belongs to somebody else; behind the last there is nothing. */
    private static List<MatrixProduct> layouts(int m, int n, int k) {
        List<MatrixProduct> layouts = new ArrayList<>();
        for (int apart : new int[] {0, 5}) {
            layouts.add(new MatrixProduct(m, n, k, k + apart, 1, n + apart, 1));
            layouts.add(new MatrixProduct(m, n, k, 1, m + apart, n + apart, 1));
            layouts.add(new MatrixProduct(m, n, k, k + apart, 1, 1, k + apart));
            layouts.add(new MatrixProduct(m, n, k, 1, m + apart, 1, k + apart));
        }
        return layouts;
    }

    private static Object numbers(ArrayKernels kernels, int count, SplittableRandom random) {
        Object x = kernels.array(count);
        for (int i = 0; i < count; i++) {
            kernels.set(x, i, random.nextInt(-4, 5));
        }
        return x;
    }

    private static int length(int across, int acrossStep, int along, int alongStep) {
        return (across - 1) * acrossStep + (along - 1) * alongStep + 1;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyLayoutHasTheSameValue(ArrayKernels kernels) {
        SplittableRandom random = new SplittableRandom(11);
        for (int[] sizes : SIZES) {
            for (MatrixProduct p : layouts(sizes[0], sizes[1], sizes[2])) {
                Object a = numbers(kernels, length(p.m(), p.aRow(), p.k(), p.aColumn()), random);
                Object b = numbers(kernels, length(p.k(), p.bRow(), p.n(), p.bColumn()), random);
                Object from = numbers(kernels, p.m() * p.n(), random);
                Object room = kernels.array(kernels.roomForProduct(p));
                Object c = kernels.array(p.m() * p.n());
                kernels.product(p, a, 0, b, 0, c, 0, room);
                assertThat(entries(kernels, c))
                        .as("%s of %s", kernels.name(), p)
                        .isEqualTo(expected(kernels, p, a, b, 1, null));
                if (kernels.addsWhileMultiplying(p)) {
                    for (double f : new double[] {1, -2}) {
                        kernels.productOnto(p, f, a, 0, b, 0, from, 0, c, 0, room);
                        assertThat(entries(kernels, c))
                                .as("%s onto a matrix, %s of %s", f, kernels.name(), p)
                                .isEqualTo(expected(kernels, p, a, b, f, from));
                    }
                }
            }
        }
    }

    private static List<Double> entries(ArrayKernels kernels, Object x) {
        List<Double> entries = new ArrayList<>();
        for (int i = 0; i < Array.getLength(x); i++) {
            entries.add(kernels.get(x, i) + 0.0);
        }
        return entries;
    }

    private static List<Double> expected(
            ArrayKernels kernels, MatrixProduct p, Object a, Object b, double f, @Nullable Object from) {
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                double sum = 0;
                for (int l = 0; l < p.k(); l++) {
                    sum += kernels.get(a, i * p.aRow() + l * p.aColumn())
                            * kernels.get(b, l * p.bRow() + j * p.bColumn());
                }
                expected.add(f * sum + (from == null ? 0 : kernels.get(from, i * p.n() + j)) + 0.0);
            }
        }
        return expected;
    }
}
