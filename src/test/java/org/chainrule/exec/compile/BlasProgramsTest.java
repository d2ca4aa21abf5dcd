package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.blas.OpenBlas;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.exec.kernel.KernelChoice;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs whose large products OpenBLAS computes; skipped where it has nothing for this machine. */
class BlasProgramsTest {
    private static final String NETWORK =
            """
            input X [70, 130], Y [10, 130]
            param W1 [90, 70], b1 [90, 1], W2 [10, 90]
            J = softmax_cross_entropy(W2 @ sigmoid(W1 @ X + b1), Y, axis=0)
            """;
    private static final String ATTENTION =
            """
            input X [40, 64]
            param Q [4, 64, 16], K [4, 64, 16], V [4, 64, 16]
            S = softmax((X @ Q) @ transpose(X @ K, axes=[0, 2, 1]) / 64, axis=-1)
            J = sum((S @ (X @ V))^2)
            """;
    private static final String CONVOLUTION =
            """
            input X [6, 3, 20, 20]
            param W [8, 3, 5, 5]
            J = sum(relu(conv2d(X, W))^2)
            """;

    @ParameterizedTest
    @ValueSource(strings = {NETWORK, ATTENTION, CONVOLUTION})
    void theyAgreeWithTheInterpreter(String text) {
        Model model = Model.parse(text);
        Gradient gradient = Gradient.of(model.loss());
        List<Node> outputs = new ArrayList<>(List.of(model.loss()));
        model.leaves().forEach(leaf -> gradient.find(leaf).ifPresent(outputs::add));
        List<Binding> bindings = RandomPoint.completing(outputs, List.of(), new SplittableRandom(3))
                .bindings();
        for (DType dtype : List.of(DType.F64, DType.F32)) {
            Values expected = Interpreter.run(outputs, bindings, dtype);
            for (Workers workers : List.of(Workers.ONE, Workers.ALL)) {
                ArrayKernels kernels = kernels(dtype == DType.F32);
                Workspace workspace = new Workspace(Plan.of(outputs, Sizes.NONE, dtype, kernels, workers), kernels);
                Values first = workspace.run(bindings, outputs);
                Values second = workspace.run(bindings, outputs);
                for (Node output : outputs) {
                    Agreement.compare(text + " in " + dtype, expected.get(output), first.get(output));
                    assertThat(second.get(output)).isEqualTo(first.get(output));
                }
            }
        }
    }

    private static ArrayKernels kernels(boolean single) {
        ArrayKernels kernels = KernelChoice.plain(single);
        try {
            kernels.add(new OpenBlas(single, false));
        } catch (ReflectiveOperationException | LinkageError e) {
            assumeTrue(false, "no OpenBLAS for this machine: " + e);
        }
        return kernels;
    }
}
