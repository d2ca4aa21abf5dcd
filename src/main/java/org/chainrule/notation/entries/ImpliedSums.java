package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.BinaryOp;

/**
 * The convention that a letter which stands twice in a product is summed over. It holds where a text says so, and nowhere else: where it
 * does not, a sum was forgotten.
 */
final class ImpliedSums {
    private static final Pattern SAID = Pattern.compile(
            "(?i)einstein|summ?(?:ed|ing|s)? over (?:the )?repeated|summation convention|repeated ind|summation (?:is )?implied|爱因斯坦|求和约定|重复指标");

    private final boolean holds;

    ImpliedSums(String text) {
        this.holds = SAID.matcher(text).find();
    }

    /** A formula with the sums that are not written. */
    EntryTerm implied(EntryTerm term, List<String> free) {
        if (!holds) {
            return term;
        } else if (term instanceof EntryTerm.Two two && (two.op() == BinaryOp.ADD || two.op() == BinaryOp.SUBTRACT)) {
            return new EntryTerm.Two(
                    two.op(), implied(two.left(), free), implied(two.right(), free), two.operator(), two.span());
        } else if (term instanceof EntryTerm.Minus minus) {
            return new EntryTerm.Minus(implied(minus.of(), free), minus.span());
        }
        Map<String, Integer> count = new LinkedHashMap<>();
        for (EntryTerm part : EntryTerm.parts(term)) {
            List<String> letters = new ArrayList<>();
            if (part instanceof EntryTerm.Entry entry) {
                letters.addAll(entry.letters());
            } else if (part instanceof EntryTerm.Whole whole) {
                letters.addAll(whole.letters());
            } else if (part instanceof EntryTerm.Delta delta) {
                letters.addAll(List.of(delta.first(), delta.second()));
            } else if (part instanceof EntryTerm.Sum) {
                return term;
            }
            letters.forEach(letter -> count.merge(letter, 1, Integer::sum));
        }
        List<String> summed = count.keySet().stream()
                .filter(letter ->
                        count.getOrDefault(letter, 0) == 2 && !free.contains(letter) && !NumberedEntry.is(letter))
                .toList();
        return summed.isEmpty() ? term : new EntryTerm.Sum(summed, term, term.span());
    }

    /** {@code v_c} with a c that counts nothing, on neither side nor in a sum, is what the author calls the whole vector. */
    static EntryTerm uncounted(EntryTerm term, List<String> left) {
        Set<String> counted = new LinkedHashSet<>(left);
        for (EntryTerm part : EntryTerm.parts(term)) {
            if (part instanceof EntryTerm.Sum sum) {
                counted.addAll(sum.letters());
            }
        }
        return uncounted(term, counted);
    }

    private static EntryTerm uncounted(EntryTerm term, Set<String> counted) {
        return term instanceof EntryTerm.Entry entry
                        && entry.sample().isEmpty()
                        && entry.letters().size() == 1
                        && !counted.contains(entry.letters().get(0))
                ? new EntryTerm.Entry(entry.name(), List.of(), entry.sample(), entry.span())
                : term.mapped(part -> uncounted(part, counted));
    }
}
