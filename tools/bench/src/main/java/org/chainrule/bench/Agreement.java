package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;

/** Fails unless all ways to differentiate the chain give the same numbers: what is compared must be the same work. */
public final class Agreement {
    private static final int STEPS = 1000;

    private Agreement() {}

    /** Prints a line, or throws. */
    public static void main(String[] args) {
        Chain chain = Chain.build(STEPS);
        List<Node> gradients = chain.derive();
        List<Node> outputs = new ArrayList<>(gradients);
        outputs.add(chain.end());
        Values values = Interpreter.run(outputs, chain.bindings());
        Tape tape = Tape.record(STEPS);
        double[] adjoints = tape.backward();
        ScalarObjects.Chained objects = ScalarObjects.build(STEPS);
        objects.end().backward();

        double result = values.get(chain.end()).item();
        same("value, tape", result, tape.result());
        same("value, objects", result, objects.end().value);
        for (int i = 0; i <= STEPS; i++) {
            double gradient = values.get(gradients.get(i)).item();
            same("gradient " + i + ", tape", gradient, adjoints[i]);
            same(
                    "gradient " + i + ", objects",
                    gradient,
                    i == 0 ? objects.start().gradient : objects.weights().get(i - 1).gradient);
        }
        System.out.printf(Locale.ROOT, "chain of %d steps: value %.6g, all gradients agree%n", STEPS, result);
    }

    private static void same(String what, double expected, double actual) {
        if (!(Math.abs(expected - actual) <= 1e-12 * Math.max(1, Math.abs(expected)))) {
            throw new AssertionError(what + ": " + expected + " and " + actual);
        }
    }
}
