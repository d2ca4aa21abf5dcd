package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Linear models and machines of support vectors, as scikit-learn's are written. */
final class LinearRules {
    private static final String DOMAIN = "ai.onnx.ml.";
    /** What {@code SOFTMAX_ZERO} takes for zero. */
    private static final double ZERO = 1e-7;

    private LinearRules() {}

    static void addTo(Rules rules) {
        rules.add(DOMAIN + "LinearRegressor", 1, c -> {
            Node scores = scores(c, c.integer("targets", 1));
            return c.out(transformed(c, scores), ElementType.FLOAT);
        });
        rules.add(DOMAIN + "LinearClassifier", 1, LinearRules::classified);
        rules.add(DOMAIN + "SVMRegressor", 1, c -> {
            double[] shift = c.numbers("rho");
            Node sum = fn("sum", kernels(c), "axis=", 1, "keepdims=", true).plus(shift.length == 0 ? 0 : shift[0]);
            Node out = c.flag("one_class", false) ? fn("where", fn("greater", sum, 0), 1, -1) : transformed(c, sum);
            return c.out(out, ElementType.FLOAT);
        });
    }

    /** One row or many as rows. */
    static Node rows(Node x) {
        return x.rank() == 1 ? fn("expand_dims", x, 0) : x;
    }

    private static Node scores(Call c, int outputs) {
        Node z = fn(
                "matmul",
                rows(c.real(0)),
                matrix(c.numbers("coefficients"), outputs).transpose(1, 0));
        double[] shift = c.numbers("intercepts");
        return shift.length == 0 ? z : z.plus(Node.constant(Tensor.of(shift)));
    }

    private static Node matrix(double[] entries, int rows) {
        return Node.constant(Tensor.of(Shape.of(rows, entries.length / rows), entries));
    }

    /** The label of the largest score and all scores; one score of two classes is that of the second. */
    private static List<Val> classified(Call c) {
        boolean texts = c.has("classlabels_strings");
        int classes = texts ? c.texts("classlabels_strings").size() : c.wholes("classlabels_ints").length;
        int outputs = Math.max(1, c.numbers("intercepts").length);
        if (classes == 0 || (outputs != classes && (outputs != 1 || classes != 2))) {
            throw new ChainruleException(say("it has {0} labels and {1} scores", classes, outputs));
        }
        Node scores = scores(c, outputs);
        Node place = outputs == 1
                ? fn("where", fn("greater", fn("sum", scores, "axis=", 1), 0), num(1), num(0))
                : fn("argmax", scores, 1);
        Node index = place.type().isReal() ? Casted.of(place, ElementType.DOUBLE, ElementType.INT64, true) : place;
        Val labels = texts
                ? c.strings(Shape.of(classes), c.texts("classlabels_strings"))
                : Val.of(
                        Node.constant(Tensor.ofLongs(Shape.of(classes), c.wholes("classlabels_ints"))),
                        ElementType.INT64);
        Node label = fn("take", labels.node(), index, "axis=", 0);
        return List.of(Call.as(label, labels.type()), Call.as(both(c, scores, outputs < classes), ElementType.FLOAT));
    }

    private static Node both(Call c, Node scores, boolean onlySecond) {
        Node transformed = transformed(c, scores);
        boolean pairs = onlySecond && !c.text("post_transform", "NONE").equals("PROBIT");
        return pairs ? fn("concat", List.of(num(1).minus(transformed), transformed), 1) : transformed;
    }

    private static Node transformed(Call c, Node scores) {
        String how = c.text("post_transform", "NONE");
        boolean alone = scores.shape().dim(scores.rank() - 1).isOne();
        return switch (how) {
            case "NONE" -> scores;
            case "LOGISTIC" -> fn("sigmoid", scores);
            // Of one score alone there is nothing to choose among.
            case "SOFTMAX" -> alone ? scores : fn("softmax", scores, "axis=", -1);
            case "SOFTMAX_ZERO" -> alone ? scores : softmaxOfOthers(scores);
            case "PROBIT" -> fn("erfinv", scores.times(2).minus(1)).times(Math.sqrt(2));
            default -> throw new ChainruleException(say("its transformation {0} is not supported", how));
        };
    }

    /** A softmax in which zeros stay zeros and do not count. */
    private static Node softmaxOfOthers(Node scores) {
        Node largest = fn("max", scores, "axis=", -1, "keepdims=", true);
        Node powers = fn("where", fn("greater", fn("abs", scores), ZERO), fn("exp", scores.minus(largest)), 0);
        return fn("div_no_nan", powers, fn("sum", powers, "axis=", -1, "keepdims=", true));
    }

    /** What each support vector adds to each row; without support vectors, the coefficients are the one vector. */
    private static Node kernels(Call c) {
        int vectors = c.integer("n_supports", 0);
        double[] coefficients = c.numbers("coefficients");
        Node x = rows(c.real(0));
        Node support = vectors == 0 ? matrix(coefficients, 1) : matrix(c.numbers("support_vectors"), vectors);
        double[] parameters = Arrays.copyOf(c.numbers("kernel_params"), 3);
        Node product = fn("matmul", x, support.transpose(1, 0));
        String kind = c.text("kernel_type", "LINEAR");
        Node kernel =
                switch (kind) {
                    case "LINEAR" -> product;
                    case "POLY" -> fn("pow", product.times(parameters[0]).plus(parameters[1]), parameters[2]);
                    case "SIGMOID" -> fn("tanh", product.times(parameters[0]).plus(parameters[1]));
                    case "RBF" -> {
                        Node squares = fn("sum", fn("square", x), "axis=", 1, "keepdims=", true);
                        Node distance = squares.plus(fn("sum", fn("square", support), "axis=", 1))
                                .minus(product.times(2));
                        yield fn("exp", distance.times(-parameters[0]));
                    }
                    default -> throw new ChainruleException(say("its kernel {0} is not supported", kind));
                };
        return vectors == 0 ? kernel : kernel.times(Node.constant(Tensor.of(coefficients)));
    }
}
