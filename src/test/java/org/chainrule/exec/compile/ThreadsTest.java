package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.grad;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.mean;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.sigmoid;
import static org.chainrule.Chainrule.sum;
import static org.chainrule.Chainrule.tanh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Steps that are shared by threads: large loops with sums of all kinds, large products, batches of them. */
class ThreadsTest {
    private final Node x = input("X", 301, 257);
    private final Node w = param("W", 257, 128);
    private final Node b = param("b", 1, 128);
    private final Node batch = input("B", 6, 128, 96);
    private final Node other = input("C", 6, 96, 80);
    private final Node wide = input("V", 1100, 120);
    private final Node rows = input("R", 288, 900);
    private final Node few = input("F", 18, 900);

    private List<Node> outputs() {
        Node hidden = tanh(x.matmul(w).plus(b));
        Node loss = mean(hidden.times(hidden));
        Node loop = sigmoid(wide).times(tanh(wide)).plus(wide);
        return List.of(
                loss,
                grad(loss, w),
                grad(loss, b),
                batch.matmul(other),
                rows.matmul(few.T()),
                loop,
                sum(loop),
                sum(loop.times(2), 0),
                sum(loop.times(3), 1),
                grad(sum(loop), wide));
    }

    private List<Binding> values() {
        List<Binding> values = new ArrayList<>();
        for (Node leaf : List.of(x, w, b, batch, other, wide, rows, few)) {
            SplittableRandom random = new SplittableRandom(values.size());
            values.add(leaf.is(Tensor.fill(DType.F64, leaf.shape(), k -> random.nextDouble() - 0.5)));
        }
        return values;
    }

    @Test
    void theNumbersAreThoseOfTheInterpreter() {
        Values wanted = Interpreter.run(outputs(), values());
        Program program = Program.of(outputs(), DType.F64);
        for (Program each : List.of(program, program.onOneThread())) {
            Values found = each.run(values());
            for (Node output : outputs()) {
                double[] right = wanted.get(output).toArray();
                double size = IntStream.range(0, right.length)
                        .mapToDouble(k -> Math.abs(right[k]))
                        .max()
                        .orElse(0);
                assertThat(found.get(output).toArray()).containsExactly(right, within(1e-11 * size));
            }
        }
    }

    @Test
    void theBitsAreTheSameInEachRun() {
        for (Program program : List.of(
                Program.plain(outputs(), DType.F64),
                Program.of(outputs(), DType.F64),
                Program.of(outputs(), DType.F64).onOneThread())) {
            List<Binding> values = values();
            Values first = program.run(values);
            List<Values> others = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(run -> program.run(values))
                    .toList();
            for (Values run : others) {
                outputs().forEach(output -> assertThat(run.get(output)).isEqualTo(first.get(output)));
            }
        }
    }

    @Test
    void theBitsAreTheSameForAnyNumberOfThreads() {
        Values alone = Program.of(outputs(), DType.F64).onOneThread().run(values());
        Values shared = Program.of(outputs(), DType.F64).run(values());
        outputs().forEach(output -> assertThat(shared.get(output)).isEqualTo(alone.get(output)));
    }

    @Test
    void oneThreadSharesNothing() {
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        Workers.ONE.run(part -> threads.add(part + " " + Thread.currentThread().getName()));
        assertThat(threads).containsExactly("0 " + Thread.currentThread().getName());
    }
}
