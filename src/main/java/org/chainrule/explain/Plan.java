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
record Plan(List<At> parts, Function<List<Piece>, Piece> join) {
    static Plan of(At part) {
        return new Plan(List.of(part), pieces -> pieces.get(0));
    }

    static Plan of(Piece piece) {
        return new Plan(List.of(), pieces -> piece);
    }

    Plan then(UnaryOperator<Piece> last) {
        return new Plan(parts, pieces -> last.apply(join.apply(pieces)));
    }

    /** Both, one after the other. */
    Plan with(Plan second, BinaryOperator<Piece> both) {
        List<At> all = new ArrayList<>(parts);
        all.addAll(second.parts);
        int split = parts.size();
        return new Plan(
                all,
                pieces -> both.apply(
                        join.apply(pieces.subList(0, split)), second.join.apply(pieces.subList(split, pieces.size()))));
    }
}
