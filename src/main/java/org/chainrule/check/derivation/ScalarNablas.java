package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Statement;

/**
 * {@code ∇q = (A + Aᵀ) x}: of a number that is no parameter it is the gradient by the only parameter there is. Where another line begins
 * with ∇ and the name of that, the names are by what is differentiated, as programs have it.
 */
final class ScalarNablas {
    private static final Pattern NABLA = Pattern.compile("(?:∇|\\\\nabla\\s*)(?=[\\p{L}\\\\])");

    private ScalarNablas() {}

    /** What such a line speaks of; empty for any other. */
    static Optional<GradientOf> of(Model model, Statement.Define define) {
        String text = model.source().text();
        String name = define.name().id();
        boolean nabla = model.dialect(define) == Dialect.LATEX
                && name.startsWith("d")
                && NABLA.matcher(text)
                        .region(define.name().span().start(), text.length())
                        .lookingAt();
        List<Node> params = model.params();
        if (!nabla || params.size() != 1) {
            return Optional.empty();
        }
        Node by = params.get(0);
        String called = by.label().orElse("");
        boolean named = Pattern.compile("∇" + Pattern.quote(called) + "(?![\\p{L}\\d])")
                .matcher(text)
                .find();
        return model.find(name.substring(1))
                .filter(of -> !named && of.isScalar() && !of.isLeaf() && by.rank() > 0)
                .map(of -> new GradientOf(of, by, name.substring(1), false));
    }
}
