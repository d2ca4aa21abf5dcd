package org.chainrule.check.diagnose;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/** The reference claims about gradients, as lines. */
final class Claims {
    static final Path FILE = Path.of("src/test/resources/reference/claims.json");

    private Claims() {}

    /** A claim with its verdict. */
    record Claim(String id, boolean right, String errorClass, String correct, Line line) {}

    static List<Claim> read() throws IOException {
        JsonElement root = JsonParser.parseString(Files.readString(FILE));
        Iterable<JsonElement> all = root.isJsonArray()
                ? root.getAsJsonArray()
                : root.getAsJsonObject().getAsJsonArray("claims");
        List<Claim> claims = new ArrayList<>();
        for (JsonElement element : all) {
            JsonObject c = element.getAsJsonObject();
            JsonElement errorClass = c.get("error_class");
            claims.add(new Claim(
                    c.get("id").getAsString(),
                    c.get("verdict").getAsString().equals("right"),
                    errorClass == null || errorClass.isJsonNull() ? "" : errorClass.getAsString(),
                    String.valueOf(c.getAsJsonObject("correct").get("expr")),
                    line(c)));
        }
        return claims;
    }

    private static Line line(JsonObject c) {
        JsonObject inputs = c.getAsJsonObject("model").getAsJsonObject("inputs");
        StringBuilder text = new StringBuilder();
        inputs.entrySet()
                .forEach(e -> text.append(declaration(e.getKey(), e.getValue())).append('\n'));
        c.getAsJsonObject("model").getAsJsonArray("definitions").forEach(d -> text.append(d.getAsString())
                .append('\n'));
        String kind = c.get("kind").getAsString();
        JsonElement claim = c.getAsJsonObject("claim").get("expr");
        if (kind.equals("identity")) {
            String left = claim.getAsJsonArray().get(0).getAsString();
            Model model = Model.parse(text.toString());
            return Line.of(
                    Optional.empty(),
                    model,
                    Line.parse(claim.getAsJsonArray().get(1).getAsString()),
                    model.expression(left),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
        }
        String of = c.get("of").getAsString();
        String wrt = c.get("wrt").getAsString();
        if (kind.equals("differential")) {
            text.append(declaration("d" + wrt, shape(inputs.get(wrt)))).append('\n');
        }
        Model model = Model.parse(text.toString());
        Expr right = Line.parse(claim.getAsString());
        if (kind.equals("gradient")) {
            return Line.gradient(model, of, wrt, right, Map.of());
        }
        Node y = model.get(of);
        Node x = model.get(wrt);
        Node truth = kind.equals("jacobian") ? Calculus.jacobian(y, x) : Calculus.jvp(y, x, model.get("d" + wrt));
        return Line.of(Optional.empty(), model, right, truth, Optional.empty(), Optional.of(x), Map.of());
    }

    private static JsonElement shape(JsonElement input) {
        return input.isJsonObject() ? input.getAsJsonObject().get("shape") : input;
    }

    private static String declaration(String name, JsonElement input) {
        String kind = input.isJsonObject() ? input.getAsJsonObject().get("kind").getAsString() : "";
        if (kind.equals("const")) {
            return name + " = " + input.getAsJsonObject().get("value");
        }
        String domain =
                switch (kind) {
                    case "unit" -> " probability";
                    case "01" -> " binary";
                    case "onehot" -> " onehot(axis=1)";
                    case "pos" -> " positive";
                    case "spd" -> " spd";
                    case "gen" -> " invertible";
                    default -> "";
                };
        return "input " + name + " " + shape(input) + domain;
    }
}
