package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page of diagnoses lists every kind, and each of its examples is diagnosed as it says. */
class DiagnosesPageTest {
    private static final Path PAGE = Path.of("docs/diagnoses.md");
    private static final Pattern PART = Pattern.compile(
            "```cr [^\\n]*\\n(.*?)```|^\\| `([a-z_0-9]+)` \\|[^|]*\\|(.*)$", Pattern.DOTALL | Pattern.MULTILINE);

    /** A row of a table. */
    private record Example(String model, String kind, String wrong, String right) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String model = "";
        for (String block : Files.readString(PAGE).split("\n(?=```cr|\\| `)")) {
            Matcher part = PART.matcher(block);
            if (!part.find()) {
                continue;
            }
            if (part.group(1) != null) {
                model = part.group(1);
            } else {
                List<String> code = Pattern.compile("`([^`]*)`")
                        .matcher(part.group(3).lines().findFirst().orElse(""))
                        .results()
                        .map(r -> r.group(1))
                        .toList();
                if (code.size() == 2) {
                    examples.add(new Example(model, part.group(2), code.get(0), code.get(1)));
                }
            }
        }
        return examples;
    }

    @Test
    void everyKindIsListedOnce() throws IOException {
        List<String> listed = Pattern.compile("^\\| `([a-z_0-9]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed))
                .isEqualTo(Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.toCollection(TreeSet::new)));
        Set<String> shown = examples().stream().map(Example::kind).collect(Collectors.toCollection(TreeSet::new));
        // All but "other", "shape_mismatch" and "domain", which no edit mends.
        assertThat(shown).hasSize(Kind.values().length - 3);
    }

    @TestFactory
    Stream<DynamicTest> examplesAreDiagnosed() throws IOException {
        return examples().stream().map(e -> DynamicTest.dynamicTest(e.kind(), () -> diagnosed(e)));
    }

    private static void diagnosed(Example example) {
        Line line = line(example);
        assertThat(line.isRight()).as("the wrong line is wrong").isFalse();
        Diagnosis diagnosis = Diagnosis.of(line, Budget.standard()).orElseThrow();
        assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
        assertThat(diagnosis.kind().id() + ": " + SyntaxPrinter.print(diagnosis.fix()))
                .isEqualTo(example.kind() + ": " + example.right());
        Message message = diagnosis.message();
        assertThat(message.text(Language.EN)).isNotEqualTo(message.text(Language.ZH));
    }

    private static Line line(Example example) {
        Model model = Model.parse(example.model(), new Model.Settings(false, 0));
        if (example.wrong().contains("==")) {
            String[] sides = example.wrong().split("==");
            Node left = ExpressionReader.of(model, Map.of()).node(Line.parse(sides[0].strip()));
            return Line.of(
                    Optional.empty(),
                    model,
                    Line.parse(sides[1].strip()),
                    left,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
        }
        Matcher parts = Pattern.compile("(?:(\\w+): )?d(\\w+) = (.*)").matcher(example.wrong());
        assertThat(parts.matches()).isTrue();
        Map<String, Node> others = new LinkedHashMap<>();
        if (parts.group(1) == null) {
            for (Line other : Line.derivation(model)) {
                if (!other.subject().equals(Optional.of("d" + parts.group(2)))) {
                    others.put(other.subject().orElseThrow(), other.truth());
                }
            }
        }
        String of = parts.group(1) == null ? model.lossName().orElseThrow() : parts.group(1);
        if (parts.group(1) == null && example.model().contains("derive J1")) {
            of = "J1";
        }
        return Line.gradient(model, of, parts.group(2), Line.parse(parts.group(3)), others);
    }
}
