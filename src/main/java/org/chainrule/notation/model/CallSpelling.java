package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * How a call is typeset: as the op is that it builds, when it builds one op of just its arguments. So a formula that is
 * typed and one that is printed from a graph look alike, and an op's LaTeX is written down once.
 */
final class CallSpelling {
    /** {@code \tanh\left(}, {@code \operatorname{softplus}\left(}: where a prime can stand. */
    private static final Pattern HEAD = Pattern.compile("(\\\\[a-zA-Z]+(?:\\{\\w+\\})?)(\\\\left\\(.*)");

    /** What an argument may be when its shape is not known. */
    private static final List<Shape> GUESSES = List.of(Shape.of(2, 2), Shape.of(2), Shape.SCALAR, Shape.of(2, 2, 2));

    private final Expr.Call call;
    private final Function<Expr, Optional<Node>> meanings;

    private CallSpelling(Expr.Call call, Function<Expr, Optional<Node>> meanings) {
        this.call = call;
        this.meanings = meanings;
    }

    /**
     * A call as one op.
     *
     * @param spelling the op's
     * @param inputs what fills the places of the spelling; other arguments, such as axes, are part of the op
     */
    record Spelled(Spelling spelling, List<Expr> inputs) {
        private Optional<Spelled> primed(int primes) {
            Matcher head = HEAD.matcher(spelling.latex());
            if (primes == 0) {
                return Optional.of(this);
            }
            return head.matches()
                    ? Optional.of(
                            new Spelled(spelling.latex(head.group(1) + "'".repeat(primes) + head.group(2)), inputs))
                    : Optional.empty();
        }
    }

    static Optional<Spelled> of(Expr.Call call, Function<Expr, Optional<Node>> meanings) {
        String plain = call.function().replace("'", "");
        int primes = call.function().length() - plain.length();
        CallSpelling spellings = new CallSpelling(call, meanings);
        return CallableFunctions.find(plain).flatMap(spellings::find).flatMap(found -> found.primed(primes));
    }

    private Optional<Spelled> find(org.chainrule.ops.Function function) {
        // A number is an input of maximum(0, z), and a part of the op in leaky_relu(z, 0.1).
        for (boolean numbersAreInputs : new boolean[] {true, false}) {
            for (Shape guess : GUESSES) {
                Optional<Spelled> found = build(function, guess, numbersAreInputs);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Spelled> build(org.chainrule.ops.Function function, Shape guess, boolean numbersAreInputs) {
        List<Expr> inputs = new ArrayList<>();
        List<Node> places = new ArrayList<>();
        List<Arg> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            Optional<Arg> literal = literal(argument).filter(arg -> !(numbersAreInputs && arg instanceof Arg.Num));
            if (literal.isEmpty()) {
                Type type = meanings.apply(argument).map(Node::type).orElse(Type.real(guess));
                places.add(Node.input("argument" + places.size(), type, Domain.REAL));
                inputs.add(argument);
            }
            arguments.add(literal.orElseGet(() -> new Arg.Value(places.get(places.size() - 1))));
        }
        Map<String, Arg> keywords = new LinkedHashMap<>();
        for (Expr.Keyword keyword : call.keywords()) {
            Optional<Arg> literal = literal(keyword.value());
            if (literal.isEmpty()) {
                return Optional.empty();
            }
            keywords.put(keyword.name(), literal.get());
        }
        try {
            Node built = function.call(arguments, keywords);
            Spelling spelling = built.op().spelling();
            return built.inputs().equals(places) && !places.isEmpty() && shows(spelling, arguments, keywords)
                    ? Optional.of(new Spelled(spelling, inputs))
                    : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** No number may get lost, such as the slope of a leaky_relu. */
    private static boolean shows(Spelling spelling, List<Arg> arguments, Map<String, Arg> keywords) {
        return Stream.concat(arguments.stream(), keywords.values().stream())
                .filter(arg -> arg instanceof Arg.Num || arg instanceof Arg.Items)
                .allMatch(arg -> spelling.latex().contains(arg.toString()));
    }

    private static Optional<Arg> literal(Expr expr) {
        if (expr instanceof Expr.Num num) {
            return Optional.of(new Arg.Num(num.value()));
        } else if (expr instanceof Expr.Negate negate && negate.operand() instanceof Expr.Num num) {
            return Optional.of(new Arg.Num(-num.value()));
        } else if (expr instanceof Expr.Bool bool) {
            return Optional.of(new Arg.Bool(bool.value()));
        } else if (expr instanceof Expr.Text text) {
            return Optional.of(new Arg.Text(text.value()));
        } else if (expr instanceof Expr.None) {
            return Optional.of(new Arg.None());
        } else if (expr instanceof Expr.Numbers numbers && numbers.shape().size() == 1) {
            List<Arg> items = new ArrayList<>();
            numbers.data().asList().forEach(value -> items.add(new Arg.Num(value)));
            return Optional.of(new Arg.Items(items));
        }
        return Optional.empty();
    }
}
