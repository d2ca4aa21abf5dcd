package org.chainrule.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.chainrule.Chainrule;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.train.Optimizer;
import org.chainrule.train.TrainStep;

/** What a step of an optimiser does to each parameter, as formulas. */
final class TrainFormulas {
    /** 1 − 0.9 is 0.1 to who reads it. */
    private static final MathContext READABLE = new MathContext(12);

    private TrainFormulas() {}

    static void print(PrintWriter writer, Optimizer rule, List<Binding> params) {
        TrainStep.formulas(rule, params.stream().map(Binding::leaf).toList())
                .forEach((name, formula) -> writer.println(name + " := " + Chainrule.text(readable(formula))));
        writer.flush();
    }

    private static Node readable(Node formula) {
        NodeMap<Node> rounded = new NodeMap<>();
        for (Node node : Walk.from(List.of(formula)).nodes()) {
            node.constantScalar()
                    .filter(number -> Double.isFinite(number))
                    .ifPresent(number -> rounded.put(
                            node,
                            Node.constant(
                                    BigDecimal.valueOf(number).round(READABLE).doubleValue())));
        }
        return Substitution.apply(formula, rounded);
    }
}
