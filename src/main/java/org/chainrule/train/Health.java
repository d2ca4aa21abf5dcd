package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.tensor.Tensor;

/**
 * How a network learns at one moment: the size of every gradient, the size of every step beside its weight, and which units have
 * stopped to pass a gradient on.
 *
 * @param layers the parameters, in the order of the model
 * @param activations the activations, in the order in which they are computed
 * @param findings what is wrong, a sentence each with what helps
 */
public record Health(List<Layer> layers, List<Activation> activations, List<Message> findings) {
    /** A slope below this part of the steepest one counts as none: that of the sigmoid beyond ±5. */
    private static final double FLAT = 4 * 0.00664805667079003;
    /** So many entries of a sigmoid without a slope are too many. */
    private static final double SATURATED = 0.5;
    /** So many dead units are too many. */
    private static final double MANY = 0.3;
    /** Gradients of two layers that differ by more are vanishing or exploding. */
    private static final double FAR = 1e3;

    private static final double PERCENT = 100;

    /** Slopes as parts of the steepest one, by the value of the activation. */
    private static final Map<Op, DoubleUnaryOperator> SLOPES = Map.of(
            Sigmoids.SIGMOID, a -> 4 * a * (1 - a),
            Hyperbolic.TANH, a -> 1 - a * a,
            Sigmoids.TANH_OPT, a -> 1 - a * a / (1.7159 * 1.7159));

    /**
     * A parameter.
     *
     * @param gradient the root mean square of the entries of its gradient
     * @param weight that of its own
     * @param update that of what one step adds, divided by that of its own
     */
    public record Layer(String name, double gradient, double weight, double update) {}

    /**
     * An activation.
     *
     * @param name as the model calls it, or its formula
     * @param flat the part of its entries that have next to no slope
     * @param dead the part of its units that have none for any sample
     * @param slope the mean slope, as a part of the steepest one
     * @param bounded whether it saturates; half of a ReLU is flat, and that is as it should be
     */
    public record Activation(String name, double flat, double dead, double slope, boolean bounded) {}

    /** Copies the lists. */
    public Health {
        layers = List.copyOf(layers);
        activations = List.copyOf(activations);
        findings = List.copyOf(findings);
    }

    /**
     * Looks at a training before its next step.
     *
     * @param batch a value for every input
     */
    public static Health of(Trainer trainer, List<Binding> batch) {
        TrainStep step = trainer.step();
        List<Node> active = new ArrayList<>();
        for (Node node : Walk.from(List.of(step.loss())).nodes()) {
            if (SLOPES.containsKey(node.op()) || node.op().equals(Rectifiers.RELU)) {
                active.add(node);
            }
        }
        List<Node> asked = new ArrayList<>(active);
        asked.addAll(step.gradients());
        asked.addAll(step.next());
        Values values = trainer.probe(asked, batch);
        List<Message> findings = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < step.params().size(); i++) {
            Node param = step.params().get(i);
            Tensor weight = trainer.value(param);
            Tensor gradient = values.get(step.gradients().get(i));
            Tensor next = values.get(step.next().get(i));
            double size = size(weight.toArray());
            double moved = size(difference(next, weight));
            layers.add(new Layer(Memory.name(param), size(gradient.toArray()), size, moved / size));
            if (weight.rank() == 2
                    && weight.shape().extent(0) > 1
                    && weight.shape().extent(1) > 1
                    && isSymmetric(weight)
                    && isSymmetric(gradient)) {
                findings.add(say(
                        "the units of {0} are all alike, and stay so, since they have the same gradient: give it random values, such as xavier",
                        Memory.name(param)));
            }
        }
        List<Activation> activations =
                active.stream().map(node -> activation(node, values.get(node))).toList();
        activations.forEach(each -> judge(each, findings));
        compare(layers.stream().filter(l -> rank(step, l.name) > 1).toList(), findings);
        return new Health(layers, activations, findings);
    }

    private static int rank(TrainStep step, String name) {
        return step.params().stream()
                .filter(param -> Memory.name(param).equals(name))
                .mapToInt(Node::rank)
                .findFirst()
                .orElse(0);
    }

    private static Activation activation(Node node, Tensor value) {
        String name = node.label().orElseGet(() -> ShortText.of(node));
        DoubleUnaryOperator slope = SLOPES.getOrDefault(node.op(), a -> a > 0 ? 1 : 0);
        int flat = 0;
        double sum = 0;
        for (int i = 0; i < value.count(); i++) {
            double part = slope.applyAsDouble(value.at(i));
            flat += part < FLAT ? 1 : 0;
            sum += part;
        }
        double count = Math.max(1, value.count());
        return new Activation(name, flat / count, dead(node, value, slope), sum / count, SLOPES.containsKey(node.op()));
    }

    /** The part of the units, along the last axis or the one before it, that are flat for all samples. */
    private static double dead(Node node, Tensor value, DoubleUnaryOperator slope) {
        int samples = -1;
        for (int axis = 0; axis < node.rank(); axis++) {
            samples = node.shape().dim(axis).isKnown() ? samples : axis;
        }
        if (samples < 0) {
            return 0;
        }
        int inner = 1;
        for (int axis = samples + 1; axis < value.rank(); axis++) {
            inner *= value.shape().extent(axis);
        }
        int length = value.shape().extent(samples);
        boolean[] alive = new boolean[value.count() / Math.max(1, length)];
        for (int i = 0; i < value.count(); i++) {
            alive[i / (inner * length) * inner + i % inner] |= slope.applyAsDouble(value.at(i)) >= FLAT;
        }
        int dead = 0;
        for (boolean each : alive) {
            dead += each ? 0 : 1;
        }
        return dead / (double) Math.max(1, alive.length);
    }

    private static void judge(Activation each, List<Message> findings) {
        if (!each.bounded && each.dead > MANY) {
            findings.add(say(
                    "{1} % of the units of {0} are the same for every sample and learn nothing: take smaller steps, leaky_relu, or the initial values he",
                    each.name, percent(each.dead)));
        } else if (each.bounded && each.flat > SATURATED) {
            findings.add(say(
                    "{1} % of {0} is saturated, its mean slope is {2} % of the steepest: start with smaller weights, such as xavier",
                    each.name, percent(each.flat), percent(each.slope)));
        }
    }

    private static void compare(List<Layer> weights, List<Message> findings) {
        if (weights.size() < 2) {
            return;
        }
        Layer first = weights.get(0);
        Layer last = weights.get(weights.size() - 1);
        if (first.gradient > 0 && last.gradient / first.gradient > FAR) {
            findings.add(say(
                    "the gradient vanishes: that of {0} is {2} times smaller than that of {1}. Take relu or tanh for sigmoid, and he or xavier as initial values",
                    first.name, last.name, rounded(last.gradient / first.gradient)));
        }
        if (last.gradient > 0 && first.gradient / last.gradient > FAR) {
            findings.add(say(
                    "the gradient explodes: that of {0} is {2} times larger than that of {1}. Start with smaller weights, or clip it: chain(clip_by_global_norm(1), …)",
                    first.name, last.name, rounded(first.gradient / last.gradient)));
        }
    }

    /** Whether the rows, or the columns, are all the same. */
    private static boolean isSymmetric(Tensor matrix) {
        int columns = matrix.shape().extent(1);
        boolean alikeRows = true;
        boolean alikeColumns = true;
        for (int i = 0; i < matrix.count(); i++) {
            alikeRows &= matrix.at(i) == matrix.at(i % columns);
            alikeColumns &= matrix.at(i) == matrix.at(i / columns * columns);
        }
        return alikeRows || alikeColumns;
    }

    private static double size(double... entries) {
        double sum = 0;
        for (double entry : entries) {
            sum += entry * entry;
        }
        return Math.sqrt(sum / Math.max(1, entries.length));
    }

    private static double[] difference(Tensor a, Tensor b) {
        double[] difference = a.toArray();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= b.at(i);
        }
        return difference;
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", PERCENT * part);
    }

    private static String rounded(double value) {
        return !Double.isFinite(value) ? "-" : String.format(Locale.ROOT, "%.3g", value);
    }

    /** Two tables: gradient, weight and step of every parameter, and how flat every activation is. */
    public String table() {
        StringBuilder text = new StringBuilder();
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"parameter", "|gradient|", "|weight|", "|update|/|weight|"});
        layers.forEach(layer -> rows.add(
                new String[] {layer.name, rounded(layer.gradient), rounded(layer.weight), rounded(layer.update)}));
        align(rows, text);
        if (!activations.isEmpty()) {
            List<String[]> more = new ArrayList<>();
            more.add(new String[] {"activation", "flat", "dead units", "mean slope"});
            activations.forEach(each -> more.add(new String[] {
                each.name, percent(each.flat) + " %", percent(each.dead) + " %", percent(each.slope) + " %"
            }));
            align(more, text);
        }
        return text.toString();
    }

    private static void align(List<String[]> rows, StringBuilder text) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? row[i] + space : "  " + space + row[i]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
