package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewCommandTest {
    private static final String MODEL = "input x [] = 3\nparam w [] = 2\nz = w * x\nJ = z^2\n";

    @TempDir
    Path folder;

    private String dot(String model, Object... options) throws IOException {
        Object[] args = Stream.concat(
                        Stream.of("view", Cli.model(folder, "m.cr", model), "-o", folder.resolve("m.dot")),
                        Stream.of(options))
                .toArray();
        assertThat(Cli.run(args)).isEqualTo(new Cli(0, "", ""));
        return Files.readString(folder.resolve("m.dot"));
    }

    @Test
    void everyKindOfPicture() throws IOException {
        Path model = Cli.model(folder, "m.cr", MODEL);
        String[] starts = {"<?xml", "\u0089PNG", "digraph", "<!DOCTYPE html>"};
        String[] endings = {"svg", "png", "dot", "html"};
        for (int i = 0; i < endings.length; i++) {
            Path out = folder.resolve("picture." + endings[i]);
            assertThat(Cli.run("view", "--static", model, "-o", out)).isEqualTo(new Cli(0, "", ""));
            String text = new String(Files.readAllBytes(out), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith(starts[i]);
        }
    }

    @Test
    void valuesAndGradientsCanBeLeftOut() throws IOException {
        // J is 36, and its gradient by z is 12.
        assertThat(dot(MODEL)).contains(">36<").contains(">12<");
        assertThat(dot(MODEL, "--no-values"))
                .contains(">J<")
                .doesNotContain(">36<")
                .doesNotContain(">12<");
        assertThat(dot(MODEL, "--no-gradients")).contains(">36<").doesNotContain(">12<");
        assertThat(dot(MODEL, "--of", "z")).contains(">6<").doesNotContain(">36<");
        assertThat(dot(MODEL, "--title", "A <title>")).contains("A &lt;title&gt;");
    }

    private String svg(Object... options) throws IOException {
        Path out = folder.resolve("m.svg");
        Object[] args = Stream.concat(
                        Stream.of("view", Cli.model(folder, "m.cr", MODEL), "-o", out), Stream.of(options))
                .toArray();
        assertThat(Cli.run(args)).isEqualTo(new Cli(0, "", ""));
        return Files.readString(out);
    }

    @Test
    void slidesGroundsLanguagesAndEngines() throws IOException {
        assertThat(svg("--slide", "16:9")).contains("width=\"1280\" height=\"720\"");
        assertThat(svg("--slide", "4:3")).contains("width=\"960\" height=\"720\"");
        assertThat(svg("--ground", "dark")).doesNotContain("#ffffff");
        assertThat(svg("--lang", "zh")).contains(">参数<");
        assertThat(svg("--engine", "layered")).isEqualTo(svg());
        Path model = Cli.model(folder, "m.cr", MODEL);
        assertThat(Cli.run("view", model, "-o", folder.resolve("m.svg"), "--slide", "3:2"))
                .isEqualTo(new Cli(2, "", "chainrule: a slide is 16:9 or 4:3, not 3:2\n"));
        assertThat(Cli.run("view", model, "-o", folder.resolve("m.svg"), "--engine", "neato")
                        .err())
                .contains("it may be layered, dot or embedded");
    }

    @Test
    void theSamePictureEveryTime() throws IOException {
        assertThat(dot(MODEL)).isEqualTo(dot(MODEL));
    }

    @Test
    void missingValuesAreChosenAndSaid() {
        Path file = Cli.model(folder, "m.cr", "dims n\ninput x [n]\nJ = sum(x^2)\n");
        assertThat(Cli.run("view", file, "-o", folder.resolve("m.dot"), "--seed", "4"))
                .isEqualTo(new Cli(0, "", file + ": no value is given for x; drawn with random values of seed 4\n"));
    }

    @Test
    void withoutAScalarTheLastDefinitionIsDrawn() {
        Path file = Cli.model(folder, "m.cr", "input x [2] = [1, 2]\ny = x^2\n");
        assertThat(Cli.run("view", file, "-o", folder.resolve("m.dot")))
                .isEqualTo(new Cli(
                        0, "", file + ": no scalar is defined, so there are no gradients to draw; drawing y\n"));
        assertThat(folder.resolve("m.dot")).exists();
    }

    @Test
    void whatCannotBeDrawn() throws IOException {
        Path model = Cli.model(folder, "m.cr", MODEL);
        Path empty = Cli.model(folder, "empty.cr", "# nothing\n");
        Path singular = Cli.model(folder, "singular.cr", "input A [2, 2] = ones\nJ = sum(inv(A))\n");
        Path out = folder.resolve("x.svg");
        Path nowhere = folder.resolve("no").resolve("x.svg");
        Path bmp = folder.resolve("x.bmp");
        assertThat(Cli.run("view", model, "-o", bmp).err())
                .isEqualTo("chainrule: Cannot tell from the name " + bmp + " what to draw. A picture is a file whose"
                        + " name ends in .svg, .png, .dot or .html.\n");
        assertThat(Cli.run("view", model, "-o", nowhere).err())
                .isEqualTo("chainrule: Cannot write " + nowhere + ": there is no folder " + nowhere.getParent()
                        + ". Create it first, or name another.\n");
        assertThat(Cli.run("view", empty, "-o", out).err())
                .isEqualTo("chainrule: " + empty + " defines nothing to draw: add a line such as y = x^2\n");
        assertThat(Cli.run("view", singular, "-o", out).err())
                .startsWith("chainrule: " + singular + ":2:9: cannot compute inv(A): the matrix is singular")
                .contains("\n  2 | J = sum(inv(A))\n    |         ^\n");
        Cli unknown = Cli.run("view", model, "-o", out, "--of", "K");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("chainrule: " + model + " defines no K");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("m.cr", "empty.cr", "singular.cr");
        }
    }
}
