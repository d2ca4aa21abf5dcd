package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

/**
 * Lines of lecture notes as they stand there, LaTeX, MATLAB, numpy and what a scan has made of them, and what each is read
 * as. A block of the golden file is a model, a line {@code ----}, and pasted lines, each with what it is read as behind
 * {@code →}, or why it cannot be read; {@code -Dgolden.update=true} writes these anew.
 */
class PastedTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "notation", "pasted.txt");

    @Test
    void linesAreReadAsTheGoldenFileSays() throws IOException {
        String golden = Files.readString(GOLDEN);
        StringBuilder actual = new StringBuilder();
        for (String block : golden.split("(?m)^====\n", -1)) {
            int rule = block.indexOf("----\n");
            String model = block.substring(0, rule);
            actual.append(actual.length() == 0 ? "" : "====\n").append(model).append("----\n");
            StringBuilder above = new StringBuilder(model);
            for (String line : block.substring(rule + 5).split("\n", -1)) {
                if (line.startsWith("    →") || line.isEmpty()) {
                    continue;
                }
                actual.append(line).append('\n');
                if (line.startsWith("syntax")) {
                    above.append(line).append('\n');
                } else if (!line.startsWith("#")) {
                    String read = read(above.toString(), line);
                    actual.append(read.indent(4).replaceFirst("^    ", "    → "));
                    boolean kept = !read.startsWith("column") && !line.startsWith("check");
                    above.append(kept ? line + "\n" : "");
                }
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, actual);
        }
        assertThat(actual.toString()).isEqualTo(golden);
    }

    /** What a line below a model is read as, printed and read again; or the message about it. */
    private static String read(String model, String line) {
        int count;
        try {
            count = Syntax.parse(Source.of("m", model)).statements().size();
            Syntax syntax = Syntax.parse(Source.of("m", model + line + "\n"));
            StringBuilder printed = new StringBuilder();
            for (Statement statement :
                    syntax.statements().subList(count, syntax.statements().size())) {
                String text = SyntaxPrinter.print(statement);
                Statement again = Syntax.parse(Source.of("m", model + "syntax auto\n" + text + "\n"))
                        .statements()
                        .get(count);
                if (!again.sameAs(statement)) {
                    text += "  BUT AGAIN " + SyntaxPrinter.print(again);
                }
                printed.append(printed.isEmpty() ? "" : " ⏎ ").append(text);
                meaning(model, statement);
            }
            return printed.toString();
        } catch (NotationException e) {
            var first = e.diagnostics().get(0);
            return "column " + first.column() + ": " + first.message()
                    + (first.hint().isEmpty() ? "" : " (" + first.hint() + ")");
        }
    }

    /** Resolves the right side where gradients above are any arrays of the right shape. */
    private static void meaning(String model, Statement statement) {
        Expr value;
        if (statement instanceof Statement.Define define) {
            value = define.value();
        } else if (statement instanceof Statement.GradientClaim claim) {
            value = claim.value();
        } else if (statement instanceof Statement.Check check) {
            value = check.right();
        } else {
            return;
        }
        Model read = Model.parse(model);
        Map<String, Node> derived = new TreeMap<>();
        read.names().forEach((name, node) -> derived.put("d" + name, node));
        Node node = read.resolve(value, derived);
        assertThat(node.shape()).isNotNull();
    }

    @Test
    void aResolvedLineIsTheFormulaOfThePlainOne() {
        String model =
                """
                dims n=3, h=4, m=5
                input X [n, m], Y [1, m] probability
                param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
                Z1 = W1 @ X + b1
                A1 = tanh(Z1)
                Z2 = W2 @ A1 + b2
                A2 = sigmoid(Z2)
                J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
                dZ2 = (A2 - Y)/m
                """;
        same(model, "W^{[2]T} dZ2 * g^{[1]'}(Z^{[1]})", "(W2.T @ dZ2) * tanh'(Z1)");
        same(model, "(W2' * dZ2) .* (1 - A1.^2)", "(W2.T @ dZ2) * (1 - A1^2)");
        same(model, "\\frac{1}{m} dZ2 X^T", "1 / m * dZ2 @ X.T");
        same(model, "\\sum_{i=1}^m dZ2^{(i)}", "sum(dZ2)");
        same(model, "dZ2 / size(dZ2, 1)", "dZ2 / m");
    }

    private static void same(String model, String pasted, String plain) {
        Model read = Model.parse(model + "derive J\nh1 = " + pasted + "\nh2 = " + plain + "\n");
        Expr first = ((Statement.Define) read.claims().get(1)).value();
        Expr second = ((Statement.Define) read.claims().get(2)).value();
        try {
            assertThat(read.resolve(first, Map.of())).isSameAs(read.resolve(second, Map.of()));
        } catch (ChainruleException e) {
            throw new AssertionError(pasted, e);
        }
    }

    /** Whatever a scan makes of a line, it is read or refused in words. */
    @Test
    void garbledLinesAreReadOrRefused() throws IOException {
        String signs = "\\{}()[]^_'|$&%,;:=+-*/.@ \n0 1axdWTσ，（～";
        SplittableRandom random = new SplittableRandom(5);
        for (String block : Files.readString(GOLDEN).split("(?m)^====\n", -1)) {
            String model = block.substring(0, block.indexOf("----\n"));
            for (String line : block.substring(block.indexOf("----\n") + 5).split("\n", -1)) {
                for (int i = 0; i < 100 && !line.startsWith("    →"); i++) {
                    StringBuilder garbled = new StringBuilder(line);
                    for (int k = random.nextInt(3); k >= 0; k--) {
                        int at = random.nextInt(garbled.length() + 1);
                        if (random.nextBoolean() && at < garbled.length()) {
                            garbled.deleteCharAt(at);
                        } else {
                            garbled.insert(at, signs.charAt(random.nextInt(signs.length())));
                        }
                    }
                    try {
                        Syntax.parse(Source.of("m", model + garbled));
                    } catch (NotationException e) {
                        assertThat(e.diagnostics()).as(garbled.toString()).isNotEmpty();
                    }
                }
            }
        }
    }
}
