package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
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
        rules.add(DOMAIN + "Imputer", 1, MachineRules::imputed);
        rules.add(
                DOMAIN + "FeatureVectorizer",
                1,
                c -> c.out(
                        fn(
                                "concat",
                                c.vals().stream()
                                        .map(val -> LinearRules.rows(Call.real(val)))
                                        .toList(),
                                1),
                        ElementType.FLOAT));
        rules.add(DOMAIN + "OneHotEncoder", 1, MachineRules::oneHot);
        rules.add(DOMAIN + "LabelEncoder", 1, LabelRules::encoded);
    }

    /** A number that stands for what is missing, mostly NaN, is replaced: by one number, or by one of its column. */
    private static List<Val> imputed(Call c) {
        Node x = c.real(0);
        boolean whole = c.has("imputed_value_int64s");
        double gone = whole ? c.whole("replaced_value_int64", 0) : c.number("replaced_value_float", 0);
        double[] values = whole
                ? Arrays.stream(c.wholes("imputed_value_int64s"))
                        .asDoubleStream()
                        .toArray()
                : c.numbers("imputed_value_floats");
        Node isGone = Double.isNaN(gone) ? fn("isnan", x) : fn("equal", x, gone);
        Node instead = values.length == 1 ? Node.constant(values[0]) : Node.constant(Tensor.of(values));
        return c.out(fn("where", isGone, instead, x));
    }

    /** A last axis with a one at the place of the category; where there is none of that name, all are zero unless that is forbidden. */
    private static List<Val> oneHot(Call c) {
        List<Node> columns = new ArrayList<>();
        if (c.type(0) == ElementType.STRING) {
            List<String> entries = c.strings(0);
            for (String category : c.texts("cats_strings")) {
                columns.add(Node.constant(
                        Tensor.fill(DType.F64, c.shape(0), i -> entries.get(i).equals(category) ? 1 : 0)));
            }
        } else {
            Node x = c.real(0);
            for (long category : c.wholes("cats_int64s")) {
                columns.add(fn("equal", x, category).plus(0));
            }
        }
        Node found = fn("stack", columns, c.rank(0));
        if (!c.flag("zeros", true)
                && c.knownNode(fn("min", fn("max", found, "axis=", -1))).item() == 0) {
            throw new ChainruleException(say("it has a category that is not in its list"));
        }
        return c.out(found, ElementType.FLOAT);
    }

    private static Node row(Call c, String name, double usual) {
        double[] values = c.numbers(name);
        return values.length == 0
                ? Node.constant(usual)
                : values.length == 1 ? Node.constant(values[0]) : Node.constant(Tensor.of(values));
    }
}
