package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Type;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Sorting;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private final Node x = Node.input("X", Type.real(Shape.of(Dim.named("m"), Dim.of(5))), Domain.REAL);
    private final Node y = Node.input("Y", Type.real(Shape.of(Dim.named("m"), Dim.of(3))), Domain.REAL);
    private final Node w = Node.param("W", Type.real(Shape.of(5, 3)), Domain.REAL);
    private final Node b = Node.param("b", Type.real(Shape.of(3)), Domain.REAL);
    private final Node loss =
            ClassLosses.softmaxCrossEntropy(Hyperbolic.TANH.of(x.matmul(w).plus(b)), y);
    private final Gradient gradient = Gradient.of(loss, List.of(w, b));
    private final Node next = w.minus(gradient.get(w).times(0.5));

    private static Tensor wave(Shape shape, double step) {
        return Tensor.fill(DType.F64, shape, i -> Math.sin(step * (i + 1)));
    }

    private List<Binding> bindings(int m) {
        return List.of(
                x.is(wave(Shape.of(m, 5), 1)),
                y.is(wave(Shape.of(m, 3), 2)),
                w.is(wave(w.shape(), 3)),
                b.is(wave(b.shape(), 4)));
    }

    /** An array that was made for a longer value is given to a call of an op too: its own run does it, and not the interpreter for it. */
    @Test
    void aCallReadsFromALongerArray() {
        Node a = Node.input("A", Type.real(Shape.of(6, 6)), Domain.REAL);
        Node left = Node.input("V", Type.real(Shape.of(6, 5)), Domain.REAL);
        Node right = Node.input("R", Type.real(Shape.of(5, 5)), Domain.REAL);
        Node shorter = a.matmul(a).matmul(left).matmul(right);
        Node result = Sorting.sort(shorter, 1, false);
        List<Binding> point =
                List.of(a.is(wave(a.shape(), 1)), left.is(wave(left.shape(), 2)), right.is(wave(right.shape(), 3)));
        for (DType dtype : new DType[] {DType.F64, DType.F32}) {
            Program program = Program.of(List.of(result), dtype);
            assertThat(program.explain(Sizes.NONE).calls()).isPositive();
            Workspace workspace = program.workspace();
            for (Binding binding : point) {
                workspace.put(binding.leaf(), binding.value());
            }
            workspace.run();
            Agreement.compare(
                    "sorted", Interpreter.run(List.of(result), point, dtype).get(result), workspace.get(result));
        }
    }

    @Test
    void sizesArePlannedOnceEach() {
        Program program = Program.of(List.of(loss, next), DType.F64);
        for (int m : new int[] {4, 7, 4, 1}) {
            Values expected = Interpreter.run(List.of(loss, next), bindings(m));
            Values actual = program.run(bindings(m));
            Agreement.compare("loss", expected.get(loss), actual.get(loss));
            Agreement.compare("next", expected.get(next), actual.get(next));
            assertThat(actual.sizes().get("m")).isEqualTo(m);
        }
    }

    @Test
    void whatIsGivenBackNeedsNoCopy() {
        Program program = Program.of(List.of(loss, next), DType.F64);
        Tensor at = wave(w.shape(), 3);
        Tensor reference = at;
        for (int step = 0; step < 4; step++) {
            List<Binding> now = new ArrayList<>(bindings(4));
            now.set(2, w.is(at));
            at = program.run(now).get(next);
            now.set(2, w.is(reference));
            reference = Interpreter.run(List.of(next), now).get(next);
            Agreement.compare("step " + step, reference, at);
        }
        // An older value may come back, and a result stays what it was.
        Tensor kept = at;
        List<Binding> start = bindings(4);
        Tensor first = program.run(start).get(next);
        assertThat(first).isEqualTo(program.run(start).get(next));
        assertThat(kept).isEqualTo(at);
    }

    @Test
    void aParameterThatLeavesItsDomainIsRefused() {
        Node p = Node.param("p", Type.real(Shape.of(3)), Domain.POSITIVE);
        Node down = p.minus(1);
        Program program = Program.of(down);
        Tensor first = program.run(p.is(Tensor.of(0.5, 2, 2))).get(down);
        assertThatThrownBy(() -> program.run(p.is(first)))
                .hasMessageContaining("p is declared positive, but entry [0]");
    }

    @Test
    void aWorkspaceIsReadAndWrittenInPlace() {
        Workspace workspace = Program.of(List.of(loss, next), DType.F64).workspace(Sizes.of("m", 4));
        bindings(4).forEach(binding -> workspace.put(binding.leaf(), binding.value()));
        double[] parameters = workspace.doubles(w);
        workspace.run();
        double before = workspace.number(loss);
        double[] updated = workspace.doubles(next).clone();
        workspace.exchange(w, next);
        assertThat(workspace.doubles(w)).isEqualTo(updated);
        assertThat(workspace.doubles(next)).isSameAs(parameters);
        workspace.run();
        assertThat(workspace.number(loss)).isLessThan(before);
        workspace.doubles(w)[0] += 1;
        workspace.run();
        assertThat(workspace.get(loss).item()).isNotEqualTo(before);
    }

    @Test
    void anInputIsReadWhereItLies() {
        Workspace workspace = Program.of(List.of(loss, next), DType.F64).workspace(Sizes.of("m", 4));
        bindings(4).forEach(binding -> workspace.put(binding.leaf(), binding.value()));
        workspace.run();
        double before = workspace.number(loss);
        double[] own = workspace.doubles(x);
        double[] lent = own.clone();
        lent[7] += 1;
        double[] kept = lent.clone();
        workspace.lend(x, lent);
        workspace.run();
        double moved = workspace.number(loss);
        lent[7] -= 1;
        workspace.run();
        assertThat(workspace.number(loss)).isEqualTo(before).isNotEqualTo(moved);

        lent[7] += 1;
        workspace.put(x, Tensor.of(Shape.of(4, 5), own));
        workspace.run();
        assertThat(workspace.number(loss)).isEqualTo(before);
        assertThat(workspace.doubles(x)).isSameAs(own);
        assertThat(lent).isEqualTo(kept);
    }

    @Test
    void aLentArrayIsNoOutput() {
        Workspace workspace = Program.of(List.of(loss, next), DType.F64).workspace(Sizes.of("m", 4));
        bindings(4).forEach(binding -> workspace.put(binding.leaf(), binding.value()));
        double[] lent = workspace.doubles(w).clone();
        double[] kept = lent.clone();
        workspace.lend(w, lent);
        workspace.run();
        workspace.exchange(w, next);
        workspace.run();
        workspace.exchange(w, next);
        workspace.run();
        assertThat(lent).isEqualTo(kept);
    }

    @Test
    void onlyRealNumbersWithoutLimitsAreLent() {
        Node p = Node.param("p", Type.real(Shape.of(3)), Domain.POSITIVE);
        Node v = Node.input("v", Type.real(Shape.of(3)), Domain.REAL);
        Workspace workspace = Program.of(p.times(v)).workspace();
        assertThatThrownBy(() -> workspace.lend(p, new double[3]))
                .hasMessageStartingWith("p cannot be read from an array of 3 numbers: only an input");
        assertThatThrownBy(() -> workspace.lend(v, new double[4]))
                .hasMessageStartingWith("v cannot be read from an array of 4 numbers: only an input");
    }

    @Test
    void messagesAreThoseOfTheInterpreter() {
        Program program = Program.of(loss);
        List<Binding> missing = bindings(4).subList(0, 3);
        assertThatThrownBy(() -> program.run(missing)).hasMessageContaining("b has no value");
        List<Binding> wrong = new ArrayList<>(bindings(4));
        wrong.set(3, b.is(Tensor.of(1, 2)));
        assertThatThrownBy(() -> program.run(wrong))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("b has shape [3], but its value has shape [2]");
        Workspace workspace = program.workspace(Sizes.of("m", 4));
        assertThatThrownBy(() -> workspace.doubles(next)).hasMessageContaining("neither an input nor an output");
        assertThatThrownBy(() -> workspace.doubles(loss)).hasMessageContaining("has no array");
        assertThatThrownBy(() -> workspace.number(w)).hasMessageContaining("is not a single number");
        assertThatThrownBy(() -> workspace.floats(w)).hasMessageContaining("float64");
    }

    @Test
    void severalThreadsGetTheBitsOfOne() throws Exception {
        Program program = Program.of(List.of(loss, next), DType.F64);
        List<Tensor> alone = new ArrayList<>();
        for (int m = 1; m <= 8; m++) {
            alone.add(program.run(bindings(m)).get(next));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Tensor>> tasks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                List<Binding> at = bindings(1 + i % 8);
                tasks.add(() -> program.run(at).get(next));
            }
            List<Future<Tensor>> results = threads.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(alone.get(i % 8));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void valuesThatAreNotFinitePassThrough() {
        Node v = Node.input("v", Type.real(Shape.of(19)), Domain.REAL);
        Node u = Sigmoids.SIGMOID.of(v).times(Hyperbolic.TANH.of(v)).plus(Sigmoids.SOFTPLUS.of(v.neg()));
        double[] odd = new double[19];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = new double[] {
                        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 800, -800, 1e-320
                    }
                    [i % 7];
        }
        Agreement.check(
                "odd values", List.of(u, u.sum(), Powers.RECIPROCAL.of(u)), List.of(v.is(Tensor.of(odd))), Sizes.NONE);
    }

    @Test
    void elementwiseOpsAreFusedAndArraysLentAgain() {
        Node v = Node.input("v", Type.real(Shape.of(3000)), Domain.REAL);
        Node u = v;
        for (int i = 0; i < 20; i++) {
            u = Sigmoids.SIGMOID.of(u.times(1.5));
        }
        PlanReport fused = Program.of(u.sum()).explain(Sizes.NONE);
        assertThat(fused.rows()).hasSize(1);
        Node z = v;
        for (int i = 0; i < 20; i++) {
            z = Cumulative.cumprod(z, 0);
        }
        PlanReport called = Program.of(z).explain(Sizes.NONE);
        assertThat(called.calls()).isEqualTo(20);
        assertThat(called.asked()).isGreaterThan(20 * 24_000);
        assertThat(called.bytes()).isLessThan(6 * 24_000);
    }
}
