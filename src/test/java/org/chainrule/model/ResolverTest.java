package org.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.notation.NotationException;
import org.chainrule.tensor.TensorText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("StringConcatToTextBlock")
class ResolverTest {
    private static final String NAMES = "dims n=2, m=3\ninput X [n, m] = [[1, 2, 3], [4, 5, 6]], v [m] = [1, 10, 100]\n"
            + "param W [1, n] = [[1, -1]], a [] = 2\n";

    static String value(String model, String name) {
        Model read = Model.parse(model);
        Values values = Interpreter.run(
                java.util.List.of(read.get(name)), read.bindings().toArray(new org.chainrule.graph.Binding[0]));
        return TensorText.full(values.get(read.get(name)));
    }

    private static String y(String expression) {
        return value(NAMES + "J = sum((W @ X)^2)\ny = " + expression + "\n", "y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "X[0, :]          ! [1, 2, 3]",
                "X[0]             ! [1, 2, 3]",
                "X[-1]            ! [4, 5, 6]",
                "X[:, 1:3]        ! [[2, 3], [5, 6]]",
                "X[..., 0]        ! [1, 4]",
                "X[::-1, -2:]     ! [[5, 6], [2, 3]]",
                "X[1, 2]          ! 6",
                "X[:, [2, 0]]     ! [[3, 1], [6, 4]]",
                "X[:, none, 0]    ! [[1], [4]]",
                "X[n - 1]         ! [4, 5, 6]",
                "X[:, 5:]         ! [[], []] of shape [2, 0]",
            })
    void indexing(String expression, String expected) {
        assertThat(y(expression)).isEqualTo(expected.startsWith("[[], []]") ? "[[]] of shape [2, 0]" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "dJ/dW            ! [[84, -108]]",
                "a * dJ/dW        ! [[168, -216]]",
                "2*dJ/dW          ! [[168, -216]]",
                "-dJ/dW           ! [[-84, 108]]",
                "-0.5 * dJ/dW     ! [[-42, 54]]",
                "W - 0.1*dJ/dW    ! [[-7.4, 9.8]]",
                "dJ/dW * a        ! [[168, -216]]",
                "dJ/dW / 2        ! [[42, -54]]",
                "dJ/dW @ X        ! [[-348, -372, -396]]",
                "a * 2 * dJ/dW    ! [[336, -432]]",
                "W @ dJ/dX        ! [[-12, -12, -12]]",
                "W * dJ/dW        ! [[84, 108]]",
                "∂J/∂W            ! [[84, -108]]",
            })
    void gradientsAsRatios(String expression, String expected) {
        assertThat(y(expression)).isEqualTo(expected);
    }

    @Test
    void theChainRuleOfScalarsAsItIsWritten() {
        String model = "param w [] = 3\nz = w^2\nJ = z^3\n";
        assertThat(value(model + "y = dJ/dz * dz/dw\n", "y")).isEqualTo("1458");
        assertThat(value(model + "y = dJ/dw\n", "y")).isEqualTo("1458");
    }

    @Test
    void aNameOfTheUsersOwnIsNoDifferential() {
        assertThat(value("param W [] = 3\nJ = W^2\ndJ = 10\ndW = 4\ny = 2 * dJ / dW\n", "y"))
                .isEqualTo("5");
        assertThat(value("e = 3\npi = e * 2\ny = pi + e\n", "y")).isEqualTo("9");
        assertThat(value("y = round(e * 1000) + floor(π)\n", "y")).isEqualTo("2721");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "σ'(0 * a)         ! 0.25",
                "sigmoid''(0 * a)  ! 0",
                "tanh'(0 * v)      ! [1, 1, 1]",
                "square'(v)        ! [2, 20, 200]",
                "[1/2, -3/4, n, 2^3] ! [0.5, -0.75, 2, 8]",
                "sum(v) / m        ! 37",
                "m * a             ! 6",
                "reshape(X, shape=[m, n])  ! [[1, 2], [3, 4], [5, 6]]",
                "reshape(X, shape=[-1, 2]) ! [[1, 2], [3, 4], [5, 6]]",
                "reshape(X, shape=-1)      ! [1, 2, 3, 4, 5, 6]",
                "where(X > 3, X, 0) ! [[0, 0, 0], [4, 5, 6]]",
                "X.sum(axis=0)     ! [5, 7, 9]",
                "np.dot(W, X)      ! [[-3, -3, -3]]",
                "-a^2              ! -4",
                "2^3^0             ! 2",
            })
    void expressions(String expression, String expected) {
        assertThat(y(expression)).isEqualTo(expected);
    }

    @Test
    void severalDefinitionsOnALine() {
        assertThat(value("x = 2; y = x * 3; z = y + 1", "z")).isEqualTo("7");
    }

    /** Message, column of the caret, hint. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {
                "X @ X ! 5 ! cannot compute X @ X: the inner sizes 3 and 2 differ ! -",
                "Xx + 1 ! 5 ! unknown name Xx ! did you mean `X`?",
                "q + 1 ! 5 ! unknown name q ! declare it with input or param, or define it in a line above",
                "sum + 1 ! 5 ! unknown name sum ! sum is a function: write sum(…)",
                "sgmoid(X) ! 5 ! unknown function sgmoid ! did you mean `sigmoid`?",
                "a(X) ! 5 ! a is not a function ! for the product write a * (…)",
                "sum(X, axes=0) ! 12 ! sum has no argument axes: sum(x, axis=none, keepdims=false) ! -",
                "sum(X, axis=2) ! 5 ! there is no axis 2 in the shape [2, 3] ! -",
                "sum() ! 5 ! sum needs its argument x ! -",
                "X[2] ! 5 ! X[2]: index 2 is outside axis 0 of the shape [2, 3], whose size is 2 ! -",
                "X[0, 0, 0] ! 5 ! X[0, 0, 0] has 3 subscripts, but the shape [2, 3] of X has 2 axes ! -",
                "\"text\" ! 5 ! \"text\" is not a number or an expression ! -",
                "X / dJ/dW ! 9 ! unknown name dJ ! a gradient is written grad(J, J), or as a ratio of its own, (dJ/dJ) ! ",
                "softmax'(v) ! 5 ! - ! -",
                "tanh'''''''''(v) ! 5 ! tanh has 9 primes, and at most 8 are possible ! -",
                "reshape(X, shape=[-1, 4]) ! 16 ! reshape: the -1 in [-1, 4] stands for no size ! -",
                "[[1, 2], [3]] ! 5 ! the lists differ in length ! -",
                "[a, 1] ! 5 ! a list in an expression holds numbers, not a ! -",
            })
    void mistakesInExpressions(String expression, int column, String message, String hint) {
        assertThatThrownBy(() -> Model.parse(NAMES + "J = sum((W @ X)^2)\ny = " + expression + "\n"))
                .isInstanceOfSatisfying(NotationException.class, e -> {
                    assertThat(e.diagnostics()).hasSize(1);
                    var d = e.diagnostics().get(0);
                    assertThat(d.line()).isEqualTo(5);
                    assertThat(d.column()).isEqualTo(column);
                    if (message != null) {
                        assertThat(d.message()).startsWith(message);
                    }
                    if (hint != null) {
                        assertThat(d.hint()).isEqualTo(hint);
                    }
                    assertThat(d.message()).doesNotContain("\n");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "input x []; x = x + 1 ! x is defined twice, first in line 1",
                "y = 1; y = 2          ! y is defined twice, first in line 1",
                "dims n, n             ! the size n is declared twice",
                "dims n; input n []    ! n is a size already",
                "input x [k]           ! unknown size k",
                "input x [-1]          ! a size is a whole number of at least 0, not -1",
                "input x [1.5]         ! a size is a whole number of at least 0, not 1.5",
                "input x [1e12]        ! a size of 1000000000000 is more than a tensor can hold",
                "input x [1,1,1,1,1,1,1,1,1] ! x has 9 axes; at most 8 are possible",
                "loss J                ! unknown name J",
                "y = [1, 2]; loss y    ! y has shape [2], and a loss is a scalar",
                "derive J              ! unknown name J",
            })
    void mistakesInStatements(String model, String message) {
        assertThatThrownBy(() -> Model.parse(model.replace("; ", "\n").replace("in line 1", "in line 1")))
                .isInstanceOfSatisfying(
                        NotationException.class,
                        e -> assertThat(e.diagnostics().get(0).message()).isEqualTo(message));
    }

    @Test
    void everyMistakeIsReportedOnceWithItsCaret() {
        assertThatThrownBy(() -> Model.parse("a = b1\nc = a + 1\nd = c * nope(2)\n"))
                .isInstanceOf(NotationException.class)
                .hasMessage(
                        """
                        model:1:5: unknown name b1
                          1 | a = b1
                            |     ^
                          hint: declare it with input or param, or define it in a line above
                        model:3:9: unknown function nope
                          3 | d = c * nope(2)
                            |         ^"""
                                .stripTrailing());
    }

    @Test
    void aGradientThatIsZeroIsWarnedOf() {
        Model model = Model.parse("param w [] = 1, v [] = 2\nJ = w^2\ng = dJ/dv\nh = dJ/dw\n");
        assertThat(model.warnings()).hasSize(1);
        assertThat(model.warnings().iterator().next()).startsWith("model:3: warning: J does not depend on v");
    }
}
