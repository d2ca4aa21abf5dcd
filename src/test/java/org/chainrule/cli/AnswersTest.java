package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.chainrule.message.Language;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Answers ANSWERS = new Answers(Path.of(""));

    private static JsonObject ask(String what, String text, String options) {
        return JsonParser.parseString(ANSWERS.ask(what, "m.cr", text, Language.EN, options))
                .getAsJsonObject();
    }

    private static String twoLayer() throws IOException {
        return Files.readString(Path.of("examples/two-layer.cr"));
    }

    private static List<String> texts(JsonArray array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> one.getAsJsonObject().get(field).getAsString())
                .toList();
    }

    @Test
    void aLayerIsFoldedIntoOneCardThatKnowsItsMembers() throws IOException {
        JsonObject lesson = ask("lesson", twoLayer(), "{\"open\":[\"layer1\"]}");
        assertThat(texts(lesson.getAsJsonArray("layers"), "path")).containsExactly("layer1", "layer2");
        assertThat(texts(lesson.getAsJsonArray("layers"), "open")).containsExactly("true", "false");
        List<String> cards = texts(lesson.getAsJsonArray("cards"), "name");
        assertThat(cards).contains("Z1", "A1", "layer 2").doesNotContain("Z2");
        List<String> members = new ArrayList<>();
        for (JsonElement card : lesson.getAsJsonArray("cards")) {
            if (card.getAsJsonObject().has("members")) {
                card.getAsJsonObject().getAsJsonArray("members").forEach(one -> members.add(one.getAsString()));
            }
        }
        assertThat(members).containsExactlyInAnyOrder("W2", "b2", "Z2", "A2");
    }

    @Test
    void anEntryIsTheSumOfWhatItIsMadeOf() throws IOException {
        JsonObject index = ask("index", twoLayer(), "");
        JsonArray entries = index.getAsJsonArray("entries");
        int at = texts(entries, "left").indexOf("Z1[2,2]");
        assertThat(texts(entries, "right").get(at)).isEqualTo("W1[2,1] X[1,2] + W1[2,2] X[2,2] + b1[2]");
        assertThat(texts(index.getAsJsonArray("letters"), "left")).contains("Z1[i,j]");
    }

    @Test
    void theStepsBackComeByThemselves() throws IOException {
        assertThat(ask("lesson", twoLayer(), "").has("backward")).isFalse();
        assertThat(texts(ask("backward", twoLayer(), "").getAsJsonArray("backward"), "of"))
                .contains("A2", "W1", "b1");
    }

    @Test
    void aModelOfTwoFeaturesHasAPlane() throws IOException {
        for (String name : List.of("two-layer.cr", "training/exclusive-or.cr", "training/playground-circle.cr")) {
            JsonObject answer = ask(
                    "descend", Files.readString(Path.of("examples", name)), "{\"steps\":1,\"rate\":0.1,\"grid\":5}");
            JsonObject plane = answer.getAsJsonObject("plane");
            assertThat(plane.get("data").getAsString()).isEqualTo("X");
            assertThat(plane.getAsJsonArray("field")).hasSize(25);
            assertThat(plane.getAsJsonArray("points").get(0).getAsJsonArray())
                    .as(name)
                    .hasSize(3);
            assertThat(answer.getAsJsonArray("losses")).hasSize(2);
        }
        assertThat(ask("descend", "input x = 2\nparam w = 1\nJ = (w*x)^2\n", "{\"grid\":5}")
                        .has("plane"))
                .isFalse();
    }

    /** The plane agrees with the model where the samples are. */
    @Test
    void thePlaneIsWhatTheModelPredicts() {
        String text =
                """
                dims m
                input X [m, 2] = [[0, 0], [2, 2]], t [m] = [0, 1]
                param w [2] = [1, 2], b = 1
                z = X @ w + b
                J = mean((z - t)^2)
                """;
        JsonObject plane = ask("descend", text, "{\"steps\":0,\"grid\":1}").getAsJsonObject("plane");
        assertThat(plane.get("name").getAsString()).isEqualTo("z");
        assertThat(plane.getAsJsonArray("field").get(0).getAsDouble()).isCloseTo(4, within(1e-12));
    }

    @Test
    void aLargeModelHasNumbersWhereItHasCards() {
        StringBuilder text = new StringBuilder("input x = 0.5\na0 = x\n");
        for (int i = 1; i <= 1200; i++) {
            text.append("param w")
                    .append(i)
                    .append(" = 0.5\na")
                    .append(i)
                    .append(" = tanh(w")
                    .append(i)
                    .append(" * a")
                    .append(i - 1)
                    .append(")\n");
        }
        text.append("J = a1200^2\n");
        JsonObject lesson = ask("lesson", text.toString(), "");
        assertThat(lesson.getAsJsonArray("cards").size()).isBetween(2, 300);
        assertThat(lesson.getAsJsonObject("numbers").size()).isBetween(1, 300);
        assertThat(lesson.getAsJsonObject("numbers").has("J")).isTrue();
    }
}
