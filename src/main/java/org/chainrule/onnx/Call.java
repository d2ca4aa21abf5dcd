package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One node of an ONNX graph as its rule sees it: inputs, attributes, and what is known of values. */
final class Call {
    private final Proto.Operation operation;
    private final List<@Nullable Val> inputs;
    private final int version;
    private final Importer importer;
    private final Importer.Frame frame;

    Call(Proto.Operation operation, List<@Nullable Val> inputs, int version, Importer importer, Importer.Frame frame) {
        this.operation = operation;
        this.inputs = inputs;
        this.version = version;
        this.importer = importer;
        this.frame = frame;
    }

    /** The version of the set of operators. */
    int version() {
        return version;
    }

    String op() {
        return operation.op();
    }

    /** How many inputs stand there, those left out counted. */
    int count() {
        return inputs.size();
    }

    /** How many outputs the node has. */
    int outputs() {
        return operation.outputs().size();
    }

    /** Whether the node asks for an output. */
    boolean wants(int output) {
        return output < outputs() && !operation.outputs().get(output).isEmpty();
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    Val val(int input) {
        Val val = input < inputs.size() ? inputs.get(input) : null;
        if (val == null) {
            throw new ChainruleException(say("its input {0} is missing", input));
        }
        return val;
    }

    Node node(int input) {
        return val(input).node();
    }

    ElementType type(int input) {
        return val(input).type();
    }

    Shape shape(int input) {
        return val(input).shape();
    }

    int rank(int input) {
        return shape(input).rank();
    }

    /** A size of an input, which must be a number. */
    int extent(int input, int axis) {
        return extent(shape(input), axis);
    }

    /** A size that must be a number. */
    static int extent(Shape shape, int axis) {
        if (!shape.dim(axis).isKnown()) {
            throw new ChainruleException(
                    say("the size {0} must be known: give data, or write it into the model", shape.dim(axis)));
        }
        return shape.extent(axis);
    }

    /** An input as real numbers. */
    Node real(int input) {
        return real(val(input));
    }

    static Node real(Val val) {
        return val.node().type().isReal() ? val.node() : Casted.of(val.node(), val.type(), ElementType.DOUBLE, true);
    }

    /** All inputs. */
    List<Val> vals() {
        return vals(0);
    }

    /** The inputs from one on. */
    List<Val> vals(int first) {
        List<Val> all = new ArrayList<>();
        for (int i = first; i < inputs.size(); i++) {
            all.add(val(i));
        }
        return all;
    }

    /** An axis of an input, a negative one counted from the end. */
    int axis(long axis, int rank) {
        long from = axis < 0 ? axis + rank : axis;
        if (from < 0 || from >= Math.max(1, rank)) {
            throw new ChainruleException(say("there is no axis {0} of {1}", axis, rank));
        }
        return (int) from;
    }

    private Optional<Proto.Attribute> attribute(String name) {
        return Optional.ofNullable(operation.attributes().get(name));
    }

    boolean has(String attribute) {
        return attribute(attribute).isPresent();
    }

    long whole(String name, long usual) {
        return attribute(name).map(Proto.Attribute::whole).orElse(usual);
    }

    int integer(String name, int usual) {
        return (int) whole(name, usual);
    }

    boolean flag(String name, boolean usual) {
        return whole(name, usual ? 1 : 0) != 0;
    }

    double number(String name, double usual) {
        return attribute(name).map(a -> shortest(a.number())).orElse(usual);
    }

    /** A float32 as the number that was meant: 0.1 and not 0.10000000149. */
    static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    String text(String name, String usual) {
        return attribute(name).map(Proto.Attribute::text).orElse(usual);
    }

    List<String> texts(String name) {
        return attribute(name).map(Proto.Attribute::texts).orElse(List.of());
    }

    /** The numbers of an attribute; none when it is not there. */
    long[] wholes(String name) {
        return attribute(name)
                .map(a -> a.wholes().stream().mapToLong(Long::longValue).toArray())
                .orElse(new long[0]);
    }

    double[] numbers(String name) {
        return attribute(name)
                .map(a -> a.numbers().stream().mapToDouble(Call::shortest).toArray())
                .orElse(new double[0]);
    }

    Proto.Data tensor(String name) {
        return attribute(name)
                .flatMap(Proto.Attribute::tensor)
                .orElseThrow(() -> new ChainruleException(say("its attribute {0} is missing", name)));
    }

    Proto.Graph body(String name) {
        return attribute(name)
                .flatMap(Proto.Attribute::graph)
                .orElseThrow(() -> new ChainruleException(say("its attribute {0} is missing", name)));
    }

    /** The value of an input, which decides a shape or a way. */
    Tensor known(int input) {
        return importer.known(node(input));
    }

    /** The value of a node made of inputs. */
    Tensor knownNode(Node node) {
        return importer.known(node);
    }

    /** Whether the value of an input is known. */
    boolean isKnown(int input) {
        return has(input) && importer.isKnown(node(input));
    }

    long[] longs(int input) {
        return longs(known(input));
    }

    static long[] longs(Tensor value) {
        long[] numbers = new long[value.count()];
        Arrays.setAll(numbers, value::wholeAt);
        return numbers;
    }

    /** Numbers that older versions have as an attribute and newer ones as an input; none when neither is there. */
    Optional<long[]> wholes(String attribute, int input) {
        if (has(attribute)) {
            return Optional.of(wholes(attribute));
        }
        return has(input) ? Optional.of(longs(input)) : Optional.empty();
    }

    /** The sizes that an input lists: whole numbers, or sizes that are free. */
    List<Object> sizes(int input) {
        List<Object> sizes = new ArrayList<>();
        Optional<List<Object>> dims = val(input).dims();
        if (dims.isPresent()) {
            sizes.addAll(dims.get());
        } else {
            Arrays.stream(longs(input)).forEach(sizes::add);
        }
        return sizes;
    }

    /** One output of the type of the first input. */
    List<Val> out(Node node) {
        return out(node, type(0));
    }

    /** One output. */
    List<Val> out(Node node, ElementType type) {
        return List.of(as(node, type));
    }

    /** A node as a value of a type. */
    static Val as(Node node, ElementType type) {
        Node fitting = node;
        if (type.isIndex() == node.type().isReal()) {
            fitting = Casted.of(node, type.isIndex() ? ElementType.DOUBLE : ElementType.INT64, type, true);
        }
        return Val.of(fitting, type);
    }

    /** The values of a tensor that the file holds. */
    Val constant(Proto.Data data) {
        return importer.constant(data);
    }

    /** The texts of an input. */
    List<String> strings(int input) {
        Tensor codes = known(input);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < codes.count(); i++) {
            texts.add(importer.tensors().texts().get(codes.wholeAt(i)));
        }
        return texts;
    }

    /** Texts as a value. */
    Val strings(Shape shape, List<String> texts) {
        return Val.of(
                Node.constant(
                        Tensors.whole(shape, i -> importer.tensors().texts().code(texts.get(i)))),
                ElementType.STRING);
    }

    /** What a name stands for where the node is. */
    Val named(String name) {
        Val val = frame.find(name);
        if (val == null) {
            throw new ChainruleException(say("nothing defines {0}", name));
        }
        return val;
    }

    /** The outputs of a body. */
    List<Val> run(Proto.Graph body, List<Val> arguments) {
        return importer.body(body, arguments, frame);
    }

    /** The outputs of an operator, from which this one is made. */
    List<Val> apply(String op, List<Val> arguments, List<Proto.Attribute> attributes) {
        return importer.apply(op, arguments, attributes, version, frame);
    }
}
