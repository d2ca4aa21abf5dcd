package org.chainrule.symbolic.prove;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/**
 * Statements about gradients, right and wrong, from a reference collection: the right ones should be proved, no wrong one
 * may be.
 */
class ClaimsProofTest {
    private static final Path CLAIMS = Path.of("src/test/resources/reference/claims.json");

    @Test
    void rightClaimsAreProvedAndWrongOnesAreNot() throws IOException {
        List<String> unproved = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        int corrections = 0;
        int proved = 0;
        for (JsonElement element :
                JsonParser.parseString(Files.readString(CLAIMS)).getAsJsonArray()) {
            JsonObject claim = element.getAsJsonObject();
            String id = claim.get("id").getAsString();
            boolean isRight = claim.get("verdict").getAsString().equals("right");
            Equation stated = equation(claim, "claim");
            if (isRight || stated.left().shape().sameShape(stated.right().shape())) {
                boolean holds = stated.prove().isProved();
                right += isRight ? 1 : 0;
                proved += isRight && holds ? 1 : 0;
                if (isRight && !holds) {
                    unproved.add(id);
                }
                if (!isRight && holds) {
                    wrong.add(id);
                }
            }
            if (!isRight) {
                corrections++;
                if (!equation(claim, "correct").prove().isProved()) {
                    unproved.add(id + " (corrected)");
                }
            }
        }
        System.out.println("proved " + proved + " of " + right + " right claims, "
                + (corrections - unproved.stream().filter(s -> s.endsWith(")")).count()) + " of " + corrections
                + " corrected ones; not: " + unproved);
        assertThat(wrong).isEmpty();
        assertThat(proved).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * right));
    }

    private static Equation equation(JsonObject claim, String which) {
        JsonObject model = claim.getAsJsonObject("model");
        StringBuilder text = new StringBuilder();
        StringBuilder constants = new StringBuilder();
        String wrt = claim.get("wrt").isJsonNull() ? "" : claim.get("wrt").getAsString();
        for (Map.Entry<String, JsonElement> input :
                model.getAsJsonObject("inputs").entrySet()) {
            JsonElement value = input.getValue();
            String kind =
                    value.isJsonObject() ? value.getAsJsonObject().get("kind").getAsString() : "real";
            if (kind.equals("const")) {
                constants
                        .append(input.getKey())
                        .append(" = ")
                        .append(value.getAsJsonObject().get("value"))
                        .append('\n');
                continue;
            }
            JsonElement shape = value.isJsonObject() ? value.getAsJsonObject().get("shape") : value;
            text.append("input ")
                    .append(input.getKey())
                    .append(' ')
                    .append(shape)
                    .append(domain(kind))
                    .append('\n');
            if (input.getKey().equals(wrt)) {
                text.append("input d").append(wrt).append(' ').append(shape).append('\n');
            }
        }
        text.append(constants);
        for (JsonElement definition : model.getAsJsonArray("definitions")) {
            text.append(definition.getAsString()).append('\n');
        }
        text.append("UNUSED_ = 0\n");
        Model parsed = Model.parse(text.toString(), new Model.Settings(false, 0));
        JsonElement expression = claim.getAsJsonObject(which).get("expr");
        if (claim.get("kind").getAsString().equals("identity")) {
            JsonArray sides = expression.getAsJsonArray();
            return new Equation(
                    parsed.expression(sides.get(0).getAsString()),
                    parsed.expression(sides.get(1).getAsString()));
        }
        Node of = parsed.get(claim.get("of").getAsString());
        Node variable = parsed.get(wrt);
        Node truth =
                switch (claim.get("kind").getAsString()) {
                    case "gradient" -> Calculus.grad(of, variable);
                    case "jacobian" -> Calculus.jacobian(of, variable);
                    default -> Calculus.jvp(of, variable, parsed.get("d" + wrt));
                };
        return new Equation(parsed.expression(expression.getAsString()), truth);
    }

    private static String domain(String kind) {
        return switch (kind) {
            case "unit" -> " probability";
            case "01" -> " binary";
            case "onehot" -> " onehot(axis=1)";
            case "pos" -> " positive";
            case "spd" -> " spd";
            case "gen" -> " invertible";
            default -> "";
        };
    }
}
