package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** An op that has no kernel: its reference meaning, with tensors made of the arrays and back. */
final class CallStep implements Step {
    private final Node node;
    private final List<Store> in;
    private final List<Shape> shapes;
    private final Store to;

    /**
     * A call.
     *
     * @param shapes of the inputs, all sizes known
     */
    CallStep(Node node, List<Store> in, List<Shape> shapes, Store to) {
        this.node = node;
        this.in = List.copyOf(in);
        this.shapes = List.copyOf(shapes);
        this.to = to;
    }

    @Override
    public void run(Frame frame) {
        List<Tensor> values = new ArrayList<>(in.size());
        for (int i = 0; i < in.size(); i++) {
            Store store = in.get(i);
            values.add(
                    store.room() == Store.Room.TENSOR
                            ? frame.tensor(store.index()).reshape(shapes.get(i))
                            : TensorArrays.tensor(frame.array(store), shapes.get(i)));
        }
        Tensor value = node.op().eval(values, frame.sizes);
        if (to.room() == Store.Room.TENSOR) {
            frame.tensors[to.index()] = value.as(DType.I64);
        } else {
            TensorArrays.copy(value, frame.arrays[to.arrayIndex()]);
            frame.written(to);
        }
    }

    @Override
    public List<Store> reads() {
        return in;
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        return "call of " + node.op().name();
    }

    @Override
    public long flops() {
        return to.count();
    }
}
