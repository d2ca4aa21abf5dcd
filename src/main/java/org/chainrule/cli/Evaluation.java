package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.NonFinite;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Kink;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * The values of a model by name, and what is to be said about them.
 *
 * @param values in the order in which they were asked for
 * @param warnings in the order in which they are printed
 */
record Evaluation(Map<String, Tensor> values, List<Message> warnings) {
    /**
     * Evaluates a model.
     *
     * @param name what warnings call it
     * @param shown what to compute, by name
     * @param given the values of inputs and parameters
     * @throws ChainruleException when a value is missing or does not fit
     */
    static Evaluation of(String name, Model model, Map<String, Node> shown, List<Binding> given, DType dtype) {
        Values values = run(model, List.copyOf(shown.values()), given, dtype);
        Map<String, Tensor> results = new LinkedHashMap<>();
        shown.forEach((result, node) -> results.put(result, values.get(node)));
        List<Message> warnings = new ArrayList<>(model.warnings());
        OutOfRange outOfRange = new OutOfRange(name, values, given, shown, results);
        warnings.addAll(outOfRange.tooSmall());
        warnings.addAll(stabilised(name, model, shown, results, given, dtype));
        warnings.addAll(outOfRange.tooLarge());
        // A NaN that no result shows, such as one on the other side of a where, is nobody's concern.
        boolean shows = results.values().stream().anyMatch(value -> !value.isFinite());
        (shows ? values.firstNonFinite() : Optional.<NonFinite>empty())
                .map(NonFinite::message)
                .ifPresent(what -> warnings.add(say("{0}: warning: {1}", name, what)));
        warnings.addAll(kinks(name, shown, values.kinks()));
        return new Evaluation(results, warnings);
    }

    /** Puts the value of a stable form in the place of one that is not finite as it was written, and says so. */
    private static List<Message> stabilised(
            String name,
            Model model,
            Map<String, Node> shown,
            Map<String, Tensor> results,
            List<Binding> given,
            DType dtype) {
        List<Message> notes = new ArrayList<>();
        for (Map.Entry<String, Node> result : shown.entrySet()) {
            Tensor written = results.get(result.getKey());
            if (written == null || written.isFinite()) {
                continue;
            }
            // A gradient shows what it is a derivative of only once it is simplified.
            for (boolean simplified : new boolean[] {false, true}) {
                Node form = simplified ? Simplifier.simplify(result.getValue()) : result.getValue();
                Node stable = Simplifier.forStability().apply(form);
                Tensor value = stable == result.getValue()
                        ? written
                        : run(model, List.of(stable), given, dtype).get(stable);
                if (value.isFinite()) {
                    results.put(result.getKey(), value);
                    notes.add(say(
                            "{0}: warning: {1} is not finite as it is written; the value is that of {2}, which is equal",
                            name, result.getKey(), ShortText.formula(stable)));
                    break;
                }
            }
        }
        return notes;
    }

    /** A derivative that was taken across a kink on which the point lies, each once. */
    private static Set<Message> kinks(String name, Map<String, Node> shown, Map<Node, List<Kink>> hit) {
        Set<Message> warnings = new LinkedHashSet<>();
        for (Map.Entry<String, Node> result : hit.isEmpty() ? Set.<Map.Entry<String, Node>>of() : shown.entrySet()) {
            for (Node node : Walk.from(List.of(result.getValue())).nodes()) {
                if (hit.containsKey(node)) {
                    warnings.add(say(
                            "{0}: warning: {1} is taken across a kink: {2} here, where its value is a convention and need "
                                    + "not be a limit",
                            name, result.getKey(), hit.get(node).get(0).text()));
                }
            }
        }
        return warnings;
    }

    /** Runs a model; an error is said at the line it comes from. */
    static Values run(Model model, List<Node> outputs, List<Binding> given, DType dtype) {
        try {
            return Interpreter.run(outputs, given, dtype);
        } catch (EvaluationException e) {
            throw model.placed(e);
        }
    }

    /** What a list of names and expressions stands for; everything that is defined when it is blank. */
    static Map<String, Node> shown(Model model, String show) {
        Map<String, Node> shown = new LinkedHashMap<>();
        if (show.isBlank()) {
            model.definitions().forEach(name -> shown.put(name, model.get(name)));
        } else {
            for (String item : NameLists.split(show)) {
                shown.put(item, model.find(item).orElseGet(() -> named(model, item)));
            }
        }
        if (shown.isEmpty()) {
            throw new ChainruleException(
                    "{0} defines nothing to show: add a line such as y = x^2",
                    model.source().name());
        }
        return shown;
    }

    private static Node named(Model model, String item) {
        boolean word = item.codePoints().allMatch(c -> Character.isUnicodeIdentifierPart(c));
        return word ? model.get(item) : model.expression(item);
    }
}
