package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * One vertex of a computation graph: an {@link Op} applied to other nodes, a {@link Leaf}, or a {@link Constant}.
 *
 * <p>Nodes are immutable and interned: the same op on the same nodes is the same object, so {@code ==} decides
 * structural equality and common subexpressions are shared without being asked for. A node holds no value, no gradient
 * and no name; labels and places are kept beside it, see {@link Notes}.
 *
 * <p>Nodes form the fluent half of the API ({@code W.matmul(x).plus(b)}); functions such as {@code sigmoid(z)} are
 * static methods of {@code org.chainrule.Chainrule}.
 */
public final class Node {
    private final Op op;
    private final List<Node> inputs;
    private final Type type;
    private final int number;
    private final boolean variable;

    /** Keeps the interner's block alive while this node is. */
    private final Block block;

    /** Only the {@link Interner} creates nodes. */
    Node(Op op, List<Node> inputs, Type type, int number, boolean variable, Block block) {
        this.op = op;
        this.inputs = inputs;
        this.type = type;
        this.number = number;
        this.variable = variable;
        this.block = block;
    }

    /**
     * An op applied to nodes.
     *
     * @throws ShapeException when the shapes do not fit; it names the operands, their shapes and the place
     */
    public static Node of(Op op, List<Node> inputs) {
        return Interner.intern(op, List.copyOf(inputs));
    }

    /** An op applied to nodes. */
    public static Node of(Op op, Node... inputs) {
        return Interner.intern(op, List.of(inputs));
    }

    /**
     * A new input: data from outside.
     *
     * @param name what it is called in the notation, in pictures and in errors
     * @param type kind and shape; sizes may be named
     * @param domain which values it may take
     */
    public static Node input(String name, Type type, Domain domain) {
        return of(new Leaf(Leaf.Role.INPUT, name, type, domain));
    }

    /** A new parameter: what training changes. */
    public static Node param(String name, Type type, Domain domain) {
        return of(new Leaf(Leaf.Role.PARAM, name, type, domain));
    }

    /** A constant; an index if the tensor is one. */
    public static Node constant(Tensor value) {
        return of(new Constant(value));
    }

    /** A scalar constant. */
    public static Node constant(double value) {
        return constant(Tensor.scalar(value));
    }

    /**
     * The number of the block and the place in it. Nearly a number of its own, and larger for younger nodes: that holds
     * until block numbers start again, after two thousand million nodes.
     */
    int number() {
        return number;
    }

    Block block() {
        return block;
    }

    /** The op. */
    public Op op() {
        return op;
    }

    /** The inputs in order; the same node may stand there twice. */
    public List<Node> inputs() {
        return inputs;
    }

    /** One input. */
    public Node input(int i) {
        return inputs.get(i);
    }

    /** Kind and shape. */
    public Type type() {
        return type;
    }

    /** The shape; sizes may be named. */
    public Shape shape() {
        return type.shape();
    }

    /** Which entries of the inputs each entry is made of, see {@link Op#contraction}. */
    public Optional<Contraction> contraction() {
        return op.contraction(inputs.stream().map(Node::type).toList());
    }

    /** The number of axes. */
    public int rank() {
        return type.shape().rank();
    }

    /** True for a scalar. */
    public boolean isScalar() {
        return rank() == 0;
    }

    /** True for inputs and parameters. */
    public boolean isLeaf() {
        return op instanceof Leaf;
    }

    /** True for constants. */
    public boolean isConstant() {
        return op instanceof Constant;
    }

    /** True when this is computed from an input or a parameter; all other nodes are shared by all graphs. */
    public boolean isVariable() {
        return variable;
    }

    /** The number, when this is a scalar constant. */
    public Optional<Double> constantScalar() {
        return op instanceof Constant c && c.value().rank() == 0
                ? Optional.of(c.value().at(0))
                : Optional.empty();
    }

    /**
     * Gives this node a name for formulas and pictures and returns it. The last name counts: the same expression of the
     * same variables is one node, whoever wrote it first. A leaf keeps its own name, and a node without inputs or
     * parameters below it takes none: it is shared with every other graph.
     */
    public Node named(String label) {
        if (label.isBlank()) {
            throw new ChainruleException("a name is a word such as W1 or gate, not \"{0}\"", label);
        }
        Notes.label(this, label);
        return this;
    }

    /** The name: a leaf's own, else the last one given by {@link #named}. */
    public Optional<String> label() {
        return op instanceof Leaf leaf ? Optional.of(leaf.name()) : Notes.label(this);
    }

    /** The sum, with broadcasting. */
    public Node plus(Node other) {
        return of(Arithmetic.ADD, this, other);
    }

    /** The sum with a number. */
    public Node plus(double other) {
        return plus(constant(other));
    }

    /** The difference, with broadcasting. */
    public Node minus(Node other) {
        return of(Arithmetic.SUB, this, other);
    }

    /** The difference with a number. */
    public Node minus(double other) {
        return minus(constant(other));
    }

    /** The elementwise product, with broadcasting. */
    public Node times(Node other) {
        return of(Arithmetic.MUL, this, other);
    }

    /** The product with a number. */
    public Node times(double other) {
        return of(Arithmetic.MUL, constant(other), this);
    }

    /** The elementwise quotient, with broadcasting. */
    public Node over(Node other) {
        return of(Arithmetic.DIV, this, other);
    }

    /** The quotient by a number. */
    public Node over(double other) {
        return over(constant(other));
    }

    /** The negative. */
    public Node neg() {
        return of(Arithmetic.NEG, this);
    }

    /** The elementwise power, with broadcasting. */
    public Node pow(Node exponent) {
        return of(Powers.POW, this, exponent);
    }

    /** The elementwise power with a fixed exponent. */
    public Node pow(double exponent) {
        return pow(constant(exponent));
    }

    /** The elementwise square. */
    public Node square() {
        return of(Powers.SQUARE, this);
    }

    /** The matrix product with numpy's rules for vectors and batches. */
    public Node matmul(Node other) {
        return of(MatMul.OP, this, other);
    }

    /** All axes reversed: the transpose of a matrix. That of each matrix of a batch is {@code transpose(0, 2, 1)}. */
    public Node T() {
        return Transpose.reversed(this);
    }

    /** The axes in another order. */
    public Node transpose(int... axes) {
        return Transpose.permuted(this, axes);
    }

    /** The sum over all entries, or over the axes named. */
    public Node sum(int... axes) {
        return Sum.over(this, Axes.of(this, axes), false);
    }

    /** The sum over axes, each kept with size 1. */
    public Node sumKeep(int... axes) {
        return Sum.over(this, Axes.of(this, axes), true);
    }

    /** The mean of all entries, or over the axes named. */
    public Node mean(int... axes) {
        return Mean.over(this, Axes.of(this, axes), false);
    }

    /** The same entries in row-major order under another shape. */
    public Node reshape(Shape shape) {
        return Reshape.to(this, shape);
    }

    /**
     * The same entries in row-major order under another shape.
     *
     * @param sizes of the result; one may be -1, what the others leave for it
     */
    public Node reshape(long... sizes) {
        return Reshape.to(this, sizes);
    }

    /** Stretched to a shape by broadcasting. */
    public Node broadcastTo(Shape shape) {
        return Broadcast.to(this, shape);
    }

    /** This value without its derivative: the gradient stops here. */
    public Node stopGradient() {
        return of(StopGradient.OP, this);
    }

    /** A value for this input or parameter, to run a graph with. */
    public Binding is(Tensor value) {
        return new Binding(this, value);
    }

    /** A number for this scalar input or parameter. */
    public Binding is(double value) {
        return is(Tensor.scalar(value));
    }

    /** All nodes this one is computed from, inputs first, this node last. */
    public List<Node> ancestors() {
        return Walk.from(List.of(this)).nodes();
    }

    /** Different for all nodes, up to 2<sup>31</sup> of them; nothing may depend on its order. */
    @Override
    public int hashCode() {
        return Interner.spread(number);
    }

    /** Identity: interning makes equal structure the same object. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /**
     * The name, or a short formula, with the shape: {@code tanh(W1 @ X + b1) [4, m]}. The formula is simplified; see
     * {@link ShortText} for the one of the ops as they are computed.
     */
    @Override
    public String toString() {
        Node shown = label().isPresent() ? this : Readability.found().readable(this);
        return ShortText.of(shown) + " " + shape();
    }
}
