package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.tensor.TensorText;

/** The arguments of an optimiser or schedule by name, every one of them given or with its default. */
final class Options {
    /** The value of what is not given and has no default. */
    static final String NONE = "none";

    private final String function;
    private final Map<String, Object> values;

    /** @param values numbers, truth values, lists of numbers, optimisers and schedules */
    Options(String function, Map<String, Object> values) {
        this.function = function;
        this.values = values;
    }

    private ChainruleException wrong(String name, Message expected) {
        Object given = values.get(name);
        return new ChainruleException(
                "{0}: {1} is {3}, and has to be {2}",
                function, name, expected, given instanceof Double number ? TensorText.number(number) : given);
    }

    /** A number. */
    double number(String name) {
        if (values.get(name) instanceof Double number && !number.isNaN()) {
            return number;
        }
        throw wrong(name, say("a number"));
    }

    /** A number that is at least 0. */
    double positive(String name) {
        double number = number(name);
        if (number < 0) {
            throw wrong(name, say("at least 0"));
        }
        return number;
    }

    /** A number from 0 to below 1, as a rate of forgetting is. */
    double fraction(String name) {
        double number = number(name);
        if (number < 0 || number >= 1) {
            throw wrong(name, say("at least 0 and less than 1"));
        }
        return number;
    }

    /** One of two numbers in a list. */
    double pair(String name, int which) {
        if (values.get(name) instanceof List<?> list
                && list.size() == 2
                && list.get(which) instanceof Double number
                && number >= 0) {
            return number;
        }
        throw wrong(name, say("two numbers such as [0.9, 0.999]"));
    }

    /** True or false. */
    boolean flag(String name) {
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, say("true or false"));
    }

    /** A learning rate: a number, or a schedule. */
    Schedule rate(String name) {
        return values.get(name) instanceof Schedule schedule ? schedule : Schedule.constant(positive(name));
    }

    /** Whether nothing is given. */
    boolean isNone(String name) {
        return NONE.equals(values.get(name));
    }

    /** Whether the length of a step is searched for: none, or "strong_wolfe". */
    boolean isStrongWolfe(String name) {
        if (isNone(name) || "strong_wolfe".equals(values.get(name))) {
            return !isNone(name);
        }
        throw wrong(name, say("none or \"strong_wolfe\""));
    }

    /** An optimiser. */
    Optimizer optimizer(String name) {
        if (values.get(name) instanceof Optimizer optimizer) {
            return optimizer;
        }
        throw wrong(name, say("an optimizer"));
    }

    /** Names of parameters. */
    List<String> names(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    /** The optimisers given without names. */
    List<Optimizer> chain(String name) {
        if (values.get(name) instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(Optimizer.class::isInstance)) {
            return list.stream().map(Optimizer.class::cast).toList();
        }
        throw new ChainruleException(
                say("{0} takes optimisers: chain(clip_by_global_norm(1), adam(lr=0.01))", function));
    }
}
