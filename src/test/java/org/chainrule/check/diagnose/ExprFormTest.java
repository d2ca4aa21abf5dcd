package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Syntax;
import org.junit.jupiter.api.Test;

/** Forms are read from the notation, found in expressions, and filled. */
class ExprFormTest {
    private static Expr expr(String text) {
        return Syntax.parseExpression(Source.of("line", text)).result();
    }

    @Test
    void lettersStandForAnything() {
        assertThat(ExprForm.of("a @ b.T").match(expr("(X + 1) @ W.T")))
                .contains(Map.of("a", expr("X + 1"), "b", expr("W")));
        assertThat(ExprForm.of("a @ b.T").match(expr("X @ W"))).isEmpty();
        assertThat(ExprForm.of("2 * a").match(expr("2 * X"))).contains(Map.of("a", expr("X")));
        assertThat(ExprForm.of("2 * a").match(expr("3 * X"))).isEmpty();
    }

    @Test
    void aLetterStandsForOneThing() {
        assertThat(ExprForm.of("a + a.T").match(expr("X + X.T"))).isPresent();
        assertThat(ExprForm.of("a + a.T").match(expr("X + Y.T"))).isEmpty();
    }

    @Test
    void theProductOfHandwritingIsEither() {
        Expr product = expr("X · W");
        assertThat(ExprForm.of("a @ b").match(product)).isPresent();
        assertThat(ExprForm.of("a * b").match(product)).isPresent();
        assertThat(ExprForm.of("a * b").match(expr("X @ W"))).isEmpty();
    }

    @Test
    void functionsAreFoundByTheirAliases() {
        assertThat(ExprForm.of("inv(a)").match(expr("inverse(X)"))).isPresent();
        assertThat(ExprForm.of("flip(a)").match(expr("flip(X, axis=0)"))).contains(Map.of("a", expr("X")));
    }

    @Test
    void whatIsWrittenHasNoPlaceAndFewSigns() {
        Expr written = ExprForm.write("(a - b) / c", expr("x"), expr("mean(x)"), expr("s"));
        assertThat(written).isEqualTo(expr("(x - mean(x)) / s"));
        assertThat(written.span()).isEqualTo(Span.NONE);
        assertThat(ExprForm.write("a + b", expr("x"), expr("-y"))).isEqualTo(expr("x - y"));
        assertThat(ExprForm.write("-(a - b)", expr("x"), expr("y"))).isEqualTo(expr("y - x"));
        assertThat(ExprForm.write("a @ b", expr("X"), expr("-Y"))).isEqualTo(expr("-X @ Y"));
        assertThat(ExprForm.write("sum(a, axis=b, keepdims=true)", expr("X"), expr("1")))
                .isEqualTo(expr("sum(X, axis=1, keepdims=true)"));
    }

    @Test
    void productsAreWrittenAsTheirAuthorWritesThem() {
        Map<String, Expr> parts = Map.of("a", expr("X"), "b", expr("W"));
        assertThat(ExprForm.of("b.T @ a").with(parts, BinaryOp.PRODUCT, e -> ExprParts.call("transpose", e)))
                .isEqualTo(expr("transpose(W) · X"));
    }

    @Test
    void theOperatorHasAPlaceOfItsOwn() {
        assertThat(((Expr.Binary) expr("(x + y)  * z")).operator()).isEqualTo(new Span(9, 10));
        assertThat(((Expr.Binary) expr("x^{2}")).operator().start()).isEqualTo(1);
    }
}
