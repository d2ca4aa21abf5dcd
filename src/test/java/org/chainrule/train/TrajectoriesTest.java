package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training runs recorded elsewhere, step for step: the same losses and the same parameters. */
class TrajectoriesTest {
    private static final Map<String, String> MODELS = Map.of(
            "logistic_regression_seed002",
            "Z = w.T @ X + b\nA = sigmoid(Z)\nJ = -mean(Y*log(A) + (1 - Y)*log(1 - A))\n",
            "two_layer_tanh_sigmoid_seed000_004",
            "A1 = tanh(W1 @ X + b1)\nA2 = sigmoid(W2 @ A1 + b2)\nJ = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))\n",
            "xor_mlp_2_3_1",
            "A1 = tanh(W1 @ X + b1)\nA2 = sigmoid(W2 @ A1 + b2)\nJ = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))\n",
            "symmetric_zero_init_seed000",
            "A1 = tanh(W1 @ X + b1)\nA2 = sigmoid(W2 @ A1 + b2)\nJ = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))\n");

    @ParameterizedTest
    @CsvSource({
        "logistic_regression_seed002, w b",
        "two_layer_tanh_sigmoid_seed000_004, W1 b1 W2 b2",
        "xor_mlp_2_3_1, W1 b1 W2 b2",
        "symmetric_zero_init_seed000, W1 b1 W2 b2"
    })
    void areRepeated(String name, String names) throws IOException {
        JsonObject run = read(name);
        JsonArray steps = run.getAsJsonArray("steps");
        StringBuilder text = new StringBuilder("dims m\n");
        text.append("input X ").append(declared(run.get("X"), "m")).append('\n');
        text.append("input Y ").append(declared(run.get("Y"), "m")).append('\n');
        for (String param : names.split(" ", -1)) {
            text.append("param ").append(param).append(' ');
            text.append(declared(params(steps.get(0)).get(param), "")).append('\n');
        }
        text.append(MODELS.get(name));
        Model free = Model.parse(text.toString(), new Model.Settings(false, 0));
        Training training = Training.of(free, Model.parse(text.toString()));
        Trainer trainer = training.trainer(Optimizers.sgd(run.get("lr").getAsDouble()), DType.F64);
        for (JsonElement step : steps) {
            for (String param : names.split(" ", -1)) {
                near(trainer.value(free.get(param)).toArray(), params(step).get(param));
            }
            double loss = step.getAsJsonObject().get("J").getAsDouble();
            assertThat(trainer.step(training.data().all())).isCloseTo(loss, within(1e-10));
        }
        for (String param : names.split(" ", -1)) {
            near(
                    trainer.value(free.get(param)).toArray(),
                    run.getAsJsonObject("final").get(param));
        }
    }

    private static JsonObject read(String name) throws IOException {
        try (InputStream in = TrajectoriesTest.class.getResourceAsStream(name + ".json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
    }

    private static JsonObject params(JsonElement step) {
        JsonObject object = step.getAsJsonObject();
        return object.has("params") ? object.getAsJsonObject("params") : object;
    }

    /** A shape and the entries, {@code [2, m] = [[1, 2], [3, 4]]}. */
    private static String declared(JsonElement tensor, String lastSize) {
        JsonArray shape = tensor.getAsJsonObject().getAsJsonArray("shape");
        JsonArray data = tensor.getAsJsonObject().getAsJsonArray("data");
        if (shape.isEmpty()) {
            return "= " + data.get(0);
        }
        int columns = shape.get(shape.size() - 1).getAsInt();
        StringBuilder text = new StringBuilder("[" + shape.get(0) + ", ");
        text.append(lastSize.isEmpty() ? Integer.toString(columns) : lastSize).append("] = [");
        for (int i = 0; i < data.size(); i++) {
            text.append(i == 0 ? "[" : i % columns == 0 ? "], [" : ", ").append(data.get(i));
        }
        return text.append("]]").toString();
    }

    private static void near(double[] values, JsonElement expected) {
        JsonArray data = expected.getAsJsonObject().getAsJsonArray("data");
        assertThat(values).hasSize(data.size());
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(data.get(i).getAsDouble(), within(1e-10));
        }
    }
}
