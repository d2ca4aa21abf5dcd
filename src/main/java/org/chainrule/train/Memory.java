package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Rounding;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * What an optimiser keeps from one step to the next: tensors, each with a value at the start and the graph of its next value;
 * and the clock.
 */
public final class Memory {
    private final Node step;
    private final Node epoch;
    private final Node rate;
    private final List<Node> chances = new ArrayList<>();
    private final Map<Node, Slot> slots = new LinkedHashMap<>();
    private Optional<Plateau> plateau = Optional.empty();
    private Optional<Supplier<Solver>> solver = Optional.empty();

    /** Nothing kept yet. */
    Memory() {
        this.step = Node.input("step", Type.real(Shape.SCALAR), Domain.REAL);
        this.epoch = Node.input("epoch", Type.real(Shape.SCALAR), Domain.REAL);
        this.rate = Node.input("rate_scale", Type.real(Shape.SCALAR), Domain.REAL);
    }

    private Memory(Node step, Memory like) {
        this.step = step;
        this.epoch = like.epoch;
        this.rate = like.rate;
    }

    /**
     * One tensor that is kept.
     *
     * @param name that of the quantity and that of the parameter, {@code exp_avg[W1]}
     * @param now its value before the step
     * @param like the parameter whose shape it has
     * @param initial every entry before the first step
     * @param next its value after the step
     */
    public record Slot(String name, Node now, Node like, double initial, Node next) {}

    /** The number of the step, from 1: a scalar. */
    public Node step() {
        return step;
    }

    /**
     * Lets an optimiser work in every so many steps only: in the others it adds nothing, and remembers what it did.
     *
     * @param work what it does with a memory whose clock counts its own steps
     * @return for each parameter what is added to it
     */
    List<Node> every(int steps, Function<Memory, List<Node>> work) {
        Node turn = Rounding.FLOOR.of(step.over(steps));
        Node due = Comparison.EQUAL.of(turn.times(steps), step);
        Memory slow = new Memory(turn, this);
        List<Node> made = work.apply(slow);
        slow.slots.forEach((now, slot) -> {
            refuseTwice(slot.name);
            slots.put(now, new Slot(slot.name, now, slot.like, slot.initial, Where.of(due, slot.next, now)));
        });
        slow.plateau.ifPresent(this::plateau);
        return made.stream().map(each -> Where.of(due, each, Node.constant(0))).toList();
    }

    private void refuseTwice(String name) {
        if (slots.values().stream().anyMatch(slot -> slot.name.equals(name))) {
            throw new ChainruleException(
                    "two optimisers keep {0}: let each parameter have one optimiser with memory", name);
        }
    }

    /** The number of finished epochs, from 0: a scalar. */
    public Node epoch() {
        return epoch;
    }

    /** By what a plateau has scaled the learning rate; 1 at the start. */
    Node rateScale() {
        return rate;
    }

    /** What decides at one place what chance does in a step: a scalar index. */
    Node chance(int place) {
        Node seed = Node.input("chance[" + place + "]", Type.index(Shape.SCALAR), Domain.integer(0, Integer.MAX_VALUE));
        chances.add(seed);
        return seed;
    }

    /** The places of chance. */
    List<Node> chances() {
        return List.copyOf(chances);
    }

    /**
     * When the learning rate falls: as {@code torch.optim.lr_scheduler.ReduceLROnPlateau} does with the mean loss of an epoch.
     *
     * @param factor by which it falls
     * @param patience after how many epochs that are not better
     * @param threshold by what part a better loss is less
     */
    record Plateau(double factor, int patience, double threshold) {}

    /** What a schedule says about plateaus; there is one for all parameters. */
    void plateau(Plateau rule) {
        plateau = Optional.of(rule);
    }

    Optional<Plateau> plateau() {
        return plateau;
    }

    /** What makes the steps, in the place of a graph; there is one for all parameters. */
    void solver(Supplier<Solver> made) {
        solver = Optional.of(made);
    }

    Optional<Supplier<Solver>> solver() {
        return solver;
    }

    /**
     * A tensor of the shape of a parameter.
     *
     * @param name of the quantity, as PyTorch calls it
     * @param initial every entry before the first step
     */
    public Node keep(String name, Node param, double initial) {
        String full = name + "[" + name(param) + "]";
        refuseTwice(full);
        Node now = Node.input(full, Type.real(param.shape()), Domain.REAL);
        slots.put(now, new Slot(full, now, param, initial, now));
        return now;
    }

    /** Says what a kept tensor will be after this step, and returns that. */
    public Node next(Node kept, Node value) {
        Slot slot = slots.get(kept);
        if (slot == null) {
            throw new ChainruleException(say("only what the memory keeps has a next value"));
        }
        slots.put(kept, new Slot(slot.name, slot.now, slot.like, slot.initial, value));
        return value;
    }

    /** Everything that is kept, in the order in which it was asked for. */
    public List<Slot> slots() {
        return new ArrayList<>(slots.values());
    }

    static String name(Node param) {
        return param.label().orElse("");
    }
}
