package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;

/**
 * One law as data: its name, what it says, the equation, and how it is applied to a node. A rule looks at a node and what
 * is below it and gives an equal node, or nothing where it does not apply. Equal means over the real numbers, at every
 * point the domains of the inputs allow: what happens in floating point is the business of the phase.
 *
 * <p>A rule is a constant of a family class and is found there by {@link Rules}, so adding one touches one place. The
 * methods that complete it return a new rule.
 *
 * @param name words with hyphens
 * @param phase the phase it belongs to
 * @param statement what it says, in one sentence
 * @param law the equation
 * @param ops the ops it looks at
 * @param rewrite what it makes of a node with such an op
 * @param examples what it does to some expressions
 * @param loss where the formula it replaces loses digits, if that is measured
 */
public record Rule(
        String name,
        Phase phase,
        String statement,
        String law,
        Predicate<Op> ops,
        Rewrite rewrite,
        List<Example> examples,
        Optional<Loss> loss) {
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

    /** With the equation. */
    Rule law(String text) {
        return new Rule(name, phase, statement, text, ops, rewrite, examples, loss);
    }

    /** For nodes of one elementwise or attribute-free op. */
    Rule on(Op op, Rewrite how) {
        return on(op::equals, how);
    }

    /** For nodes of one elementwise or attribute-free op that pass a test. */
    Rule on(Op op, BiPredicate<Node, Visibility> test, BiFunction<Node, Visibility, Node> how) {
        return on(op, (node, sight) -> test.test(node, sight) ? Optional.of(how.apply(node, sight)) : Optional.empty());
    }

    /** For nodes of several elementwise or attribute-free ops. */
    Rule on(List<? extends Op> some, Rewrite how) {
        return on(some::contains, how);
    }

    /** For products that are changed because of one of their factors. */
    Rule onFactors(List<? extends Op> some, Product.Change how) {
        return on(some, (node, sight) -> Product.changed(node, sight, how));
    }

    /** For nodes whose op is of one class, or implements one interface. */
    Rule on(Class<? extends Op> type, Rewrite how) {
        return on(type::isInstance, how);
    }

    /** Also for nodes with further ops. */
    private Rule on(Predicate<Op> some, Rewrite how) {
        Rewrite either = (node, sight) -> {
            Optional<Node> first = ops.test(node.op()) ? rewrite.apply(node, sight) : Optional.empty();
            return first.isPresent() || !some.test(node.op()) ? first : how.apply(node, sight);
        };
        return new Rule(name, phase, statement, law, ops.or(some), either, examples, loss);
    }

    /** Also for nodes that are the left side of an equation between formulas with letters: they become its right side. */
    Rule equates(Node left, Node right) {
        Equation equation = Equation.of(left, right);
        return on(equation::looksAt, equation::apply);
    }

    /** Also for the left sides of several equations. */
    Rule equates(List<Equation> equations) {
        return equations.stream()
                .reduce(this, (rule, equation) -> rule.on(equation::looksAt, equation::apply), (one, other) -> other);
    }

    /** For formulas that are the definition of an op: they become a call of it. */
    Rule defines(Elementwise op) {
        List<Node> letters = List.of(FormulaPattern.X, FormulaPattern.Y).subList(0, op.arity());
        return equates(op.definition(letters).orElseThrow(), Node.of(op, letters));
    }

    /** For calls of an op: they become its definition. */
    Rule expands(Elementwise op) {
        return on(op, (node, sight) -> op.definition(node.inputs()));
    }

    /** With a further example: declarations, before, after. */
    Rule example(String inputs, String before, String after) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(inputs, before, after));
        return new Rule(name, phase, statement, law, ops, rewrite, List.copyOf(more), loss);
    }

    /** With the ranges in which the formula it replaces loses digits: that of its first example, with numbers for its input. */
    Rule loses(double... bounds) {
        return loses(Loss.of(examples.get(0).before(), examples.get(0).after()).in(bounds));
    }

    /** With the ranges in which the formula it replaces loses digits. */
    Rule loses(Loss how) {
        return new Rule(name, phase, statement, law, ops, rewrite, examples, Optional.of(how));
    }

    /** With what the ranges are about, found in the node the rule makes, where it is not the argument there. */
    Rule of(UnaryOperator<Node> argument) {
        return loses(loss.orElseThrow().of(argument));
    }

    /** Whether it looks at nodes with this op. */
    public boolean looksAt(Op op) {
        return ops.test(op);
    }

    /** What its first example calls the first input. */
    public String variable() {
        return examples.get(0).inputs().split("[ \\[]", 2)[0];
    }

    /** The ranges of {@link #loss} in terms of a node that this rule has made: {@code Z2 > 6.9}. */
    Optional<Message> where(Node made) {
        return loss.map(how -> how.where(ShortText.of(how.argument().apply(made))));
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
