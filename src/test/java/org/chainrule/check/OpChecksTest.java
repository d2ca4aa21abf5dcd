package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.check.OpReport.Line;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OpChecksTest {
    /** A user's own structural op: the entries of a vector moved round. */
    record Roll(int shift) implements Op {
        @Override
        public String name() {
            return "roll";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(Math.floorMod(i - shift, x.count())));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return new Roll(-shift).of(dz);
        }
    }

    @Test
    void theCoreOpsPass() {
        OpChecks.of(
                        Arithmetic.ADD,
                        Arithmetic.SUB,
                        Arithmetic.MUL,
                        Arithmetic.DIV,
                        Arithmetic.NEG,
                        Powers.POW,
                        Powers.SQUARE,
                        Powers.RECIPROCAL,
                        Powers.SQRT,
                        Powers.RSQRT,
                        Powers.EXP,
                        Powers.LOG,
                        Comparison.GREATER,
                        Comparison.EQUAL,
                        Where.OP,
                        new Sum(Axes.ALL, false),
                        new Mean(Axes.ALL, true),
                        new Transpose(List.of(1, 0)),
                        new Reshape(Shape.of(2, 6)),
                        new Broadcast(Shape.of(2, 3, 4)),
                        new ExpandDims(List.of(0)),
                        new Squeeze(List.of(0)),
                        StopGradient.OP)
                .run()
                .orThrow();
        OpChecks.of(MatMul.OP).inputs(2).run().orThrow();
        OpChecks.of(new Sum(new Axes(false, List.of(1)), true))
                .shapes(Shape.of(2, 3))
                .shapes(Shape.of(2, 3, 4))
                .run()
                .orThrow();
    }

    @Test
    void aUsersOpsPassAndTheReportHasOneLineACheck() {
        OpReport report = OpChecks.of(Planted.TANH, new Roll(2)).run().orThrow();
        assertThat(report.ok()).isTrue();
        assertThat(report.lines())
                .extracting(Line::check)
                .contains("vjp by x0", "second derivative by x0", "jvp by x0");
        assertThat(report.toString()).contains("ok     roll: type rule: 7 case(s)");
        assertThat(OpChecks.of(new Roll(2)).seed(3).run().ok()).isTrue();
    }

    private static Line failure(Op op, String check) {
        List<Line> failures = OpChecks.of(op).run().failures();
        assertThat(failures).extracting(Line::check).contains(check);
        return failures.stream()
                .filter(line -> line.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plantedFaultsAreFound() {
        assertThat(failure(Planted.TANH_WRONG, "vjp by x0").detail())
                .startsWith("7 of 8 case(s), first at []:\ngradient check FAILED")
                .contains("the vjp of tanh_wrong for input 0 is wrong, first seen in tanh_wrong(x0) []");
        assertThat(failure(Planted.COS_SIGN, "vjp by x0").detail()).contains("a sign is wrong");
        assertThat(failure(Planted.SQUARE_FACTOR, "vjp by x0").detail()).contains("1/2 of the slope");
        assertThat(failure(Planted.SIGMOID_WRONG_TWICE, "second derivative by x0")
                        .detail())
                .contains("logistic_wrong");
        assertThat(failure(Planted.CUBE_HIDDEN, "second derivative by x0").detail())
                .contains("does it hide a dependence on an input?");
    }

    @Test
    void faultsBesidesTheDerivativeAreFound() {
        Op capital = Op.unary("Bad Name", x -> x).vjp((dz, z, x) -> dz);
        assertThat(failure(capital, "name").detail())
                .isEqualTo("1 of 1 case(s), first \"Bad Name\" is not a name: lower-case letters, digits and single "
                        + "underscores, a letter first");
        Op braces = Op.unary("braces", x -> x).vjp((dz, z, x) -> dz).latex("\\frac{<0>}{2");
        assertThat(failure(braces, "spelling").detail()).contains("the braces of its LaTeX do not match");
        Op place = Op.unary("place", x -> x)
                .vjp((dz, z, x) -> dz)
                .spelled(Spelling.call("place").latex("<1>"));
        assertThat(OpChecks.of(place).run().orThrow().ok()).isTrue();
        Op hides = Op.unary("hides", x -> x > 0 ? x : 0)
                .vjp((dz, z, x) -> dz.times(Comparison.greater(x, Node.constant(0))));
        assertThat(failure(hides, "special values").detail()).contains("it turns NaN into");
        Op outside = Op.unary("outside", Math::log).vjp((dz, z, x) -> dz.over(x));
        assertThat(failure(outside, "value").detail())
                .contains("outside(x0) is nan")
                .endsWith("; sample where it is finite, with domain(...)");
        Op none = Op.unary("none", x -> x);
        assertThat(failure(none, "vjp").detail())
                .endsWith("the op none has no derivative yet: complete it with vjp(...) or flat(...)");
    }

    @Test
    void faultsOfAStructuralOpAreFound() {
        record Doubles(int unused) implements Op {
            @Override
            public String name() {
                return "doubles";
            }

            @Override
            public Type infer(List<Type> in) {
                return in.get(0);
            }

            @Override
            public Tensor eval(List<Tensor> in) {
                return Tensor.fill(
                        DType.F64, in.get(0).shape(), i -> 2 * in.get(0).at(i));
            }

            @Override
            public Node vjp(int arg, Node dz, Node z, List<Node> in) {
                return dz.times(2).sum();
            }
        }
        assertThat(failure(new Doubles(0), "float32").detail())
                .contains("for float32 inputs Op.eval returns F64: give the result the type of the inputs");
        assertThat(failure(new Doubles(0), "vjp").detail())
                .contains("the vjp of doubles for input 0 has shape [], but the input has shape [1]: mend Op.vjp");

        final class Identity implements Op {
            @Override
            public String name() {
                return "identity";
            }

            @Override
            public Type infer(List<Type> in) {
                return in.get(0);
            }

            @Override
            public Tensor eval(List<Tensor> in) {
                return in.get(0).count() == 3 ? Tensor.zeros(2) : in.get(0);
            }

            @Override
            public Node vjp(int arg, Node dz, Node z, List<Node> in) {
                return dz;
            }
        }
        assertThat(failure(new Identity(), "value").detail())
                .contains("the op identity returned shape [2], but its type rule says [3]: mend Op.eval or Op.infer");
        Op needsTwo = MatMul.OP;
        assertThat(failure(needsTwo, "type rule").detail())
                .contains("say what it takes with inputs(...) or shapes(...)");
    }

    @Test
    void theExceptionListsFailuresFirst() {
        assertThatThrownBy(() -> OpChecks.of(Planted.TANH_WRONG).run().orThrow())
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith("1 of 9 op checks failed\nWRONG  tanh_wrong: vjp by x0: ");
        assertThatThrownBy(() -> OpChecks.of(MatMul.OP).inputs(0))
                .hasMessage("an op that is checked has at least 1 input, not 0");
    }

    @Test
    void functionsAreCheckedThroughTheirExamples() {
        Function sum = Function.define(
                        "sum", "x, axis=none", args -> args.node("x").sum())
                .doc("The sum.")
                .example("sum(X)", "X [2, 3]")
                .example("sum(X, axis=1)", "X [2, 3]");
        OpReport report = OpChecks.of(List.of(sum)).run().orThrow();
        assertThat(report.lines())
                .extracting(Line::check)
                .containsExactly(
                        "name",
                        "doc",
                        "examples",
                        "value",
                        "float32",
                        "vjp by X",
                        "second derivative by X",
                        "jvp by X");
        OpReport bare = OpChecks.of(List.of(Function.define("bare", "x", args -> args.node("x"))))
                .run();
        assertThat(bare.failures()).extracting(Line::check).containsExactly("doc", "examples");
        OpReport unreadable =
                OpChecks.of(List.of(sum.example("sum(", "X [2, 3]"))).run();
        assertThat(unreadable.failures()).singleElement().satisfies(line -> assertThat(line.detail())
                .contains("sum( with X [2, 3]: model:2:15: the bracket `(` is not closed"));
    }
}
