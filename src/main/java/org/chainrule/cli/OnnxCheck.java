package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.check.GradientCheck;
import org.chainrule.check.Report;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.SizeInference;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A model that claims nothing, such as one in ONNX: its gradients against slopes. The loss is the sum of the squares of its real
 * outputs, or the output itself where there is one number only.
 */
final class OnnxCheck {
    /** What a size that the model leaves open is here. */
    private static final long OPEN_SIZE = 3;

    private OnnxCheck() {}

    /** Whether a file is judged in this way. */
    static boolean isMeant(Path file) {
        return file.toString().endsWith(".onnx");
    }

    /** The slopes of a model in a file. */
    static Report of(Path file, long seed) {
        Model model = Model.read(file, new Model.Settings(false, seed));
        List<Node> outputs =
                model.outputs().stream().filter(node -> node.type().isReal()).toList();
        Node loss = Node.constant(0);
        for (Node output : outputs) {
            loss = loss.plus(
                    output.isScalar() ? output : Node.of(Powers.SQUARE, output).sum());
        }
        Walk walk = Walk.from(List.of(loss));
        SplittableRandom random = new SplittableRandom(seed);
        List<Binding> bindings = new ArrayList<>();
        List<Node> variables = new ArrayList<>();
        for (Node leaf : model.leaves()) {
            if (walk.indexOf(leaf) < 0) {
                continue;
            }
            Tensor value = model.values().get(leaf);
            // Labels and positions: 0 and 1 are nearly always among them.
            Domain domain = leaf.type().isReal() ? ((Leaf) leaf.op()).domain() : Domain.integer(0, 1);
            bindings.add(leaf.is(value != null ? value : domain.sample(known(leaf.shape()), random)));
            if (leaf.type().isReal()) {
                variables.add(leaf);
            }
        }
        if (variables.isEmpty()) {
            throw new ChainruleException(say("{0} has no output that depends on real numbers", file));
        }
        Sizes sizes = SizeInference.from(bindings, Sizes.NONE);
        return GradientCheck.of(loss)
                .wrt(variables.toArray(Node[]::new))
                .seed(seed)
                .sizes(sizes)
                .at(bindings.toArray(Binding[]::new));
    }

    private static Shape known(Shape shape) {
        return Shape.of(shape.dims().stream()
                .map(dim -> dim.isKnown() ? dim : Dim.of(dim.resolve(Sizes.of(named(dim)))))
                .toList());
    }

    private static java.util.Map<String, Long> named(Dim dim) {
        java.util.Map<String, Long> sizes = new java.util.TreeMap<>();
        dim.names().forEach(name -> sizes.put(name.freeName(), OPEN_SIZE));
        return sizes;
    }
}
