package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTest {
    static final String MODEL =
            """
            # Two layers, one column per sample
            dims   n=3, h=4, m                       # sizes; one without a value is free
            input  X [n, m], Y [1, m] probability    # data: name, shape, domain
            param  W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]

            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1 + b2
            A2 = sigmoid(Z2)
            J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))

            derive J                                 # from here on, dV is a claim about ∂J/∂V
            dZ2 = (A2 - Y) / m
            dW2 = dZ2 @ A1.T
            db2 = sum(dZ2, axis=1, keepdims=true)
            dZ1 = (W2.T @ dZ2) * (1 - A1^2)
            dW1 = dZ1 @ X.T
            db1 = sum(dZ1, axis=1, keepdims=true)
            """;

    static Expr.Name name(String id) {
        return new Expr.Name(id, Span.NONE);
    }

    @Test
    void theModelOfTheManual() {
        Syntax syntax = Trees.parse(MODEL);
        assertThat(SyntaxPrinter.print(syntax))
                .isEqualTo(
                        """
                        dims n=3, h=4, m
                        input X [n, m], Y [1, m] probability
                        param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
                        Z1 = W1 @ X + b1
                        A1 = tanh(Z1)
                        Z2 = W2 @ A1 + b2
                        A2 = sigmoid(Z2)
                        J = -mean(Y * log(A2) + (1 - Y) * log(1 - A2))
                        derive J
                        dZ2 = (A2 - Y) / m
                        dW2 = dZ2 @ A1.T
                        db2 = sum(dZ2, axis=1, keepdims=true)
                        dZ1 = W2.T @ dZ2 * (1 - A1^2)
                        dW1 = dZ1 @ X.T
                        db1 = sum(dZ1, axis=1, keepdims=true)
                        """);
        Span derive = syntax.statements().get(8).span();
        assertThat(syntax.source().line(derive.start())).isEqualTo(12);
        assertThat(syntax.source().text(derive)).isEqualTo("derive J");
    }

    @Test
    void dims() {
        Statement.Dims dims = (Statement.Dims) Trees.statement("dims m, n=4, k = 2*n");
        assertThat(dims.sizes())
                .containsExactly(
                        new Statement.Size(name("m"), Optional.empty()),
                        new Statement.Size(name("n"), Optional.of(Trees.expr("4"))),
                        new Statement.Size(name("k"), Optional.of(Trees.expr("2 * n"))));
    }

    @Test
    void declarations() {
        Statement.Declare declare = (Statement.Declare)
                Trees.statement(
                        "input X [n+1, 2*m] onehot(axis=0) = [[1, 2], [3, 4]], s [] = -0.5, Y [m] integer(0, k), F [2] = file(\"x.npy\")");
        assertThat(declare.role()).isEqualTo(Statement.Role.INPUT);
        Statement.Variable x = declare.variables().get(0);
        assertThat(x.name()).isEqualTo(name("X"));
        assertThat(x.shape()).containsExactly(Trees.expr("n + 1"), Trees.expr("2 * m"));
        assertThat(x.domain()).contains(Trees.expr("onehot(axis=0)"));
        assertThat(x.value()).contains(Trees.expr("[[1, 2], [3, 4]]"));
        Statement.Variable s = declare.variables().get(1);
        assertThat(s.shape()).isEmpty();
        assertThat(s.domain()).isEmpty();
        assertThat(s.value()).contains(Trees.expr("-0.5"));
        assertThat(declare.variables().get(2).domain()).contains(Trees.expr("integer(0, k)"));
        assertThat(declare.variables().get(3).value()).contains(Trees.expr("file('x.npy')"));
        assertThat(((Statement.Declare) Trees.statement("param W [h, n] = xavier")).role())
                .isEqualTo(Statement.Role.PARAM);
    }

    @Test
    void aNumberNeedsNoShape() {
        assertThat(Trees.statement("param a = 5, b = -0.5").sameAs(Trees.statement("param a [] = 5, b [] = -0.5")))
                .isTrue();
    }

    @Test
    void derivations() {
        assertThat(Trees.statement("derive J").sameAs(new Statement.Derive(name("J"), false, Span.NONE)))
                .isTrue();
        assertThat(Trees.statement("derive J per sample").sameAs(new Statement.Derive(name("J"), true, Span.NONE)))
                .isTrue();
        assertThat(Trees.statement("loss L").sameAs(new Statement.Loss(name("L"), Span.NONE)))
                .isTrue();
    }

    @Test
    void claims() {
        assertThat(Trees.statement("check grad(J, W) == dJ/dW")
                        .sameAs(new Statement.Check(false, Trees.expr("grad(J, W)"), Trees.expr("dJ / dW"), Span.NONE)))
                .isTrue();
        assertThat(Trees.statement("check d(inv(X)) == -inv(X) @ dX @ inv(X)")
                        .sameAs(new Statement.Check(
                                true, Trees.expr("inv(X)"), Trees.expr("-inv(X) @ dX @ inv(X)"), Span.NONE)))
                .isTrue();
        assertThat(Trees.statement("assume sum(Y, axis=0) == 1")
                        .sameAs(new Statement.Assume(Trees.expr("sum(Y, axis=0)"), Trees.expr("1"), Span.NONE)))
                .isTrue();
        for (String text : List.of("dJ/dW = x", "∂J/∂W = x", "\\frac{\\partial J}{\\partial W} = x")) {
            assertThat(Trees.statement(text)
                            .sameAs(new Statement.GradientClaim(name("J"), name("W"), Trees.expr("x"), Span.NONE)))
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void definitionsShareALine() {
        assertThat(Trees.parse("a = 1; b = a + 1;; c = b ; loss c").statements())
                .hasSize(4);
        assertThat(Trees.parse("").statements()).isEmpty();
        assertThat(Trees.parse(" \t# nothing\n\r\n;\r;").statements()).isEmpty();
    }

    @Test
    void aLineGoesOnInsideBrackets() {
        assertThat(SyntaxPrinter.print(Trees.parse("a = sum(X, # the data\r\n\r\n  axis=1\n)\rb = [1,\n2]\n")))
                .isEqualTo("a = sum(X, axis=1)\nb = [1, 2]\n");
    }

    @Test
    void statementWordsAreReservedOnlyWhereTheyStartAStatement() {
        assertThat(SyntaxPrinter.print(Trees.parse("loss = mean(input + check)\nloss loss")))
                .isEqualTo("loss = mean(input + check)\nloss loss\n");
    }

    @Test
    void sameAsLooksAtEverythingButSpans() {
        assertThat(Trees.parse(MODEL).sameAs(Trees.parse(MODEL.replace(" ", "  "))))
                .isTrue();
        List<String> different = List.of(
                "dims m",
                "dims n",
                "dims m=1",
                "input X [2]",
                "param X [2]",
                "input X [2] positive",
                "input X [2] = ones",
                "a = 1",
                "b = 1",
                "a = 2",
                "loss a",
                "derive a",
                "derive a per sample",
                "check a == b",
                "check d(a) == b",
                "assume a == b",
                "da/db = 1");
        for (String left : different) {
            for (String right : different) {
                assertThat(Trees.parse(left).sameAs(Trees.parse(right)))
                        .as("%s and %s", left, right)
                        .isEqualTo(left.equals(right));
            }
        }
        assertThat(Trees.parse("a = 1").sameAs(Trees.parse("a = 1; b = 2"))).isFalse();
    }

    @Test
    void anExpressionMayFollowDefinitions() {
        Syntax.WithResult parsed =
                Syntax.parseExpression(Source.of("m.cr", "t = sigmoid(X @ T); t * tanh(X @ W) + (1 - t) * X"));
        assertThat(parsed.definitions()).hasSize(1);
        assertThat(parsed.definitions().get(0).name()).isEqualTo(name("t"));
        assertThat(parsed.result()).hasToString("t * tanh(X @ W) + (1 - t) * X");
    }
}
