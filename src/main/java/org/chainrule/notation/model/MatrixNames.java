package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/** Matrices that formulas use and nobody declares: the identity, and the diagonal matrix of a vector of weights. */
final class MatrixNames {
    private static final String IDENTITY = "I";

    private MatrixNames() {}

    /** {@code A + λ I} and {@code I - u u^T}: an I of the size of what stands beside it. */
    static Optional<Expr> identity(Expr part, Context context) {
        if (part instanceof Expr.Name name) {
            return ofSize(name, context);
        }
        Optional<Expr> factor = identityFactor(part, context);
        if (factor.isPresent()) {
            return factor;
        }
        if (!(part instanceof Expr.Binary sum)
                || (sum.op() != BinaryOp.ADD && sum.op() != BinaryOp.SUBTRACT && sum.op() != BinaryOp.MULTIPLY)
                || !(isIdentity(sum.left()) || isIdentity(sum.right()))
                || context.node(new Expr.Name(IDENTITY, Span.NONE)).isPresent()) {
            return Optional.empty();
        }
        Expr left = sized(sum.left(), sum.right(), context);
        Expr right = sized(sum.right(), sum.left(), context);
        return left == sum.left() && right == sum.right()
                ? Optional.empty()
                : Optional.of(new Expr.Binary(sum.op(), left, right, part.span()));
    }

    /** {@code I_n} and {@code K_{mn}}, where nothing has that name and n and m are sizes. */
    private static Optional<Expr> ofSize(Expr.Name name, Context context) {
        String id = name.id();
        if (id.startsWith("K_") && id.length() == 4 && context.node(name).isEmpty()) {
            String rows = id.substring(2, 3);
            String columns = id.substring(3);
            return context.size(rows).isPresent() && context.size(columns).isPresent()
                    ? Optional.of(new Expr.Call(
                            "commutation",
                            name.span(),
                            List.of(new Expr.Name(rows, name.span()), new Expr.Name(columns, name.span())),
                            List.of(),
                            name.span()))
                    : Optional.empty();
        }
        String size = name.id().startsWith("I_") ? name.id().substring(2) : "";
        return !size.isEmpty()
                        && context.node(name).isEmpty()
                        && context.size(size).isPresent()
                ? Optional.of(new Expr.Call(
                        "eye", name.span(), List.of(new Expr.Name(size, name.span())), List.of(), name.span()))
                : Optional.empty();
    }

    /** {@code λ I w} is {@code λ w}. */
    private static Optional<Expr> identityFactor(Expr part, Context context) {
        boolean product = part instanceof Expr.Binary binary
                && (binary.op() == BinaryOp.PRODUCT || binary.op() == BinaryOp.MATMUL)
                && isIdentity(binary.left())
                && !isI(binary.right())
                && context.node(new Expr.Name(IDENTITY, Span.NONE)).isEmpty()
                && context.node(binary.right()).filter(node -> node.rank() > 0).isPresent();
        if (!product) {
            return Optional.empty();
        }
        Expr.Binary whole = (Expr.Binary) part;
        if (isI(whole.left())) {
            return Optional.of(whole.right());
        }
        boolean scaled = whole.left() instanceof Expr.Binary left && isI(left.right());
        return scaled
                ? Optional.of(new Expr.Binary(
                        whole.op(), ((Expr.Binary) whole.left()).left(), whole.right(), whole.operator(), whole.span()))
                : Optional.empty();
    }

    /** Whether a side is an I, perhaps with a factor; looking no further keeps a sum of a million terms linear. */
    private static boolean isIdentity(Expr side) {
        Expr term = side instanceof Expr.Negate negate ? negate.operand() : side;
        return isI(term)
                || (term instanceof Expr.Binary product
                        && (product.op() == BinaryOp.PRODUCT || product.op() == BinaryOp.MULTIPLY)
                        && (isI(product.left()) || isI(product.right()) || isScaled(product.right())));
    }

    /** {@code λI} behind a number. */
    private static boolean isScaled(Expr factor) {
        return factor instanceof Expr.Binary product
                && (product.op() == BinaryOp.PRODUCT || product.op() == BinaryOp.MULTIPLY)
                && isI(product.right());
    }

    private static boolean isI(Expr expr) {
        return expr instanceof Expr.Name name && name.id().equals(IDENTITY);
    }

    private static Expr sized(Expr side, Expr other, Context context) {
        return isIdentity(side) ? sized(side, context.node(other).filter(Readings::isSquare), context) : side;
    }

    /** A side that is an I, perhaps with a factor, where it has as many rows as something. */
    static Expr sized(Expr side, Optional<Node> like, Context context) {
        if (!isIdentity(side)
                || context.node(new Expr.Name(IDENTITY, Span.NONE)).isPresent()) {
            return side;
        }
        Optional<Expr> size = like.flatMap(node -> size(node, side.span()));
        return size.isEmpty()
                ? side
                : Renaming.rewritten(
                        side,
                        each -> isI(each)
                                ? new Expr.Call("eye", each.span(), List.of(size.get()), List.of(), each.span())
                                : each);
    }

    /** The number of rows, if it can be written. */
    private static Optional<Expr> size(Node square, Span span) {
        Dim rows = square.shape().dim(0);
        if (rows.isNumber()) {
            return Optional.of(new Expr.Num(rows.size(), span));
        }
        String name = rows.toString();
        return name.codePoints().allMatch(Character::isUnicodeIdentifierPart)
                ? Optional.of(new Expr.Name(name, span))
                : Optional.empty();
    }

    /** {@code W} where the model has a vector w and nothing called W. */
    static Optional<Expr> diagonal(Expr part, Context context) {
        boolean capital = context.dialect() == Dialect.LATEX
                && part instanceof Expr.Name name
                && name.span().start() >= 0
                && !name.id().isEmpty()
                && Character.isLowerCase(name.id().codePointAt(0))
                && context.text()
                        .startsWith(
                                new StringBuilder()
                                        .appendCodePoint(
                                                Character.toUpperCase(name.id().codePointAt(0)))
                                        .toString(),
                                lastLetter(name.span(), context.text()))
                && context.node(part).filter(node -> node.rank() == 1).isPresent();
        return capital
                ? Optional.of(new Expr.Call("diag", part.span(), List.of(part), List.of(), part.span()))
                : Optional.empty();
    }

    /** Where the letter of a name stands, which may be in the braces of a command. */
    private static int lastLetter(Span span, String text) {
        int brace = text.lastIndexOf('{', Math.min(span.end(), text.length()) - 1);
        return brace >= span.start() ? brace + 1 : span.start();
    }
}
