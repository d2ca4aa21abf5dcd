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
        }
        return term instanceof EntryTerm.Sum ? term : term.mapped(this::of);
    }
}
