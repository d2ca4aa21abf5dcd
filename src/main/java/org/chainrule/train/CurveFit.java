package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.util.Pair;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Curves and small models fitted to all of their data at once, with exact derivatives from the graph.
 *
 * <pre>{@code
 * CurveFit fit = CurveFit.levenbergMarquardt(a.times(exp(b.times(x))).minus(y), List.of(a.is(one), b.is(zero)), List.of(x.is(xs), y.is(ys)));
 * Tensor slope = fit.value(b);
 * }</pre>
 *
 * @param params the parameters with their values at the end
 * @param loss the sum of the squares, or the loss, there
 * @param iterations how many it took
 */
public record CurveFit(List<Binding> params, double loss, int iterations) {
    private static final int MOST = 10_000;
    private static final double TOLERANCE = 1e-14;

    /** Copies the list. */
    public CurveFit {
        params = List.copyOf(params);
    }

    /** The value of a parameter at the end. */
    public Tensor value(Node param) {
        return params.stream()
                .filter(binding -> binding.leaf() == param)
                .findFirst()
                .map(Binding::value)
                .orElseThrow(() -> new ChainruleException("{0} is not a parameter of this fit", param));
    }

    /**
     * The least sum of squares, by the method of Levenberg and Marquardt.
     *
     * @param residuals what is to become small, any shape
     * @param initial the parameters, each with its value at the start
     * @param inputs a value for every input
     * @throws ChainruleException when it finds none
     */
    public static CurveFit levenbergMarquardt(Node residuals, List<Binding> initial, List<Binding> inputs) {
        return levenbergMarquardt(residuals, initial, inputs, MOST);
    }

    static CurveFit levenbergMarquardt(Node residuals, List<Binding> initial, List<Binding> inputs, int most) {
        List<Node> directions = new ArrayList<>();
        List<Node> outputs = new ArrayList<>(List.of(residuals));
        for (Binding param : initial) {
            Node direction = Node.input("direction", Type.real(param.leaf().shape()), Domain.REAL);
            directions.add(direction);
            outputs.add(Calculus.jvp(residuals, param.leaf(), direction));
        }
        double[] start = flat(initial.stream().map(Binding::value).toList());
        int count = run(List.of(residuals), initial, inputs).get(residuals).count();
        LeastSquaresOptimizer.Optimum found = converged(() -> new LevenbergMarquardtOptimizer()
                .optimize(new LeastSquaresBuilder()
                        .start(start)
                        .target(new double[count])
                        .maxEvaluations(MOST)
                        .maxIterations(most)
                        .model(point -> {
                            List<Binding> now = at(initial, point.toArray());
                            double[][] slopes = new double[count][start.length];
                            int column = 0;
                            for (int k = 0; k < initial.size(); k++) {
                                Shape shape = now.get(k).value().shape();
                                for (int entry = 0; entry < shape.entries(); entry++) {
                                    int one = entry;
                                    List<Binding> along = new ArrayList<>(inputs);
                                    along.add(
                                            directions.get(k).is(Tensor.fill(DType.F64, shape, i -> i == one ? 1 : 0)));
                                    Node slope = outputs.get(k + 1);
                                    Tensor values =
                                            run(List.of(slope), now, along).get(slope);
                                    for (int i = 0; i < count; i++) {
                                        slopes[i][column] = values.at(i);
                                    }
                                    column++;
                                }
                            }
                            Tensor left = run(List.of(residuals), now, inputs).get(residuals);
                            return new Pair<>(
                                    new ArrayRealVector(left.toArray(), false),
                                    new Array2DRowRealMatrix(slopes, false));
                        })
                        .build()));
        double norm = found.getCost();
        return new CurveFit(at(initial, found.getPoint().toArray()), norm * norm, found.getIterations());
    }

    /**
     * The least of a loss, by conjugate gradients (Polak and Ribière).
     *
     * @param loss a scalar
     * @param initial the parameters, each with its value at the start
     * @param inputs a value for every input
     * @throws ChainruleException when it finds none
     */
    public static CurveFit conjugateGradient(Node loss, List<Binding> initial, List<Binding> inputs) {
        return conjugateGradient(loss, initial, inputs, MOST);
    }

    static CurveFit conjugateGradient(Node loss, List<Binding> initial, List<Binding> inputs, int most) {
        List<Node> gradients =
                Calculus.grads(loss, initial.stream().map(Binding::leaf).toList());
        double[] start = flat(initial.stream().map(Binding::value).toList());
        NonLinearConjugateGradientOptimizer optimizer = new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(TOLERANCE, TOLERANCE));
        double[] point = converged(() -> optimizer
                .optimize(
                        new ObjectiveFunction(x -> run(List.of(loss), at(initial, x), inputs)
                                .get(loss)
                                .item()),
                        new ObjectiveFunctionGradient(x -> {
                            Values values = run(gradients, at(initial, x), inputs);
                            return flat(gradients.stream().map(values::get).toList());
                        }),
                        new InitialGuess(start),
                        GoalType.MINIMIZE,
                        new MaxEval(MOST),
                        new MaxIter(most))
                .getPoint());
        List<Binding> end = at(initial, point);
        double least = run(List.of(loss), end, inputs).get(loss).item();
        return new CurveFit(end, least, optimizer.getIterations());
    }

    private static <T> T converged(Supplier<T> search) {
        try {
            return search.get();
        } catch (MaxCountExceededException e) {
            throw new ChainruleException(
                    say("the fit found no minimum in {0} steps: allow more with max_iter, or start nearer", e.getMax()),
                    e);
        } catch (MathIllegalStateException e) {
            throw new ChainruleException(say("the fit found no minimum: {0}", String.valueOf(e.getMessage())), e);
        }
    }

    private static Values run(List<Node> outputs, List<Binding> params, List<Binding> inputs) {
        List<Binding> all = new ArrayList<>(params);
        all.addAll(inputs);
        return Interpreter.run(outputs, all);
    }

    /** Several tensors as one vector. */
    static double[] flat(List<Tensor> tensors) {
        double[] all = new double[tensors.stream().mapToInt(Tensor::count).sum()];
        int at = 0;
        for (Tensor tensor : tensors) {
            System.arraycopy(tensor.toArray(), 0, all, at, tensor.count());
            at += tensor.count();
        }
        return all;
    }

    /** The parameters with the entries of a vector. */
    static List<Binding> at(List<Binding> like, double... point) {
        List<Binding> bindings = new ArrayList<>();
        int at = 0;
        for (Binding binding : like) {
            Shape shape = binding.value().shape();
            int from = at;
            bindings.add(binding.leaf().is(Tensor.fill(DType.F64, shape, i -> point[from + i])));
            at += shape.entries();
        }
        return bindings;
    }
}
