package org.chainrule.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.exec.Interpreter;
import org.chainrule.model.Model;
import picocli.CommandLine.Command;

/** Loads the classes an evaluation needs, so that the launcher can archive them; prints nothing. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String MODEL =
            """
            dims n=2, m=3
            input X [n, m] = [[1, 2, 3], [4, 5, 6]]
            param W [1, n] = normal(0, 1), b [1, 1] = zeros
            A = exp(-(W @ X + b))
            J = mean(A^2)
            dW = grad(J, W)
            """;

    @Override
    public Integer call() {
        Model model = Model.parse(MODEL);
        Interpreter.run(model.outputs(), model.bindings().toArray(new org.chainrule.graph.Binding[0]));
        Json.values("warm-up", java.util.Map.of(), List.of());
        return Main.OK;
    }
}
