package org.chainrule.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.check.example.WorkedExample;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.view.report.ClassRecord.Mistake;

/** Judgements as one page that loads nothing: formulas are MathML, and light and dark are the reader's choice. */
final class HtmlReport {
    private final Wording words;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(Wording words) {
        this.words = words;
    }

    static String of(List<Sheet> sheets, Wording words) {
        return of(sheets, List.of(), Optional.empty(), words);
    }

    /**
     * @param links where each sheet can be tried out; fewer than sheets, or empty texts, where it cannot
     * @param marks what a teacher sees above the derivations
     */
    static String of(List<Sheet> sheets, List<String> links, Optional<ClassMarks> marks, Wording words) {
        HtmlReport report = new HtmlReport(words);
        report.page(sheets, links, marks);
        return report.out.toString();
    }

    private void page(List<Sheet> sheets, List<String> links, Optional<ClassMarks> marks) {
        boolean many = sheets.size() > 1 || marks.isPresent();
        String title =
                Html.escape(many ? words.keyed("report.title") : sheets.get(0).file());
        line("<!DOCTYPE html>");
        line("<html lang=\"" + words.language().code() + "\">");
        line("<head>");
        line("<meta charset=\"utf-8\"/>");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                + "'unsafe-inline'\"/>");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        line("<title>" + title + "</title>");
        line("<style>");
        out.append(style());
        line("</style>");
        line("</head>");
        line("<body>");
        line("<main>");
        if (many) {
            overview(sheets);
        }
        marks.ifPresent(found -> out.append(MarksSection.of(found, words)));
        for (int i = 0; i < sheets.size(); i++) {
            sheet(sheets.get(i), i < links.size() ? links.get(i) : "", i + 1, many ? "h2" : "h1");
        }
        line("</main>");
        line("</body>");
        line("</html>");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void overview(List<Sheet> sheets) {
        ClassRecord record = ClassRecord.of(sheets);
        line("<h1 id=\"top\">" + words.keyed("report.title") + "</h1>");
        line("<p>" + words.keyed("report.class", record.files(), record.right(), record.unread()) + "</p>");
        line("<div class=\"wide\"><table>");
        head(
                "report.file",
                "report.lines",
                "verdict.right",
                "verdict.refuted",
                "verdict.follows",
                "report.first_wrong");
        for (int i = 0; i < sheets.size(); i++) {
            row(sheets.get(i), i + 1);
        }
        line("</table></div>");
        if (!record.mistakes().isEmpty()) {
            mistakes(record.mistakes());
        }
    }

    private void head(String... keys) {
        out.append("<tr>");
        for (String key : keys) {
            boolean number = key.startsWith("verdict.") || key.equals("report.files");
            out.append(number ? "<th class=\"n\">" : "<th>")
                    .append(words.keyed(key))
                    .append("</th>");
        }
        line("</tr>");
    }

    private void row(Sheet sheet, int number) {
        String link = "<td><a href=\"#f" + number + "\">" + Html.escape(sheet.file()) + "</a></td>";
        if (sheet.judgement().isEmpty()) {
            String error = sheet.error().lines().findFirst().orElse("");
            line("<tr class=\"undecided\">" + link + "<td colspan=\"5\">" + Html.prose(error) + "</td></tr>");
            return;
        }
        String wrong = sheet.firstWrong()
                .map(first ->
                        "<a href=\"#f" + number + "-" + first.line() + "\">" + words.keyed("report.line", first.line())
                                + "</a> <code>" + words.kind(ClassRecord.kind(first)) + "</code>")
                .orElse("");
        line(String.format(
                Locale.ROOT,
                "<tr class=\"%s\">%s<td class=\"n\">%d</td><td class=\"n\">%d</td><td class=\"n\">%d</td>"
                        + "<td class=\"n\">%d</td><td>%s</td></tr>",
                sheet.ok() ? "proved" : "refuted",
                link,
                sheet.lines().size(),
                sheet.right(),
                sheet.count(Verdict.REFUTED),
                sheet.count(Verdict.FOLLOWS),
                wrong));
    }

    private void mistakes(List<Mistake> mistakes) {
        line("<h2>" + words.keyed("report.mistakes") + "</h2>");
        line("<div class=\"wide\"><table>");
        head("report.kind", "report.lines", "report.files");
        int most = mistakes.get(0).lines();
        for (Mistake mistake : mistakes) {
            // The longest bar leaves room for its number.
            long percent = Math.round(80.0 * mistake.lines() / most);
            line("<tr><td><code>" + words.kind(mistake.kind()) + "</code></td><td class=\"bar\"><span style=\"width: "
                    + percent + "%\"></span>" + mistake.lines() + "</td><td class=\"n\">" + mistake.files()
                    + "</td></tr>");
        }
        line("</table></div>");
    }

    private void sheet(Sheet sheet, String link, int number, String heading) {
        line("<section id=\"f" + number + "\">");
        line("<" + heading + ">" + Html.escape(sheet.file()) + "</" + heading + ">");
        if (!link.isEmpty()) {
            line("<p><a href=\"" + Html.escape(link) + "\">" + words.keyed("report.live") + "</a></p>");
        }
        if (sheet.judgement().isEmpty()) {
            line("<pre class=\"error\">" + Html.escape(sheet.error()) + "</pre>");
        } else {
            Judgement judgement = sheet.judgement().get();
            out.append("<p>");
            for (Verdict verdict : Verdict.values()) {
                if (judgement.count(verdict) > 0) {
                    out.append("<span class=\"badge ").append(verdict.word()).append("\">");
                    out.append(words.keyed("count." + verdict.word(), judgement.count(verdict)))
                            .append("</span> ");
                }
            }
            line("</p>");
            judgement
                    .warnings()
                    .forEach(warning -> line(
                            "<p class=\"warning\">" + Html.prose(words.keyed("report.warning", warning)) + "</p>"));
            if (!sheet.above().isEmpty()) {
                line("<details open=\"open\"><summary>" + words.keyed("report.model") + "</summary>");
                line("<pre>" + Html.escape(sheet.above()) + "</pre></details>");
            }
            sheet.entries().forEach(entry -> entry(entry, number));
            words.rest(judgement).forEach(this::paragraph);
            line("<p class=\"faint\">" + Html.escape(words.summary(judgement)) + "</p>");
        }
        line("</section>");
    }

    private void entry(Sheet.Entry entry, int number) {
        if (entry.judged().isPresent()) {
            judged(entry.judged().get(), number);
        } else {
            line("<div class=\"between\"><span class=\"number\">" + entry.line() + "</span><code>"
                    + Html.escape(entry.text()) + "</code></div>");
        }
    }

    private void judged(JudgedLine line, int number) {
        String word =
                line.convention().isPresent() ? "convention" : line.verdict().word();
        line("<article class=\"" + word + "\" id=\"f" + number + "-" + line.line() + "\">");
        String verdict = Html.escape(words.verdict(line));
        if (line.because().isPresent()) {
            verdict = "<a href=\"#f" + number + "-" + line.because().getAsInt() + "\">" + verdict + "</a>";
        }
        line("<header><span class=\"number\">" + Wording.number(line) + "</span><code>" + Html.escape(line.claim())
                + "</code><span class=\"badge " + word + "\">" + Wording.mark(line) + " " + verdict
                + "</span></header>");
        formula(line.written().typeset().claim());
        line.convention().ifPresent(convention -> paragraph(words.say(convention)));
        if (line.diagnosis().isPresent()) {
            diagnosis(line, line.diagnosis().get());
        } else {
            line.error().ifPresent(error -> {
                paragraph(words.say(error.message()));
                line("<pre>" + Html.escape(error.excerpt()) + "</pre>");
            });
        }
        words.counterexample(line).ifPresent(this::paragraph);
        WorkedExample.of(line).ifPresent(example -> {
            line("<details><summary>" + words.say(WorkedExample.TITLE) + "</summary>");
            example.sentences().forEach(sentence -> paragraph(words.say(sentence)));
            line("</details>");
        });
        words.facts(line).ifPresent(this::paragraph);
        line.notes().forEach(note -> paragraph(words.say(note)));
        if (!line.evidence().proof().isEmpty()) {
            line("<details><summary>" + words.keyed("report.proof") + "</summary><ol>");
            line.evidence().proof().forEach(step -> line("<li>" + Html.prose(words.say(step)) + "</li>"));
            line("</ol></details>");
        }
        line("</article>");
    }

    private void diagnosis(JudgedLine line, JudgedLine.Mend mend) {
        line("<p>" + Html.prose(words.say(mend.message())) + " <a class=\"kind\" href=\"" + Wording.page(mend.kind())
                + "\">" + Html.escape(words.kind(mend.kind())) + "</a></p>");
        mend.written().ifPresent(fix -> {
            line("<div class=\"fix\"><p>" + words.keyed("report.fix", "<code>" + Html.escape(fix) + "</code>")
                    + "</p>");
            formula(line.written().typeset().fix());
            line("</div>");
        });
    }

    private void formula(String latex) {
        if (!latex.isEmpty()) {
            line("<div class=\"formula\">" + MathMl.block(latex) + "</div>");
        }
    }

    private void paragraph(String text) {
        line("<p>" + Html.prose(text) + "</p>");
    }
}
