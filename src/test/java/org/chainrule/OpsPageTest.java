package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/**
 * The page of all functions is written from the catalogue; {@code -Dgolden.update=true} writes it anew.
 */
class OpsPageTest {
    private static final Path PAGE = Path.of("docs/ops.md");

    private static final String DEFINED = "simpler functions";

    private static final String HEAD =
            """
            # The functions

            This page is written from the catalogue by `OpsPageTest`; the build fails when it is stale. A test checks every
            function below at its examples: value, types, first and second derivative against differences, float32.
            `tools/chainrule ops NAME` prints one entry, also by the name of a kind of node: `Add`, `Mul`, `MatMul`, `Sigmoid`, `Tanh`,
            `ReLU`, `Softmax`, `CrossEntropy`, `Sum`, `Mean`. In Java it is the method of that name, `crossEntropy(p, y)`, and `node.op().name()`
            tells what a node is, `cross_entropy`.

            Arguments have the names shown and may be given by position or by name; `axis` may be negative and counts
            from the end. Beside the derivative of an elementwise function, `dz` is the gradient of the result z, and the
            line says what reaches the input; where an input was broadcast, its gradient is summed over the broadcast axes.
            """;

    @Test
    void thePageIsFresh() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        page.append('\n');
        CallableFunctions.families().forEach((family, functions) -> page.append("- [")
                .append(title(family))
                .append("](#")
                .append(anchor(family))
                .append("): ")
                .append(functions.stream().map(f -> '`' + f.name() + '`').collect(Collectors.joining(" ")))
                .append('\n'));
        primitives(page);
        CallableFunctions.families().forEach((family, functions) -> {
            page.append("\n## ").append(title(family)).append('\n');
            functions.forEach(function -> entry(page, function));
        });
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    /** How what a function means is told: one row each way, and by it the functions that have nodes of their own. */
    private static void primitives(StringBuilder page) {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Stream.of(
                        DEFINED,
                        "which entries are multiplied and added",
                        "primitive: entries are moved by their positions",
                        "primitive: entries are chosen by their order",
                        "primitive: entries are added up, with factors",
                        "primitive: products of entries are added up",
                        "primitive: a function of each entry",
                        "primitive: a kernel of its own")
                .forEach(way -> rows.put(way, new TreeSet<>()));
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                Node node = Model.parse("input " + example.inputs()).expression(example.call());
                if (node.op().name().equals(function.name())) {
                    rows.computeIfAbsent(way(node), way -> new TreeSet<>()).add('`' + function.name() + '`');
                }
            }
        }
        page.append(
                        "\nWhat a function means is told once: by simpler functions, by which entries are multiplied and added, or, where it is a")
                .append(
                        "\nprimitive, by how its entries come about. Functions that are missing here are written with others at once; in two rows stand those\nof which attributes decide, such as pools with padding.\n\n")
                .append("| told by | functions |\n|---|---|\n");
        rows.values().removeIf(Set::isEmpty);
        rows.forEach((way, names) -> page.append("| ")
                .append(way)
                .append(" | ")
                .append(String.join(" ", names))
                .append(" |\n"));
    }

    private static String way(Node node) {
        Op op = node.op();
        if (op.definition(node.inputs()).isPresent()) {
            return DEFINED;
        } else if (op.contraction(node.inputs().stream().map(Node::type).toList())
                .isPresent()) {
            return "which entries are multiplied and added";
        }
        return switch (op.entryRule()) {
            case MOVED -> "primitive: entries are moved by their positions";
            case CHOSEN -> "primitive: entries are chosen by their order";
            case LINEAR -> "primitive: entries are added up, with factors";
            case PRODUCTS -> "primitive: products of entries are added up";
            case COMPUTED ->
                op.isElementwise() ? "primitive: a function of each entry" : "primitive: a kernel of its own";
        };
    }

    /** {@code EntryProducts} is shown as "Entry products". */
    private static String title(String family) {
        String words = family.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String anchor(String family) {
        return title(family).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static void entry(StringBuilder page, Function function) {
        page.append("\n### `").append(function).append("`\n\n");
        page.append(escaped(function.doc()));
        if (!function.aliases().isEmpty()) {
            page.append(" Also written ")
                    .append(function.aliases().stream().map(a -> '`' + a + '`').collect(Collectors.joining(", ")))
                    .append('.');
        }
        if (!function.source().isEmpty()) {
            page.append(" Source: ").append(escaped(function.source())).append('.');
        }
        page.append("\n\n");
        function.examples().stream().limit(2).forEach(example -> page.append("- `")
                .append(example.call())
                .append("` with `")
                .append(example.inputs())
                .append("`\n"));
        derivatives(page, function);
    }

    /** Formulas in the text stay formulas in Markdown. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;");
    }

    /** A line for each input of an elementwise op: what its vjp is. */
    private static void derivatives(StringBuilder page, Function function) {
        List<String> names = List.of(function.signature().toString().split(", "));
        if (!List.of(List.of("x"), List.of("x", "y")).contains(names)) {
            return;
        }
        List<Node> in = names.stream().map(OpsPageTest::leaf).toList();
        List<Arg> arguments = in.stream().map(x -> (Arg) new Arg.Value(x)).toList();
        called(function, arguments)
                .filter(node ->
                        node.op() instanceof Elementwise && node.inputs().equals(in))
                .ifPresent(node -> derivatives(page, names, node));
    }

    private static void derivatives(StringBuilder page, List<String> names, Node node) {
        Op op = node.op();
        List<Node> in = node.inputs();
        for (int i = 0; i < in.size(); i++) {
            page.append("- d").append(names.get(i)).append(": ");
            Smoothness smoothness = op.smoothness(i);
            // A leaf called z stands where the rule uses the result.
            page.append(
                    smoothness.isSmooth()
                            ? '`' + Formula.text(op.vjp(i, leaf("dz"), leaf("z"), in)) + '`'
                            : "zero, since " + escaped(smoothness.reason().toString()));
            page.append('\n');
        }
    }

    private static Node leaf(String name) {
        return Node.input(name, Type.real(Shape.SCALAR), Domain.REAL);
    }

    private static Optional<Node> called(Function function, List<Arg> arguments) {
        try {
            return Optional.of(function.call(arguments, Map.of()));
        } catch (ChainruleException e) {
            return Optional.empty(); // needs a vector or a matrix, so it is not elementwise
        }
    }
}
