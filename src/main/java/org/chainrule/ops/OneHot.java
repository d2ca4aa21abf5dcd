package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * Class indices as rows with a single 1.
 *
 * @param classes how many
 * @param axis where their axis stands in the result, counted from the front
 * @param last whether that is the last, which is not written
 * @param ignore an index whose row is all zeros
 */
record OneHot(Dim classes, int axis, boolean last, OptionalLong ignore) implements Op {
    @Override
    public String name() {
        return "one_hot";
    }

    @Override
    public List<Domain> range(List<Type> in) {
        return List.of(ignore.isEmpty() ? Domain.onehot(axis) : Domain.BINARY);
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(hot(in.get(0).shape(), classes));
    }

    private Shape hot(Shape shape, Dim size) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(axis, size);
        return Shape.of(dims);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        Tensor y = in.get(0);
        long size = classes.resolve(sizes);
        for (int i = 0; i < y.count(); i++) {
            check(y.at(i), size);
        }
        int[] sample = new int[y.rank()];
        return Tensor.generate(DType.F64, hot(y.shape(), Dim.of(size)), index -> {
            System.arraycopy(index, 0, sample, 0, axis);
            System.arraycopy(index, axis + 1, sample, axis, sample.length - axis);
            double label = y.get(sample);
            return label == index[axis] && !isIgnored(label) ? 1 : 0;
        });
    }

    private boolean isIgnored(double label) {
        return ignore.isPresent() && label == ignore.getAsLong();
    }

    private void check(double label, long size) {
        if (isIgnored(label)) {
            return;
        }
        if (label != Math.rint(label) || label < 0 || label >= size) {
            Message classes = size == 0 ? say("there are no classes") : say("the classes are 0 to {0}", size - 1);
            throw new ChainruleException(
                    "the label {0} is not a class: {1}{2}",
                    TensorText.number(label),
                    classes,
                    ignore.isPresent() ? Message.NONE : say("; ignore_index leaves samples out"));
        }
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("one_hot has no derivative");
    }

    @Override
    public Smoothness smoothness(int arg) {
        return Smoothness.none("a class index selects, it does not count");
    }

    @Override
    public EntryRule entryRule() {
        return EntryRule.MOVED;
    }

    @Override
    public Spelling spelling() {
        Map<String, String> keywords = Spelling.keywords("num_classes", classes);
        if (!last) {
            keywords.put("axis", Integer.toString(axis));
        }
        ignore.ifPresent(index -> keywords.put("ignore_index", Long.toString(index)));
        return Spelling.call(name(), keywords).latex("\\mathbf{e}_{<0>}");
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("selects");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ANY;
    }
}
