package org.chainrule;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.chainrule.check.GradientCheck;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.explain.Explanation;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Checkpoint;
import org.chainrule.grad.Gradient;
import org.chainrule.grad.Recurrence;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.VariableNames;
import org.chainrule.notation.model.WholeFormula;
import org.chainrule.symbolic.rewrite.ReadableForm;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.symbolic.rewrite.Stability;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.GraphView;
import org.chainrule.view.Summary;

/**
 * The front door. With {@code import static org.chainrule.Chainrule.*} a model reads as it is written on paper:
 *
 * <pre>{@code
 * Node X = input("X", 2, "m"), Y = input("Y", 1, "m");      // a text is a size that a run decides
 * Node W = param("W", 1, 2), b = param("b", 1, 1);
 * Node A = sigmoid(W.matmul(X).plus(b)).named("A");
 * Node J = bce(A, Y).named("J");
 * Node dW = grad(J, W);                                      // a graph again: print it, draw it, differentiate it
 * double j = eval(J, X.is(data), Y.is(labels), W.is(w0), b.is(b0)).item();
 * }</pre>
 */
public final class Chainrule extends LearningFunctions {
    private Chainrule() {}

    /**
     * Data from outside.
     *
     * @param name what formulas, pictures and errors call it: a word that is no function
     * @param sizes numbers, names such as {@code "m"}, or {@link Dim}s; none for a scalar
     * @throws ChainruleException when the name is no such word, or a size is something else
     */
    public static Node input(String name, Object... sizes) {
        return Node.input(VariableNames.checked(name), Type.real(shape(sizes)), Domain.REAL);
    }

    /** Data with values of a kind, such as one-hot labels. */
    public static Node input(String name, Domain domain, Object... sizes) {
        Shape shape = shape(sizes);
        Type type = domain.kind() == Domain.Kind.INTEGER ? Type.index(shape) : Type.real(shape);
        return Node.input(VariableNames.checked(name), type, domain);
    }

    /** What training changes; sizes as for {@link #input(String, Object...)}. */
    public static Node param(String name, Object... sizes) {
        return Node.param(VariableNames.checked(name), Type.real(shape(sizes)), Domain.REAL);
    }

    /** What training changes, with values of a kind. */
    public static Node param(String name, Domain domain, Object... sizes) {
        return Node.param(VariableNames.checked(name), Type.real(shape(sizes)), domain);
    }

    /** A constant scalar. */
    public static Node constant(double value) {
        return Node.constant(value);
    }

    /** A constant vector. */
    public static Node constant(double... values) {
        return Node.constant(Tensor.of(values));
    }

    /** A constant matrix from its rows. */
    public static Node constant(double[][] rows) {
        return Node.constant(Tensor.of(rows));
    }

    /** A constant tensor. */
    public static Node constant(Tensor value) {
        return Node.constant(value);
    }

    /** The size of a node along an axis as a number, such as the m of {@code sum(x)/m}. */
    public static Node size(Node x, int axis) {
        return SizeOf.node(x.shape().dim(axis));
    }

    /** The value itself, with its derivative declared zero. */
    public static Node stopGradient(Node x) {
        return x.stopGradient();
    }

    /**
     * A loop as one node: the states s_t = f(s_(t−1), x_t) after each step, stacked along a new first axis. The gradient is a
     * loop as well, so that graphs of recurrent networks stay small however long the data are.
     *
     * @param f the state after a step, from the state before it and the element; it may use any other nodes
     * @param init the state before the first step
     * @param xs the elements, along the first axis
     */
    public static Node scan(BinaryOperator<Node> f, Node init, Node xs) {
        return Recurrence.scan(f, init, xs);
    }

    /** The state after the last step of a {@link #scan} alone. */
    public static Node fold(BinaryOperator<Node> f, Node init, Node xs) {
        return Recurrence.fold(f, init, xs);
    }

    /**
     * What a function makes of a node, where the gradient computes once more what is in between and nothing of it is kept: less
     * memory for more time, in compiled programs. The numbers are the same.
     *
     * @param f may use any other nodes
     */
    public static Node checkpoint(UnaryOperator<Node> f, Node x) {
        return Checkpoint.of(f, x);
    }

    /** Builds a layer: the nodes made by {@code body} are drawn in one frame. */
    public static Node layer(String name, Supplier<Node> body) {
        return Notes.inScope(name, body);
    }

    /**
     * The gradient of a scalar.
     *
     * @return a graph of the shape of {@code x}
     * @throws org.chainrule.grad.GradientException when there is none, with the reason
     */
    public static Node grad(Node loss, Node x) {
        return Calculus.grad(loss, x);
    }

    /**
     * The gradients of a scalar with respect to several nodes, from one sweep; without any, those by all its
     * {@link #params}.
     *
     * @throws org.chainrule.grad.GradientException when one of them does not exist, with the reason
     */
    public static List<Node> grads(Node loss, Node... wrt) {
        return Calculus.grads(loss, wrt.length == 0 ? params(loss) : List.of(wrt));
    }

    /** The parameters that a node is computed from, in the order in which the computation meets them. */
    public static List<Node> params(Node node) {
        return node.ancestors().stream()
                .filter(leaf -> leaf.op() instanceof Leaf is && is.role() == Leaf.Role.PARAM)
                .toList();
    }

    /** Everything about the gradient of a scalar: of any node it is computed from, or why there is none. */
    public static Gradient gradient(Node loss) {
        return Gradient.of(loss);
    }

    /**
     * The gradients of a scalar as formulas in the names of the model: {@code gradients(J).wrt(W, b).text()}. Without
     * variables, those by all parameters.
     */
    public static Explanation gradients(Node loss) {
        return Explanation.of(loss);
    }

    /** The vector-Jacobian product: the gradient of {@code sum(y * seed)}, of the shape of {@code x}. */
    public static Node vjp(Node y, Node x, Node seed) {
        return Calculus.vjp(y, x, seed);
    }

    /**
     * The Jacobian-vector product: how {@code y} changes along a direction, of the shape of {@code y}.
     *
     * @param direction of the shape of {@code x}
     * @throws org.chainrule.grad.GradientException when {@code y} does not depend on {@code x}, as {@link #grad}
     */
    public static Node jvp(Node y, Node x, Node direction) {
        return Calculus.jvp(Calculus.dependent(y, x), x, direction);
    }

    /**
     * All derivatives of {@code y} by {@code x}, of the shape of {@code y} followed by that of {@code x}.
     *
     * @throws org.chainrule.grad.GradientException when a size is free, or {@code y} does not depend on {@code x}
     */
    public static Node jacobian(Node y, Node x) {
        return Calculus.jacobian(Calculus.dependent(y, x), x);
    }

    /**
     * All second derivatives of a scalar, of the shape of {@code x} twice; zeros when it is linear in {@code x}.
     *
     * @throws org.chainrule.grad.GradientException when a size is free, or the scalar does not depend on {@code x}
     */
    public static Node hessian(Node loss, Node x) {
        return Calculus.hessian(Calculus.dependent(loss, x), x);
    }

    /**
     * The Hessian of a scalar times a direction, of the shape of {@code x}; zeros when it is linear in {@code x}.
     *
     * @param direction of the shape of {@code x}
     * @throws org.chainrule.grad.GradientException when the scalar does not depend on {@code x}, as {@link #grad}
     */
    public static Node hvp(Node loss, Node x, Node direction) {
        return Calculus.hvp(Calculus.dependent(loss, x), x, direction);
    }

    /**
     * The value of a node: in float32 when the values given are, in float64 when any of them is.
     *
     * @param bindings a value for every input and parameter it depends on
     * @throws ChainruleException when a value is missing or does not fit; it names the variable
     */
    public static Tensor eval(Node node, Binding... bindings) {
        return run(List.of(node), bindings).get(node);
    }

    /** The values of several nodes, and of everything they are computed from; float32 or float64 as {@link #eval}. */
    public static Values run(List<Node> nodes, Binding... bindings) {
        return run(widthOf(bindings), nodes, bindings);
    }

    /** The same in float32, which rounds after every op, or in float64, whatever the values given are. */
    public static Values run(DType width, List<Node> nodes, Binding... bindings) {
        return Interpreter.run(nodes, List.of(bindings), width);
    }

    private static DType widthOf(Binding... bindings) {
        DType width = DType.F64;
        for (Binding binding : bindings) {
            if (binding.value().dtype() == DType.F64) {
                return DType.F64;
            } else if (binding.value().dtype() == DType.F32) {
                width = DType.F32;
            }
        }
        return width;
    }

    /** The value of a node, with the values that a model gives: {@code eval(model.get("J"), model.bindings())}. */
    public static Tensor eval(Node node, List<Binding> bindings) {
        return run(List.of(node), bindings).get(node);
    }

    /** The values of several nodes, with the values that a model gives. */
    public static Values run(List<Node> nodes, List<Binding> bindings) {
        return Interpreter.run(nodes, bindings);
    }

    /**
     * A program that computes some nodes as {@link #run} does, in a fraction of its time; in float64. What is run more than
     * once is worth compiling.
     *
     * @param outputs what it computes, the loss and its gradients, say
     */
    public static Program compile(Node... outputs) {
        return Program.of(outputs);
    }

    /**
     * A numeric check of the gradients of a scalar: {@code check(J).wrt(W, b).at(X.is(data), …).orThrow()}. Without
     * values it draws feasible random ones.
     */
    public static GradientCheck check(Node loss) {
        return GradientCheck.of(loss);
    }

    /** The picture of a computation: {@code view(J).at(X.is(data), …).write(Path.of("model.svg"))}. */
    public static GraphView view(Node result) {
        return GraphView.of(result);
    }

    /** The graph as a table: {@code System.out.print(summary(J))} gives names, shapes and how much there is to train. */
    public static Summary summary(Node result) {
        return Summary.of(result);
    }

    /**
     * A node as a lecture would write it: {@code text(simplify(grad(J, W)))}. Equal over the real numbers and for
     * reading, with named nodes as letters; to compute, keep the node itself. See {@link Simplifier}.
     */
    public static Node simplify(Node node) {
        return Simplifier.simplify(node);
    }

    /**
     * A node with its naive formulas, such as {@code log(1 - sigmoid(z))}, replaced by equal ones that neither overflow
     * nor cancel. {@link Stability#report} tells which they are, and where they lose digits.
     */
    public static Node stabilise(Node node) {
        return Simplifier.forStability().apply(node);
    }

    /** A model from a text in the notation. */
    public static Model parse(String text) {
        return Model.parse(text);
    }

    /** A node as a formula in LaTeX, as a lecture would write it: see {@link #text}. */
    public static String latex(Node node) {
        return WholeFormula.latex(ReadableForm.of(node));
    }

    /**
     * A node as a formula in the notation, as a lecture would write it: {@link #simplify simplified}, in the names of the
     * model. Parts of a formula that is too long to be written out come first, one a line, with names of their own.
     * {@link #rawText} is the graph as it is computed.
     */
    public static String text(Node node) {
        return WholeFormula.text(ReadableForm.of(node));
    }

    /** A node as a formula in LaTeX, op by op as it is computed. */
    public static String rawLatex(Node node) {
        return WholeFormula.latex(node);
    }

    /** A node as a formula in the notation, op by op as it is computed. */
    public static String rawText(Node node) {
        return WholeFormula.text(node);
    }
}
