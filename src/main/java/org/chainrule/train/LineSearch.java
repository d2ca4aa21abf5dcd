package org.chainrule.train;

/**
 * Looks along a line for a place where the loss has fallen enough and its slope is small: the strong conditions of Wolfe, by cubic
 * interpolation, as PyTorch does it (Nocedal and Wright 2006, Numerical optimization, algorithms 3.5 and 3.6).
 */
final class LineSearch {
    private static final double ENOUGH = 1e-4;
    private static final double FLAT = 0.9;
    private static final int MOST = 25;

    private final Solver.Objective objective;
    private final double[] start;
    private final double[] direction;
    private final double tolerance;
    private int evaluations;

    /** A place on the line. */
    static final class Place {
        /** How far along the direction. */
        final double t;

        final double loss;
        final double[] gradient;
        /** Of the loss along the line. */
        final double slope;

        Place(double t, double loss, double[] gradient, double slope) {
            this.t = t;
            this.loss = loss;
            this.gradient = gradient;
            this.slope = slope;
        }
    }

    LineSearch(Solver.Objective objective, double[] start, double[] direction, double tolerance) {
        this.objective = objective;
        this.start = start;
        this.direction = direction;
        this.tolerance = tolerance;
    }

    /** How often the loss was asked for. */
    int evaluations() {
        return evaluations;
    }

    private Place at(double t) {
        double[] point = start.clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += t * direction[i];
        }
        double[] gradient = new double[point.length];
        double loss = objective.at(point, gradient);
        evaluations++;
        return new Place(t, loss, gradient, Lbfgs.dot(gradient, direction));
    }

    /**
     * The place to go to.
     *
     * @param t how far to look first
     */
    Place from(double t, double loss, double[] gradient, double slope) {
        Place origin = new Place(0, loss, gradient, slope);
        Place last = origin;
        Place now = at(t);
        int tries = 0;
        while (tries < MOST) {
            if (now.loss > loss + ENOUGH * now.t * slope || (tries > 1 && now.loss >= last.loss)) {
                return between(origin, last, now, tries);
            }
            if (Math.abs(now.slope) <= -FLAT * slope) {
                return now;
            }
            if (now.slope >= 0) {
                return between(origin, last, now, tries);
            }
            double next = cubic(last, now, now.t + 0.01 * (now.t - last.t), now.t * 10);
            last = now;
            now = at(next);
            tries++;
        }
        return loss <= now.loss ? origin : now;
    }

    /** Narrows the part of the line in which there is such a place. */
    private Place between(Place origin, Place one, Place other, int before) {
        Place[] ends = {one, other};
        int low = one.loss <= other.loss ? 0 : 1;
        boolean slow = false;
        double most = Lbfgs.largest(direction);
        for (int tries = before; tries < MOST; tries++) {
            double left = Math.min(ends[0].t, ends[1].t);
            double right = Math.max(ends[0].t, ends[1].t);
            if ((right - left) * most < tolerance) {
                break;
            }
            double t = cubic(ends[0], ends[1], left, right);
            double edge = 0.1 * (right - left);
            boolean close = Math.min(right - t, t - left) < edge;
            if (close && (slow || t >= right || t <= left)) {
                t = Math.abs(t - right) < Math.abs(t - left) ? right - edge : left + edge;
                slow = false;
            } else {
                slow = close;
            }
            Place now = at(t);
            if (now.loss > origin.loss + ENOUGH * t * origin.slope || now.loss >= ends[low].loss) {
                ends[1 - low] = now;
                low = ends[0].loss <= ends[1].loss ? 0 : 1;
            } else {
                boolean done = Math.abs(now.slope) <= -FLAT * origin.slope;
                if (!done && now.slope * (ends[1 - low].t - ends[low].t) >= 0) {
                    ends[1 - low] = ends[low];
                }
                ends[low] = now;
                if (done) {
                    break;
                }
            }
        }
        return ends[low];
    }

    /** Where the cubic through two places with their slopes is least, within bounds. */
    private static double cubic(Place a, Place b, double low, double high) {
        double d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.t - b.t);
        double square = d1 * d1 - a.slope * b.slope;
        if (!(square >= 0)) {
            return (low + high) / 2;
        }
        double d2 = Math.sqrt(square);
        double t = a.t <= b.t
                ? b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
                : a.t - (a.t - b.t) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2));
        return Math.min(Math.max(t, low), high);
    }
}
