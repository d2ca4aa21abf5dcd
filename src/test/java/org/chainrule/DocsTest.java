package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.cli.Main;
import org.chainrule.exec.Interpreter;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of the documentation is run. A fenced block marked
 *
 * <ul>
 *   <li>{@code cr} is a model: it is read and evaluated, at random values where it gives none;
 *   <li>{@code cr-error} is a model with a mistake: the message is the {@code text} block that follows;
 *   <li>{@code java} is a program if it has a class, else statements of one: it is compiled and run.
 * </ul>
 *
 * A {@code text} block right behind one of these, or behind the single line "prints", is what the block prints.
 */
class DocsTest {
    private static final Pattern BLOCK = Pattern.compile(
            "^```(cr|cr-error|java)\\n(.*?)^```\\n(?:\\s*(?:prints\\s+)?```text\\n(.*?)^```\\n)?",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^(?:final |public )*class (\\w+)", Pattern.MULTILINE);

    /** Behind these a reader puts the blocks: they are named on the first page. */
    private static final String IMPORTS = imports();

    @TempDir
    private Path folder = Path.of("");

    /** A block of a page. */
    private record Block(Path page, int line, String language, String text, Optional<String> prints) {
        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    private static String imports() {
        try {
            return blocks("java").stream()
                    .filter(block -> block.page.endsWith("tutorial.md"))
                    .findFirst()
                    .orElseThrow()
                    .text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(p -> p.toString()
                            .endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Block> blocks(String... languages) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            for (Matcher m = BLOCK.matcher(text); m.find(); ) {
                if (List.of(languages).contains(m.group(1))) {
                    int line = (int) text.substring(0, m.start()).lines().count() + 1;
                    blocks.add(new Block(page, line, m.group(1), m.group(2), Optional.ofNullable(m.group(3))));
                }
            }
        }
        return blocks;
    }

    static List<Block> models() throws IOException {
        return blocks("cr");
    }

    static List<Block> mistakes() throws IOException {
        return blocks("cr-error");
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelEvaluates(Block block) throws IOException {
        Path file = Files.writeString(folder.resolve("model.cr"), block.text);
        Model model = Model.read(file);
        RandomPoint point = RandomPoint.completing(model.outputs(), model.bindings(), new SplittableRandom(1));
        Interpreter.run(model.outputs(), point.bindings(), point.sizes(), DType.F64);
        if (block.prints.isPresent()) {
            String printed = InProcess.cli("eval", file.toString());
            Printed.assertSame(printed.replace(file.toString(), "model.cr"), block.prints.get());
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsExplained(Block block) throws IOException {
        Path file = Files.writeString(folder.resolve("model.cr"), block.text);
        StringWriter err = new StringWriter();
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "eval", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString().replace("\r\n", "\n").replace(file.toString(), "model.cr"))
                .isEqualTo(block.prints.orElse("the message in a text block"));
    }

    @Test
    void programsRun() throws IOException {
        List<Block> programs = blocks("java");
        assertThat(programs).isNotEmpty();
        Map<String, Block> names = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        for (Block block : programs) {
            Matcher declared = CLASS.matcher(block.text);
            String name = declared.find() ? declared.group(1) : "Snippet" + names.size();
            assertThat(names.put(name, block))
                    .as("two programs are called " + name)
                    .isNull();
            sources.put(name, name.startsWith("Snippet") ? program(name, block.text) : block.text);
        }
        InProcess.compile(sources, folder);
        List<String> wrong = new ArrayList<>();
        names.forEach((name, block) -> {
            String printed = InProcess.main(folder, name);
            if (!Printed.same(printed, block.prints.orElse(printed))) {
                wrong.add(block + " prints\n" + printed);
            }
        });
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    /** Statements as a program of their own. */
    private static String program(String name, String statements) {
        Map<Boolean, List<String>> lines =
                statements.lines().collect(Collectors.partitioningBy(line -> line.startsWith("import ")));
        return """
                %s
                %s
                class %s {
                    public static void main(String[] args) throws Exception {
                %s
                    }
                }
                """
                .formatted(
                        IMPORTS,
                        String.join("\n", lines.getOrDefault(true, List.of())),
                        name,
                        String.join("\n", lines.getOrDefault(false, List.of())));
    }

    /** A test or an example that the page of lecture notes names is there. */
    @Test
    void whatTheSeedsNameExists() throws IOException {
        String page = Files.readString(Path.of("docs/seeds.md"));
        List<Path> tests;
        try (Stream<Path> tree = Files.walk(Path.of("src/test/java"))) {
            tests = tree.filter(Files::isRegularFile).toList();
        }
        for (Matcher m = Pattern.compile("`(\\w+Test)\\.(\\w+)`").matcher(page); m.find(); ) {
            Path test = tests.stream()
                    .filter(path -> path.endsWith(m.group(1) + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + m.group(1)));
            assertThat(Files.readString(test)).contains("void " + m.group(2) + "(");
        }
        for (Matcher m = Pattern.compile("`([\\w-]+\\.cr)`").matcher(page); m.find(); ) {
            assertThat(Path.of("examples", m.group(1))).exists();
        }
    }
}
