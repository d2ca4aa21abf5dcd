package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/**
 * Equations of handwriting with no name on the left: {@code (Xw - y)^T (Xw - y) = …} says what holds always, and
 * {@code \\Rightarrow X^T X w = X^T y} where the gradient is zero. Neither is a claim unless it is right: who writes so may leave
 * out what the equation is about.
 */
final class Equations {
    /** What comes before the equation that follows from it. */
    private static final Pattern LED = Pattern.compile(
            ".*(?:\\\\(?:Rightarrow|implies|iff|Longrightarrow|Leftrightarrow|Longleftrightarrow|therefore)(?![A-Za-z])|⇒|⟹|⇔|∴)",
            Pattern.DOTALL);

    private static final Pattern OPEN = Pattern.compile("[\\s&$]*");
    /** What may stand behind a formula. */
    private static final String BEHIND = " \t\r\n.,;$。，；";

    private final Model model;
    private final ModelNames names;

    Equations(Model model, String derived) {
        List<String> params =
                model.params().stream().flatMap(node -> node.label().stream()).toList();
        this.model = model;
        this.names = new ModelNames(model.names().keySet(), model.sizeNames(), params, derived);
    }

    /** The equations that a line without a claim consists of, each of two sides; empty for any other line. */
    List<Claim> of(Claim claim) {
        boolean formula = claim.statement() instanceof Statement.Unreadable unread
                && !unread.claims()
                && unread.writes().isEmpty()
                && model.dialect(unread) == Dialect.LATEX;
        if (!formula) {
            return List.of();
        }
        Span span = claim.statement().span();
        String text = model.source().text();
        Matcher led = LED.matcher(text).region(span.start(), span.end());
        Matcher open = OPEN.matcher(text).region(led.lookingAt() ? led.end() : span.start(), span.end());
        int at = open.lookingAt() ? open.end() : span.start();
        int end = span.end();
        while (end > at && (BEHIND.indexOf(text.charAt(end - 1)) >= 0 || closes(text, end))) {
            end -= closes(text, end) ? 2 : 1;
        }
        try {
            List<Expr> sides = new ArrayList<>();
            int depth = 0;
            for (int i = at; i <= end; i++) {
                char c = i < end ? text.charAt(i) : '=';
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                if (c == '=' && depth == 0) {
                    sides.add(names.expression(text, at, i));
                    at = i + 1;
                }
            }
            List<Claim> equations = new ArrayList<>();
            for (int i = 1; i < sides.size(); i++) {
                Statement check = new Statement.Check(false, sides.get(i - 1), sides.get(i), span);
                equations.add(claim.by(check, new Side(sides.get(i - 1)), sides.get(i)));
            }
            return equations;
        } catch (ChainruleException | Mistake e) {
            return List.of();
        }
    }

    private static boolean closes(String text, int end) {
        return text.startsWith("\\\\", end - 2) || text.startsWith("\\]", end - 2);
    }

    /**
     * Whether an equation says that a gradient is zero: what is left of it, all on one side, points the way of the gradient.
     *
     * @param gradients that by a parameter
     * @param equal whether two quantities are equal at all points
     */
    boolean isStationary(Claim equation, Function<Node, Optional<Node>> gradients, BiPredicate<Node, Node> equal) {
        try {
            Node left = node(((Side) equation.subject()).left());
            Node right = node(equation.right());
            Node apart = left.minus(right);
            return model.params().stream()
                    .filter(by -> by.rank() > 0 && by.shape().sameShape(apart.shape()))
                    .anyMatch(by -> gradients
                            .apply(by)
                            .filter(gradient -> equal.test(
                                            apart.times(gradient.times(gradient).sum()),
                                            gradient.times(apart.times(gradient).sum()))
                                    && !equal.test(apart, apart.times(0))
                                    && !equal.test(gradient, gradient.times(0)))
                            .isPresent());
        } catch (ChainruleException e) {
            return false;
        }
    }

    private Node node(Expr side) {
        return model.resolve(side, Map.of());
    }
}
