package org.chainrule.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.exec.Interpreter;
import org.chainrule.explain.Explanation;
import org.chainrule.graph.Binding;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.view.report.TextReport;
import picocli.CommandLine.Command;

/** Loads the classes that evaluating, checking and explaining need, so that the launcher can archive them; prints nothing. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String MODEL =
            """
            dims n=2, m=3
            input X [n, m] = [[1, 2, 3], [4, 5, 6]]
            param W [1, n] = normal(0, 1), b [1, 1] = zeros
            A = sigmoid(W @ X + b)
            J = mean(A^2)
            g = grad(J, W)
            derive J
            dA = 2*A/m
            dW = (dA * A * (1 - A)) @ X.T
            db = dA
            """;

    @Override
    public Integer call() {
        Model model = Model.parse(MODEL);
        Interpreter.run(model.outputs(), model.bindings().toArray(new Binding[0]));
        Json.values("warm-up", Map.of(), List.of());
        Judgement judgement =
                Derivation.judge(Model.parse(MODEL, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT);
        TextReport.of(judgement, Language.EN, false, true);
        CheckJson.of(judgement, Language.EN);
        Explanation.of(model.loss()).wrt(model.params()).names(model.names()).text();
        return Main.OK;
    }
}
