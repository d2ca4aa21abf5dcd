package org.chainrule.explain.lecture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.explain.Written;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.ExprLatex;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.tensor.Dim;

/**
 * Formulas in LaTeX in which a sum over the samples is one: {@code \sum_{i=1}^{m} dZ_{1}^{(i)}} for
 * {@code sum(dZ1, axis=1, keepdims=true)}. Samples are what no parameter has an axis for.
 */
final class LectureFormula {
    private static final Set<String> ENTRYWISE = Set.of(
            "exp",
            "log",
            "tanh",
            "sigmoid",
            "relu",
            "softplus",
            "sqrt",
            "abs",
            "sin",
            "cos",
            "log1p",
            "maximum",
            "minimum",
            "sign");

    private final ExpressionReader reader;
    private final Set<Dim> samples = new LinkedHashSet<>();
    private final UnaryOperator<String> names;

    /**
     * Formulas about a model.
     *
     * @param more what other names stand for, such as those of gradients
     * @param parameters by what is differentiated
     * @param names names in LaTeX
     */
    LectureFormula(Model model, Map<String, Node> more, List<Node> parameters, UnaryOperator<String> names) {
        this.reader = ExpressionReader.of(model, more);
        this.names = names;
        model.leaves().forEach(leaf -> samples.addAll(leaf.shape().dims()));
        parameters.forEach(parameter -> samples.removeAll(parameter.shape().dims()));
        samples.removeIf(dim -> dim.isOne() || dim.freeName().isEmpty());
    }

    /** A formula in LaTeX. */
    String latex(Written formula) {
        Expr expr = Syntax.parseExpression(Source.of("formula", formula.text())).result();
        boolean sums = expr.parts().stream()
                .anyMatch(part -> part instanceof Expr.Call call && sum(call).isPresent());
        return sums ? latex(expr) : renamed(formula.latex(), expr);
    }

    private String latex(Expr formula) {
        List<Expr> sums = new ArrayList<>();
        List<String> written = new ArrayList<>();
        Expr rest = Renaming.rewritten(formula, part -> {
            Optional<String> sum = part instanceof Expr.Call call ? sum(call) : Optional.empty();
            if (sum.isEmpty()) {
                return part;
            }
            sums.add(part);
            written.add(sum.get());
            return new Expr.Name(placeholder(sums.size() - 1), part.span());
        });
        String latex = typeset(rest, sums);
        for (int i = sums.size() - 1; i >= 0; i--) {
            String sum = written.get(i);
            boolean alone = rest instanceof Expr.Name
                    || (rest instanceof Expr.Binary quotient
                            && quotient.op() == BinaryOp.DIVIDE
                            && quotient.left() instanceof Expr.Name);
            latex = latex.replace(LatexName.of(placeholder(i)), alone ? sum : "\\left(" + sum + "\\right)");
        }
        return latex;
    }

    /** In the names of the lecture, which has its own for gradients. */
    private String typeset(Expr formula, List<Expr> sums) {
        return renamed(ExprLatex.of(formula, part -> meaning(part, sums)), formula);
    }

    private String renamed(String written, Expr formula) {
        String latex = written;
        Set<String> used = new LinkedHashSet<>();
        formula.parts().stream().filter(Expr.Name.class::isInstance).forEach(name -> used.add(((Expr.Name) name).id()));
        for (String name : used) {
            String other = names.apply(name);
            if (!name.startsWith("sum#") && !other.equals(LatexName.of(name))) {
                latex = latex.replaceAll(
                        "(?<![\\\\A-Za-z])" + Pattern.quote(LatexName.of(name)) + "(?![A-Za-z_^])",
                        Matcher.quoteReplacement(other));
            }
        }
        return latex;
    }

    private static String placeholder(int i) {
        return "sum#" + i + "#";
    }

    private Optional<Node> meaning(Expr part, List<Expr> sums) {
        Expr whole = part;
        for (int i = sums.size() - 1; i >= 0; i--) {
            int at = i;
            whole = Renaming.rewritten(
                    whole,
                    inner -> inner instanceof Expr.Name name && name.id().equals(placeholder(at))
                            ? sums.get(at)
                            : inner);
        }
        return reader.find(Renaming.rewritten(
                whole,
                inner -> inner instanceof Expr.Name name && name.id().endsWith("(i)")
                        ? new Expr.Name(name.id().substring(0, name.id().length() - 3), name.span())
                        : inner));
    }

    /** A sum over samples of what is the same formula for each. */
    private Optional<String> sum(Expr.Call call) {
        boolean known = call.function().equals("sum") || call.function().equals("mean");
        if (!known || call.arguments().size() != 1) {
            return Optional.empty();
        }
        Expr body = call.arguments().get(0);
        Optional<Node> node = reader.find(body);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        int axis = axis(call, node.get());
        if (axis < 0 || !samples.contains(node.get().shape().dim(axis))) {
            return Optional.empty();
        }
        Dim size = node.get().shape().dim(axis);
        if (node.get().shape().dims().stream().filter(size::equals).count() > 1) {
            // the index would not say along which of the two
            return Optional.empty();
        }
        Optional<Expr> each = each(body, node.get().rank() - axis, size);
        return each.map(one -> {
            String latex = typeset(one, List.of());
            boolean terms =
                    one instanceof Expr.Binary sum && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUBTRACT);
            return (call.function().equals("mean") ? "\\frac{1}{" + size + "} " : "") + "\\sum_{i=1}^{" + size + "} "
                    + (terms ? "\\left(" + latex + "\\right)" : latex);
        });
    }

    /** The axis of a sum, or the only one that what it sums has; negative where there are several. */
    private static int axis(Expr.Call call, Node of) {
        for (Expr.Keyword keyword : call.keywords()) {
            if (keyword.name().equals("axis")) {
                return keyword.value() instanceof Expr.Num number && number.value() < of.rank()
                        ? (int) number.value()
                        : -1;
            }
        }
        int only = -1;
        for (int axis = 0; axis < of.rank(); axis++) {
            if (!of.shape().dim(axis).isOne()) {
                only = only == -1 ? axis : -2;
            }
        }
        return only;
    }

    /**
     * What is summed, for sample i.
     *
     * @param fromEnd at which axis the samples are counted, from the last one, 1
     */
    private Optional<Expr> each(Expr body, int fromEnd, Dim size) {
        for (Expr part : body.parts()) {
            boolean fits = part instanceof Expr.Name
                    || part instanceof Expr.Num
                    || part instanceof Expr.Negate
                    || (part instanceof Expr.Binary binary
                            && (binary.op() == BinaryOp.ADD
                                    || binary.op() == BinaryOp.SUBTRACT
                                    || binary.op() == BinaryOp.MULTIPLY
                                    || binary.op() == BinaryOp.DIVIDE
                                    || binary.op() == BinaryOp.POWER))
                    || (part instanceof Expr.Call call
                            && ENTRYWISE.contains(call.function())
                            && call.keywords().isEmpty());
            if (!fits) {
                return Optional.empty();
            }
        }
        return Optional.of(Renaming.rewritten(body, part -> {
            boolean indexed = part instanceof Expr.Name
                    && reader.find(part)
                            .filter(node -> node.rank() >= fromEnd
                                    && node.shape().dim(node.rank() - fromEnd).equals(size))
                            .isPresent();
            return indexed ? new Expr.Name(((Expr.Name) part).id() + "(i)", Span.NONE) : part;
        }));
    }
}
