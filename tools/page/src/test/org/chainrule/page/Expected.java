package org.chainrule.page;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.cli.Main;
import org.chainrule.platform.Platform;

/**
 * What the commands print for some files, for the page's answers to be compared with: {@code Expected RESULT FILE…}. A
 * folder stands for the models in it. {@code Expected RESULT --platform} writes what the JVM makes of {@link Platform}.
 */
public final class Expected {
    /** A question to the page, and the command that answers it here. */
    private record Question(String what, String options, String language, String... command) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("check", "", "en", "check", "--json"),
            new Question("check", "", "zh", "check", "--json", "--lang", "zh"),
            new Question("eval", "", "en", "eval", "--json"),
            new Question("grad", "json", "en", "grad", "--json"),
            new Question("grad", "latex", "en", "grad", "--latex"),
            new Question("grad", "steps", "zh", "grad", "--steps", "--lang", "zh"),
            new Question("grad", "element", "en", "grad", "--element"));

    /** The page has no files. */
    private static final Pattern NAMES_FILES = Pattern.compile("\\b(?:file|text|import)\\(\"");

    private static final Pattern MODEL = Pattern.compile("\\.(?:cr|py|m|tex)$");

    private Expected() {}

    /** Writes one line of JSON for each question and file. */
    public static void main(String[] args) throws IOException {
        try (PrintWriter result = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
            if (args.length == 2 && args[1].equals("--platform")) {
                for (String what : Platform.QUESTIONS) {
                    Question question = new Question(what, "", "en");
                    result.println(line(question, "Platform", "", 0, Platform.ask(what, "", "", "", ""), ""));
                }
                return;
            }
            for (int i = 1; i < args.length; i++) {
                try (Stream<Path> files = Files.walk(Path.of(args[i]))) {
                    for (Path file : files.filter(
                                    path -> MODEL.matcher(path.toString()).find())
                            .sorted()
                            .toList()) {
                        if (NAMES_FILES.matcher(Files.readString(file)).find()) {
                            System.out.println("left out, it reads files: " + file);
                            continue;
                        }
                        for (Question question : QUESTIONS) {
                            result.println(line(question, file));
                        }
                    }
                }
            }
        }
        System.exit(0);
    }

    private static String line(Question question, Path file) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] command = Stream.concat(Stream.of(question.command), Stream.of(file.toString()))
                .toArray(String[]::new);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), command);
        return line(question, file.toString(), Files.readString(file), code, out.toString(), err.toString());
    }

    private static String line(Question question, String file, String text, int code, String out, String err)
            throws IOException {
        StringWriter line = new StringWriter();
        try (JsonWriter json = new JsonWriter(line)) {
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("what").value(question.what);
            json.name("options").value(question.options);
            json.name("language").value(question.language);
            json.name("file").value(file);
            json.name("text").value(text);
            json.name("code").value(code);
            json.name("out").value(out);
            json.name("err").value(err);
            json.endObject();
        }
        return line.toString();
    }
}
