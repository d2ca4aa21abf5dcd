package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.OutsideModel;
import org.chainrule.tensor.Tensor;

/**
 * A model read from an ONNX file: nodes like all others, with the names of the file as names of the notation. What the file holds
 * as values of real numbers are parameters.
 */
public final class OnnxModel implements OutsideModel {
    private final Map<String, Node> inputs;
    private final Map<String, Node> params;
    private final Map<String, Node> outputs;
    private final Map<String, Node> names;
    private final Map<Node, Tensor> values;

    OnnxModel(
            Map<String, Node> inputs,
            Map<String, Node> params,
            Map<String, Node> outputs,
            Map<String, Node> names,
            Map<Node, Tensor> values) {
        this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        this.params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        this.names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A node as it were if no real number was ever rounded to a narrower type: what is rounded has no slopes that could be
     * measured.
     */
    public static Node unrounded(Node node) {
        List<Node> nodes = Walk.from(List.of(node)).nodes();
        return Notes.together(() -> Substitution.images(nodes, (each, inputs) -> {
                    boolean rounds = each.op() instanceof Casted cast
                            && cast.from().isReal()
                            && cast.to().isReal();
                    return rounds ? inputs.get(0) : Substitution.remade(each, inputs);
                })
                .at(node));
    }

    /** The same with values of inputs. */
    OnnxModel with(Map<String, Tensor> given) {
        Map<Node, Tensor> all = new LinkedHashMap<>(values);
        given.forEach((name, value) -> all.put(inputs.get(name), value));
        return new OnnxModel(inputs, params, outputs, names, all);
    }

    @Override
    public Map<String, Node> inputs() {
        return inputs;
    }

    /** The parameters by name, in the order of the file. */
    public Map<String, Node> params() {
        return params;
    }

    @Override
    public Map<String, Node> outputs() {
        return outputs;
    }

    @Override
    public Map<String, Node> names() {
        return names;
    }

    /** The values of the parameters, and of the inputs when data was read. */
    @Override
    public Map<Node, Tensor> values() {
        return values;
    }

    /** The values, ready for a run. */
    public List<Binding> bindings() {
        List<Binding> bindings = new ArrayList<>();
        values.forEach((leaf, value) -> bindings.add(new Binding(leaf, value)));
        return bindings;
    }

    /** An input, parameter, or what is computed, by its name. */
    public Node get(String name) {
        Node node = names.get(name);
        if (node == null) {
            throw new ChainruleException("the model has no {0}", name);
        }
        return node;
    }
}
