package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.Tensor;

/** Losses that are often confused: a right gradient of one of them is a wrong gradient of the loss at hand. */
final class OtherLosses {
    /** So many predictions are tried, from the loss backwards. */
    private static final int MOST = 4;

    /** What losses and formulas are made of, with names or without. */
    private static final Set<Op> ARITHMETIC =
            Set.of(Arithmetic.NEG, Powers.EXP, Powers.LOG, Powers.SQUARE, Powers.SQRT, Rounding.ABS);

    private final Vocabulary vocabulary;
    private final TruthComparison measure;
    private final ConstantFactors scalings;

    OtherLosses(Vocabulary vocabulary, TruthComparison measure, ConstantFactors scalings) {
        this.vocabulary = vocabulary;
        this.measure = measure;
        this.scalings = scalings;
    }

    /** The losses of a prediction and a target, as sums. */
    private static Map<String, Expr> losses(Expr a, Expr y) {
        Expr one = ExprParts.number(1);
        Expr hit = ExprParts.times(y, ExprParts.call("log", a));
        Expr miss = ExprParts.times(ExprParts.minus(one, y), ExprParts.call("log", ExprParts.minus(one, a)));
        Map<String, Expr> losses = new LinkedHashMap<>();
        losses.put("binary cross-entropy", ExprParts.negate(ExprParts.call("sum", ExprParts.plus(hit, miss))));
        losses.put("cross-entropy", ExprParts.negate(ExprParts.call("sum", hit)));
        losses.put("squared error", ExprParts.call("sum", ExprForm.write("(a - b)^2", a, y)));
        losses.put("absolute error", ExprParts.call("sum", ExprParts.call("abs", ExprParts.minus(a, y))));
        return losses;
    }

    /** The loss that a claim is the gradient of, by the variable of the line. */
    Optional<Expr> find(Node claim, Node variable) {
        Optional<Tensor> value = measure.value(claim);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        for (Node prediction : predictions(variable)) {
            Optional<Expr> a = vocabulary.spell(prediction);
            if (a.isEmpty()) {
                continue;
            }
            for (Map.Entry<String, Node> target : vocabulary.arrays().entrySet()) {
                boolean fits = target.getValue().isLeaf()
                        && target.getValue() != variable
                        && target.getValue().shape().sameShape(prediction.shape());
                if (!fits) {
                    continue;
                }
                for (Expr loss :
                        losses(a.get(), ExprParts.name(target.getKey())).values()) {
                    Optional<Expr> found = belongs(value.get(), claim, loss, variable);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
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
        Optional<Node> loss = vocabulary.resolve(sum);
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!(Gradient.of(loss.get(), List.of(variable)).adjoint(variable) instanceof Adjoint.Value gradient)) {
                return Optional.empty();
            }
            double largest = TruthComparison.largest(claimed);
            Optional<Double> ratio = measure.value(gradient.node())
                    .filter(v -> gradient.node().shape().sameShape(claim.shape()))
                    .flatMap(v -> TruthComparison.ratio(claimed, v, largest));
            if (ratio.isEmpty()) {
                return Optional.empty();
            }
            if (TruthComparison.isOne(ratio.get())) {
                return Optional.of(sum);
            }
            return scalings.of(ratio.get()).stream().findFirst().map(s -> s.apply()
                    .apply(sum));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
