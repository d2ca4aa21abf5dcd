package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.exec.compile.Agreement;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Function;
import org.chainrule.ops.Trigonometry;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every function of the catalogue, compiled: its value, and the gradient of a sum of its sines, are the interpreter's. */
class CompiledOpsTest {
    @TestFactory
    Stream<DynamicTest> everyFunction() {
        return CallableFunctions.families().values().stream()
                .flatMap(List::stream)
                .map(function -> DynamicTest.dynamicTest(function.name(), () -> check(function)));
    }

    private static void check(Function function) {
        SplittableRandom random = new SplittableRandom(7);
        for (Function.Example example : function.examples()) {
            Node node = Model.parse("input " + example.inputs() + "\nexample_ = " + example.call())
                    .get("example_");
            RandomPoint point = RandomPoint.of(List.of(node), random.split());
            List<Node> outputs = new ArrayList<>(List.of(node));
            if (node.type().isReal()) {
                List<Node> leaves = point.bindings().stream()
                        .map(Binding::leaf)
                        .filter(leaf -> leaf.type().isReal())
                        .toList();
                Gradient gradient =
                        Gradient.of(Trigonometry.SIN.of(node.times(1.3)).sum(), leaves);
                leaves.forEach(leaf -> gradient.find(leaf).ifPresent(outputs::add));
            }
            Agreement.check(example.call() + " with " + example.inputs(), outputs, point.bindings(), point.sizes());
        }
    }
}
