package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Smoothness;
import org.chainrule.message.Message;
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
public record OneHot(Dim classes, int axis, boolean last, OptionalLong ignore) implements RowOp {
    @Override
    public OpRow row() {
        OpRow row = OpRow.named("one_hot").key("num_classes", classes);
        if (!last) {
            row.key("axis", axis);
        }
        ignore.ifPresent(index -> row.key("ignore_index", index));
        return row.latex("\\mathbf{e}_{<0>}")
                .shape(shape -> hot(shape, classes))
                .value(this::rows)
                .smoothness(arg -> Smoothness.none("a class index selects, it does not count"))
                .entries(EntryRule.MOVED)
                .range(ignore.isEmpty() ? Domain.onehot(axis) : Domain.BINARY)
                .local(say("selects"));
    }

    private Shape hot(Shape shape, Dim size) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(axis, size);
        return Shape.of(dims);
    }

    private Tensor rows(List<Tensor> in, Sizes sizes) {
        Tensor y = in.get(0);
        int size = Math.toIntExact(classes.resolve(sizes));
        int inner = y.shape().slice(axis, y.rank()).entries();
        double[] rows = new double[y.count() * size];
        for (int i = 0; i < y.count(); i++) {
            double label = y.at(i);
            if (ignore.isEmpty() || label != ignore.getAsLong()) {
                check(label, size);
                rows[(i / inner * size + (int) label) * inner + i % inner] = 1;
            }
        }
        return Tensor.of(hot(y.shape(), Dim.of(size)), rows);
    }

    private void check(double label, long size) {
        if (label != Math.rint(label) || label < 0 || label >= size) {
            Message classes = size == 0 ? say("there are no classes") : say("the classes are 0 to {0}", size - 1);
            throw new ChainruleException(
                    "the label {0} is not a class: {1}{2}",
                    TensorText.number(label),
                    classes,
                    ignore.isPresent() ? Message.NONE : say("; ignore_index leaves samples out"));
        }
    }
}
