package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.notation.model.Formula;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Products;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/** How rules are applied: names, traces, depth, and that it ends. */
class RewriterTest {
    private final Node x = Node.input("x", Type.real(Shape.of(3)), Domain.REAL);
    private final Node y = Node.input("y", Type.real(Shape.of(3)), Domain.REAL);

    @Test
    void whatHasANameIsALetter() {
        Node a = Hyperbolic.TANH.of(x.plus(0)).named("a");
        Node dx = Gradient.of(a.times(y).sum()).get(a.input(0));
        assertThat(Formula.text(Simplifier.forReading().knowing(List.of(a)).apply(dx)))
                .isEqualTo("y * (1 - a^2)");
        Node s = Node.constant(1).over(Powers.EXP.of(x.neg()).plus(1)).named("s");
        Node ds = Gradient.of(s.times(y).sum()).get(x);
        assertThat(Formula.text(Simplifier.simplify(ds))).isEqualTo("y * s * (1 - s)");
        // An output is looked into even when it has a name, and stands by its name inside another.
        Node b = a.times(a.times(1)).named("b");
        Simplifier.Result both =
                Simplifier.forReading().apply(List.of(b, b.times(1).plus(b)));
        assertThat(both.nodes()).extracting(Formula::text).containsExactly("a^2", "2 * b");
    }

    @Test
    void someNodesCanBeKeptWhole() {
        Node sum = x.plus(x);
        Node twice = sum.times(sum);
        assertThat(Formula.text(Simplifier.simplify(twice))).isEqualTo("4 * x^2");
        assertThat(Formula.text(Simplifier.forReading().keeping(List.of(sum)).apply(twice)))
                .isEqualTo("(x + x)^2");
    }

    @Test
    void lawsAskWhatTheirLettersStandFor() {
        Node a = matrix("A", 2, 3);
        Node b = matrix("B", 3, 2);
        // A Kronecker product of matrices that are not square may be square, and they have no trace.
        Node trace = Diagonals.trace(Products.kron(a, b));
        assertThat(Simplifier.forDeriving().apply(trace)).isSameAs(trace);
        assertThat(MatrixEquations.simpler(trace)).isEmpty();
        Node square = Diagonals.trace(Products.kron(a.matmul(b), b.matmul(a)));
        assertThat(Formula.text(Simplifier.forDeriving().apply(square))).isEqualTo("trace(A @ B) * trace(B @ A)");
        Node scaled = Diagonals.trace(a.matmul(b).times(x.sum()));
        assertThat(Formula.text(Simplifier.forDeriving().apply(scaled))).isEqualTo("sum(x) * trace(A @ B)");
        // Times a row, and not times a number.
        Node row = Diagonals.trace(matrix("C", 3, 3).times(x));
        assertThat(Simplifier.forDeriving().apply(row)).isSameAs(row);
        // With a direction it is another function of the same name.
        Node along = Determinants.cofactor(a.matmul(b), matrix("D", 2, 2));
        assertThat(MatrixEquations.simpler(along)).isEmpty();
        Node chosen = Where.of(Node.constant(2), x, Fill.with(0, x.shape()));
        assertThat(Formula.text(Simplifier.simplify(chosen))).isEqualTo("where(2, x, zeros(shape=[3]))");
    }

    private static Node matrix(String name, long rows, long columns) {
        return Node.input(name, Type.real(Shape.of(rows, columns)), Domain.REAL);
    }

    @Test
    void everyStepIsRecorded() {
        Simplifier.Result result =
                Simplifier.forReading().apply(List.of(x.times(1).neg().neg().plus(x)));
        assertThat(Formula.text(result.node())).isEqualTo("2 * x");
        assertThat(result.trace().toString())
                .isEqualTo(
                        """
                        collect-factors: 1 * x → x
                        collect-factors: --x → x
                        collect-terms: x + x → 2 * x
                        """);
        assertThat(result.trace().rules()).containsExactly("collect-factors", "collect-terms");
    }

    @Test
    void rulesThatRunInCirclesEnd() {
        Rule swap = Phase.SIMPLIFY
                .rule("swap-terms", "Back and forth.")
                .on(Arithmetic.ADD, (node, sight) -> Optional.of(node.input(1).plus(node.input(0))));
        Rule grow = Phase.SIMPLIFY
                .rule("grow-for-ever", "More and more.")
                .on(Arithmetic.MUL, (node, sight) -> Optional.of(node.times(node.input(1))));
        Simplifier simplifier = Simplifier.with(RuleSet.of(List.of(swap, grow)));
        assertThat(simplifier.apply(x.plus(y)).op()).isSameAs(Arithmetic.ADD);
        assertThat(simplifier.apply(x.times(y)).op()).isSameAs(Arithmetic.MUL);
    }

    @Test
    void aMillionNodesInOneChain() {
        Node chain = x;
        for (int i = 0; i < 250_000; i++) {
            chain = Hyperbolic.TANH.of(chain.plus(y)).times(1).minus(x);
        }
        assertThat(Walk.from(List.of(chain)).size()).isGreaterThan(1_000_000);
        Node simple = Simplifier.simplify(chain);
        assertThat(Walk.from(List.of(simple)).size()).isBetween(500_000, 760_000);
        assertThat(Simplifier.forStability().apply(chain)).isSameAs(chain);
    }

    @Test
    void longSums() {
        Node sum = x;
        for (int i = 0; i < 50_000; i++) {
            sum = Hyperbolic.TANH.of(sum).plus(sum);
        }
        assertThat(Walk.from(List.of(Simplifier.simplify(sum))).size()).isLessThan(110_000);
    }
}
