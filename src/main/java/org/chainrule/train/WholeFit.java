package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Tensor;

/**
 * A method that goes all the way to the minimum in one step, as curves are fitted.
 *
 * @param squares whether the loss has to be a sum of squares, which the method of Levenberg and Marquardt needs
 * @param most how many iterations it may take
 */
record WholeFit(boolean squares, int most) implements Solver {
    @Override
    public double step(Objective objective, double[] point) {
        throw new IllegalStateException("a fit needs the graph of the loss");
    }

    @Override
    public Optional<CurveFit> fit(Node loss, List<Binding> params, List<Binding> inputs) {
        return Optional.of(
                squares
                        ? CurveFit.levenbergMarquardt(residuals(loss), params, inputs, most)
                        : CurveFit.conjugateGradient(loss, params, inputs, most));
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        // Each step starts afresh.
    }

    /** What a loss adds up the squares of, whatever it is multiplied or divided by. */
    static Node residuals(Node loss) {
        Node node = loss;
        while (!isSquare(node)) {
            Op op = node.op();
            if (op instanceof Additive || (op == Arithmetic.DIV && isPositive(node.input(1)))) {
                node = node.input(0);
            } else if (op == Arithmetic.MUL && isPositive(node.input(0))) {
                node = node.input(1);
            } else if (op == Arithmetic.MUL && isPositive(node.input(1))) {
                node = node.input(0);
            } else {
                throw new ChainruleException(
                        say(
                                "levenberg_marquardt needs a loss that is a sum or mean of squares, such as mean((a - y)^2): take lbfgs or conjugate_gradient"));
            }
        }
        return node.input(0);
    }

    private static boolean isSquare(Node node) {
        return node.op() == Powers.SQUARE
                || (node.op() == Powers.POW
                        && node.input(1)
                                .constantScalar()
                                .filter(power -> power == 2)
                                .isPresent());
    }

    /** A number above 0, or a size, or such ones multiplied and divided. */
    private static boolean isPositive(Node factor) {
        return factor.isScalar()
                && Walk.from(List.of(factor)).nodes().stream()
                        .allMatch(node -> node.op() instanceof SizeOf
                                || node.op() == Arithmetic.MUL
                                || node.op() == Arithmetic.DIV
                                || node.constantScalar()
                                        .filter(number -> number > 0)
                                        .isPresent());
    }
}
