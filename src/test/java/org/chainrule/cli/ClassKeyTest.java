package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.check.marking.Decisions;
import org.chainrule.check.marking.Marks;
import org.chainrule.check.marking.Rubric;
import org.chainrule.message.Language;
import org.chainrule.view.report.Sheet;
import org.junit.jupiter.api.Test;

/** A class in numpy, PyTorch, MATLAB, LaTeX and the lecture's notation: what became of each gradient agrees with the key. */
class ClassKeyTest {
    private static final Path CLASS = Path.of("src/test/resources/class");

    @Test
    void marksAgreeWithTheKeyInEveryFile() throws IOException {
        Map<Path, String> files = ClassDesk.files(List.of(CLASS.resolve("class")));
        ClassDesk desk = new ClassDesk(CLASS.resolve("teacher.cr"), Rubric.DEFAULT, 0, Language.EN);
        List<Sheet> sheets = desk.judge(files);
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        for (ClassMarks.Student student : desk.marks(sheets, new Decisions()).students()) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            for (Marks.Quantity quantity : student.marks().quantities()) {
                outcomes.put(quantity.gradient(), quantity.outcome().name().toLowerCase(Locale.ROOT));
            }
            found.put(student.file(), outcomes);
        }
        List<String> key = Files.readAllLines(CLASS.resolve("key.csv"));
        String[] gradients = key.get(0).split(",");
        Map<String, Map<String, String>> expected = new LinkedHashMap<>();
        for (String row : key.subList(1, key.size())) {
            String[] fields = row.split(",");
            Map<String, String> outcomes = new LinkedHashMap<>();
            for (int i = 1; i < fields.length; i++) {
                outcomes.put(gradients[i], fields[i]);
            }
            expected.put(fields[0], outcomes);
        }
        assertThat(expected).hasSize(15);
        assertThat(found).isEqualTo(expected);
    }
}
