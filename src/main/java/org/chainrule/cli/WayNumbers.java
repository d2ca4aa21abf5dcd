package org.chainrule.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Values;
import org.chainrule.explain.ChainStep;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * What each way of a step contributes, as numbers: the products that the steps write are read again, as definitions after
 * those of the model.
 */
final class WayNumbers {
    private static final Pattern CLAIMS = Pattern.compile("(?m)^[ \\t]*(?:derive|check|assume|train)\\b");

    private final Map<ChainStep.Way, Tensor> numbers = new HashMap<>();

    private WayNumbers() {}

    /** The numbers; none for ways whose products cannot be read there, and where every step has one way. */
    static WayNumbers of(Bench bench, List<ChainStep> steps) {
        WayNumbers found = new WayNumbers();
        if (steps.stream().allMatch(step -> step.ways().size() == 1)) {
            return found;
        }
        String text = CLAIMS.split(bench.model().source().text(), 2)[0];
        StringBuilder more = new StringBuilder(text).append('\n');
        Map<String, ChainStep.Way> named = new LinkedHashMap<>();
        for (ChainStep step : steps) {
            if (step.ways().size() > 1) {
                for (ChainStep.Way way : step.ways()) {
                    String name = "way_" + named.size() + "_of_" + step.name();
                    named.put(name, way);
                    more.append(name).append(" = ").append(way.product().text()).append('\n');
                }
            }
            more.append(step.name()).append(" = ").append(step.sum().text()).append('\n');
        }
        try {
            found.read(bench, more.toString(), named);
        } catch (ChainruleException e) {
            // A name of the model that is one of a gradient too, say: the formulas stay without numbers.
            found.numbers.clear();
        }
        return found;
    }

    private void read(Bench bench, String text, Map<String, ChainStep.Way> named) {
        Model model = Model.parse(Source.of("steps", text), new Model.Settings(true, 0));
        List<Node> outputs = named.keySet().stream().map(model::get).toList();
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : bench.bindings()) {
            model.find(bench.nameOf(binding.leaf()))
                    .filter(Node::isLeaf)
                    .ifPresent(leaf -> bindings.add(new Binding(leaf, binding.value())));
        }
        Values values = Evaluation.run(model, outputs, bindings, DType.F64);
        named.forEach((name, way) -> numbers.put(way, values.get(model.get(name))));
    }

    /** What a way contributes. */
    Optional<Tensor> of(ChainStep.Way way) {
        return Optional.ofNullable(numbers.get(way));
    }
}
