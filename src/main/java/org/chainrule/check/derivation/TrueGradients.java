package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/** What the lines of a derivation ought to say: gradients by automatic differentiation, differentials, sizes of samples. */
final class TrueGradients {
    private final Model model;
    private final Map<Node, Gradient> gradients = new LinkedHashMap<>();
    private final Map<String, Node> differentials = new LinkedHashMap<>();
    /** Known once asked: every line asks, and each time it would be a walk through the whole network. */
    private final Map<Node, List<Dim>> normalisers = new LinkedHashMap<>();

    private List<Dim> inputSizes = List.of();
    private boolean inputSizesKnown;

    TrueGradients(Model model) {
        this.model = model;
    }

    /**
     * The gradient of a scalar with respect to any node; zeros when it does not depend on it.
     *
     * @throws ChainruleException when the scalar is none, or there is no derivative
     */
    Node gradient(Node of, Node variable) {
        return gradients.computeIfAbsent(of, Gradient::of).orZero(variable);
    }

    /** A gradient as the derivation states it: m times as large, when it announces intermediate ones per sample. */
    Node stated(GradientOf gradient) {
        Node exact = gradient(gradient.of(), gradient.variable());
        return gradient.perSample() && !gradient.variable().isLeaf()
                ? announced(gradient).times(exact)
                : exact;
    }

    /** The same m times as large, where the loss divides by m. */
    Node timesSamples(GradientOf gradient) {
        List<Dim> sizes = normalisers(gradient.of());
        return gradient.perSample() || sizes.isEmpty() || gradient.variable().isLeaf()
                ? stated(gradient)
                : count(sizes.get(0)).times(stated(gradient));
    }

    private Node announced(GradientOf gradient) {
        List<Dim> sizes = sampleSizes(gradient.of());
        if (sizes.isEmpty()) {
            throw new ChainruleException(
                    "derive per sample needs a number of samples, and the model has none: give its inputs an axis "
                            + "that no parameter has");
        }
        return count(sizes.get(0));
    }

    /**
     * The derivative of what is no scalar. Of a function that acts entry by entry lectures write {@code da/dz} for the
     * derivative at each entry, which has the shape of both; anything else is a Jacobian.
     *
     * @param claimed the shape of what the line says, if it has one
     * @throws ChainruleException when it is a Jacobian and sizes are free
     */
    Node ratio(Node of, Node variable, Optional<Shape> claimed) {
        return claimed.filter(shape -> shape.rank() == 0 || of.shape().sameShape(shape))
                .flatMap(shape -> Calculus.byEntry(of, variable))
                .orElseGet(() -> Calculus.ratio(of, variable));
    }

    /**
     * The sizes that may count samples: those of inputs that no parameter has. When the loss divides by some of them, as a
     * mean does, these come first.
     */
    List<Dim> sampleSizes(Node of) {
        Set<Dim> sizes = new LinkedHashSet<>(normalisers(of));
        sizes.addAll(inputSizes());
        return List.copyOf(sizes);
    }

    /** The sizes that count samples and that the loss divides by, alone or as part of a mean over more. */
    List<Dim> normalisers(Node of) {
        return normalisers.computeIfAbsent(of, this::divisors);
    }

    private List<Dim> divisors(Node of) {
        List<Dim> samples = inputSizes();
        Set<Dim> sizes = new LinkedHashSet<>();
        for (Node node : Walk.from(List.of(of)).nodes()) {
            if (node.op() instanceof Mean mean) {
                Shape reduced = mean.axes().reducedPart(node.input(0).shape());
                samples.stream().filter(reduced.dims()::contains).forEach(sizes::add);
                sizes.add(reduced.count());
            } else if (node.op() == Arithmetic.DIV) {
                Node divisor = node.input(1);
                samples.stream()
                        .filter(size -> divisor.op() instanceof SizeOf s
                                ? s.dim().equals(size)
                                : size.isKnown() && divisor.constantScalar().equals(Optional.of((double) size.size())))
                        .forEach(sizes::add);
            }
        }
        sizes.removeIf(Dim::isOne);
        return List.copyOf(sizes);
    }

    /** The sizes of inputs that no parameter has: they count samples. */
    List<Dim> inputSizes() {
        if (!inputSizesKnown) {
            inputSizes = sizesOfInputs();
            inputSizesKnown = true;
        }
        return inputSizes;
    }

    private List<Dim> sizesOfInputs() {
        Set<Dim> sizes = new LinkedHashSet<>();
        Set<Dim> others = new LinkedHashSet<>();
        for (Node leaf : model.leaves()) {
            boolean input = leaf.op() instanceof Leaf l && l.role() == Leaf.Role.INPUT;
            (input ? sizes : others).addAll(leaf.shape().dims());
        }
        sizes.removeIf(
                size -> size.isOne() || (others.stream().anyMatch(size::sameSize) && !isNamedUnlike(size, others)));
        return List.copyOf(sizes);
    }

    /** Two sizes of one value and different names are two things. */
    private static boolean isNamedUnlike(Dim size, Set<Dim> others) {
        return !size.isNumber() && !others.contains(size);
    }

    /** The number of samples as a number of the graph. */
    static Node count(Dim size) {
        return SizeOf.node(size);
    }

    /** The differential of a quantity: a leaf for an input or parameter, the same for every line. */
    Node differential(String name) {
        return differentials.computeIfAbsent(name, key -> {
            Node variable = model.get(key);
            Domain domain =
                    variable.isLeaf() && ValueFacts.declared(variable).symmetric() ? Domain.SYMMETRIC : Domain.REAL;
            return Node.input("d" + key, Type.real(variable.shape()), domain);
        });
    }

    /**
     * A line in differentials.
     *
     * @param names what {@code dX} stands for on the right, by name with its d
     * @param varying the leaves that vary
     * @param constant those that are held fixed, because the line does not mention them
     */
    record Differentials(Map<String, Node> names, List<Node> varying, List<String> constant) {}

    /**
     * Finds out which quantities vary in a line such as {@code d(X @ Y) == dX @ Y + X @ dY}. What the line mentions varies;
     * parameters vary even when it does not, and inputs then stay fixed. A line that mentions only intermediate results
     * lets everything vary they depend on.
     *
     * @param alone whether parameters that the line does not mention stay fixed as well
     */
    Differentials differentials(Node left, Expr right, boolean alone) {
        Set<String> mentioned = new LinkedHashSet<>();
        for (Expr expr : right.parts()) {
            if (expr instanceof Expr.Name name && name.id().startsWith("d")) {
                model.find(name.id().substring(1))
                        .filter(node -> node.type().isReal())
                        .ifPresent(node -> mentioned.add(name.id().substring(1)));
            }
        }
        Set<String> varying = new LinkedHashSet<>();
        List<String> constant = new ArrayList<>();
        List<String> through =
                mentioned.stream().filter(name -> !model.get(name).isLeaf()).toList();
        Set<Node> below = new LinkedHashSet<>();
        through.forEach(name -> below.addAll(model.get(name).ancestors()));
        List<String> leaves = new ArrayList<>();
        Set<Node> used = new LinkedHashSet<>(left.ancestors());
        used.addAll(below);
        model.names().forEach((name, node) -> {
            if (node.isLeaf() && node.type().isReal() && used.contains(node)) {
                leaves.add(name);
            }
        });
        boolean anyParam = !alone && leaves.stream().anyMatch(this::isParam);
        for (String name : leaves) {
            boolean varies = mentioned.contains(name) || (anyParam ? isParam(name) : below.contains(model.get(name)));
            if (varies) {
                varying.add(name);
            } else {
                constant.add(name);
            }
        }
        if (varying.isEmpty()) {
            varying.addAll(leaves);
            constant.clear();
        }
        List<Node> nodes = varying.stream().map(model::get).toList();
        Map<String, Node> names = new LinkedHashMap<>();
        mentioned.forEach(name -> names.put(
                "d" + name, model.get(name).isLeaf() ? differential(name) : differential(model.get(name), nodes)));
        return new Differentials(names, nodes, constant);
    }

    /** The same, with the differentials of what lines of the derivation give: {@code dM} of their M. */
    Differentials differentials(Node left, Expr right, Map<String, Node> given, boolean alone) {
        Differentials of = differentials(left, right, alone);
        Map<String, Node> names = new LinkedHashMap<>(of.names());
        for (Expr part : right.parts()) {
            String id = part instanceof Expr.Name name && name.id().startsWith("d") ? name.id() : "";
            Node node = id.isEmpty() || model.find(id.substring(1)).isPresent() ? null : given.get(id.substring(1));
            if (node != null && node.type().isReal() && !given.containsKey(id)) {
                names.put(id, differential(node, of.varying()));
            }
        }
        return new Differentials(names, of.varying(), of.constant());
    }

    private boolean isParam(String name) {
        return model.get(name).op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM;
    }

    /** The differential of an expression when some leaves vary: the sum of its directional derivatives. */
    Node differential(Node of, List<Node> varying) {
        Optional<Node> sum = Optional.empty();
        for (Node leaf : varying) {
            if (Walk.from(List.of(of)).indexOf(leaf) >= 0) {
                Node part = Calculus.jvp(of, leaf, differential(leaf.label().orElseThrow()));
                sum = Optional.of(sum.map(before -> before.plus(part)).orElse(part));
            }
        }
        return sum.orElseGet(() -> Node.constant(0).broadcastTo(of.shape()));
    }

    /** What has to have values where a line is judged. */
    List<Node> roots(Claim claim) {
        try {
            if (claim.subject() instanceof GradientOf gradient) {
                List<Node> roots = new ArrayList<>();
                roots.add(gradient.of());
                roots.add(gradient(gradient.of(), gradient.variable()));
                if (gradient.variable().isScalar() && !gradient.variable().isLeaf()) {
                    // dφ = tr(A dX) may speak of differentials
                    roots.addAll(differentials(gradient.variable(), claim.right(), false)
                            .names()
                            .values());
                }
                return roots;
            }
            if (claim.subject() instanceof DifferentialOf differential) {
                Node left = model.resolve(differential.left(), Map.of());
                TrueGradients.Differentials differentials = differentials(left, claim.right(), differential.alone());
                List<Node> roots = new ArrayList<>(differentials.names().values());
                roots.add(differential(left, differentials.varying()));
                return roots;
            }
        } catch (ChainruleException e) {
            // The line will say so itself.
        }
        return List.of();
    }
}
