package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.Tensor;

/** Losses that are often confused: a right gradient of one of them is a wrong gradient of the loss at hand. */
record OtherLosses(Vocabulary vocabulary) {
    /** So many predictions are tried, from the loss backwards. */
    private static final int MOST = 4;

    /** Larger losses are not differentiated again for a mistake that is made in small ones. */
    private static final int LARGEST = 200;

    /** What losses and formulas are made of, with names or without. */
    private static final Set<Op> ARITHMETIC =
            Set.of(Arithmetic.NEG, Powers.EXP, Powers.LOG, Powers.SQUARE, Powers.SQRT, Rounding.ABS);

    /** The losses of a prediction and a target, as sums: cross-entropies, squared and absolute error. */
    private static final List<String> LOSSES =
            List.of("-sum(b * log(a) + (1 - b) * log(1 - a))", "-sum(b * log(a))", "sum((a - b)^2)", "sum(abs(a - b))");

    /** The loss that a claim is the gradient of, by the variable of the line. */
    Optional<Expr> find(Node claim, Node variable) {
        Optional<Tensor> value = vocabulary.measure().value(claim);
        for (Node prediction : value.isEmpty() ? List.<Node>of() : predictions(variable)) {
            Optional<Expr> a = vocabulary.spell(prediction);
            for (Map.Entry<String, Node> target : vocabulary.arrays().entrySet()) {
                Node y = target.getValue();
                if (a.isEmpty() || !y.isLeaf() || y == variable || !y.shape().sameShape(prediction.shape())) {
                    continue;
                }
                for (String loss : LOSSES) {
                    Expr sum = ExprForm.write(loss, a.get(), ExprParts.name(target.getKey()));
                    Optional<Expr> found = belongs(value.get(), claim, sum, variable);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The loss that a claim is the gradient of when the logarithm of the line's variable stands in it where the variable
     * itself stands: a claim that divides by the variable has differentiated a logarithm.
     */
    Optional<Expr> withLog(Node claim, Node loss, Node variable) {
        Node log = Node.of(Powers.LOG, variable);
        boolean divides = Walk.from(List.of(claim)).nodes().stream().anyMatch(node -> isDivision(node, variable));
        if (!divides || vocabulary.model().contains(log) || vocabulary.model().size() > LARGEST) {
            return Optional.empty();
        }
        try {
            Node other = Substitution.apply(loss, variable, log);
            return Gradient.of(other, List.of(variable))
                    .find(variable)
                    .filter(gradient -> vocabulary.measure().agree(gradient, claim))
                    .flatMap(gradient -> vocabulary.spell(other));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private static boolean isDivision(Node node, Node variable) {
        return (node.op() == Arithmetic.DIV && node.input(1) == variable)
                || (node.op() == Powers.RECIPROCAL && node.input(0) == variable);
    }

    private List<Node> predictions(Node variable) {
        List<Node> found = new ArrayList<>();
        List<Node> model = vocabulary.model();
        for (int i = model.size() - 1; i >= 0 && found.size() < MOST; i--) {
            Node node = model.get(i);
            boolean named = vocabulary.nameOf(node).isPresent() || isActivation(node);
            if (named && !node.isScalar() && (node == variable || !node.isLeaf())) {
                found.add(node);
            }
        }
        return found;
    }

    /** Softmax, or a function of each entry that is more than arithmetic: what a prediction is the result of. */
    private static boolean isActivation(Node node) {
        return node.op() instanceof Softmax.Soft soft
                ? !soft.log()
                : ActivationDerivatives.isUnary(node) && !ARITHMETIC.contains(node.op());
    }

    private Optional<Expr> belongs(Tensor claimed, Node claim, Expr sum, Node variable) {
        try {
            return vocabulary
                    .resolve(sum)
                    .flatMap(loss -> Gradient.of(loss, List.of(variable)).find(variable))
                    .filter(gradient -> gradient.shape().sameShape(claim.shape()))
                    .flatMap(vocabulary.measure()::value)
                    .flatMap(v -> TruthComparison.ratio(claimed, v, TruthComparison.largest(claimed)))
                    .flatMap(
                            ratio -> vocabulary.scalings().multiples(sum, ratio).findFirst());
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
