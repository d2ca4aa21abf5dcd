package org.chainrule.symbolic.prove;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Two sides, what a proof says of them, and what random numbers say. */
record Equation(Node left, Node right, Facts facts) {
    Equation(Node left, Node right) {
        this(left, right, Facts.NONE);
    }

    Result prove() {
        return Prover.prove(left, right, facts);
    }

    /** The largest difference at random points, relative to the largest value. */
    double error() {
        double worst = 0;
        for (int seed = 1; seed <= 3; seed++) {
            RandomPoint point = RandomPoint.of(List.of(left, right), new SplittableRandom(seed));
            Values values = Interpreter.run(List.of(left, right), point.bindings(), point.sizes(), DType.F64);
            Tensor a = values.get(left);
            Tensor b = values.get(right);
            double scale = 1e-300;
            double difference = 0;
            for (int i = 0; i < a.count(); i++) {
                scale = Math.max(scale, Math.max(Math.abs(a.at(i)), Math.abs(b.at(i))));
                double d = Math.abs(a.at(i) - b.at(i));
                difference = Math.max(difference, Double.isNaN(d) ? Double.POSITIVE_INFINITY : d);
            }
            worst = Math.max(worst, difference <= 1e-12 ? difference : difference / scale);
        }
        return worst;
    }
}
