package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Dim;

/** The names of a model and what they stand for. A user's name hides a constant of the same name. */
final class Scope {
    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "π", Math.PI, "e", Math.E, "inf", Double.POSITIVE_INFINITY, "nan", Double.NaN);

    private final Map<String, Dim> sizes;
    private final Map<String, Node> nodes;
    /** Names that are defined somewhere in the text, with the line. */
    private final Map<String, Integer> announced;

    private String current = "";
    /** Names whose definition failed: their use is not reported again. */
    private final Set<String> failed;
    /** Names of a derivation, such as {@code dW}: they come before those of the model. */
    private final Map<String, Node> derived;
    /** Whether it is a line of a derivation that is read, or a check. */
    private final boolean ofDerivation;

    /** The scope of the model itself. */
    private final Scope model;
    /** The small number that the model adds, once it has been looked for. */
    private Optional<Double> small = Optional.empty();

    private boolean lookedForSmall;

    /** Functions that the caller has brought along, by name. */
    private final Map<String, Function> functions;

    /** @param functions what may be called beside the catalogue */
    Scope(List<Function> functions) {
        this.functions = new TreeMap<>();
        functions.forEach(function -> this.functions.put(function.name(), function));
        this.sizes = new LinkedHashMap<>();
        this.nodes = new LinkedHashMap<>();
        this.announced = new LinkedHashMap<>();
        this.failed = new TreeSet<>();
        this.derived = Map.of();
        this.ofDerivation = false;
        this.model = this;
    }

    private Scope(Scope below, Map<String, Node> derived) {
        this.functions = below.functions;
        this.sizes = below.sizes;
        this.nodes = below.nodes;
        this.announced = below.announced;
        this.failed = below.failed;
        this.derived = derived;
        this.ofDerivation = true;
        this.model = below.model;
    }

    /** The function of a name or alias: one that was brought along, or one of the catalogue. */
    Optional<Function> function(String name) {
        Function own = functions.get(name);
        return own != null ? Optional.of(own) : CallableFunctions.find(name);
    }

    /** All names of functions. */
    Collection<String> functionNames() {
        List<String> names = new ArrayList<>(functions.keySet());
        names.addAll(CallableFunctions.names());
        return names;
    }

    /** True where lines of a derivation are read, which follow the blackboard where numpy would surprise. */
    boolean isOfDerivation() {
        return ofDerivation;
    }

    /** This scope of a model for its derivation, with further names, which hide those of the model. */
    Scope with(Map<String, Node> more) {
        return new Scope(this, more);
    }

    /** True for a name that only a derivation has given. */
    boolean isDerived(String name) {
        return derived.containsKey(name);
    }

    /** Says that a line further down defines a name. */
    void announce(String name, int line) {
        announced.putIfAbsent(name, line);
    }

    /** Says which name is being defined now. */
    void begin(String name) {
        current = name;
    }

    boolean isDefinedLater(String name) {
        return announced.containsKey(name);
    }

    /** A name used above its definition, or inside it: a graph has no cycles. */
    Mistake later(Expr.Name name) {
        return name.id().equals(current)
                ? new Mistake(
                        name.span(),
                        say("{0} is used in its own definition", name.id()),
                        say("names do not change: give the new value a name of its own, such as {0}_next", name.id()))
                : new Mistake(
                        name.span(),
                        say("{0} is used before it is defined, in line {1}", name.id(), announced.get(name.id())),
                        say("move that line up; if each needs the other, it is a cycle, and a graph has none"));
    }

    void size(String name, Dim size) {
        sizes.put(name, size);
    }

    void node(String name, Node node) {
        nodes.put(name, node);
    }

    void fail(String name) {
        failed.add(name);
    }

    boolean hasFailed(String name) {
        return failed.contains(name);
    }

    Optional<Dim> size(String name) {
        return Optional.ofNullable(sizes.get(name));
    }

    Optional<Node> node(String name) {
        Node own = derived.get(name);
        return own != null ? Optional.of(own) : Optional.ofNullable(nodes.get(name));
    }

    Map<String, Node> nodes() {
        return nodes;
    }

    Map<String, Dim> sizes() {
        return sizes;
    }

    /** What a name stands for. */
    Optional<Arg> find(String name) {
        Optional<Node> node = node(name);
        if (node.isPresent()) {
            return Optional.of(new Arg.Value(node.get()));
        }
        Dim size = sizes.get(name);
        if (size != null) {
            return Optional.of(new Arg.Size(size));
        }
        Double constant = CONSTANTS.get(name);
        if (constant == null && ofDerivation && SmallNumber.isName(name)) {
            return model.small().map(Arg.Num::new);
        }
        return constant == null ? Optional.empty() : Optional.of(new Arg.Num(constant));
    }

    private Optional<Double> small() {
        if (!lookedForSmall) {
            small = SmallNumber.of(nodes.values());
            lookedForSmall = true;
        }
        return small;
    }

    /** True when the user has given this name to something. */
    boolean isTaken(String name) {
        return derived.containsKey(name) || nodes.containsKey(name) || sizes.containsKey(name) || failed.contains(name);
    }

    /** All names that could be meant. */
    Collection<String> names() {
        List<String> names = new ArrayList<>(derived.keySet());
        names.addAll(nodes.keySet());
        names.addAll(sizes.keySet());
        names.addAll(CONSTANTS.keySet());
        return names;
    }
}
