package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Expansion;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.ops.Joining;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.symbolic.algebra.TooLargeException;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Graphs as forms: one attempt, with the facts it may use and the nodes it leaves as they are. */
final class Translator {
    private final AtomTable space;
    private final Known known;
    private final NodeMap<Boolean> kept;
    private final ProofLog journal = new ProofLog();
    private final FormAlgebra forms;
    private final Transcendentals functions;
    private final Piecewise piecewise;
    private final Sums sums;
    private final PrimitiveForms primitives;
    private final ContractionForms contractions;
    private final KernelForms kernels;
    private final NodeMap<Form> done = new NodeMap<>();
    private final NodeMap<Node> others = new NodeMap<>();
    private boolean opaque;

    /**
     * An attempt.
     *
     * @param kept nodes that become atoms of their own
     * @param parts how angles are taken apart, see {@link Angles}
     */
    Translator(Known known, NodeMap<Boolean> kept, long budget, int parts) {
        this.space = new AtomTable(budget);
        this.known = known;
        this.kept = kept;
        this.forms = new FormAlgebra(space, this::again, journal);
        this.sums = new Sums(space, forms, journal);
        Signs signs = new Signs(space, known);
        this.piecewise = new Piecewise(forms, signs, journal, new Printer(space), new ZeroSets(space));
        this.functions = new Transcendentals(space, forms, signs, piecewise, parts);
        this.primitives = new PrimitiveForms(forms, functions, piecewise);
        this.contractions = new ContractionForms(space, forms, sums);
        this.kernels = new KernelForms(space, forms, functions, piecewise, sums, journal);
    }

    /** How a second attempt should take angles apart; 0 when there is no use in one. */
    int finer() {
        return functions.angles().finer();
    }

    /** Whether a difference is zero, by its numerators where it is a quotient: these may still be simplified. */
    boolean isZero(Form difference) {
        return difference.parts().values().stream()
                .allMatch(part -> forms.times(Form.of(Fraction.of(part.numerator())), Form.ONE)
                        .isZero());
    }

    ProofLog journal() {
        return journal;
    }

    /** True when an op had no index form, or one that speaks of single places. */
    boolean leftOpaque() {
        return opaque;
    }

    /** True when a node came up. */
    boolean knows(Node node) {
        return done.has(node);
    }

    AtomTable space() {
        return space;
    }

    /** The form of a base at indices some of which are equal. */
    private Form again(Base base, List<Integer> indices) {
        Meaning meaning = base.meaning();
        if (meaning instanceof Meaning.Sum sum) {
            return sums.again(sum, indices);
        }
        if (meaning instanceof Meaning.Denominator denominator) {
            return sums.again(denominator, indices);
        }
        List<Form> arguments = meaning.arguments().stream()
                .map(argument -> forms.rename(argument, AtomTable.under(indices)))
                .toList();
        if (meaning instanceof Meaning.Applied applied) {
            return functions.applied(applied.op(), arguments);
        }
        return meaning instanceof Meaning.Function f
                ? functions.again(f, arguments)
                : piecewise.again(meaning, arguments.get(0));
    }

    /** The form of a node; everything it is computed from becomes a form first. */
    Form translate(Node target) {
        List<Node> stack = new ArrayList<>(List.of(target));
        while (!stack.isEmpty()) {
            Node node = stack.get(stack.size() - 1);
            if (done.has(node)) {
                stack.remove(stack.size() - 1);
                continue;
            }
            Node other = kept.has(node) ? null : otherForm(node);
            List<Node> inputs = kept.has(node) ? List.of() : other != null ? List.of(other) : node.inputs();
            int before = stack.size();
            for (int i = inputs.size() - 1; i >= 0; i--) {
                if (!done.has(inputs.get(i))) {
                    stack.add(inputs.get(i));
                }
            }
            if (stack.size() == before) {
                space.spend(1);
                done.put(node, other != null ? formOf(other) : form(node));
                stack.remove(stack.size() - 1);
            }
        }
        return formOf(target);
    }

    /** What a node is translated as: a product of matrices inside a determinant by parts, an op by its definition. */
    private @Nullable Node otherForm(Node node) {
        Node known = others.get(node);
        if (known != null) {
            return known;
        }
        Op op = node.op();
        Node slope = ActivationSlopes.of(node, kept);
        Node other = slope != null ? slope : MatrixLaws.of(node, this.known);
        if (slope != null) {
            journal.step("define " + op.name(), Message.verbatim(ActivationSlopes.text(node)));
        } else if (other == null && !primitives.has(op) && node.contraction().isEmpty()) {
            other = op.definition(node.inputs()).orElse(null);
            if (other != null && !op.isCareful()) {
                String call = ShortText.formula(node);
                journal.step("define " + op.name(), Message.verbatim(call + " = " + ShortText.formula(other)));
            }
        }
        if (other != null) {
            others.put(node, other);
        }
        return other;
    }

    private Form formOf(Node node) {
        Form form = done.get(node);
        if (form == null) {
            throw new IllegalStateException("a node before its inputs");
        }
        return form;
    }

    private Form form(Node node) {
        if (kept.has(node) || node.isLeaf()) {
            return given(node);
        }
        List<Form> inputs = node.inputs().stream().map(this::formOf).toList();
        try {
            Form form = defined(node, inputs);
            if (form != null) {
                return form;
            }
        } catch (UndefinedException e) {
            // 1/0 and the like: the op stays as it is.
        }
        return opaque(node, inputs);
    }

    private @Nullable Form defined(Node node, List<Form> inputs) {
        Op op = node.op();
        Optional<Contraction> contraction = node.contraction();
        if (contraction.isPresent()) {
            Form form = contractions.of(node, contraction.get(), inputs);
            opaque |= ContractionForms.hasPlaces(contraction.get());
            if (form != null
                    && contraction.get().factors().size() > 1
                    && !contraction.get().bound().isEmpty()) {
                journal.product(Printer.name(node));
            }
            return form;
        }
        if (!op.isElementwise()) {
            opaque |= op instanceof Joining.Concat;
            return kernels.of(node, inputs);
        }
        List<Form> aligned = IntStream.range(0, inputs.size())
                .mapToObj(i -> contractions.aligned(inputs.get(i), node.input(i).rank(), node.rank()))
                .toList();
        Form form = primitives.of(op, aligned);
        if (form == null) {
            return functions.applied(op, aligned);
        }
        Message text = primitives.text(op, node.input(0));
        if (!text.isEmpty()) {
            journal.step("define " + op.name(), text);
        }
        return form;
    }

    private static List<Integer> own(Shape shape) {
        return IntStream.range(0, shape.rank())
                .mapToObj(axis -> ContractionForms.index(shape, axis))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Form opaque(Node node, List<Form> inputs) {
        opaque |= !node.isLeaf();
        if (inputs.isEmpty()) {
            return node.op() instanceof Constant constant && node.isScalar() ? number(constant.value()) : given(node);
        }
        List<Shape> shapes = node.inputs().stream().map(Node::shape).toList();
        return LinearTerms.of(node, inputs, space, forms, each -> {
            Base base = space.base(new Meaning.Other(node.op(), List.copyOf(each), shapes), node.rank());
            return space.form(base, own(node.shape()));
        });
    }

    /** The entries of a small node. */
    Form[] entries(Node node) {
        EntryForms entries = new EntryForms(forms, primitives, functions);
        return entries.translate(
                Walk.from(List.of(Expansion.of(node, primitives::has))),
                (x, places) -> contractions.at(given(x), places));
    }

    /** A number that no fraction holds, by its value: minus infinity is minus one times infinity. */
    private Form number(Tensor value) {
        double x = value.item();
        Op op = new Constant(Tensor.scalar(x < 0 ? -x : x));
        Form form = space.form(space.base(new Meaning.Other(op, List.of(), List.of()), 0), List.of());
        return x < 0 ? form.times(Rational.MINUS_ONE) : form;
    }

    private Form given(Node node) {
        List<List<Integer>> symmetries = new ArrayList<>(List.of(AtomTable.identity(node.rank())));
        boolean binary = false;
        if (node.op() instanceof Leaf) {
            if (known.isSymmetric(node)) {
                List<Integer> exchanged = new ArrayList<>(AtomTable.identity(node.rank()));
                int last = node.rank() - 1;
                exchanged.set(last, last - 1);
                exchanged.set(last - 1, last);
                symmetries.add(List.copyOf(exchanged));
            }
            binary = known.isSwitch(node);
        }
        Base base = space.base(new Meaning.Given(node), node.rank(), List.copyOf(symmetries), binary);
        if (space.firstTime(base) && node.op() instanceof Leaf && known.sumsToOne(node)) {
            sums.rules().add(sumToOne(node, base));
        }
        return space.form(base, own(node.shape()));
    }

    private SumRules.Rule sumToOne(Node node, Base base) {
        int axis = Known.axis(node);
        int summed = space.fresh();
        List<Integer> indices = own(node.shape());
        indices.set(axis, summed);
        TreeMap<Integer, Dim> bound = new TreeMap<>();
        bound.put(summed, AtomTable.plain(node.shape().dim(axis)));
        return new SumRules.Rule(
                "the entries of " + Printer.name(node) + " along axis " + axis + " sum to 1",
                List.of(new Factor(space.atom(base, indices), 1)),
                bound,
                Form.ONE);
    }

    /**
     * Lets an equation be used from left to right, when its left side is a sum of products; true if so.
     *
     * @throws TooLargeException when its sides are too large
     */
    boolean assume(Facts.Assumption assumption) {
        Form left = translate(assumption.left());
        Form right = translate(assumption.right());
        if (!left.isPlain() || left.size() != 1 || !left.plain().denominator().isEmpty()) {
            return false;
        }
        Polynomial.Term term = left.plain().numerator().leading();
        if (term.monomial().degree() != 1) {
            return false;
        }
        TreeMap<Integer, Dim> bound = new TreeMap<>();
        List<Factor> pattern = sums.opened(term.monomial().atom(0), bound);
        if (pattern == null) {
            return false;
        }
        done.put(assumption.left(), right);
        Form value = right.times(Rational.ONE.over(term.coefficient()));
        sums.rules().add(new SumRules.Rule(assumption.sentence(), List.copyOf(pattern), bound, value));
        return true;
    }
}
