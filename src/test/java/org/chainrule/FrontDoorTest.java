package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.*;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the front door says where a program asks for something that is not there. */
class FrontDoorTest {
    private final Node x = param("x", 2);
    private final Node w = param("w", 2);
    private final Node d = input("d", 2);

    @Test
    void noDerivativeByAnUnrelatedLeafIsASilentZero() {
        Node y = sin(x);
        Node loss = y.sum();
        List<ThrowingCallable> asked = List.of(
                () -> grad(loss, w),
                () -> vjp(y, w, d),
                () -> jvp(y, w, d),
                () -> jacobian(y, w),
                () -> hessian(loss, w),
                () -> hvp(loss, w, d));
        for (ThrowingCallable question : asked) {
            assertThatThrownBy(question)
                    .isInstanceOf(GradientException.class)
                    .hasMessageContaining("sin(x)")
                    .hasMessageContaining(" does not depend on w. If zero");
        }
        assertThatThrownBy(() -> jvp(step(x), x, d))
                .hasMessageStartingWith("the derivative of step(x) by x is zero: step is piecewise constant");
        assertThat(eval(Calculus.jvp(y, w, d), x.is(Tensor.of(1, 2)))).isEqualTo(Tensor.zeros(2));
        assertThat(eval(hessian(x.sum(), x))).isEqualTo(Tensor.zeros(2, 2));
    }

    @Test
    void twoLeavesOfOneNameAreToldApart() {
        Node loss = w.square().sum();
        Node other = param("w", 2);
        assertThatThrownBy(() -> grad(loss, other))
                .hasMessageMatching(
                        "sum\\(square\\(w\\)\\) does not depend on the w made at FrontDoorTest\\.java:\\d+, but on "
                                + "another of that name, made at FrontDoorTest\\.java:\\d+: each call of param or input makes a new "
                                + "variable, so keep the node and use it in both places\\. If zero .*");
        assertThatThrownBy(() -> check(loss).wrt(other).at()).hasMessageContaining("another of that name");
        assertThatThrownBy(() -> eval(loss, other.is(Tensor.of(1, 2))))
                .hasMessageContaining("this w has no value: the one given is of another variable of that name");
    }

    @Test
    void aCheckOfNothingDoesNotPass() {
        assertThatThrownBy(() -> check(x.square().sum()).wrt(w).at())
                .isInstanceOf(ChainruleException.class)
                .hasMessage("there is no gradient to check: sum(square(x)) does not depend on w");
        assertThat(check(x.square().sum()).against(w, zeros(2)).at().ok()).isTrue();
        assertThat(check(x.square().sum()).against(w, ones(2)).at().ok()).isFalse();
    }

    @Test
    void parametersAreFoundInTheirOrder() {
        Node loss = w.times(d).minus(x).square().sum();
        assertThat(params(loss)).containsExactly(w, x);
        assertThat(grads(loss)).isEqualTo(grads(loss, w, x));
        assertThat(params(d)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my weight", "w!", "2x", "-", "a\nb"})
    void aNameIsAWord(String name) {
        assertThatThrownBy(() -> param(name, 3))
                .isInstanceOf(ChainruleException.class)
                .hasMessageEndingWith("such as W1, not \"" + name + "\"");
        assertThatThrownBy(() -> input(name)).isInstanceOf(ChainruleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "grad", "softmax"})
    void aNameIsNoFunction(String name) {
        assertThatThrownBy(() -> param(name, 3))
                .hasMessage(
                        name + " is a function, and a variable of that name would be unreadable in a formula: call it "
                                + name + "1 or " + name + "_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "σ", "x'", "θ_1", "x̂", "W₁", "fc1.weight", "权重", "_x", "T", "e"})
    void aNameMayBeOfAnyScript(String name) {
        assertThat(param(name, 3).label()).contains(name);
    }

    @Test
    void aShapeMayBeGivenWhole() {
        assertThat(shape(2, "m", Shape.of(3, 4), new int[] {5})).isEqualTo(shape(2, "m", 3, 4, 5));
        assertThat(param("W", new int[] {3, 4}).shape()).isEqualTo(Shape.of(3, 4));
        assertThatThrownBy(() -> shape(2, 0.5)).hasMessage("a size is a number, a name or a Dim, not 0.5");
        assertThatThrownBy(() -> reshape(param("W", 2, 3), 4, -1)).hasMessageContaining("stands for no size");
    }
}
