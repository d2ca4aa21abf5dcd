package org.example.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.example.adversary.World.Declared;

/**
 * A model and the leaf by which its loss is derived.
 *
 * @param leaves what the file declares
 * @param loss a scalar
 * @param variable a leaf of it that may move
 */
record RandomModel(List<Declared> leaves, Term loss, Declared variable) {
    private static final String[] NUMBERS = {
        "1", "2", "0.5", "3", "7", "10", "0.1", "30", "1000", "0.01", "1e-3", "1e-6", "1e-10", "1e-20", "1e6", "1e10",
        "1e20"
    };

    /** Makes models. */
    static final class Maker {
        private final SplittableRandom random;
        private final List<Declared> leaves = new ArrayList<>();

        Maker(SplittableRandom random) {
            this.random = random;
        }

        RandomModel make() {
            leaves.add(new Declared(
                    "input",
                    "x",
                    "n",
                    pick("", "", "", "positive", "interval(-2, 3)", "interval(1, 50)", "probability")));
            leaves.add(new Declared(
                    "input",
                    "t",
                    "n",
                    pick("", "", "", "positive", "integer(-2, 9)", "onehot(axis=0)", "simplex(axis=0)")));
            leaves.add(new Declared("param", "w", "n", ""));
            leaves.add(new Declared("param", "b", "", ""));
            leaves.add(new Declared("input", "A", "nn", pick("", "symmetric")));
            leaves.add(new Declared("input", "X", "mn", ""));
            leaves.add(new Declared("input", "k", "", pick("integer(0, 9)", "integer(-30, 30)", "nonnegative")));
            Term u = inner();
            Term z = tree(u, 1 + random.nextInt(3));
            Term loss = Term.of(pick("sum", "sum", "mean", z.shape().equals("n") ? "max" : "sum"), z);
            if (random.nextInt(4) == 0) {
                Term penalty = Term.of("sum", Term.of(pick("square", "abs"), leaf("w")));
                loss = Term.of("+", loss, Term.of("*", number(), penalty));
            }
            if (random.nextInt(6) == 0) {
                loss = Term.of(pick("relu", "abs", "square", "tanh"), Term.of("-", loss, number()));
            }
            List<Declared> movable = new ArrayList<>();
            for (Declared leaf : leaves) {
                if (leaf.isFree() && loss.parts().contains(leaf.term())) {
                    movable.add(leaf);
                }
            }
            Declared variable = movable.isEmpty() ? leaves.get(2) : movable.get(random.nextInt(movable.size()));
            return new RandomModel(List.copyOf(leaves), loss, variable).trimmed(List.of());
        }

        private Term inner() {
            Term x = leaf("x");
            Term t = leaf("t");
            Term w = leaf("w");
            return switch (random.nextInt(13)) {
                case 0 -> x;
                case 1 -> Term.of("+", Term.of("*", w, x), leaf("b"));
                case 2 -> Term.of("-", x, t);
                case 3 -> Term.of("-", Term.of("*", w, x), number());
                case 4 -> Term.of("+", Term.of("@", w, x), leaf("b"));
                case 5 -> Term.of("@", leaf("A"), w);
                case 6 -> Term.of("@", leaf("X"), w);
                case 7 -> Term.of("/", w, Term.of("+", Term.of("square", w), Term.num("1")));
                case 8 -> Term.of("sort", Term.of("*", w, x));
                case 9 -> Term.of("+", x, Term.of("*", number(), t));
                case 10 -> Term.of("*", w, leaf("k"));
                case 11 -> Term.of("softmax", w);
                default -> Term.of("-", w, Term.of("mean", w));
            };
        }

        private Term tree(Term u, int depth) {
            if (depth == 0) {
                return u;
            }
            Term v = tree(u, depth - 1);
            Term s = second(v.shape());
            Term zero = Term.num("0");
            return switch (random.nextInt(24)) {
                case 0, 1 -> Term.of("relu", v);
                case 2 -> Term.of("leaky_relu", v, Term.num(pick("0.1", "0.2", "0.01")));
                case 3 -> Term.of("abs", Term.of("-", v, s));
                case 4 -> Term.of("maximum", v, s);
                case 5 -> Term.of("minimum", v, s);
                case 6 -> {
                    Term bound = number();
                    yield Term.of("clamp", v, Term.of("neg", bound), bound);
                }
                case 7, 8 ->
                    Term.of(
                            "where",
                            Term.of(pick(">", "<=", ">=", "<"), v, s),
                            Term.of("square", v),
                            Term.of("*", number(), v));
                case 9 -> Term.of("relu", Term.of("-", Term.num("1"), Term.of("*", v, s)));
                case 10 -> Term.of("square", Term.of("relu", Term.of("-", Term.num("1"), Term.of("*", v, s))));
                case 11 -> Term.of("huber", v, s, Term.num(pick("1", "2", "0.5", "30")));
                case 12 -> Term.of("*", Term.of("tanh", v), Term.of("relu", s));
                case 13 -> Term.of("*", v, Term.of(">", second(v.shape()), s));
                case 14 -> Term.of("*", Term.of("sigmoid", v), s);
                case 15 -> Term.of("log", Term.of("+", Term.of("square", v), Term.num("1")));
                case 16 -> Term.of("*", v, Term.of("step", Term.of("-", s, number())));
                case 17 -> Term.of("*", v, Term.of("floor", second("")));
                case 18 -> Term.of("softplus", v);
                case 19 -> Term.of("sqrt", Term.of("+", Term.of("square", v), Term.num(pick("1", "0.01", "1e-10"))));
                case 20 -> Term.of("+", Term.of("*", number(), v), Term.of("*", number(), Term.of("square", v)));
                case 21 ->
                    Term.of(
                            "where",
                            Term.of("*", Term.of(">", v, zero), Term.of(">", s, number())),
                            Term.of("*", v, s),
                            v);
                case 22 -> Term.of("*", v, s);
                default -> Term.of("square", Term.of("-", v, s));
            };
        }

        /** Something to go with a term of a shape. */
        private Term second(String shape) {
            List<Term> fitting = new ArrayList<>(
                    List.of(number(), number(), leaf("b"), leaf("k"), Term.size("n"), Term.of("entry", leaf("t"))));
            if (shape.equals("n")) {
                fitting.addAll(List.of(leaf("x"), leaf("t"), leaf("t"), leaf("w")));
            }
            fitting.add(Term.of("max", leaf("x")));
            return fitting.get(random.nextInt(fitting.size()));
        }

        private Term leaf(String name) {
            return leaves.stream()
                    .filter(leaf -> leaf.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .term();
        }

        private Term number() {
            return RandomModel.number(random);
        }

        private String pick(String... texts) {
            return texts[random.nextInt(texts.length)];
        }
    }

    /** A constant: mostly ordinary, sometimes tiny or huge. */
    static Term number(SplittableRandom random) {
        return Term.num(NUMBERS[random.nextInt(random.nextInt(3) == 0 ? NUMBERS.length : 10)]);
    }

    /** The same without leaves that neither the loss nor the claims use. */
    RandomModel trimmed(List<Term> claims) {
        List<Declared> used = leaves.stream()
                .filter(leaf -> leaf.equals(variable)
                        || loss.parts().contains(leaf.term())
                        || claims.stream().anyMatch(claim -> claim.parts().contains(leaf.term())))
                .toList();
        return new RandomModel(used, loss, variable);
    }

    RandomModel with(Term otherLoss) {
        return new RandomModel(leaves, otherLoss, variable);
    }

    Map<String, Declared> byName() {
        Map<String, Declared> byName = new LinkedHashMap<>();
        leaves.forEach(leaf -> byName.put(leaf.name(), leaf));
        return byName;
    }

    /** The gradient as one derives it by hand. */
    Term gradient() {
        return HandDerivative.of(loss, variable.term());
    }

    /** The file with a claim. */
    String text(String claim) {
        return "dims m, n\n"
                + leaves.stream().map(Declared::text).collect(Collectors.joining("\n"))
                + "\nJ = " + loss.text() + "\n\nderive J\nd" + variable.name() + " = " + claim + "\n";
    }
}
