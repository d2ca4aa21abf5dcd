package org.chainrule.explain.layers;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a network whose layers repeat, derived once for a layer with a symbolic number: the start of the
 * induction, its step from layer l+1 to layer l, and the gradients by the parameters of layer l.
 *
 * <p>Names give the number of a layer, W1, W2, …; whether layers are alike is found by comparing their graphs. The step is
 * the derivative of one generic layer, and is held against the gradient of every layer of the model.
 *
 * <pre>{@code
 * System.out.print(Layers.of(J).text());
 * }</pre>
 */
public final class Layers {
    private final Node loss;
    private final Map<String, Node> names;
    private final Language language;
    private @Nullable Result result;

    private record Result(String ofLoss, List<Repetition> repetitions, List<String> shared) {}

    private Layers(Node loss, Map<String, Node> names, Language language) {
        this.loss = loss;
        this.names = names;
        this.language = language;
    }

    /** The layers that a scalar is computed by. */
    public static Layers of(Node loss) {
        return new Layers(loss, Map.of(), Language.EN);
    }

    /**
     * The same with the names of a model, for what has no label.
     *
     * @param model names and what they stand for, such as {@code Model.names()}
     */
    public Layers names(Map<String, Node> model) {
        return new Layers(loss, model, language);
    }

    /** The same with its sentences in a language; English otherwise. */
    public Layers language(Language spoken) {
        return new Layers(loss, names, spoken);
    }

    /**
     * The layers that repeat, those closest to the loss first.
     *
     * @throws ChainruleException when none do; it says what was looked for, and why it is not there
     * @throws org.chainrule.grad.GradientException when the loss is not a real scalar
     */
    public List<Repetition> repetitions() {
        return result().repetitions;
    }

    /** The parameters whose gradients have no line, because they are the sum of what several layers add. */
    public List<String> shared() {
        return result().shared;
    }

    private Result result() {
        Result known = result;
        if (known == null) {
            known = derive();
            result = known;
        }
        return known;
    }

    private Result derive() {
        Gradient gradient = Gradient.of(loss);
        Quantities quantities = new Quantities(loss, names);
        RepeatedLayers.Found found = RepeatedLayers.find(quantities);
        if (found.stretches().isEmpty()) {
            throw new ChainruleException(none(quantities, found.misfits()));
        }
        String ofLoss = ofLoss(quantities);
        Set<String> bases = new LinkedHashSet<>();
        found.stretches().forEach(stretch -> bases.add(stretch.states().base()));
        List<Induction> inductions = found.stretches().stream()
                .map(stretch -> new Induction(quantities, stretch, gradient, bases.size() == 1, ofLoss))
                .toList();
        RemainingGradients rest = new RemainingGradients(quantities, gradient, names, inductions);
        List<Repetition> repetitions = new ArrayList<>();
        // What is left over depends on what all of them cover.
        List<List<LayerRule>> steps = new ArrayList<>();
        for (Induction induction : inductions) {
            List<LayerRule> rules = new ArrayList<>(induction.step());
            rules.addAll(induction.parameters());
            steps.add(rules);
        }
        for (int i = 0; i < inductions.size(); i++) {
            Induction induction = inductions.get(i);
            List<LayerRule> rules = new ArrayList<>(induction.definitions());
            rules.addAll(rest.above(induction));
            rules.addAll(steps.get(i));
            rules.addAll(rest.below(induction));
            rules.addAll(induction.slopes());
            rules.addAll(induction.jacobian());
            List<Integer> numbers = induction.stretch().numbers();
            repetitions.add(new Repetition(
                    induction.stretch().states().base(),
                    numbers.get(0),
                    numbers.get(numbers.size() - 1),
                    rest.isNamed(induction),
                    rules));
        }
        return new Result(ofLoss, repetitions, rest.shared());
    }

    private String ofLoss(Quantities quantities) {
        String name = quantities.name(loss);
        return name.isEmpty() ? "J" : name;
    }

    private static Message none(Quantities quantities, List<Message> misfits) {
        Message looked = say(
                "no layers repeat: looked for quantities of one name with the numbers of layers, such as Z1, Z2 or W1, "
                        + "W2, each computed from the one before in the same way");
        if (misfits.isEmpty()) {
            boolean numbered = quantities.families().values().stream().anyMatch(family -> family.size() > 1);
            return after(
                    looked,
                    numbered
                            ? say("No quantity that is computed has a number")
                            : say("No two quantities have one name and different numbers"));
        }
        Message all = looked;
        for (Message misfit : misfits.subList(0, Math.min(2, misfits.size()))) {
            all = after(all, misfit);
        }
        return all;
    }

    private static Message after(Message first, Message next) {
        return say("{0}. {1}", first, next);
    }

    /** The derivation in the notation; below the text of the model it is a file that can be checked. */
    public String text() {
        return LayersText.text(result().ofLoss, repetitions(), shared(), language);
    }

    /** The derivation in LaTeX, one aligned block; δ is the gradient by what a layer computes. */
    public String latex() {
        return LayersText.latex(result().ofLoss, repetitions());
    }
}
