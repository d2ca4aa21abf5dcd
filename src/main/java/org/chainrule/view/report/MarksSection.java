package org.chainrule.view.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.check.marking.Likeness;
import org.chainrule.check.marking.Marks;

/** What a teacher sees above the derivations of a class: marks, how often what went wrong, what is left to decide. */
final class MarksSection {
    private final ClassMarks marks;
    private final Wording words;
    private final StringBuilder out = new StringBuilder();

    private MarksSection(ClassMarks marks, Wording words) {
        this.marks = marks;
        this.words = words;
    }

    static String of(ClassMarks marks, Wording words) {
        MarksSection section = new MarksSection(marks, words);
        section.students();
        section.quantities();
        section.open();
        section.alike();
        return section.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void head(String title, String... keys) {
        line("<h2>" + words.keyed(title) + "</h2>");
        line("<div class=\"wide\"><table>");
        out.append("<tr>");
        for (String key : keys) {
            out.append("<th>")
                    .append(
                            key.startsWith("marking.") || key.startsWith("report.")
                                    ? words.keyed(key)
                                    : Html.escape(key))
                    .append("</th>");
        }
        line("</tr>");
    }

    private void students() {
        List<String> keys = new java.util.ArrayList<>(List.of("report.file", "marking.points"));
        keys.addAll(marks.asked());
        keys.add("marking.undecided");
        head("marking.title", keys.toArray(String[]::new));
        for (int i = 0; i < marks.students().size(); i++) {
            ClassMarks.Student student = marks.students().get(i);
            out.append("<tr><td><a href=\"#f")
                    .append(i + 1)
                    .append("\">")
                    .append(Html.escape(student.file()))
                    .append("</a></td><td class=\"n\">")
                    .append(ClassMarks.number(student.marks().points()))
                    .append(" / ")
                    .append(ClassMarks.number(student.marks().most()))
                    .append("</td>");
            student.marks().quantities().forEach(quantity -> cell(quantity));
            line("<td class=\"n\">" + student.marks().open().size() + "</td></tr>");
        }
        line("</table></div>");
    }

    private void cell(Marks.Quantity quantity) {
        String kind = quantity.outcome() == Marks.Outcome.WRONG
                ? quantity.line()
                        .map(Marks::kind)
                        .filter(found -> !found.isEmpty())
                        .orElse("")
                : "";
        out.append("<td class=\"")
                .append(
                        switch (quantity.outcome()) {
                            case RIGHT -> "proved";
                            case WRONG -> "refuted";
                            case FOLLOWS -> "follows";
                            case OPEN, MISSING -> "undecided";
                        })
                .append("\">")
                .append(words.keyed(quantity.outcome().key()))
                .append(kind.isEmpty() ? "" : " <code>" + words.kind(kind) + "</code>")
                .append("</td>");
    }

    private void quantities() {
        head(
                "marking.quantities",
                "marking.quantity",
                "marking.right",
                "marking.wrong",
                "marking.follows",
                "marking.open",
                "marking.missing",
                "report.kind");
        Map<String, Map<Marks.Outcome, Integer>> outcomes = marks.outcomes();
        outcomes.forEach((gradient, counts) -> {
            out.append("<tr><td><code>").append(Html.escape(gradient)).append("</code></td>");
            for (Marks.Outcome outcome : Marks.Outcome.values()) {
                out.append("<td class=\"n\">")
                        .append(counts.getOrDefault(outcome, 0))
                        .append("</td>");
            }
            String kinds = marks.kinds(gradient).entrySet().stream()
                    .map(kind -> "<code>" + words.kind(kind.getKey()) + "</code> " + kind.getValue())
                    .collect(Collectors.joining(", "));
            line("<td>" + kinds + "</td></tr>");
        });
        line("</table></div>");
    }

    private void open() {
        if (marks.open().isEmpty()) {
            return;
        }
        head("marking.to_decide", "report.file", "report.lines", "marking.claim", "marking.reason");
        for (int i = 0; i < marks.students().size(); i++) {
            ClassMarks.Student student = marks.students().get(i);
            for (JudgedLine open : student.marks().open()) {
                String reason = open.error()
                        .map(error -> words.say(error.message()))
                        .orElse(
                                open.notes().isEmpty()
                                        ? ""
                                        : words.say(open.notes().get(0)));
                line("<tr class=\"undecided\"><td>" + Html.escape(student.file()) + "</td><td class=\"n\"><a href=\"#f"
                        + (i + 1)
                        + "-" + open.line() + "\">" + open.line() + "</a></td><td><code>" + Html.escape(open.claim())
                        + "</code></td><td>" + Html.prose(reason) + "</td></tr>");
            }
        }
        line("</table></div>");
    }

    private void alike() {
        if (marks.alike().isEmpty()) {
            return;
        }
        line("<h2>" + words.keyed("marking.alike") + "</h2>");
        line("<p>" + words.keyed("marking.alike_note") + "</p>");
        line("<ul>");
        for (Likeness.Pair pair : marks.alike()) {
            line(String.format(
                    Locale.ROOT,
                    "<li><a href=\"#f%d\">%s</a>, <a href=\"#f%d\">%s</a>: %.0f %%</li>",
                    pair.first() + 1,
                    Html.escape(marks.students().get(pair.first()).file()),
                    pair.second() + 1,
                    Html.escape(marks.students().get(pair.second()).file()),
                    100 * pair.share()));
        }
        line("</ul>");
    }
}
