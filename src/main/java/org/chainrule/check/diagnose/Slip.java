package org.chainrule.check.diagnose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.notation.syntax.Expr;

/**
 * Slips of the pen as rows: the form of what is written, and what may be meant by it.
 *
 * <pre>{@code
 * on("a - b").meant(WRONG_SIGN, COMMON, "b - a").meant(WRONG_SIGN, COMMON + STEP, "a + b")
 * }</pre>
 *
 * @param wrong the form of what is written
 * @param where what must be true of the parts of it
 * @param remedies what may be meant
 */
record Slip(ExprForm wrong, BiPredicate<EditSite, Map<String, Expr>> where, List<Remedy> remedies)
        implements Consumer<EditSite> {
    /**
     * One thing that may be meant.
     *
     * @param details what the sentence says beside: letters stand for the parts, anything else for itself
     */
    private record Remedy(Function<EditSite, Kind> kind, int cost, ExprForm form, List<String> details) {}

    /** Slips in what is of a form. */
    static Slip on(String wrong) {
        return on(wrong, (site, parts) -> true);
    }

    /** The same where something is true of the parts. */
    static Slip on(String wrong, BiPredicate<EditSite, Map<String, Expr>> where) {
        return new Slip(ExprForm.of(wrong), where, List.of());
    }

    /** One more thing that may be meant. */
    Slip meant(Kind kind, int cost, String form, String... details) {
        return meant(site -> kind, cost, form, details);
    }

    /** The same with a kind that depends on where the slip is made. */
    Slip meant(Function<EditSite, Kind> kind, int cost, String form, String... details) {
        Remedy last = new Remedy(kind, cost, ExprForm.of(form), List.of(details));
        return new Slip(
                wrong, where, Stream.concat(remedies.stream(), Stream.of(last)).toList());
    }

    @Override
    public void accept(EditSite site) {
        Optional<Map<String, Expr>> parts = wrong.match(site.expr()).filter(found -> where.test(site, found));
        parts.ifPresent(found -> remedies.forEach(remedy -> site.add(
                remedy.kind.apply(site),
                remedy.cost,
                site.written(remedy.form, found),
                remedy.details.stream()
                        .map(detail -> found.containsKey(detail) ? found.get(detail) : detail)
                        .toArray())));
    }
}
