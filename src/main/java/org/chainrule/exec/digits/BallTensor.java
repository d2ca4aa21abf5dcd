package org.chainrule.exec.digits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Broadcasting;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The entries of a tensor in row-major order.
 *
 * @param shape all sizes known
 * @param balls one for each entry
 */
public record BallTensor(Shape shape, List<Ball> balls) {
    /** Copies the list. */
    public BallTensor {
        balls = List.copyOf(balls);
    }

    /** The entry at a row-major position. */
    public Ball at(int position) {
        return balls.get(position);
    }

    /** How many entries. */
    public int count() {
        return balls.size();
    }

    static BallTensor of(Tensor value, UnaryOperator<Ball> each) {
        List<Ball> balls = new ArrayList<>(value.count());
        for (int k = 0; k < value.count(); k++) {
            balls.add(each.apply(Ball.of(value.at(k))));
        }
        return new BallTensor(value.shape(), balls);
    }

    static BallTensor full(Shape shape, Ball value) {
        return new BallTensor(shape, Collections.nCopies(shape.entries(), value));
    }

    /** Stretched to a shape it broadcasts to. */
    BallTensor stretched(Shape to) {
        if (shape.equals(to)) {
            return this;
        }
        Tensor places = Broadcasting.expand(Tensor.fill(DType.F64, shape, k -> k), to);
        List<Ball> stretched = new ArrayList<>(places.count());
        for (int k = 0; k < places.count(); k++) {
            stretched.add(balls.get((int) places.at(k)));
        }
        return new BallTensor(to, stretched);
    }

    /** The doubles next to the entries. */
    public Tensor toTensor() {
        return Tensor.fill(DType.F64, shape, k -> balls.get(k).toDouble());
    }
}
