package org.chainrule.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chainrule.exec.kernel.EntryFunction.Code;
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
}
