package org.chainrule.onnxruntime;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.onnx.Onnx;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * What is written as ONNX gives the same numbers in onnxruntime: every example, and every function of the catalogue, with gradients, in both
 * types. {@code Agreement EXAMPLES} ends with 1 when some do not.
 */
final class Agreement {
    /** Sums of many terms, and functions that lose digits, lie apart by more than one rounding. */
    private static final double DOUBLE = 1e-12;

    private static final double FLOAT = 1e-6;

    /** Quotients of small differences, of which floats keep few digits whoever computes them. */
    private static final List<String> NOT_IN_FLOATS = List.of("graph-3a-plus-bc.cr", "physics.cr", "adam.cr");

    private final Path file;
    private final DType real;
    private final Referee referee = new Referee();
    private final TreeSet<String> withoutKernel = new TreeSet<>();
    private final List<String> apart = new ArrayList<>();

    private Agreement(Path file, DType real) {
        this.file = file;
        this.real = real;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("onnx");
        boolean all = true;
        try {
            for (DType real : List.of(DType.F64, DType.F32)) {
                Agreement agreement = new Agreement(folder.resolve("model.onnx"), real);
                all &= agreement.said("examples", agreement.examples(Path.of(args[0])), 10);
                all &= agreement.said("examples of functions", agreement.functions(), 250);
            }
        } finally {
            Files.deleteIfExists(folder.resolve("model.onnx"));
            Files.delete(folder);
        }
        System.exit(all ? 0 : 1);
    }

    private boolean said(String what, int agreed, int least) {
        System.out.println(real + ": " + agreed + " " + what + " agree; onnxruntime has no kernel for " + withoutKernel);
        apart.forEach(System.out::println);
        boolean all = apart.isEmpty() && agreed >= least;
        apart.clear();
        withoutKernel.clear();
        return all;
    }

    private int examples(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".cr")).sorted().toList();
        }
        int agreed = 0;
        for (Path example : files) {
            String name = example.getFileName().toString();
            Model model = real == DType.F32 && NOT_IN_FLOATS.contains(name) ? null : read(example);
            if (model != null && model.unbound().isEmpty() && !model.definitions().isEmpty()) {
                Map<String, Node> outputs = new LinkedHashMap<>();
                model.definitions().forEach(each -> outputs.put(each, model.get(each)));
                model.lossName().ifPresent(loss -> {
                    Gradient gradient = Gradient.of(model.get(loss));
                    model.params().forEach(param -> outputs.put("d" + param.label().orElseThrow(), gradient.orZero(param)));
                });
                agreed += agrees(outputs, model.bindings(), name) ? 1 : 0;
            }
        }
        return agreed;
    }

    private static Model read(Path file) {
        try {
            return Model.read(file);
        } catch (ChainruleException e) {
            // Its data are not here.
            return null;
        }
    }

    private int functions() {
        SplittableRandom random = new SplittableRandom(3);
        int agreed = 0;
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                Model model = Model.parse("input " + example.inputs() + "\nexample_ = " + example.call());
                Node z = model.get("example_");
                if (z.isVariable() && z.shape().isKnown()) {
                    List<Binding> bindings = new ArrayList<>();
                    for (Node leaf : model.leaves()) {
                        bindings.add(leaf.is(((Leaf) leaf.op()).domain().sample(leaf.shape(), random)));
                    }
                    agreed += agrees(withGradients(model, z), bindings, example.call()) ? 1 : 0;
                }
            }
        }
        return agreed;
    }

    private static Map<String, Node> withGradients(Model model, Node z) {
        Map<String, Node> outputs = new LinkedHashMap<>(Map.of("z", z));
        if (z.type().isReal()) {
            try {
                Gradient gradient = Gradient.of(z.isScalar() ? z : z.sum());
                model.leaves().stream()
                        .filter(leaf -> leaf.type().isReal())
                        .forEach(leaf -> outputs.put("d_" + leaf.label().orElseThrow(), gradient.orZero(leaf)));
            } catch (ChainruleException e) {
                // It has no gradient.
            }
        }
        return outputs;
    }

    /** False where ONNX has nothing for an op, or onnxruntime no kernel for an operator. */
    private boolean agrees(Map<String, Node> outputs, List<Binding> bindings, String what) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        bindings.forEach(binding -> inputs.put(binding.leaf().label().orElseThrow(), binding.value()));
        Map<String, double[]> found;
        try {
            Onnx.write(file, outputs, Map.of(), real);
            found = referee.run(file, inputs, real);
        } catch (ChainruleException e) {
            return lacks(what, e, "ONNX has nothing for");
        } catch (OrtException e) {
            withoutKernel.add(String.valueOf(e.getMessage()).replaceAll("(?s).*implementation for (\\w+).*", "$1"));
            return lacks(what, e, "Could not find an implementation for");
        }
        Values values = Interpreter.run(List.copyOf(outputs.values()), bindings, Sizes.NONE, real);
        outputs.forEach((name, node) -> compare(what + ", " + name, found.get(name), values.get(node).toArray()));
        return true;
    }

    private boolean lacks(String what, Exception e, String expected) {
        if (!String.valueOf(e.getMessage()).contains(expected)) {
            apart.add(what + ": " + e.getMessage());
        }
        return false;
    }

    private void compare(String what, double[] found, double[] wanted) {
        double tolerance = real == DType.F64 ? DOUBLE : FLOAT;
        double size = 1;
        for (double each : wanted) {
            size = Double.isFinite(each) ? Math.max(size, Math.abs(each)) : size;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean same = Double.compare(found[i], wanted[i]) == 0 || Math.abs(found[i] - wanted[i]) <= tolerance * size;
            if (!same) {
                apart.add(what + " at " + i + ": " + found[i] + ", and " + wanted[i] + " is wanted");
                return;
            }
        }
    }
}
