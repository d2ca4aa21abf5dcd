package org.chainrule.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.explain.Explanation;
import org.chainrule.graph.Node;

/**
 * A model with its gradients as one function of another language, in the names of the model.
 *
 * <pre>{@code
 * String code = FunctionCode.of("two_layer", model.names(), model.definitions(), Optional.of("J"),
 *         Optional.of(Explanation.of(model.loss()).names(model.names()))).in(Tongue.NUMPY);
 * }</pre>
 */
public final class FunctionCode {
    private final CodeSheet sheet;

    private FunctionCode(CodeSheet sheet) {
        this.sheet = sheet;
    }

    /**
     * A function of the inputs and parameters of a model.
     *
     * @param name of the function
     * @param names inputs, parameters and definitions, in the order of the text
     * @param definitions which of the names are defined; all of them are computed
     * @param loss what is returned first
     * @param gradients of the loss, which are computed after it
     */
    public static FunctionCode of(
            String name,
            Map<String, Node> names,
            List<String> definitions,
            Optional<String> loss,
            Optional<Explanation> gradients) {
        return new FunctionCode(CodeSheet.of(name, names, definitions, loss, gradients));
    }

    /** The names of what the function takes, in order; sizes that no argument has come behind them. */
    public List<String> arguments() {
        return sheet.arguments().stream().flatMap(node -> node.label().stream()).toList();
    }

    /** The names of what the function returns, in order. */
    public List<String> results() {
        return sheet.results();
    }

    /**
     * The text of the function.
     *
     * @throws org.chainrule.error.ChainruleException when the language has nothing for an op; it names all of them
     */
    public String in(Tongue tongue) {
        if (tongue == Tongue.LATEX) {
            return LatexBlock.of(sheet);
        }
        Pen pen =
                switch (tongue) {
                    case NUMPY, TORCH, JAX -> new PythonPen(tongue, sheet);
                    case MATLAB -> new MatlabPen(sheet);
                    case JULIA -> new JuliaPen(sheet);
                    default -> new CPen(sheet);
                };
        return pen.write();
    }
}
