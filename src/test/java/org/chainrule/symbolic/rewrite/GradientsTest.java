package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What reverse mode builds for the models of a file, simplified: equal, stable under a second pass, and as a lecture
 * writes it. {@code -Dgolden.update=true} writes the formulas anew.
 */
class GradientsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/rewrite");

    private static List<String> models() throws IOException {
        return List.of(Files.readString(FOLDER.resolve("models.txt")).split("\n---\n"));
    }

    private static String simplified(String text) {
        Model model = Model.parse(text);
        Gradient gradient = Gradient.of(model.loss());
        StringBuilder out = new StringBuilder(text.strip()).append('\n');
        for (Map.Entry<String, Node> entry : model.names().entrySet()) {
            Node node = entry.getValue();
            boolean data = node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT;
            if (node != model.loss() && !data && gradient.adjoint(node) instanceof Adjoint.Value value) {
                Node simple = Simplifier.simplify(value.node());
                Agreement.check(value.node(), simple, 3);
                assertThat(Simplifier.simplify(simple)).isSameAs(simple);
                out.append("    d").append(entry.getKey()).append(" = ").append(Formula.text(simple));
                out.append('\n');
            }
        }
        return out.toString();
    }

    @TestFactory
    Stream<DynamicTest> equalAndStable() throws IOException {
        return models().stream().map(text -> DynamicTest.dynamicTest(text.strip(), () -> simplified(text)));
    }

    @Test
    void asALectureWritesThem() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String text : models()) {
            all.append(simplified(text)).append('\n');
        }
        Path golden = FOLDER.resolve("gradients.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, all);
        }
        assertThat(all.toString().lines()).containsExactlyElementsOf(Files.readAllLines(golden));
    }
}
