package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.message.Language;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

/** Right lines, made wrong in every way that applies to them: each is refuted, and nearly each is mended by an edit. */
class MutantsTest {
    private static final Path LINES = Path.of("src/test/resources/lines");
    private static final boolean ALL = Boolean.getBoolean("mutants.all");

    /** What became of the mutants of one class. */
    private static final class Score {
        private int mutants;
        private int mended;
        private int exactly;
        private final Map<String, Integer> kinds = new TreeMap<>();

        /** The kinds found, the most frequent first. */
        private String kinds() {
            return kinds.entrySet().stream()
                    .sorted((a, b) -> b.getValue() - a.getValue())
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    private final Map<String, Score> scores = new TreeMap<>();
    private final StringBuilder missed = new StringBuilder();

    @Test
    void linesOfTheLectures() throws IOException {
        try (Stream<Path> files = Files.list(LINES)) {
            for (Path file : files.sorted().toList()) {
                for (Line line : Line.derivation(Files.readString(file))) {
                    assertThat(line.isRight())
                            .as(file + ": " + line.subject() + " = " + SyntaxPrinter.print(line.claim()))
                            .isTrue();
                    judge(line);
                }
            }
        }
        report("lines of the lectures", 0.95);
    }

    @Test
    void referenceClaims() throws IOException {
        for (Claims.Claim claim : Claims.read()) {
            if (claim.right()) {
                assertThat(claim.line().isRight()).as(claim.id()).isTrue();
                judge(claim.line());
            }
        }
        report("reference claims", 0.95);
    }

    private void judge(Line line) {
        SplittableRandom random =
                new SplittableRandom(SyntaxPrinter.print(line.claim()).hashCode());
        Mutants.of(line).forEach((name, variants) -> {
            List<Expr> wrong = new ArrayList<>();
            for (Expr variant : variants) {
                if (!line.claiming(variant).isRight()) {
                    wrong.add(variant);
                }
            }
            while (!wrong.isEmpty()) {
                one(name, line, line.claiming(wrong.remove(random.nextInt(wrong.size()))));
                if (!ALL) {
                    break;
                }
            }
        });
    }

    private void one(String name, Line right, Line wrong) {
        Score score = scores.computeIfAbsent(name, k -> new Score());
        score.mutants++;
        Budget budget = Budget.standard();
        Optional<Diagnosis> diagnosis = Diagnosis.of(wrong, budget);
        if (diagnosis.isEmpty() || !diagnosis.get().isEdit()) {
            missed.append(String.format(
                    "  %s: %s from %s (%d tried%s)%n",
                    name,
                    SyntaxPrinter.print(wrong.claim()),
                    SyntaxPrinter.print(right.claim()),
                    budget.used(),
                    budget.isCut() ? ", cut" : ""));
            return;
        }
        assertThat(wrong.claiming(diagnosis.get().fix()).isRight())
                .as(SyntaxPrinter.print(diagnosis.get().fix()))
                .isTrue();
        assertThat(diagnosis.get().message().text(Language.ZH)).isNotEmpty();
        score.mended++;
        score.kinds.merge(diagnosis.get().kind().id(), 1, Integer::sum);
        score.exactly += right.resolve(diagnosis.get().fix()).equals(right.resolve(right.claim())) ? 1 : 0;
    }

    private void report(String title, double bar) {
        int mutants = 0;
        int mended = 0;
        int exactly = 0;
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, Score> entry : scores.entrySet()) {
            Score s = entry.getValue();
            mutants += s.mutants;
            mended += s.mended;
            exactly += s.exactly;
            table.append(String.format(
                    "  %-26s %4d mutants %6.1f %% mended: %s%n",
                    entry.getKey(), s.mutants, 100.0 * s.mended / s.mutants, s.kinds()));
        }
        System.out.printf(
                "%s: %d mutants, all refuted, %.1f %% mended by an edit (%.1f %% back to the very line)%n%s%s",
                title, mutants, 100.0 * mended / mutants, 100.0 * exactly / mutants, table, missed);
        assertThat((double) mended / mutants).isGreaterThanOrEqualTo(bar);
    }
}
