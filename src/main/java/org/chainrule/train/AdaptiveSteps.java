package org.chainrule.train;

import static org.chainrule.train.Optimizers.decayed;
import static org.chainrule.train.Optimizers.each;
import static org.chainrule.train.Optimizers.rate;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Rounding;

/** The optimisers with a step length for each entry of a parameter, computed from the gradients so far, as {@code torch.optim} does. */
final class AdaptiveSteps {
    private AdaptiveSteps() {}

    /** The average with exponentially falling weights: {@code b·before + (1 − b)·now}. */
    private static Node average(double b, Node before, Node now) {
        return before.times(b).plus(now.times(1 - b));
    }

    private static Node power(double base, Node exponent) {
        return Powers.POW.of(Node.constant(base), exponent);
    }

    static Optimizer adam(Options o, boolean decoupled) {
        Schedule lr = o.rate("lr");
        double b1 = o.pair("betas", 0);
        double b2 = o.pair("betas", 1);
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        boolean amsgrad = o.flag("amsgrad");
        return each((gradient, param, memory) -> {
            Node g = decoupled ? gradient : decayed(gradient, param, decay);
            Node mean = memory.keep("exp_avg", param, 0);
            Node square = memory.keep("exp_avg_sq", param, 0);
            Node m = memory.next(mean, average(b1, mean, g));
            Node v = memory.next(square, average(b2, square, g.square()));
            if (amsgrad) {
                Node most = memory.keep("max_exp_avg_sq", param, 0);
                v = memory.next(most, Extremes.MAXIMUM.of(most, v));
            }
            Node root = Powers.SQRT.of(v).over(Powers.SQRT.of(unbiased(b2, memory)));
            Node step = m.over(unbiased(b1, memory)).over(root.plus(eps));
            return outside(rate(lr, memory).times(step).neg(), decoupled, lr, decay, param, memory);
        });
    }

    static Optimizer rmsprop(Options o) {
        Schedule lr = o.rate("lr");
        double alpha = o.fraction("alpha");
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        double momentum = o.positive("momentum");
        boolean centered = o.flag("centered");
        return each((gradient, param, memory) -> {
            Node g = decayed(gradient, param, decay);
            Node before = memory.keep("square_avg", param, 0);
            Node square = memory.next(before, average(alpha, before, g.square()));
            if (centered) {
                Node mean = memory.keep("grad_avg", param, 0);
                square = square.minus(memory.next(mean, average(alpha, mean, g)).square());
            }
            Node step = g.over(Powers.SQRT.of(square).plus(eps));
            if (momentum != 0) {
                Node buffer = memory.keep("momentum_buffer", param, 0);
                step = memory.next(buffer, buffer.times(momentum).plus(step));
            }
            return rate(lr, memory).times(step).neg();
        });
    }

    static Optimizer adagrad(Options o) {
        Schedule lr = o.rate("lr");
        double fall = o.positive("lr_decay");
        double decay = o.positive("weight_decay");
        double initial = o.positive("initial_accumulator_value");
        double eps = o.positive("eps");
        return each((gradient, param, memory) -> {
            Node g = decayed(gradient, param, decay);
            Node before = memory.keep("sum", param, initial);
            Node sum = memory.next(before, before.plus(g.square()));
            Node rate = rate(lr, memory);
            Node now = fall == 0
                    ? rate
                    : rate.over(memory.step().minus(1).times(fall).plus(1));
            return now.times(g.over(Powers.SQRT.of(sum).plus(eps))).neg();
        });
    }

    static Optimizer adadelta(Options o) {
        Schedule lr = o.rate("lr");
        double rho = o.fraction("rho");
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        return each((gradient, param, memory) -> {
            Node g = decayed(gradient, param, decay);
            Node before = memory.keep("square_avg", param, 0);
            Node square = memory.next(before, average(rho, before, g.square()));
            Node moved = memory.keep("acc_delta", param, 0);
            Node step = Powers.SQRT
                    .of(moved.plus(eps))
                    .over(Powers.SQRT.of(square.plus(eps)))
                    .times(g);
            memory.next(moved, average(rho, moved, step.square()));
            return rate(lr, memory).times(step).neg();
        });
    }

    static Optimizer rprop(Options o) {
        double lr = o.positive("lr");
        double shrink = o.pair("etas", 0);
        double grow = o.pair("etas", 1);
        double least = o.pair("step_sizes", 0);
        double most = o.pair("step_sizes", 1);
        return each((gradient, param, memory) -> {
            Node before = memory.keep("prev", param, 0);
            Node size = memory.keep("step_size", param, lr);
            Node turn = Rounding.SIGN.of(gradient.times(before));
            Node back = Comparison.LESS.of(turn, Node.constant(0));
            Node factor = Where.of(
                    back,
                    Node.constant(shrink),
                    Where.of(Comparison.GREATER.of(turn, Node.constant(0)), Node.constant(grow), Node.constant(1)));
            Node now = memory.next(size, Extremes.clamp(size.times(factor), least, most));
            // After a change of sign nothing is done, and the next step is not compared with this one.
            Node g = memory.next(before, Where.of(back, Node.constant(0), gradient));
            return Rounding.SIGN.of(g).times(now).neg();
        });
    }

    static Optimizer adamax(Options o) {
        Schedule lr = o.rate("lr");
        double b1 = o.pair("betas", 0);
        double b2 = o.pair("betas", 1);
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        return each((gradient, param, memory) -> {
            Node g = decayed(gradient, param, decay);
            Node mean = memory.keep("exp_avg", param, 0);
            Node most = memory.keep("exp_inf", param, 0);
            Node m = memory.next(mean, average(b1, mean, g));
            Node size = Rounding.ABS.of(g).plus(eps);
            Node u = memory.next(most, Extremes.MAXIMUM.of(most.times(b2), size));
            return rate(lr, memory).times(m.over(unbiased(b1, memory).times(u))).neg();
        });
    }

    static Optimizer nadam(Options o) {
        Schedule lr = o.rate("lr");
        double b1 = o.pair("betas", 0);
        double b2 = o.pair("betas", 1);
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        double fall = o.positive("momentum_decay");
        boolean decoupled = o.flag("decoupled_weight_decay");
        return each((gradient, param, memory) -> {
            Node g = decoupled ? gradient : decayed(gradient, param, decay);
            Node mean = memory.keep("exp_avg", param, 0);
            Node square = memory.keep("exp_avg_sq", param, 0);
            Node product = memory.keep("mu_product", param, 1);
            Node m = memory.next(mean, average(b1, mean, g));
            Node v = memory.next(square, average(b2, square, g.square()));
            Node now = momentum(b1, fall, memory.step());
            Node later = momentum(b1, fall, memory.step().plus(1));
            Node so = memory.next(product, product.times(now));
            Node ahead = g.times(now.neg().plus(1))
                    .over(so.neg().plus(1))
                    .plus(m.times(later).over(so.times(later).neg().plus(1)));
            Node root = Powers.SQRT.of(v.over(unbiased(b2, memory))).plus(eps);
            return outside(rate(lr, memory).times(ahead.over(root)).neg(), decoupled, lr, decay, param, memory);
        });
    }

    /** The momentum of a step, which grows towards {@code b}. */
    private static Node momentum(double b, double fall, Node step) {
        return power(0.96, step.times(fall)).times(-0.5).plus(1).times(b);
    }

    static Optimizer radam(Options o) {
        Schedule lr = o.rate("lr");
        double b1 = o.pair("betas", 0);
        double b2 = o.pair("betas", 1);
        double eps = o.positive("eps");
        double decay = o.positive("weight_decay");
        boolean decoupled = o.flag("decoupled_weight_decay");
        double most = 2 / (1 - b2) - 1;
        return each((gradient, param, memory) -> {
            Node g = decoupled ? gradient : decayed(gradient, param, decay);
            Node mean = memory.keep("exp_avg", param, 0);
            Node square = memory.keep("exp_avg_sq", param, 0);
            Node m = memory.next(mean, average(b1, mean, g)).over(unbiased(b1, memory));
            Node v = memory.next(square, average(b2, square, g.square()));
            Node seen = unbiased(b2, memory);
            // How many squares the average is made of; below 5 its variance has no bound, and the step is that of the
            // mean alone.
            Node length = memory.step()
                    .times(power(b2, memory.step()))
                    .times(2)
                    .over(seen)
                    .neg()
                    .plus(most);
            Node variance =
                    length.minus(4).times(length.minus(2)).times(most).over(length.times((most - 4) * (most - 2)));
            Node trusted = Comparison.GREATER.of(length, Node.constant(5));
            Node rectified = Powers.SQRT
                    .of(Where.of(trusted, variance, Node.constant(1)))
                    .times(Powers.SQRT.of(seen))
                    .over(Powers.SQRT.of(v).plus(eps));
            Node step = m.times(Where.of(trusted, rectified, Node.constant(1)));
            return outside(rate(lr, memory).times(step).neg(), decoupled, lr, decay, param, memory);
        });
    }

    /** {@code 1 − bᵗ}, by which an average that began with 0 is too small after t steps. */
    private static Node unbiased(double b, Memory memory) {
        return power(b, memory.step()).neg().plus(1);
    }

    /** A step, and the decay of weights beside it where that does not go through the gradient. */
    private static Node outside(Node step, boolean decoupled, Schedule lr, double decay, Node param, Memory memory) {
        return decoupled ? step.minus(rate(lr, memory).times(decay).times(param)) : step;
    }
}
