package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How an entry is made of other entries.
 *
 * @param parts the entries it is made of
 * @param join the whole from the parts, in their order
 */
record EntryPlan(List<EntryAt> parts, Function<List<IndexText>, IndexText> join) {
    static EntryPlan of(EntryAt part) {
        return new EntryPlan(List.of(part), pieces -> pieces.get(0));
    }

    static EntryPlan of(IndexText piece) {
        return new EntryPlan(List.of(), pieces -> piece);
    }

    EntryPlan then(UnaryOperator<IndexText> last) {
        return new EntryPlan(parts, pieces -> last.apply(join.apply(pieces)));
    }

    /** Both, one after the other. */
    EntryPlan with(EntryPlan second, BinaryOperator<IndexText> both) {
        List<EntryAt> all = new ArrayList<>(parts);
        all.addAll(second.parts);
        int split = parts.size();
        return new EntryPlan(
                all,
                pieces -> both.apply(
                        join.apply(pieces.subList(0, split)), second.join.apply(pieces.subList(split, pieces.size()))));
    }
}
