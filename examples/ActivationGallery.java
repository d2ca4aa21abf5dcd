import static org.chainrule.Chainrule.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Plot;

/** The gallery of activations, each with its derivative, as the lectures draw them: an SVG picture. */
class ActivationGallery {
    private static final int COLUMNS = 3;

    public static void main(String[] args) {
        Map<String, UnaryOperator<Node>> functions = new LinkedHashMap<>();
        functions.put("sigmoid", x -> sigmoid(x));
        functions.put("tanh", x -> tanh(x));
        functions.put("tanh_opt", x -> tanhOpt(x));
        functions.put("relu", x -> relu(x));
        functions.put("leaky_relu", x -> leakyRelu(x, 0.1));
        functions.put("elu", x -> elu(x, 1));
        functions.put("softplus", x -> softplus(x));
        functions.put("gelu", x -> gelu(x));
        functions.put("silu", x -> silu(x));

        Node x = input("x", "m");
        Tensor points = Tensor.fill(DType.F64, Shape.of(121), i -> (i - 60) / 10.0);
        int rows = (functions.size() + COLUMNS - 1) / COLUMNS;
        System.out.printf(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", 640 * COLUMNS, 400 * rows);
        int number = 0;
        for (Map.Entry<String, UnaryOperator<Node>> entry : functions.entrySet()) {
            Node f = entry.getValue().apply(x);
            Map<String, List<Double>> lines = new LinkedHashMap<>();
            lines.put("derivative", list(eval(grad(sum(f), x), x.is(points))));
            lines.put(entry.getKey(), list(eval(f, x.is(points))));
            String plot = Plot.of(entry.getKey(), lines).over(-6, 6).svg();
            System.out.print(plot.replaceFirst(
                    "<svg ", "<svg x=\"" + 640 * (number % COLUMNS) + "\" y=\"" + 400 * (number / COLUMNS) + "\" "));
            number++;
        }
        System.out.println("</svg>");
    }

    private static List<Double> list(Tensor values) {
        List<Double> list = new ArrayList<>();
        for (double value : values.toArray()) {
            list.add(value);
        }
        return list;
    }
}
