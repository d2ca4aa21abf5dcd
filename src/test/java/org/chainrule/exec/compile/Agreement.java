package org.chainrule.exec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.SizeInference;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Compares compiled programs with the interpreter: both widths, plain loops and the fastest there are. */
public final class Agreement {
    private Agreement() {}

    /** Fails unless all programs of these outputs agree with the interpreter, run after run. */
    public static void check(String what, List<Node> outputs, List<Binding> bindings, Sizes sizes) {
        for (DType dtype : List.of(DType.F64, DType.F32)) {
            Values expected = Interpreter.run(outputs, bindings, sizes, dtype);
            for (Program program : List.of(Program.of(outputs, dtype), Program.plain(outputs, dtype))) {
                // Not by the program, which would leave to the interpreter what is refused.
                Values first =
                        program.workspace(SizeInference.from(bindings, sizes)).run(bindings, outputs);
                Values second = program.run(bindings, sizes);
                for (Node output : outputs) {
                    compare(what + " in " + dtype, expected.get(output), first.get(output));
                    assertThat(second.get(output)).as("%s, run again", what).isEqualTo(first.get(output));
                }
            }
        }
    }

    /** Entries that are not finite are the same; others agree as far as the largest entry allows. */
    static void compare(String what, Tensor expected, Tensor actual) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
        double largest = 0;
        for (int i = 0; i < expected.count(); i++) {
            double entry = Math.abs(expected.at(i));
            largest = Double.isFinite(entry) ? Math.max(largest, entry) : largest;
        }
        double precision = expected.dtype() == DType.F32 ? 1e-5 : 1e-13;
        for (int i = 0; i < expected.count(); i++) {
            double e = expected.at(i);
            double a = actual.at(i);
            boolean same = Double.isFinite(e) ? Math.abs(e - a) <= precision * largest : Double.compare(e, a) == 0;
            assertThat(same)
                    .as("%s: entry %d is %s, the interpreter has %s", what, i, a, e)
                    .isTrue();
        }
    }
}
