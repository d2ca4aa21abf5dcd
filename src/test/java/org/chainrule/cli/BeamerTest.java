package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lecturer puts on slides: pictures and formulas of all examples, compiled by the LaTeX that is there. */
class BeamerTest {
    @TempDir
    private Path folder;

    @Test
    void picturesAndFormulasOfAllExamplesCompile() throws IOException, InterruptedException {
        assumeTrue(run("kpsewhich", "beamer.cls") == 0, "no LaTeX with beamer and TikZ");
        StringBuilder slides = new StringBuilder(
                """
                \\documentclass{beamer}
                \\usepackage{tikz}
                \\usetikzlibrary{arrows.meta}
                \\begin{document}
                """);
        List<Path> models = models();
        assertThat(models).hasSizeGreaterThan(20);
        for (Path model : models) {
            Cli picture = Cli.run("view", model, "--tikz");
            if (picture.err().contains("defines nothing to draw")) {
                continue;
            }
            assertThat(picture.code()).as(model + picture.err()).isZero();
            slides.append("\\begin{frame}\n\\resizebox{\\textwidth}{!}{%\n")
                    .append(picture.out())
                    .append("}\n\\end{frame}\n");
            Cli formulas = Cli.run("grad", model, "--code", "latex");
            assertThat(formulas.code()).as(model + formulas.err()).isZero();
            slides.append("\\begin{frame}\n").append(formulas.out()).append("\\end{frame}\n");
        }
        Files.writeString(folder.resolve("slides.tex"), slides.append("\\end{document}\n"), StandardCharsets.UTF_8);
        int code = run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "slides.tex");
        assertThat(code)
                .as(() -> said().lines()
                        .filter(line -> line.startsWith("!"))
                        .toList()
                        .toString())
                .isZero();
        assertThat(folder.resolve("slides.pdf")).isNotEmptyFile();
    }

    /** Those whose values are in their text: a picture shows values. */
    private static List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>();
        for (String place : List.of("examples", "examples/homework")) {
            try (Stream<Path> files = Files.list(Path.of(place))) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".cr")
                            && !Files.readString(file).contains("file(")) {
                        models.add(file);
                    }
                }
            }
        }
        return models;
    }

    private int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            process.getOutputStream().close();
            return process.waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
