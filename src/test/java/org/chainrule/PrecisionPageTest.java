package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.digits.Accuracy;
import org.chainrule.exec.digits.Accuracy.Worst;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.junit.jupiter.api.Test;

/** The page of accuracies is measured against many digits; {@code -Dgolden.update=true} writes it anew. */
class PrecisionPageTest {
    private static final Path PAGE = Path.of("docs/precision.md");

    /** A result this close is as good as the few roundings of its formula. */
    private static final double BOUND = 4;

    private static final String HEAD =
            """
            # How accurate the doubles are

            This page is measured by `PrecisionPageTest`; the build fails when a function is missing, or when one without a reason
            below is off by more than 4 units in the last place. The exact numbers are those of `exec.digits`: every function by its
            definition, to 50 digits and more, each with a bound of its error
            ([decision 23](decisions/0023-fifty-digits.md)).

            The points are special ones (0, 1 and its neighbours, the thresholds of exp, powers of 10 from 1e-300 to 1e300, of both
            signs) and random ones of all magnitudes. Points at which the function has no value, or at which its definition takes exp
            of more than 1e13, are left out. *Value* and *derivative* are the largest errors in units in the last place of the exact
            result; of two derivatives the worse one counts. *Many* is more than 1000: the result is rounded to 0 or lost.

            | function | value | at | derivative | at |
            |---|---|---|---|---|
            """;

    /** Why a function may be off by more. */
    private static final Map<String, String> REASONS = reasons();

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        String power = "exp of a rounded argument: an argument of size a costs about a/2 units";
        for (String name : List.of("erf", "erfc", "gelu", "normal_cdf", "log_normal_cdf", "pow", "gelu_tanh")) {
            reasons.put(name, power);
        }
        String difference = "the rounding of x − y, or of a multiple of x, is carried through exp";
        for (String name : List.of("logaddexp", "softmax2", "tanh_opt", "bce_with_logits")) {
            reasons.put(name, difference);
        }
        String subnormal = "results or parts of them are subnormal numbers, which have fewer digits";
        for (String name : List.of("mish", "silu", "bose", "log1mexp")) {
            reasons.put(name, subnormal);
        }
        reasons.put("bce", "log 0 times 0 for y = 0");
        return reasons;
    }

    @Test
    void thePageIsFresh() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, String> used = new LinkedHashMap<>();
        Accuracy.elementwise().forEach((name, call) -> {
            Worst value = Accuracy.of(call, call, 1);
            Worst slope = slope(call);
            page.append("| `" + name + "` | ")
                    .append(text(value))
                    .append(" | ")
                    .append(text(slope))
                    .append(" |\n");
            if (Math.max(value.ulps(), slope.ulps()) > BOUND) {
                assertThat(REASONS).as("%s: %s, %s", name, value, slope).containsKey(name);
                used.put(name, REASONS.get(name));
            }
        });
        assertThat(used.keySet()).as("reasons that are needed").containsExactlyInAnyOrderElementsOf(REASONS.keySet());
        page.append("\nMore than 4 units, and why:\n\n");
        used.values().stream().distinct().forEach(reason -> {
            List<String> names = used.keySet().stream()
                    .filter(name -> reason.equals(used.get(name)))
                    .map(name -> "`" + name + "`")
                    .toList();
            page.append("- " + String.join(", ", names) + ": " + reason + ".\n");
        });
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(withoutFigures(page.toString())).isEqualTo(withoutFigures(Files.readString(PAGE)));
    }

    /** The last digit of an exponential is not the same on every machine; the bound holds on all. */
    private static String withoutFigures(String page) {
        return page.replaceAll("(?m)^(\\| `[^`]*`).*$", "$1");
    }

    private static Worst slope(Node call) {
        Worst worst = new Worst(0, "", 0);
        for (Node input : call.inputs()) {
            try {
                Worst one = Accuracy.of(Gradient.of(call, List.of(input)).get(input), call, 1);
                worst = one.ulps() >= worst.ulps() ? one : worst;
            } catch (ChainruleException e) {
                // Piecewise constant.
            }
        }
        return worst;
    }

    private static String text(Worst worst) {
        String ulps = worst.points() == 0
                ? "–"
                : worst.ulps() > 1000 ? "many" : String.format(Locale.ROOT, "%.1f", worst.ulps());
        return ulps + " | " + (ulps.equals("0.0") || ulps.equals("–") ? "" : worst.where());
    }
}
