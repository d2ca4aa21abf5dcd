package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An op that computes each entry of the result from the entries at the same place, with numpy's broadcasting. One row of
 * the catalogue: name, meaning, derivative, LaTeX, local derivative, sampling domain, documentation.
 *
 * <p>The methods that complete a row return a new op; keep the last one in a constant, since an op without attributes is
 * equal to itself only.
 *
 * <pre>{@code
 * static final Elementwise SWISH = Op.unary("swish", x -> x / (1 + Math.exp(-x)))
 *     .vjp((dz, z, x) -> dz.times(z.plus(sigmoid(x).times(z.neg().plus(1)))))
 *     .domain(-5, 5);
 * }</pre>
 */
public final class Elementwise implements Op {
    /** The cotangent of the input of a unary op. */
    @FunctionalInterface
    public interface UnaryVjp {
        /**
         * The cotangent of {@code x}.
         *
         * @param dz the cotangent of the result
         * @param z the result
         * @param x the input
         */
        Node of(Node dz, Node z, Node x);
    }

    /** The cotangent of one input of a binary op. */
    @FunctionalInterface
    public interface BinaryVjp {
        /**
         * The cotangent of one input, of the shape of the broadcast result.
         *
         * @param dz the cotangent of the result
         * @param z the result
         * @param x the first input
         * @param y the second input
         */
        Node of(Node dz, Node z, Node x, Node y);
    }

    /** What decides between the branches of an op. */
    @FunctionalInterface
    public interface Branches {
        /**
         * The switches.
         *
         * @param x the first input
         * @param y the second input, or the first again
         */
        List<Switch> of(Node x, Node y);
    }

    /** One input's part of the row. */
    private record Argument(BinaryVjp vjp, Smoothness smoothness, String local, Domain domain) {
        Argument with(BinaryVjp other) {
            return new Argument(other, smoothness, local, domain);
        }
    }

    private static final BinaryVjp MISSING = (dz, z, x, y) -> {
        throw new ChainruleException(
                "the op {0} has no derivative yet: complete it with vjp(...) or flat(...)", z.op().name());
    };

    private final String name;
    private final DoubleBinaryOperator f;
    private final List<Argument> arguments;
    private final Spelling spelling;
    private final @Nullable Branches branches;
    private final CatalogueEntry entry;

    private Elementwise(
            String name,
            DoubleBinaryOperator f,
            List<Argument> arguments,
            Spelling spelling,
            @Nullable Branches branches,
            CatalogueEntry entry) {
        this.name = name;
        this.f = f;
        this.arguments = List.copyOf(arguments);
        this.spelling = spelling;
        this.branches = branches;
        this.entry = entry;
    }

    static Elementwise unary(String name, DoubleUnaryOperator f) {
        return row(name, (x, unused) -> f.applyAsDouble(x), 1);
    }

    static Elementwise binary(String name, DoubleBinaryOperator f) {
        return row(name, f, 2);
    }

    private static Elementwise row(String name, DoubleBinaryOperator f, int arity) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            String local = arity == 1 ? "⊙ " + name + "'({x})" : "⊙ ∂" + name + (i == 0 ? "/∂{x}" : "/∂{y}");
            arguments.add(new Argument(MISSING, Smoothness.SMOOTH, local, Domain.interval(-3, 3)));
        }
        return new Elementwise(
                name,
                f,
                arguments,
                Spelling.call(name),
                null,
                new CatalogueEntry("", "", List.of(), List.of(), null, name, null, false, false, false));
    }

    /** With the derivative of a unary op. */
    public Elementwise vjp(UnaryVjp vjp) {
        return withVjps(List.of((dz, z, x, unused) -> vjp.of(dz, z, x)));
    }

    /** With the derivatives of a binary op. */
    public Elementwise vjp(BinaryVjp first, BinaryVjp second) {
        return withVjps(List.of(first, second));
    }

    private Elementwise withVjps(List<BinaryVjp> vjps) {
        requireOneEach(vjps.size(), say("derivatives"));
        List<Argument> changed = new ArrayList<>();
        for (int i = 0; i < vjps.size(); i++) {
            Argument a = arguments.get(i);
            changed.add(new Argument(vjps.get(i), a.smoothness, a.local, a.domain));
        }
        return new Elementwise(name, f, changed, spelling, branches, entry);
    }

    private void requireOneEach(int given, Message what) {
        if (given != arguments.size()) {
            throw new ChainruleException(
                    "the op {0} has {1} inputs, and {2} {3} were given", name, arguments.size(), given, what);
        }
    }

    /**
     * Declared piecewise constant in every input: the derivative is zero wherever it exists.
     *
     * @param reason as a clause in English, with places for the arguments
     */
    public Elementwise flat(String reason, Object... arguments) {
        Smoothness why = Smoothness.flat(reason, arguments);
        List<Argument> changed = new ArrayList<>();
        for (Argument a : this.arguments) {
            changed.add(new Argument(a.vjp, why, a.local, a.domain));
        }
        return new Elementwise(name, f, changed, spelling, branches, entry);
    }

    /** With a spelling of its own in the notation and in LaTeX. */
    public Elementwise spelled(Spelling own) {
        return new Elementwise(name, f, arguments, own, branches, entry);
    }

    /** With a LaTeX template, {@code <0>} standing for the input; see {@link Spelling}. */
    public Elementwise latex(String template) {
        return spelled(spelling.latex(template));
    }

    /** With the local derivatives drawn on the edges; {@code {x}}, {@code {y}} and {@code {z}} stand for names. */
    public Elementwise local(String... templates) {
        requireOneEach(templates.length, say("local derivatives"));
        List<Argument> changed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument a = arguments.get(i);
            changed.add(new Argument(a.vjp, a.smoothness, templates[i], a.domain));
        }
        return new Elementwise(name, f, changed, spelling, branches, entry);
    }

    /** With the interval in which the table test samples every input. */
    public Elementwise domain(double low, double high) {
        Domain[] all = new Domain[arguments.size()];
        Arrays.fill(all, Domain.interval(low, high));
        return domain(all);
    }

    /** With the domains in which the table test samples the inputs. */
    public Elementwise domain(Domain... domains) {
        requireOneEach(domains.length, say("domains"));
        List<Argument> changed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument a = arguments.get(i);
            changed.add(new Argument(a.vjp, a.smoothness, a.local, domains[i]));
        }
        return new Elementwise(name, f, changed, spelling, branches, entry);
    }

    /**
     * With its definition by simpler functions, the meaning over the reals: {@code x -> log(1 + exp(x))}. Proofs, index forms
     * and values to many digits are made from it; a row without one is a primitive, of which they know nothing but its name.
     * Where no derivative is given, it is that of the definition.
     */
    public Elementwise define(UnaryOperator<Node> definition) {
        return define((x, unused) -> definition.apply(x));
    }

    /** With the definition of an op of two inputs. */
    public Elementwise define(BinaryOperator<Node> definition) {
        List<Argument> changed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument a = arguments.get(i);
            changed.add(a.vjp == MISSING ? a.with(derived(definition, i, arguments.size())) : a);
        }
        return new Elementwise(name, f, changed, spelling, branches, entry.defined(definition));
    }

    private static BinaryVjp derived(BinaryOperator<Node> definition, int arg, int arity) {
        return (dz, z, x, y) -> Definition.pullBack(
                in -> definition.apply(in.get(0), arity == 1 ? y : in.get(1)),
                dz,
                arity == 1 ? List.of(x) : List.of(x, y),
                arg);
    }

    /** With what is true of every entry of the result, see {@link Op#range}. */
    public Elementwise range(Domain... domains) {
        return new Elementwise(name, f, arguments, spelling, branches, entry.within(List.of(domains)));
    }

    /** With the interval that every entry of the result lies in, see {@link Op#range}. */
    public Elementwise range(double low, double high) {
        return range(Domain.interval(low, high));
    }

    /** With the formula by which its entries are written, where that says more than its name. */
    public Elementwise written(UnaryOperator<Node> formula) {
        return written((x, unused) -> formula.apply(x));
    }

    /** With the formula of two inputs by which its entries are written. */
    public Elementwise written(BinaryOperator<Node> formula) {
        return new Elementwise(name, f, arguments, spelling, branches, entry.written(formula));
    }

    /** With what decides between its branches, for ops that are written piece by piece. */
    public Elementwise switches(Branches own) {
        return new Elementwise(name, f, arguments, spelling, own, entry);
    }

    /** Said to have no branches: smooth wherever it is defined. */
    public Elementwise smooth() {
        return switches((x, y) -> List.of());
    }

    /** Said to leave entries out, see {@link Op#selects}; where its inputs are finite, so is everything about it. */
    public Elementwise selecting() {
        return new Elementwise(name, f, arguments, spelling, branches, entry.selecting());
    }

    /** Said to have no infinite value and no infinite derivative at finite inputs, see {@link Op#staysFinite}. */
    public Elementwise finite() {
        return new Elementwise(name, f, arguments, spelling, branches, entry.finite());
    }

    /** Said to be its definition for readers, see {@link Op#isCareful}. */
    public Elementwise careful() {
        return new Elementwise(name, f, arguments, spelling, branches, entry.calculating());
    }

    /** With one sentence of documentation: formula, convention at kinks, source. */
    public Elementwise doc(String sentence) {
        return new Elementwise(
                name, f, arguments, spelling, branches, entry.documented(sentence, entry.source(), entry.aliases()));
    }

    /** With the paper, book or standard the formula is from. */
    public Elementwise source(String reference) {
        return new Elementwise(
                name, f, arguments, spelling, branches, entry.documented(entry.doc(), reference, entry.aliases()));
    }

    /** With further names in the notation. */
    public Elementwise alias(String... names) {
        return new Elementwise(
                name, f, arguments, spelling, branches, entry.documented(entry.doc(), entry.source(), List.of(names)));
    }

    /** With a sign of its own in the circles of a circuit. */
    public Elementwise glyph(String sign) {
        return new Elementwise(name, f, arguments, spelling, branches, entry.signed(sign));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String glyph() {
        return entry.glyph();
    }

    /** One or two. */
    public int arity() {
        return arguments.size();
    }

    /** The sentence of documentation, or the empty string. */
    public String doc() {
        return entry.doc();
    }

    /** Where the formula is from; may be empty. */
    public String source() {
        return entry.source();
    }

    /** Further names in the notation. */
    public List<String> aliases() {
        return entry.aliases();
    }

    @Override
    public Type infer(List<Type> in) {
        if (in.size() != arguments.size()) {
            throw new ChainruleException("{0} takes {1} input(s); {2} were given", name, arguments.size(), in.size());
        }
        Type first = in.get(0);
        if (in.size() == 1) {
            return first.isReal() ? first : Type.real(first.shape());
        }
        Type second = in.get(1);
        if (first.isReal() && (second.shape().rank() == 0 || first.equals(second))) {
            return first;
        }
        return Type.real(Shape.broadcast(first.shape(), second.shape()));
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return arguments.size() == 1
                ? Broadcasting.map(in.get(0), x -> f.applyAsDouble(x, 0))
                : Broadcasting.map(in.get(0), in.get(1), f);
    }

    /** Its meaning: the entry of the result for an entry of each input; the second counts for a row of two inputs only. */
    public DoubleBinaryOperator function() {
        return f;
    }

    @Override
    public Optional<Node> definition(List<Node> in) {
        return Optional.ofNullable(entry.definition())
                .map(by -> Definition.checked(this, by.apply(in.get(0), in.get(in.size() - 1)), in));
    }

    @Override
    public Optional<Node> formula(List<Node> in) {
        if (entry.careful()) {
            return definition(in);
        }
        return Optional.ofNullable(entry.formula()).map(by -> by.apply(in.get(0), in.get(in.size() - 1)));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return arguments.get(arg).vjp.of(dz, z, in.get(0), in.get(in.size() - 1));
    }

    @Override
    public Smoothness smoothness(int arg) {
        return arguments.get(arg).smoothness;
    }

    @Override
    public Spelling spelling() {
        return spelling;
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return LocalDerivative.text(arguments.get(arg).local, z, names);
    }

    @Override
    public List<Switch> switches(List<Node> in) {
        return branches == null ? Op.super.switches(in) : branches.of(in.get(0), in.get(in.size() - 1));
    }

    @Override
    public boolean saysSwitches() {
        return branches != null || entry.definition() != null;
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }

    @Override
    public boolean selects() {
        return entry.selects();
    }

    @Override
    public boolean isCareful() {
        return entry.careful();
    }

    @Override
    public boolean staysFinite() {
        return entry.staysFinite();
    }

    @Override
    public List<Domain> domains() {
        return arguments.stream().map(Argument::domain).toList();
    }

    @Override
    public List<Domain> range(List<Type> in) {
        return entry.range();
    }

    @Override
    public String toString() {
        return name;
    }
}
