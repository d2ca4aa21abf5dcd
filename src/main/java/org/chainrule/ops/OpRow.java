package org.chainrule.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.jspecify.annotations.Nullable;

/**
 * The row of a {@link RowOp}: what one op with attributes is. What a row does not say is as {@link org.chainrule.graph.Op}
 * has it; the result has the shape of the first input and is real.
 */
public final class OpRow {
    /** The cotangent of one input, see {@link org.chainrule.graph.Op#vjp}. */
    @FunctionalInterface
    public interface Vjp {
        /** The cotangent of input {@code arg}, from that of the result. */
        Node of(int arg, Node dz, Node z, List<Node> in);
    }

    /** The local derivative on an edge, see {@link org.chainrule.graph.Op#local}. */
    @FunctionalInterface
    public interface Local {
        /** What stands on the edge from input {@code arg} to {@code z}. */
        Message of(int arg, Node z, Names names);
    }

    final String name;
    Function<List<Type>, Type> type = in -> Type.real(in.get(0).shape());

    @Nullable
    BiFunction<List<Tensor>, Sizes, Tensor> value;

    @Nullable
    Vjp vjp;

    @Nullable
    Function<List<Node>, Node> definition;

    @Nullable
    Function<List<Type>, Optional<Contraction>> contraction;

    EntryRule entries = EntryRule.COMPUTED;
    MaskRule mask = MaskRule.ANY;
    IntFunction<Smoothness> smoothness = arg -> Smoothness.SMOOTH;

    @Nullable
    Local local;

    boolean isLocalOfUpstream;

    @Nullable
    Function<List<Node>, List<Switch>> switches;

    List<Domain> domains = List.of(Domain.REAL);
    List<Domain> range = List.of();

    boolean selects;
    boolean careful;

    @Nullable
    Boolean finite;

    @Nullable
    IntPredicate linear;

    private final Map<String, Object> keywords = new LinkedHashMap<>();
    private UnaryOperator<Spelling> spelling = call -> call;

    private OpRow(String name) {
        this.name = name;
    }

    /** An op without attributes: a constant, equal to itself alone. */
    public record Plain(OpRow row) implements RowOp {
        @Override
        public String toString() {
            return row.name;
        }
    }

    /** A row that says nothing but a name yet. */
    public static OpRow named(String name) {
        return new OpRow(name);
    }

    /** The attributes that are written. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        keywords.forEach((key, value) ->
                texts.put(key, value instanceof Double number ? TensorText.number(number) : value.toString()));
        return texts;
    }

    /** The call of this op in the notation and as it was told. */
    Spelling spelling() {
        return spelling.apply(Spelling.call(name, texts()));
    }

    /** With an attribute, as the notation writes it. */
    public OpRow key(String keyword, Object attribute) {
        keywords.put(keyword, attribute);
        return this;
    }

    /** With an attribute that is not written when it is as usual. */
    public OpRow key(String keyword, Object attribute, Object usual) {
        return attribute.equals(usual) ? this : key(keyword, attribute);
    }

    /** Written in another way than by its call, or by more than that. */
    public OpRow spelled(UnaryOperator<Spelling> other) {
        this.spelling = other;
        return this;
    }

    /** With another template in LaTeX, see {@link Spelling}. */
    public OpRow latex(String template) {
        return spelled(call -> call.latex(template));
    }

    /** With a function name in LaTeX. */
    public OpRow latexFunction(String command) {
        return spelled(call -> call.latexFunction(command));
    }

    /** With the type of the result. */
    public OpRow type(Function<List<Type>, Type> rule) {
        this.type = rule;
        return this;
    }

    /** A real result of a shape that is made of that of the first input. */
    public OpRow shape(UnaryOperator<Shape> rule) {
        return type(in -> Type.real(rule.apply(in.get(0).shape())));
    }

    /** A result of the first input's kind, and of a shape that is made of its shape. */
    public OpRow sameKind(UnaryOperator<Shape> rule) {
        return type(in -> new Type(in.get(0).kind(), rule.apply(in.get(0).shape())));
    }

    /** With the reference meaning. */
    public OpRow value(Function<List<Tensor>, Tensor> meaning) {
        return value((in, sizes) -> meaning.apply(in));
    }

    /** With the reference meaning of an op whose attributes mention named sizes. */
    public OpRow value(BiFunction<List<Tensor>, Sizes, Tensor> meaning) {
        this.value = meaning;
        return this;
    }

    /** Each entry computed from the entry at the same place. */
    public OpRow pointwise(DoubleUnaryOperator meaning) {
        return value(in -> Broadcasting.map(in.get(0), meaning)).mask(MaskRule.ELEMENTWISE);
    }

    /** With the derivative. */
    public OpRow vjp(Vjp rule) {
        this.vjp = rule;
        return this;
    }

    /** With the derivative of an op of one input. */
    public OpRow vjp(Elementwise.UnaryVjp rule) {
        return vjp((arg, dz, z, in) -> rule.of(dz, z, in.get(0)));
    }

    /** With the derivative of a linear op of one input: its adjoint. */
    public OpRow adjoint(UnaryOperator<Node> rule) {
        return vjp((arg, dz, z, in) -> rule.apply(dz));
    }

    /**
     * With the derivative of an op of a point and directions, linear in each, that is again such: the cotangent becomes one
     * more direction, or takes the place of one.
     */
    OpRow vjpAlong() {
        return vjp((arg, dz, z, in) -> {
            List<Node> directions = new ArrayList<>(in);
            if (arg == 0) {
                directions.add(dz);
            } else {
                directions.set(arg, dz);
            }
            return Node.of(z.op(), directions);
        });
    }

    /** With the graph of simpler ops it stands for; where no derivative is told, it is that of this graph. */
    public OpRow definition(Function<List<Node>, Node> graph) {
        this.definition = graph;
        return this;
    }

    /** With the entries it moves, multiplies and adds; linear in its first input unless more is said. */
    public OpRow contraction(Function<List<Type>, Contraction> rule) {
        return contractionIfAny(in -> Optional.of(rule.apply(in))).mask(MaskRule.LINEAR);
    }

    /** The same where the attributes allow it. */
    public OpRow contractionIf(boolean possible, Function<List<Type>, Contraction> rule) {
        return possible ? contraction(rule) : this;
    }

    /** With the entries it moves, multiplies and adds, at the types of which they can be told. */
    OpRow contractionIfAny(Function<List<Type>, Optional<Contraction>> rule) {
        this.contraction = rule;
        return this;
    }

    /** Each entry is an entry of an input, or a fixed number, by its position alone. */
    public OpRow moved() {
        return entries(EntryRule.MOVED).mask(MaskRule.LINEAR);
    }

    /** Each entry is a sum of multiples of entries of all inputs. */
    public OpRow added() {
        return entries(EntryRule.LINEAR).mask(MaskRule.LINEAR);
    }

    /** Each entry is a sum of products of entries, one of each input. */
    public OpRow multiplied() {
        return entries(EntryRule.PRODUCTS).mask(MaskRule.PRODUCT);
    }

    /** With how its entries come from entries of the inputs. */
    public OpRow entries(EntryRule rule) {
        this.entries = rule;
        return this;
    }

    /** With how what does not count travels to the inputs. */
    public OpRow mask(MaskRule rule) {
        this.mask = rule;
        return this;
    }

    /** Said to leave entries out, see {@link org.chainrule.graph.Op#selects}. */
    public OpRow selecting() {
        this.selects = true;
        return finite();
    }

    /** Said to be its definition for readers, see {@link org.chainrule.graph.Op#isCareful}. */
    public OpRow careful() {
        this.careful = true;
        return this;
    }

    /** Said to stay finite, see {@link org.chainrule.graph.Op#staysFinite}. */
    public OpRow finite() {
        this.finite = true;
        return this;
    }

    /** With whether there are derivatives, by input. */
    public OpRow smoothness(IntFunction<Smoothness> rule) {
        this.smoothness = rule;
        return this;
    }

    /** With one local derivative for all inputs. */
    public OpRow local(Message text) {
        return local((arg, z, names) -> text);
    }

    /**
     * With a local derivative for each input, the last one also for all further ones; {@code {x}}, {@code {y}} and
     * {@code {z}} stand for the names of the first input, the last and the result.
     */
    public OpRow local(String... templates) {
        return local((arg, z, names) -> LocalDerivative.text(templates[Math.min(arg, templates.length - 1)], z, names));
    }

    /** With the local derivatives. */
    public OpRow local(Local rule) {
        this.local = rule;
        return this;
    }

    /** With the local derivatives as formulas in which the upstream gradient stands, as {@code dz}. */
    public OpRow localOfUpstream(Local rule) {
        this.isLocalOfUpstream = true;
        return local(rule);
    }

    /** With what decides between its branches. */
    public OpRow switches(Function<List<Node>, List<Switch>> rule) {
        this.switches = rule;
        return this;
    }

    /** With the domains in which the table test samples the inputs. */
    public OpRow domains(Domain... each) {
        this.domains = List.of(each);
        return this;
    }

    /** With what is true of every result. */
    public OpRow range(Domain... all) {
        this.range = List.of(all);
        return this;
    }

    /** With the inputs in which it is linear. */
    public OpRow linear(IntPredicate rule) {
        this.linear = rule;
        return this;
    }

    /** The op that this row tells, when it has no attributes. */
    public RowOp op() {
        return new Plain(this);
    }
}
