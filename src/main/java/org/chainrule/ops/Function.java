package org.chainrule.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;

/**
 * One entry of the catalogue: a name the notation can call, what it builds, and what the documentation says. Most
 * functions build one op; some, such as {@code layer_norm}, are written in terms of others.
 *
 * @param name in the notation
 * @param signature the parameters
 * @param builder makes the graph of a call
 * @param doc what it computes
 * @param source where the formula is from; may be empty
 * @param aliases further names
 * @param examples calls for the documentation and the table test
 */
public record Function(
        String name,
        Signature signature,
        Builder builder,
        String doc,
        String source,
        List<String> aliases,
        List<Example> examples) {
    /** Copies the lists. */
    public Function {
        aliases = List.copyOf(aliases);
        examples = List.copyOf(examples);
    }

    /** Builds the graph of one call. */
    @FunctionalInterface
    public interface Builder {
        /** The node for a call with these arguments. */
        Node build(Args args);
    }

    /** Builds the graph of a reduction. */
    @FunctionalInterface
    interface Reduction {
        /** The node for {@code x}, reduced over some axes. */
        Node build(Node x, Axes axes, boolean keepdims);
    }

    /**
     * A call for the documentation and the table test.
     *
     * @param call in the notation, {@code sum(X, axis=1)}
     * @param inputs the declarations it needs, {@code X [2, 3]}; several with commas between them
     */
    public record Example(String call, String inputs) {}

    /**
     * A function.
     *
     * @param name as in numpy or PyTorch
     * @param signature as in Python, see {@link Signature}
     */
    public static Function define(String name, String signature, Builder builder) {
        return new Function(name, Signature.of(signature), builder, "", "", List.of(), List.of());
    }

    /** A reduction, {@code name(x, axis=none, keepdims=false)}. */
    static Function reduction(String name, Reduction builder) {
        return define(
                name,
                "x, axis=none, keepdims=false",
                a -> builder.build(a.node("x"), a.axes("axis", a.node("x")), a.bool("keepdims")));
    }

    /** The function that applies an elementwise op; its example samples the op's own domains. */
    public static Function of(Elementwise op) {
        boolean unary = op.arity() == 1;
        Builder builder =
                unary ? args -> Node.of(op, args.node("x")) : args -> Node.of(op, args.node("x"), args.node("y"));
        Function function = define(op.name(), unary ? "x" : "x, y", builder)
                .doc(op.doc())
                .source(op.source())
                .alias(op.aliases().toArray(String[]::new));
        String x = "X [2, 3] " + op.domains().get(0);
        return unary
                ? function.example(op.name() + "(X)", x)
                : function.example(
                        op.name() + "(X, Y)", x + ", Y [2, 3] " + op.domains().get(1));
    }

    /** With one or two sentences: what it computes, shapes, conventions. */
    public Function doc(String sentences) {
        return new Function(name, signature, builder, sentences, source, aliases, examples);
    }

    /** With the paper, book or standard the formula is from. */
    public Function source(String reference) {
        return new Function(name, signature, builder, doc, reference, aliases, examples);
    }

    /** With further names. */
    public Function alias(String... names) {
        return new Function(name, signature, builder, doc, source, List.of(names), examples);
    }

    /**
     * With a further example, which the table test checks at every order.
     *
     * @param call in the notation
     * @param inputs the declarations it needs
     */
    public Function example(String call, String inputs) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(call, inputs));
        return new Function(name, signature, builder, doc, source, aliases, more);
    }

    /**
     * The graph of one call.
     *
     * @throws ArgumentException when the arguments do not fit the signature
     * @throws org.chainrule.tensor.ShapeException when the shapes do not fit
     */
    public Node call(List<Arg> positional, Map<String, Arg> keywords) {
        return call(bind(positional, keywords));
    }

    /** The graph of one call whose arguments fit. */
    public Node call(Args arguments) {
        return builder.build(arguments);
    }

    /**
     * The arguments of one call by parameter.
     *
     * @throws ArgumentException when the arguments do not fit the signature
     */
    public Args bind(List<Arg> positional, Map<String, Arg> keywords) {
        return new Args(name, signature, signature.bind(name, positional, keywords));
    }

    @Override
    public String toString() {
        return name + "(" + signature + ")";
    }
}
