package org.chainrule.view.report;

import java.util.List;
import java.util.Locale;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.check.example.WorkedExample;
import org.chainrule.view.report.ClassRecord.Mistake;

/** Judgements as Markdown; formulas are LaTeX between double dollar signs. */
final class MarkdownReport {
    private final Wording words;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Wording words) {
        this.words = words;
    }

    static String of(List<Sheet> sheets, Wording words) {
        MarkdownReport report = new MarkdownReport(words);
        if (sheets.size() > 1) {
            report.overview(sheets);
        }
        for (int i = 0; i < sheets.size(); i++) {
            report.sheet(sheets.get(i), i + 1, sheets.size() > 1 ? "##" : "#");
        }
        return report.out.toString();
    }

    private void overview(List<Sheet> sheets) {
        ClassRecord record = ClassRecord.of(sheets);
        paragraph("# " + words.keyed("report.title"));
        paragraph(words.keyed("report.class", record.files(), record.right(), record.unread()));
        row("report.file", "report.lines", "verdict.right", "verdict.refuted", "verdict.follows", "report.first_wrong");
        out.append("|---|--:|--:|--:|--:|---|\n");
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            String link = "[" + cell(sheet.file()) + "](#f" + (i + 1) + ")";
            if (sheet.judgement().isEmpty()) {
                out.append("| ").append(link).append(" | | | | | ");
                out.append(cell(sheet.error().lines().findFirst().orElse(""))).append(" |\n");
                continue;
            }
            int number = i + 1;
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %s |\n",
                    link,
                    sheet.lines().size(),
                    sheet.right(),
                    sheet.count(Verdict.REFUTED),
                    sheet.count(Verdict.FOLLOWS),
                    sheet.firstWrong()
                            .map(line -> "[" + line.line() + "](#f" + number + "-" + line.line() + "): "
                                    + words.kind(ClassRecord.kind(line)))
                            .orElse("")));
        }
        out.append('\n');
        if (!record.mistakes().isEmpty()) {
            paragraph("## " + words.keyed("report.mistakes"));
            row("report.kind", "report.lines", "report.files");
            out.append("|---|--:|--:|\n");
            for (Mistake mistake : record.mistakes()) {
                out.append("| ")
                        .append(words.kind(mistake.kind()))
                        .append(" | ")
                        .append(mistake.lines());
                out.append(" | ").append(mistake.files()).append(" |\n");
            }
            out.append('\n');
        }
    }

    private void row(String... keys) {
        for (String key : keys) {
            out.append("| ").append(words.keyed(key)).append(' ');
        }
        out.append("|\n");
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private void sheet(Sheet sheet, int number, String heading) {
        paragraph("<a id=\"f" + number + "\"></a>");
        paragraph(heading + " " + prose(sheet.file()));
        if (sheet.judgement().isEmpty()) {
            fenced("text", sheet.error());
            return;
        }
        Judgement judgement = sheet.judgement().get();
        paragraph(prose(words.summary(judgement)));
        judgement.warnings().forEach(warning -> paragraph("⚠ " + prose(words.keyed("report.warning", warning))));
        if (!sheet.above().isEmpty()) {
            fenced("text", sheet.above());
        }
        for (Sheet.Entry entry : sheet.entries()) {
            if (entry.judged().isPresent()) {
                line(entry.judged().get(), number, heading + "#");
            } else {
                paragraph(entry.line() + ": " + code(entry.text()));
            }
        }
        words.rest(judgement).forEach(sentence -> paragraph(prose(sentence)));
    }

    private void line(JudgedLine line, int number, String heading) {
        paragraph("<a id=\"f" + number + "-" + line.line() + "\"></a>");
        String verdict = words.verdict(line);
        if (line.because().isPresent()) {
            verdict = "[" + verdict + "](#f" + number + "-" + line.because().getAsInt() + ")";
        }
        paragraph(heading + " " + Wording.mark(line) + " " + words.keyed("report.line", Wording.number(line)) + ": "
                + verdict);
        if (!line.claim().isEmpty()) {
            paragraph(code(line.claim()));
        }
        formula(line.written().typeset().claim());
        line.convention().ifPresent(convention -> paragraph("⚠ " + prose(words.say(convention))));
        line.diagnosis().ifPresent(mend -> {
            paragraph(prose(words.say(mend.message())) + " ([" + code(words.kind(mend.kind())) + "]("
                    + Wording.page(mend.kind()) + "))");
            mend.written().ifPresent(fix -> paragraph(words.keyed("report.fix", code(fix))));
            formula(line.written().typeset().fix());
        });
        if (line.diagnosis().isEmpty()) {
            line.error().ifPresent(error -> fenced("text", words.say(error.message()) + "\n" + error.excerpt()));
        }
        words.counterexample(line).ifPresent(text -> paragraph(prose(text)));
        WorkedExample.of(line).ifPresent(example -> {
            paragraph("<details><summary>" + words.say(WorkedExample.TITLE) + "</summary>");
            example.sentences().forEach(sentence -> paragraph(prose(words.say(sentence))));
            paragraph("</details>");
        });
        words.facts(line).ifPresent(text -> paragraph(prose(text)));
        line.notes().forEach(note -> paragraph(prose(words.say(note))));
        if (!line.evidence().proof().isEmpty()) {
            paragraph("<details><summary>" + words.keyed("report.proof") + "</summary>");
            line.evidence().proof().forEach(step -> out.append("- ")
                    .append(code(words.say(step)))
                    .append('\n'));
            paragraph("\n</details>");
        }
    }

    private void formula(String latex) {
        if (!latex.isEmpty()) {
            paragraph("$$\n" + latex + "\n$$");
        }
    }

    private void fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        paragraph(fence + language + "\n" + text.stripTrailing() + "\n" + fence);
    }

    /** Text between backticks, whatever backticks it holds. */
    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }

    /** Prose in which code stands between backticks; outside of them nothing is markup. */
    private static String prose(String text) {
        StringBuilder safe = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            code ^= c == '`';
            safe.append(!code && "\\*_<>#[]|$".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        }
        return safe.toString();
    }

    private static String cell(String text) {
        return prose(text).replace('\n', ' ');
    }
}
