package org.chainrule.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written as ONNX and read again computes the same: every example, and every function of the catalogue, with gradients. */
class ExportTest {
    @TempDir
    private Path folder;

    /** Functions for whose matrices ONNX has no operator, and those with chance. */
    private static final List<String> WITHOUT = List.of(
            "argcummax",
            "argcummin",
            "atan2",
            "cholesky",
            "cofactor",
            "conv2d_kernel",
            "cumprod",
            "digamma",
            "dropout",
            "eigvalsh",
            "eigvecsh",
            "erfinv",
            "expm_frechet",
            "inv",
            "lgamma",
            "linear_scan",
            "logabsdet",
            "logdet",
            "matrix_exp",
            "pinv",
            "polygamma",
            "prod_others",
            "qr_q",
            "qr_r",
            "svd_u",
            "svd_v",
            "svdvals");

    @Test
    void examplesAndTheirGradients() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of("examples"))) {
            files = walk.filter(file -> file.toString().endsWith(".cr"))
                    .sorted()
                    .toList();
        }
        int tried = 0;
        for (Path file : files) {
            Model model;
            try {
                model = Model.read(file);
            } catch (ChainruleException e) {
                // Its data are not here.
                continue;
            }
            if (!model.unbound().isEmpty()) {
                continue;
            }
            Map<String, Node> outputs = new LinkedHashMap<>();
            model.definitions().forEach(name -> outputs.put(name, model.get(name)));
            model.lossName().ifPresent(loss -> {
                Gradient gradient = Gradient.of(model.get(loss));
                model.params().forEach(param -> outputs.put("d" + param.label().orElseThrow(), gradient.orZero(param)));
            });
            if (file.endsWith("logistic-hessian.cr")) {
                // It has eigenvalues.
                assertThatThrownBy(() -> same(outputs, model.bindings(), file.toString()))
                        .hasMessageContaining("ONNX has nothing for eigvalsh");
                continue;
            }
            same(outputs, model.bindings(), file.toString());
            tried++;
        }
        assertThat(tried).isGreaterThan(15);
    }

    @Test
    void everyFunctionOfTheCatalogue() {
        TreeSet<String> refused = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(3);
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                Model model = Model.parse("input " + example.inputs() + "\nexample_ = " + example.call());
                Node z = model.get("example_");
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
                if (!z.isVariable() || !z.shape().isKnown()) {
                    continue;
                }
                List<Binding> bindings = new ArrayList<>();
                for (Node leaf : model.leaves()) {
                    bindings.add(leaf.is(((Leaf) leaf.op()).domain().sample(leaf.shape(), random)));
                }
                try {
                    same(outputs, bindings, example.call());
                } catch (ChainruleException e) {
                    assertThat(e).as(example.call()).hasMessageContaining("ONNX has nothing for");
                    for (String name : e.getMessage()
                            .replaceAll(".*nothing for |, so this.*", "")
                            .split(", ")) {
                        refused.add(name);
                    }
                }
            }
        }
        assertThat(WITHOUT).containsAll(refused);
    }

    @Test
    void openSizesStayOpen() {
        Model model = Model.parse(
                "dims m\ninput X [m, 3], y [m, 1]\nparam W [3, 1], b []\nJ = mean((sigmoid(X @ W + b) - y)^2)",
                new Model.Settings(false, 0));
        Map<String, Node> outputs = new LinkedHashMap<>(Map.of("J", model.loss()));
        Gradient gradient = Gradient.of(model.loss());
        model.params().forEach(param -> outputs.put("d" + param.label().orElseThrow(), gradient.get(param)));
        SplittableRandom random = new SplittableRandom(5);
        for (int m : new int[] {2, 7}) {
            List<Binding> bindings = new ArrayList<>();
            for (Node leaf : model.leaves()) {
                bindings.add(leaf.is(Tensor.generate(
                        DType.F64,
                        leaf.shape().resolve(org.chainrule.tensor.Sizes.of("m", m)),
                        at -> random.nextDouble(-1, 1))));
            }
            same(outputs, bindings, "m = " + m);
        }
    }

    private void same(Map<String, Node> outputs, List<Binding> bindings, String what) {
        Path file = folder.resolve("model.onnx");
        Map<Node, Tensor> params = new LinkedHashMap<>();
        Walk walk = Walk.from(List.copyOf(outputs.values()));
        List<Binding> used = bindings.stream()
                .filter(binding -> walk.indexOf(binding.leaf()) >= 0)
                .toList();
        for (Binding binding : used) {
            Leaf leaf = (Leaf) binding.leaf().op();
            if (leaf.role() == Leaf.Role.PARAM) {
                params.put(binding.leaf(), binding.value());
            }
        }
        Onnx.write(file, outputs, params, DType.F64);
        OnnxModel read = Onnx.read(file);
        List<Binding> again = new ArrayList<>(read.bindings());
        for (Binding binding : used) {
            String name = binding.leaf().label().orElseThrow();
            if (!params.containsKey(binding.leaf())) {
                again.add(read.get(name).is(binding.value()));
            }
        }
        Values expected = Interpreter.run(List.copyOf(outputs.values()), used);
        Values found = Interpreter.run(List.copyOf(read.outputs().values()), again);
        assertThat(read.outputs().keySet()).as(what).isEqualTo(outputs.keySet());
        outputs.forEach((name, node) -> {
            Tensor right = expected.get(node);
            Tensor value = found.get(read.get(name));
            assertThat(value.shape()).as("%s: %s", what, name).isEqualTo(right.shape());
            for (int i = 0; i < right.count(); i++) {
                double scale = 1 + Math.abs(right.at(i));
                assertThat(value.at(i) / scale)
                        .as("%s: %s at %d", what, name, i)
                        .isCloseTo(right.at(i) / scale, org.assertj.core.data.Offset.offset(1e-10));
            }
        });
    }
}
