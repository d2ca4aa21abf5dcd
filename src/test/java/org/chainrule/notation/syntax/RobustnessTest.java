package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text holds, reading it ends with a tree or with a message: no overflow, no exhausted memory. */
class RobustnessTest {
    @Test
    void aMillionTerms() {
        String text = "J = a" + "+a".repeat(999_999);
        Statement.Define define = (Statement.Define) Trees.statement(text);
        String printed = SyntaxPrinter.print(define);
        assertThat(printed.length()).isEqualTo("J = a".length() + 4 * 999_999);
        assertThat(Trees.statement(printed).sameAs(define)).isTrue();
        assertThat(define.value().hashCode())
                .isEqualTo(((Statement.Define) Trees.statement(printed)).value().hashCode());
    }

    @Test
    void aHundredThousandTransposes() {
        for (String postfix : List.of(".T", "'", "ᵀ", "^T", "^{T}", "[0]")) {
            Expr e = Trees.expr("X" + postfix.repeat(100_000));
            assertThat(Trees.expr(e.toString())).isEqualTo(e);
        }
    }

    @Test
    void aHundredThousandPluses() {
        assertThat(Trees.expr("+".repeat(100_000) + "a")).isEqualTo(Trees.expr("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-", "2^", "f(", "X[", "[X,", "\\sqrt{", "f(a, b=", "\\frac{", "x^{"})
    void deepNestingIsRefusedWhereItGetsTooDeep(String opener) {
        String text = "J = " + opener.repeat(100_000);
        NotationException e = catchNotation(text);
        assertThat(e.diagnostics()).hasSize(1);
        Diagnostic d = e.diagnostics().get(0);
        assertThat(d.message()).hasToString("more than 250 brackets, signs or powers in one another");
        assertThat(d.hint()).hasToString("give a part of it a name of its own");
        int each = text.substring(4).startsWith("X[") ? 250 * opener.length() + 2 : 250 * opener.length();
        assertThat(d.column()).isBetween(4 + each, 5 + each + opener.length());
    }

    @Test
    void nestingUpToTheLimitIsReadOnAStackOfHalfTheUsualSize() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread small = new Thread(null, RobustnessTest::nestToTheLimit, "small", 640 << 10);
        small.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        small.start();
        small.join();
        assertThat(thrown).isEmpty();
    }

    private static void nestToTheLimit() {
        for (String opener : List.of("(", "-", "f(", "2^", "[X, ", "X[")) {
            String closer = opener.endsWith("(") ? ")" : opener.contains("[") ? "]" : "";
            Expr e = Trees.expr(opener.repeat(250) + "a" + closer.repeat(250));
            assertThat(Trees.expr(e.toString())).isEqualTo(e);
        }
    }

    @Test
    void methodsAndSuperscriptsNestWhenTheyArePrinted() {
        assertThat(Trees.error("y = X" + ".exp()".repeat(251))).contains("m.cr:1:1510: more than 250 brackets");
        assertThat(Trees.error("y = x" + "²ᵀ".repeat(251))).contains("more than 250 brackets");
    }

    @Test
    void nestingStartsAnewWithEachStatement() {
        String line = "y = " + "(".repeat(200) + "1" + ")".repeat(200) + "\n";
        assertThat(Trees.parse(line.repeat(3)).statements()).hasSize(3);
        assertThat(catchNotation(("y = " + "(".repeat(200) + "?\n").repeat(3)).diagnostics())
                .extracting(Diagnostic::line)
                .containsExactly(1, 2, 3);
    }

    @Test
    void aLargeLiteral() {
        StringBuilder text = new StringBuilder("input W [784, 100] = [");
        for (int i = 0; i < 784; i++) {
            text.append(i == 0 ? "[" : ",\n [");
            for (int j = 0; j < 100; j++) {
                text.append(j == 0 ? "" : ", ").append((i * 100 + j) / 1024.0 - 30);
            }
            text.append(']');
        }
        Statement.Declare declare =
                (Statement.Declare) Trees.statement(text.append(']').toString());
        Expr.Numbers numbers = (Expr.Numbers) declare.variables().get(0).value().orElseThrow();
        assertThat(numbers.shape()).containsExactly(784, 100);
        assertThat(numbers.data().get(78_399)).isEqualTo(78_399 / 1024.0 - 30);
        assertThat(Trees.expr(numbers.toString())).isEqualTo(numbers);
    }

    @Test
    void listsThatTurnOutNotToBeNumbersAreNotReadAgainAndAgain() {
        // were every level to try from its start, this would take 200 * 500 kB steps
        String text = "[".repeat(200) + "1,".repeat(250_000) + "x" + "]".repeat(200);
        assertThat(Trees.expr(text)).isInstanceOf(Expr.ListOf.class);
    }

    @Test
    void tooManyNumbersAndTooManyNodes() {
        String numbers = "1,".repeat(NumberLists.MAX_NUMBERS + 1);
        assertThat(Trees.error("x = [" + numbers + "1]"))
                .startsWith("m.cr:1:5: more than 8388608 numbers in one text\n")
                .endsWith("hint: write file(\"x.npy\") for large data");
        assertThat(Trees.error("x = 1" + "+1".repeat(ExprParser.MAX_NODES / 2)))
                .contains("more than 4000000 operations, names and numbers in one text");
    }

    @Test
    void aLongLineIsShownInPart() {
        NotationException e = catchNotation("x = " + "a + ".repeat(1_000_000) + "?" + " + b".repeat(1_000_000));
        Diagnostic d = e.diagnostics().get(0);
        assertThat(d.column()).isEqualTo(4_000_005);
        assertThat(d.excerpt())
                .isEqualTo("  1 | …" + "a + ".repeat(15) + "?" + " + b".repeat(9) + " + …" + "\n    | " + " ".repeat(61)
                        + "^");
    }

    @Test
    void aHugeFileIsRefusedUnread(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("huge.cr");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(100_000_000);
        }
        assertThatThrownBy(() -> Source.read(file))
                .isExactlyInstanceOf(ChainruleException.class)
                .hasMessage(
                        file + " has 95.4 MB; a model may have at most 64 MB. Put large data into a file of its own and"
                                + " write file(\"x.npy\")");
    }

    @Test
    void manyErrorsAreCutOff() {
        NotationException e = catchNotation("x = ?\n".repeat(1000));
        assertThat(e.diagnostics()).hasSize(20);
        assertThat(e).hasMessageEndingWith("\nand more errors; mend these 20 first");
        assertThat(catchNotation("x = ?\n".repeat(20))).message().doesNotContain("more errors");
    }

    @Test
    void unclosedBracketsDoNotMakeReadingQuadratic() {
        NotationException e = catchNotation("(\n".repeat(200_000));
        assertThat(e.diagnostics()).isNotEmpty();
    }

    /** Random bytes, and models with characters thrown in, changed or lost. */
    @Test
    void damagedTextsGiveMessages() {
        Random random = new Random(7);
        String alphabet = "()[]{}\"'\\\n;#.,:=+-*/^@aT1 \u0000\t∂²ᵀσ\uD800é";
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(StatementTest.MODEL);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                if (random.nextBoolean()) {
                    text.insert(at, c);
                } else {
                    text.deleteCharAt(at);
                }
            }
            refused += refuses(text.toString()) ? 1 : 0;
        }
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n >= 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            refused += refuses(text.toString()) ? 1 : 0;
        }
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            refused += refuses(new String(bytes, StandardCharsets.ISO_8859_1)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    private static boolean refuses(String text) {
        try {
            Syntax syntax = Trees.parse(text);
            assertThat(Trees.parse(SyntaxPrinter.print(syntax)).sameAs(syntax))
                    .as(text)
                    .isTrue();
            return false;
        } catch (NotationException e) {
            for (Diagnostic d : e.diagnostics()) {
                assertThat(d.excerpt().lines()).as(text).hasSize(2);
                assertThat(d.line()).isPositive();
                assertThat(d.column()).isPositive();
            }
            return true;
        }
    }

    private static NotationException catchNotation(String text) {
        try {
            Trees.parse(text);
        } catch (NotationException e) {
            return e;
        }
        throw new AssertionError("no error");
    }
}
