package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.chainrule.symbolic.rewrite.Phase;
import org.chainrule.symbolic.rewrite.Rule;
import org.chainrule.symbolic.rewrite.Rules;
import org.junit.jupiter.api.Test;

/** The page of all rules is written from the catalogue; {@code -Dgolden.update=true} writes it anew. */
class RulesPageTest {
    private static final Path PAGE = Path.of("docs/rules.md");

    private static final String HEAD =
            """
            # The rules

            This page is written from the catalogue by `RulesPageTest`; the build fails when it is stale. A test does to every
            example what its rule says, alone, and compares the values before and after at random points. `tools/chainrule rules
            NAME` prints one entry. Why it is so is told in [decision 0013](decisions/0013-rules-as-data.md).

            `simplify`, for reading, runs the phases canonicalise and simplify together, then present; named nodes are letters to
            it. `stabilise`, for computing, runs stabilise, then differences. The ranges in which a formula loses digits are
            measured in float64, by a test as well: more than three of 16 decimal digits, an overflow counting as all.

            """;

    @Test
    void thePageIsFresh() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Phase phase : Phase.values()) {
            page.append("- *")
                    .append(phase.title())
                    .append("*: ")
                    .append(phase.statement())
                    .append('\n');
        }
        Rules.families().forEach((family, rules) -> {
            page.append("\n## ").append(title(family)).append("\n\n");
            page.append("| rule | law | phase | example |\n|---|---|---|---|\n");
            rules.forEach(rule -> row(page, rule));
        });
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
    }

    /** {@code PlainForms} is shown as "Plain forms". */
    private static String title(String family) {
        String words = family.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder page, Rule rule) {
        Rule.Example example = rule.examples().get(0);
        page.append("| `")
                .append(rule.name())
                .append("` | ")
                .append(cell(rule.law()))
                .append("<br>");
        page.append(cell(rule.statement()));
        rule.loss().ifPresent(loss -> page.append(" As written it loses digits where ")
                .append(cell(loss.where(rule.variable()).toString()))
                .append('.'));
        page.append(" | ").append(rule.phase().title()).append(" | `");
        page.append(example.before().replace("|", "\\|")).append("` → `");
        page.append(example.after().replace("|", "\\|")).append("` |\n");
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("<", "&lt;")
                .replace("|", "\\|");
    }
}
