package org.chainrule.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of linear models the tests with data do not have. */
class LinearRulesTest {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    @TempDir
    private Path folder;

    private final WireWriter node =
            new WireWriter().text(1, "x").text(2, "y").text(2, "z").text(7, "ai.onnx.ml");

    private OnnxModel read(String op, int type, long... shape) throws IOException {
        node.text(4, op);
        WireWriter dims = new WireWriter();
        for (long dim : shape) {
            dims.message(1, new WireWriter().number(1, dim));
        }
        WireWriter tensor = new WireWriter().number(1, type).message(2, dims);
        WireWriter input = new WireWriter().text(1, "x").message(2, new WireWriter().message(1, tensor));
        WireWriter graph =
                new WireWriter().message(1, node).message(11, input).message(12, new WireWriter().text(1, "y"));
        return Onnx.read(Files.write(
                folder.resolve("model.onnx"),
                new WireWriter()
                        .number(1, 8)
                        .message(7, graph)
                        .message(8, new WireWriter().number(2, 15))
                        .toBytes()));
    }

    private void floats(String name, double... values) {
        WireWriter attribute = new WireWriter().text(1, name);
        for (double value : values) {
            attribute.real(7, (float) value);
        }
        node.message(5, attribute.number(20, 6));
    }

    private void longs(String name, Long... values) {
        node.message(
                5, new WireWriter().text(1, name).numbers(8, List.of(values)).number(20, 7));
    }

    private void text(String name, String value) {
        node.message(5, new WireWriter().text(1, name).text(4, value).number(20, 3));
    }

    private static Tensor value(OnnxModel model, double... x) {
        Node input = Objects.requireNonNull(model.inputs().get("x"));
        Node y = model.get("y");
        return Interpreter.run(List.of(y), input.is(Tensor.of(input.shape(), x)))
                .get(y);
    }

    @Test
    void aProbitIsTheInverseOfTheNormalDistribution() throws IOException {
        floats("coefficients", 1, 1);
        text("post_transform", "PROBIT");
        Tensor y = value(read("LinearRegressor", FLOAT, 2, 2), 0.25, 0.25, 0.5, 0.341344746);
        assertThat(y.at(0)).isEqualTo(0);
        assertThat(y.at(1)).isCloseTo(1, within(1e-6));
    }

    @Test
    void oneScoreOfTwoClassesDecidesByItsSign() throws IOException {
        floats("coefficients", 1);
        floats("intercepts", -1);
        longs("classlabels_ints", 5L, 8L);
        Tensor labels = value(read("LinearClassifier", FLOAT, 3, 1), 0, 1, 2);
        assertThat(labels).isEqualTo(Tensor.ofLongs(Shape.of(3), 5, 5, 8));
    }

    @Test
    void labelsAndScoresAreCounted() {
        floats("coefficients", 1, 2, 3);
        floats("intercepts", 1, 1, 1);
        longs("classlabels_ints", 5L, 8L);
        assertThatThrownBy(() -> read("LinearClassifier", FLOAT, 3, 1))
                .hasMessageContaining("it has 2 labels and 3 scores");
    }

    @Test
    void otherKernelsAndTransformationsAreRefusedByName() {
        floats("coefficients", 1);
        text("kernel_type", "CHI2");
        assertThatThrownBy(() -> read("SVMRegressor", FLOAT, 3, 1))
                .hasMessageContaining("its kernel CHI2 is not supported");
        text("post_transform", "SQUARE");
        assertThatThrownBy(() -> read("LinearRegressor", FLOAT, 3, 1))
                .hasMessageContaining("its transformation SQUARE is not supported");
    }

    @Test
    void aCategoryThatNobodyKnowsIsZeroOrRefused() throws IOException {
        longs("cats_int64s", 4L, 6L);
        OnnxModel model = read("OneHotEncoder", INT64, 2);
        Node x = Objects.requireNonNull(model.inputs().get("x"));
        Node y = model.get("y");
        Tensor given = Tensor.ofLongs(Shape.of(2), 6, 7);
        assertThat(Interpreter.run(List.of(y), x.is(given)).get(y))
                .isEqualTo(Tensor.of(new double[][] {{0, 1}, {0, 0}}));
        node.message(5, new WireWriter().text(1, "zeros").number(3, 0).number(20, 2));
        assertThatThrownBy(() -> read("OneHotEncoder", INT64, 2)).hasMessageContaining("depends on the value of x");
    }
}
