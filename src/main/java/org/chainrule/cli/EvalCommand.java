package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.compile.PlanReport;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.io.FileNames;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.SavedParams;
import org.chainrule.train.Stochastic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule eval}: the values of a model. */
@Command(name = "eval", mixinStandardHelpOptions = true, description = "Evaluates models and prints what they define.")
final class EvalCommand extends SpokenCommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Model files (*.cr, *.onnx).")
    private List<String> names = new ArrayList<>();

    private List<Path> files = List.of();

    @Option(
            names = "--show",
            paramLabel = "NAMES",
            description = "Names or expressions to show, with commas between them: J,\"grad(J, W1)\"."
                    + " Default: everything that is defined.")
    private String show = "";

    @Option(names = "--json", description = "One JSON object a file, numbers at full precision.")
    private boolean json;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "f64 (default) or f32.")
    private DType dtype = DType.F64;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "Values of the parameters that train --out has saved (params.npz); nothing is dropped then.")
    private @Nullable Path params;

    @Option(
            names = "--explain-plan",
            description =
                    "Instead of values, what a compiled program does for them: its steps, with operations, bytes and time.")
    private boolean explainPlan;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Values for a model in ONNX: input_0.pb and so on; where output_0.pb lies there too, it says"
                    + " whether the outputs agree.")
    private @Nullable Path data;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "Many models in ONNX with their --data: a text with two paths a line, MODEL and FOLDER.")
    private @Nullable Path list;

    @Option(
            names = {"-o", "--onnx"},
            paramLabel = "OUT.onnx",
            description =
                    "Writes what it would show as a model in ONNX instead; parameters with a value are in it, inputs"
                            + " are not.")
    private @Nullable Path onnx;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of random initial values; default 0.")
    private long seed;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        int code = Main.OK;
        PrintWriter out = out();
        PrintWriter err = err();
        files = names.stream().map(name -> FileNames.in(Path.of(""), name)).toList();
        if (list != null || data != null) {
            return onnx(new OnnxRuns(out, err, json, language()));
        } else if (onnx != null) {
            return export(onnx);
        } else if (files.isEmpty()) {
            throw ParsedWords.missing(spec, "FILE");
        }
        for (Path file : files) {
            try {
                if (explainPlan) {
                    explain(out, file);
                    continue;
                }
                Evaluation result = evaluate(file);
                if (json) {
                    out.println(Json.values(
                            file.toString(),
                            result.values(),
                            result.warnings().stream()
                                    .map(warning -> warning.text(language()))
                                    .toList()));
                } else {
                    print(out, file, result.values());
                    result.warnings().forEach(warning -> err.println(warning.text(language())));
                }
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                // One bad file must not cost the results of the others.
                code = Main.BAD_INPUT;
                InputError error = InputError.of(e, language());
                if (json) {
                    out.println(Json.error(file.toString(), error));
                } else {
                    out.flush();
                    err.println("chainrule: " + error.text());
                }
            }
        }
        return code;
    }

    private int export(Path target) {
        if (files.size() != 1) {
            throw new ChainruleException("--onnx writes one model");
        }
        OutputGuard.spare(target, files);
        Model model = Model.read(files.get(0), new Model.Settings(false, seed));
        OnnxFile.write(target, Evaluation.shown(model, show), model, params, dtype);
        return Main.OK;
    }

    private int onnx(OnnxRuns runs) {
        if (list != null) {
            return runs.run(OnnxRuns.list(list), true);
        } else if (files.size() != 1 || data == null) {
            throw new ChainruleException("--data belongs to one model; for several use --list");
        }
        return runs.run(List.of(new OnnxRuns.Run(files.get(0), data)), false);
    }

    private void explain(PrintWriter out, Path file) {
        Model model = Model.read(file, new Model.Settings(true, seed));
        List<Node> outputs = List.copyOf(Evaluation.shown(model, show).values());
        // What the interpreter has to say about missing values comes first.
        Evaluation.run(model, outputs, model.bindings(), dtype);
        PlanReport plan = Program.of(outputs, dtype).explain(model.bindings());
        if (json) {
            out.println(Json.plan(file.toString(), plan));
        } else {
            if (files.size() > 1) {
                out.println("# " + file);
            }
            plan.lines().forEach(out::println);
            out.println(plan.summary().text(language()));
        }
    }

    private Evaluation evaluate(Path file) {
        Model model = Model.read(file, new Model.Settings(true, seed));
        Map<String, Node> shown = Evaluation.shown(model, show);
        if (params != null) {
            shown.replaceAll((name, node) -> Stochastic.off(List.of(node)).get(0));
        }
        return Evaluation.of(file.toString(), model, shown, bindings(model), dtype);
    }

    private List<Binding> bindings(Model model) {
        if (params == null) {
            return model.bindings();
        }
        List<Binding> bindings = new ArrayList<>(SavedParams.read(params, model.params()));
        model.bindings().stream()
                .filter(binding -> !model.params().contains(binding.leaf()))
                .forEach(bindings::add);
        return bindings;
    }

    private void print(PrintWriter out, Path file, Map<String, Tensor> values) {
        if (files.size() > 1) {
            out.println("# " + file);
        }
        values.forEach((name, value) -> {
            String shape = value.rank() == 0 ? "" : " " + value.shape();
            out.println(name + shape + " =" + ValueText.of(value));
        });
    }
}
