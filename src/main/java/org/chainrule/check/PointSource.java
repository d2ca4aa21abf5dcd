package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.exec.SizeInference;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Makes points beyond the ordinary ones: other sizes, other magnitudes, given values.
 *
 * @param roots their leaves are given values
 * @param assumptions equations that hold at every point
 * @param given values that stay as they are
 * @param seed the same seed makes the same points
 */
record PointSource(List<Node> roots, Assumptions assumptions, List<Binding> given, long seed) {
    /** A size that is large beside the usual ones, yet quick. */
    private static final long LARGE = 17;

    /** Magnitudes for all numbers together. */
    private static final double[] SCALES = {10, 0.1, 1000, 1e-3};

    private static final int MIXED = 4;

    PointSource {
        roots = List.copyOf(roots);
        given = List.copyOf(given);
    }

    /** Whether everything that was asked about has a value at a point, the loss as well as its gradients. */
    boolean isFeasible(Evaluator at) {
        try {
            return roots.stream().allMatch(root -> at.value(root).isFinite());
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** The names of the sizes that may be chosen. */
    List<String> freeSizes(Sizes sizes) {
        Sizes known = SizeInference.from(given, Sizes.NONE);
        return new TreeSet<>(sizes.asMap().keySet())
                .stream().filter(name -> !known.has(name)).toList();
    }

    /** Points of special sizes: 1, 2, the sizes of an ordinary point the other way round, and large ones. */
    List<SamplePoint> ofOtherSizes(Sizes usual) {
        List<String> names = freeSizes(usual);
        List<SamplePoint> points = new ArrayList<>();
        if (names.isEmpty()) {
            return points;
        }
        List<Map<String, Long>> choices = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            Map<String, Long> choice = new TreeMap<>(usual.asMap());
            for (int i = 0; i < names.size(); i++) {
                long size =
                        switch (kind) {
                            case 0 -> usual.get(names.get(names.size() - 1 - i));
                            case 1 -> 1;
                            case 2 -> 2;
                            default -> i == Math.floorMod(seed, names.size()) ? LARGE : usual.get(names.get(i));
                        };
                choice.put(names.get(i), size);
            }
            if (!choice.equals(usual.asMap()) && !choices.contains(choice)) {
                choices.add(choice);
            }
        }
        for (int i = 0; i < choices.size(); i++) {
            at(Sizes.of(choices.get(i)), new SplittableRandom(seed + 101 + i)).ifPresent(points::add);
        }
        return points;
    }

    /** A point of these sizes, if the shapes and domains allow one. */
    Optional<SamplePoint> at(Sizes sizes, SplittableRandom random) {
        try {
            return Optional.of(point(RandomPoint.ofSizes(all(), given, sizes, random)));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Points of other magnitudes: of all numbers together, of each leaf, and of each entry. */
    List<SamplePoint> ofOtherMagnitudes(Sizes sizes) {
        List<SamplePoint> points = new ArrayList<>();
        for (int i = 0; i < SCALES.length + 2 * MIXED; i++) {
            SplittableRandom random = new SplittableRandom(seed + 211 + i);
            int kind = i;
            try {
                RandomPoint start = RandomPoint.ofSizes(all(), given, sizes, random);
                List<Binding> bindings = new ArrayList<>();
                for (Binding binding : start.bindings()) {
                    bindings.add(given.contains(binding) ? binding : stretched(binding, kind, random));
                }
                points.add(point(new RandomPoint(bindings, sizes)));
            } catch (ChainruleException e) {
                // Not every magnitude is possible.
            }
        }
        return points;
    }

    /** A point at which each leaf has a magnitude of its own, if there is one. */
    Optional<SamplePoint> ofMixedMagnitude(Sizes sizes, SplittableRandom random) {
        try {
            RandomPoint start = RandomPoint.ofSizes(all(), given, sizes, random);
            List<Binding> bindings = start.bindings().stream()
                    .map(binding -> given.contains(binding) ? binding : stretched(binding, SCALES.length, random))
                    .toList();
            return Optional.of(point(new RandomPoint(bindings, sizes)));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Points at which all whole numbers are 0, or 1, where their domains allow it. */
    List<SamplePoint> ofWholeNumbers(Sizes sizes) {
        List<SamplePoint> points = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            try {
                RandomPoint start = RandomPoint.ofSizes(all(), given, sizes, new SplittableRandom(seed + 251 + number));
                List<Binding> bindings = new ArrayList<>();
                for (Binding binding : start.bindings()) {
                    bindings.add(given.contains(binding) ? binding : whole(binding, number));
                }
                if (!bindings.equals(start.bindings())) {
                    points.add(point(new RandomPoint(bindings, sizes)));
                }
            } catch (ChainruleException e) {
                // Not every number is possible.
            }
        }
        return points;
    }

    private static Binding whole(Binding binding, int number) {
        Domain domain = ((Leaf) binding.leaf().op()).domain();
        boolean allowed = domain.kind() == Domain.Kind.INTEGER && domain.low() <= number && number <= domain.high();
        Tensor value = binding.value();
        return allowed ? binding.leaf().is(Tensor.fill(value.dtype(), value.shape(), k -> number)) : binding;
    }

    private static Binding stretched(Binding binding, int kind, SplittableRandom random) {
        double common = kind < SCALES.length ? SCALES[kind] : power(random);
        boolean perEntry = kind >= SCALES.length + MIXED;
        Tensor value = Line.redrawn(binding.leaf(), binding.value(), 10 * common, random);
        return binding.leaf().is(Line.stretched(binding.leaf(), value, k -> perEntry ? power(random) : common));
    }

    private static double power(SplittableRandom random) {
        return Math.pow(10, 4.5 * random.nextDouble() - 1.5);
    }

    /** Near these values, with the assumptions. */
    SamplePoint point(RandomPoint near) {
        return new SamplePoint(
                assumptions.imposed(near), false, !assumptions.equations().isEmpty());
    }

    private List<Node> all() {
        List<Node> all = new ArrayList<>(roots);
        all.addAll(assumptions.nodes());
        return all;
    }
}
