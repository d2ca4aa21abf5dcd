package org.example.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.example.adversary.World.Declared;

/** Writes formulas another way without changing what they say, by rules that are not those of the library. */
final class Rewriter {
    private final RandomModel model;
    private final SplittableRandom random;

    Rewriter(RandomModel model, SplittableRandom random) {
        this.model = model;
        this.random = random;
    }

    /** The same, written another way in some places. */
    Term rewritten(Term term) {
        Term result = term;
        int times = random.nextInt(5);
        for (int i = 0; i < times && result.places() < 120; i++) {
            result = result.changedAt(random.nextInt(result.places()), this::step);
        }
        return result;
    }

    private Term step(Term term) {
        List<UnaryOperator<Term>> ways = new ArrayList<>();
        // Numbers made of numbers alone are computed in doubles while a file is read.
        boolean varies = term.parts().stream().anyMatch(part -> part.op().equals("leaf"))
                && term.shape().length() < 2;
        for (int i = 0; i < 4; i++) {
            ways.add(Rewriter::structural);
            ways.add(this::byFacts);
        }
        ways.add(varies ? this::idle : Rewriter::structural);
        return ways.get(random.nextInt(ways.size())).apply(term);
    }

    /** Something that does nothing. */
    private Term idle(Term term) {
        Term s = random.nextBoolean() && uses("b")
                ? leaf("b")
                : random.nextBoolean() ? Term.size("n") : Term.of("sum", leaf("w"));
        Term c = RandomModel.number(random);
        return switch (random.nextInt(6)) {
            case 0 -> Term.of("-", Term.of("+", term, s), s);
            case 1 -> Term.of("/", Term.of("*", Term.num("2"), term), Term.num("2"));
            case 2 -> Term.of("where", Term.of(">", s, c), term, term);
            case 3 -> Term.of("*", term, Term.of("+", Term.of(">", s, c), Term.of("<=", s, c)));
            case 4 -> Term.of("neg", Term.of("neg", term));
            default -> Term.of("+", Term.of("-", term, c), c);
        };
    }

    private boolean uses(String name) {
        return model.leaves().stream().anyMatch(leaf -> leaf.name().equals(name));
    }

    private Term leaf(String name) {
        return model.byName().containsKey(name)
                ? model.byName().get(name).term()
                : model.variable().term();
    }

    private static Term structural(Term z) {
        if (z.args().isEmpty()) {
            return z;
        }
        Term x = z.arg(0);
        Term y = z.args().size() < 2 ? x : z.arg(1);
        Term zero = Term.num("0");
        Term one = Term.num("1");
        Term two = Term.num("2");
        return switch (z.op()) {
            case "+" ->
                x.op().equals("*") && y.equals(x.arg(0))
                        ? Term.of("*", y, Term.of("+", x.arg(1), one))
                        : Term.of("+", y, x);
            case "*" ->
                x.op().equals("+") || x.op().equals("-")
                        ? Term.of(x.op(), Term.of("*", x.arg(0), y), Term.of("*", x.arg(1), y))
                        : y.op().equals("where")
                                ? Term.of("where", y.arg(0), Term.of("*", x, y.arg(1)), Term.of("*", x, y.arg(2)))
                                : Term.COMPARISONS.contains(y.op()) && y.shape().equals(z.shape())
                                        ? Term.of("where", y, x, zero)
                                        : Term.of("*", y, x);
            case "-" -> Term.of("+", x, Term.of("neg", y));
            case "/" -> Term.of("*", x, Term.of("/", one, y));
            case "neg" -> Term.of("*", Term.num("-1"), x);
            case "square" -> Term.of("*", x, x);
            case "relu" ->
                z.places() % 3 == 0
                        ? Term.of("maximum", x, zero)
                        : z.places() % 3 == 1
                                ? Term.of("where", Term.of(">", x, zero), x, zero)
                                : Term.of("/", Term.of("+", Term.of("abs", x), x), two);
            case "abs" ->
                z.places() % 2 == 0
                        ? Term.of("maximum", x, Term.of("neg", x))
                        : Term.of("+", Term.of("relu", x), Term.of("relu", Term.of("neg", x)));
            case "maximum" ->
                z.places() % 2 == 0
                        ? Term.of("neg", Term.of("minimum", Term.of("neg", x), Term.of("neg", y)))
                        : Term.of("+", y, Term.of("relu", Term.of("-", x, y)));
            case "minimum" -> Term.of("where", Term.of("<", x, y), x, y);
            case "clamp" -> Term.of("minimum", Term.of("maximum", x, y), z.arg(2));
            case ">" -> z.places() % 2 == 0 ? Term.of("<", y, x) : Term.of("-", one, Term.of("<=", x, y));
            case "<" -> z.places() % 2 == 0 ? Term.of(">", y, x) : Term.of("step", Term.of("-", y, x));
            case ">=" -> Term.of("-", one, Term.of("<", x, y));
            case "<=" -> Term.of(">=", y, x);
            case "where" ->
                Term.COMPARISONS.contains(x.op()) && z.places() % 2 == 0
                        ? Term.of("where", Term.of("==", x, zero), z.arg(2), y)
                        : Term.COMPARISONS.contains(x.op())
                                ? Term.of("+", Term.of("*", x, y), Term.of("*", Term.of("-", one, x), z.arg(2)))
                                : z;
            case "tanh" -> Term.of("-", Term.of("*", two, Term.of("sigmoid", Term.of("*", two, x))), one);
            case "sigmoid" ->
                z.places() % 2 == 0
                        ? Term.of("/", one, Term.of("+", one, Term.of("exp", Term.of("neg", x))))
                        : Term.of("-", one, Term.of("sigmoid", Term.of("neg", x)));
            case "sign" -> Term.of("-", Term.of(">", x, zero), Term.of("<", x, zero));
            case "step" -> Term.of(">", x, zero);
            case "mean" -> x.shape().equals("n") ? Term.of("/", Term.of("sum", x), Term.size("n")) : z;
            case "sum" ->
                x.op().equals("*")
                                && x.arg(0).shape().equals("n")
                                && x.arg(1).shape().equals("n")
                        ? Term.of("@", x.arg(0), x.arg(1))
                        : z;
            case "softmax" -> Term.of("exp", Term.of("-", x, Term.of("logsumexp", x)));
            case "@" -> x.shape().length() == 1 && y.shape().length() == 1 ? Term.of("sum", Term.of("*", x, y)) : z;
            default -> z;
        };
    }

    /** What the declared domains allow. */
    private Term byFacts(Term z) {
        if (z.args().isEmpty()) {
            return z;
        }
        Term x = z.arg(0);
        Declared leaf = model.byName().get(x.name());
        if (leaf == null || !x.op().equals("leaf")) {
            return z;
        }
        String domain = leaf.domain();
        return switch (z.op()) {
            case "sum" -> domain.startsWith("onehot") || domain.startsWith("simplex") ? Term.num("1") : z;
            case "abs", "relu" -> leaf.isPositive() ? x : z;
            case "sign", "step" -> leaf.isPositive() ? Term.ones(x.shape()) : z;
            case "T" -> domain.equals("symmetric") ? x : z;
            case "floor" -> leaf.isWhole() ? x : z;
            case "square" -> domain.startsWith("onehot") ? x : z;
            case "*" -> domain.startsWith("onehot") && x.equals(z.arg(1)) ? x : z;
            default -> z;
        };
    }
}
