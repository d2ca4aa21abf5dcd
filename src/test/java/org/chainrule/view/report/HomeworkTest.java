package org.chainrule.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.Golden;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivations in examples/homework: what is said about each line, and how the reports look. */
class HomeworkTest {
    private static final Path FOLDER = Path.of("examples", "homework");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Sheet sheet(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        Model model = Model.read(FOLDER.resolve(name), new Model.Settings(false, 0).withLenientClaims());
        Judgement found = Derivation.judge(model, Derivation.Settings.DEFAULT);
        return Sheet.judged(
                name,
                text,
                new Judgement(name, found.lines(), found.rest(), found.warnings(), found.seed(), found.points()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineIsJudged(String name) throws IOException {
        Golden.check(
                "homework/" + name + ".txt",
                TextReport.of(sheet(name).judgement().orElseThrow(), Language.EN, false, false));
    }

    @Test
    void chinese() throws IOException {
        Golden.check(
                "homework/zh.txt",
                TextReport.of(sheet("two-layer-no-derivative.cr").judgement().orElseThrow(), Language.ZH, false, true));
    }

    @Test
    void aClassOnOnePage() throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        for (String name : List.of("two-layer-right.cr", "two-layer-no-derivative.cr", "two-layer-per-sample.cr")) {
            sheets.add(sheet(name));
        }
        sheets.add(Sheet.failed("typo.cr", "typo.cr:1:9: the bracket `[` is not closed\n  1 | input x [3"));
        for (Language language : Language.values()) {
            String html = Page.HTML.of(sheets, language);
            assertThat(html).isEqualTo(Page.HTML.of(List.copyOf(sheets), language));
            Xml.parse(html.substring(html.indexOf('\n')));
            Golden.check("homework/class-" + language.code() + ".html", html);
            Golden.check("homework/class-" + language.code() + ".md", Page.MARKDOWN.of(sheets, language));
        }
    }

    @Test
    void linksOfAPageLeadSomewhere() throws IOException {
        String html = Page.HTML.of(List.of(sheet("two-layer-no-derivative.cr"), sheet("relu-layer.cr")), Language.EN);
        List<String> links = java.util.regex.Pattern.compile("href=\"#([^\"]+)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(4).allSatisfy(link -> assertThat(html)
                .contains("id=\"" + link + "\""));
        // Nothing is fetched; kinds of mistakes are told about elsewhere, for who asks.
        assertThat(html.replaceAll("<a class=\"kind\" href=\"https://[^\"]*/docs/diagnoses.md#[a-z_0-9]+\"", ""))
                .doesNotContain("http://", "https://", "<script");
    }
}
