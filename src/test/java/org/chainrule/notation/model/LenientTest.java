package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

/** A line of a derivation that cannot be read does not keep the others from being judged. */
class LenientTest {
    private static final Model.Settings LENIENT = Model.Settings.DEFAULT.withLenientClaims();
    private static final String MODEL =
            """
            input x [3] = arange
            param w [3] = ones
            z = w * x
            J = sum(z^2)
            """;

    private static Model read(String claims) {
        return Model.parse(MODEL + claims, LENIENT);
    }

    @Test
    void linesThatCannotBeReadStayInTheirPlace() {
        Model model = read(
                """
                derive J
                dz = 2 * * z
                dw = dz * x
                ? = 3
                dJ/dx = (dz * w
                dJ/dw = dw; h = dz + 1; g = 2 ^^ h  # two in one line
                check J == = 4
                assume J >= 0
                """);
        assertThat(model.claims().stream().map(SyntaxPrinter::print))
                .containsExactly(
                        "derive J",
                        "dz = 2 * * z",
                        "dw = dz * x",
                        "? = 3",
                        "dJ/dx = (dz * w",
                        "dJ/dw = dw",
                        "h = dz + 1",
                        "g = 2 ^^ h  # two in one line",
                        "check J == = 4",
                        "assume J >= 0");
        assertThat(model.claims().stream()
                        .filter(Statement.Unreadable.class::isInstance)
                        .map(claim -> ((Statement.Unreadable) claim).name().map(Expr.Name::id)))
                .containsExactly(
                        Optional.of("dz"),
                        Optional.empty(),
                        Optional.of("dx"),
                        Optional.of("g"),
                        Optional.empty(),
                        Optional.empty());
        List<Diagnostic> errors = model.claimErrors();
        assertThat(errors.stream().map(d -> d.line() + ":" + d.column() + ": " + d.message()))
                .containsExactly(
                        "6:10: an expression is expected here, not `*`",
                        "8:1: the character `?` has no meaning here",
                        "9:9: the bracket `(` is not closed",
                        "10:32: an expression is expected here, not `^`",
                        "11:12: `=` can only stand behind the name that a statement defines",
                        "12:10: `assume` can only be about `==`");
        Statement.Unreadable first = (Statement.Unreadable) model.claims().get(1);
        assertThat(model.source().text(first.span())).isEqualTo("dz = 2 * * z");
    }

    @Test
    void checksAreClaimsWhereverTheyStand() {
        Model model = Model.parse("check 1 ==\nx = 1\ncheck x == 1\n", LENIENT);
        assertThat(model.claims()).hasSize(2);
        assertThat(model.claimErrors()).hasSize(1);
    }

    @Test
    void mistakesInTheModelAreErrorsAllTheSame() {
        assertThatThrownBy(() -> Model.parse("a = 1 +\nderive a\ndb = (\n", LENIENT))
                .isInstanceOfSatisfying(NotationException.class, e -> assertThat(e.diagnostics())
                        .hasSize(1))
                .hasMessageContaining("model:1:8");
        assertThatThrownBy(() -> read("derive J\nparam v [2\n")).isInstanceOf(NotationException.class);
        assertThatThrownBy(() -> read("derive J and more\ndw = 1\n")).isInstanceOf(NotationException.class);
        assertThatThrownBy(() -> Model.parse(MODEL + "derive J\ndw = (\n")).isInstanceOf(NotationException.class);
    }

    @Test
    void aTextWithoutAnyReadableLineIsRefused() {
        assertThatThrownBy(() -> read("derive J\n" + "?\n".repeat(5000))).isInstanceOf(NotationException.class);
    }
}
