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

    EntryTerm.Entry of(EntryTerm.Entry entry) {
        boolean same = model.find(entry.name())
                .filter(node -> node.rank() > 0 && node.shape().sameShape(shape.shape()))
                .isPresent();
        return same && entry.letters().isEmpty() && entry.sample().isEmpty()
                ? new EntryTerm.Entry(entry.name(), letters, Optional.empty(), entry.span())
                : entry;
    }

    EntryTerm of(EntryTerm term) {
        if (term instanceof EntryTerm.Entry entry) {
            return of(entry);
        } else if (term instanceof EntryTerm.Two two) {
            return new EntryTerm.Two(two.op(), of(two.left()), of(two.right()), two.operator(), two.span());
        } else if (term instanceof EntryTerm.Minus minus) {
            return new EntryTerm.Minus(of(minus.of()), minus.span());
        } else if (term instanceof EntryTerm.Apply apply) {
            return new EntryTerm.Apply(
                    apply.function(), apply.arguments().stream().map(this::of).toList(), apply.span());
        } else if (term instanceof EntryTerm.Choice choice) {
            return new EntryTerm.Choice(
                    of(choice.condition()), of(choice.then()), of(choice.otherwise()), choice.span());
        } else if (term instanceof EntryTerm.Ratio ratio) {
            return new EntryTerm.Ratio(of(ratio.of()), of(ratio.by()), ratio.span());
        }
        return term;
    }
}
