package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The arguments of one call, by parameter, converted to what the function asks for. */
public final class Args {
    private final String function;
    private final Signature signature;
    private final Map<String, Arg> bound;

    Args(String function, Signature signature, Map<String, Arg> bound) {
        this.function = function;
        this.signature = signature;
        this.bound = bound;
    }

    /** True when the call gives this argument and it is not {@code none}. */
    public boolean has(String parameter) {
        Arg arg = bound.get(parameter);
        return arg != null && !(arg instanceof Arg.None);
    }

    /** The argument that was given, or else the default of the signature. */
    private Arg arg(String parameter) {
        Arg given = bound.get(parameter);
        Arg arg = has(parameter) ? given : signature.usual(parameter, bound);
        if (arg == null && given != null) {
            throw wrong(parameter, say("an expression"), given);
        } else if (arg == null) {
            throw new IllegalStateException(
                    function + " asks for " + parameter + ", which has no value: see its signature");
        }
        return arg;
    }

    private ArgumentException wrong(String parameter, Message expected, Arg given) {
        return new ArgumentException(parameter, say("{0}: {1} is {2}, not {3}", function, parameter, expected, given));
    }

    /** The argument as it was given. */
    public Arg raw(String parameter) {
        return arg(parameter);
    }

    /** A node; numbers, sizes and lists of numbers become constants. */
    public Node node(String parameter) {
        return toNode(parameter, arg(parameter));
    }

    /** A node, if it was given. */
    public Optional<Node> optionalNode(String parameter) {
        return has(parameter) ? Optional.of(node(parameter)) : Optional.empty();
    }

    /** A list of nodes. */
    public List<Node> nodes(String parameter) {
        if (arg(parameter) instanceof Arg.Items items) {
            return items.items().stream().map(item -> toNode(parameter, item)).toList();
        }
        throw wrong(parameter, say("a list such as [A, B]"), arg(parameter));
    }

    private Node toNode(String parameter, Arg arg) {
        if (arg instanceof Arg.Value value) {
            return value.node();
        }
        if (arg instanceof Arg.Num number) {
            return Node.constant(number.value());
        }
        if (arg instanceof Arg.Size size) {
            return SizeOf.node(size.dim());
        }
        if (arg instanceof Arg.Items) {
            return Node.constant(tensor(parameter, arg));
        }
        throw wrong(parameter, say("an expression"), arg);
    }

    /** A tensor written out as a number or nested lists. */
    public Tensor tensor(String parameter) {
        return tensor(parameter, arg(parameter));
    }

    private Tensor tensor(String parameter, Arg arg) {
        if (arg instanceof Arg.Value value && value.node().op() instanceof Constant constant) {
            return constant.value();
        }
        List<Double> flat = new ArrayList<>();
        Shape shape = collect(parameter, arg, flat);
        return Tensor.of(shape, flat.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Shape collect(String parameter, Arg arg, List<Double> flat) {
        if (arg instanceof Arg.Items items) {
            Shape inner = Shape.SCALAR;
            for (int i = 0; i < items.items().size(); i++) {
                Shape shape = collect(parameter, items.items().get(i), flat);
                if (i > 0 && !shape.equals(inner)) {
                    throw new ArgumentException(
                            parameter,
                            say(
                                    "{0}: the lists of {1} differ in length: item {2} has shape {3}, item 0 has {4}",
                                    function, parameter, i, shape, inner));
                }
                inner = shape;
            }
            return Shape.of(items.items().size()).concat(inner);
        }
        flat.add(number(parameter, arg));
        return Shape.SCALAR;
    }

    /** A number. */
    public double number(String parameter) {
        return number(parameter, arg(parameter));
    }

    private double number(String parameter, Arg arg) {
        if (arg instanceof Arg.Num number) {
            return number.value();
        }
        if (arg instanceof Arg.Size size && size.dim().isKnown()) {
            return size.dim().evaluate(Sizes.NONE);
        }
        OptionalDouble known = arg instanceof Arg.Value value ? Constant.number(value.node()) : OptionalDouble.empty();
        return known.orElseThrow(() -> wrong(parameter, say("a number"), arg));
    }

    /** A whole number. */
    public int integer(String parameter) {
        return integer(parameter, arg(parameter));
    }

    private int integer(String parameter, Arg arg) {
        double value = number(parameter, arg);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrong(parameter, say("a whole number"), arg);
        }
        return (int) value;
    }

    /** A list of whole numbers; a single number is a list of one. */
    public List<Integer> integers(String parameter) {
        Arg arg = arg(parameter);
        if (arg instanceof Arg.Items items) {
            return items.items().stream().map(item -> integer(parameter, item)).toList();
        }
        return List.of(integer(parameter, arg));
    }

    /** The same as an array, empty when it was not given. */
    int[] ints(String parameter) {
        return has(parameter) ? ints(integers(parameter)) : new int[0];
    }

    /** Numbers as an array. */
    static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String parameter) {
        if (arg(parameter) instanceof Arg.Bool bool) {
            return bool.value();
        }
        throw wrong(parameter, say("true or false"), arg(parameter));
    }

    /** A string. */
    public String text(String parameter) {
        if (arg(parameter) instanceof Arg.Text text) {
            return text.value();
        }
        throw wrong(parameter, say("a text in quotes"), arg(parameter));
    }

    /** One of several strings. */
    public String oneOf(String parameter, String... choices) {
        String text = text(parameter);
        if (!List.of(choices).contains(text)) {
            throw wrong(parameter, say("one of {0}", "\"" + String.join("\", \"", choices) + "\""), arg(parameter));
        }
        return text;
    }

    /** The axes of a reduction of {@code x}: a number, a list, or all when it was not given. */
    public Axes axes(String parameter, Node x) {
        if (!has(parameter)) {
            return Axes.ALL;
        }
        List<Integer> axes = integers(parameter);
        return Axes.of(x.shape(), axes);
    }

    /** A shape for the entries of {@code x}, in which one size may be -1: what the others leave for it, as in numpy. */
    public Shape shapeFor(String parameter, Node x) {
        if (!(arg(parameter) instanceof Arg.Items items)) {
            return isRest(arg(parameter)) ? Shape.of(x.shape().count()) : shape(parameter);
        }
        if (items.items().stream().filter(Args::isRest).count() != 1) {
            return shape(parameter);
        }
        Dim others = Dim.ONE;
        List<Dim> left = new ArrayList<>(x.shape().dims());
        for (Arg item : items.items()) {
            if (isRest(item)) {
                continue;
            }
            Dim size = dim(parameter, item);
            // an axis that stays is none of those that become one
            if (size.isKnown() || left.stream().noneMatch(size::sameSize)) {
                others = others.times(size);
            } else {
                left.remove(left.stream().filter(size::sameSize).findFirst().orElseThrow());
            }
        }
        Dim count = Shape.of(left).count();
        if (!others.isKnown()
                || others.size() == 0
                || !count.floorDiv(others.size()).times(others).sameSize(count)) {
            throw new ArgumentException(
                    parameter,
                    say(
                            "{0}: the -1 in {1} stands for no size: the {2} entries of the shape {3} are not a "
                                    + "multiple of {4}",
                            function, items, x.shape().count(), x.shape(), others));
        }
        Dim rest = count.floorDiv(others.size());
        return Shape.of(items.items().stream()
                .map(item -> isRest(item) ? rest : dim(parameter, item))
                .toList());
    }

    private static boolean isRest(Arg arg) {
        return arg instanceof Arg.Num number && number.value() == -1;
    }

    /** A shape: a list of numbers and sizes. */
    public Shape shape(String parameter) {
        if (!(arg(parameter) instanceof Arg.Items items)) {
            return Shape.of(dim(parameter, arg(parameter)));
        }
        return Shape.of(items.items().stream().map(item -> dim(parameter, item)).toList());
    }

    /** A size: a number of at least 0, or arithmetic of named sizes. */
    public Dim size(String parameter) {
        return dim(parameter, arg(parameter));
    }

    private Dim dim(String parameter, Arg arg) {
        if (arg instanceof Arg.Size size) {
            return size.dim();
        }
        if (arg instanceof Arg.Value value && value.node().op() instanceof SizeOf size) {
            return size.dim();
        }
        int size = integer(parameter, arg);
        if (size < 0) {
            boolean list = arg(parameter) instanceof Arg.Items;
            throw wrong(
                    parameter,
                    list ? say("a list of sizes, each at least 0") : say("a size, at least 0"),
                    arg(parameter));
        }
        return Dim.of(size);
    }
}
