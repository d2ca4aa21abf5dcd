package org.chainrule.symbolic.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** The equations of {@code prove/equations.txt}: what is proved, what is not, and that numbers agree with both. */
class EquationsTest {
    private static final Path FILE = Path.of("src/test/resources/prove/equations.txt");

    /** One line of the file. */
    private record Line(String model, String kind, String left, String right, String text, Facts facts) {
        Equation equation(Model parsed) {
            Node a = parsed.expression(left);
            Node b = parsed.expression(right);
            return new Equation(a, b.isScalar() && !a.isScalar() ? b.broadcastTo(a.shape()) : b, facts);
        }
    }

    /** A model and the equations under it. */
    private record Block(Model model, List<Line> lines) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (String part : Files.readString(FILE).split("\n\n", -1)) {
            List<String> lines =
                    part.lines().filter(line -> !line.startsWith("#")).toList();
            if (lines.isEmpty()) {
                continue;
            }
            StringBuilder text = new StringBuilder();
            List<String> assumptions = new ArrayList<>();
            List<String[]> equations = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("assume ")) {
                    assumptions.add(line.substring(7));
                } else if (line.matches("(right|open|wrong): .*")) {
                    equations.add(
                            new String[] {line.substring(0, line.indexOf(':')), line.substring(line.indexOf(' '))});
                } else {
                    text.append(line).append('\n');
                }
            }
            Model model = Model.parse(text + "UNUSED_ = 0\n", new Model.Settings(false, 0));
            Facts facts = Facts.NONE;
            for (String assumption : assumptions) {
                String[] sides = assumption.split(" == ", -1);
                facts = facts.assume(model.expression(sides[0]), model.expression(sides[1]), "assumed: " + assumption);
            }
            List<Line> found = new ArrayList<>();
            for (String[] equation : equations) {
                String[] sides = equation[1].split(" == ", -1);
                found.add(new Line(lines.get(0), equation[0], sides[0], sides[1], equation[1], facts));
            }
            blocks.add(new Block(model, found));
        }
        return blocks;
    }

    @Test
    void rightOnesAreProvedAndWrongOnesAreNot() throws IOException {
        List<String> surprises = new ArrayList<>();
        int proved = 0;
        int right = 0;
        for (Block block : blocks()) {
            for (Line line : block.lines) {
                Result result = line.equation(block.model).prove();
                right += line.kind.equals("wrong") ? 0 : 1;
                proved += result.isProved() ? 1 : 0;
                if (result.isProved() != line.kind.equals("right")) {
                    surprises.add(line.kind + ": " + line.text + " (" + line.model + ") " + result);
                }
            }
        }
        System.out.println("proved " + proved + " of " + right + " right equations");
        assertThat(surprises).isEmpty();
    }

    @Test
    void numbersSayTheSame() throws IOException {
        List<String> surprises = new ArrayList<>();
        for (Block block : blocks()) {
            for (Line line : block.lines) {
                Equation equation = line.equation(block.model);
                boolean assumed = !line.facts.assumptions().isEmpty();
                if (!assumed && (equation.error() < 1e-8) == line.kind.equals("wrong")) {
                    surprises.add(line.kind + ": " + line.text + " differs by " + equation.error());
                }
            }
        }
        assertThat(surprises).isEmpty();
    }
}
