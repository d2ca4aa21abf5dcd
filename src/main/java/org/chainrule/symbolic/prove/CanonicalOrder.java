package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.jspecify.annotations.Nullable;

/**
 * Names for indices that do not depend on the names they had: colours are refined by where an index stands until nothing
 * changes, and the few ties that are left are tried one by one.
 */
record CanonicalOrder(AtomTable space) {
    /** Beyond this many orders of tied indices the ones seen so far must do; equal forms may then be missed. */
    private static final int MOST_ORDERS = 150;

    /** One place where indices stand: in an atom, beside something that does not depend on names. */
    private record Place(Base base, List<Integer> indices, String beside) {}

    /**
     * An order of indices.
     *
     * @param order the free ones first
     * @param symmetries the orders of the free ones that give the same
     */
    record Order(List<Integer> order, List<List<Integer>> symmetries) {}

    /** The order of the indices of a product of which some are summed over. */
    Order ofProduct(List<Factor> product, Collection<Integer> bound) {
        List<Place> places = new ArrayList<>();
        for (Factor factor : product) {
            Atom atom = space.atom(factor.atom());
            places.add(new Place(atom.base(), atom.indices(), Integer.toString(factor.exponent())));
        }
        return order(places, bound, number -> renamed(product, number).toString());
    }

    /** The order of the indices of a form. */
    Order ofForm(Form form) {
        return ofForms(List.of(form), Set.of());
    }

    /** The order of the indices of several forms, some of them after all others. */
    Order ofForms(List<Form> forms, Collection<Integer> last) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            for (int number : forms.get(i).atoms()) {
                Atom atom = space.atom(number);
                places.add(new Place(atom.base(), atom.indices(), i + beside(forms.get(i), number)));
            }
        }
        return order(places, last, number -> {
            StringBuilder text = new StringBuilder();
            for (Form form : forms) {
                form.parts().forEach((where, fraction) -> {
                    Monomial there = Monomial.ONE;
                    for (int i = 0; i < where.size(); i++) {
                        there = there.times(Monomial.of(renamed(where.atom(i), number), 1));
                    }
                    text.append(there).append(':').append(fraction.renamed(atom -> renamed(atom, number)));
                });
                text.append(';');
            }
            return text.toString();
        });
    }

    private static String beside(Form form, int atom) {
        List<String> terms = new ArrayList<>();
        form.parts().forEach((where, fraction) -> {
            terms.add("w" + where.exponentOf(atom) + "/" + where.size());
            beside(fraction, atom, terms);
        });
        terms.sort(null);
        return terms.toString();
    }

    private static void beside(Fraction fraction, int atom, List<String> terms) {
        for (Polynomial.Term term : fraction.numerator().terms()) {
            int exponent = term.monomial().exponentOf(atom);
            if (exponent > 0) {
                terms.add(term.coefficient() + "^" + exponent + "/"
                        + term.monomial().degree());
            }
        }
        fraction.denominator().forEach(power -> {
            if (power.base().degree(atom) > 0) {
                terms.add("d" + power.exponent() + "/" + power.base().size());
            }
        });
    }

    /** The number of an atom with its indices renamed; they stay different. */
    int renamed(int number, IntUnaryOperator index) {
        Atom atom = space.atom(number);
        return space.atom(atom.base(), atom.renamed(index));
    }

    /** A product with its indices renamed, sorted. */
    List<Factor> renamed(List<Factor> product, IntUnaryOperator index) {
        TreeMap<Integer, Integer> sorted = new TreeMap<>();
        for (Factor factor : product) {
            sorted.merge(renamed(factor.atom(), index), factor.exponent(), Integer::sum);
        }
        List<Factor> result = new ArrayList<>();
        sorted.forEach((atom, exponent) -> result.add(new Factor(atom, exponent)));
        return List.copyOf(result);
    }

    private Order order(List<Place> places, Collection<Integer> bound, Function<IntUnaryOperator, String> render) {
        TreeSet<Integer> indices = new TreeSet<>();
        places.forEach(place -> indices.addAll(place.indices));
        Map<Integer, Integer> colours = new TreeMap<>();
        indices.forEach(index -> colours.put(index, bound.contains(index) ? 1 : 0));
        Search search = new Search(places, render, bound);
        search.descend(colours, 0);
        List<Integer> best = search.best;
        if (best == null) {
            throw new IllegalStateException("no order");
        }
        return new Order(best, List.copyOf(search.symmetries()));
    }

    /** The orders that colours leave open. */
    private final class Search {
        private final List<Place> places;
        private final Function<IntUnaryOperator, String> render;
        private final Collection<Integer> bound;
        private @Nullable String least;
        private @Nullable List<Integer> best;
        private final List<List<Integer>> equal = new ArrayList<>();
        private int tried;

        Search(List<Place> places, Function<IntUnaryOperator, String> render, Collection<Integer> bound) {
            this.places = places;
            this.render = render;
            this.bound = bound;
        }

        void descend(Map<Integer, Integer> given, int depth) {
            Map<Integer, Integer> colours = refined(given);
            TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
            colours.forEach((index, colour) ->
                    classes.computeIfAbsent(colour, c -> new ArrayList<>()).add(index));
            for (List<Integer> tied : classes.values()) {
                if (tied.size() > 1) {
                    for (int chosen : tied) {
                        if (tried >= MOST_ORDERS) {
                            return;
                        }
                        Map<Integer, Integer> next = new TreeMap<>();
                        colours.forEach((index, colour) -> next.put(index, 2 * colour + 1));
                        next.put(chosen, 2 * colours.getOrDefault(chosen, 0));
                        descend(next, depth + 1);
                    }
                    return;
                }
            }
            List<Integer> order = new ArrayList<>();
            classes.values().forEach(order::addAll);
            tried++;
            if (depth == 0) {
                // Nothing was tied, so there is nothing to compare.
                best = order;
                equal.add(order);
                return;
            }
            Map<Integer, Integer> labels = new HashMap<>();
            order.forEach(index -> labels.put(index, labels.size()));
            space.spend(places.size());
            String text = render.apply(index -> labels.getOrDefault(index, index));
            int side = least == null ? -1 : text.compareTo(least);
            if (side < 0) {
                least = text;
                best = order;
                equal.clear();
            }
            if (side <= 0) {
                equal.add(order);
            }
        }

        private Map<Integer, Integer> refined(Map<Integer, Integer> given) {
            Map<Integer, Integer> colours = given;
            int count = -1;
            while (true) {
                Map<Integer, String> signatures = new HashMap<>();
                for (Map.Entry<Integer, Integer> entry : colours.entrySet()) {
                    signatures.put(entry.getKey(), signature(entry.getKey(), entry.getValue(), colours));
                }
                TreeSet<String> sorted = new TreeSet<>(signatures.values());
                Map<String, Integer> ranks = new HashMap<>();
                sorted.forEach(text -> ranks.put(text, ranks.size()));
                Map<Integer, Integer> next = new TreeMap<>();
                signatures.forEach((index, text) -> next.put(index, ranks.getOrDefault(text, 0)));
                if (sorted.size() == count || sorted.size() == colours.size()) {
                    return next;
                }
                count = sorted.size();
                colours = next;
            }
        }

        private String signature(int index, int colour, Map<Integer, Integer> colours) {
            List<String> seen = new ArrayList<>();
            for (Place place : places) {
                boolean fixed = place.base.symmetries().size() == 1;
                for (int position = 0; position < place.indices.size(); position++) {
                    if (place.indices.get(position) == index) {
                        List<Integer> around = new ArrayList<>();
                        place.indices.forEach(other -> around.add(colours.getOrDefault(other, -1)));
                        if (!fixed) {
                            around.sort(null);
                        }
                        seen.add(place.base.number() + "@" + (fixed ? position : 0) + around + place.beside);
                    }
                }
            }
            seen.sort(null);
            return (char) ('0' + colour) + seen.toString();
        }

        Set<List<Integer>> symmetries() {
            Set<List<Integer>> symmetries = new LinkedHashSet<>();
            List<Integer> reference = equal.get(0);
            long free =
                    reference.stream().filter(index -> !bound.contains(index)).count();
            for (List<Integer> order : equal) {
                symmetries.add(
                        order.stream().limit(free).map(reference::indexOf).toList());
            }
            return symmetries;
        }
    }
}
