package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes expressions in the manner of numpy, PyTorch and MATLAB, so that a correction can be pasted where the line came from. */
public final class ForeignText {
    private static final Pattern NUMPY =
            Pattern.compile("\\bnp\\.|\\bnumpy\\.|\\*\\*|\\bTrue\\b|\\.dot\\(|\\.sum\\(|\\.mean\\(|\\.reshape\\(");
    private static final Pattern TORCH =
            Pattern.compile("\\btorch\\.|\\.mm\\(|\\.t\\(\\)|\\bdim=|\\bkeepdim=|\\.bmm\\(|\\bF\\.");
    /** Functions that both modules have by these names. */
    private static final Set<String> SHARED = Set.of(
            "sum",
            "mean",
            "exp",
            "log",
            "sqrt",
            "tanh",
            "sin",
            "cos",
            "abs",
            "sign",
            "maximum",
            "minimum",
            "where",
            "outer",
            "ones",
            "zeros",
            "eye",
            "trace",
            "stack",
            "broadcast_to",
            "reshape",
            "prod",
            "max",
            "min",
            "cumsum",
            "diag",
            "dot",
            "squeeze",
            "cosh",
            "sinh");

    private static final Map<String, String> OF_NUMPY =
            Map.of("concat", "concatenate", "inv", "linalg.inv", "norm", "linalg.norm", "det", "linalg.det");
    private static final Map<String, String> OF_TORCH = Map.of(
            "concat",
            "cat",
            "inv",
            "linalg.inv",
            "norm",
            "linalg.norm",
            "det",
            "linalg.det",
            "sigmoid",
            "sigmoid",
            "softmax",
            "softmax",
            "relu",
            "relu",
            "one_hot",
            "nn.functional.one_hot");

    private static final Set<String> OF_MATLAB = Set.of(
            "exp", "log", "sqrt", "tanh", "sin", "cos", "abs", "sign", "trace", "inv", "det", "norm", "diag", "sigmoid",
            "cosh", "sinh", "eye");
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "prod");

    private ForeignText() {}

    /**
     * An expression in the manner of a line.
     *
     * @param line as it was written
     * @param dialect in whose manner it was read
     * @return empty when that manner has no word for something, or is the plain one
     */
    public static Optional<String> of(Expr expr, String line, Dialect dialect) {
        if (dialect == Dialect.MATLAB) {
            return matlab(expr, 0);
        } else if (dialect == Dialect.LATEX) {
            return Optional.empty();
        } else if (TORCH.matcher(line).find()) {
            return python(expr, "torch.", OF_TORCH)
                    .map(text -> line.contains("F.") ? text.replace("torch.nn.functional.", "F.") : text);
        }
        return NUMPY.matcher(line).find() ? python(expr, "np.", OF_NUMPY) : Optional.empty();
    }

    private static Optional<String> python(Expr expr, String module, Map<String, String> names) {
        boolean product = expr.parts().stream()
                .anyMatch(part -> part instanceof Expr.Binary binary && binary.op() == BinaryOp.PRODUCT);
        if (product) {
            return Optional.empty();
        }
        boolean torch = module.equals("torch.");
        Expr named = Renaming.rewritten(
                expr, part -> part instanceof Expr.Call call ? called(call, module, names, torch) : part);
        String text = SyntaxPrinter.print(named)
                .replace("^", "**")
                .replaceAll("\\btrue\\b", "True")
                .replaceAll("\\bfalse\\b", "False")
                .replaceAll("\\bnone\\b", "None");
        return Optional.of(text);
    }

    private static Expr called(Expr.Call call, String module, Map<String, String> names, boolean torch) {
        String name = names.getOrDefault(call.function(), SHARED.contains(call.function()) ? call.function() : "");
        if (name.isEmpty()) {
            return call;
        }
        List<Expr.Keyword> keywords = call.keywords().stream()
                .map(keyword -> torch && keyword.name().equals("axis")
                        ? new Expr.Keyword("dim", keyword.value(), keyword.span())
                        : torch && keyword.name().equals("keepdims")
                                ? new Expr.Keyword("keepdim", keyword.value(), keyword.span())
                                : keyword)
                .toList();
        return new Expr.Call(module + name, call.functionSpan(), call.arguments(), keywords, call.span());
    }

    private static Optional<String> matlab(Expr expr, int above) {
        if (expr instanceof Expr.Num || expr instanceof Expr.Name) {
            return Optional.of(SyntaxPrinter.print(expr));
        } else if (expr instanceof Expr.Negate negate) {
            return matlab(negate.operand(), 2).map(of -> above > 1 ? "(-" + of + ")" : "-" + of);
        } else if (expr instanceof Expr.Transpose transpose) {
            return matlab(transpose.operand(), 5).map(of -> of + "'");
        } else if (expr instanceof Expr.Binary binary) {
            return matlab(binary, above);
        }
        return expr instanceof Expr.Call call ? matlab(call) : Optional.empty();
    }

    private static Optional<String> matlab(Expr.Binary binary, int above) {
        boolean number = binary.left() instanceof Expr.Num || binary.right() instanceof Expr.Num;
        String sign;
        int own;
        switch (binary.op()) {
            case ADD, SUBTRACT -> {
                sign = binary.op() == BinaryOp.ADD ? " + " : " - ";
                own = 1;
            }
            case MULTIPLY -> {
                sign = number ? " * " : " .* ";
                own = 2;
            }
            case MATMUL, PRODUCT -> {
                sign = " * ";
                own = 2;
            }
            case DIVIDE -> {
                sign = binary.right() instanceof Expr.Num || binary.right() instanceof Expr.Name ? " / " : " ./ ";
                own = 2;
            }
            case POWER -> {
                sign = " .^ ";
                own = 4;
            }
            default -> {
                return Optional.empty();
            }
        }
        Optional<String> left = matlab(binary.left(), own);
        Optional<String> right = matlab(binary.right(), own + 1);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        String text = left.get() + sign + right.get();
        return Optional.of(own < above ? "(" + text + ")" : text);
    }

    private static Optional<String> matlab(Expr.Call call) {
        if (REDUCTIONS.contains(call.function()) && call.arguments().size() == 1) {
            Optional<Expr> axis = call.keywords().stream()
                    .filter(keyword -> keyword.name().equals("axis"))
                    .map(Expr.Keyword::value)
                    .findFirst();
            Optional<String> of = matlab(call.arguments().get(0), 0);
            if (axis.isEmpty() || of.isEmpty() || !(axis.get() instanceof Expr.Num number)) {
                return Optional.empty();
            }
            return Optional.of(call.function() + "(" + of.get() + ", " + (int) (number.value() + 1) + ")");
        } else if (!OF_MATLAB.contains(call.function())
                || !call.keywords().isEmpty()
                || call.arguments().size() != 1) {
            return Optional.empty();
        }
        return matlab(call.arguments().get(0), 0).map(of -> call.function() + "(" + of + ")");
    }
}
