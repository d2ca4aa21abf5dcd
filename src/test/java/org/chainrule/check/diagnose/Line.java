package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.check.Assumptions;
import org.chainrule.check.Samples;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;

/** One line of a derivation, measured against automatic differentiation. */
record Line(
        Optional<String> subject,
        Expr claim,
        Node truth,
        Optional<Node> loss,
        Optional<Node> variable,
        Map<String, Node> names,
        Set<String> sizes,
        ExpressionReader reader,
        Samples samples)
        implements Target {

    @Override
    public Optional<Node> resolve(Expr candidate) {
        return reader.find(candidate);
    }

    /** The same line with another right-hand side. */
    Line claiming(Expr other) {
        return new Line(subject, other, truth, loss, variable, names, sizes, reader, samples);
    }

    boolean isRight() {
        return resolve(claim)
                .filter(node -> samples.agree(truth, node) && node.shape().sameShape(truth.shape()))
                .isPresent();
    }

    static Expr parse(String text) {
        return Syntax.parseExpression(Source.of("line", text)).result();
    }

    /** A claim about the gradient of a scalar of a model. */
    static Line gradient(Model model, String of, String wrt, Expr claim, Map<String, Node> more) {
        Node loss = model.get(of);
        Node variable = model.get(wrt);
        return of(
                Optional.of("d" + wrt),
                model,
                claim,
                Calculus.grad(loss, variable),
                Optional.of(loss),
                Optional.of(variable),
                more);
    }

    static Line of(
            Optional<String> subject,
            Model model,
            Expr claim,
            Node truth,
            Optional<Node> loss,
            Optional<Node> variable,
            Map<String, Node> more) {
        Map<String, Node> names = new LinkedHashMap<>(model.names());
        names.putAll(more);
        List<Node> roots = new ArrayList<>(names.values());
        roots.add(truth);
        Set<String> sizes = Syntax.parse(model.source()).statements().stream()
                .filter(Statement.Dims.class::isInstance)
                .flatMap(s -> ((Statement.Dims) s).sizes().stream())
                .map(s -> s.name().id())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return new Line(
                subject,
                claim,
                truth,
                loss,
                variable,
                names,
                sizes,
                ExpressionReader.of(model, more),
                Samples.of(roots, Assumptions.NONE, model.bindings(), 1));
    }

    /** The lines of the derivation in a text: each is measured against the truth, in the true gradients of the lines above. */
    static List<Line> derivation(String text) {
        return derivation(Model.parse(text, new Model.Settings(false, 0)));
    }

    static List<Line> derivation(Model model) {
        String of = "";
        Map<String, Node> more = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Statement statement : model.claims()) {
            if (statement instanceof Statement.Derive derive) {
                of = derive.name().id();
            } else if (statement instanceof Statement.Define define) {
                String name = define.name().id();
                lines.add(gradient(model, of, name.substring(1), define.value(), Map.copyOf(more)));
                more.put(name, lines.get(lines.size() - 1).truth());
            } else if (statement instanceof Statement.Check check) {
                ExpressionReader reader = ExpressionReader.of(model, more);
                Node left = reader.node(check.left());
                lines.add(of(
                        Optional.empty(),
                        model,
                        check.right(),
                        left,
                        Optional.empty(),
                        Optional.empty(),
                        Map.copyOf(more)));
            }
        }
        return lines;
    }
}
