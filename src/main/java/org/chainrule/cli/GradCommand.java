package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.code.FunctionCode;
import org.chainrule.code.Tongue;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.JacobianForm;
import org.chainrule.explain.layers.Layers;
import org.chainrule.explain.lecture.Lecture;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule grad}: the gradients of a model as formulas. */
@Command(
        name = "grad",
        mixinStandardHelpOptions = true,
        description = "Prints the gradients of a model as simplified formulas in its own names.")
final class GradCommand extends SpokenCommand {
    @Parameters(paramLabel = "FILE", description = "Model file (*.cr).")
    private Path file = Path.of("");

    @Option(
            names = "--wrt",
            paramLabel = "NAMES",
            description = "By what to differentiate, with commas between them: W1,b1. Default: the parameters; the"
                    + " inputs when there are none.")
    private String wrt = "";

    @Option(
            names = "--of",
            paramLabel = "NAME",
            description = "The scalar to differentiate; anything else gives its Jacobian, case by case. Default: the"
                    + " loss.")
    private String of = "";

    @Option(names = "--latex", description = "LaTeX instead of the notation.")
    private boolean latex;

    @Option(names = "--steps", description = "The chain rule step by step; with --latex as Markdown with formulas.")
    private boolean steps;

    /** How a lecture derives gradients. */
    private enum Style {
        CHAIN,
        DIFFERENTIAL
    }

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description = "With --steps --latex: chain (default), or differential, by differentials and traces.")
    private Style style = Style.CHAIN;

    @Option(names = "--element", description = "The model and its gradients in index form: sums over letters.")
    private boolean element;

    @Option(names = "--entries", description = "The index form written out, entry by entry, where sizes are known.")
    private boolean entries;

    @Option(names = "--shapes", description = "The model and its gradients with all shapes.")
    private boolean shapes;

    @Option(
            names = "--layers",
            description = "Layers that repeat, derived once with a symbolic number l, by induction from the last one.")
    private boolean layers;

    @Option(names = "--json", description = "One JSON object: each line in the notation and in LaTeX.")
    private boolean json;

    @Option(
            names = "--onnx",
            paramLabel = "OUT.onnx",
            description = "Writes the model with its gradients as a model in ONNX; parameters with a value are in it.")
    private @Nullable Path onnx;

    @Option(
            names = "--code",
            paramLabel = "LANGUAGE",
            description = "One function of the model and its gradients: numpy, torch, jax, julia, matlab, c or latex.")
    private String code = "";

    @Option(names = "--dtype", paramLabel = "TYPE", description = "Of the numbers in --onnx: f64 (default) or f32.")
    private DType dtype = DType.F64;

    @Override
    public Integer call() {
        if (!code.isEmpty()) {
            out().print(code(Tongue.of(code)));
            return Main.OK;
        }
        Model model = Model.read(file, new Model.Settings(false, 0));
        PrintWriter out = out();
        PrintWriter err = err();
        model.warnings().forEach(warning -> err.println(warning.text(language())));
        Node loss = of.isEmpty() ? model.loss() : model.get(of);
        if (layers) {
            out.print(text(Layers.of(loss).names(model.names()).language(language())));
            return Main.OK;
        }
        List<Node> variables =
                NameLists.split(wrt).stream().map(name -> model.get(name)).toList();
        if (!loss.isScalar()) {
            out.print(jacobians(loss, variables, model.names()));
            return Main.OK;
        }
        if (onnx != null) {
            OutputGuard.spare(onnx, List.of(file));
            OnnxFile.write(onnx, OnnxFile.withGradients(model, loss, variables), model, null, dtype);
            return Main.OK;
        }
        if (steps && latex && !json) {
            out.print(lecture(model, loss, variables));
            return Main.OK;
        }
        Explanation explanation =
                Explanation.of(loss).names(model.names()).wrt(variables).language(language());
        out.print(text(explanation));
        return Main.OK;
    }

    /** A model without a loss is printed without gradients. */
    private String code(Tongue tongue) {
        Model model = Model.read(file, new Model.Settings(false, 0));
        Optional<String> loss = of.isEmpty() ? model.lossName() : Optional.of(of);
        List<Node> variables =
                NameLists.split(wrt).stream().map(name -> model.get(name)).toList();
        String name =
                Optional.ofNullable(file.getFileName()).orElse(file).toString().replaceFirst("\\.[^.]*$", "");
        return FunctionCode.of(
                        name, model.names(), model.definitions(), loss, loss.map(of -> Explanation.of(model.get(of))
                                .names(model.names())
                                .wrt(variables)))
                .in(tongue);
    }

    private String lecture(Model model, Node loss, List<Node> variables) {
        return style == Style.CHAIN
                ? Lecture.chain(model, loss, variables, language())
                : Lecture.differentials(model, loss, variables, language());
    }

    private String jacobians(Node of, List<Node> variables, Map<String, Node> names) {
        if (steps || shapes || entries) {
            throw new ChainruleException(
                    "--steps, --shapes and --entries explain the gradient of a scalar, and {0} has shape {1}; a Jacobian "
                            + "has the forms --element, --latex and --json",
                    this.of, of.shape());
        }
        List<JacobianForm> forms = JacobianForm.all(of, variables, names);
        if (json) {
            return Json.jacobians(file.toString(), forms) + '\n';
        }
        return forms.stream()
                .map(form -> latex ? form.latex() : element ? form.element() : form.text())
                .collect(Collectors.joining());
    }

    private String text(Layers found) {
        if (!wrt.isEmpty() || steps || element || entries || shapes) {
            throw new ChainruleException(
                    "--layers prints one derivation of all gradients: leave out --wrt, --steps, --element, --entries and "
                            + "--shapes");
        }
        if (json) {
            return Json.layers(file.toString(), found) + '\n';
        }
        return latex ? found.latex() : found.text();
    }

    private String text(Explanation explanation) {
        if (json) {
            return Json.gradients(file.toString(), explanation, steps, language()) + '\n';
        }
        if (steps) {
            return explanation.steps();
        }
        if (shapes) {
            return latex ? explanation.shapesLatex() : explanation.shapes();
        }
        if (entries) {
            return latex ? explanation.entriesLatex() : explanation.entries();
        }
        if (element) {
            return latex ? explanation.elementLatex() : explanation.element();
        }
        return latex ? explanation.latex() : explanation.text();
    }
}
