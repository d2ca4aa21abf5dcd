package org.chainrule.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Template;
import org.chainrule.graph.UnitTensor;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;

/**
 * Writes graphs in the notation, the inverse of reading them: parsing what this prints gives the same graph. What is used
 * twice, or has a label, gets a line of its own, so the text is linear in the size of the graph.
 */
public final class ModelText {
    /** A longer formula is cut into named parts. */
    private static final int LONGEST = 100;

    private final Map<String, Node> outputs;
    private final Walk walk;
    private final NodeMap<String> names = new NodeMap<>();
    private final Set<String> taken = new TreeSet<>();
    private final NodeMap<String> texts = new NodeMap<>();
    private final NodeMap<Integer> precedences = new NodeMap<>();
    private final StringBuilder out = new StringBuilder();
    private int temporaries;

    private ModelText(Map<String, Node> outputs) {
        this.outputs = outputs;
        this.walk = Walk.from(List.copyOf(outputs.values()));
    }

    /**
     * A complete model that defines the outputs under their names.
     *
     * @throws ChainruleException when two inputs have one name, which no text can tell apart
     */
    public static String print(Map<String, Node> outputs) {
        return new ModelText(plain(outputs)).print();
    }

    /** The same with what the notation has words for: ops that only compute a formula more carefully are that formula. */
    static Map<String, Node> plain(Map<String, Node> outputs) {
        Map<String, Node> plain = new LinkedHashMap<>(outputs);
        boolean careful = true;
        while (careful) {
            careful = false;
            NodeMap<Node> images = new NodeMap<>();
            for (Node node : Walk.from(List.copyOf(plain.values())).nodes()) {
                Node image = Substitution.remade(
                        node, node.inputs().stream().map(images::at).toList());
                Optional<Node> formula = image.op().isCareful() ? Optional.of(formula(image)) : Optional.empty();
                Node shown = formula.orElse(image);
                careful |= formula.isPresent();
                images.put(node, shown);
                node.label().filter(label -> shown != node).ifPresent(label -> Notes.labelIfNone(shown, label));
            }
            plain.replaceAll((name, node) -> images.at(node));
        }
        return plain;
    }

    /** What computes the same, and keeps out what a mask keeps out. */
    private static Node formula(Node careful) {
        return careful.op() instanceof Masked
                ? Where.of(careful.input(0), careful.input(1), Node.constant(0))
                : careful.op().definition(careful.inputs()).orElseThrow();
    }

    private String print() {
        declare();
        nameOutputs();
        int[] uses = uses();
        for (int i = 0; i < walk.size(); i++) {
            write(walk.node(i), uses[i]);
        }
        // A second name of a node, or the name of an input, is a line that repeats it.
        outputs.forEach((name, node) -> {
            if (!name.equals(names.get(node))) {
                out.append(name).append(" = ").append(texts.get(node)).append('\n');
            }
        });
        return out.toString();
    }

    private void declare() {
        Map<String, Dim> sizes = new TreeMap<>();
        Map<Leaf.Role, StringBuilder> lines = new TreeMap<>();
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            collectSizes(node, sizes);
            if (node.op() instanceof Leaf leaf) {
                if (!taken.add(leaf.name())) {
                    throw new ChainruleException(
                            "two different inputs are called {0}: rename one to print them", leaf.name());
                }
                names.put(node, leaf.name());
                StringBuilder line = lines.computeIfAbsent(leaf.role(), role -> new StringBuilder());
                line.append(line.isEmpty() ? role(leaf) : ", ")
                        .append(leaf.name())
                        .append(' ')
                        .append(node.shape());
                if (leaf.domain().kind() != Domain.Kind.REAL) {
                    line.append(' ').append(leaf.domain());
                }
            }
        }
        if (!sizes.isEmpty()) {
            taken.addAll(sizes.keySet());
            out.append(sizes.values().stream()
                    .map(dim -> dim.isKnown() ? dim + "=" + dim.size() : dim.toString())
                    .collect(Collectors.joining(", ", "dims ", "\n")));
        }
        lines.values().forEach(line -> out.append(line).append('\n'));
    }

    private static String role(Leaf leaf) {
        return leaf.role() == Leaf.Role.INPUT ? "input " : "param ";
    }

    private static void collectSizes(Node node, Map<String, Dim> sizes) {
        node.shape().dims().forEach(dim -> dim.names().forEach(name -> sizes.put(name.toString(), name)));
        if (node.op() instanceof SizeOf size) {
            size.dim().names().forEach(name -> sizes.put(name.toString(), name));
        }
    }

    private void nameOutputs() {
        outputs.forEach((name, node) -> {
            if (!names.has(node) && taken.add(name)) {
                names.put(node, name);
            }
        });
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            node.label().filter(ModelText::isWord).ifPresent(label -> {
                if (!names.has(node) && !node.inputs().isEmpty() && taken.add(label)) {
                    names.put(node, label);
                }
            });
        }
    }

    static boolean isWord(String label) {
        return !label.isEmpty()
                && Character.isUnicodeIdentifierStart(label.codePointAt(0))
                && label.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    }

    private int[] uses() {
        int[] uses = new int[walk.size()];
        for (int i = 0; i < walk.size(); i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                uses[walk.input(i, k)]++;
            }
        }
        return uses;
    }

    private void write(Node node, int uses) {
        if (node.isLeaf()) {
            set(node, ((Leaf) node.op()).name(), Spelling.POSTFIX);
            return;
        }
        Spelling spelling = spelling(node);
        String text = Template.fill(
                spelling.text(), node.inputs().size(), (i, precedence) -> bracketed(node.input(i), precedence));
        boolean shared = uses > 1 && !node.inputs().isEmpty();
        String name = names.get(node);
        if (name == null && (shared || (text.length() > LONGEST && uses > 0))) {
            name = temporary();
            names.put(node, name);
        }
        if (name == null) {
            set(node, text, spelling.precedence());
        } else {
            out.append(name).append(" = ").append(text).append('\n');
            set(node, name, Spelling.POSTFIX);
        }
    }

    private void set(Node node, String text, int precedence) {
        texts.put(node, text);
        precedences.put(node, precedence);
    }

    private String bracketed(Node input, int required) {
        String text = texts.get(input);
        Integer precedence = precedences.get(input);
        if (text == null || precedence == null) {
            throw new IllegalStateException("not written yet: " + input);
        }
        return precedence < required ? "(" + text + ")" : text;
    }

    /** The reader computes with numbers and sizes at once, so an operator between two of them is written as a call. */
    private static Spelling spelling(Node node) {
        Spelling spelling = node.op().spelling();
        Spelling call = node.op().call();
        boolean folded = !node.inputs().isEmpty()
                && node.inputs().stream().allMatch(ModelText::isNumber)
                && call.function().flatMap(CallableFunctions::find).isPresent();
        return folded ? call : spelling;
    }

    private static boolean isNumber(Node node) {
        return node.constantScalar().isPresent()
                || node.op() instanceof SizeOf
                || node.isConstant()
                || (node.inputs().isEmpty()
                        && !node.isLeaf()
                        && !(node.op() instanceof Fill || node.op() instanceof UnitTensor));
    }

    private String temporary() {
        String name;
        do {
            name = "t" + ++temporaries;
        } while (!taken.add(name));
        return name;
    }
}
