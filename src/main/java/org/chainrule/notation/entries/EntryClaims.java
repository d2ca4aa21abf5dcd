package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/** Derivatives by entries as claims about whole arrays. */
final class EntryClaims {
    private static final String APART = "\"";

    private final Model model;
    private final Map<String, Node> helpers;
    private final LabelLetters labels;

    /** @param helpers what lines of the derivation give, by name */
    EntryClaims(Model model, Map<String, Node> helpers, LabelLetters labels) {
        this.labels = labels;
        this.model = model;
        this.helpers = helpers;
    }

    /** A claim about numbers, each of which has all its letters. */
    Optional<Statement> written(EntryTerm.Ratio left, EntryTerm right, EntryParser parser, Span whole) {
        return written(new EntryWriter(model, helpers, left.letters()), left, right, parser, whole);
    }

    Optional<Statement> written(
            EntryWriter writer, EntryTerm.Ratio left, EntryTerm right, EntryParser parser, Span whole) {
        if (left.by().sample().isPresent()) {
            return Optional.empty();
        }
        try {
            EntryTerm.Ratio apart = apart(left);
            Optional<EntryTerm> where = where(left, apart, whole);
            EntryWriter of = apart == left ? writer : new EntryWriter(model, helpers, apart.letters());
            of.left(apart);
            Expr value = of.right(right, parser.limits());
            if (NumberedEntry.anyIn(apart)) {
                Expr derivative = new EntryWriter(model, helpers, apart.letters())
                        .itself()
                        .right(apart, parser.limits());
                return Optional.of(new Statement.Check(false, derivative, value, whole));
            }
            Statement statement = statement(apart, apart.letters(), value, whole);
            return where.isEmpty()
                    ? Optional.of(statement)
                    : Optional.of(where(statement, of.right(where.get(), parser.limits()), whole));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    /**
     * {@code ∂L/∂W_{ij} = x_i δ_j} where i counts the rows of W and the entries of δ: what it says is the transpose of the
     * gradient, whose shape is wrong.
     */
    Optional<Statement> turned(EntryTerm.Ratio left, EntryTerm right, EntryParser parser, Span whole) {
        List<String> free = left.letters();
        EntryTerm.Entry by = left.by();
        Node of = model.get(left.of().name());
        boolean matrix = free.size() == 2
                && by.letters().equals(free)
                && by.sample().isEmpty()
                && left.again().isEmpty()
                && of.isScalar()
                && model.find(by.name()).filter(node -> node.rank() == 2).isPresent();
        if (!matrix) {
            return Optional.empty();
        }
        List<String> letters = List.of(free.get(1), free.get(0));
        try {
            EntryWriter writer = new EntryWriter(model, helpers, free);
            writer.left(new EntryTerm.Ratio(
                    left.of(), new EntryTerm.Entry(by.name(), letters, Optional.empty(), by.span()), left.span()));
            Expr value = writer.right(right, parser.limits());
            return Optional.of(new Statement.GradientClaim(
                    new Expr.Name(left.of().name(), left.of().span()),
                    new Expr.Name(by.name(), by.span()),
                    value,
                    whole));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    /** {@code ∂μ_{nc}/∂a_{nj}}, of which n stands twice, as what holds for entries n and n' that are the same. */
    private static EntryTerm.Ratio apart(EntryTerm.Ratio left) {
        EntryTerm.Entry by = left.by();
        List<String> letters = by.letters().stream()
                .map(letter ->
                        left.of().letters().contains(letter) && !NumberedEntry.is(letter) ? letter + APART : letter)
                .toList();
        return letters.equals(by.letters())
                ? left
                : new EntryTerm.Ratio(
                        left.of(),
                        new EntryTerm.Entry(by.name(), letters, by.sample(), by.span()),
                        left.again(),
                        left.span());
    }

    /** For which entries a formula is said to hold, if not for all. */
    private Optional<EntryTerm> where(EntryTerm.Ratio left, EntryTerm.Ratio apart, Span whole) {
        Optional<EntryTerm> where =
                LetterConditions.of(model.source().shown(), whole, new LinkedHashSet<>(left.letters()), labels);
        for (String letter : apart.by().letters()) {
            if (letter.endsWith(APART)) {
                String other = letter.substring(0, letter.length() - APART.length());
                EntryTerm same = new EntryTerm.Delta(other, letter, whole);
                where = Optional.of(
                        where.<EntryTerm>map(both -> new EntryTerm.Two(BinaryOp.MULTIPLY, both, same, whole, whole))
                                .orElse(same));
            }
        }
        return where;
    }

    private static Statement where(Statement statement, Expr where, Span whole) {
        if (statement instanceof Statement.GradientClaim claim) {
            Expr gradient = call("grad", claim.span(), claim.of(), claim.wrt());
            return where(new Statement.Check(false, gradient, claim.value(), whole), where, whole);
        }
        if (!(statement instanceof Statement.Check check)) {
            throw new Mistake(whole, say("this has no meaning in a formula about entries"));
        }
        return new Statement.Check(
                false,
                new Expr.Binary(BinaryOp.MULTIPLY, check.left(), where, whole),
                new Expr.Binary(BinaryOp.MULTIPLY, check.right(), where, whole),
                whole);
    }

    private Statement statement(EntryTerm.Ratio left, List<String> free, Expr value, Span whole) {
        Node of = model.get(left.of().name());
        Expr.Name above = new Expr.Name(left.of().name(), left.of().span());
        Expr.Name below = new Expr.Name(left.by().name(), left.by().span());
        Node by = model.get(left.by().name());
        if (left.again().isPresent()) {
            return second(left, above, below, value, whole);
        } else if (of.isScalar() && by.rank() == free.size()) {
            return new Statement.GradientClaim(above, below, value, whole);
        } else if (of.isScalar()) {
            // an entry of a column is that of the vector
            Expr column = new Expr.Call(
                    "reshape", whole, List.of(value, Expr.list(sizes(below, by), whole)), List.of(), whole);
            return new Statement.GradientClaim(above, below, column, whole);
        }
        Expr jacobian = new Expr.Call("jacobian", above.span(), List.of(above, below), List.of(), left.span());
        return new Statement.Check(false, jacobian, value, whole);
    }

    private static Statement second(EntryTerm.Ratio left, Expr.Name above, Expr.Name below, Expr value, Span whole) {
        EntryTerm.Entry again = left.again().orElseThrow();
        Expr hessian = call("hessian", left.span(), above, below);
        if (!again.name().equals(below.id())) {
            Expr.Name other = new Expr.Name(again.name(), again.span());
            hessian = call("jacobian", left.span(), call("grad", left.span(), above, below), other);
        }
        return new Statement.Check(
                false, left.isOnDiagonal() ? call("diag_part", left.span(), hessian) : hessian, value, whole);
    }

    private static Expr call(String function, Span span, Expr... arguments) {
        return new Expr.Call(function, span, List.of(arguments), List.of(), span);
    }

    /** The sizes of a quantity, each asked of itself. */
    static List<Expr> sizes(Expr.Name name, Node node) {
        List<Expr> sizes = new ArrayList<>();
        for (int axis = 0; axis < node.rank(); axis++) {
            sizes.add(new Expr.Call(
                    "size", name.span(), List.of(name, new Expr.Num(axis, name.span())), List.of(), name.span()));
        }
        return sizes;
    }

    /** What a quantity of the model is, said once more for its entries. */
    Optional<Statement> restated(Span line, EntryTerm.Entry of, EntryTerm right, EntryParser parser) {
        if (NumberedEntry.anyIn(of)) {
            return Optional.empty();
        }
        try {
            EntryWriter writer = new EntryWriter(model, helpers, of.letters());
            writer.left(of);
            Expr value = writer.right(right, parser.limits());
            Expr.Name name = new Expr.Name(of.name(), of.span());
            Node node = model.get(of.name());
            Expr whole = node.rank() == of.letters().size()
                    ? value
                    : new Expr.Call(
                            "reshape", line, List.of(value, Expr.list(sizes(name, node), line)), List.of(), line);
            // a parameter is nothing that a formula says once more
            return Optional.of(
                    model.params().contains(node)
                            ? new Statement.Define(name, whole, line)
                            : new Statement.Check(false, name, whole, line));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    /** {@code ∇_{w_y} L = …}, of the row that a label names. */
    Optional<Statement> ofLabel(
            List<String> own, EntryTerm left, EntryTerm right, EntryVectors vectors, EntryParser parser, Span whole) {
        EntryVectors.Part of = vectors.of(left);
        EntryVectors.Part said = vectors.of(right);
        if (!of.letters().equals(said.letters())) {
            return Optional.empty();
        }
        List<String> free = new ArrayList<>(own);
        free.addAll(of.letters());
        Expr derivative = new EntryWriter(model, helpers, free).itself().right(of.term(), parser.limits());
        Expr value = new EntryWriter(model, helpers, free).right(said.term(), parser.limits());
        return Optional.of(new Statement.Check(false, derivative, value, whole));
    }

    /** A formula without letters that holds for each entry: every quantity of one shape gets the same letters. */
    EntryTerm each(EntryTerm term, Node shape) {
        if (term instanceof EntryTerm.Entry entry) {
            boolean same = entry.letters().isEmpty()
                    && entry.sample().isEmpty()
                    && model.find(entry.name())
                            .filter(node -> node.rank() > 0 && node.shape().sameShape(shape.shape()))
                            .isPresent();
            List<String> letters = new ArrayList<>();
            for (int axis = 0; same && axis < shape.rank(); axis++) {
                letters.add("axis" + axis);
            }
            return same ? new EntryTerm.Entry(entry.name(), letters, Optional.empty(), entry.span()) : entry;
        }
        return term instanceof EntryTerm.Sum ? term : term.mapped(part -> each(part, shape));
    }
}
