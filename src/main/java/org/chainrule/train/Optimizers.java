package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Rounding;

/**
 * The optimisers by name, each a row of {@link #RULES}: its arguments and default values are those of the class of that name
 * in {@code torch.optim}, and it computes what that class does, step for step.
 *
 * <pre>{@code
 * Optimizer adam = Optimizers.of("adam(lr=0.05, betas=[0.9, 0.99])");
 * }</pre>
 */
public final class Optimizers {
    /**
     * One optimiser.
     *
     * @param name in the notation
     * @param signature the arguments with their default values
     * @param make what it does
     * @param source where the formula is from
     */
    record Rule(String name, String signature, Function<Options, Optimizer> make, String source) {}

    /** What happens to one parameter. */
    @FunctionalInterface
    interface Each {
        /** What is added to a parameter. */
        Node step(Node gradient, Node param, Memory memory);
    }

    /** All optimisers, and what can stand in front of one. */
    static final List<Rule> RULES = List.of(
            new Rule(
                    "sgd",
                    "lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=false, maximize=false",
                    Optimizers::sgd,
                    "Sutskever et al. 2013, On the importance of initialization and momentum in deep learning"),
            new Rule(
                    "adam",
                    "lr=0.001, betas=[0.9, 0.999], eps=1e-8, weight_decay=0, amsgrad=false, maximize=false",
                    o -> AdaptiveSteps.adam(o, false),
                    "Kingma and Ba 2015, Adam: a method for stochastic optimization"),
            new Rule(
                    "adamw",
                    "lr=0.001, betas=[0.9, 0.999], eps=1e-8, weight_decay=0.01, amsgrad=false, maximize=false",
                    o -> AdaptiveSteps.adam(o, true),
                    "Loshchilov and Hutter 2019, Decoupled weight decay regularization"),
            new Rule(
                    "adamax",
                    "lr=0.002, betas=[0.9, 0.999], eps=1e-8, weight_decay=0, maximize=false",
                    AdaptiveSteps::adamax,
                    "Kingma and Ba 2015, Adam: a method for stochastic optimization, section 7.1"),
            new Rule(
                    "nadam",
                    "lr=0.002, betas=[0.9, 0.999], eps=1e-8, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=false, maximize=false",
                    AdaptiveSteps::nadam,
                    "Dozat 2016, Incorporating Nesterov momentum into Adam"),
            new Rule(
                    "radam",
                    "lr=0.001, betas=[0.9, 0.999], eps=1e-8, weight_decay=0, decoupled_weight_decay=false, maximize=false",
                    AdaptiveSteps::radam,
                    "Liu et al. 2020, On the variance of the adaptive learning rate and beyond"),
            new Rule(
                    "rmsprop",
                    "lr=0.01, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=false, maximize=false",
                    AdaptiveSteps::rmsprop,
                    "Tieleman and Hinton 2012, Lecture 6.5 of Neural networks for machine learning"),
            new Rule(
                    "adagrad",
                    "lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, maximize=false",
                    AdaptiveSteps::adagrad,
                    "Duchi, Hazan and Singer 2011, Adaptive subgradient methods"),
            new Rule(
                    "adadelta",
                    "lr=1, rho=0.9, eps=1e-6, weight_decay=0, maximize=false",
                    AdaptiveSteps::adadelta,
                    "Zeiler 2012, ADADELTA: an adaptive learning rate method"),
            new Rule(
                    "rprop",
                    "lr=0.01, etas=[0.5, 1.2], step_sizes=[1e-6, 50], maximize=false",
                    AdaptiveSteps::rprop,
                    "Riedmiller and Braun 1993, A direct adaptive method for faster backpropagation"),
            new Rule(
                    "lbfgs",
                    "lr=1, max_iter=20, max_eval=none, tolerance_grad=1e-7, tolerance_change=1e-9, history_size=100, line_search_fn=none",
                    Optimizers::lbfgs,
                    "Nocedal and Wright 2006, Numerical optimization, chapter 7"),
            new Rule(
                    "levenberg_marquardt",
                    "max_iter=10000",
                    o -> whole(new WholeFit(true, (int) o.positive("max_iter"))),
                    "Marquardt 1963, An algorithm for least-squares estimation of nonlinear parameters"),
            new Rule(
                    "conjugate_gradient",
                    "max_iter=10000",
                    o -> whole(new WholeFit(false, (int) o.positive("max_iter"))),
                    "Polak and Ribière 1969, Note sur la convergence de méthodes de directions conjuguées"),
            new Rule("clip_by_value", "limit", o -> clipByValue(o.positive("limit")), ""),
            new Rule("clip_by_global_norm", "limit", o -> clipByGlobalNorm(o.positive("limit")), ""),
            new Rule("weight_decay", "rate", o -> weightDecay(o.number("rate")), ""),
            new Rule("l1", "rate", o -> l1(o.number("rate")), ""),
            new Rule("frozen", "", o -> Optimizer.frozen(), ""),
            new Rule(
                    "only",
                    "params, optimizer, rest",
                    o -> group(o.names("params"), o.optimizer("optimizer"), o.optimizer("rest")),
                    ""),
            new Rule(
                    "accumulate",
                    "steps, optimizer",
                    o -> accumulate((int) o.positive("steps"), o.optimizer("optimizer")),
                    ""),
            new Rule(
                    "chain",
                    "*optimizers",
                    o -> o.chain("optimizers").stream().reduce(Optimizer::then).orElseThrow(),
                    ""));

    private Optimizers() {}

    /**
     * Reads an optimiser.
     *
     * @param text {@code "sgd(lr=0.1, momentum=0.9)"}, {@code "chain(clip_by_global_norm(1), adam(lr=step(0.1, 30, 0.5)))"}
     * @throws org.chainrule.error.ChainruleException when there is none of that name, or its arguments do not fit
     */
    public static Optimizer of(String text) {
        return OptimizerReader.read(text);
    }

    /** Gradient descent with a fixed learning rate. */
    public static Optimizer sgd(double lr) {
        return each((gradient, param, memory) -> gradient.times(-lr));
    }

    /** Adam with PyTorch's default values. */
    public static Optimizer adam(double lr) {
        return of("adam(lr=" + lr + ")");
    }

    /**
     * The mean of the gradients of some steps, then one step of another optimiser with it: a batch that is too large for the memory,
     * in pieces.
     */
    public static Optimizer accumulate(int steps, Optimizer optimizer) {
        if (steps < 1) {
            throw new ChainruleException("gradients are accumulated over at least 1 step, not {0}", steps);
        }
        return (gradients, params, memory) -> {
            List<Node> means = new ArrayList<>();
            for (int i = 0; i < params.size(); i++) {
                Node before = memory.keep("accumulated", params.get(i), 0);
                Node first = Comparison.EQUAL.of(
                        Rounding.FLOOR
                                .of(memory.step().minus(1).over(steps))
                                .times(steps)
                                .plus(1),
                        memory.step());
                Node piece = gradients.get(i).over(steps);
                means.add(memory.next(before, Where.of(first, piece, before.plus(piece))));
            }
            return memory.every(steps, slow -> optimizer.step(means, params, slow));
        };
    }

    /** One optimiser for the parameters of some names, and one for the rest. */
    private static Optimizer group(List<String> names, Optimizer optimizer, Optimizer rest) {
        return (gradients, params, memory) -> {
            List<String> known = params.stream().map(Memory::name).toList();
            for (String name : names) {
                if (!known.contains(name)) {
                    throw new ChainruleException(
                            "only: there is no parameter {0} that learns; there are {1}",
                            name, String.join(", ", known));
                }
            }
            return optimizer.only(names::contains, rest).step(gradients, params, memory);
        };
    }

    /** Up the gradient, for what is to become large. */
    static Optimizer uphill() {
        return each((gradient, param, memory) -> gradient.neg());
    }

    private static Optimizer whole(WholeFit fit) {
        return (gradients, params, memory) -> {
            memory.solver(() -> fit);
            return params.stream().map(param -> param.times(0)).toList();
        };
    }

    /** Every entry of a gradient kept within ±limit. */
    public static Optimizer clipByValue(double limit) {
        return each((gradient, param, memory) -> Extremes.clamp(gradient, -limit, limit));
    }

    /** All gradients scaled down together until their common norm is at most the limit; as {@code clip_grad_norm_}. */
    public static Optimizer clipByGlobalNorm(double limit) {
        return (gradients, params, memory) -> {
            Node squares = gradients.stream()
                    .map(gradient -> gradient.square().sum())
                    .reduce(Node::plus)
                    .orElse(Node.constant(0));
            Node norm = Powers.SQRT.of(squares);
            Node scale = Extremes.MINIMUM.of(Node.constant(limit).over(norm.plus(1e-6)), Node.constant(1));
            return gradients.stream().map(gradient -> gradient.times(scale)).toList();
        };
    }

    /** The gradient of {@code rate/2·Σ w²} added. */
    public static Optimizer weightDecay(double rate) {
        return each((gradient, param, memory) -> decayed(gradient, param, rate));
    }

    /** The gradient of {@code rate·Σ |w|} added. */
    public static Optimizer l1(double rate) {
        return each((gradient, param, memory) ->
                gradient.plus(Rounding.SIGN.of(param).times(rate)));
    }

    static Optimizer each(Each each) {
        return (gradients, params, memory) -> {
            List<Node> steps = new ArrayList<>();
            for (int i = 0; i < params.size(); i++) {
                steps.add(each.step(gradients.get(i), params.get(i), memory));
            }
            return steps;
        };
    }

    static Node decayed(Node gradient, Node param, double rate) {
        return rate == 0 ? gradient : gradient.plus(param.times(rate));
    }

    static Node rate(Schedule schedule, Memory memory) {
        return schedule.rate(memory).times(memory.rateScale());
    }

    private static Optimizer sgd(Options o) {
        Schedule lr = o.rate("lr");
        double momentum = o.positive("momentum");
        double dampening = o.number("dampening");
        double decay = o.positive("weight_decay");
        boolean nesterov = o.flag("nesterov");
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new ChainruleException(say(
                    "sgd: nesterov needs a momentum and no dampening, as in sgd(lr=0.1, momentum=0.9, nesterov=true)"));
        }
        return each((gradient, param, memory) -> {
            Node g = decayed(gradient, param, decay);
            if (momentum != 0) {
                Node before = memory.keep("momentum_buffer", param, 0);
                Node later = before.times(momentum).plus(g.times(1 - dampening));
                // The first gradient is taken whole.
                Node buffer = memory.next(
                        before,
                        dampening == 0
                                ? later
                                : Where.of(Comparison.EQUAL.of(memory.step(), Node.constant(1)), g, later));
                g = nesterov ? g.plus(buffer.times(momentum)) : buffer;
            }
            return rate(lr, memory).times(g).neg();
        });
    }

    private static Optimizer lbfgs(Options o) {
        int most = (int) o.positive("max_iter");
        Lbfgs.Settings settings = new Lbfgs.Settings(
                o.positive("lr"),
                most,
                o.isNone("max_eval") ? most * 5 / 4 : (int) o.positive("max_eval"),
                o.positive("tolerance_grad"),
                o.positive("tolerance_change"),
                (int) o.positive("history_size"),
                o.isStrongWolfe("line_search_fn"));
        return (gradients, params, memory) -> {
            memory.solver(() -> new Lbfgs(settings));
            return params.stream().map(param -> param.times(0)).toList();
        };
    }
}
