package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Turns the graph of a file into nodes, one operator after the other. */
final class Importer {
    /** A loop that is unrolled into more is no model any more. */
    private static final int MOST_NODES = 2_000_000;
    /** A constant larger than this is not computed while a model is read, unless a rule asks for it. */
    private static final int LARGEST_FOLDED = 1 << 16;

    private final String file;
    private final Proto.Model model;
    private final Tensors tensors;
    private final Labels labels;
    private final List<Binding> bindings;
    private @Nullable Evaluator evaluator;
    private int applied;
    private int functionDepth;
    private @Nullable Frame root;

    /** The names of one graph, and those around it. */
    static final class Frame {
        private final Map<String, Val> names = new HashMap<>();
        private final @Nullable Frame outer;
        private final Map<String, Long> opsets;
        private final Map<String, Proto.Attribute> arguments;

        Frame(@Nullable Frame outer, Map<String, Long> opsets, Map<String, Proto.Attribute> arguments) {
            this.outer = outer;
            this.opsets = opsets;
            this.arguments = arguments;
        }

        @Nullable
        Val find(String name) {
            for (Frame frame = this; frame != null; frame = frame.outer) {
                Val val = frame.names.get(name);
                if (val != null) {
                    return val;
                }
            }
            return null;
        }

        void put(String name, Val val) {
            if (!name.isEmpty()) {
                names.put(name, val);
            }
        }
    }

    Importer(String file, Path folder, Proto.Model model, Labels labels, List<Binding> bindings) {
        this.file = file;
        this.model = model;
        this.tensors = new Tensors(folder);
        this.labels = labels;
        this.bindings = new ArrayList<>(bindings);
    }

    /** Adds the value of a leaf. */
    void bind(Node leaf, Tensor value) {
        bindings.add(new Binding(leaf, value));
        evaluator = null;
    }

    List<Binding> bindings() {
        return bindings;
    }

    Tensors tensors() {
        return tensors;
    }

    /** Every computed value stays, so that a question asked twice costs nothing. */
    Evaluator evaluator() {
        Evaluator current = evaluator;
        if (current == null) {
            current = new Evaluator(bindings, Sizes.NONE, DType.F64);
            evaluator = current;
        }
        return current;
    }

    Tensor known(Node node) {
        for (Node leaf : node.isVariable() ? Walk.from(List.of(node)).nodes() : List.<Node>of()) {
            if (leaf.op() instanceof Leaf named && !isBound(leaf)) {
                throw new ChainruleException(say(
                        "its shape or way depends on the value of {0}, which has none: evaluate it with --data, or let the model hold it",
                        named.name()));
            }
        }
        try {
            return evaluator().value(node);
        } catch (EvaluationException e) {
            throw new ChainruleException(e.sentence().firstLine(), e);
        }
    }

    boolean isKnown(Node node) {
        return !node.isVariable()
                || Walk.from(List.of(node)).nodes().stream().allMatch(leaf -> !leaf.isLeaf() || isBound(leaf));
    }

    private boolean isBound(Node leaf) {
        return bindings.stream().anyMatch(binding -> binding.leaf() == leaf);
    }

    Val constant(Proto.Data data) {
        return Val.of(Node.constant(tensors.values(data)), Tensors.type(data));
    }

    /** Says which operators there is no rule for, all at once. */
    void refuseUnknown() {
        TreeSet<String> unknown = new TreeSet<>();
        Deque<List<Proto.Operation>> waiting = new ArrayDeque<>();
        waiting.add(model.graph().nodes());
        model.functions().forEach(function -> waiting.add(function.nodes()));
        while (!waiting.isEmpty()) {
            for (Proto.Operation node : waiting.remove()) {
                if (function(node).isEmpty()
                        && Rules.find(node.domain(), node.op(), Integer.MAX_VALUE)
                                .isEmpty()) {
                    unknown.add((node.domain().isEmpty() ? "" : node.domain() + ".") + node.op());
                }
                node.attributes()
                        .values()
                        .forEach(attribute -> attribute.graph().ifPresent(graph -> waiting.add(graph.nodes())));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ChainruleException(
                    say("{0} uses operators that are not supported: {1}", file, String.join(", ", unknown)));
        }
    }

    /** Computes everything the model defines, into its frame. */
    void model(Frame frame) {
        root = frame;
        graph(model.graph(), frame);
    }

    private void graph(Proto.Graph graph, Frame frame) {
        if (graph.sparse()) {
            throw new ChainruleException(say("{0} holds sparse tensors, which are not supported", file));
        }
        nodes(graph.nodes(), frame);
    }

    private void nodes(List<Proto.Operation> nodes, Frame frame) {
        for (Proto.Operation node : sorted(nodes)) {
            apply(node, frame);
        }
    }

    /** The nodes so that each stands behind those it needs, otherwise in their order: not every file has them so. */
    private List<Proto.Operation> sorted(List<Proto.Operation> nodes) {
        Map<String, Integer> makers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                makers.put(output, i);
            }
        }
        makers.remove("");
        int[] missing = new int[nodes.size()];
        List<List<Integer>> users = new ArrayList<>();
        nodes.forEach(node -> users.add(new ArrayList<>()));
        for (int i = 0; i < nodes.size(); i++) {
            for (String input : needs(nodes.get(i))) {
                Integer maker = makers.get(input);
                if (maker != null && maker != i) {
                    users.get(maker).add(i);
                    missing[i]++;
                }
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<Proto.Operation> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(nodes.get(next));
            for (int user : users.get(next)) {
                if (--missing[user] == 0) {
                    ready.add(user);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw new ChainruleException(say("{0} is no graph: some of its nodes need each other in a circle", file));
        }
        return sorted;
    }

    /** The names a node needs: its inputs, and what its bodies take from around them. */
    private static List<String> needs(Proto.Operation node) {
        List<String> needs = new ArrayList<>();
        Deque<Proto.Operation> waiting = new ArrayDeque<>(List.of(node));
        while (!waiting.isEmpty()) {
            Proto.Operation next = waiting.remove();
            needs.addAll(next.inputs());
            for (Proto.Attribute attribute : next.attributes().values()) {
                attribute.graph().ifPresent(body -> {
                    waiting.addAll(body.nodes());
                    body.outputs().forEach(output -> needs.add(output.name()));
                });
            }
        }
        return needs;
    }

    private Optional<Proto.Function> function(Proto.Operation node) {
        return model.functions().stream()
                .filter(f -> f.name().equals(node.op())
                        && f.domain().equals(node.domain())
                        && f.overload().equals(node.overload()))
                .findFirst();
    }

    private void apply(Proto.Operation written, Frame frame) {
        if (++applied > MOST_NODES) {
            throw new ChainruleException(say("{0} unrolls to more than {1} nodes", file, MOST_NODES));
        }
        Proto.Operation node = withArguments(written, frame);
        List<@Nullable Val> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            Val val = input.isEmpty() ? null : frame.find(input);
            if (val == null && !input.isEmpty()) {
                throw new ChainruleException(
                        say("{0}: nothing defines {1}, which {2} needs", file, input, called(node)));
            }
            inputs.add(val);
        }
        List<Val> outputs = outputs(node, inputs, frame);
        for (int i = 0; i < node.outputs().size() && i < outputs.size(); i++) {
            String name = node.outputs().get(i);
            if (!name.isEmpty()) {
                frame.put(name, frame == root ? labelled(name, outputs.get(i)) : outputs.get(i));
            }
        }
    }

    private Val labelled(String name, Val val) {
        if (!val.isSequence() && val.node().isVariable() && !val.node().isLeaf()) {
            Notes.labelIfNone(val.node(), labels.of(name));
        }
        return val;
    }

    private List<Val> outputs(Proto.Operation node, List<@Nullable Val> inputs, Frame frame) {
        try {
            Optional<Proto.Function> function = function(node);
            if (function.isPresent()) {
                return call(function.get(), node, inputs);
            }
            int version = (int) Math.min(
                    Integer.MAX_VALUE,
                    frame.opsets.getOrDefault(node.domain(), node.domain().isEmpty() ? 1L : 99L));
            Rule rule = Rules.find(node.domain(), node.op(), version)
                    .orElseThrow(() -> new ChainruleException(
                            say("the operator does not exist in version {0} of its set", version)));
            Call call = new Call(node, inputs, version, this, frame);
            return Folded.of(call, Notes.at(file + ": " + called(node), () -> rule.build(call)), this);
        } catch (PlacedException e) {
            throw e;
        } catch (ChainruleException e) {
            throw new PlacedException(
                    say("{0}: {1}: {2}", file, called(node), e.sentence().firstLine()), e);
        } catch (RuntimeException e) {
            // Whatever a damaged file makes a rule stumble over is the fault of the file.
            throw new PlacedException(
                    say("{0}: {1}: its inputs and attributes do not fit the operator", file, called(node)), e);
        }
    }

    /** An error that says already at which node it is. */
    private static final class PlacedException extends ChainruleException {
        private static final long serialVersionUID = 1L;

        PlacedException(org.chainrule.message.Message message, Throwable cause) {
            super(message, cause);
        }
    }

    private static String called(Proto.Operation node) {
        String name = node.name().isEmpty() ? String.join(",", node.outputs()) : node.name();
        return node.op() + " " + name;
    }

    /** Attributes of a function that its nodes refer to get their values. */
    private static Proto.Operation withArguments(Proto.Operation node, Frame frame) {
        if (node.attributes().values().stream().allMatch(a -> a.reference().isEmpty())) {
            return node;
        }
        Map<String, Proto.Attribute> attributes = new LinkedHashMap<>();
        node.attributes().forEach((name, attribute) -> {
            Proto.Attribute value = attribute;
            if (!attribute.reference().isEmpty()) {
                value = null;
                for (Frame at = frame; at != null && value == null; at = at.outer) {
                    value = at.arguments.get(attribute.reference());
                }
            }
            if (value != null) {
                attributes.put(name, value);
            }
        });
        return new Proto.Operation(
                node.name(), node.op(), node.domain(), node.overload(), node.inputs(), node.outputs(), attributes);
    }

    private List<Val> call(Proto.Function function, Proto.Operation node, List<@Nullable Val> inputs) {
        if (++functionDepth > 40) {
            throw new ChainruleException(say("the functions of the model call each other without end"));
        }
        Map<String, Proto.Attribute> arguments = new HashMap<>();
        function.defaults().forEach(attribute -> arguments.put(attribute.name(), attribute));
        arguments.putAll(node.attributes());
        Frame frame = new Frame(null, function.opsets(), arguments);
        for (int i = 0; i < inputs.size() && i < function.inputs().size(); i++) {
            Val val = inputs.get(i);
            if (val != null) {
                frame.put(function.inputs().get(i), val);
            }
        }
        nodes(function.nodes(), frame);
        functionDepth--;
        return results(function.outputs(), frame);
    }

    private List<Val> results(List<String> names, Frame frame) {
        List<Val> results = new ArrayList<>();
        for (String name : names) {
            Val val = frame.find(name);
            if (val == null) {
                throw new ChainruleException(say("nothing defines its output {0}", name));
            }
            results.add(val);
        }
        return results;
    }

    /** The outputs of a body for its inputs. */
    List<Val> body(Proto.Graph body, List<Val> arguments, Frame outer) {
        Frame frame = new Frame(outer, outer.opsets, outer.arguments);
        for (Proto.Data data : body.initializers()) {
            frame.put(data.name(), constant(data));
        }
        for (int i = 0; i < body.inputs().size() && i < arguments.size(); i++) {
            frame.put(body.inputs().get(i).name(), arguments.get(i));
        }
        graph(body, frame);
        return results(body.outputs().stream().map(Proto.Port::name).toList(), frame);
    }

    /** The outputs of one operator. */
    List<Val> apply(String op, List<Val> arguments, List<Proto.Attribute> attributes, int version, Frame frame) {
        Map<String, Proto.Attribute> named = new LinkedHashMap<>();
        attributes.forEach(attribute -> named.put(attribute.name(), attribute));
        Proto.Operation node = new Proto.Operation(op, op, "", "", List.of(), List.of("", ""), named);
        Rule rule = Rules.find("", op, version).orElseThrow();
        return rule.build(new Call(node, new ArrayList<>(arguments), version, this, frame));
    }

    /** A whole number or truth value that depends on no leaf, as a constant. */
    Val folded(Val val) {
        if (val.isSequence()
                || val.type().isReal()
                || val.node().isVariable()
                || val.node().isConstant()) {
            return val;
        }
        Node node = val.node();
        boolean small = node.shape().isKnown()
                && Arrays.stream(node.shape().dims().stream()
                                        .mapToLong(d -> d.size())
                                        .toArray())
                                .reduce(1, Math::multiplyExact)
                        <= LARGEST_FOLDED;
        boolean free = Walk.from(List.of(node)).nodes().stream()
                .anyMatch(each -> each.op() instanceof org.chainrule.graph.SizeOf size
                        && !size.dim().isKnown());
        return small && !free ? new Val(Node.constant(evaluator().value(node)), val.type(), val.sizes(), null) : val;
    }
}
