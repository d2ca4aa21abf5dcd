package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages say that a command or a program answers, it answers. A block with a file name behind its language is
 * that file; the {@code console} block below a {@code cr} file holds a command and its answer, the {@code text} block
 * below a {@code java} file what its statements end with. {@code -Dgolden.update=true} writes the answers anew.
 */
class PagesTest {
    private static final Pattern ASKED = Pattern.compile(
            "^```(cr|java) (\\S+)\\n(.*?)^```\\n\\s*```(console|text)\\n(.*?)^```\\n",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final String HEAD = "import static org.chainrule.Chainrule.*; import java.nio.file.Path;"
            + " import org.chainrule.check.*; import org.chainrule.exec.*; import org.chainrule.graph.*;"
            + " import org.chainrule.tensor.*; import org.chainrule.view.*;"
            + " class %s { public static void main(String[] args) { try { ";
    private static final String FOOT =
            "} catch (RuntimeException e) { System.out.println(e.getClass().getSimpleName() + \": \" + e.getMessage()); } } }";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void answersAreThoseShown() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (Path page : DocsTest.pages()) {
            String text = Files.readString(page);
            StringBuilder fresh = new StringBuilder();
            int copied = 0;
            for (Matcher m = ASKED.matcher(text); m.find(); copied = m.end(5)) {
                count++;
                String answer = m.group(1).equals("cr")
                        ? console(m.group(2), m.group(3), m.group(5))
                        : java(m.group(2), m.group(3));
                if (!Printed.same(answer, m.group(5))) {
                    wrong.add(page + ", " + m.group(2) + "\n" + answer);
                }
                fresh.append(text, copied, m.start(5)).append(answer);
            }
            if (Boolean.getBoolean("golden.update") && copied > 0) {
                Files.writeString(page, fresh.append(text.substring(copied)));
            }
        }
        assertThat(count).isGreaterThan(15);
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private String console(String name, String model, String console) throws IOException {
        Files.writeString(folder.resolve(name), model);
        String command = console.lines().findFirst().orElse("");
        assertThat(command).startsWith("$ chainrule ");
        String[] words = command.substring("$ chainrule ".length()).split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals(name) ? folder.resolve(name).toString() : words[i];
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Main.run(new PrintWriter(out), new PrintWriter(err), words);
        String printed = (out + err.toString()).replace("\r\n", "\n");
        return command + "\n" + printed.replace(folder + java.io.File.separator, "");
    }

    /** The first statement stands in line 1, so that the places in the message are those of the block. */
    private String java(String name, String statements) {
        String type = name.substring(0, name.indexOf('.'));
        InProcess.compile(Map.of(type, HEAD.formatted(type) + statements + FOOT), folder);
        return InProcess.main(folder, type);
    }
}
