package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;

/**
 * Labels in formulas about entries, one-hot or whole numbers: {@code 1[y_i = k]} is entry k of the label, and {@code s_y} the entry of
 * s that the label names, the sum of all entries with that.
 */
final class LabelLetters {
    private static final String FRESH = "·y";

    /** <i>the correct class c</i>, <i>the outside word o</i>. */
    private static final String TOLD =
            "(?:correct|true|target|right|gold|outside|actual|observed|truth|正确|真实|目标)[ -]?(?:class|label|word|category|index|one|类别|标签|类|词)?(?: is| of)?[ $(,`]{0,3}";

    private final Function<EntryTerm.Entry, Optional<Node>> nodes;
    private final Model model;
    private final Map<String, String> told = new HashMap<>();

    /** @param nodes what a name stands for */
    LabelLetters(Model model, Function<EntryTerm.Entry, Optional<Node>> nodes) {
        this.model = model;
        this.nodes = nodes;
    }

    /** The label of one sample to which words give this letter, over which nothing adds; empty for none. */
    private String told(String letter) {
        return told.computeIfAbsent(letter, one -> {
            String text = model.source().shown();
            String label = "";
            for (Map.Entry<String, Node> named : model.names().entrySet()) {
                if (isOfOneSample(named.getValue())) {
                    label = label.isEmpty() ? named.getKey() : " ";
                }
            }
            boolean said = label.length() > 0
                    && one.length() == 1
                    && Character.isLowerCase(one.charAt(0))
                    && model.find(one).isEmpty()
                    && Pattern.compile(TOLD + one + "(?![\\w^'])").matcher(text).find()
                    && !Pattern.compile("(?:sum|∑|Σ)(?:\\\\limits)?\\s*_\\s*\\{?" + one + "\\b")
                            .matcher(text)
                            .find();
            return said ? label.strip() : "";
        });
    }

    /** A formula without labels in it: each is a number for each class. */
    EntryTerm without(EntryTerm term) {
        if (term instanceof EntryTerm.Label label) {
            return label(label);
        } else if (term instanceof EntryTerm.Delta delta && (isLabel(delta.first()) || isLabel(delta.second()))) {
            boolean first = isLabel(delta.first());
            return label(first ? delta.first() : delta.second(), first ? delta.second() : delta.first(), delta.span());
        } else if (term instanceof EntryTerm.Ratio ratio) {
            return ratio.letters().stream().anyMatch(this::isLabel) ? named(ratio) : ratio;
        } else if (term instanceof EntryTerm.Entry entry) {
            return entry.letters().stream().anyMatch(this::isLabel) ? named(entry) : entry;
        }
        return term.mapped(this::without);
    }

    /** Notes what the letter of a label that is a whole number counts. */
    static void count(EntryTerm term, Map<String, Dim> sizes) {
        if (term instanceof EntryTerm.Whole whole
                && whole.of() instanceof Expr.Call call
                && call.function().equals("one_hot")
                && call.arguments().get(1) instanceof Expr.Num number) {
            sizes.put(whole.letters().get(whole.letters().size() - 1), Dim.of((long) number.value()));
        }
    }

    /** Whether what stands below a name is a label, {@code y} or {@code y_i}. */
    boolean isLabel(String letter) {
        EntryTerm.Entry of = entry(letter, Span.NONE);
        return domain(of)
                .filter(domain -> domain.kind() == Domain.Kind.ONEHOT || domain.kind() == Domain.Kind.INTEGER)
                .isPresent();
    }

    /** Where a letter is that of a label. */
    EntryTerm label(String label, String letter, Span span) {
        return label(new EntryTerm.Label(entry(label, span), letter, span));
    }

    private EntryTerm.Entry entry(String label, Span span) {
        String told = told(label);
        if (!told.isEmpty()) {
            return new EntryTerm.Entry(told, List.of(), Optional.empty(), span);
        }
        int at = label.indexOf('_');
        String name = at < 0 ? label : label.substring(0, at);
        String capital = name.toUpperCase(Locale.ROOT);
        // y_i is the label of sample i where Y holds all of them
        return ofOne(new EntryTerm.Entry(
                model.find(name).isEmpty() && model.find(capital).isPresent() ? capital : name,
                at < 0 ? List.of() : List.of(label.substring(at + 1)),
                Optional.empty(),
                span));
    }

    /** What the labels of an entry are, if it is one label and no more. */
    private Optional<Domain> domain(EntryTerm.Entry of) {
        int own = of.letters().size() + (of.sample().isPresent() ? 1 : 0);
        return nodes.apply(of)
                .flatMap(node -> node.op() instanceof Leaf leaf
                                && node.rank() == own + (leaf.domain().kind() == Domain.Kind.ONEHOT ? 1 : 0)
                        ? Optional.of(leaf.domain())
                        : Optional.empty());
    }

    /** A label of one sample, whose y_i is the label y. */
    private static boolean isOfOneSample(Node node) {
        return node.rank() == 1
                && node.op() instanceof Leaf leaf
                && leaf.domain().kind() == Domain.Kind.ONEHOT;
    }

    private EntryTerm.Entry ofOne(EntryTerm.Entry of) {
        return of.letters().size() == 1
                        && nodes.apply(of).filter(LabelLetters::isOfOneSample).isPresent()
                ? new EntryTerm.Entry(of.name(), List.of(), of.sample(), of.span())
                : of;
    }

    private EntryTerm label(EntryTerm.Label label) {
        EntryTerm.Entry of = ofOne(label.of());
        Domain domain = domain(of)
                .orElseThrow(() -> new Mistake(
                        label.span(), say("`{0}` is compared with an index, and is not one-hot", of.name())));
        List<String> letters = new ArrayList<>(of.letters());
        if (domain.kind() == Domain.Kind.ONEHOT) {
            letters.add(of.sample().isPresent() ? letters.size() : domain.axis(), label.letter());
            return new EntryTerm.Entry(of.name(), letters, of.sample(), of.span());
        } else if (domain.kind() != Domain.Kind.INTEGER || domain.low() != 0 || Double.isInfinite(domain.high())) {
            throw new Mistake(label.span(), say("`{0}` is compared with an index, and is not one-hot", of.name()));
        }
        of.sample().ifPresent(letters::add);
        letters.add(label.letter());
        Span span = label.span();
        List<Expr> arguments = List.of(new Expr.Name(of.name(), of.span()), new Expr.Num(domain.high() + 1, span));
        return new EntryTerm.Whole(new Expr.Call("one_hot", span, arguments, List.of(), span), letters, span);
    }

    /** The entry that a label names. */
    private EntryTerm named(EntryTerm term) {
        Span span = term.span();
        EntryTerm.Entry entry = term instanceof EntryTerm.Ratio ratio ? ratio.by() : (EntryTerm.Entry) term;
        List<String> letters = new ArrayList<>(entry.letters());
        int at = 0;
        while (!isLabel(letters.get(at))) {
            at++;
        }
        String label = letters.set(at, FRESH + at);
        EntryTerm.Entry all = new EntryTerm.Entry(entry.name(), letters, entry.sample(), entry.span());
        EntryTerm each = term instanceof EntryTerm.Ratio ratio ? new EntryTerm.Ratio(ratio.of(), all, span) : all;
        EntryTerm product = new EntryTerm.Two(BinaryOp.MULTIPLY, label(label, FRESH + at, span), each, span, span);
        return new EntryTerm.Sum(List.of(FRESH + at), product, span);
    }
}
