package org.chainrule.exec.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.Blas;
import org.chainrule.exec.kernel.KernelChoice;
import org.chainrule.exec.kernel.MatrixProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the library has nothing for this machine, these tests are skipped. */
class OpenBlasTest {
    /** Matrices begin somewhere in their arrays. */
    private static final int OFFSET = 3;

    private static Blas library(boolean single) {
        try {
            return new OpenBlas(single, false);
        } catch (ReflectiveOperationException | LinkageError e) {
            assumeTrue(false, "no OpenBLAS for this machine: " + e);
            throw new AssertionError(e);
        }
    }

    /** One product with the arrays it is of. */
    private record Case(MatrixProduct p, Object a, Object b) {
        static Case of(ArrayKernels arrays, MatrixProduct p, SplittableRandom random) {
            return new Case(
                    p,
                    some(arrays, p.m(), p.k(), p.aRow(), p.aColumn(), random),
                    some(arrays, p.k(), p.n(), p.bRow(), p.bColumn(), random));
        }

        private static Object some(
                ArrayKernels arrays, int rows, int columns, int row, int column, SplittableRandom random) {
            int count = OFFSET + 1 + (rows - 1) * row + (columns - 1) * column;
            Object array = arrays.array(count);
            for (int i = 0; i < count; i++) {
                arrays.set(array, i, random.nextDouble(-1, 1));
            }
            return array;
        }

        Object by(ArrayKernels arrays, Blas library) {
            Object c = arrays.array(OFFSET + p.m() * p.n() + 1);
            arrays.fill(c, 0, OFFSET + p.m() * p.n() + 1, Double.NaN);
            library.product(p, a, OFFSET, b, OFFSET, c, OFFSET);
            return c;
        }
    }

    /** Every way in which matrices lie, also with rows further apart than they are long. */
    private static List<MatrixProduct> layouts(int m, int n, int k) {
        List<MatrixProduct> layouts = new ArrayList<>();
        for (int apart : new int[] {0, 2}) {
            layouts.add(new MatrixProduct(m, n, k, k + apart, 1, n + apart, 1));
            layouts.add(new MatrixProduct(m, n, k, 1, m + apart, n, 1));
            layouts.add(new MatrixProduct(m, n, k, k, 1, 1, k + apart));
            layouts.add(new MatrixProduct(m, n, k, 1, m + apart, 1, k + apart));
        }
        return layouts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void productsAreThoseOfTheLoops(boolean single) {
        Blas library = library(single);
        ArrayKernels plain = KernelChoice.plain(single);
        SplittableRandom random = new SplittableRandom(1);
        for (int[] sizes : new int[][] {{1, 1, 1}, {1, 9, 50}, {7, 1, 31}, {5, 6, 1}, {33, 17, 65}, {64, 128, 200}}) {
            for (MatrixProduct p : layouts(sizes[0], sizes[1], sizes[2])) {
                Case one = Case.of(plain, p, random);
                Object found = one.by(plain, library);
                Object expected = plain.array(p.m() * p.n());
                plain.product(
                        p,
                        one.a,
                        OFFSET,
                        one.b,
                        OFFSET,
                        expected,
                        0,
                        plain.array(Math.max(1, plain.roomForProduct(p))));
                for (int i = 0; i < p.m() * p.n(); i++) {
                    assertThat(Math.abs(plain.get(found, OFFSET + i) - plain.get(expected, i)))
                            .as("entry %d of %s", i, p)
                            .isLessThan(p.k() * (single ? 1e-6 : 1e-15));
                }
                assertThat(plain.get(found, OFFSET - 1)).isNaN();
                assertThat(plain.get(found, OFFSET + p.m() * p.n())).isNaN();
            }
        }
    }

    @Test
    void aMatrixWithoutRowsSideBySideIsLeftToTheLoops() {
        Blas library = library(false);
        assertThat(library.suits(new MatrixProduct(100, 100, 100, 100, 1, 100, 1)))
                .isTrue();
        assertThat(library.suits(new MatrixProduct(100, 100, 100, 200, 2, 100, 1)))
                .isFalse();
        assertThat(library.suits(new MatrixProduct(100, 100, 100, 0, 1, 100, 1)))
                .isFalse();
        assertThat(library.suits(new MatrixProduct(4, 4, 4, 4, 1, 4, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void threadsAtOnceGetTheSameBitsAsOneAlone(boolean single) {
        Blas library = library(single);
        ArrayKernels plain = KernelChoice.plain(single);
        Case one = Case.of(plain, new MatrixProduct(120, 90, 300, 300, 1, 1, 300), new SplittableRandom(2));
        Object alone = one.by(plain, library);
        List<CompletableFuture<Object>> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            others.add(CompletableFuture.supplyAsync(() -> one.by(plain, library)));
        }
        others.forEach(other -> assertThat(other.join()).isEqualTo(alone));
    }

    @AfterEach
    void asItWas() {
        System.clearProperty("chainrule.kernels");
        System.clearProperty("chainrule.blas");
    }

    @Test
    void itIsFoundByNameAndCanBeSwitchedOff() {
        assertThat(library(false).name()).isEqualTo("OpenBLAS");
        System.setProperty("chainrule.kernels", "plain");
        assertThat(KernelChoice.best(false).fullName()).isEqualTo("plain + OpenBLAS");
        assertThat(KernelChoice.plain(false).fullName()).isEqualTo("plain");
        System.setProperty("chainrule.blas", "false");
        assertThat(KernelChoice.best(false).fullName()).isEqualTo("plain");
    }

    @Test
    void besideVectorLoopsItIsUsedWhereNothingIsCopied() {
        library(true);
        boolean vector = KernelChoice.vector(true).isPresent();
        boolean direct = Runtime.version().feature() >= 22;
        assertThat(KernelChoice.best(true).fullName().endsWith("OpenBLAS")).isEqualTo(direct || !vector);
    }
}
