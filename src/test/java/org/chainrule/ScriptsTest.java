package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that work without a project: one for JBang, one that jshell starts with. */
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("tools/scripts");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theScriptForJBangNamesTheLibraryAndRuns() throws IOException {
        String script = Files.readString(SCRIPTS.resolve("Descent.java"));
        assertThat(script).startsWith("///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n");
        Matcher version = Pattern.compile("<artifactId>chainrule</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(script.lines().filter(line -> line.startsWith("//DEPS ")))
                .containsExactly("//DEPS org.chainrule:chainrule:" + version.group(1));
        InProcess.compile(Map.of("Descent", script), folder);
        String printed = InProcess.main(folder, "Descent").strip();
        assertThat(Files.readString(Path.of("docs/library.md"))).contains(script, "\n`" + printed + "`\n");
    }

    @Test
    void jshellStartsWithTheScript() throws IOException {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            List.of(path.split(File.pathSeparator)).forEach(shell::addToClasspath);
            for (String line : Files.readAllLines(SCRIPTS.resolve("chainrule.jsh"))) {
                String snippet =
                        shell.sourceCodeAnalysis().analyzeCompletion(line).source();
                assertThat(shell.eval(snippet))
                        .as(line)
                        .extracting(SnippetEvent::status)
                        .containsOnly(Snippet.Status.VALID);
            }
            assertThat(shell.eval("latex(Model.parse(\"input x = 3; y = x^2\").get(\"y\"))"))
                    .extracting(SnippetEvent::value)
                    .containsExactly("\"{x}^{2}\"");
        }
    }
}
