package org.chainrule.check.derivation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Statements about gradients that another program has found right or wrong, as models of the notation. */
final class ReferenceClaims {
    private static final Path FILE = Path.of("src/test/resources/reference/claims.json");

    private ReferenceClaims() {}

    /**
     * One statement.
     *
     * @param model inputs and definitions
     * @param left what the statement is about: {@code grad(L, W)}
     * @param right what it says
     * @param correct what it should say
     */
    record Statement(
            String id, String model, String left, String right, String correct, boolean isRight, String errorClass) {
        String text() {
            return model + "check " + left + " == " + right + "\n";
        }
    }

    /** All statements. */
    static List<Statement> all() throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(Files.readString(FILE)).getAsJsonArray()) {
            statements.add(statement(element.getAsJsonObject()));
        }
        return statements;
    }

    private static Statement statement(JsonObject json) {
        StringBuilder text = new StringBuilder();
        JsonObject model = json.getAsJsonObject("model");
        model.getAsJsonObject("inputs").entrySet().forEach(input -> text.append(declaration(input)));
        model.getAsJsonArray("definitions")
                .forEach(line -> text.append(line.getAsString()).append('\n'));
        JsonElement claim = json.getAsJsonObject("claim").get("expr");
        JsonElement correct = json.getAsJsonObject("correct").get("expr");
        String of = json.get("of").isJsonNull() ? "" : json.get("of").getAsString();
        String wrt = json.get("wrt").isJsonNull() ? "" : json.get("wrt").getAsString();
        String left =
                switch (json.get("kind").getAsString()) {
                    case "gradient" -> "grad(" + of + ", " + wrt + ")";
                    case "jacobian" -> "jacobian(" + of + ", " + wrt + ")";
                    case "differential" -> "d(" + of + ")";
                    default -> claim.getAsJsonArray().get(0).getAsString();
                };
        return new Statement(
                json.get("id").getAsString(),
                text.toString(),
                left,
                side(claim),
                side(correct),
                json.get("verdict").getAsString().equals("right"),
                json.get("error_class").isJsonNull()
                        ? ""
                        : json.get("error_class").getAsString());
    }

    private static String side(JsonElement expr) {
        return expr.isJsonArray() ? ((JsonArray) expr).get(1).getAsString() : expr.getAsString();
    }

    private static String declaration(Map.Entry<String, JsonElement> input) {
        if (input.getValue().isJsonArray()) {
            return "input " + input.getKey() + " " + input.getValue() + "\n";
        }
        JsonObject given = input.getValue().getAsJsonObject();
        String kind = given.get("kind").getAsString();
        if (kind.equals("const")) {
            return input.getKey() + " = " + given.get("value").getAsString() + "\n";
        }
        String domain =
                switch (kind) {
                    case "unit" -> "probability";
                    case "01" -> "binary";
                    case "onehot" -> "onehot(axis=1)";
                    case "pos" -> "positive";
                    case "spd" -> "spd";
                    case "gen" -> "invertible";
                    default -> throw new IllegalArgumentException(kind);
                };
        return "input " + input.getKey() + " " + given.get("shape") + " " + domain + "\n";
    }
}
