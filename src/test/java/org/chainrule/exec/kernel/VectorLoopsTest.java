package org.chainrule.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chainrule.Chainrule;
import org.chainrule.exec.compile.PlanReport;
import org.chainrule.exec.compile.Program;
import org.chainrule.exec.kernel.EntryFunction.Code;
import org.chainrule.tensor.Sizes;
import org.junit.jupiter.api.Test;

/** The loops on the Vector API, which tests are always started with. */
class VectorLoopsTest {
    private static final Map<Code, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            Map.entry(Code.EXP, Math::exp),
            Map.entry(Code.EXPM1, Math::expm1),
            Map.entry(Code.TANH, Math::tanh),
            Map.entry(Code.SECH2, x -> 1 / (Math.cosh(x) * Math.cosh(x))),
            Map.entry(Code.SIGMOID, x -> 1 / (1 + Math.exp(-x))),
            Map.entry(Code.SIGMOID_SLOPE, x -> 1 / ((1 + Math.exp(-x)) * (1 + Math.exp(x)))),
            Map.entry(Code.SOFTPLUS, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
            Map.entry(Code.LOGSIGMOID, x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))),
            Map.entry(Code.RELU, x -> Math.max(x, 0)),
            Map.entry(Code.SQUARE, x -> x * x));

    /**
     * A vector that goes into a method of ours, or comes out of it, is an object whenever the compiler does not put that method into
     * its caller, which it decides anew in each run.
     */
    @Test
    void noVectorGoesThroughAMethodOfOurs() throws ClassNotFoundException {
        List<String> through = new ArrayList<>();
        for (String name : List.of(
                "DoubleLoops",
                "FloatLoops",
                "VectorDoubles",
                "VectorFloats",
                "VectorDoubleExponentials",
                "VectorFloatExponentials",
                "DoubleSlides",
                "FloatSlides",
                "DoubleTiles",
                "FloatTiles")) {
            for (Method method :
                    Class.forName("org.chainrule.exec.kernel." + name).getDeclaredMethods()) {
                Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()))
                        .filter(type -> type.getName().startsWith("jdk.incubator.vector"))
                        .forEach(type -> through.add(method.toString()));
            }
        }
        assertThat(through).isEmpty();
    }

    /** In a JVM of its own, which waits for its compiler: how far that has come decides nothing. */
    @Test
    void compiledLoopsMakeNoObjects() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xbatch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopAllocation.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSizeGreaterThan(2 * Code.values().length).allMatch(line -> line.endsWith(": 0"));
    }

    /** Each function at each length and place, with its result in an array of its own and in that of its argument. */
    @Test
    void functionsAreTheSameInPlaceAndApart() {
        for (boolean single : new boolean[] {false, true}) {
            ArrayKernels kernels = KernelChoice.vector(single).orElseThrow();
            double precision = single ? 3e-7 : 1e-15;
            FUNCTIONS.forEach((code, f) -> {
                EntryFunction function = new EntryFunction(code, (x, y) -> f.applyAsDouble(x));
                for (int count = 1; count < 70; count++) {
                    int at = count % 5;
                    Object x = kernels.array(at + count);
                    for (int i = 0; i < count; i++) {
                        kernels.set(x, at + i, (i - count / 2.0) * (count % 3 == 0 ? 0.01 : 0.7));
                    }
                    Object apart = kernels.array(at + count);
                    kernels.apply(function, x, at, x, at, apart, at, count);
                    Object given = kernels.array(at + count);
                    kernels.copy(x, 0, given, 0, at + count);
                    kernels.apply(function, x, at, x, at, x, at, count);
                    for (int i = at; i < at + count; i++) {
                        double expected = f.applyAsDouble(kernels.get(given, i));
                        assertThat(kernels.get(apart, i))
                                .as("%s(%s)", code, kernels.get(given, i))
                                .isCloseTo(
                                        expected,
                                        org.assertj.core.data.Offset.offset(precision * (1 + Math.abs(expected))));
                        assertThat(kernels.get(x, i)).isEqualTo(kernels.get(apart, i));
                    }
                }
            });
        }
    }

    /** What runs may be chosen anew at any time, so all that a loop and its plain twin make of special and of ordinary numbers is compared to the bit. */
    @Test
    void plainLoopsHaveTheSameBits() {
        for (boolean single : new boolean[] {false, true}) {
            ArrayKernels kernels = KernelChoice.vector(single).orElseThrow();
            Map<String, Object> vector = results(kernels, false);
            Map<String, Object> plain = results(kernels, true);
            assertThat(vector).hasSizeGreaterThan(Code.values().length);
            vector.forEach((name, array) -> {
                for (int i = 0; i < LENGTH; i++) {
                    // Except for which NaN it is.
                    assertThat(kernels.get(Objects.requireNonNull(plain.get(name)), i))
                            .as("%s of f%s, %s", name, single ? 32 : 64, i)
                            .isEqualTo(Double.valueOf(kernels.get(array, i)));
                }
            });
        }
    }

    private static final int LENGTH = 6000;
    private static final double[] SPECIAL = {
        Double.NaN,
        0,
        -0.0,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e30,
        -1e30,
        1e-42,
        -1e-310,
        88.8,
        -103.5,
        709.9,
        -745.2,
        1,
        -1
    };

    private static Map<String, Object> results(ArrayKernels kernels, boolean plain) {
        Random random = new Random(20261130);
        Object x = numbers(kernels, random, true);
        Object y = numbers(kernels, random, true);
        Object a = numbers(kernels, random, false);
        Object b = numbers(kernels, random, false);
        Object room = kernels.array(100_000);
        Map<String, Object> results = new LinkedHashMap<>();
        Apart.all(plain);
        try {
            assertThat(kernels.name()).isEqualTo("vector");
            assertThat(kernels.replaced().contains("tanh")).isEqualTo(plain);
            for (Code code : Code.values()) {
                EntryFunction function = new EntryFunction(code, (p, q) -> p);
                results.put("" + code, result(kernels, z -> kernels.apply(function, x, 3, y, 5, z, 0, 1027)));
            }
            results.put("select", result(kernels, z -> kernels.select(y, 1, x, 2, a, 0, z, 0, 1027)));
            results.put("addScaled", result(kernels, z -> {
                kernels.copy(b, 0, z, 0, 1027);
                kernels.addScaled(0.3, a, 2, z, 0, 1027);
            }));
            results.put("sum", result(kernels, z -> kernels.set(z, 0, kernels.sum(a, 1, 1027))));
            for (int m : new int[] {1, 2, 30, 97}) {
                MatrixProduct product = new MatrixProduct(m, 37, 45, 45, 1, 37, 1);
                results.put("product " + m, result(kernels, z -> kernels.product(product, a, 0, b, 0, z, 0, room)));
                MatrixProduct turned = new MatrixProduct(m, 37, 45, 1, m, 1, 45);
                results.put("turned " + m, result(kernels, z -> kernels.product(turned, a, 0, b, 0, z, 0, room)));
            }
            MatrixProduct thin = new MatrixProduct(30, 3, 150, 150, 1, 1, 150);
            results.put("rows", result(kernels, z -> kernels.product(thin, a, 0, b, 0, z, 0, room)));
            int lanes = kernels.lanes();
            int[] runs = {0, lanes, 0, lanes, lanes, 3 * lanes, 2 * lanes, lanes, 5 * lanes};
            int[] offsets = {0, 1, 2, 9, 10, 11, 17};
            ArrayKernels.Slides back = new ArrayKernels.Slides(runs, offsets, 5, 3 * lanes);
            results.put("back", result(kernels, z -> kernels.slideBack(back, a, 0, b, 0, z, room)));
            int[] wide = {0, 2 * lanes + 3, 0, 2 * lanes + 3, 2 * lanes, 70};
            ArrayKernels.Slides slides = new ArrayKernels.Slides(wide, offsets, 5, 4 * lanes + 3);
            results.put("slide", result(kernels, z -> kernels.slide(slides, a, b, 0, z, 0)));
        } finally {
            Apart.all(false);
        }
        return results;
    }

    private static Object result(ArrayKernels kernels, Consumer<Object> loop) {
        Object z = kernels.array(LENGTH);
        loop.accept(z);
        return z;
    }

    private static Object numbers(ArrayKernels kernels, Random random, boolean special) {
        Object x = kernels.array(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            boolean odd = special && random.nextInt(8) == 0;
            kernels.set(
                    x,
                    i,
                    odd ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian() * (i % 3 == 0 ? 30 : 1));
        }
        return x;
    }

    /** Stands for loops on the Vector API, of which one makes objects and one takes its time. */
    static final class Poor {
        static boolean isPoor = true;
        static Object last = "";

        private Poor() {}

        static void objects(double[] z, int count) {
            if (isPoor) {
                last = new double[8];
            }
            z[0] = 1;
        }

        static void slow(double[] z, int count) throws InterruptedException {
            if (isPoor) {
                Thread.sleep(1);
            }
            z[0] = 1;
        }
    }

    /** Their twins. */
    static final class Good {
        private Good() {}

        static void objects(double[] z, int count) {
            z[0] = 1;
        }

        static void slow(double[] z, int count) {
            z[0] = 1;
        }
    }

    @Test
    void aLoopThatMakesObjectsOrIsSlowGivesWayUntilTheNextLook() throws Throwable {
        Apart loops = Apart.of(MethodHandles.lookup(), double[].class, Poor.class, Good.class, "objects", "slow");
        ArrayKernels kernels = KernelChoice.vector(false).orElseThrow();
        MethodHandle first = loops.at(0);
        double[] z = new double[1];
        Poor.isPoor = true;
        for (int i = 0; i < Apart.SOON; i++) {
            loops.at(0).invokeExact(z, 1);
        }
        assertThat(loops.at(0)).isNotSameAs(first);
        assertThat(kernels.replaced()).contains("objects").doesNotContain("slow");
        loops.look(1);
        assertThat(kernels.fullName()).startsWith("vector (plain ").contains("objects, slow)");
        PlanReport plan = Program.of(Chainrule.param("x").square()).explain(Sizes.NONE);
        assertThat(plan.summary().toString()).contains("objects, slow)").contains(" loops; ");
        Poor.isPoor = false;
        for (int i = 0; i < 5 * Apart.SOON; i++) {
            loops.at(0).invokeExact(z, 1);
        }
        assertThat(loops.at(0)).isSameAs(first);
        loops.look(1);
        assertThat(kernels.replaced()).doesNotContain("objects");
        assertThat(z[0]).isEqualTo(1);
    }

    /** Each loop can be looked at: the arguments that are made up for it are ones that it takes, and its twin too. */
    @Test
    void everyLoopCanBeLookedAt() {
        for (boolean single : new boolean[] {false, true}) {
            results(KernelChoice.vector(single).orElseThrow(), false);
        }
        assertThat(Apart.lookAtAll()).isGreaterThan(60);
        Apart.all(false);
    }

    /** One exponential for two functions: with the same bits, for every length, and where the second lies in what it is made of. */
    @Test
    void twoFunctionsOfOneExponentialAreWhatTheyAreOneByOne() {
        for (boolean single : List.of(false, true)) {
            ArrayKernels kernels = KernelChoice.vector(single).orElseThrow();
            for (int count : List.of(0, 1, 3, 7, 16, 65, 512, 1500)) {
                Object x = kernels.array(count + 2);
                for (int i = 0; i < count; i++) {
                    kernels.set(x, i + 2, (i % 7 - 3) * Math.pow(1.9, i % 13 - 5));
                }
                for (Code first : Code.values()) {
                    for (Code second : Code.values()) {
                        if (first != second && first.kin() == second.kin()) {
                            both(kernels, single, function(first), function(second), x, count);
                        }
                    }
                }
            }
        }
    }

    private static EntryFunction function(Code code) {
        DoubleUnaryOperator f = Objects.requireNonNull(FUNCTIONS.get(code));
        return new EntryFunction(code, (x, y) -> f.applyAsDouble(x));
    }

    private static void both(
            ArrayKernels kernels, boolean single, EntryFunction first, EntryFunction second, Object x, int count) {
        Object one = kernels.array(count);
        Object other = kernels.array(count);
        kernels.apply(first, x, 2, x, 2, one, 0, count);
        kernels.apply(second, x, 2, x, 2, other, 0, count);
        Object z = kernels.array(count);
        Object w = kernels.array(count + 2);
        kernels.copy(x, 0, w, 0, count + 2);
        kernels.applyBoth(first, second, w, 2, z, 0, w, 2, count);
        for (int i = 0; i < count; i++) {
            assertThat(kernels.get(z, i))
                    .as("%s of %s, %s", first.code(), count, single)
                    .isEqualTo(kernels.get(one, i));
            assertThat(kernels.get(w, i + 2))
                    .as("%s of %s, %s", second.code(), count, single)
                    .isEqualTo(kernels.get(other, i));
        }
    }
}
