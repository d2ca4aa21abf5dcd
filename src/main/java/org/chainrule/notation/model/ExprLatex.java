package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Template;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.TensorText;

/**
 * An expression in LaTeX as it was written: the same factors in the same order, where {@link Formula} prints what a graph
 * has made of them. A product with a scalar is written without a sign, one of two arrays with one, so the expression's
 * parts are looked up; what cannot be computed is typeset all the same.
 */
public final class ExprLatex {
    private static final int LONGEST = 4000;
    private static final int MOST_ENTRIES = 36;
    private static final String ENTRYWISE = " \\odot ";

    private final Function<Expr, Optional<Node>> meanings;
    private final IdentityHashMap<Expr, Typeset> done = new IdentityHashMap<>();

    /** LaTeX, how tightly it binds, whether it begins with a digit, and whether it is a product entry by entry. */
    private record Typeset(String latex, int precedence, boolean numeral, boolean entrywise) {
        Typeset(String latex, int precedence, boolean numeral) {
            this(latex, precedence, numeral, false);
        }

        static Typeset atom(String latex) {
            return new Typeset(latex, Spelling.POSTFIX, false);
        }

        String at(int required) {
            return precedence >= required ? latex : "\\left(" + latex + "\\right)";
        }
    }

    private ExprLatex(Function<Expr, Optional<Node>> meanings) {
        this.meanings = meanings;
    }

    /**
     * An expression in LaTeX.
     *
     * @param meanings the graph of a part of the expression, empty when it has none
     */
    public static String of(Expr expr, Function<Expr, Optional<Node>> meanings) {
        return new ExprLatex(meanings).write(expr);
    }

    private String write(Expr root) {
        List<Expr> stack = new ArrayList<>(List.of(root));
        while (!stack.isEmpty()) {
            Expr expr = stack.get(stack.size() - 1);
            int waiting = stack.size();
            for (Expr child : expr.children()) {
                if (!done.containsKey(child)) {
                    stack.add(child);
                }
            }
            if (stack.size() == waiting) {
                stack.remove(waiting - 1);
                Typeset typeset = typeset(expr);
                done.put(expr, typeset.latex.length() > LONGEST ? Typeset.atom("\\cdots") : typeset);
            }
        }
        return get(root).latex;
    }

    private Typeset get(Expr expr) {
        Typeset typeset = done.get(expr);
        if (typeset == null) {
            throw new IllegalStateException("not written yet: " + expr);
        }
        return typeset;
    }

    private String at(Expr expr, int required) {
        return get(expr).at(required);
    }

    private Typeset typeset(Expr expr) {
        if (expr instanceof Expr.Name name) {
            String latex = name.id().equals("inf") ? "\\infty" : LatexName.of(name.id());
            return new Typeset(latex, LatexName.isRaised(name.id()) ? Spelling.POWER : Spelling.POSTFIX, false);
        } else if (expr instanceof Expr.Num num) {
            return number(num.value());
        } else if (expr instanceof Expr.Text text) {
            return Typeset.atom("\\text{" + plain(text.value()) + "}");
        } else if (expr instanceof Expr.Bool bool) {
            return Typeset.atom("\\text{" + bool.value() + "}");
        } else if (expr instanceof Expr.None) {
            return Typeset.atom("\\text{none}");
        } else if (expr instanceof Expr.Numbers numbers) {
            return Typeset.atom(numbers(numbers));
        } else if (expr instanceof Expr.ListOf list) {
            return Typeset.atom("\\left[" + separated(list.items()) + "\\right]");
        } else if (expr instanceof Expr.Negate negate) {
            return new Typeset("-" + at(negate.operand(), Spelling.PRODUCT), Spelling.SUM, false);
        } else if (expr instanceof Expr.Transpose transpose) {
            return Typeset.atom("{" + at(transpose.operand(), Spelling.POSTFIX) + "}^{\\top}");
        } else if (expr instanceof Expr.Index index) {
            return Typeset.atom(at(index.operand(), Spelling.POSTFIX) + "\\left[" + items(index.items()) + "\\right]");
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        return call((Expr.Call) expr);
    }

    private static Typeset number(double value) {
        String text = TensorText.number(value);
        int exponent = text.indexOf('e') < 0 ? text.indexOf('E') : text.indexOf('e');
        if (exponent < 0) {
            return new Typeset(text, Spelling.POSTFIX, true);
        }
        String power = text.substring(exponent + 1).replaceFirst("^\\+", "");
        String digits = text.substring(0, exponent);
        String latex = (digits.equals("1") ? "" : digits + " \\cdot ") + "10^{" + power + "}";
        return new Typeset(latex, Spelling.PRODUCT, true);
    }

    private static String numbers(Expr.Numbers numbers) {
        if (numbers.data().length() > MOST_ENTRIES || numbers.shape().size() > 2) {
            return "\\left[\\cdots\\right]";
        }
        int columns = numbers.shape().get(numbers.shape().size() - 1);
        StringBuilder out = new StringBuilder();
        boolean matrix = numbers.shape().size() == 2;
        for (int i = 0; i < numbers.data().length(); i++) {
            String separator = i == 0 ? "" : !matrix ? ", " : i % columns == 0 ? "\\\\ " : " & ";
            out.append(separator).append(TensorText.number(numbers.data().get(i)));
        }
        return matrix ? "\\begin{bmatrix}" + out + "\\end{bmatrix}" : "\\left[" + out + "\\right]";
    }

    private String separated(List<Expr> items) {
        return items.stream().map(item -> at(item, 0)).collect(Collectors.joining(", "));
    }

    private String items(List<Expr.IndexItem> items) {
        return items.stream().map(this::item).collect(Collectors.joining(", "));
    }

    private String item(Expr.IndexItem item) {
        if (item instanceof Expr.At position) {
            return at(position.index(), 0);
        } else if (item instanceof Expr.Slice slice) {
            String step = slice.step().map(s -> ":" + at(s, 0)).orElse("");
            return slice.start().map(s -> at(s, 0)).orElse("") + ":"
                    + slice.stop().map(s -> at(s, 0)).orElse("") + step;
        }
        return "\\ldots";
    }

    private Typeset binary(Expr.Binary binary) {
        BinaryOp op = binary.op();
        Expr left = binary.left();
        Expr right = binary.right();
        return switch (op) {
            case ADD -> infix(left, " + ", right, Spelling.SUM);
            case SUBTRACT -> infix(left, " - ", right, Spelling.SUM);
            case MULTIPLY -> product(left, isScalar(left) || isScalar(right) ? " " : ENTRYWISE, right);
            case MATMUL, PRODUCT -> product(left, " ", right);
            case DIVIDE -> {
                boolean ratio = isDifferential(left) && isDifferential(right);
                String above = ratio ? partial(left) : at(left, 0);
                String below = ratio ? partial(right) : at(right, 0);
                yield new Typeset("\\frac{" + above + "}{" + below + "}", Spelling.POWER, false);
            }
            case POWER ->
                new Typeset(
                        "{" + at(left, Spelling.POSTFIX) + "}^{" + at(right, 0) + "}",
                        Spelling.POWER,
                        get(left).numeral);
            default ->
                new Typeset(
                        "\\left[" + at(left, 0) + " " + comparison(op) + " " + at(right, 0) + "\\right]",
                        Spelling.POSTFIX,
                        false);
        };
    }

    private Typeset infix(Expr left, String symbol, Expr right, int precedence) {
        String latex = at(left, precedence) + symbol + at(right, precedence + 1);
        return new Typeset(latex, precedence, get(left).numeral);
    }

    /** Two numbers side by side would read as one. */
    private Typeset product(Expr left, String symbol, Expr right) {
        String sign = symbol.equals(" ") && get(right).numeral ? " \\cdot " : symbol;
        boolean entrywise = symbol.equals(ENTRYWISE);
        // A ⊙ b side by side with C would read as A ⊙ (b C).
        boolean apart = get(left).entrywise && !entrywise && !isScalar(right);
        Typeset plain = infix(left, sign, right, Spelling.PRODUCT);
        String latex = apart ? at(left, Spelling.POSTFIX) + sign + at(right, Spelling.PRODUCT + 1) : plain.latex;
        return new Typeset(
                latex, Spelling.PRODUCT, plain.numeral && !apart, entrywise || (get(left).entrywise && !apart));
    }

    private boolean isScalar(Expr expr) {
        return expr instanceof Expr.Num
                || meanings.apply(expr).map(Node::isScalar).orElse(false);
    }

    private static String comparison(BinaryOp op) {
        return switch (op) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "\\ne";
            case LESS -> "\\lt";
            case LESS_EQUAL -> "\\le";
            case GREATER -> "\\gt";
            default -> "\\ge";
        };
    }

    /** The dJ of dJ/dz, which is no name by itself. */
    private boolean isDifferential(Expr part) {
        return part instanceof Expr.Name name
                && name.id().length() > 1
                && name.id().startsWith("d")
                && meanings.apply(new Expr.Name(name.id().substring(1), name.span()))
                        .isPresent();
    }

    private static String partial(Expr part) {
        return "\\partial " + LatexName.of(((Expr.Name) part).id().substring(1));
    }

    private Typeset call(Expr.Call call) {
        if (isDerivative(call)) {
            return new Typeset(
                    "\\frac{\\partial " + at(call.arguments().get(0), 0) + "}{\\partial "
                            + at(call.arguments().get(1), 0) + "}",
                    Spelling.POWER,
                    false);
        }
        Optional<CallSpelling.Spelled> spelled = CallSpelling.of(call, meanings);
        if (spelled.isPresent()) {
            Spelling spelling = spelled.get().spelling();
            List<Expr> inputs = spelled.get().inputs();
            String latex = Template.fill(spelling.latex(), inputs.size(), (i, required) -> at(inputs.get(i), required));
            return new Typeset(latex, spelling.latexPrecedence(), false);
        }
        String keywords = call.keywords().stream()
                .map(keyword -> "\\text{" + plain(keyword.name()) + "=}" + at(keyword.value(), 0))
                .collect(Collectors.joining(", "));
        String arguments = separated(call.arguments());
        String comma = arguments.isEmpty() || keywords.isEmpty() ? "" : ", ";
        String plain = call.function().replace("'", "");
        String primes = call.function().substring(plain.length());
        return Typeset.atom("\\operatorname{" + plain.replace("_", "\\_") + "}" + primes + "\\left(" + arguments + comma
                + keywords + "\\right)");
    }

    private static boolean isDerivative(Expr.Call call) {
        return (call.function().equals("grad") || call.function().equals("jacobian"))
                && call.keywords().isEmpty()
                && call.arguments().size() == 2
                && call.arguments().stream().allMatch(Expr.Name.class::isInstance);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\\\{}$]", "").replace("_", "\\_");
    }
}
