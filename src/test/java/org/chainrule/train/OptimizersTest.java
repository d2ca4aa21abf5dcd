package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each optimiser does, step for step, what the class of its name in torch.optim does, told here as a plain loop. */
class OptimizersTest {
    private static final double[] START = {0.7, -1.2, 2.5};
    private static final double[] CENTRE = {0.1, 0.4, -0.3};
    private static final double[] STEEP = {1, 5, 0.2};
    private static final int STEPS = 40;

    /** What becomes of one number: its value, its gradient, the number of the step. */
    private interface Loop {
        double next(double p, double g, int t);
    }

    /** A number and what is remembered of it. */
    private static final class Cell {
        private final double[] memory = new double[3];
    }

    private static Arguments row(String text, java.util.function.Function<Cell, Loop> loop) {
        return Arguments.of(text, (Supplier<Loop>) () -> loop.apply(new Cell()));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                row("sgd(lr=0.05)", c -> (p, g, t) -> p - 0.05 * g),
                row("sgd(0.05, momentum=0.9)", c -> (p, g, t) -> {
                    c.memory[0] = t == 1 ? g : 0.9 * c.memory[0] + g;
                    return p - 0.05 * c.memory[0];
                }),
                row("sgd(lr=0.05, momentum=0.9, dampening=0.3, weight_decay=0.01)", c -> (p, g, t) -> {
                    double d = g + 0.01 * p;
                    c.memory[0] = t == 1 ? d : 0.9 * c.memory[0] + 0.7 * d;
                    return p - 0.05 * c.memory[0];
                }),
                row("sgd(lr=0.05, momentum=0.9, nesterov=true)", c -> (p, g, t) -> {
                    c.memory[0] = t == 1 ? g : 0.9 * c.memory[0] + g;
                    return p - 0.05 * (g + 0.9 * c.memory[0]);
                }),
                row("adam(lr=0.1, betas=[0.8, 0.95], eps=1e-6, weight_decay=0.1)", c -> adam(c, 0.1, 0)),
                row("adamw(lr=0.1, betas=[0.8, 0.95], eps=1e-6, weight_decay=0.1)", c -> adam(c, 0, 0.1)),
                row("adam(lr=0.1, betas=[0.8, 0.95], eps=1e-6, amsgrad=true)", c -> {
                    double[] most = {0};
                    return (p, g, t) -> {
                        c.memory[0] = 0.8 * c.memory[0] + 0.2 * g;
                        c.memory[1] = 0.95 * c.memory[1] + 0.05 * g * g;
                        most[0] = Math.max(most[0], c.memory[1]);
                        double root = Math.sqrt(most[0]) / Math.sqrt(1 - Math.pow(0.95, t));
                        return p - 0.1 / (1 - Math.pow(0.8, t)) * c.memory[0] / (root + 1e-6);
                    };
                }),
                row("SGD(lr=0.05, momentum=0.9, weight_decay=0.01, maximize=True)", c -> (p, g, t) -> {
                    double d = -g + 0.01 * p;
                    c.memory[0] = t == 1 ? d : 0.9 * c.memory[0] + d;
                    return p - 0.05 * c.memory[0];
                }),
                row("AdamW(lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, maximize=True)", c -> {
                    Loop down = adam(c, 0, 0.1);
                    return (p, g, t) -> down.next(p, -g, t);
                }),
                row("rmsprop(lr=0.05, alpha=0.9)", c -> (p, g, t) -> {
                    c.memory[0] = 0.9 * c.memory[0] + 0.1 * g * g;
                    return p - 0.05 * g / (Math.sqrt(c.memory[0]) + 1e-8);
                }),
                row("rmsprop(lr=0.05, alpha=0.9, momentum=0.5, centered=true)", c -> (p, g, t) -> {
                    c.memory[0] = 0.9 * c.memory[0] + 0.1 * g * g;
                    c.memory[1] = 0.9 * c.memory[1] + 0.1 * g;
                    double root = Math.sqrt(c.memory[0] - c.memory[1] * c.memory[1]) + 1e-8;
                    c.memory[2] = 0.5 * c.memory[2] + g / root;
                    return p - 0.05 * c.memory[2];
                }),
                row("adagrad(lr=0.5, lr_decay=0.1, initial_accumulator_value=0.2)", c -> (p, g, t) -> {
                    c.memory[0] = (t == 1 ? 0.2 : c.memory[0]) + g * g;
                    return p - 0.5 / (1 + (t - 1) * 0.1) * g / (Math.sqrt(c.memory[0]) + 1e-10);
                }),
                row("adadelta(lr=0.7, rho=0.8)", c -> (p, g, t) -> {
                    c.memory[0] = 0.8 * c.memory[0] + 0.2 * g * g;
                    double step = Math.sqrt(c.memory[1] + 1e-6) / Math.sqrt(c.memory[0] + 1e-6) * g;
                    c.memory[1] = 0.8 * c.memory[1] + 0.2 * step * step;
                    return p - 0.7 * step;
                }),
                row("rprop(lr=0.1)", c -> (p, g, t) -> {
                    double sign = Math.signum(g * c.memory[0]);
                    double size = t == 1 ? 0.1 : c.memory[1];
                    c.memory[1] = Math.min(50, Math.max(1e-6, size * (sign > 0 ? 1.2 : sign < 0 ? 0.5 : 1)));
                    c.memory[0] = sign < 0 ? 0 : g;
                    return p - Math.signum(c.memory[0]) * c.memory[1];
                }),
                row(
                        "chain(clip_by_value(0.5), l1(0.01), sgd(0.1))",
                        c -> (p, g, t) -> p - 0.1 * (Math.max(-0.5, Math.min(0.5, g)) + 0.01 * Math.signum(p))),
                row("accumulate(3, adam(lr=0.1, betas=[0.8, 0.95], eps=1e-6))", c -> {
                    Loop inner = adam(new Cell(), 0, 0);
                    return (p, g, t) -> {
                        c.memory[0] = (t % 3 == 1 ? 0 : c.memory[0]) + g / 3;
                        return t % 3 == 0 ? inner.next(p, c.memory[0], t / 3) : p;
                    };
                }),
                row("sgd(lr=warm_up(0.1, steps=10))", c -> (p, g, t) -> p - 0.1 * Math.min(1, t / 10.0) * g));
    }

    private static Loop adam(Cell c, double coupled, double decoupled) {
        return (p, g, t) -> {
            double d = g + coupled * p;
            c.memory[0] = 0.8 * c.memory[0] + 0.2 * d;
            c.memory[1] = 0.95 * c.memory[1] + 0.05 * d * d;
            double root = Math.sqrt(c.memory[1]) / Math.sqrt(1 - Math.pow(0.95, t));
            return p * (1 - 0.1 * decoupled) - 0.1 / (1 - Math.pow(0.8, t)) * c.memory[0] / (root + 1e-6);
        };
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyStepIsTheOneOfTorch(String text, Supplier<Loop> rule) {
        Node w = param("w", 3);
        Node loss = Node.constant(Tensor.of(STEEP))
                .times(w.minus(Node.constant(Tensor.of(CENTRE))).square())
                .sum();
        Trainer trainer = Trainer.of(loss, Optimizers.of(text), w.is(Tensor.of(START)));
        double[] p = START.clone();
        List<Loop> loops = List.of(rule.get(), rule.get(), rule.get());
        for (int t = 1; t <= STEPS; t++) {
            for (int i = 0; i < p.length; i++) {
                p[i] = loops.get(i).next(p[i], 2 * STEEP[i] * (p[i] - CENTRE[i]), t);
            }
            trainer.step(List.of());
            for (int i = 0; i < p.length; i++) {
                assertThat(trainer.value(w).at(i)).isCloseTo(p[i], within(1e-12 * (1 + Math.abs(p[i]))));
            }
        }
    }

    @Test
    void theNormOfAllGradientsIsClippedTogether() {
        Node a = param("a");
        Node b = param("b");
        Node loss = a.times(3).plus(b.times(4));
        Trainer trainer = Trainer.of(
                loss,
                Optimizers.clipByGlobalNorm(1).then(Optimizers.sgd(1)),
                a.is(Tensor.scalar(0)),
                b.is(Tensor.scalar(0)));
        trainer.step(List.of());
        assertThat(trainer.value(a).item()).isCloseTo(-3.0 / (5 + 1e-6), within(1e-15));
        assertThat(trainer.value(b).item()).isCloseTo(-4.0 / (5 + 1e-6), within(1e-15));
    }

    @Test
    void groupsLearnInTheirOwnWay() {
        Node a = param("a");
        Node b = param("b");
        Node c = param("c");
        Node loss = a.plus(b).plus(c);
        Optimizer groups = Optimizers.sgd(0.5)
                .only(name -> name.equals("a"), Optimizer.frozen().only(name -> name.equals("b"), Optimizers.sgd(2)));
        Trainer trainer =
                Trainer.of(loss, groups, a.is(Tensor.scalar(0)), b.is(Tensor.scalar(0)), c.is(Tensor.scalar(0)));
        trainer.step(List.of());
        assertThat(List.of(
                        trainer.value(a).item(),
                        trainer.value(b).item(),
                        trainer.value(c).item()))
                .containsExactly(-0.5, 0.0, -2.0);
    }

    @Test
    void groupsInTheText() {
        Node a = param("a");
        Node b = param("b");
        Node c = param("c");
        Trainer trainer = Trainer.of(
                a.plus(b).plus(c),
                Optimizers.of("only([a], sgd(lr=0.5), only(b, frozen, sgd(2)))"),
                a.is(Tensor.scalar(0)),
                b.is(Tensor.scalar(0)),
                c.is(Tensor.scalar(0)));
        trainer.step(List.of());
        assertThat(List.of(
                        trainer.value(a).item(),
                        trainer.value(b).item(),
                        trainer.value(c).item()))
                .containsExactly(-0.5, 0.0, -2.0);
    }

    @Test
    void schedulesCountEpochs() {
        assertThat(rates("sgd(lr=step(1, 2, gamma=0.5))", 5)).containsExactly(1.0, 1.0, 0.5, 0.5, 0.25);
        assertThat(rates("sgd(lr=exponential(1, 0.5))", 3)).containsExactly(1.0, 0.5, 0.25);
        assertThat(rates("sgd(lr=cosine(1, 2, eta_min=0.5))", 4)).containsExactly(1.0, 0.75, 0.5, 0.5);
    }

    /** The learning rate in each epoch, seen on the gradient 1. */
    private static List<Double> rates(String text, int epochs) {
        Node w = param("w");
        Node x = input("x", "m");
        Node loss = w.plus(x.mean());
        Trainer trainer = Trainer.of(loss, Optimizers.of(text), w.is(Tensor.scalar(0)));
        Data data = Data.of(List.of(x.is(Tensor.of(0, 0))), List.of(w));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            double before = trainer.value(w).item();
            trainer.fit(data, Fit.epochs(1));
            rates.add(Math.rint((before - trainer.value(w).item()) * 1e12) / 1e12);
        }
        return rates;
    }

    @Test
    void thePageListsThemAll() throws IOException {
        String page = Files.readString(Path.of("docs/training.md"));
        assertThat(Optimizers.RULES.stream().filter(rule -> !rule.source().isEmpty()))
                .hasSizeGreaterThan(5)
                .allSatisfy(rule -> assertThat(page)
                        .contains("| `" + rule.name() + "(" + rule.signature() + ")` | " + rule.source() + " |"));
        assertThat(Optimizers.RULES).allSatisfy(rule -> assertThat(page).contains(rule.name() + "("));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        refuses("sdg(lr=0.1)", "there is no optimizer sdg", "did you mean `sgd`?");
        refuses("sgd(learning_rate=0.1)", "sgd has no argument learning_rate: sgd(lr=0.001, momentum=0");
        refuses("adam(lr=-1)", "adam: lr is -1, and has to be at least 0");
        refuses("adam(betas=0.9)", "adam: betas is 0.9, and has to be two numbers such as [0.9, 0.999]");
        refuses("sgd(1, 2, 0, 4, true, true, 7)", "sgd takes at most 6 arguments, 7 were given");
        refuses("sgd(lr=0.1, nesterov=true)", "nesterov needs a momentum and no dampening");
        refuses("only([u], sgd(), adam())", "only: there is no parameter u that learns; there are w");
        refuses("only(2, sgd(), adam())", "parameters are named as in [W1, b1], not 2");
        refuses("adam(maximize=3)", "adam: maximize is 3, and has to be true or false");
        refuses("clip_by_value()", "clip_by_value needs its argument limit");
        refuses("step(1, 2)", "an optimizer is written as sgd(lr=0.1)");
        refuses("accumulate(0, sgd())", "gradients are accumulated over at least 1 step, not 0");
        refuses("accumulate(2, 3)", "accumulate: optimizer is 3, and has to be an optimizer");
        refuses("chain(1)", "chain takes optimisers");
        refuses("chain(adam(), adam())", "two optimisers keep exp_avg[w]");
        refuses("0.1", "an optimizer is written as");
    }

    private static void refuses(String text, String... parts) {
        Node w = param("w");
        assertThatThrownBy(() -> Trainer.of(w, Optimizers.of(text), w.is(Tensor.scalar(0))))
                .isInstanceOf(ChainruleException.class)
                .message()
                .contains(parts);
    }
}
