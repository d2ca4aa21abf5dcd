package org.chainrule.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno, as {@code torch.optim.LBFGS} does it: one step is up to
 * {@code maxIter} iterations of it (Nocedal and Wright 2006, Numerical optimization, chapter 7).
 */
final class Lbfgs implements Solver {
    /**
     * What PyTorch calls the same.
     *
     * @param strongWolfe whether the length of a step is searched for, or is {@code lr}
     */
    record Settings(
            double lr,
            int maxIter,
            int maxEval,
            double toleranceGrad,
            double toleranceChange,
            int historySize,
            boolean strongWolfe) {}

    private static final double LEAST_CURVATURE = 1e-10;

    private final Settings settings;
    private final List<double[]> dirs = new ArrayList<>();
    private final List<double[]> steps = new ArrayList<>();
    private final List<Double> ro = new ArrayList<>();
    private double[] d = {};
    private double[] before = {};
    private double t;
    private double diagonal = 1;
    private int iterations;

    Lbfgs(Settings settings) {
        this.settings = settings;
    }

    @Override
    public double step(Objective objective, double[] point) {
        double[] gradient = new double[point.length];
        double first = objective.at(point, gradient);
        double loss = first;
        int evaluations = 1;
        if (largest(gradient) <= settings.toleranceGrad) {
            return first;
        }
        for (int n = 1; n <= settings.maxIter; n++) {
            iterations++;
            direction(gradient);
            before = gradient.clone();
            double lossBefore = loss;
            t = iterations == 1 ? Math.min(1, 1 / sum(gradient)) * settings.lr : settings.lr;
            double slope = dot(gradient, d);
            if (slope > -settings.toleranceChange) {
                break;
            }
            if (settings.strongWolfe) {
                LineSearch search = new LineSearch(objective, point, d, settings.toleranceChange);
                LineSearch.Place found = search.from(t, loss, gradient, slope);
                t = found.t;
                loss = found.loss;
                gradient = found.gradient.clone();
                evaluations += search.evaluations();
                move(point, t);
            } else {
                move(point, t);
                if (n != settings.maxIter) {
                    loss = objective.at(point, gradient);
                    evaluations++;
                }
            }
            boolean ended = evaluations >= settings.maxEval
                    || largest(gradient) <= settings.toleranceGrad
                    || largest(d) * Math.abs(t) <= settings.toleranceChange
                    || Math.abs(loss - lossBefore) < settings.toleranceChange;
            if (ended) {
                break;
            }
        }
        return first;
    }

    private void move(double[] point, double length) {
        for (int i = 0; i < point.length; i++) {
            point[i] += length * d[i];
        }
    }

    /** Where to go from here: the gradient, turned by what the last steps have told of the curvature. */
    private void direction(double... gradient) {
        if (iterations == 1) {
            d = scaled(gradient, -1);
            diagonal = 1;
            return;
        }
        double[] y = gradient.clone();
        add(y, before, -1);
        double[] s = scaled(d, t);
        double ys = dot(y, s);
        if (ys > LEAST_CURVATURE) {
            if (dirs.size() == settings.historySize) {
                dirs.remove(0);
                steps.remove(0);
                ro.remove(0);
            }
            dirs.add(y);
            steps.add(s);
            ro.add(1 / ys);
            diagonal = ys / dot(y, y);
        }
        double[] q = scaled(gradient, -1);
        double[] al = new double[dirs.size()];
        for (int i = dirs.size() - 1; i >= 0; i--) {
            al[i] = dot(steps.get(i), q) * ro.get(i);
            add(q, dirs.get(i), -al[i]);
        }
        d = scaled(q, diagonal);
        for (int i = 0; i < dirs.size(); i++) {
            double be = dot(dirs.get(i), d) * ro.get(i);
            add(d, steps.get(i), al[i] - be);
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double[] scaled(double[] vector, double times) {
        double[] scaled = vector.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= times;
        }
        return scaled;
    }

    static double largest(double... vector) {
        double largest = 0;
        for (double entry : vector) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    private static double sum(double... vector) {
        double sum = 0;
        for (double entry : vector) {
            sum += Math.abs(entry);
        }
        return sum;
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("lbfgs.scalars", Tensor.of(iterations, t, diagonal));
        state.put("lbfgs.d", Tensor.of(d));
        state.put("lbfgs.prev_flat_grad", Tensor.of(before));
        state.put("lbfgs.old_dirs", rows(dirs));
        state.put("lbfgs.old_stps", rows(steps));
        state.put("lbfgs.ro", Tensor.of(ro.stream().mapToDouble(x -> x).toArray()));
        return state;
    }

    private Tensor rows(List<double[]> vectors) {
        int columns = d.length;
        return Tensor.fill(org.chainrule.tensor.DType.F64, Shape.of(vectors.size(), columns), i -> vectors.get(
                        i / columns)[i % columns]);
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor scalars = Objects.requireNonNull(state.get("lbfgs.scalars"));
        iterations = (int) scalars.at(0);
        t = scalars.at(1);
        diagonal = scalars.at(2);
        d = Objects.requireNonNull(state.get("lbfgs.d")).toArray();
        before = Objects.requireNonNull(state.get("lbfgs.prev_flat_grad")).toArray();
        fill(dirs, Objects.requireNonNull(state.get("lbfgs.old_dirs")));
        fill(steps, Objects.requireNonNull(state.get("lbfgs.old_stps")));
        ro.clear();
        for (double each : Objects.requireNonNull(state.get("lbfgs.ro")).toArray()) {
            ro.add(each);
        }
    }

    private static void fill(List<double[]> vectors, Tensor rows) {
        vectors.clear();
        vectors.addAll(List.of(rows.count() == 0 ? new double[0][] : rows.toRows()));
    }
}
