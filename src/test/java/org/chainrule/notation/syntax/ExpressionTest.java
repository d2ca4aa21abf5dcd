package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a + b - c | ((a + b) - c)",
                "a - (b + c) | (a - (b + c))",
                "a / b @ c * d ⊙ e | ((((a / b) @ c) * d) * e)",
                "a + b * c - d | ((a + (b * c)) - d)",
                "-a * b | ((-a) * b)",
                "a * -b | (a * (-b))",
                "a - -b | (a - (-b))",
                "--a | (-(-a))",
                "+a | a",
                "-x^2 | (-(x ^ 2))",
                "(-x)^2 | ((-x) ^ 2)",
                "2^-3 | (2 ^ (-3))",
                "2^-x^3 | (2 ^ (-(x ^ 3)))",
                "2^-x * y | ((2 ^ (-x)) * y)",
                "a^b^c | (a ^ (b ^ c))",
                "a**b**c | (a ^ (b ^ c))",
                "X ** -2 | (X ^ (-2))",
                "-inv(X) @ dX @ inv(X) | (((-inv(X)) @ dX) @ inv(X))",
                "W.T @ x | ((W)' @ x)",
                "-W.T^2 | (-((W)' ^ 2))",
                "a^b.T | (a ^ (b)')",
                "(a @ b).T[0] | <((a @ b))', 0>",
                "X.T.T | ((X)')'",
                "a + b == c * d | ((a + b) == (c * d))",
                "1*(x > 0)*x | ((1 * (x > 0)) * x)",
                "a <= b | (a <= b)",
                "a != b | (a != b)",
                "dJ/dW @ x | ((dJ / dW) @ x)",
                "a * ∂J/∂W | (a * (dJ / dW))",
                "2 × a · b | ((2 · a) · b)",
            })
    void bindsAsTheManualSays(String text, String shape) {
        assertThat(Trees.shape(Trees.expr(text))).isEqualTo(shape);
    }

    @Test
    void literals() {
        assertThat(Trees.expr("1.5e-3")).isEqualTo(new Expr.Num(0.0015, Span.NONE));
        assertThat(Trees.expr(".5")).isEqualTo(new Expr.Num(0.5, Span.NONE));
        assertThat(Trees.expr("1.")).isEqualTo(new Expr.Num(1, Span.NONE));
        assertThat(Trees.expr("'mean'")).isEqualTo(new Expr.Text("mean", Span.NONE));
        assertThat(Trees.expr("\"a\\\"b\\\\c\\n\"")).isEqualTo(new Expr.Text("a\"b\\c\\n", Span.NONE));
        assertThat(Trees.expr("True")).isEqualTo(new Expr.Bool(true, Span.NONE));
        assertThat(Trees.expr("false")).isEqualTo(new Expr.Bool(false, Span.NONE));
        assertThat(Trees.expr("None")).isEqualTo(new Expr.None(Span.NONE));
        assertThat(Trees.expr("pi")).isEqualTo(new Expr.Name("pi", Span.NONE));
    }

    @Test
    void aLiteralHasNoSign() {
        assertThatThrownBy(() -> new Expr.Num(-1, Span.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Expr.Num(-0.0, Span.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Expr.Num(Double.NaN, Span.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsHavePositionalAndKeywordArguments() {
        Expr.Call call = (Expr.Call) Trees.expr("sum(X, axis=[0, 2], keepdims=True,)");
        assertThat(call.function()).isEqualTo("sum");
        assertThat(call.functionSpan()).isEqualTo(new Span(0, 3));
        assertThat(call.arguments()).containsExactly(new Expr.Name("X", Span.NONE));
        assertThat(call.keywords()).extracting(Expr.Keyword::name).containsExactly("axis", "keepdims");
        assertThat(call.keywords().get(0).span()).isEqualTo(new Span(7, 11));
        assertThat(call.keywords().get(1).value()).isEqualTo(new Expr.Bool(true, Span.NONE));
        assertThat(Trees.expr("f()").children()).isEmpty();
    }

    @Test
    void indicesAreThoseOfNumpy() {
        Expr.Index index = (Expr.Index) Trees.expr("X[0, :, 1:3, -1, ::2, ..., none, [0, 1]]");
        assertThat(index.items()).hasSize(8);
        assertThat(index.items().get(1)).isInstanceOfSatisfying(Expr.Slice.class, s -> {
            assertThat(s.start()).isEmpty();
            assertThat(s.stop()).isEmpty();
            assertThat(s.step()).isEmpty();
        });
        assertThat(index.items().get(2)).isInstanceOfSatisfying(Expr.Slice.class, s -> {
            assertThat(s.start()).contains(new Expr.Num(1, Span.NONE));
            assertThat(s.stop()).contains(new Expr.Num(3, Span.NONE));
        });
        assertThat(index.items().get(4)).isInstanceOfSatisfying(Expr.Slice.class, s -> assertThat(s.step())
                .contains(new Expr.Num(2, Span.NONE)));
        assertThat(index.items().get(5)).isEqualTo(new Expr.Ellipsis());
        assertThat(index).hasToString("X[0, :, 1:3, -1, ::2, ..., none, [0, 1]]");
        assertThat(Trees.expr("X[0][1]")).hasToString("X[0][1]");
    }

    @Test
    void spansCoverWhatWasWritten() {
        String text = "t = (a + b) * c.T; f(t)[0] - -2";
        Source source = Source.of("m.cr", text);
        Syntax.WithResult parsed = Syntax.parseExpression(source);
        Expr.Binary product = (Expr.Binary) parsed.definitions().get(0).value();
        assertThat(source.text(product.span())).isEqualTo("(a + b) * c.T");
        assertThat(source.text(product.left().span())).isEqualTo("a + b");
        assertThat(source.text(product.right().span())).isEqualTo("c.T");
        Expr.Binary minus = (Expr.Binary) parsed.result();
        assertThat(source.text(minus.left().span())).isEqualTo("f(t)[0]");
        assertThat(source.text(minus.right().span())).isEqualTo("-2");
    }

    @Test
    void aListOfNumbersIsStoredFlat() {
        Expr.Numbers numbers = (Expr.Numbers) Trees.expr("[[1, -2.5, +3], [4e2, - 5, .6,]] # c");
        assertThat(numbers.shape()).containsExactly(2, 3);
        assertThat(numbers.data().asList()).containsExactly(1.0, -2.5, 3.0, 400.0, -5.0, 0.6);
        assertThat(((Expr.Numbers) Trees.expr("[]")).shape()).containsExactly(0);
        assertThat(((Expr.Numbers) Trees.expr("[[], []]")).shape()).containsExactly(2, 0);
        assertThat(((Expr.Numbers) Trees.expr("[[[7]]]")).shape()).containsExactly(1, 1, 1);
        assertThat(Trees.expr("[1, # one\n 2]")).isEqualTo(Trees.expr("[1, 2]"));
    }

    @Test
    void otherListsAreTrees() {
        assertThat(Trees.expr("[X, [1, 2]]")).isInstanceOfSatisfying(Expr.ListOf.class, l -> assertThat(l.items())
                .containsExactly(new Expr.Name("X", Span.NONE), Trees.expr("[1, 2]")));
        for (String text : List.of("[[1], 2]", "[1, [2]]", "[[1, 2], [3]]", "[[], [1]]", "[[1], []]", "[[[1]], []]")) {
            assertThat(Trees.expr(text))
                    .as(text)
                    .isInstanceOf(Expr.ListOf.class)
                    .hasToString(text);
        }
    }

    @Test
    void bothWaysOfReadingAListAgree() {
        // the comment in a full-width space forces the slow way
        assertThat(Trees.expr("[[1,\u3000-2], [3, 4]]")).isEqualTo(Trees.expr("[[1, -2], [3, 4]]"));
        assertThat(Trees.expr("[[\u3000], []]")).isEqualTo(Trees.expr("[[], []]"));
        assertThat(Trees.expr("[\u3000]")).isEqualTo(Trees.expr("[]"));
        assertThat(Trees.expr("([1, 2], [3, 4])")).isEqualTo(Trees.expr("[[1, 2], [3, 4]]"));
        assertThat(Trees.expr("()")).isEqualTo(Trees.expr("[]"));
    }

    @Test
    void equalityLooksAtEverythingButSpans() {
        assertThat(Trees.expr("f(a,axis=1)  +  X[1:, 0]")).isEqualTo(Trees.expr("f(a, axis=1) + X[1:, 0]"));
        assertThat(Trees.expr("f(a, axis=1)").hashCode())
                .isEqualTo(Trees.expr("f( a,  axis=1)").hashCode());
        List<String> different = List.of(
                "a",
                "b",
                "a + b",
                "a - b",
                "b + a",
                "f(a)",
                "g(a)",
                "f(a, b)",
                "f(x=a)",
                "f(y=a)",
                "f(a, y=b)",
                "X[1]",
                "X[1:]",
                "X[:1]",
                "X[::1]",
                "X[...]",
                "X[1, 1]",
                "X.T",
                "-a",
                "1",
                "2",
                "\"a\"",
                "\"b\"",
                "true",
                "false",
                "none",
                "[1]",
                "[[1]]",
                "[2]",
                "[a]",
                "[a, a]");
        for (String left : different) {
            for (String right : different) {
                assertThat(Trees.expr(left).equals(Trees.expr(right)))
                        .as("%s and %s", left, right)
                        .isEqualTo(left.equals(right));
            }
        }
    }

    @Test
    void namesAreUnicodeIdentifiersInNormalForm() {
        assertThat(Trees.expr("δ2")).isEqualTo(new Expr.Name("δ2", Span.NONE));
        assertThat(Trees.expr("y\u0302")).isEqualTo(Trees.expr("\u0177"));
        assertThat(Trees.expr("权重_1")).isEqualTo(new Expr.Name("权重_1", Span.NONE));
        assertThat(Trees.expr("W₁")).isEqualTo(new Expr.Name("W₁", Span.NONE));
        assertThat(Trees.expr("𝒥")).isEqualTo(new Expr.Name("𝒥", Span.NONE));
    }
}
