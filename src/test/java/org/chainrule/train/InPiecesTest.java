package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many samples, a few at a time. */
class InPiecesTest {
    private static final String HEAD =
            """
            dims m
            input X [m, 2, 3] = randn(430000, 2, 3), Y [3, m] = randn(3, 430000), t [m] integer(0, 3) = floor(4*rand(430000))
            param W [4, 6] = normal(0, 1), b [4] = normal(0, 1)
            A = reshape(X, [m, 6])
            Z = A @ W.T + b
            """;

    private static final int SAMPLES = 430_000;

    private static Training training(String text) {
        Source source = Source.of("pieces.cr", HEAD + text + "\nloss J\n");
        Model bound = Model.read(source, Path.of(""), new Model.Settings(true, 1));
        return Training.of(bound.withoutValues(), bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "J = sum(Z^2) / (2*m)",
                "J = mean(softmax_cross_entropy(Z, t, reduction=\"none\")) + 0.1*sum(W^2)",
                "J = softmax_cross_entropy(Z, t)",
                "J = sum((one_hot(t, 4) - sigmoid(Z))^2) / m",
                "J = mean(argmax(Z, axis=1) == t)",
                "J = sum(Y @ Z)",
                "J = mean(log_softmax(Z, axis=1)[:, 2]) * max(sum(Y^2, axis=1))",
                "J = mean(relu(X[:, 1, :]) * Y.T)",
                "J = sqrt(mean((Z - mean(Z, axis=0))^2))",
                "J = mean(softmax(Z, axis=0)[:, 0] * t)"
            })
    void comeToTheSame(String text) {
        Training training = training("J = mean(Z^2) + mean(X) + sum(Y) + mean(t)\nq = " + text.substring(4));
        Node q = training.model().get("q");
        Trainer trainer = training.trainer(Optimizers.sgd(0.1), DType.F64);
        List<Binding> all = new ArrayList<>(training.data().all());
        assertThat(InPieces.isMuch(all)).isTrue();
        Values whole = Program.of(List.of(q), DType.F64).run(join(all, trainer.params()));

        double value = trainer.predict(q, all).item();

        double expected = whole.get(q).item();
        assertThat(value).isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
    }

    private static List<Binding> join(List<Binding> some, List<Binding> others) {
        List<Binding> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void onlyWhatNeedsAllSamplesIsTakenWhole() {
        Training training = training(
                """
                J = mean(Z^2) + mean(X) + sum(Y) + mean(t)
                a = mean(softmax_cross_entropy(Z, t, reduction="none"))
                b2 = mean(softmax(Z, axis=0)[:, 0])
                c = mean((Z - mean(Z, axis=0))^2)
                d = sum((one_hot(t, 4) - Z)^2) / m
                e = argmax(Z, axis=1)
                f = Y @ Z
                g = mean(relu(X[:, 1, :]) * Y.T)
                h = mean(Z[0, :])
                k = mean(cumsum(Z, axis=0))
                """);

        String inPieces = List.of("a", "b2", "c", "d", "e", "f", "g", "h", "k").stream()
                .filter(name -> InPieces.of(List.of(training.model().get(name)), training.data())
                        .isPresent())
                .collect(Collectors.joining(" "));

        // A product over the samples is no sum or mean by name.
        assertThat(inPieces).isEqualTo("a d e g");
    }

    @Test
    void whatIsToldOfEachSampleIsPutTogether() {
        Training training =
                training("J = mean(Z^2) + mean(X) + sum(Y) + mean(t)\nP = tanh(Z).T\nk = argmax(Z, axis=1)");
        Trainer trainer = training.trainer(Optimizers.sgd(0.1), DType.F64);
        List<Node> nodes = List.of(training.model().get("P"), training.model().get("k"));

        List<Tensor> values = trainer.predict(nodes, training.data().all());

        List<Binding> few = training.data().batch(0, 1, SAMPLES - 1);
        Values some = Interpreter.run(nodes, join(few, trainer.params()));
        for (int row = 0; row < 4; row++) {
            assertThat(values.get(0).get(row, SAMPLES - 1))
                    .isCloseTo(some.get(nodes.get(0)).get(row, 2), within(1e-14));
            assertThat(values.get(0).get(row, 1))
                    .isCloseTo(some.get(nodes.get(0)).get(row, 1), within(1e-14));
        }
        assertThat(values.get(1).get(SAMPLES - 1))
                .isEqualTo(some.get(nodes.get(1)).get(2));
    }
}
