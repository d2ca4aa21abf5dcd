package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sums over the steps of a recurrence that a model has written out, {@code \sum_{t=1}^T \frac{∂L}{∂h_t} x_t^T}: one term for each
 * step.
 */
final class StepSums {
    private static final Pattern LOWER = Pattern.compile("=\\s*(\\d{1,3})\\s*}");
    private static final Pattern UPPER =
            Pattern.compile("\\^\\s*\\{?\\s*(\\d{1,3}|T)\\s*(?:-\\s*(\\d))?\\s*}?\\s*(?=$|_)");

    private final TokenStream tokens;
    private final ExprParser expressions;
    private final KnownNames names;

    StepSums(TokenStream tokens, ExprParser expressions, KnownNames names) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.names = names;
    }

    /**
     * Reads what is added up, if that has names of steps; else nothing is taken.
     *
     * @param sum the sign with its limits, behind which the tokens stand
     */
    Optional<Expr> read(Token sum) {
        String written = tokens.quote(sum);
        Matcher lower = LOWER.matcher(written);
        Matcher upper = UPPER.matcher(written);
        boolean limits = lower.find() == written.indexOf('=') >= 0 && upper.find() == written.indexOf('^') >= 0;
        if (!sum.text().equals("t") || !names.isClaiming() || !limits) {
            return Optional.empty();
        }
        boolean counted = written.indexOf('^') >= 0;
        int less = counted && upper.group(2) != null ? Integer.parseInt(upper.group(2)) : 0;
        int first = written.indexOf('=') < 0 ? 1 : Integer.parseInt(lower.group(1));
        boolean number = counted && !upper.group(1).equals("T");
        int last = number ? Integer.parseInt(upper.group(1)) - less : first;
        StepNames steps = names.steps();
        List<Expr> terms = new ArrayList<>();
        for (int t = first; t <= last; t++) {
            if (t > first) {
                tokens.again(sum.end());
            }
            steps.begin(t);
            tokens.enter(sum);
            Expr term = expressions.expression(BinaryOp.MULTIPLY.precedence());
            tokens.leave();
            steps.end();
            if (!steps.isUsed()) {
                tokens.again(sum.end());
                return Optional.empty();
            }
            last = number ? last : steps.last() - less;
            if (steps.isMissing()) {
                // what comes before the first step may have any name
                throw new Mistake(sum.start(), say("the model has no such layer"));
            }
            terms.add(term);
        }
        return terms.stream()
                .reduce((a, b) -> expressions.node(
                        new Expr.Binary(BinaryOp.ADD, a, b, sum.span(), tokens.spanFrom(sum.start()))));
    }
}
