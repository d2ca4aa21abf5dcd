package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Operators with chance. What is drawn is a constant of the graph, from the seed of the node: the numbers that ONNX's reference
 * implementation draws, for those that are uniform.
 */
final class ChanceRules {
    private ChanceRules() {}

    static void addTo(Rules rules) {
        rules.add("RandomUniform", 1, c -> drawn(c, Shape.of(c.wholes("shape")), uniform(c), ElementType.FLOAT));
        rules.add("RandomNormal", 1, c -> drawn(c, Shape.of(c.wholes("shape")), normal(c), ElementType.FLOAT));
        rules.add("RandomUniformLike", 1, c -> drawn(c, known(c), uniform(c), c.type(0)));
        rules.add("RandomNormalLike", 1, c -> drawn(c, known(c), normal(c), c.type(0)));
        rules.add("Bernoulli", 15, c -> {
            Node chance = Node.constant(draws(known(c), c, uniform(c)));
            ElementType type = c.has("dtype") ? Casting.target(c.integer("dtype", 1)) : c.type(0);
            return c.out(fn("less", chance, c.real(0)), type);
        });
    }

    private static Shape known(Call c) {
        for (int axis = 0; axis < c.rank(0); axis++) {
            c.extent(0, axis);
        }
        return c.shape(0);
    }

    private static List<Val> drawn(Call c, Shape shape, DoubleSupplier chance, ElementType usual) {
        ElementType type = c.has("dtype") ? Casting.target(c.integer("dtype", 1)) : usual;
        return c.out(Node.constant(draws(shape, c, chance)), type);
    }

    private static Tensor draws(Shape shape, Call c, DoubleSupplier chance) {
        double low = c.has("low") ? c.number("low", 0) : 0;
        double high = c.number("high", 1);
        boolean normal = c.op().startsWith("RandomNormal");
        double mean = c.number("mean", 0);
        double scale = c.number("scale", 1);
        return Tensor.fill(
                DType.F64,
                shape,
                i -> normal ? mean + scale * chance.getAsDouble() : low + (high - low) * chance.getAsDouble());
    }

    private static Twister twister(Call c) {
        return new Twister((int) (c.op().equals("Dropout") ? c.whole("seed", 0) : c.number("seed", 0)));
    }

    /** Numbers from 0 to 1 with 53 bits each, as numpy draws them. */
    static DoubleSupplier uniform(Call c) {
        return twister(c)::uniform;
    }

    private static DoubleSupplier normal(Call c) {
        return twister(c)::normal;
    }
}
