package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.NodeMap;
import org.chainrule.notation.model.Formula;

/** A model with its gradients as formulas one below the other, for a page or a slide with amsmath. */
final class LatexBlock {
    private LatexBlock() {}

    static String of(CodeSheet sheet) {
        NodeMap<String> names = new NodeMap<>();
        StringBuilder text = new StringBuilder();
        for (boolean gradient : new boolean[] {false, true}) {
            List<String> lines = new ArrayList<>();
            for (CodeSheet.Step step : sheet.steps()) {
                if (step.gradient() != gradient) {
                    continue;
                }
                String formula = Formula.latex(step.node(), node -> {
                    String name = names.get(node);
                    return name == null ? "" : name;
                });
                // MathJax knows these commands, LaTeX does not.
                String plain = formula.replace("\\gt ", "> ").replace("\\lt ", "< ");
                lines.add(LatexName.of(step.name()) + " &= " + plain);
                names.putIfAbsent(step.node(), step.name());
                names.putIfAbsent(step.standIn(), step.name());
            }
            if (!lines.isEmpty()) {
                text.append(gradient ? "% backward\n" : "% forward\n")
                        .append("\\begin{align*}\n")
                        .append(String.join(" \\\\\n", lines))
                        .append("\n\\end{align*}\n");
            }
        }
        return text.toString();
    }
}
