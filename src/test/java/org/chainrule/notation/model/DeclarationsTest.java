package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes, domains and values of inputs and parameters. */
@SuppressWarnings("NullAway")
class DeclarationsTest {
    private static Tensor given(String declaration, String name) {
        Model model = Model.parse(declaration);
        Tensor value = model.values().get(model.get(name));
        assertThat(value).as("the value of %s", name).isNotNull();
        return value;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "input x [] = 2.5                ! 2.5",
                "input x [2] = 3                 ! [3, 3]",
                "input x [2, 2] = [[1, 2], [3, 4]] ! [[1, 2], [3, 4]]",
                "input x [2] = [1/4, -1e-3]      ! [0.25, -0.001]",
                "input x [2, 2] = zeros          ! [[0, 0], [0, 0]]",
                "input x [3] = ones              ! [1, 1, 1]",
                "input x [2, 2] = arange         ! [[0, 1], [2, 3]]",
                "input x [2, 3] = eye            ! [[1, 0, 0], [0, 1, 0]]",
                "input x [2] = normal(7, 0)      ! [7, 7]",
                "input x [2] = [inf, -inf]       ! [inf, -inf]",
                "dims n=2, k=n*2+1; input x [k] = 1 ! [1, 1, 1, 1, 1]",
                "input x [3] integer = [0, 2, 1] ! [0, 2, 1]",
            })
    void values(String declaration, String expected) {
        assertThat(TensorText.full(given(declaration.replace("; ", "\n"), "x"))).isEqualTo(expected);
    }

    @Test
    void randomValuesAreInTheirRangeAndTheirOwn() {
        Tensor x = given("input x [1000] = uniform(-0.5, 2)", "x");
        Tensor w = given("param w [30, 20] = xavier", "w");
        Tensor h = given("param h [400, 50] = he", "h");
        double bound = Math.sqrt(6.0 / 50);
        for (int i = 0; i < 600; i++) {
            assertThat(x.at(i)).isBetween(-0.5, 2.0);
            assertThat(w.at(i)).isBetween(-bound, bound);
        }
        double squares = 0;
        for (int i = 0; i < h.count(); i++) {
            squares += h.at(i) * h.at(i);
        }
        assertThat(squares / h.count()).isBetween(0.037, 0.043);
        assertThat(given("param v [] = 1\ninput x [1000] = uniform(-0.5, 2)", "x"))
                .as("another variable changes nothing")
                .isEqualTo(x);
    }

    @Test
    void labelsAreIndices() {
        assertThat(given("input y [2] integer(0, 3) = [3, 0]", "y").dtype()).isEqualTo(DType.I64);
    }

    @Test
    void freeSizesAreTakenFromValues() {
        Model model =
                Model.parse("dims n, m\ninput X [n, m] = [[1, 2, 3], [4, 5, 6]]\nparam w [n] = ones\ny = w @ X\n");
        assertThat(model.get("y").shape().isKnown()).isTrue();
        assertThat(model.get("y").shape().dim(0).size()).isEqualTo(3);
        Model free = Model.parse(
                "dims n, m\ninput X [n, m] = [[1, 2, 3], [4, 5, 6]]\ny = X.T\n", new Model.Settings(false, 0));
        assertThat(free.get("y").shape()).hasToString("[m, n]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {
                "dims n; input x [n] = [1, 2], y [n] = [1, 2, 3] ! y has shape [n] = [2], but its value has shape [3]"
                        + " ! n = 2 is from the value of x",
                "input x [2] = [1, 2, 3] ! x has shape [2], but its value has shape [3] ! -",
                "input x [2, 2] = [[1, 2], [3]] ! the lists differ in length: item 1 of a list has shape [1], item 0"
                        + " has [2] ! -",
                "dims n; input x [n] = ones ! x has shape [n], and a value is made only for a known shape ! give the"
                        + " free sizes a value: dims n=5",
                "input x [60000, 60000] = zeros ! x: the shape [60000, 60000] has more entries than a tensor can hold"
                        + " (2147483647) ! -",
                "input x [2] positive = [1, -2] ! x is declared positive, but entry [1] = -2 is not greater than 0 ! -",
                "input x [2] integer = [1.5, 2] ! x is declared integer, but entry [0] = 1.5 is not a whole number of at"
                        + " least 0 ! -",
                "input x [2] = file(3) ! file takes a name in quotes ! write file(\"x.npy\")",
                "input x [2] = nothing ! unknown value nothing ! values are written as 0.5, [[1, 2], [3, 4]], "
                        + "zeros, normal(0, 0.01) or file(\"x.npy\")",
                "input x [2] positiv = 1 ! unknown domain positiv ! did you mean `positive`?",
                "input x [2] onehot(axis=1) = 1 ! the domain onehot(axis=1) needs that axis, and the shape is [2] ! -",
                "input x [2, 3] spd = 1 ! the domain spd needs a square matrix, and the shape is [2, 3] ! -",
                "input x [2] integer(9, 0) = 1 ! integer takes a lower and an upper bound ! write integer(0, 9)",
                "input x [2] interval = 1 ! interval needs its bounds ! write interval(0, 1)",
            })
    void mistakes(String model, String message, String hint) {
        assertThatThrownBy(() -> Model.parse(model.replace("; ", "\n")))
                .isInstanceOfSatisfying(NotationException.class, e -> {
                    Diagnostic first = e.diagnostics().get(0);
                    assertThat(first.message()).hasToString(message);
                    assertThat(first.hint()).hasToString(hint == null ? "" : hint);
                });
    }

    @Test
    void filesAreLookedForBesideTheModel(@TempDir Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("x.csv"), "a,b\n1,2\n3,4\n");
        Files.writeString(data.resolve("v.csv"), "5\n6\n");
        Path file = data.resolve("m.cr");
        Files.writeString(file, "dims n, m\ninput X [n, m] = file(\"x.csv\"), v [2] = file(\"v.csv\")\ny = X @ v\n");
        Model model = Model.read(file);
        assertThat(TensorText.full(model.values().get(model.get("X")))).isEqualTo("[[1, 2], [3, 4]]");
        assertThat(TensorText.full(model.values().get(model.get("v")))).isEqualTo("[5, 6]");
        Path broken = folder.resolve("m.cr");
        Files.writeString(broken, "input X [2, 2] = file(\"x.csv\")\ny = X\n");
        assertThatThrownBy(() -> Model.read(broken))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("there is no file " + folder.resolve("x.csv"));
    }
}
