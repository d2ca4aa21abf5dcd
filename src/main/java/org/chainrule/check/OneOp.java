package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Template;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The table test of one op. */
final class OneOp {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        2,
        1e-300,
        -1e-300,
        1e300,
        -1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };
    /** Half a unit in the last place of float32, with room for a second rounding. */
    private static final double ROUNDED_ONCE = 1.3e-7;

    /** Negative, so that what keeps an order does not pass as linear. */
    private static final double FACTOR = -2;

    private static final Dim M = Dim.named("m");

    private final Op op;
    private final int arity;
    private final Tally tally;
    private final SplittableRandom random;

    OneOp(Op op, int arity, Tally tally, SplittableRandom random) {
        this.op = op;
        this.arity = arity;
        this.tally = tally;
        this.random = random;
    }

    void run(List<List<Shape>> given) {
        List<List<Shape>> cases = given.isEmpty() ? usual() : given;
        List<List<Shape>> accepted = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        List<String> asksForMore = new ArrayList<>();
        for (List<Shape> shapes : cases) {
            tally.attempt("type rule", "at " + text(shapes), () -> {
                try {
                    List<Node> leaves = leaves(shapes, true);
                    Node node = Node.of(op, leaves);
                    sample(leaves);
                    tally.require(
                            "type rule",
                            node == Node.of(op, leaves),
                            "at " + text(shapes)
                                    + ": applied twice it gives two nodes: make the op a record, or define equals and hashCode");
                    accepted.add(shapes);
                } catch (ShapeException e) {
                    refusals.add(e.getMessage());
                    if (!given.isEmpty()) {
                        throw e;
                    }
                } catch (IndexOutOfBoundsException e) {
                    asksForMore.add("at " + text(shapes) + ": it throws " + e);
                }
            });
        }
        refusals.addAll(asksForMore);
        if (accepted.isEmpty()) {
            tally.fail(
                    "type rule",
                    "it takes none of the shapes tried with " + arity + " input(s)"
                            + (refusals.isEmpty() ? "" : " (" + refusals.get(0) + ")")
                            + ": say what it takes with inputs(...) or shapes(...)");
            return;
        }
        asksForMore.forEach(failure -> tally.fail("type rule", failure + ": refuse the shape with a ShapeException"));
        written(accepted.get(0));
        NodeChecks checks = new NodeChecks(tally, random.split());
        for (List<Shape> shapes : accepted) {
            List<Node> leaves = leaves(shapes, true);
            checks.run("at " + text(shapes), Node.of(op, leaves), sample(leaves), Sizes.NONE, ROUNDED_ONCE);
            tally.attempt("float32", "at " + text(shapes), () -> float32(shapes));
            tally.attempt("range", "at " + text(shapes), () -> declared(shapes));
            // The entries of an elementwise op do not know of each other: one shape is enough.
            if (!(op instanceof Elementwise) || shapes == accepted.get(0)) {
                tally.attempt("special values", "at " + text(shapes), () -> special(shapes));
            }
        }
        if (given.isEmpty()) {
            tally.attempt("named sizes", "at [m, 3]", () -> named(checks));
        }
    }

    private static String text(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).collect(Collectors.joining(" and "));
    }

    private List<List<Shape>> usual() {
        Shape scalar = Shape.SCALAR;
        List<Shape> singles = List.of(
                scalar, Shape.of(1), Shape.of(3), Shape.of(3, 4), Shape.of(3, 3), Shape.of(2, 3, 2), Shape.of(0, 2));
        List<List<Shape>> cases = new ArrayList<>();
        for (Shape shape : singles) {
            cases.add(IntStream.range(0, arity).mapToObj(i -> shape).toList());
        }
        if (arity == 2) {
            cases.add(List.of(Shape.of(3, 1), Shape.of(1, 4)));
            cases.add(List.of(Shape.of(3), scalar));
            cases.add(List.of(scalar, Shape.of(3, 4)));
            cases.add(List.of(Shape.of(1), Shape.of(3)));
            cases.add(List.of(Shape.of(3, 4), Shape.of(4)));
            cases.add(List.of(Shape.of(0, 2), Shape.of(2)));
            if (!(op instanceof Elementwise)) {
                cases.add(List.of(Shape.of(2, 3), Shape.of(3, 4)));
                cases.add(List.of(Shape.of(2, 3), Shape.of(3)));
                cases.add(List.of(Shape.of(3, 3), Shape.of(3, 2)));
            }
        }
        if (arity == 3) {
            cases.add(List.of(Shape.of(3, 1), Shape.of(1, 4), scalar));
            cases.add(List.of(Shape.of(4), Shape.of(3, 4), Shape.of(3, 1)));
        }
        return cases;
    }

    private Domain domain(int input) {
        List<Domain> domains = op.domains();
        return domains.get(Math.min(input, domains.size() - 1));
    }

    /** Fresh leaves of these shapes, with the domains of the op or with none. */
    private List<Node> leaves(List<Shape> shapes, boolean declared) {
        List<Node> leaves = new ArrayList<>();
        for (int k = 0; k < shapes.size(); k++) {
            Domain domain = domain(k);
            boolean index = domain.kind() == Domain.Kind.INTEGER;
            Type type = index ? Type.index(shapes.get(k)) : Type.real(shapes.get(k));
            leaves.add(Node.input("x" + k, type, declared || index ? domain : Domain.REAL));
        }
        return leaves;
    }

    private List<Binding> sample(List<Node> leaves) {
        List<Binding> bindings = new ArrayList<>();
        for (int k = 0; k < leaves.size(); k++) {
            bindings.add(leaves.get(k).is(domain(k).sample(leaves.get(k).shape(), random)));
        }
        return bindings;
    }

    private void written(List<Shape> shapes) {
        Node node = Node.of(op, leaves(shapes, true));
        Spelling spelling = op.spelling();
        tally.attempt("spelling", "as text", () -> {
            String text = Template.fill(spelling.text(), arity, (i, precedence) -> node.input(i)
                    .label()
                    .orElse(""));
            tally.require("spelling", !text.isBlank(), "its text is empty");
        });
        tally.attempt("spelling", "in LaTeX", () -> {
            String latex = Template.fill(spelling.latex(), arity, (i, precedence) -> "x_{" + i + "}");
            tally.require("spelling", !latex.isBlank(), "its LaTeX is empty");
            tally.require("spelling", balanced(latex), "the braces of its LaTeX do not match: " + latex);
        });
        for (int k = 0; k < arity; k++) {
            int input = k;
            tally.attempt("local derivative", "of input " + k, () -> {
                String local = op.local(input, node, ShortText::of).toString();
                tally.require("local derivative", !local.isBlank(), "that of input " + input + " is empty");
            });
        }
    }

    private static boolean balanced(String latex) {
        int depth = 0;
        for (int i = 0; i < latex.length(); i++) {
            char c = latex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private void float32(List<Shape> shapes) {
        List<Node> leaves = leaves(shapes, true);
        if (Node.of(op, leaves).type().isReal()) {
            List<Tensor> in = new ArrayList<>();
            for (Binding binding : sample(leaves)) {
                Tensor value = binding.value();
                in.add(value.dtype().isFloat() ? value.as(DType.F32) : value);
            }
            DType type = op.eval(in, Sizes.NONE).dtype();
            boolean anyFloat = in.stream().anyMatch(x -> x.dtype().isFloat());
            tally.require(
                    "float32",
                    !anyFloat || type == DType.F32,
                    "at " + text(shapes) + ": for float32 inputs Op.eval returns " + type
                            + ": give the result the type of the inputs, see Broadcasting.floatType");
        }
    }

    /** What the op says of its result, see {@link Op#range} and {@link Op#isLinear}, has to be true. */
    private void declared(List<Shape> shapes) {
        List<Node> leaves = leaves(shapes, false);
        Node node = Node.of(op, leaves);
        List<Binding> bindings = sample(leaves);
        Tensor value = value(node, bindings);
        if (value.count() == 0) {
            return;
        }
        for (Domain domain : op.range(leaves.stream().map(Node::type).toList())) {
            String wrong = domain.violation(value)
                    .map(what -> ": Op.range says " + domain + ", but " + what)
                    .orElse("");
            tally.require("range", wrong.isEmpty(), "at " + text(shapes) + wrong);
        }
        for (int k = 0; k < arity; k++) {
            if (op.isLinear(k) && leaves.get(k).type().isReal()) {
                Tensor x = bindings.get(k).value();
                Tensor y = domain(k).sample(x.shape(), random);
                Tensor added = value(node, with(bindings, k, leaves.get(k).is(y)));
                Tensor combined = Tensor.fill(DType.F64, x.shape(), i -> FACTOR * x.at(i) + y.at(i));
                Tensor other = value(node, with(bindings, k, leaves.get(k).is(combined)));
                boolean linear = IntStream.range(0, value.count())
                        .allMatch(i -> Double.isNaN(value.at(i) + added.at(i))
                                || Math.abs(other.at(i) - FACTOR * value.at(i) - added.at(i))
                                        <= ROUNDED_ONCE
                                                * Math.max(1, Math.abs(FACTOR * value.at(i)) + Math.abs(added.at(i))));
                tally.require(
                        "range",
                        linear,
                        "at " + text(shapes) + ": Op.isLinear or the mask rule says that it is linear in input " + k
                                + ", but " + FACTOR
                                + " times the input and another do not give so much of the results");
            }
        }
    }

    private static List<Binding> with(List<Binding> bindings, int k, Binding other) {
        List<Binding> changed = new ArrayList<>(bindings);
        changed.set(k, other);
        return changed;
    }

    private static Tensor value(Node node, List<Binding> bindings) {
        return Interpreter.run(List.of(node), bindings, Sizes.NONE, DType.F64).get(node);
    }

    /** No special value may crash the op or its gradient; refusing one with a message is fine. */
    private void special(List<Shape> shapes) {
        boolean pairs = op instanceof Elementwise && arity == 2;
        for (double a : SPECIAL) {
            for (double b : pairs ? SPECIAL : new double[] {a}) {
                List<Node> leaves = leaves(shapes, false);
                List<Binding> bindings = new ArrayList<>();
                for (int k = 0; k < leaves.size(); k++) {
                    Node leaf = leaves.get(k);
                    double value = k == 0 ? a : b;
                    bindings.add(
                            leaf.type().isReal()
                                    ? leaf.is(Tensor.full(DType.F64, leaf.shape(), value))
                                    : leaf.is(domain(k).sample(leaf.shape(), random)));
                }
                specialCase(Node.of(op, leaves), leaves, bindings, a, b);
            }
        }
    }

    private void specialCase(Node node, List<Node> leaves, List<Binding> bindings, double a, double b) {
        try {
            List<Node> outputs = new ArrayList<>(List.of(node));
            boolean smooth = false;
            if (node.type().isReal()) {
                Gradient gradient = Gradient.of(node.sum());
                for (int k = 0; k < leaves.size(); k++) {
                    if (leaves.get(k).type().isReal() && op.smoothness(k).isSmooth()) {
                        outputs.add(gradient.orZero(leaves.get(k)));
                        smooth = true;
                    }
                }
            }
            Tensor value =
                    Interpreter.run(outputs, bindings, Sizes.NONE, DType.F64).get(node);
            boolean hidden = op instanceof Elementwise
                    && arity == 1
                    && smooth
                    && Double.isNaN(a)
                    && value.count() > 0
                    && !Double.isNaN(value.at(0));
            tally.require(
                    "special values",
                    !hidden,
                    "it turns NaN into " + value + ", which hides the fault that made the NaN");
        } catch (ChainruleException e) {
            tally.pass("special values");
        } catch (RuntimeException e) {
            tally.fail("special values", "at " + a + (arity > 1 ? " and " + b : "") + ": it throws " + e);
        }
    }

    /** An op that takes named sizes has to take them in its derivatives too. */
    private void named(NodeChecks checks) {
        List<Shape> shapes =
                IntStream.range(0, arity).mapToObj(i -> Shape.of(M, Dim.of(3))).toList();
        List<Node> leaves = leaves(shapes, true);
        Node node;
        try {
            node = Node.of(op, leaves);
        } catch (ShapeException e) {
            return;
        }
        Sizes sizes = Sizes.of("m", 2);
        List<Binding> bindings = new ArrayList<>();
        for (int k = 0; k < leaves.size(); k++) {
            bindings.add(leaves.get(k).is(domain(k).sample(shapes.get(k).resolve(sizes), random)));
        }
        checks.run("at [m, 3]", node, bindings, Sizes.NONE, ROUNDED_ONCE);
        tally.pass("named sizes");
    }
}
