package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

/** In a derivation of several lines with one made wrong, that line is blamed, and no other. */
class BlameTest {
    private static final Path LINES = Path.of("src/test/resources/lines");
    private static final Derivation.Settings PLAIN = new Derivation.Settings(0, false, true);

    @Test
    void theWrongLineIsBlamedAndNoOther() throws IOException {
        int mutants = 0;
        List<String> misjudged = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> listing = Files.list(LINES)) {
            files = listing.sorted().toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            Judgement original = judge(text);
            assertThat(original.ok()).as(file + ": no false alarm").isTrue();
            List<Line> lines = Line.derivation(text);
            for (int i = 0; i < lines.size(); i++) {
                for (Map.Entry<String, List<Expr>> entry :
                        Mutants.of(lines.get(i)).entrySet()) {
                    for (Expr mutant :
                            entry.getValue().stream().distinct().limit(2).toList()) {
                        if (lines.get(i).claiming(mutant).isRight()) {
                            continue;
                        }
                        mutants++;
                        String wrong = replaced(text, lines.get(i), SyntaxPrinter.print(mutant));
                        String trouble = trouble(judge(wrong), i, isUsed(original, i));
                        if (!trouble.isEmpty()) {
                            misjudged.add(file.getFileName() + ", " + entry.getKey() + ": "
                                    + original.lines().get(i).claim() + " made " + SyntaxPrinter.print(mutant) + ": "
                                    + trouble);
                        }
                    }
                }
            }
        }
        System.out.println("lines made wrong: " + mutants + ", blamed as they should be: "
                + (100.0 * (mutants - misjudged.size()) / mutants) + " %");
        misjudged.forEach(System.out::println);
        assertThat(mutants).isGreaterThan(400);
        assertThat(misjudged).isEmpty();
    }

    private static Judgement judge(String text) {
        return Derivation.judge(Model.parse(text, new Model.Settings(false, 0)), PLAIN);
    }

    /** A gradient that no other line uses may be written per sample: nothing tells that it is a mistake. */
    private static boolean isUsed(Judgement judgement, int i) {
        String symbol = judgement.lines().get(i).claim().split(" ", 2)[0];
        return judgement.lines().stream().skip(i + 1).anyMatch(line -> line.claim()
                .matches(".*[^\\p{L}\\p{N}_]" + symbol + "([^\\p{L}\\p{N}_].*|$)"));
    }

    private static String replaced(String text, Line line, String other) {
        var span = line.claim().span();
        return text.substring(0, span.start()) + other + text.substring(span.end());
    }

    private static String trouble(Judgement judgement, int wrong, boolean used) {
        for (int i = 0; i < judgement.lines().size(); i++) {
            JudgedLine line = judgement.lines().get(i);
            boolean asItShouldBe = i < wrong
                    ? line.isRight()
                    : i == wrong
                            ? line.verdict() == Verdict.REFUTED
                                    || (!used && line.convention().isPresent())
                            : line.isRight() || line.verdict() == Verdict.FOLLOWS;
            if (!asItShouldBe) {
                return "line " + (i + 1) + " is " + line.verdict()
                        + line.convention().map(c -> " (" + c + ")").orElse("");
            }
        }
        return "";
    }
}
