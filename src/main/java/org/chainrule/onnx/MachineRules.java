package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;

import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** The operators of classical learning that are numbers throughout. */
final class MachineRules {
    private static final String DOMAIN = "ai.onnx.ml.";

    private MachineRules() {}

    static void addTo(Rules rules) {
        rules.add(DOMAIN + "ArrayFeatureExtractor", 1, c -> {
            Node x = c.node(0);
            Node index = fn("flatten", c.node(1));
            Node taken = fn("take", x, index, "axis=", x.rank() - 1);
            return c.out(x.rank() == 1 ? fn("expand_dims", taken, 0) : taken);
        });
        rules.add(
                DOMAIN + "Binarizer",
                1,
                c -> c.out(fn("greater", c.real(0), c.number("threshold", 0)).plus(0)));
        rules.add(
                DOMAIN + "Scaler",
                1,
                c -> c.out(c.real(0).minus(row(c, "offset", 0)).times(row(c, "scale", 1)), ElementType.FLOAT));
        rules.add(DOMAIN + "Normalizer", 1, c -> {
            Node x = c.real(0);
            Node size =
                    switch (c.text("norm", "MAX")) {
                        case "MAX" -> fn("max", x, "axis=", -1, "keepdims=", true);
                        case "L1" -> fn("sum", fn("abs", x), "axis=", -1, "keepdims=", true);
                        default -> fn("norm", x, "axis=", -1, "keepdims=", true);
                    };
            return c.out(fn("div_no_nan", x, size), ElementType.FLOAT);
        });
        rules.add(DOMAIN + "LinearRegressor", 1, c -> {
            int targets = c.integer("targets", 1);
            double[] coefficients = c.numbers("coefficients");
            Node weights = Node.constant(Tensor.of(Shape.of(targets, coefficients.length / targets), coefficients));
            Node z = fn("matmul", c.real(0), weights.transpose(1, 0));
            double[] shift = c.numbers("intercepts");
            if (!c.text("post_transform", "NONE").equals("NONE")) {
                throw new ChainruleException(
                        say("its transformation {0} is not supported", c.text("post_transform", "")));
            }
            return c.out(shift.length == 0 ? z : z.plus(Node.constant(Tensor.of(shift))), ElementType.FLOAT);
        });
        rules.add(DOMAIN + "LabelEncoder", 1, LabelRules::encoded);
    }

    private static Node row(Call c, String name, double usual) {
        double[] values = c.numbers(name);
        return values.length == 0
                ? Node.constant(usual)
                : values.length == 1 ? Node.constant(values[0]) : Node.constant(Tensor.of(values));
    }
}
