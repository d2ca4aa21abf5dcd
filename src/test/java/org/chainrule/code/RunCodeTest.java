package org.chainrule.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed runs where its language is, and computes what the interpreter does: examples, homework, the catalogue. */
class RunCodeTest {
    private static final List<CodeCase> ALL = all();

    @TempDir
    private Path folder;

    @Test
    void numpyComputesTheSame() throws Exception {
        python(Tongue.NUMPY, "numpy");
    }

    @Test
    void torchComputesTheSame() throws Exception {
        python(Tongue.TORCH, "torch");
    }

    @Test
    void jaxComputesTheSame() throws Exception {
        python(Tongue.JAX, "jax");
    }

    private void python(Tongue tongue, String module) throws Exception {
        String python = "";
        for (String candidate : List.of("python3", "/usr/bin/python3")) {
            if (python.isEmpty() && works(candidate, "-c", "import " + module)) {
                python = candidate;
            }
        }
        Assumptions.assumeFalse(python.isEmpty(), "no python3 with " + module + " here");
        StringBuilder main = new StringBuilder("import numpy as np\n");
        if (tongue == Tongue.TORCH) {
            main.append(
                    "import torch\narray = lambda x: torch.tensor(x, dtype=torch.int64 if x.dtype == np.int64 else torch.float64)\n");
        } else if (tongue == Tongue.JAX) {
            main.append(
                    "import jax\njax.config.update('jax_enable_x64', True)\nimport jax.numpy as jnp\narray = jnp.array\n");
        } else {
            main.append("np.seterr(all='ignore')\narray = lambda x: x\n");
        }
        main.append(
                """
                def show(case, names, results):
                    results = results if isinstance(results, tuple) else (results,)
                    for name, value in zip(names, results):
                        value = np.asarray(value)
                        shape = ','.join(map(str, value.shape))
                        print(case, name, shape + ';', *map(repr, map(float, value.ravel())))
                """);
        Cases cases = cases(tongue);
        for (Printed printed : cases.printed) {
            CodeCase test = printed.test;
            main.append("try:\n    exec('''")
                    .append(printed.text.replace("\\", "\\\\"))
                    .append("''')\n    show('")
                    .append(test.name())
                    .append("', '")
                    .append(String.join(" ", test.code().results()))
                    .append("'.split(), ")
                    .append(test.name())
                    .append("(")
                    .append(test.code().arguments().stream()
                            .map(argument -> "array(np.array(" + list(test.argument(argument)) + ").reshape("
                                    + dims(test.argument(argument)) + "))")
                            .collect(Collectors.joining(", ")));
            String parameters = printed.text.replaceAll("(?s).*def " + test.name() + "\\((.*?)\\):.*", "$1");
            String[] all = parameters.split(", ");
            for (int i = test.code().arguments().size(); i < all.length; i++) {
                main.append(", ").append(test.size(all[i]));
            }
            main.append("))\nexcept Exception as e:\n    print('")
                    .append(test.name())
                    .append(" failed:', e)\n");
        }
        Path file = Files.writeString(folder.resolve("all.py"), main);
        compare(cases, run(python, file.toString()));
    }

    // The text is a program in another language.
    @SuppressWarnings("OrphanedFormatString")
    @Test
    void octaveComputesTheSame() throws Exception {
        Assumptions.assumeTrue(works("octave-cli", "--version"), "no octave-cli here");
        StringBuilder main = new StringBuilder(
                """
                1;
                function show(test, name, value)
                  x = permute(value, ndims(value):-1:1);
                  printf('%s %s ?;', test, name);
                  printf(' %.17g', x(:));
                  printf('\\n');
                end
                """);
        Cases cases = cases(Tongue.MATLAB);
        for (Printed printed : cases.printed) {
            CodeCase test = printed.test;
            Files.writeString(folder.resolve(test.name() + ".m"), printed.text);
            List<String> results = test.code().results();
            main.append("try\n  [")
                    .append(results.stream().map(r -> "r" + results.indexOf(r)).collect(Collectors.joining(", ")))
                    .append("] = ")
                    .append(test.name())
                    .append("(")
                    .append(test.code().arguments().stream()
                            .map(argument -> octave(test.argument(argument)))
                            .collect(Collectors.joining(", ")));
            String parameters = printed.text.replaceAll("(?s).*?\\((.*?)\\)\n.*", "$1");
            String[] all = parameters.split(", ");
            for (int i = test.code().arguments().size(); i < all.length && !all[i].isEmpty(); i++) {
                main.append(", ").append(test.size(all[i]));
            }
            main.append(");\n");
            for (String result : results) {
                main.append("  show('")
                        .append(test.name())
                        .append("', '")
                        .append(result)
                        .append("', r")
                        .append(results.indexOf(result))
                        .append(");\n");
            }
            main.append("catch e\n  printf('%s failed: %s\\n', '")
                    .append(test.name())
                    .append("', e.message);\nend\n");
        }
        Path file = Files.writeString(folder.resolve("all_of_them.m"), main);
        compare(cases, run("octave-cli", "--quiet", "--no-gui", file.toString()));
    }

    private static String octave(Tensor value) {
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < value.rank(); axis++) {
            dims.add(value.shape().extent(axis));
        }
        while (dims.size() < 2) {
            dims.add(1);
        }
        List<Integer> turned = new ArrayList<>(dims);
        Collections.reverse(turned);
        return "permute(reshape(" + list(value) + ", " + turned + "), " + dims.size() + ":-1:1)";
    }

    // The text is a program in another language.
    @SuppressWarnings("OrphanedFormatString")
    @Test
    void cComputesTheSame() throws Exception {
        Assumptions.assumeTrue(works("gcc", "--version"), "no gcc here");
        StringBuilder main = new StringBuilder(
                """
                #include <stdio.h>
                static void show(const char *test, const char *name, const double *x, int n) {
                    printf("%s %s ?;", test, name);
                    for (int i = 0; i < n; i++) printf(" %.17g", x[i]);
                    printf("\\n");
                }
                """);
        StringBuilder body = new StringBuilder("int main(void) {\n");
        Cases cases = cases(Tongue.C);
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-std=gnu99",
                "-Wall",
                "-Werror",
                "-Wno-unused-variable",
                "-O0",
                "-o",
                folder.resolve("all").toString()));
        for (Printed printed : cases.printed) {
            CodeCase test = printed.test;
            Path file = folder.resolve(test.name() + ".c");
            Files.writeString(file, printed.text);
            command.add(file.toString());
            Matcher signature =
                    Pattern.compile("void " + test.name() + "\\((.*?)\\) \\{").matcher(printed.text);
            assertThat(signature.find()).isTrue();
            main.append(signature.group(), 0, signature.group().length() - 2).append(";\n");
            List<String> given = new ArrayList<>();
            int next = 0;
            List<String> results = test.code().results();
            body.append("    {\n");
            List<String> names = test.code().arguments();
            StringBuilder shown = new StringBuilder();
            for (String parameter : signature.group(1).split(", ")) {
                String name = parameter.replaceAll(".*[ *]", "");
                if (parameter.startsWith("int ")) {
                    given.add(Long.toString(test.size(name)));
                } else if (next < names.size()) {
                    Tensor value = test.argument(names.get(next++));
                    String array = "(double[]) " + list(value).replace('[', '{').replace(']', '}');
                    given.add(parameter.contains("*") ? array : Double.toString(value.at(0)));
                } else {
                    String result = results.get(next++ - names.size());
                    int count = Math.max(1, test.expected(result).count());
                    body.append("        static double r")
                            .append(next)
                            .append("[")
                            .append(count)
                            .append("];\n");
                    given.add("r" + next);
                    shown.append("        show(\"")
                            .append(test.name())
                            .append("\", \"")
                            .append(result)
                            .append("\", r")
                            .append(next)
                            .append(", ")
                            .append(test.expected(result).count())
                            .append(");\n");
                }
            }
            body.append("        ")
                    .append(test.name())
                    .append("(")
                    .append(String.join(", ", given))
                    .append(");\n")
                    .append(shown)
                    .append("    }\n");
        }
        Path file = Files.writeString(folder.resolve("all.c"), main.append(body).append("    return 0;\n}\n"));
        command.add(file.toString());
        command.add("-lm");
        String log = run(command.toArray(String[]::new));
        assertThat(log).as("gcc").isEmpty();
        compare(cases, run(folder.resolve("all").toString()));
    }

    /** A case as it is printed in one language. */
    private record Printed(CodeCase test, String text) {}

    /** All cases that a language has, and the ops that it has not. */
    private record Cases(Tongue tongue, List<Printed> printed, TreeMap<String, String> refused) {}

    private static Cases cases(Tongue tongue) {
        Cases cases = new Cases(tongue, new ArrayList<>(), new TreeMap<>());
        for (CodeCase test : ALL) {
            add(cases, test);
        }
        List<String> examples = cases.refused.entrySet().stream()
                .filter(op -> op.getValue().startsWith("example"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(examples).isEmpty();
        return cases;
    }

    private static List<CodeCase> all() {
        List<CodeCase> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(Path.of("examples"))) {
            for (Path file : walk.filter(file -> file.toString().endsWith(".cr"))
                    .sorted()
                    .toList()) {
                Model model;
                try {
                    model = Model.read(file, new Model.Settings(false, 0));
                } catch (ChainruleException e) {
                    // Its data are not here.
                    continue;
                }
                if (!model.definitions().isEmpty()) {
                    all.add(CodeCase.of("example" + all.size(), model, all.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(all).hasSizeGreaterThan(27);
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                Model model = Model.parse("input " + example.inputs() + "\nexample_ = " + example.call()
                        + "\nloss_ = sum(sin(example_))");
                Node node = model.get("example_");
                if (node.isVariable()
                        && node.type().isReal()
                        && !function.name().contains("dropout")) {
                    all.add(CodeCase.of("function" + all.size(), model, all.size()));
                }
            }
        }
        // A library that reads one triangle gives something else for these.
        for (String lopsided :
                List.of("eigvalsh(X)", "cholesky(X @ X.T + 9 * eye(3) + triu(X))", "sum(eigvecsh(X), axis=1)")) {
            Model model = Model.parse("input X [3, 3]\nexample_ = " + lopsided + "\nloss_ = sum(sin(example_))");
            all.add(CodeCase.of("lopsided" + all.size(), model, all.size()));
        }
        return all;
    }

    private static void add(Cases cases, CodeCase test) {
        try {
            cases.printed.add(new Printed(test, test.code().in(cases.tongue)));
        } catch (ChainruleException e) {
            assertThat(e).as(test.name()).hasMessageContaining("has nothing for");
            for (String op :
                    e.getMessage().replaceAll(".*nothing for |, so this.*", "").split(", ")) {
                cases.refused.merge(op, test.name(), (a, b) -> a);
            }
        }
    }

    private void compare(Cases cases, String output) {
        Map<String, String> lines = output.lines()
                .filter(line -> line.contains(";"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)),
                        line -> line,
                        (a, b) -> a));
        List<String> wrong = new ArrayList<>();
        output.lines().filter(line -> line.contains(" failed:")).forEach(wrong::add);
        for (Printed printed : cases.printed) {
            for (Map.Entry<String, Tensor> result : printed.test.expected().entrySet()) {
                String line = lines.get(printed.test.name() + " " + result.getKey());
                String difference = line == null ? "nothing printed" : difference(result.getValue(), line);
                if (!difference.isEmpty()) {
                    wrong.add(printed.test.name() + " " + result.getKey() + ": " + difference + "\n" + printed.text);
                }
            }
        }
        System.out.println(cases.tongue + ": " + cases.printed.size() + " functions run, none for " + cases.refused);
        assertThat(String.join("\n", wrong.size() > 12 ? wrong.subList(0, 12) : wrong))
                .isEmpty();
    }

    private static String difference(Tensor expected, String line) {
        String shape = line.substring(line.indexOf(' ', line.indexOf(' ') + 1) + 1, line.indexOf(';'));
        if (!shape.equals("?")
                && !dims(expected)
                        .replaceAll("[() ]|,\\)", "")
                        .replaceAll(",$", "")
                        .equals(shape)) {
            return "shape " + shape + ", not " + dims(expected);
        }
        String[] found = line.substring(line.indexOf(';') + 1).strip().split(" +");
        if (found.length != Math.max(1, expected.count())) {
            return found.length + " entries, not " + expected.count();
        }
        for (int i = 0; i < expected.count(); i++) {
            double right = expected.at(i);
            double value = Double.parseDouble(
                    found[i].replace("Inf", "inf").replace("inf", "Infinity").replaceAll("(?i)-?nan", "NaN"));
            boolean same = Double.isNaN(right)
                    ? Double.isNaN(value)
                    : value == right || Math.abs(value - right) <= 1e-10 * (1 + Math.abs(right));
            if (!same) {
                return "entry " + i + " is " + value + ", not " + right;
            }
        }
        return "";
    }

    private static String list(Tensor value) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
            numbers.add(value.dtype() == DType.I64 ? Long.toString(value.wholeAt(i)) : Double.toString(value.at(i)));
        }
        return numbers.toString();
    }

    private static String dims(Tensor value) {
        return value.shape().dims().stream().map(dim -> dim.size() + ",").collect(Collectors.joining(" ", "(", ")"));
    }

    private boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("works.txt").toFile())
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private String run(String... command) throws Exception {
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // jax compiles each op for each shape.
        assertThat(process.waitFor(900, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log);
    }
}
