package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;

/** A formula without letters that holds for each entry: every quantity of one shape gets the same letters. */
final class EachEntry {
    private final Model model;
    private final Node shape;
    private final List<String> letters = new ArrayList<>();

    /** @param shape whatever has its shape stands for its entries */
    EachEntry(Model model, Node shape) {
        this.model = model;
        this.shape = shape;
        for (int axis = 0; axis < shape.rank(); axis++) {
            letters.add("axis" + axis);
        }
    }

    Term.Entry of(Term.Entry entry) {
        boolean same = model.find(entry.name())
                .filter(node -> node.rank() > 0 && node.shape().sameShape(shape.shape()))
                .isPresent();
        return same && entry.letters().isEmpty() && entry.sample().isEmpty()
                ? new Term.Entry(entry.name(), letters, Optional.empty(), entry.span())
                : entry;
    }

    Term of(Term term) {
        if (term instanceof Term.Entry entry) {
            return of(entry);
        } else if (term instanceof Term.Two two) {
            return new Term.Two(two.op(), of(two.left()), of(two.right()), two.operator(), two.span());
        } else if (term instanceof Term.Minus minus) {
            return new Term.Minus(of(minus.of()), minus.span());
        } else if (term instanceof Term.Apply apply) {
            return new Term.Apply(
                    apply.function(), apply.arguments().stream().map(this::of).toList(), apply.span());
        } else if (term instanceof Term.Choice choice) {
            return new Term.Choice(of(choice.condition()), of(choice.then()), of(choice.otherwise()), choice.span());
        } else if (term instanceof Term.Ratio ratio) {
            return new Term.Ratio(of(ratio.of()), of(ratio.by()), ratio.span());
        }
        return term;
    }
}
