package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.check.OpChecks;
import org.chainrule.check.OpReport;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** An op of somebody else that says the same of its values is simplified by the same rules. */
class UsersFactsTest {
    /** The softmax of each row. */
    record Shares() implements Op {
        @Override
        public String name() {
            return "shares";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            int n = x.shape().rank() == 0 ? 1 : x.shape().extent(-1);
            return Tensor.fill(x.dtype().isFloat() ? x.dtype() : DType.F64, x.shape(), i -> {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += Math.exp(x.at(i / n * n + k) - x.at(i));
                }
                return 1 / sum;
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return z.rank() == 0 ? dz.times(0) : z.times(dz.minus(dz.times(z).sumKeep(-1)));
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.along(-1);
        }

        @Override
        public List<Domain> range(List<Type> in) {
            return in.get(0).shape().rank() == 0
                    ? List.of(Domain.POSITIVE)
                    : List.of(Domain.POSITIVE, Domain.simplex(-1));
        }
    }

    /** The entries of each row in the reverse order. */
    record Mirrored() implements Op {
        @Override
        public String name() {
            return "mirrored";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape());
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            int n = x.shape().rank() == 0 ? 1 : x.shape().extent(-1);
            DType type = x.dtype().isFloat() ? x.dtype() : DType.F64;
            return Tensor.fill(type, x.shape(), i -> x.at(i / n * n + n - 1 - i % n));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return of(dz);
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            Shape shape = in.get(0).shape();
            List<Place> places = Contraction.own(shape.rank());
            if (shape.rank() > 0) {
                int last = shape.rank() - 1;
                places.set(last, places.get(last).times(-1).plus(shape.dim(last), -1));
            }
            return Optional.of(Contraction.moved(places));
        }
    }

    private static final Elementwise BUMP = Op.unary("bump", x -> Math.exp(-x * x))
            .vjp((dz, z, x) -> dz.times(z).times(x).times(-2))
            .range(Domain.POSITIVE, Domain.PROBABILITY);

    private static final Node X = Chainrule.input("X", 3, 4);
    private static final Node Z = Chainrule.input("Z", 3, 4);

    private static String simplified(Node node) {
        return Chainrule.text(Chainrule.simplify(node));
    }

    @Test
    void theirValuesAreAsDeclared() {
        OpChecks.of(new Shares(), new Mirrored(), BUMP).run().orThrow();
    }

    @Test
    void aFalseDeclarationIsFound() {
        Elementwise wrong = Op.unary("wrong", x -> x * x)
                .vjp((dz, z, x) -> dz.times(x).times(2))
                .range(0, 1);
        OpReport report = OpChecks.of(wrong).run();
        assertThat(report.failures()).anyMatch(line -> line.toString().contains("Op.range says interval(0, 1)"));
    }

    @Test
    void theSumOfSharesIsOne() {
        Node twin = new Shares().of(Z);
        Node original = Chainrule.softmax(Z, 1);
        assertThat(simplified(X.sum(1).times(twin.sum(1))))
                .isEqualTo(simplified(X.sum(1).times(original.sum(1))));
        assertThat(simplified(X.sum(1).times(twin.sum(1)))).isEqualTo("sum(X, axis=1)");
        assertThat(simplified(X.times(twin.sumKeep(1)))).isEqualTo("X");
    }

    @Test
    void whatIsPositiveIsNotComparedWithZero() {
        for (Node positive : List.of(BUMP.of(X), Chainrule.exp(X), new Shares().of(X))) {
            assertThat(simplified(X.times(Comparison.greater(positive, Node.constant(0)))))
                    .isEqualTo("X");
            assertThat(simplified(Chainrule.sigmoid(X).times(Comparison.equal(positive.plus(1), Node.constant(0)))))
                    .isEqualTo(simplified(Chainrule.zeros(3, 4)));
        }
    }

    @Test
    void entriesThatAreMovedAreSummedAsTheyStand() {
        Node twin = new Mirrored().of(X);
        assertThat(simplified(twin.sum().times(Z))).isEqualTo("sum(X) * Z");
        assertThat(simplified(new Mirrored().of(Chainrule.ones(3, 4)).times(X))).isEqualTo(simplified(X));
    }

    @Test
    void aNumberLeavesWhatIsLinear() {
        Node twin = new Mirrored().of(X.times(2).neg());
        assertThat(simplified(twin)).isEqualTo("-2 * mirrored(X)");
    }
}
