package org.chainrule.explain.layers;

import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * A function of each entry, as a graph of one number: two activations are the same when their graphs are.
 *
 * @param of the function, of {@link #T}
 */
record Activation(Node of) {
    /** The number that all activations are functions of. */
    static final Node T = Node.input("t", Type.real(Shape.SCALAR), Domain.REAL);

    /** The function that makes one node of another; empty when it is different at each entry. */
    static Optional<Activation> of(Node from, Node unit) {
        try {
            Node of = Substitution.apply(unit, from, T);
            return of.isScalar() ? Optional.of(new Activation(of)) : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    boolean isIdentity() {
        return of == T;
    }

    /** Whether it has a name that can take a prime: {@code tanh}, but not {@code 1 / (1 + exp(-t))}. */
    boolean isCall() {
        return !of.inputs().isEmpty()
                && of.input(0) == T
                && of.inputs().stream().skip(1).noneMatch(Node::isVariable)
                && function().filter(name -> text("t").startsWith(name + "(t")).isPresent();
    }

    /** The function that it is a call of, if it is one. */
    Optional<String> function() {
        return of.op().spelling().function();
    }

    /** The function of something: {@code tanh(Z[l])}. */
    String text(String argument) {
        return isIdentity() ? argument : Formula.text(of, node -> node == T ? argument : "");
    }

    /** The same in LaTeX, of something that has a name. */
    String latex(String argument) {
        return isIdentity() ? LatexName.of(argument) : Formula.latex(of, node -> node == T ? argument : "");
    }
}
