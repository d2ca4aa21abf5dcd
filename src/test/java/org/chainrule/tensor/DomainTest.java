package org.chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.Gen;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain.Kind;
import org.junit.jupiter.api.Test;

class DomainTest {
    private static final List<Domain> ALL = List.of(
            Domain.REAL,
            Domain.of(Kind.POSITIVE),
            Domain.of(Kind.NONNEGATIVE),
            Domain.of(Kind.PROBABILITY),
            Domain.of(Kind.BINARY),
            Domain.of(Kind.INTEGER),
            Domain.integer(-2, 5),
            Domain.interval(-0.5, 0.25),
            Domain.onehot(0),
            Domain.onehot(-1),
            Domain.simplex(1),
            Domain.simplex(-2),
            Domain.of(Kind.SYMMETRIC),
            Domain.of(Kind.SPD),
            Domain.of(Kind.INVERTIBLE));

    @Test
    void everyKindIsCovered() {
        assertThat(ALL).extracting(Domain::kind).contains(Kind.values());
    }

    @Test
    void samplesAreInTheirDomainAndDependOnTheSeedAlone() {
        Gen.forAll(30, gen -> {
            int n = gen.between(1, 4);
            Shape shape = gen.pick(Shape.of(n, n), Shape.of(3, n, n));
            long seed = gen.seed();
            for (Domain domain : ALL) {
                Tensor sample = domain.sample(shape, new SplittableRandom(seed));
                assertThat(domain.violation(sample)).as(domain + " " + sample).isEmpty();
                assertThat(sample.isFinite()).isTrue();
                assertThat(sample.shape()).isEqualTo(shape);
                assertThat(sample).isEqualTo(domain.sample(shape, new SplittableRandom(seed)));
            }
        });
    }

    @Test
    void samplesVary() {
        SplittableRandom random = new SplittableRandom(5);
        for (Domain domain : ALL) {
            assertThat(domain.sample(Shape.of(4, 4), random))
                    .as(domain.toString())
                    .isNotEqualTo(domain.sample(Shape.of(4, 4), random));
        }
    }

    @Test
    void onlyIndicesAreWhole() {
        SplittableRandom random = new SplittableRandom(5);
        assertThat(Domain.of(Kind.INTEGER).sample(Shape.of(3), random).dtype()).isEqualTo(DType.I64);
        assertThat(Domain.of(Kind.BINARY).sample(Shape.of(3), random).dtype()).isEqualTo(DType.F64);
    }

    @Test
    void matricesAreWhatTheyClaim() {
        Gen.forAll(20, gen -> {
            int n = gen.between(1, 5);
            SplittableRandom random = new SplittableRandom(gen.seed());
            assertThat(smallestPivot(Domain.of(Kind.SPD).sample(Shape.of(n, n), random)))
                    .isGreaterThan(0.1);
            assertThat(smallestPivot(Domain.of(Kind.INVERTIBLE).sample(Shape.of(n, n), random)))
                    .isNotZero();
        });
    }

    /** The smallest pivot of an elimination without exchanges; positive for positive definite matrices. */
    private static double smallestPivot(Tensor a) {
        int n = a.shape().extent(0);
        double[][] m = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m[i][j] = a.get(i, j);
            }
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            smallest = Math.min(smallest, m[k][k]);
            for (int i = k + 1; i < n; i++) {
                for (int j = k + 1; j < n; j++) {
                    m[i][j] -= m[i][k] / m[k][k] * m[k][j];
                }
            }
        }
        return smallest;
    }

    private static void violates(Domain domain, Tensor value, String message) {
        assertThat(domain.violation(value)).map(Message::toString).contains(message);
    }

    @Test
    void violationsAreNamed() {
        assertThat(Domain.REAL.violation(Tensor.of(Double.NaN))).isEmpty();
        violates(Domain.of(Kind.POSITIVE), Tensor.of(1, 0), "entry [1] = 0 is not greater than 0");
        violates(Domain.of(Kind.POSITIVE), Tensor.of(Double.NaN), "entry [0] = nan is not greater than 0");
        violates(Domain.of(Kind.NONNEGATIVE), Tensor.of(0, -1), "entry [1] = -1 is not at least 0");
        violates(Domain.of(Kind.PROBABILITY), Tensor.of(1.5), "entry [0] = 1.5 is not between 0 and 1");
        violates(Domain.of(Kind.BINARY), Tensor.of(0.5), "entry [0] = 0.5 is not 0 or 1");
        violates(Domain.of(Kind.INTEGER), Tensor.of(0.5), "entry [0] = 0.5 is not a whole number of at least 0");
        violates(
                Domain.of(Kind.INTEGER),
                Tensor.of(-1),
                "entry [0] = -1 is not a whole number of at least 0; if -1 marks what does not count, declare it integer(-1, n), n the largest");
        violates(Domain.integer(1, 3), Tensor.of(4), "entry [0] = 4 is not a whole number from 1 to 3");
        violates(Domain.interval(-1, 0.5), Tensor.of(0.75), "entry [0] = 0.75 is not between -1 and 0.5");
        violates(Domain.onehot(0), Tensor.of(0.5, 0.5), "entry [0] = 0.5 is not 0 or 1");
        violates(
                Domain.onehot(0),
                Tensor.of(new double[][] {{1, 1}, {0, 1}}),
                "the entries along axis 0 sum to 2 somewhere, not to 1");
        violates(
                Domain.simplex(1),
                Tensor.of(new double[][] {{0.5, 0.5}, {0.25, 0.5}}),
                "the entries along axis 1 sum to 0.75 somewhere, not to 1");
        violates(Domain.simplex(0), Tensor.of(1.5, -0.5), "entry [0] = 1.5 is not between 0 and 1");
        violates(
                Domain.of(Kind.SYMMETRIC),
                Tensor.of(new double[][] {{1, 2}, {3, 1}}),
                "entry [0, 1] differs from entry [1, 0], so the matrix is not symmetric");
        violates(
                Domain.of(Kind.SPD),
                Tensor.of(new double[][] {{1, 2}, {3, 1}}),
                "entry [0, 1] differs from entry [1, 0], so the matrix is not symmetric");
        violates(
                Domain.of(Kind.SPD),
                Tensor.of(new double[][] {{1, 0}, {0, -1}}),
                "entry [1, 1] is -1, so the matrix is not positive definite");
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        SplittableRandom random = new SplittableRandom(1);
        assertThatThrownBy(() -> Domain.of(Kind.SPD).sample(Shape.of(2, 3), random))
                .isInstanceOf(ShapeException.class)
                .hasMessage("the domain spd needs a square matrix, not the shape [2, 3]");
        assertThatThrownBy(() -> Domain.of(Kind.SYMMETRIC).violation(Tensor.of(1, 2)))
                .hasMessage("the domain symmetric needs a square matrix, not the shape [2]");
        assertThatThrownBy(() -> Domain.onehot(1).sample(Shape.of(3), random))
                .hasMessage("there is no axis 1 in the shape [3]: its axes are 0 to 0");
    }

    @Test
    void isWrittenAsInTheNotation() {
        assertThat(ALL)
                .extracting(Domain::toString)
                .containsExactly(
                        "real",
                        "positive",
                        "nonnegative",
                        "probability",
                        "binary",
                        "integer",
                        "integer(-2, 5)",
                        "interval(-0.5, 0.25)",
                        "onehot(axis=0)",
                        "onehot(axis=-1)",
                        "simplex(axis=1)",
                        "simplex(axis=-2)",
                        "symmetric",
                        "spd",
                        "invertible");
    }
}
