package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Domain;

/**
 * How lines are read. {@link #FIRST} is how a formula is read wherever it stands; when a line is not right so, each of
 * {@link #OTHERS} is tried that says something else, since people do write so.
 */
public final class Readings {
    private static final List<String> BARS = List.of("|", "\\vert", "\\lvert", "\\mid");
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "max", "min", "norm", "prod", "var", "std");
    private static final List<String> SIGNS = List.of("\\odot", "\\circ", "⊙", "∘");
    /** A power of a matrix is written out as a product. */
    private static final int MOST_FACTORS = 8;

    /** What holds in every line of a system, decided by shapes. */
    public static final List<Reading> FIRST = List.of(
            new Reading(
                    "identity",
                    say("I beside a square matrix is the identity matrix of its size"),
                    "X^T X + \\lambda I",
                    MatrixNames::identity),
            new Reading(
                    "ones",
                    say("a bold 1 is a vector of ones, as long as it has to be"),
                    "\\mathbf{1}^T X",
                    OnesVector::meaning),
            new Reading(
                    "matrix_power",
                    say("a power of a square matrix is its product with itself"),
                    "\\operatorname{tr}(M^{2})",
                    Readings::matrixPower),
            new Reading(
                    "determinant", say("bars round a square matrix are its determinant"), "|X^T X|", Readings::bars),
            new Reading(
                    "choice",
                    say("what has the probabilities of all is, at the one that was chosen, its entry there"),
                    "\\log \\pi(a)",
                    Readings::chosen),
            new Reading(
                    "sum_of_samples",
                    say("a sum over the samples runs along their axis"),
                    "\\sum_{i=1}^m (P - Y)",
                    SampleSums::meaning));

    /** What else a line may mean, in the order in which it is tried. */
    public static final List<Reading> OTHERS = List.of(
            new Reading(
                    "entrywise",
                    say("two vectors side by side are multiplied entry by entry"),
                    "\\sigma(x) (1 - \\sigma(x))",
                    (part, context) -> sideBySide(part, context, BinaryOp.MULTIPLY)),
            new Reading(
                    "entrywise_last",
                    say("what stands side by side is multiplied before ⊙"),
                    "(1 - a^2) \\odot W^T \\delta",
                    Readings::entrywiseLast),
            new Reading(
                    "inner",
                    say("two vectors side by side are their inner product"),
                    "2 (w x - y) x",
                    (part, context) -> sideBySide(part, context, BinaryOp.MATMUL)),
            new Reading(
                    "diagonal",
                    say("a capital is the diagonal matrix of the vector that has the small letter"),
                    "X^T W (y - X b)",
                    MatrixNames::diagonal),
            new Reading(
                    "function",
                    say("a bracket behind a quantity holds what it is computed from"),
                    "\\beta E(w)",
                    Readings::applied),
            new Reading(
                    "outer",
                    say("⊗ between two vectors is their outer product"),
                    "\\delta \\otimes x",
                    Readings::outer),
            new Reading("length", say("bars round a vector are its length"), "a / |a|", Readings::length),
            new Reading(
                    "absolute_values",
                    say("bars round a matrix are the absolute values of its entries"),
                    "X \\oslash |X|",
                    Readings::absoluteValues),
            new Reading(
                    "jacobian",
                    say("the derivative of a function of each entry is the matrix with it on the diagonal"),
                    "(\\partial a / \\partial z)^T \\partial J / \\partial a",
                    Readings::jacobian),
            new Reading(
                    "sum_of_jacobian",
                    say("a sum over the entries of a vector and a Jacobian is their product"),
                    "\\sum_j \\frac{\\partial J}{\\partial p_j} \\frac{\\partial p_j}{\\partial z_i}",
                    Readings::sumOfJacobian),
            new Reading(
                    "chain",
                    say("a gradient by a matrix before or behind its derivative is summed over all entries"),
                    "\\frac{\\partial J}{\\partial Z} \\frac{\\partial Z}{\\partial b}",
                    ChainProducts::meaning),
            new Reading(
                    "kept_axis",
                    say("a sum or a mean along an axis keeps the axis, with one entry"),
                    "P \\odot \\sum_{\\text{axis }1}\\left(P\\right)",
                    Readings::keptAxis),
            new Reading(
                    "sum_of_bracket",
                    say("the sign of a sum before a bracket adds up the bracket alone"),
                    "2 \\sum\\left(X\\right) X",
                    SampleSums::ofBracket),
            new Reading(
                    "row_vector", say("a vector is a row, and its transpose a column"), "X * w'", Factors::rowVector),
            new Reading(
                    "glued_below",
                    say("what is glued to a number below a slash is below it as well"),
                    "1/2m (a - y)^T (a - y)",
                    Factors::below));

    private Readings() {}

    /** A formula as it is read wherever it stands. */
    public static Expr first(Expr formula, Context context) {
        Expr read = formula;
        for (Reading reading : FIRST) {
            read = reading.of(read, context);
        }
        return read;
    }

    /** A side that is the identity matrix, which has as many rows as something. */
    public static Expr identity(Expr side, Optional<Node> like, Context context) {
        return MatrixNames.sized(side, like, context);
    }

    /** A reduction along an axis of a formula of LaTeX, where nobody says whether the axis stays. */
    private static Optional<Expr> keptAxis(Expr part, Context context) {
        return part instanceof Expr.Call call
                        && REDUCTIONS.contains(call.function())
                        && context.dialect() == Dialect.LATEX
                        && call.keywords().size() == 1
                        && call.keywords().get(0).name().equals("axis")
                ? Optional.of(new Expr.Call(
                        call.function(),
                        call.functionSpan(),
                        call.arguments(),
                        List.of(
                                call.keywords().get(0),
                                new Expr.Keyword("keepdims", new Expr.Bool(true, call.span()), call.span())),
                        call.span()))
                : Optional.empty();
    }

    /**
     * Where a sum is that was written with a Σ, if a part is one: of a sum of columns times rows the parser has made one product
     * of matrices.
     */
    public static Optional<Span> writtenSum(Expr part, Context context) {
        boolean outer = part instanceof Expr.Binary product
                && product.op() == BinaryOp.MATMUL
                && SampleSums.isSign(product.span(), context);
        if (outer) {
            return Optional.of(part.span());
        }
        return SampleSums.isWritten(part, context)
                ? Optional.of(new Span(
                        ((Expr.Call) part).functionSpan().start(), part.span().end()))
                : Optional.empty();
    }

    /**
     * Whether a part is a Σ of what has no meaning without its index.
     *
     * @param others the readings that may give it one
     */
    public static boolean isUnreadSum(Expr part, Context context, List<Reading> others) {
        Expr summed = part instanceof Expr.Call call && !call.arguments().isEmpty()
                ? call.arguments().get(0)
                : part;
        return writtenSum(part, context).isPresent()
                && context.node(summed).isEmpty()
                && others.stream().allMatch(reading -> reading.of(part, context) == part);
    }

    private static Optional<Expr> matrixPower(Expr part, Context context) {
        if (context.dialect() == Dialect.PLAIN
                || !(part instanceof Expr.Binary power)
                || power.op() != BinaryOp.POWER
                || context.between(power.left(), power.right()).contains(".^")) {
            return Optional.empty();
        }
        boolean negative = power.right() instanceof Expr.Negate;
        Expr size = negative ? ((Expr.Negate) power.right()).operand() : power.right();
        boolean whole = size instanceof Expr.Num number
                && number.value() == Math.rint(number.value())
                && number.value() >= 1
                && number.value() <= MOST_FACTORS;
        if (!whole || context.node(power.left()).filter(Readings::isSquare).isEmpty()) {
            return Optional.empty();
        }
        Span span = part.span();
        Expr factor = negative ? call("inv", power.left(), span) : power.left();
        Expr product = factor;
        for (int i = 1; i < ((Expr.Num) size).value(); i++) {
            product = new Expr.Binary(BinaryOp.MATMUL, product, factor, span);
        }
        return Optional.of(product);
    }

    /** Whether something is a matrix of as many columns as rows, and more than one. */
    public static boolean isSquare(Node node) {
        return node.rank() == 2
                && node.shape().dim(0).sameSize(node.shape().dim(1))
                && !node.shape().dim(0).isOne();
    }

    /** The inner of bars that LaTeX writes, whatever they mean. */
    private static Optional<Expr> insideBars(Expr part, Context context) {
        return context.dialect() == Dialect.LATEX
                        && part instanceof Expr.Call call
                        && (call.function().equals("abs") || call.function().equals("det"))
                        && call.arguments().size() == 1
                        && call.keywords().isEmpty()
                        && context.startsWith(call.functionSpan(), BARS)
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }

    private static Optional<Expr> bars(Expr part, Context context) {
        return insideBars(part, context).flatMap(inner -> context.node(inner)
                .map(node -> isSquare(node) ? "det" : "abs")
                .filter(function -> !function.equals(((Expr.Call) part).function()))
                .map(function -> new Expr.Call(
                        function, ((Expr.Call) part).functionSpan(), List.of(inner), List.of(), part.span())));
    }

    private static Optional<Expr> outer(Expr part, Context context) {
        boolean vectors = part instanceof Expr.Call kron
                && kron.function().equals("kron")
                && context.rank() == 2
                && kron.arguments().stream().allMatch(factor -> context.node(factor)
                        .filter(node -> node.rank() == 1)
                        .isPresent());
        return vectors && part instanceof Expr.Call kron
                ? Optional.of(new Expr.Call("outer", kron.functionSpan(), kron.arguments(), List.of(), kron.span()))
                : Optional.empty();
    }

    /** What a bracket behind a name holds, if that is a name alone. */
    private static Optional<Expr.Name> inBrackets(Expr part, Context context) {
        if (!(part instanceof Expr.Binary product && product.right() instanceof Expr.Name argument)) {
            return Optional.empty();
        }
        Expr last = product.left();
        while (last instanceof Expr.Binary inner && inner.op().isProduct()) {
            last = inner.right();
        }
        int from = last.span().end();
        int to = argument.span().start();
        boolean bracket = product.op().isProduct()
                && last instanceof Expr.Name
                && from >= 0
                && from < to
                && context.text()
                        .substring(from, to)
                        .replace("\\left", "")
                        .strip()
                        .equals("(");
        return bracket ? Optional.of(argument) : Optional.empty();
    }

    /** {@code E(w)}, where E is computed from w. */
    private static Optional<Expr> applied(Expr part, Context context) {
        Optional<Node> by = inBrackets(part, context).flatMap(context::node);
        if (by.isEmpty()) {
            return Optional.empty();
        }
        Expr last = ((Expr.Binary) part).left();
        while (last instanceof Expr.Binary inner && inner.op().isProduct()) {
            last = inner.right();
        }
        Optional<Node> of = context.node(last);
        return of.isPresent() && of.get() != by.get() && of.get().ancestors().contains(by.get())
                ? Optional.of(((Expr.Binary) part).left())
                : Optional.empty();
    }

    /** {@code π(a)}, where a is one-hot. */
    private static Optional<Expr> chosen(Expr part, Context context) {
        Optional<Leaf> choice = inBrackets(part, context)
                .flatMap(context::node)
                .filter(node -> node.op() instanceof Leaf leaf && leaf.domain().kind() == Domain.Kind.ONEHOT)
                .map(node -> (Leaf) node.op());
        boolean same = choice.isPresent()
                && context.node(((Expr.Binary) part).left())
                        .filter(of -> of.shape()
                                .sameShape(context.node(((Expr.Binary) part).right())
                                        .orElseThrow()
                                        .shape()))
                        .isPresent();
        if (!same) {
            return Optional.empty();
        }
        Span span = part.span();
        Expr entries = ((Expr.Binary) part).as(BinaryOp.MULTIPLY);
        Expr axis = new Expr.Num(choice.get().domain().axis(), span);
        return Optional.of(
                new Expr.Call("sum", span, List.of(entries), List.of(new Expr.Keyword("axis", axis, span)), span));
    }

    private static Optional<Expr> length(Expr part, Context context) {
        return insideBars(part, context)
                .filter(inner -> context.node(inner).filter(Readings::isVector).isPresent())
                .map(inner -> call("norm", inner, part.span()));
    }

    private static Optional<Expr> absoluteValues(Expr part, Context context) {
        return insideBars(part, context)
                .filter(inner -> context.node(inner).filter(Readings::isSquare).isPresent())
                .map(inner -> call("abs", inner, part.span()));
    }

    private static boolean isVector(Node node) {
        return node.rank() == 1
                || (node.rank() == 2
                        && node.shape().dim(0).isOne() != node.shape().dim(1).isOne());
    }

    /** The product of two vectors of one axis that stand side by side, neither of them transposed. */
    private static Optional<Expr> sideBySide(Expr part, Context context, BinaryOp meaning) {
        if (!(part instanceof Expr.Binary product) || product.op() != BinaryOp.PRODUCT) {
            return Optional.empty();
        }
        Optional<Node> left = context.node(product.left());
        Optional<Node> right = context.node(product.right());
        boolean vectors = left.isPresent()
                && right.isPresent()
                && left.get().rank() == 1
                && left.get().shape().sameShape(right.get().shape());
        // a column times what is a row when transposed is a matrix; of two rows it is a number
        Expr turned = new Expr.Transpose(product.right(), product.right().span());
        boolean columns = vectors
                && context.node(new Expr.Binary(BinaryOp.PRODUCT, product.left(), turned, part.span()))
                        .filter(node -> node.rank() == 2)
                        .isPresent();
        return columns && context.node(part).isEmpty() ? Optional.of(product.as(meaning)) : Optional.empty();
    }

    /** {@code (a ⊙ B) c} without brackets is {@code a ⊙ (B c)}. */
    private static Optional<Expr> entrywiseLast(Expr part, Context context) {
        boolean product = context.dialect() == Dialect.LATEX
                && part instanceof Expr.Binary whole
                && (whole.op() == BinaryOp.PRODUCT || whole.op() == BinaryOp.MATMUL)
                && whole.left() instanceof Expr.Binary entrywise
                && entrywise.op() == BinaryOp.MULTIPLY
                && SIGNS.stream().anyMatch(context.between(entrywise.left(), entrywise.right())::contains)
                && !context.between(entrywise.right(), whole.right()).contains(")");
        if (!product) {
            return Optional.empty();
        }
        Expr.Binary whole = (Expr.Binary) part;
        Expr.Binary entrywise = (Expr.Binary) whole.left();
        Span span =
                new Span(entrywise.right().span().start(), whole.right().span().end());
        Expr behind = new Expr.Binary(whole.op(), entrywise.right(), whole.right(), whole.operator(), span);
        return Optional.of(
                new Expr.Binary(entrywise.op(), entrywise.left(), behind, entrywise.operator(), whole.span()));
    }

    private static Optional<Expr> jacobian(Expr part, Context context) {
        return isRatio(part)
                        && context.node(part)
                                .filter(node -> isVector(node) && isOfEntries(part, context))
                                .isPresent()
                ? Optional.of(call("diag", part, part.span()))
                : Optional.empty();
    }

    /** Whether a ratio is not the gradient of a number. */
    private static boolean isOfEntries(Expr ratio, Context context) {
        Expr.Name above = (Expr.Name) ((Expr.Binary) ratio).left();
        return context.node(new Expr.Name(above.id().substring(1), above.span()))
                .filter(node -> !node.isScalar())
                .isPresent();
    }

    private static boolean isDifferential(Expr expr) {
        return expr instanceof Expr.Name name
                && name.id().length() > 1
                && name.id().startsWith("d");
    }

    private static Optional<Expr> sumOfJacobian(Expr part, Context context) {
        if (!SampleSums.isWritten(part, context)
                || !(((Expr.Call) part).arguments().get(0) instanceof Expr.Binary product)
                || (product.op() != BinaryOp.MULTIPLY && product.op() != BinaryOp.PRODUCT)) {
            return Optional.empty();
        }
        Optional<Node> left = context.node(product.left());
        Optional<Node> right = context.node(product.right());
        boolean before = left.isPresent()
                && right.isPresent()
                && left.get().rank() == 1
                && right.get().rank() == 2;
        return before && isRatio(product.right()) ? Optional.of(product.as(BinaryOp.MATMUL)) : Optional.empty();
    }

    /** What is differentiated in a ratio {@code dZ/db}. */
    static Optional<String> above(Expr expr) {
        return isRatio(expr)
                ? Optional.of(((Expr.Name) ((Expr.Binary) expr).left()).id().substring(1))
                : Optional.empty();
    }

    private static boolean isRatio(Expr expr) {
        return expr instanceof Expr.Binary quotient
                && quotient.op() == BinaryOp.DIVIDE
                && isDifferential(quotient.left())
                && isDifferential(quotient.right());
    }

    /** In MATLAB a vector may have been declared as a row; of one axis it does not tell. */
    private static Expr call(String function, Expr argument, Span span) {
        return new Expr.Call(function, span, List.of(argument), List.of(), span);
    }
}
