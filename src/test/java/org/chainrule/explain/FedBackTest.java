package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.junit.jupiter.api.Test;

/** What {@code grad} prints is proved when it is fed back to {@code check}: for every function and every example. */
class FedBackTest {
    /** Functions of whole numbers, such as a seed that is an input, which proofs do not look into. */
    private static final Set<String> ONLY_AGREE =
            Set.of("argsort", "topk", "nll_loss", "softmax_cross_entropy", "dropout", "median", "quantile");

    /** Of these sums over samples of digamma functions no proof is known. */
    private static final String ONLY_AGREES_WITH = "lgamma((v+1)/2)";

    private static Map<String, String> models() throws IOException {
        Map<String, String> models = new LinkedHashMap<>();
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                models.put(
                        function.name() + ": " + example.call(),
                        "param " + example.inputs() + "\nv = " + example.call() + "\nJ = sum(v^2)\nloss J\n");
            }
        }
        for (String model : Files.readAllLines(Path.of("src/test/resources/prove/models.txt"))) {
            if (!model.startsWith("#")) {
                models.put(model, model.replace("; ", "\n") + "\nloss J\n");
            }
        }
        try (Stream<Path> files = Files.list(Path.of("examples/homework"))) {
            files.filter(file -> file.toString().endsWith(".cr"))
                    .sorted()
                    .forEach(file -> models.put(file.getFileName().toString(), forward(file)));
        }
        return models;
    }

    /** A model without its derivation. */
    private static String forward(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .takeWhile(line -> !line.startsWith("derive") && !line.startsWith("check"))
                    .reduce("", (a, b) -> a + b + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPrintedLineIsProved() throws IOException {
        List<String> failures = new ArrayList<>();
        int proved = 0;
        for (Map.Entry<String, String> each : models().entrySet()) {
            for (JudgedLine line : fedBack(each.getValue())) {
                String function = each.getKey().replaceAll(":.*", "");
                boolean asMeant = line.verdict() == Verdict.PROVED
                        || (line.verdict() == Verdict.AGREES
                                && (ONLY_AGREE.contains(function)
                                        || each.getKey().contains(ONLY_AGREES_WITH)));
                proved += line.verdict() == Verdict.PROVED ? 1 : 0;
                if (!asMeant) {
                    failures.add(each.getKey() + ": " + line.claim() + " is " + line.verdict() + " " + line.notes());
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(proved).isGreaterThan(480);
    }

    /** The lines printed for a model, judged; none for one without anything to derive. */
    private static List<JudgedLine> fedBack(String text) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        boolean derives = model.lossName().isPresent()
                && model.leaves().stream().anyMatch(leaf -> leaf.type().isReal());
        if (!derives || !model.loss().isScalar()) {
            return List.of();
        }
        String printed = Explanation.of(model.loss()).names(model.names()).text();
        return Derivation.judge(Model.parse(text + printed, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT)
                .lines();
    }
}
