package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.Test;

/** What the page about projects of one's own shows besides Java: sessions of jshell, and what goes into a pom. */
class LibraryPageTest {
    private static final Path PAGE = Path.of("docs/library.md");
    private static final String PROMPT = "jshell> ";

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    @Test
    void sessionsAnswerWhatIsShown() throws IOException {
        for (String session : blocks("jshell")) {
            // jshell numbers what has no name by the lines before it
            AtomicInteger line = new AtomicInteger();
            JShell.Builder builder =
                    JShell.builder().executionEngine("local").tempVariableNameGenerator(() -> "$" + line.get());
            try (JShell shell = builder.build()) {
                String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
                List.of(path.split(File.pathSeparator)).forEach(shell::addToClasspath);
                StringBuilder answered = new StringBuilder();
                session.lines().filter(entered -> entered.startsWith(PROMPT)).forEach(typed -> {
                    line.incrementAndGet();
                    answered.append(typed).append('\n');
                    // jshell itself puts the semicolon that a line lacks
                    String snippet = shell.sourceCodeAnalysis()
                            .analyzeCompletion(typed.substring(PROMPT.length()))
                            .source();
                    shell.eval(snippet).forEach(event -> answered.append(answer(event)));
                });
                assertThat(answered).hasToString(session);
            }
        }
    }

    private static String answer(SnippetEvent event) {
        if (event.status() != Snippet.Status.VALID || event.exception() != null) {
            return event + "\n";
        }
        return event.snippet() instanceof VarSnippet variable ? variable.name() + " ==> " + event.value() + "\n" : "";
    }

    @Test
    void theDependencyIsThatOfTheProjectsThatAreTried() throws IOException {
        for (String project : List.of("class-path", "module-path", "logging", "extras")) {
            String pom = Files.readString(Path.of("tools/consuming", project, "pom.xml"));
            assertThat(blocks("xml"))
                    .filteredOn(xml -> project.equals("extras") || !xml.contains("<classifier>"))
                    .isNotEmpty()
                    .allSatisfy(xml -> assertThat(pom.replaceAll("\\s+", "")).contains(xml.replaceAll("\\s+", "")));
        }
        String module = Files.readString(Path.of("tools/consuming/module-path/src/main/java/module-info.java"));
        assertThat(Files.readString(PAGE)).contains(module);
    }

    /** Everything that is installed has one version. */
    @Test
    void theVersionIsThatOfTheProject() throws IOException {
        Matcher version = Pattern.compile("<artifactId>chainrule</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(blocks("xml")).allSatisfy(xml -> assertThat(xml).contains("<version>" + version.group(1) + "<"));
    }
}
