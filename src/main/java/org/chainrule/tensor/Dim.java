package org.chainrule.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One size of a shape: a number ({@code 3}), a name ({@code m}), or a whole-number polynomial in names
 * ({@code m - 2}, {@code 2*m*n}). A named size is free until a run binds it, or carries its value ({@code n} with n = 3)
 * and then equals that number while still being printed by name.
 *
 * <p>Polynomials are kept in one canonical form, so that sizes which are equal for every binding are equal objects by
 * {@link #equals}; whole-number quotients ({@code floor((m - 3)/2)}, strides of a convolution) are opaque terms.
 */
public final class Dim {
    private static final long FREE = Long.MIN_VALUE;

    /** The numbers that shapes of samples are made of: each is one object. */
    private static final List<Dim> SMALL =
            IntStream.range(0, 256).mapToObj(size -> number(size)).toList();

    /** The size 1. */
    public static final Dim ONE = Dim.of(1);

    /** A name or a quotient: what the monomials are products of. */
    private interface Atom {
        String text();

        /** The value if it is known without a binding, {@link #FREE} otherwise. */
        long known();

        long resolve(Sizes sizes);
    }

    private record Name(String text, long known) implements Atom {
        @Override
        public long resolve(Sizes sizes) {
            return known != FREE ? known : sizes.get(text);
        }
    }

    private record Quotient(Dim top, long bottom) implements Atom {
        @Override
        public String text() {
            return "floor((" + top + ")/" + bottom + ")";
        }

        @Override
        public long known() {
            return top.known == FREE ? FREE : Math.floorDiv(top.known, bottom);
        }

        @Override
        public long resolve(Sizes sizes) {
            return Math.floorDiv(top.evaluate(sizes), bottom);
        }
    }

    private record Term(List<Atom> atoms, long factor) {
        String key() {
            StringBuilder key = new StringBuilder();
            for (Atom atom : atoms) {
                key.append(key.isEmpty() ? "" : "*").append(atom.text());
            }
            return key.toString();
        }

        long evaluate(Sizes sizes) {
            long value = factor;
            for (Atom atom : atoms) {
                value = Math.multiplyExact(value, atom.resolve(sizes));
            }
            return value;
        }

        boolean isKnown() {
            return atoms.stream().allMatch(atom -> atom.known() != FREE);
        }
    }

    private final List<Term> terms;
    private final long known;
    private final String text;

    private Dim(List<Term> terms) {
        this.terms = terms;
        this.text = print(terms);
        this.known = terms.stream().allMatch(Term::isKnown) ? sum(terms, Sizes.NONE, text) : FREE;
    }

    /**
     * A fixed size.
     *
     * @throws ShapeException when it is negative
     */
    public static Dim of(long size) {
        if (size < 0) {
            throw new ShapeException("a size is at least 0, not {0}", size);
        }
        return size < SMALL.size() ? SMALL.get((int) size) : number(size);
    }

    private static Dim number(long size) {
        return new Dim(size == 0 ? List.of() : List.of(new Term(List.of(), size)));
    }

    /** A free size, known by its name only. */
    public static Dim named(String name) {
        return new Dim(List.of(new Term(List.of(new Name(name, FREE)), 1)));
    }

    /** A size with a name and a value: it is printed by name and equals the number. */
    public static Dim named(String name, long size) {
        if (size < 0) {
            throw new ShapeException("the size {0} = {1} is negative", name, size);
        }
        return new Dim(List.of(new Term(List.of(new Name(name, size)), 1)));
    }

    /** The sum of two sizes. */
    public Dim plus(Dim other) {
        return combine(other, 1);
    }

    /** The sum of a size and a number, which may be negative. */
    public Dim plus(long other) {
        List<Term> all = new ArrayList<>(terms);
        all.add(new Term(List.of(), other));
        return canonical(all);
    }

    /** The difference of two sizes. */
    public Dim minus(Dim other) {
        return combine(other, -1);
    }

    /** The product of two sizes. */
    public Dim times(Dim other) {
        List<Term> all = new ArrayList<>();
        for (Term a : terms) {
            for (Term b : other.terms) {
                List<Atom> atoms = new ArrayList<>(a.atoms);
                atoms.addAll(b.atoms);
                atoms.sort((p, q) -> p.text().compareTo(q.text()));
                all.add(new Term(List.copyOf(atoms), multiply(a.factor, b.factor)));
            }
        }
        return canonical(all);
    }

    /** The factors that a product of names and a number is made of; a sum or a name is its only factor. */
    public List<Dim> factors() {
        if (terms.size() != 1 || terms.get(0).atoms.size() + (terms.get(0).factor == 1 ? 0 : 1) < 2) {
            return List.of(this);
        }
        List<Dim> factors = new ArrayList<>();
        if (terms.get(0).factor != 1) {
            factors.add(Dim.of(terms.get(0).factor));
        }
        for (Atom atom : terms.get(0).atoms) {
            factors.add(new Dim(List.of(new Term(List.of(atom), 1))));
        }
        return List.copyOf(factors);
    }

    /** The product of a size and a number. */
    public Dim times(long factor) {
        return times(Dim.of(factor));
    }

    /**
     * The quotient rounded down.
     *
     * @param divisor at least 1
     * @throws ShapeException when it is not
     */
    public Dim floorDiv(long divisor) {
        if (divisor < 1) {
            throw new ShapeException("the size {0} cannot be divided by {1}: a divisor is at least 1", text, divisor);
        }
        if (divisor == 1) {
            return this;
        }
        if (isNumber()) {
            return Dim.of(known / divisor);
        }
        if (terms.stream().allMatch(term -> term.factor % divisor == 0)) {
            return canonical(terms.stream()
                    .map(term -> new Term(term.atoms, term.factor / divisor))
                    .toList());
        }
        return new Dim(List.of(new Term(List.of(new Quotient(this, divisor)), 1)));
    }

    private Dim combine(Dim other, long sign) {
        List<Term> all = new ArrayList<>(terms);
        for (Term term : other.terms) {
            all.add(new Term(term.atoms, sign * term.factor));
        }
        return canonical(all);
    }

    private static Dim canonical(List<Term> all) {
        Map<String, Term> byKey = new TreeMap<>(Collections.reverseOrder());
        for (Term term : all) {
            byKey.merge(term.key(), term, Dim::add);
        }
        byKey.values().removeIf(term -> term.factor == 0);
        return new Dim(List.copyOf(byKey.values()));
    }

    private static Term add(Term a, Term b) {
        if (!a.atoms.equals(b.atoms)) {
            throw new ShapeException(
                    "the size {0} stands for different values: give each size a name of its own", a.key());
        }
        try {
            return new Term(a.atoms, Math.addExact(a.factor, b.factor));
        } catch (ArithmeticException e) {
            throw new ShapeException("the size {0} + {1} is too large", a.factor, b.factor);
        }
    }

    private static long multiply(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            throw new ShapeException("the size {0} * {1} is too large", a, b);
        }
    }

    private static long sum(List<Term> terms, Sizes sizes, String text) {
        try {
            long value = 0;
            for (Term term : terms) {
                value = Math.addExact(value, term.evaluate(sizes));
            }
            return value;
        } catch (ArithmeticException e) {
            throw new ShapeException("the size {0} is too large", text);
        }
    }

    /**
     * The number that this comes to in one run. It may be negative, and then it is a number in a formula, and the size of no axis.
     *
     * @throws org.chainrule.error.ChainruleException when a free name has no value
     */
    public long evaluate(Sizes sizes) {
        return known != FREE ? known : sum(terms, sizes, text);
    }

    /** True when this is a plain number, without a name. */
    public boolean isNumber() {
        return terms.isEmpty() || (terms.size() == 1 && terms.get(0).atoms.isEmpty());
    }

    /** True when the size is known without a binding. */
    public boolean isKnown() {
        return known != FREE;
    }

    /**
     * This, as the size of an axis.
     *
     * @throws ShapeException when it is known to be negative
     */
    public Dim asAxis() {
        if (known < 0 && known != FREE) {
            throw new ShapeException("the size {0} is {1}: a size is at least 0", text, known);
        }
        return this;
    }

    /**
     * The size, when {@linkplain #isKnown known}.
     *
     * @throws ShapeException when it is free, or comes out negative
     */
    public long size() {
        if (known == FREE) {
            throw new ShapeException("the size {0} is free here: give it a value", text);
        }
        return asAxis().known;
    }

    /** True when this is known to be 1, and so broadcasts. */
    public boolean isOne() {
        return known == 1;
    }

    /** True when both sizes are equal whatever the free names stand for. */
    public boolean sameSize(Dim other) {
        return this == other || (known != FREE ? known == other.known : terms.equals(other.terms));
    }

    /**
     * The size in one run.
     *
     * @throws ShapeException when it comes out negative
     * @throws org.chainrule.error.ChainruleException when a free name has no value
     */
    public long resolve(Sizes sizes) {
        long value = evaluate(sizes);
        if (value < 0) {
            throw new ShapeException("the size {0} is {1} for {2}: a size is at least 0", text, value, sizes);
        }
        return value;
    }

    /**
     * One summand of a size.
     *
     * @param factor not 0
     * @param sizes the names, and quotients rounded down, that it is multiplied with; one that occurs twice stands twice
     */
    public record Part(long factor, List<Dim> sizes) {}

    /** This size as a sum of products. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Term term : terms) {
            List<Dim> sizes = new ArrayList<>();
            for (Atom atom : term.atoms) {
                sizes.add(new Dim(List.of(new Term(List.of(atom), 1))));
            }
            parts.add(new Part(term.factor, List.copyOf(sizes)));
        }
        return parts;
    }

    /** The names in this size, each as a size of its own: free, or with its value. */
    public List<Dim> names() {
        List<Dim> names = new ArrayList<>();
        for (Term term : terms) {
            for (Atom atom : term.atoms) {
                if (atom instanceof Quotient quotient) {
                    names.addAll(quotient.top.names());
                } else {
                    names.add(new Dim(List.of(new Term(List.of(atom), 1))));
                }
            }
        }
        return names;
    }

    /** The single free name this size consists of, or the empty string when it is anything else. */
    public String freeName() {
        if (known == FREE && terms.size() == 1) {
            Term only = terms.get(0);
            if (only.factor == 1 && only.atoms.size() == 1 && only.atoms.get(0) instanceof Name name) {
                return name.text;
            }
        }
        return "";
    }

    private static String print(List<Term> terms) {
        StringBuilder out = new StringBuilder();
        for (Term term : terms) {
            String key = term.key();
            long magnitude = Math.abs(term.factor);
            String sign = out.isEmpty() ? (term.factor < 0 ? "-" : "") : (term.factor < 0 ? " - " : " + ");
            out.append(sign);
            if (key.isEmpty()) {
                out.append(magnitude);
            } else {
                out.append(magnitude == 1 ? key : magnitude + "*" + key);
            }
        }
        return out.isEmpty() ? "0" : out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Dim that && terms.equals(that.terms));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
