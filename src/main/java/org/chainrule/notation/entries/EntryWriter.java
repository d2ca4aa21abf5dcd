package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * Writes a formula about entries for whole arrays: each letter is an axis of its own, an entry is the array with its axes in
 * their places, a sum runs along the axis of its letter.
 */
final class EntryWriter {
    private static final int MOST_LETTERS = 6;

    private static final String SPLIT = "'";

    private final Model model;
    private final Map<String, Node> helpers;
    /** The size that each letter counts. */
    private final Map<String, Dim> sizes = new LinkedHashMap<>();
    /** Whether a letter that cannot count what it should is taken for another one. */
    private @Nullable BiPredicate<String, List<String>> splits;
    /** Whether derivatives are those of the model. */
    private boolean itself;

    /** The letters of the left side, in their order. */
    private final List<String> free;

    private final Map<EntryTerm, List<String>> axes = new LinkedHashMap<>();
    private List<String> letters = List.of();
    private @Nullable EntryTerm whole;

    /** @param helpers what lines of the derivation give, by name */
    EntryWriter(Model model, Map<String, Node> helpers, List<String> free) {
        this.model = model;
        this.helpers = helpers;
        this.free = free;
    }

    /** The left side, which says what its letters count. */
    void left(EntryTerm term) {
        whole = term;
        note(term);
        if (new LinkedHashSet<>(free).size() < free.size()) {
            throw new Mistake(term.span(), say("a letter stands twice on the left side"));
        }
    }

    private void note(EntryTerm term) {
        List<EntryTerm> parts = EntryTerm.parts(term);
        for (EntryTerm part : parts) {
            if (part instanceof EntryTerm.Entry entry && entry.sample().isEmpty()) {
                note(entry, entry.letters());
            } else if (part instanceof EntryTerm.Turned
                    || part instanceof EntryTerm.Label
                    || (part instanceof EntryTerm.Ratio ratio && ratio.again().isPresent() && part != whole)) {
                throw new Mistake(part.span(), say("this has no meaning in a formula about entries"));
            } else if (part instanceof EntryTerm.Whole whole) {
                axes.put(whole, noted(node(whole.of()), whole.of().toString(), whole.letters(), whole.span()));
            }
        }
        for (EntryTerm part : parts) {
            if (part instanceof EntryTerm.Entry entry && entry.sample().isPresent()) {
                noteSample(entry);
            }
        }
        for (EntryTerm part : parts) {
            if (part instanceof EntryTerm.Delta delta) {
                Dim size = Optional.ofNullable(sizes.get(delta.first())).orElse(sizes.get(delta.second()));
                if (size == null) {
                    throw unknown(delta.first(), delta.span());
                }
                count(delta.first(), size, delta.span());
                count(delta.second(), size, delta.span());
            }
        }
    }

    private static Mistake unknown(String letter, Span span) {
        return new Mistake(span, say("what the letter `{0}` counts is not known", letter));
    }

    private Node node(Expr of) {
        return model.resolve(of, helpers);
    }

    private Node node(EntryTerm.Entry entry) {
        return model.find(entry.name())
                .or(() -> Optional.ofNullable(helpers.get(entry.name())))
                .orElseThrow(() -> new Mistake(entry.span(), say("unknown name {0}", entry.name())));
    }

    private void note(EntryTerm.Entry entry, List<String> below) {
        if (model.find(entry.name()).isEmpty()
                && below.isEmpty()
                && model.sizeNames().contains(entry.name())) {
            return;
        } else if (entry.name().equals("e") && model.find("e").isEmpty() && !helpers.containsKey("e")) {
            return;
        }
        axes.put(entry, noted(node(entry), entry.name(), below, entry.span()));
    }

    /** The letters along the axes of an array, 1 where the array has an axis more; what they count is noted. */
    private List<String> noted(Node node, String name, List<String> below, Span span) {
        List<String> of = NumberedEntry.apart(below, node.rank());
        boolean column =
                node.rank() == 2 && below.size() == 1 && node.shape().dim(1).isOne();
        boolean row =
                node.rank() == 2 && below.size() == 1 && node.shape().dim(0).isOne();
        if (column || row) {
            of = column ? List.of(below.get(0), "1") : List.of("1", below.get(0));
        } else if (node.rank() != of.size()) {
            throw new Mistake(
                    span, say("{0} has shape {1}, and {2} letters below it", name, node.shape(), below.size()));
        }
        boolean free = of.size() == 1
                && this.free.contains(of.get(0))
                && isOther(of.get(0), node.shape().dim(0));
        boolean turned = splits != null && below.size() == 2 && splits.test(name, List.of(below.get(1), below.get(0)));
        if (splits != null && (free || (isMisplaced(of, node, true) && (turned || isMisplaced(of, node, false))))) {
            of = of.stream()
                    .map(letter -> isOther(letter, node.shape().dim(below.indexOf(letter))) ? letter + SPLIT : letter)
                    .toList();
        }
        for (int axis = 0; axis < of.size(); axis++) {
            boolean number = of.get(axis).equals("1") || NumberedEntry.is(of.get(axis));
            if (!number && ShiftedIndex.of(of.get(axis)).isEmpty()) {
                count(of.get(axis), node.shape().dim(axis), span);
            }
        }
        return of;
    }

    /** Whether letters of a matrix count something else elsewhere, as they are written or the other way round. */
    private boolean isMisplaced(List<String> letters, Node node, boolean written) {
        return letters.size() == 2
                && !letters.get(0).equals(letters.get(1))
                && (isOther(letters.get(0), node.shape().dim(written ? 0 : 1))
                        || isOther(letters.get(1), node.shape().dim(written ? 1 : 0)));
    }

    private boolean isOther(String letter, Dim size) {
        Dim before = sizes.get(letter);
        return before != null && !before.sameSize(size);
    }

    private void noteSample(EntryTerm.Entry entry) {
        String sample = entry.sample().orElseThrow();
        Node node = node(entry);
        List<String> first = new ArrayList<>(List.of(sample));
        first.addAll(entry.letters());
        List<String> last = new ArrayList<>(entry.letters());
        last.add(sample);
        boolean asRow = fits(node, first);
        boolean asColumn = fits(node, last);
        if (asRow == asColumn && first.size() > 1) {
            throw new Mistake(entry.span(), say("along which axis of {0} the samples are is not known", entry.name()));
        }
        note(entry, asRow ? first : last);
    }

    private boolean fits(Node node, List<String> below) {
        if (node.rank() != below.size()) {
            return false;
        }
        for (int axis = 0; axis < below.size(); axis++) {
            Dim known = sizes.get(below.get(axis));
            if (known != null && !known.sameSize(node.shape().dim(axis))) {
                return false;
            }
        }
        return true;
    }

    private void count(String letter, Dim size, Span span) {
        Dim before = sizes.putIfAbsent(letter, size);
        if (before != null && !before.sameSize(size)) {
            throw new Mistake(span, say("the letter `{0}` counts {1} and {2}", letter, before, size));
        }
    }

    /**
     * The same for a formula that is wrong: a letter that counts two things counts one of them by another name.
     *
     * @param written whether a name has letters in some order elsewhere, so that the other order is no convention
     */
    EntryWriter splitting(BiPredicate<String, List<String>> written) {
        splits = written;
        return this;
    }

    /** Derivatives are those of the model, whatever lines say of them. */
    EntryWriter itself() {
        itself = true;
        return this;
    }

    /** The right side as an array with one axis for each letter of the left side. */
    Expr right(EntryTerm term, EntryLimits limits) {
        note(term);
        limits.check(sizes, model.sizeNames());
        Set<String> all = new LinkedHashSet<>(free);
        all.addAll(sizes.keySet());
        letters = List.copyOf(all);
        if (letters.size() > MOST_LETTERS) {
            throw new Mistake(term.span(), say("too many letters"));
        }
        return fitted(write(term, new LinkedHashSet<>(free)), term.span());
    }

    /** As large as the left side, with its axes in the order of the letters there. */
    private Expr fitted(LetteredArray array, Span span) {
        if (free.isEmpty()) {
            return array.expr();
        }
        List<Expr> shape = free.stream().map(letter -> counted(letter, span)).toList();
        List<Dim> wanted = free.stream().map(sizes::get).toList();
        Expr whole = array.beside(free);
        boolean same = node(whole).shape().dims().equals(wanted);
        return same ? whole : call("broadcast_to", span, List.of(whole, Expr.list(shape, span)));
    }

    private static Expr.Keyword keyword(String name, Expr value) {
        return new Expr.Keyword(name, value, value.span());
    }

    private static Expr call(String function, Span span, List<Expr> arguments, Expr.Keyword... keywords) {
        return new Expr.Call(function, span, arguments, List.of(keywords), span);
    }

    /** The size that a letter counts. */
    private Expr counted(String letter, Span span) {
        Dim size = sizes.get(letter);
        if (size == null) {
            throw unknown(letter, span);
        }
        return size(size, span);
    }

    private static Expr size(Dim size, Span span) {
        if (size.isNumber()) {
            return new Expr.Num(size.size(), span);
        } else if (size.names().size() != 1
                || !size.toString().equals(size.names().get(0).toString())) {
            throw new Mistake(span, say("a size such as {0} is not understood in a formula about entries", size));
        }
        return new Expr.Name(size.toString(), span);
    }

    private LetteredArray write(EntryTerm term, Set<String> bound) {
        Span span = term.span();
        if (term instanceof EntryTerm.Num num) {
            return LetteredArray.number(new Expr.Num(num.value(), span));
        } else if (term instanceof EntryTerm.Minus minus) {
            return write(minus.of(), bound).negated(span);
        } else if (term instanceof EntryTerm.Two two && isLettered(two)) {
            return LetteredArray.product(factors(two, bound), List.of(), letters, span);
        } else if (term instanceof EntryTerm.Two two) {
            return LetteredArray.two(
                    two.op(), write(two.left(), bound), write(two.right(), bound), letters, two.operator(), span);
        } else if (term instanceof EntryTerm.Apply apply) {
            return applied(apply.function(), apply.arguments(), bound, span);
        } else if (term instanceof EntryTerm.Choice choice) {
            return applied("where", List.of(choice.condition(), choice.then(), choice.otherwise()), bound, span);
        } else if (term instanceof EntryTerm.Sum sum) {
            return sum(sum, bound);
        } else if (term instanceof EntryTerm.Delta delta) {
            return placed(
                    call("eye", span, List.of(counted(delta.first(), span))),
                    List.of(delta.first(), delta.second()),
                    bound,
                    span);
        } else if (term instanceof EntryTerm.Entry entry) {
            Expr.Name name = new Expr.Name(entry.name(), span);
            return placed(name, axes.getOrDefault(entry, List.of()), bound, span);
        } else if (term instanceof EntryTerm.Whole whole) {
            return placed(whole.of(), axes.getOrDefault(whole, List.of()), bound, span);
        }
        return ratio((EntryTerm.Ratio) term, bound);
    }

    /** Whether a term is a product of which both factors have letters: those of numbers stay as they were written. */
    private static boolean isLettered(EntryTerm.Two two) {
        return two.op() == BinaryOp.MULTIPLY && EntryTerm.hasLetters(two.left()) && EntryTerm.hasLetters(two.right());
    }

    private List<LetteredArray> factors(EntryTerm term, Set<String> bound) {
        if (term instanceof EntryTerm.Two two && two.op() == BinaryOp.MULTIPLY) {
            List<LetteredArray> factors = new ArrayList<>(factors(two.left(), bound));
            factors.addAll(factors(two.right(), bound));
            return factors;
        }
        return List.of(write(term, bound));
    }

    private LetteredArray applied(String function, List<EntryTerm> of, Set<String> bound, Span span) {
        List<LetteredArray> arguments =
                of.stream().map(part -> write(part, bound)).toList();
        List<String> all = LetteredArray.all(arguments, letters);
        return new LetteredArray(
                call(
                        function,
                        span,
                        arguments.stream().map(part -> part.beside(all)).toList()),
                all);
    }

    private LetteredArray sum(EntryTerm.Sum sum, Set<String> bound) {
        Set<String> inside = new LinkedHashSet<>(bound);
        List<String> over = new ArrayList<>();
        EntryTerm body = sum;
        while (body instanceof EntryTerm.Sum inner) {
            for (String letter : inner.letters()) {
                if (!inside.add(letter) || !sizes.containsKey(letter)) {
                    throw unknown(letter, inner.span());
                }
                over.add(letter);
            }
            body = inner.body();
        }
        Span span = sum.span();
        boolean minus = body instanceof EntryTerm.Minus;
        List<LetteredArray> factors =
                new ArrayList<>(factors(body instanceof EntryTerm.Minus negative ? negative.of() : body, inside));
        for (String letter : over) {
            if (factors.stream().noneMatch(factor -> factor.letters().contains(letter))) {
                factors.add(0, LetteredArray.number(counted(letter, span)));
            }
        }
        LetteredArray product = LetteredArray.product(factors, over, letters, span);
        return minus ? product.negated(span) : product;
    }

    private LetteredArray ratio(EntryTerm.Ratio ratio, Set<String> bound) {
        Span span = ratio.span();
        Expr.Name above = new Expr.Name(ratio.of().name(), ratio.of().span());
        Expr.Name by = new Expr.Name(ratio.by().name(), ratio.by().span());
        Expr whole = new Expr.Binary(
                BinaryOp.DIVIDE,
                new Expr.Name("d" + above.id(), above.span()),
                new Expr.Name("d" + by.id(), by.span()),
                span);
        List<String> below = new ArrayList<>();
        if (itself) {
            whole = call("grad", span, List.of(above, by));
        }
        if (node(ratio.of()).rank() > 0) {
            whole = call("jacobian", span, List.of(above, by));
            below.addAll(axes.get(ratio.of()));
        }
        below.addAll(axes.getOrDefault(ratio.by(), List.of()));
        return placed(whole, below, bound, span);
    }

    /** Those entries of {@code ∂β_j/∂w_{hj}} whose equal letters count the same. */
    private static Expr diagonal(Expr whole, List<String> below, Span span) {
        List<String> letters = below.stream().distinct().toList();
        StringBuilder subscripts = new StringBuilder();
        below.forEach(letter -> subscripts.append((char) ('a' + letters.indexOf(letter))));
        subscripts.append("->").append("abcdefgh", 0, letters.size());
        return call("einsum", span, List.of(new Expr.Text(subscripts.toString(), span), whole));
    }

    /** An array with its axes in the places of its letters. */
    private LetteredArray placed(Expr whole, List<String> below, Set<String> bound, Span span) {
        for (int axis = 0; axis < below.size(); axis++) {
            if (below.get(axis).endsWith(SPLIT)) {
                // there is no such entry, and the line is wrong whatever is taken for it
                List<String> apart = new ArrayList<>(below);
                apart.remove(axis);
                Expr number = new Expr.Num(axis, span);
                Expr sum = new Expr.Call("sum", span, List.of(whole), List.of(keyword("axis", number)), span);
                return placed(sum, apart, bound, span);
            }
            if (NumberedEntry.is(below.get(axis))) {
                List<String> others = new ArrayList<>(below);
                Dim along = node(whole).shape().dim(axis);
                Expr one = NumberedEntry.taken(whole, axis, along, others.remove(axis), span);
                return placed(one, others, bound, span);
            }
            Optional<ShiftedIndex> shifted = ShiftedIndex.of(below.get(axis));
            if (shifted.isPresent()) {
                List<String> apart = new ArrayList<>(below.subList(0, axis));
                apart.addAll(shifted.get().letters());
                apart.addAll(below.subList(axis + 1, below.size()));
                Dim along = node(whole).shape().dim(axis);
                Expr taken =
                        shifted.get().taken(whole, axis, along, letter -> Optional.ofNullable(sizes.get(letter)), span);
                return placed(taken, apart, bound, span);
            }
        }
        if (below.isEmpty()) {
            return LetteredArray.number(whole);
        }
        List<String> own = below.stream().filter(letter -> !letter.equals("1")).toList();
        for (String letter : own) {
            if (!bound.contains(letter)) {
                throw new Mistake(span, say("the letter `{0}` is neither on the left side nor below a sum", letter));
            }
        }
        if (own.stream().distinct().count() < own.size()) {
            if (below.size() != 2) {
                return placed(
                        diagonal(whole, below, span), below.stream().distinct().toList(), bound, span);
            }
            return placed(call("diag_part", span, List.of(whole)), below.subList(0, 1), bound, span);
        }
        if (own.size() == below.size()) {
            return new LetteredArray(whole, own);
        }
        List<Expr> ones = IntStream.range(0, below.size())
                .filter(axis -> below.get(axis).equals("1"))
                .mapToObj(axis -> (Expr) new Expr.Num(axis, span))
                .toList();
        Expr axis = ones.size() == 1 ? ones.get(0) : Expr.list(ones, span);
        return new LetteredArray(call("squeeze", span, List.of(whole), keyword("axis", axis)), own);
    }
}
