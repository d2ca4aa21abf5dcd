package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.check.GradientCheck;
import org.chainrule.check.Report;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.exec.SizeInference;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.onnx.Onnx;
import org.chainrule.onnx.OnnxModel;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * The gradients of a model against slopes. The loss of a model in ONNX, which names none, is the sum of the squares of its real
 * outputs, or the output itself where there is one number only.
 */
final class SlopesCheck {
    /** What a size that the model leaves open is here. */
    private static final long OPEN_SIZE = 3;
    /** Of chance: all real numbers, those between 0 and 1, and between 1 and 2. */
    private static final int RANGES = 3;

    private SlopesCheck() {}

    /** Whether a file is judged in this way without being asked to. */
    static boolean isMeant(Path file) {
        return file.toString().endsWith(".onnx");
    }

    /**
     * The slopes of a model in a file.
     *
     * @param data a folder with values of its inputs; where none is given they are chosen by chance
     */
    static Report of(Path file, Optional<Path> data, long seed) {
        OnnxModel model = data.map(folder -> Onnx.read(file, folder)).orElseGet(() -> Onnx.read(file));
        List<Node> outputs = model.outputs().values().stream()
                .filter(node -> node.type().isReal())
                .toList();
        Node loss = Node.constant(0);
        for (Node output : outputs) {
            loss = loss.plus(
                    output.isScalar() ? output : Node.of(Powers.SQUARE, output).sum());
        }
        loss = OnnxModel.unrounded(loss);
        Walk walk = Walk.from(List.of(loss));
        List<Node> leaves = new ArrayList<>(model.inputs().values());
        leaves.addAll(model.params().values());
        leaves.removeIf(leaf -> walk.indexOf(leaf) < 0);
        Node[] variables = leaves.stream().filter(leaf -> leaf.type().isReal()).toArray(Node[]::new);
        if (variables.length == 0) {
            throw new ChainruleException(say("{0} has no output that depends on real numbers", file));
        }
        List<Binding> bindings = point(loss, leaves, model.values(), seed);
        return GradientCheck.of(loss)
                .wrt(variables)
                .seed(seed)
                .sizes(SizeInference.from(bindings, Sizes.NONE))
                .at(bindings.toArray(Binding[]::new));
    }

    /** The slopes of the loss of a model in the notation, at its values, or by chance where one of them is missing. */
    static Report ofLoss(Path file, long seed) {
        Model model = Model.read(file);
        GradientCheck check = GradientCheck.of(model.loss()).seed(seed);
        return model.unbound().isEmpty() ? check.at(model.bindings().toArray(Binding[]::new)) : check.at();
    }

    /** Values of all leaves: those there are, the others by chance, from a range where the loss is a number if there is one. */
    private static List<Binding> point(Node loss, List<Node> leaves, Map<Node, Tensor> values, long seed) {
        List<Binding> first = point(leaves, values, seed, 0);
        boolean free = first.stream().anyMatch(binding -> !values.containsKey(binding.leaf()));
        for (int range = 0; free && range < RANGES; range++) {
            List<Binding> bindings = range == 0 ? first : point(leaves, values, seed, range);
            double value = new Evaluator(bindings, SizeInference.from(bindings, Sizes.NONE), DType.F64)
                    .value(loss)
                    .at(0);
            if (Double.isFinite(value)) {
                return bindings;
            }
        }
        return first;
    }

    private static List<Binding> point(List<Node> leaves, Map<Node, Tensor> values, long seed, int range) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Binding> bindings = new ArrayList<>();
        for (Node leaf : leaves) {
            Tensor value = values.get(leaf);
            // Labels and positions: 0 and 1 are nearly always among them.
            Domain domain = leaf.type().isReal() ? ((Leaf) leaf.op()).domain() : Domain.integer(0, 1);
            Shape shape = known(leaf.shape());
            if (value == null && domain.equals(Domain.REAL) && range > 0) {
                // Between 0 and 1, then between 1 and 2.
                int from = range - 1;
                value = Tensor.fill(DType.F64, shape, i -> from + random.nextDouble());
            }
            bindings.add(leaf.is(value != null ? value : domain.sample(shape, random)));
        }
        return bindings;
    }

    private static Shape known(Shape shape) {
        return Shape.of(shape.dims().stream()
                .map(dim -> dim.isKnown() ? dim : Dim.of(dim.resolve(Sizes.of(named(dim)))))
                .toList());
    }

    private static Map<String, Long> named(Dim dim) {
        Map<String, Long> sizes = new java.util.TreeMap<>();
        dim.names().forEach(name -> sizes.put(name.freeName(), OPEN_SIZE));
        return sizes;
    }
}
