package org.example.adversary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Changes formulas so that most of them say something else: here and there, or on one branch, entry, size or digit only. */
final class Mutator {
    private final RandomModel model;
    private final SplittableRandom random;

    Mutator(RandomModel model, SplittableRandom random) {
        this.model = model;
        this.random = random;
    }

    Term mutated(Term claim) {
        if (random.nextInt(2) == 0) {
            return perturbed(claim);
        }
        Term result = claim;
        for (int i = 0; i < 12 && result.equals(claim); i++) {
            result = claim.changedAt(random.nextInt(claim.places()), this::changed);
        }
        return result;
    }

    private Term changed(Term z) {
        if (z.args().isEmpty()) {
            return leafOrNumber(z);
        }
        Term x = z.arg(0);
        Term y = z.args().size() < 2 ? x : z.arg(1);
        return switch (random.nextInt(5)) {
            case 0 -> x.shape().equals(z.shape()) ? x : z;
            case 1 -> y.shape().equals(z.shape()) ? y : z;
            case 2 ->
                z.args().size() > 1 && x.shape().equals(y.shape()) ? z.with(swapped(z.args())) : Term.of("neg", z);
            case 3 -> sibling(z);
            default -> Term.of("*", RandomModel.number(random), z);
        };
    }

    private static List<Term> swapped(List<Term> args) {
        List<Term> others = new ArrayList<>(args);
        int last = others.size() - 1;
        others.set(last, args.get(last - 1));
        others.set(last - 1, args.get(last));
        return others;
    }

    private Term leafOrNumber(Term z) {
        if (z.op().equals("num")) {
            return random.nextBoolean() ? RandomModel.number(random) : otherDigit(z);
        }
        List<Term> others = new ArrayList<>();
        model.leaves().forEach(leaf -> others.add(leaf.term()));
        others.removeIf(other -> !other.shape().equals(z.shape()) || other.equals(z));
        return others.isEmpty()
                ? z.shape().isEmpty() ? RandomModel.number(random) : z
                : others.get(random.nextInt(others.size()));
    }

    /** A number with another last digit. */
    private static Term otherDigit(Term number) {
        BigDecimal value = new BigDecimal(number.name());
        return Term.num(value.add(value.ulp()).toString().replace("E+", "e").replace("E", "e"));
    }

    private Term sibling(Term z) {
        String other =
                switch (z.op()) {
                    case "+" -> "-";
                    case "-" -> "+";
                    case "*" -> "/";
                    case "/" -> "*";
                    case ">" -> random.nextBoolean() ? "<" : ">=";
                    case "<" -> random.nextBoolean() ? ">" : "<=";
                    case ">=", "<=" -> random.nextBoolean() ? "<" : ">";
                    case "maximum" -> "minimum";
                    case "minimum" -> "maximum";
                    case "relu" -> random.nextBoolean() ? "abs" : "step";
                    case "abs" -> "relu";
                    case "sign" -> "step";
                    case "step" -> "sign";
                    case "sigmoid" -> "tanh";
                    case "tanh" -> "sigmoid";
                    case "sum" -> random.nextBoolean() ? "max" : "mean";
                    case "mean" -> "sum";
                    case "max" -> "min";
                    case "square" -> "abs";
                    default -> z.op();
                };
        return other.equals(z.op()) ? z : new Term(other, z.name(), z.shape(), z.args());
    }

    /** The claim with something wrong in a corner. */
    private Term perturbed(Term claim) {
        Term off = off(claim);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> Term.of("where", side(""), off, claim);
            case 3 ->
                claim.shape().equals("n")
                        ? Term.of("where", side("n"), off, claim)
                        : Term.of("where", side(""), off, claim);
            case 4 ->
                Term.of(
                        "where",
                        Term.of(pick(">", "==", "<"), Term.size("n"), Term.num(pick("1", "2", "3", "8", "20", "40"))),
                        off,
                        claim);
            case 5 -> oneEntry(claim);
            case 6 -> Term.of("*", claim, Term.num(pick("1.00001", "1.0000000001", "0.999", "1.000000000001")));
            case 7 ->
                Term.of("+", claim, Term.of("*", Term.num(pick("1e-20", "1e-10", "1e-5")), Term.ones(claim.shape())));
            case 8 -> Term.of("*", claim, side(""));
            default -> sizesMeet(off, claim);
        };
    }

    private Term sizesMeet(Term off, Term claim) {
        boolean both = model.leaves().stream().anyMatch(leaf -> leaf.shape().contains("m"));
        return both
                ? Term.of("where", Term.of("==", Term.size("n"), Term.size("m")), off, claim)
                : Term.of("where", side(""), off, claim);
    }

    private Term off(Term claim) {
        return switch (random.nextInt(4)) {
            case 0 -> Term.of("*", Term.num("0"), claim);
            case 1 -> Term.of("neg", claim);
            case 2 -> Term.of("*", Term.num("1.001"), claim);
            default -> Term.of("*", Term.num("2"), claim);
        };
    }

    private Term oneEntry(Term claim) {
        return claim.shape().isEmpty()
                ? Term.of("*", Term.num("2"), claim)
                : Term.of(
                        "*",
                        claim,
                        Term.of("+", Term.ones(claim.shape()), new Term("unit", "", claim.shape(), List.of())));
    }

    /** A side of a switch. */
    private Term side(String shape) {
        List<Term> quantities = new ArrayList<>();
        model.leaves().forEach(leaf -> {
            Term term = leaf.term();
            if (term.shape().equals(shape)) {
                quantities.add(term);
            } else if (shape.isEmpty()) {
                quantities.add(Term.of("entry", term));
                quantities.add(Term.of(pick("max", "sum", "min"), term));
            }
        });
        for (Term part : model.loss().parts()) {
            if (part.shape().equals(shape) && !part.op().equals("num") && part.places() < 8) {
                quantities.add(part);
            }
        }
        Term quantity = quantities.isEmpty() ? Term.size("n") : quantities.get(random.nextInt(quantities.size()));
        Term number = RandomModel.number(random);
        UnaryOperator<Term> signed = random.nextInt(3) == 0 ? c -> Term.num("-" + c.name()) : c -> c;
        return Term.of(pick(">", ">", "<"), quantity, signed.apply(number));
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
