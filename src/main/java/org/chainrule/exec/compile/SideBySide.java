package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Slicing.Unslice;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Sizes;

/**
 * Sums of what lies side by side. Slices that are put back, as in the gradient of what has been cut into parts: those that meet are
 * joined, so that each is written once and not added to zeros of the whole. And products of matrices, as in the gradient of a matrix
 * that is used at every step: the sum of A·B is one product of all A in a row with all B in a column. The gates and the steps of a
 * recurrent network are made of both.
 */
final class SideBySide {
    private final Walk walk;
    private final Sizes sizes;
    private final int[] uses;
    private final boolean[] absorbed;

    /** A part: from where to before where along the axis. */
    private record Part(Node part, int axis, long start, long end) {}

    private SideBySide(List<Node> outputs, Walk walk, Sizes sizes) {
        this.walk = walk;
        this.sizes = sizes;
        this.uses = new int[walk.size()];
        this.absorbed = new boolean[walk.size()];
        for (int i = 0; i < walk.size(); i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                uses[walk.input(i, k)]++;
            }
        }
        outputs.forEach(output -> uses[walk.indexOf(output)] += 2);
    }

    /** The outputs with such sums made otherwise, and for each node that was made anew the one it stands for. */
    static Lowered in(Lowered before, Walk walk, Sizes sizes) {
        List<Node> outputs = before.outputs();
        boolean some = false;
        for (Node node : walk.nodes()) {
            // What the two kinds of terms are.
            some |= node.op() instanceof Unslice || node.op() instanceof MatMul;
        }
        return some ? new SideBySide(outputs, walk, sizes).lowered(before) : before;
    }

    private Lowered lowered(Lowered before) {
        // From the last sum down: what a sum has taken for its own is no sum by itself.
        List<List<Node>> terms = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            terms.add(List.of());
        }
        for (int i = walk.size() - 1; i >= 0; i--) {
            if (walk.node(i).op() == Arithmetic.ADD && !absorbed[i]) {
                terms.set(i, terms(i));
            }
        }
        NodeMap<Node> images = new NodeMap<>();
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            if (absorbed[i]) {
                continue;
            }
            Node image = terms.get(i).isEmpty()
                    ? Substitution.remade(
                            node, node.inputs().stream().map(images::at).toList())
                    : joined(node, terms.get(i), images);
            images.put(node, image);
            before.standsFor(image, node);
        }
        return before.with(images);
    }

    /** What a sum of sums adds up, if some of it can be put side by side; else nothing. */
    private List<Node> terms(int sum) {
        List<Node> terms = new ArrayList<>();
        List<Integer> inner = new ArrayList<>();
        Deque<Integer> stack = new ArrayDeque<>(List.of(sum));
        while (!stack.isEmpty()) {
            int at = stack.pop();
            boolean within = at == sum || (walk.node(at).op() == Arithmetic.ADD && uses[at] == 1);
            if (within) {
                stack.push(walk.input(at, 1));
                stack.push(walk.input(at, 0));
                inner.add(at);
            } else {
                terms.add(walk.node(at));
            }
        }
        List<Node> products = products(walk.node(sum), terms);
        if (products.isEmpty() && runs(walk.node(sum), terms).stream().allMatch(run -> run.size() == 1)) {
            return List.of();
        }
        inner.stream().filter(at -> at != sum).forEach(at -> absorbed[at] = true);
        return terms;
    }

    /** The products among some terms, where to lay their matrices side by side is less work than to add them up; else none. */
    private List<Node> products(Node sum, List<Node> terms) {
        List<Node> products = terms.stream()
                .filter(term -> term.op() instanceof MatMul
                        && uses[walk.indexOf(term)] == 1
                        && term.rank() == 2
                        && term.input(0).rank() == 2
                        && term.input(1).rank() == 2
                        && term.shape().equals(sum.shape()))
                .toList();
        if (products.size() < 2) {
            return List.of();
        }
        long rows = sum.shape().dim(0).resolve(sizes);
        long columns = sum.shape().dim(1).resolve(sizes);
        long within = products.stream()
                .mapToLong(product -> product.input(0).shape().dim(1).resolve(sizes))
                .sum();
        return within * (rows + columns) < (products.size() - 1) * rows * columns ? products : List.of();
    }

    /** One side of all products, joined along the axis that is added up; if all are transposed, as what they were. */
    private static Node joined(List<Node> products, int side, NodeMap<Node> images) {
        List<Node> matrices =
                products.stream().map(product -> product.input(side)).toList();
        int axis = 1 - side;
        return matrices.stream().allMatch(matrix -> matrix.op() instanceof Transpose)
                ? Joining.concat(
                                matrices.stream()
                                        .map(matrix -> images.at(matrix.input(0)))
                                        .toList(),
                                1 - axis)
                        .T()
                : Joining.concat(matrices.stream().map(images::at).toList(), axis);
    }

    /** The parts among some terms, those together of which one begins where the one before ends. */
    private List<List<Part>> runs(Node sum, List<Node> terms) {
        Map<Integer, List<Part>> byAxis = new TreeMap<>();
        for (Node term : terms) {
            if (isPart(sum, term)) {
                Unslice back = (Unslice) term.op();
                long start = back.start().resolve(sizes);
                long count = term.input(0).shape().dim(back.axis()).resolve(sizes);
                byAxis.computeIfAbsent(back.axis(), axis -> new ArrayList<>())
                        .add(new Part(term, back.axis(), start, start + count));
            }
        }
        List<List<Part>> runs = new ArrayList<>();
        for (List<Part> parts : byAxis.values()) {
            Map<Long, List<List<Part>>> open = new TreeMap<>();
            parts.sort(Comparator.comparingLong(Part::start));
            for (Part part : parts) {
                List<List<Part>> ending = open.getOrDefault(part.start(), List.of());
                List<Part> run = ending.isEmpty() ? new ArrayList<>() : ending.remove(ending.size() - 1);
                if (run.isEmpty()) {
                    runs.add(run);
                }
                run.add(part);
                open.computeIfAbsent(part.end(), end -> new ArrayList<>()).add(run);
            }
        }
        return runs;
    }

    private boolean isPart(Node sum, Node term) {
        if (!(term.op() instanceof Unslice back)
                || back.step() != 1
                || !term.shape().equals(sum.shape())) {
            return false;
        }
        long start = back.start().resolve(sizes);
        long count = term.input(0).shape().dim(back.axis()).resolve(sizes);
        return start >= 0 && count > 0 && start + count <= back.size().resolve(sizes);
    }

    private Node joined(Node sum, List<Node> terms, NodeMap<Node> images) {
        List<Node> added = new ArrayList<>();
        for (List<Part> run : runs(sum, terms)) {
            Part first = run.get(0);
            if (run.size() == 1) {
                added.add(images.at(first.part()));
                continue;
            }
            Node joined = Joining.concat(
                    run.stream().map(part -> images.at(part.part().input(0))).toList(), first.axis());
            added.add(
                    joined.shape().equals(sum.shape())
                            ? joined
                            : Slicing.unslice(
                                    joined, first.axis(), sum.shape().dim(first.axis()), Dim.of(first.start()), 1));
        }
        List<Node> products = products(sum, terms);
        if (!products.isEmpty()) {
            added.add(joined(products, 0, images).matmul(joined(products, 1, images)));
        }
        Set<Node> done = new HashSet<>(products);
        terms.stream()
                .filter(term -> !isPart(sum, term) && !done.contains(term))
                .forEach(term -> added.add(images.at(term)));
        return added.stream().reduce(Node::plus).orElseThrow();
    }
}
