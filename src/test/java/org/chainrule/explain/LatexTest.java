package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.explain.lecture.Lecture;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All LaTeX that is printed renders, strictly, in KaTeX. Only with {@code -Dtest.excluded=none}: NODE_PATH says where KaTeX
 * is.
 */
@Tag("katex")
class LatexTest {
    private static final List<String> PROGRAM = List.of(
            "const katex = require('katex'), fs = require('fs');",
            "const text = fs.readFileSync(process.argv[2], 'utf8');",
            "const formulas = [];",
            "const rest = text.replace(/\\$\\$([\\s\\S]*?)\\$\\$/g, (m, f) => { formulas.push([f, true]); return ''; });",
            "rest.replace(/`[^`]*`/g, '').replace(/\\$([^$]+)\\$/g, (m, f) => { formulas.push([f, false]); return ''; });",
            "for (const [f, displayMode] of formulas) {",
            "  try { katex.renderToString(f, {displayMode, throwOnError: true, strict: 'error'}); }",
            "  catch (e) { console.log(e.message + ' in ' + f); }",
            "}",
            "console.log(formulas.length + ' formulas');");

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return process.waitFor() + " " + Files.readString(out, StandardCharsets.UTF_8);
    }

    private static boolean hasKatex(Path folder) throws InterruptedException {
        try {
            return run(folder, "node", "-e", "require('katex')").startsWith("0 ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void renders(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(hasKatex(folder)).as("node finds katex").isTrue();
        StringBuilder page = new StringBuilder();
        for (String text : PrintedModels.all().values()) {
            Model model = Model.parse(text, new Model.Settings(false, 0));
            Explanation explanation = Explanation.of(model.loss()).names(model.names());
            for (String block : List.of(explanation.latex(), explanation.elementLatex(), explanation.entriesLatex())) {
                page.append("$$\n").append(block).append("$$\n");
            }
            page.append(Lecture.chain(model, model.loss(), List.of(), Language.EN))
                    .append(Lecture.differentials(model, model.loss(), List.of(), Language.EN));
        }
        Path program = Files.write(folder.resolve("render.js"), PROGRAM);
        Path input = Files.writeString(folder.resolve("page.md"), page);
        assertThat(run(folder, "node", program.toString(), input.toString())).matches("0 1\\d\\d\\d formulas\\s*");
    }
}
