package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.exec.SizeInference;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A random point at which a graph can be run: free sizes that are all distinct, from each other and from the fixed ones,
 * and values from the domains of the leaves. Distinct sizes keep a factor 1/n from passing for 1/m, and a missing
 * transpose from fitting by accident.
 *
 * @param bindings a value for every leaf
 * @param sizes the free sizes
 */
public record RandomPoint(List<Binding> bindings, Sizes sizes) {
    /** Sizes are tried from these numbers on, for graphs in which a size such as {@code m - 4} must not be negative. */
    private static final long[] SMALLEST = {3, 6, 12, 24};

    /**
     * Draws a point.
     *
     * @param outputs what is to be run
     * @param random the source of chance; the same state gives the same point
     * @throws ShapeException when no sizes fit the shapes
     */
    public static RandomPoint of(List<Node> outputs, SplittableRandom random) {
        return completing(outputs, List.of(), random);
    }

    /**
     * Draws what is missing for a run.
     *
     * @param outputs what is to be run
     * @param given values that stay as they are; they decide the sizes in their shapes
     * @param random the source of chance; the same state gives the same point
     * @return a point with the given values and random ones for all other leaves
     * @throws ShapeException when no sizes fit the shapes
     */
    public static RandomPoint completing(List<Node> outputs, List<Binding> given, SplittableRandom random) {
        return completing(outputs, given, 0, random);
    }

    /**
     * The same with larger sizes.
     *
     * @param larger by how much; points of different sizes keep the number 3 from passing for a size
     */
    static RandomPoint completing(List<Node> outputs, List<Binding> given, int larger, SplittableRandom random) {
        Sizes known = SizeInference.from(given, Sizes.NONE);
        Walk walk = Walk.from(outputs);
        Set<String> free = new TreeSet<>();
        Set<Long> taken = new HashSet<>();
        for (Node node : walk.nodes()) {
            for (Dim dim : node.shape().dims()) {
                String name = dim.freeName();
                if (known.has(name)) {
                    taken.add(known.get(name));
                } else if (!name.isEmpty()) {
                    free.add(name);
                } else if (dim.isKnown()) {
                    taken.add(dim.size());
                }
            }
        }
        ShapeException last = new ShapeException("no sizes fit");
        for (long smallest : SMALLEST) {
            Sizes sizes = distinct(new ArrayList<>(free), known, taken, smallest + larger, random);
            try {
                return new RandomPoint(sample(walk, given, sizes, random), sizes);
            } catch (ShapeException e) {
                last = e;
            }
        }
        throw last;
    }

    /**
     * Draws a point of given sizes.
     *
     * @param sizes all free sizes
     * @throws ShapeException when they do not fit the shapes
     */
    static RandomPoint ofSizes(List<Node> outputs, List<Binding> given, Sizes sizes, SplittableRandom random) {
        return new RandomPoint(sample(Walk.from(outputs), given, sizes, random), sizes);
    }

    private static Sizes distinct(
            List<String> names, Sizes known, Set<Long> taken, long smallest, SplittableRandom random) {
        Map<String, Long> sizes = new TreeMap<>(known.asMap());
        long next = smallest;
        while (!names.isEmpty()) {
            if (!taken.contains(next)) {
                sizes.put(names.remove(random.nextInt(names.size())), next);
            }
            next++;
        }
        return Sizes.of(sizes);
    }

    private static List<Binding> sample(Walk walk, List<Binding> given, Sizes sizes, SplittableRandom random) {
        for (Node node : walk.nodes()) {
            node.shape().resolve(sizes);
        }
        List<Binding> bindings = new ArrayList<>(given);
        Set<Node> bound = new HashSet<>();
        given.forEach(binding -> bound.add(binding.leaf()));
        for (Node node : walk.nodes()) {
            if (node.op() instanceof Leaf leaf && !bound.contains(node)) {
                bindings.add(node.is(value(node, leaf.domain(), sizes, random)));
            }
        }
        return bindings;
    }

    private static Tensor value(Node leaf, Domain domain, Sizes sizes, SplittableRandom random) {
        boolean whole = domain.kind() == Domain.Kind.INTEGER || domain.kind() == Domain.Kind.BINARY;
        Domain used = leaf.type().isReal() || whole ? domain : Domain.of(Domain.Kind.INTEGER);
        return used.sample(leaf.shape().resolve(sizes), random);
    }

    /** The sizes of a graph in a run by name, and the numbers of entries of its tensors: what factors may be. */
    static Map<String, Long> sizesByName(Walk walk, Sizes sizes) {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (Node node : walk.nodes()) {
            for (Dim dim : node.shape().dims()) {
                put(byName, dim, sizes);
            }
        }
        for (Node node : walk.nodes()) {
            if (node.rank() > 1) {
                put(byName, node.shape().count(), sizes);
            }
        }
        return byName;
    }

    private static void put(Map<String, Long> byName, Dim dim, Sizes sizes) {
        if (!dim.isNumber() && !byName.containsKey(dim.toString())) {
            byName.put(dim.toString(), dim.resolve(sizes));
        }
    }
}
