package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** What a file says below {@code derive} has a verdict, or is reported as not judged, or something below it uses it. */
class NothingSilentTest {
    private static final Path FOLDER = Path.of("src/test/resources");
    private static final Pattern DERIVE = Pattern.compile("(?m)^\\s*derive\\b.*$");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([\\p{L}_]\\w*)\\s*=(?!=)\\s*(.*)");
    /** Another name for something, or a number. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.\\[\\]\"']+;?\\s*");

    private int helpers;

    @Test
    void everyStatementBelowDeriveIsJudgedUsedOrReported() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".cr")).sorted().toList();
        }
        List<String> silent = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            if (DERIVE.matcher(text).find()) {
                silent.addAll(silent(file, text));
            }
        }
        assertThat(silent).isEmpty();
        assertThat(helpers).isGreaterThan(200);
    }

    private List<String> silent(Path file, String text) {
        Set<Integer> said = new HashSet<>();
        try {
            Judgement judgement = Derivation.judge(
                    Model.read(file, new Model.Settings(false, 0).withLenientClaims()),
                    new Derivation.Settings(0, false, false));
            judgement.lines().forEach(line -> said.add(line.line()));
            judgement.rest().unjudged().forEach(line -> said.add(line.line()));
        } catch (ChainruleException e) {
            // The file itself is refused.
            return List.of();
        }
        List<String> lines = text.lines().toList();
        List<String> silent = new ArrayList<>();
        boolean derived = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher assignment = ASSIGNMENT.matcher(lines.get(i));
            if (derived && !said.contains(i + 1) && assignment.matches()) {
                helpers++;
                String below = String.join("\n", lines.subList(i + 1, lines.size()));
                boolean used = Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(assignment.group(1)) + "(?![\\p{L}\\p{N}])")
                        .matcher(below)
                        .find();
                boolean result = text.contains("function " + assignment.group(1) + " =");
                if (!used && !result && !PLAIN.matcher(assignment.group(2)).matches()) {
                    silent.add(file + ":" + (i + 1) + " " + lines.get(i));
                }
            }
            derived |= DERIVE.matcher(lines.get(i)).matches();
        }
        return silent;
    }
}
