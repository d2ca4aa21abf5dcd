package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.check.derivation.DerivationTest.judge;
import static org.chainrule.check.derivation.DerivationTest.table;

import org.chainrule.message.Message;
import org.junit.jupiter.api.Test;

/** Sizes that are equal by accident, large, free where a line needs them, or written as numbers. */
class SizesOfLinesTest {
    @Test
    void aJacobianIsJudgedAtSomeSizes() {
        String text = "dims n, m\ninput z [n], X [m, n]\np = softmax(z)\nJ = sum((X @ z)^2)/(2*m)\n";
        assertThat(table(judge(text + "check jacobian(p, z) == diag(p) - outer(p, p)\n"
                        + "check hessian(J, z) == X.T @ X / n\ncheck grad(J, z) == X.T @ X @ z / m")))
                .isEqualTo("5 agrees\n6 refuted\n7 agrees");
    }

    /** Sizes avoid the numbers of the lines; those of a comment are none of them. */
    @Test
    void aCommentChangesNothing() {
        String text = "dims n=4, m=4\ninput X [n, m]\nparam b [n, 1]\nJ = sum((X + b)^2)/m\nderive J\n"
                + "db = 2*sum(X + b, axis=1, keepdims=true)/n";
        String found = judge(text).lines().get(0).evidence().counterexample().toString();
        assertThat(judge(text + "\n# 3 5 6 7 8 9 10 11 12")
                        .lines()
                        .get(0)
                        .evidence()
                        .counterexample())
                .hasToString(found);
        assertThat(judge(text + "\ncheck 3 == 5 - 2").lines().get(0).evidence().counterexample())
                .asString()
                .isNotEqualTo(found);
    }

    @Test
    void equalSizesDoNotHideTheWrongOne() {
        String text = "dims n=4, m=4\ninput X [n, m]\nparam b [n, 1]\nJ = sum((X + b)^2)/m\nderive J\n";
        String right = "db = 2*sum(X + b, axis=1, keepdims=true)/m";
        assertThat(table(judge(text + right))).isEqualTo("6 agrees");
        assertThat(table(judge(text + right.replace("/m", "/4")))).isEqualTo("6 agrees");
        Judgement wrong = judge(text + right.replace("/m", "/n"));
        assertThat(table(wrong)).isEqualTo("6 refuted");
        assertThat(wrong.lines().get(0).notes())
                .extracting(Message::toString)
                .containsExactly("as written it comes out right only because sizes of this file happen to be equal");
    }

    @Test
    void equalSizesAndAJacobianInOneFile() {
        assertThat(
                        table(
                                judge(
                                        """
                                dims n=4, m=4, k
                                input X [n, m], z [k]
                                param b [n, 1]
                                p = softmax(z)
                                J = sum((X + b)^2)/m
                                derive J
                                G = jacobian(p, z)
                                check G == diag(p) - outer(p, p)
                                check jacobian(p, z) == diag(p)
                                db = 2*sum(X + b, axis=1, keepdims=true)/n
                                dX = 2*(X + b)/m
                                """)))
                .isEqualTo("8 agrees\n9 refuted\n10 refuted\n11 agrees");
    }

    @Test
    void aJacobianIsToldFromOneOfAnotherEqualSize() {
        String text = "dims n=3, m=3\ninput x [n], y [m]\nparam s []\nf = s * x / n\n";
        assertThat(table(judge(text + "check jacobian(f, x) == s * diag(x/x) / n")))
                .isEqualTo("5 agrees");
        assertThat(table(judge(text + "check jacobian(f, x) == s * diag(x/x) / m")))
                .isEqualTo("5 refuted");
    }

    @Test
    void dataMakesWayForOtherSizes() {
        assertThat(
                        table(
                                judge(
                                        """
                                dims n=2, m=2
                                input X [n, m] = [[1, 2], [3, 4]]
                                param b [n, 1]
                                J = sum((X + b)^2)/m
                                derive J
                                db = 2*sum(X + b, axis=1, keepdims=true)/n
                                """)))
                .isEqualTo("6 refuted");
    }

    @Test
    void whatFollowsFromANumberForASizeIsRight() {
        String text = "dims n=4, m=4\ninput X [n, m]\nparam W [n, n]\nZ = W @ X\nJ = sum(Z^2)/m\nderive J\n";
        assertThat(table(judge(text + "dZ = 2*Z/4\ndW = dZ @ X.T"))).isEqualTo("7 agrees\n8 agrees");
    }

    @Test
    void aLargeModelWithAJacobianIsTriedAtSmallSizes() {
        assertThat(table(judge("dims m=60000, n=784\ninput X [m, n]\nparam w [n]\np = softmax(w)\n"
                        + "J = mean((X @ w)^2)\ncheck jacobian(p, w) == diag(p) - outer(p, p)")))
                .isEqualTo("6 agrees");
    }

    @Test
    void aNumberDoesNotPassForTheOnlySize() {
        String text = "dims n\ninput Q [n, n] invertible\n";
        assertThat(table(judge(text + "check det(2*Q) == 8*det(Q)\ncheck trace(eye(n)) == 3\n"
                        + "check sum(0*Q + 1) == 9\ncheck det(2*Q) == 2^n*det(Q)")))
                .isEqualTo("3 refuted\n4 refuted\n5 refuted\n6 agrees");
    }

    /** A Jacobian needs sizes; that a line cannot be computed without them does not make it wrong. */
    @Test
    void aRightLineWithAJacobianIsNotCalledWrong() {
        String model = "dims n\ninput x [n], A [n, n]\nz = A @ x\nJ = sum(z^2)\nderive J\ndz = 2*z\n";
        assertThat(table(judge(model + "dx = jacobian(z, x).T @ dz"))).isEqualTo("6 agrees\n7 agrees");
        assertThat(table(judge(model + "dx = jacobian(z, x) @ dz"))).isEqualTo("6 agrees\n7 refuted");
        assertThat(table(judge(model + "∂z/∂x = A"))).isEqualTo("6 agrees\n7 agrees");
        assertThat(table(judge(model + "∂z/∂x = A.T"))).isEqualTo("6 agrees\n7 refuted");
    }
}
