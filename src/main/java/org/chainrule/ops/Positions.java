package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Entries picked, and put, by their positions along one axis: what the derivatives of sorting are made of. */
public final class Positions {
    /** Entries picked by position. */
    public static final Function TAKE_ALONG = Function.define(
                    "take_along",
                    "x, index, axis=-1",
                    a -> Node.of(TakeAlong.of(a.node("x"), a.integer("axis", -1)), a.node("x"), a.node("index")))
            .doc("Along an axis (the last one), entry k of the result is the entry of x at position index[k]; "
                    + "all other sizes "
                    + "agree.")
            .source("numpy.take_along_axis")
            .example("take_along(X, argsort(Y, axis=0), axis=0)", "X [3, 2], Y [3, 2]");

    /** Entries put in positions. */
    public static final Function PUT_ALONG = Function.define(
                    "put_along",
                    "x, index, size, axis=-1",
                    a -> Node.of(
                            PutAlong.of(
                                    a.node("x"),
                                    a.integer("axis", -1),
                                    a.shape("size").dim(0)),
                            a.node("x"),
                            a.node("index")))
            .doc("Along an axis (the last one) of the given size, entry k of x is added at position index[k] to "
                    + "zeros: the "
                    + "adjoint of take_along.")
            .example("put_along(X, argsort(Y), size=5)", "X [2, 3], Y [2, 3]");

    private Positions() {}

    record TakeAlong(Along along) implements Op {
        static TakeAlong of(Node x, int axis) {
            return new TakeAlong(Along.of(x, axis));
        }

        @Override
        public String name() {
            return "take_along";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(agree(in.get(0).shape(), in.get(1).shape(), along.axis()));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            Tensor index = in.get(1);
            int size = x.shape().extent(along.axis());
            int[] source = new int[x.rank()];
            int[] next = {0};
            return Tensor.generate(x.dtype(), index.shape(), at -> {
                System.arraycopy(at, 0, source, 0, at.length);
                source[along.axis()] = position(index, next[0]++, size);
                return x.get(source);
            });
        }

        @Override
        public Smoothness smoothness(int arg) {
            return arg == 0 ? Smoothness.SMOOTH : Smoothness.flat("a position is piecewise constant");
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new PutAlong(along, in.get(0).shape().dim(along.axis())), dz, in.get(1));
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.MOVED;
        }

        @Override
        public Spelling spelling() {
            return Spelling.call(name(), along.keywords());
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return arg == 0 ? say("put back") : say("no derivative");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    record PutAlong(Along along, Dim size) implements Op {
        static PutAlong of(Node x, int axis, Dim size) {
            return new PutAlong(Along.of(x, axis), size);
        }

        @Override
        public String name() {
            return "put_along";
        }

        @Override
        public Type infer(List<Type> in) {
            Shape x = in.get(0).shape();
            if (!x.sameShape(in.get(1).shape())) {
                throw new ShapeException(
                        "the positions have the shape of the entries, which is {0}, not {1}",
                        x, in.get(1).shape());
            }
            return Type.real(x.with(along.axis(), size));
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            Tensor x = in.get(0);
            Tensor index = in.get(1);
            Shape shape = x.shape().with(along.axis(), Dim.of(size.resolve(sizes)));
            Groups from = along.groups(x);
            Groups to = Groups.of(shape, along.axis());
            double[] result = new double[shape.entries()];
            for (int g = 0; g < from.count() && x.count() > 0; g++) {
                for (int k = 0; k < from.size(); k++) {
                    int source = from.position(g, k);
                    result[to.position(g, position(index, source, shape.extent(along.axis())))] += x.at(source);
                }
            }
            return Tensor.of(x.dtype(), shape, result);
        }

        @Override
        public Smoothness smoothness(int arg) {
            return arg == 0 ? Smoothness.SMOOTH : Smoothness.flat("a position is piecewise constant");
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new TakeAlong(along), dz, in.get(1));
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.MOVED;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = new LinkedHashMap<>();
            keywords.put("size", size.toString());
            keywords.putAll(along.keywords());
            return Spelling.call(name(), keywords);
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return arg == 0 ? say("picked") : say("no derivative");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    private static Shape agree(Shape x, Shape index, int axis) {
        if (x.rank() != index.rank() || !x.without(axis).sameShape(index.without(axis))) {
            throw new ShapeException(
                    "the positions {0} and the entries {1} differ in size on another axis than {2}", index, x, axis);
        }
        return index;
    }

    private static int position(Tensor index, int at, int size) {
        long position = index.wholeAt(at);
        if (position < 0 || position >= size) {
            throw new ChainruleException("position {0} is not in 0 to {1}", position, size - 1);
        }
        return (int) position;
    }
}
