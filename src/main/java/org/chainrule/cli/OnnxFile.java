package org.chainrule.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.onnx.Onnx;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.SavedParams;
import org.jspecify.annotations.Nullable;

/** Models written as ONNX. */
final class OnnxFile {
    private OnnxFile() {}

    /** Writes outputs; parameters that have a value are in the file. */
    static void write(Path target, Map<String, Node> outputs, Model model, @Nullable Path saved, DType dtype) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        model.values().forEach((leaf, value) -> {
            if (((Leaf) leaf.op()).role() == Leaf.Role.PARAM) {
                values.put(leaf, value);
            }
        });
        if (saved != null) {
            SavedParams.read(saved, model.params()).forEach(binding -> values.put(binding.leaf(), binding.value()));
        }
        Onnx.write(target, outputs, values, dtype);
    }

    /** What a model defines, then {@code dW} for each variable. */
    static Map<String, Node> withGradients(Model model, Node loss, List<Node> given) {
        Map<String, Node> outputs = new LinkedHashMap<>();
        model.definitions().forEach(name -> outputs.put(name, model.get(name)));
        List<Node> variables =
                given.isEmpty() ? (model.params().isEmpty() ? real(model.leaves()) : model.params()) : given;
        Gradient gradient = Gradient.of(loss, variables);
        for (Node variable : variables) {
            String name = "d" + variable.label().orElse("x");
            while (outputs.containsKey(name)) {
                name += "_";
            }
            outputs.put(name, gradient.orZero(variable));
        }
        return outputs;
    }

    private static List<Node> real(List<Node> leaves) {
        return leaves.stream().filter(leaf -> leaf.type().isReal()).toList();
    }
}
