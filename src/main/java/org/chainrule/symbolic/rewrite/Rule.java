package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One law as data: its name, what it says, the equation, and how it is applied to a node. A rule looks at a node and what
 * is below it and gives an equal node, or nothing where it does not apply. Equal means over the real numbers, at every
 * point the domains of the inputs allow: what happens in floating point is the business of the phase.
 *
 * <p>A rule is a constant of a family class and is found there by {@link Rules}, so adding one touches one place. The
 * methods that complete it return a new rule.
 */
public final class Rule {
    /** How a rule is applied. */
    @FunctionalInterface
    public interface Rewrite {
        /**
         * An equal node of the same shape, or nothing.
         *
         * @param node a node with one of the ops the rule is for
         * @param sight which nodes may be looked into
         */
        Optional<Node> apply(Node node, Visibility sight);
    }

    /**
     * What the rule does to one expression, in the notation; the documentation shows it and a test runs it.
     *
     * @param inputs the declarations it needs
     * @param before an expression
     * @param after what this rule alone makes of it
     */
    public record Example(String inputs, String before, String after) {}

    private final String name;
    private final Phase phase;
    private final String statement;
    private final String law;
    private final String latex;
    private final List<Op> ops;
    private final List<Class<? extends Op>> types;
    private final Rewrite rewrite;
    private final List<Example> examples;
    private final @Nullable Hazard hazard;

    /** Where the formula a rule replaces loses digits, and what of the node that is about. */
    private record Hazard(Loss loss, UnaryOperator<Node> argument) {}

    private Rule(
            String name,
            Phase phase,
            String statement,
            String law,
            String latex,
            List<Op> ops,
            List<Class<? extends Op>> types,
            Rewrite rewrite,
            List<Example> examples,
            @Nullable Hazard hazard) {
        this.name = name;
        this.phase = phase;
        this.statement = statement;
        this.law = law;
        this.latex = latex;
        this.ops = List.copyOf(ops);
        this.types = List.copyOf(types);
        this.rewrite = rewrite;
        this.examples = List.copyOf(examples);
        this.hazard = hazard;
    }

    /**
     * A rule, to be completed.
     *
     * @param name words with hyphens, such as {@code product-transposed}
     * @param statement what it says, in one sentence
     */
    static Rule define(Phase phase, String name, String statement) {
        Rewrite nothing = (node, sight) -> Optional.empty();
        return new Rule(name, phase, statement, "", "", List.of(), List.of(), nothing, List.of(), null);
    }

    /** With the equation, as text and in LaTeX. */
    Rule law(String text, String inLatex) {
        return new Rule(name, phase, statement, text, inLatex, ops, types, rewrite, examples, hazard);
    }

    /** For nodes of one elementwise or attribute-free op. */
    Rule on(Op op, Rewrite how) {
        return on(List.of(op), how);
    }

    /** For nodes of several elementwise or attribute-free ops. */
    Rule on(List<? extends Op> some, Rewrite how) {
        return new Rule(name, phase, statement, law, latex, List.copyOf(some), List.of(), how, examples, hazard);
    }

    /** For nodes whose op is of one class, or implements one interface. */
    Rule on(Class<? extends Op> type, Rewrite how) {
        return onAny(List.of(type), how);
    }

    /** For nodes whose op is of one of some classes. */
    Rule onAny(List<Class<? extends Op>> classes, Rewrite how) {
        return new Rule(name, phase, statement, law, latex, List.of(), classes, how, examples, hazard);
    }

    /** With a further example: declarations, before, after. */
    Rule example(String inputs, String before, String after) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(inputs, before, after));
        return new Rule(name, phase, statement, law, latex, ops, types, rewrite, more, hazard);
    }

    /**
     * With the ranges in which the formula it replaces loses digits.
     *
     * @param argument what the ranges are about, found in the node the rule makes
     */
    Rule loses(Loss loss, UnaryOperator<Node> argument) {
        return new Rule(name, phase, statement, law, latex, ops, types, rewrite, examples, new Hazard(loss, argument));
    }

    /** The name, words with hyphens. */
    public String name() {
        return name;
    }

    /** The phase it belongs to. */
    public Phase phase() {
        return phase;
    }

    /** What it says, in one sentence. */
    public String statement() {
        return statement;
    }

    /** The equation as text. */
    public String law() {
        return law;
    }

    /** The equation in LaTeX. */
    public String latex() {
        return latex;
    }

    /** Whether it looks at nodes with this op. */
    public boolean looksAt(Op op) {
        return ops.contains(op) || types.stream().anyMatch(type -> type.isInstance(op));
    }

    /** What it does to some expressions. */
    public List<Example> examples() {
        return examples;
    }

    /** Where the formula it replaces loses digits, if that is measured. */
    public Optional<Loss> loss() {
        return Optional.ofNullable(hazard).map(Hazard::loss);
    }

    /** What its first example calls the first input. */
    public String variable() {
        return examples.get(0).inputs().split("[ \\[]", 2)[0];
    }

    /** The ranges of {@link #loss} in terms of a node that this rule has made: {@code Z2 > 6.9}. */
    Optional<Message> where(Node made) {
        return Optional.ofNullable(hazard).map(h -> h.loss.where(ShortText.of(h.argument.apply(made))));
    }

    /**
     * An equal node of the same shape, or nothing where the rule does not apply.
     *
     * @param sight which nodes may be looked into
     */
    public Optional<Node> apply(Node node, Visibility sight) {
        return looksAt(node.op()) ? rewrite.apply(node, sight).filter(result -> result != node) : Optional.empty();
    }

    @Override
    public String toString() {
        return name + ": " + law;
    }
}
