package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** That two nodes have the same value at random feasible points. */
final class Agreement {
    private static final double TOLERANCE = 1e-9;

    private Agreement() {}

    static void check(Node expected, Node actual, long seed) {
        assertThat(actual.shape().toString()).isEqualTo(expected.shape().toString());
        List<Node> both = List.of(expected, actual);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3; i++) {
            RandomPoint point = RandomPoint.of(both, random);
            Values values = Interpreter.run(both, point.bindings(), point.sizes(), DType.F64);
            Tensor x = values.get(expected);
            Tensor y = values.get(actual);
            double scale = 1;
            for (int at = 0; at < x.count(); at++) {
                scale = Math.max(scale, Math.abs(x.at(at)));
            }
            for (int at = 0; at < x.count(); at++) {
                boolean both0 = Double.isNaN(x.at(at)) && Double.isNaN(y.at(at));
                assertThat(both0 || x.at(at) == y.at(at) || Math.abs(x.at(at) - y.at(at)) <= TOLERANCE * scale)
                        .as("entry %d is %s, not %s, at %s", at, y.at(at), x.at(at), point)
                        .isTrue();
            }
        }
    }
}
