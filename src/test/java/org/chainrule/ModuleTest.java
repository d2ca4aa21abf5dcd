package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library as a named module, with its dependencies on the module path. The jar itself is tried by tools/consumers; here
 * its classes are.
 */
class ModuleTest {
    private static final Path DESCRIPTOR = Path.of("src/main/module/module-info.java");

    /** What is in other jars: the commands, and what not every user needs. */
    private static final Set<String> ELSEWHERE = Set.of(
            "cli",
            "cli.editor",
            "check.example",
            "check.marking",
            "code",
            "exec.blas",
            "explain.layers",
            "explain.lecture",
            "notation.code",
            "notation.entries",
            "notation.pasted",
            "onnx",
            "train",
            "view.report");

    /** Jars that only tests need, by the beginnings of their names. */
    private static final List<String> OF_TESTS = List.of(
            "junit-",
            "opentest4j-",
            "apiguardian-",
            "assertj-",
            "byte-buddy-",
            "archunit",
            "openblas-",
            "javacpp-",
            "error_prone_",
            "surefire-",
            "maven-surefire-",
            "common-",
            "slf4j-simple-");

    @TempDir
    static Path folder;

    private static final List<Path> LIBRARIES = new ArrayList<>();

    @BeforeAll
    static void findTheLibraries() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Arrays.stream(path.split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.toString().endsWith(".jar"))
                .filter(jar -> OF_TESTS.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .forEach(LIBRARIES::add);
        assertThat(LIBRARIES).isNotEmpty();
    }

    private static String modulePath(Path... more) {
        // The commands are no module, and neither is what only they need.
        return Stream.concat(Arrays.stream(more), LIBRARIES.stream().filter(jar -> !jar.getFileName()
                        .toString()
                        .matches("(picocli|slf4j-nop|org.eclipse.lsp4j)[.-].*")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(String... arguments) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = new ArrayList<>();
        List<File> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.endsWith(".java")) {
                files.add(new File(argument));
            } else {
                options.add(argument);
            }
        }
        try (var manager = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = javac.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The classes that the jar holds. */
    private static Path copyOfTheLibrary() throws IOException {
        Path classes = Path.of("target/classes");
        Path library = folder.resolve("library");
        try (Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path inside = classes.relativize(file);
                // What a module provides stands in its descriptor.
                if (!inside.startsWith("META-INF/versions")
                        && !inside.startsWith("META-INF/services")
                        && ELSEWHERE.stream()
                                .noneMatch(name -> inside.startsWith("org/chainrule/" + name.replace('.', '/')))) {
                    Path copy = library.resolve(inside);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return library;
    }

    @Test
    void everyPackageOfTheJarIsExported() throws IOException {
        Path sources = Path.of("src/main/java");
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.getFileName().toString().equals("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                    .filter(name -> !ELSEWHERE.contains(name.replace("org.chainrule.", "")))
                    .forEach(packages::add);
        }
        Set<String> exported = Pattern.compile("exports ([\\w.]+);")
                .matcher(read(DESCRIPTOR))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exported).isEqualTo(packages);
    }

    @Test
    void aModuleThatRequiresItComputesDrawsAndIsToldItsMistakes() throws Exception {
        Path library = copyOfTheLibrary();
        compile(
                "-d",
                library.toString(),
                "-p",
                modulePath(),
                DESCRIPTOR.toAbsolutePath().toString());
        Path demo = Files.createDirectories(folder.resolve("demo"));
        Files.writeString(demo.resolve("module-info.java"), "module demo { requires chainrule; }");
        Files.writeString(
                demo.resolve("App.java"),
                """
                package demo;

                import static org.chainrule.Chainrule.*;

                import java.nio.file.Path;
                import org.chainrule.check.derivation.Derivation;
                import org.chainrule.check.derivation.Derivation.Settings;
                import org.chainrule.check.derivation.Judgement;
                import org.chainrule.error.ChainruleException;
                import org.chainrule.graph.Node;
                import org.chainrule.message.Language;
                import org.chainrule.notation.model.Model;

                public class App {
                    public static void main(String[] files) {
                        Node x = param("x"), J = x.pow(2).named("J");
                        System.out.println(eval(grad(J, x), x.is(3)));
                        view(J).at(x.is(3)).write(Path.of(files[0]));
                        view(J).at(x.is(3)).write(Path.of(files[1]));
                        try {
                            param("W", 3, 4).matmul(input("X", 5));
                        } catch (ChainruleException e) {
                            System.out.println(e.sentence().firstLine().text(Language.EN));
                            System.out.println(e.sentence().firstLine().text(Language.ZH));
                        }
                        judge("dx = x");
                        judge("∂J/∂x_i = x_i");
                        judge("g_x = 2 * x\\ndx = -g_x");
                        judge("dx = np.zeros_like(x)\\ndx += 2 * x");
                    }

                    private static void judge(String lines) {
                        try {
                            Model model = Model.parse(
                                    "param x [3]\\nJ = sum(x^2)\\nderive J\\n" + lines + "\\n",
                                    Model.Settings.DEFAULT.withLenientClaims());
                            Judgement judgement = Derivation.judge(model, Settings.DEFAULT);
                            System.out.println(judgement.ok());
                            judgement.lines().get(0).error().ifPresent(error -> System.out.println(error.message()));
                        } catch (ChainruleException e) {
                            System.out.println(e.getMessage());
                        }
                    }
                }
                """);
        Path compiled = folder.resolve("compiled");
        compile(
                "-d",
                compiled.toString(),
                "-p",
                modulePath(library),
                demo.resolve("module-info.java").toString(),
                demo.resolve("App.java").toString());
        Path svg = folder.resolve("app.svg");
        Path png = folder.resolve("app.png");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dchainrule.engine=embedded",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-p",
                        modulePath(compiled, library),
                        "-m",
                        "demo/demo.App",
                        svg.toString(),
                        png.toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // From JDK 24 on the JVM warns when native code is loaded; what slf4j says without a logger is expected.
        assertThat(read(folder.resolve("errors")).lines())
                .filteredOn(line -> !line.isBlank() && !line.startsWith("SLF4J: ") && !line.startsWith("WARNING: "))
                .isEmpty();
        assertThat(output.lines().toList())
                .containsExactly(
                        "6",
                        "cannot compute W @ X: the inner sizes 4 and 5 differ (columns of the first, rows of the second)",
                        "无法计算 W @ X：内侧维度 4 与 5 不同（前者的列数与后者的行数）",
                        "false",
                        "false",
                        "nothing here reads formulas about entries: they need the jar with the classifier extras"
                                + " (docs/library.md)",
                        "false",
                        "nothing here follows the program in line 4: programs of other languages need the jar with the"
                                + " classifier extras (docs/library.md)");
        assertThat(svg).content().endsWith("</svg>\n");
        assertThat(png).isNotEmptyFile();
    }

    @Test
    void theLicencesOfEverythingInTheExecutableJarAreInIt() throws IOException {
        Path texts = Path.of("src/main/licenses");
        List<String> rows = read(texts.resolve("README.md"))
                .lines()
                .filter(line -> line.matches("\\| [\\w.-]+-\\d.*"))
                .toList();
        Set<String> named =
                rows.stream().map(row -> row.split("\\|")[1].strip()).collect(Collectors.toSet());
        assertThat(LIBRARIES).allSatisfy(jar -> assertThat(named)
                .contains(jar.getFileName()
                        .toString()
                        .replaceFirst("\\.jar$", "")
                        .replaceFirst("j2v8_\\w+-", "j2v8_linux_x86_64-")));
        assertThat(rows).hasSameSizeAs(LIBRARIES).allSatisfy(row -> {
            for (String text : row.split("\\|")[3].split(",")) {
                assertThat(text.strip().equals("../LICENSE") ? Path.of("LICENSE") : texts.resolve(text.strip()))
                        .isNotEmptyFile();
            }
        });
    }
}
