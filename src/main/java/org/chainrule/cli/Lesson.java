package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.exec.Values;
import org.chainrule.explain.ChainStep;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Written;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.view.Canvas;
import org.chainrule.view.GraphView;
import org.chainrule.view.PagePicture;
import org.chainrule.view.Scene;
import org.chainrule.view.report.Typesetting;

/** What the page shows of a model: its picture, all numbers, and the steps of both passes. */
final class Lesson {
    /** A larger model is looked at as a whole, not step by step. */
    private static final int MOST_STEPS = 400;

    /** In a larger model only what has a card of its own has numbers. */
    private static final int MOST_NUMBERS = 1000;

    private final Bench bench;
    private final Language language;
    private final Map<String, Node> named = new LinkedHashMap<>();
    private final Map<Node, String> names = new HashMap<>();
    private final Optional<Gradient> gradient;
    private final List<Binding> given;

    private Lesson(Bench bench, Language language) {
        this.bench = bench;
        this.language = language;
        Set<Node> drawn = new HashSet<>(bench.drawn().ancestors());
        drawn.add(bench.drawn());
        bench.model().names().forEach((name, node) -> {
            if (drawn.contains(node) && names.putIfAbsent(node, name) == null) {
                named.put(name, node);
            }
        });
        gradient = bench.drawn().isScalar() && bench.drawn().type().isReal()
                ? Optional.of(Gradient.of(bench.drawn()))
                : Optional.empty();
        given = bench.bindings().stream()
                .filter(binding -> drawn.contains(binding.leaf()))
                .toList();
    }

    /** The values and gradients of some quantities. */
    private Values run(Collection<Node> asked) {
        List<Node> outputs = new ArrayList<>(asked);
        asked.forEach(node -> gradientOf(node).ifPresent(outputs::add));
        return Evaluation.run(bench.model(), outputs, given, DType.F64);
    }

    static String of(Bench bench, Language language, Bench.Options options) {
        Lesson lesson = new Lesson(bench, language);
        boolean down = options.number("down", 0) != 0;
        boolean dark = options.number("dark", 0) != 0;
        Canvas canvas = Canvas.PLAIN.language(language).ground(dark ? Canvas.Ground.DARK : Canvas.Ground.TRANSPARENT);
        return Json.object(json -> lesson.write(json, down, options, canvas));
    }

    /** The steps of the backward pass alone, which take longer than the picture. */
    static String backward(Bench bench, Language language) {
        Lesson lesson = new Lesson(bench, language);
        return Json.object(lesson::steps);
    }

    private Optional<Node> gradientOf(Node node) {
        return node.type().isReal() ? gradient.flatMap(all -> all.find(node)) : Optional.empty();
    }

    private void write(JsonWriter json, boolean down, Bench.Options options, Canvas canvas) throws IOException {
        GraphView view = GraphView.of(bench.drawn())
                .names(bench.model().names())
                .formulas(bench.model().formulas())
                .language(language)
                .at(bench.bindings())
                .direction(down ? Scene.Direction.DOWN : Scene.Direction.RIGHT);
        // Data have no gradients drawn, unless there is nothing else to differentiate by.
        boolean trained = named.values().stream().anyMatch(node -> role(node).equals("param"));
        view = trained ? view : view.withInputGradients();
        boolean large = named.size() > MOST_NUMBERS;
        view = large ? view.withoutValues() : view;
        json.name("loss").value(bench.nameOf(bench.drawn()));
        json.name("scalar").value(gradient.isPresent());
        Set<String> cards = PagePicture.write(
                json,
                view,
                options.number("width", 0),
                options.number("height", 0),
                (int) options.number("rows", 0),
                canvas,
                options.list("open"));
        Map<String, Node> shown = new LinkedHashMap<>(named);
        if (large) {
            shown.keySet().retainAll(cards);
        }
        Values values = run(shown.values());
        json.name("numbers").beginObject();
        for (Map.Entry<String, Node> entry : shown.entrySet()) {
            numbers(json, entry.getKey(), entry.getValue(), values);
        }
        json.endObject();
        json.name("forward").beginArray();
        for (Map.Entry<String, Node> entry : named.entrySet()) {
            if (!entry.getValue().isLeaf() && named.size() <= MOST_STEPS) {
                forward(json, entry.getKey(), entry.getValue());
            }
        }
        json.endArray();
        texts(json, "notes", bench.notes());
        json.name("random").beginArray();
        for (String one : bench.drawnAtRandom()) {
            json.value(one);
        }
        json.endArray();
    }

    private String nameOf(Node node) {
        String name = names.get(node);
        return name == null ? node.label().orElse("") : name;
    }

    private void numbers(JsonWriter json, String name, Node node, Values values) throws IOException {
        json.name(name).beginObject();
        json.name("role").value(role(node));
        json.name("latex").value(LatexName.of(name));
        Tensor value = values.get(node);
        json.name("shape").value(node.shape().toString());
        json.name("value");
        nested(json, value, 0, new int[1]);
        Optional<Tensor> slope = gradientOf(node).flatMap(values::find);
        if (slope.isPresent()) {
            json.name("gradient");
            nested(json, slope.get(), 0, new int[1]);
        }
        json.endObject();
    }

    private static String role(Node node) {
        return node.op() instanceof Leaf leaf ? (leaf.role() == Leaf.Role.INPUT ? "input" : "param") : "computed";
    }

    /** A tensor as lists in lists. */
    static void nested(JsonWriter json, Tensor value, int axis, int[] next) throws IOException {
        if (axis == value.rank()) {
            if (value.dtype() == DType.I64) {
                json.value(value.wholeAt(next[0]++));
            } else {
                Json.number(json, value.at(next[0]++));
            }
            return;
        }
        json.beginArray();
        for (int i = 0; i < value.shape().extent(axis); i++) {
            nested(json, value, axis + 1, next);
        }
        json.endArray();
    }

    private void forward(JsonWriter json, String name, Node node) throws IOException {
        Written formula = Written.of(node, this::nameOf);
        json.beginObject();
        json.name("name").value(name);
        json.name("text").value(name + " = " + formula.text());
        formula(json, "formula", LatexName.of(name) + " = " + formula.latex());
        json.name("shape").value(node.shape().toString());
        json.name("uses").beginArray();
        for (String used : uses(node)) {
            json.value(used);
        }
        json.endArray();
        json.endObject();
    }

    /** What a node is computed from with nothing that has a name in between. */
    private Set<String> uses(Node node) {
        Set<String> found = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(node.inputs());
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node next = open.poll();
            String name = names.get(next);
            if (name != null) {
                found.add(name);
            } else if (seen.add(next)) {
                open.addAll(next.inputs());
            }
        }
        return found;
    }

    private void steps(JsonWriter json) throws IOException {
        json.name("backward").beginArray();
        if (gradient.isPresent() && bench.drawn().isVariable() && named.size() <= MOST_STEPS) {
            backward(json);
        }
        json.endArray();
    }

    private void backward(JsonWriter json) throws IOException {
        Explanation explanation =
                Explanation.of(bench.drawn()).names(bench.model().names()).language(language);
        List<ChainStep> steps = explanation.cards();
        WayNumbers ways = WayNumbers.of(bench, steps);
        for (ChainStep step : steps) {
            step(json, step, ways);
        }
    }

    private void step(JsonWriter json, ChainStep step, WayNumbers ways) throws IOException {
        String left = LatexName.of(step.name()) + " = ";
        json.beginObject();
        json.name("name").value(step.name());
        json.name("of").value(step.variable().text());
        json.name("shape").value(step.sum().shape().toString());
        json.name("ways").beginArray();
        for (ChainStep.Way way : step.ways()) {
            json.beginObject();
            json.name("through").value(way.through().text());
            formula(
                    json,
                    "definition",
                    way.through().latex() + " = " + way.definition().latex());
            formula(json, "upstream", way.upstream().latex());
            json.name("upstreamShape").value(way.upstream().shape().toString());
            json.name("local").value(way.localText().text(language));
            formula(json, "product", way.product().latex());
            json.name("productShape").value(way.product().shape().toString());
            Optional<Tensor> numbers = ways.of(way);
            if (numbers.isPresent()) {
                json.name("productValue");
                nested(json, numbers.get(), 0, new int[1]);
            }
            json.endObject();
        }
        json.endArray();
        formula(json, "sum", left + step.sum().latex());
        if (step.inserted().isPresent()) {
            formula(json, "result", left + step.inserted().get().latex());
        }
        json.name("helpers").beginArray();
        for (ChainStep.Helper helper : step.helpers()) {
            json.beginObject();
            formula(
                    json,
                    "formula",
                    helper.name().latex() + " = " + helper.formula().latex());
            json.endObject();
        }
        json.endArray();
        json.name("text")
                .value(step.name() + " = " + step.inserted().orElse(step.sum()).text());
        json.name("rules").beginArray();
        for (String rule : step.rules()) {
            json.value(rule);
        }
        json.endArray();
        json.endObject();
    }

    static void formula(JsonWriter json, String name, String latex) throws IOException {
        json.name(name).beginObject();
        json.name("latex").value(latex);
        json.name("math").value(Typesetting.block(latex));
        json.endObject();
    }

    private void texts(JsonWriter json, String name, List<Message> messages) throws IOException {
        json.name(name).beginArray();
        for (Message message : messages) {
            json.value(message.text(language));
        }
        json.endArray();
    }
}
