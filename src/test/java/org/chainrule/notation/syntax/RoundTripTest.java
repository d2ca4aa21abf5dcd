package org.chainrule.notation.syntax;

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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Printing and parsing are each other's inverse. */
class RoundTripTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    private static final List<BinaryOp> OPS = List.of(BinaryOp.values());

    private final Random random = new Random(20260917);

    @Test
    void randomExpressions() {
        for (int i = 0; i < 20_000; i++) {
            Expr e = expr(1 + i % 6);
            String text = SyntaxPrinter.print(e);
            assertThat(Trees.expr(text)).as("case %d: %s", i, text).isEqualTo(e);
        }
    }

    @Test
    void noBracketPairCanBeLeftOut() {
        for (int i = 0; i < 2_000; i++) {
            Expr e = expr(1 + i % 4);
            String text = SyntaxPrinter.print(e);
            for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
                boolean call = open > 0 && Character.isLetterOrDigit(text.charAt(open - 1));
                if (!call) {
                    int close = matching(text, open);
                    String without =
                            text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
                    assertThat(reads(without, e)).as("%s and %s", text, without).isFalse();
                }
            }
        }
    }

    private static int matching(String text, int open) {
        int depth = 0;
        for (int i = open; ; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
    }

    private static boolean reads(String text, Expr e) {
        try {
            return Trees.expr(text).equals(e);
        } catch (NotationException refused) {
            return false;
        }
    }

    @Test
    void randomTexts() {
        for (int i = 0; i < 2_000; i++) {
            List<Statement> statements = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                statements.add(statement());
            }
            Syntax syntax = new Syntax(Source.of("m.cr", ""), statements);
            String text = SyntaxPrinter.print(syntax);
            assertThat(Trees.parse(text).sameAs(syntax))
                    .as("case %d:\n%s", i, text)
                    .isTrue();
        }
    }

    @Test
    void everyReferenceExpression() throws IOException {
        Path file = REFERENCE.resolve("autograd.jsonl");
        int seen = 0;
        for (String line : Files.readAllLines(file)) {
            String text = JsonParser.parseString(line)
                    .getAsJsonObject()
                    .get("expression")
                    .getAsString();
            Syntax.WithResult parsed = Syntax.parseExpression(Source.of("case", text));
            assertThat(Trees.expr(parsed.result().toString())).as(text).isEqualTo(parsed.result());
            seen++;
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void everyReferenceClaim() throws IOException {
        Path file = REFERENCE.resolve("claims.json");
        JsonArray claims = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        for (JsonElement claim : claims) {
            JsonObject c = claim.getAsJsonObject();
            StringBuilder text = new StringBuilder();
            for (JsonElement definition : c.getAsJsonObject("model").getAsJsonArray("definitions")) {
                text.append(definition.getAsString()).append('\n');
            }
            JsonElement written = c.getAsJsonObject("claim").get("expr");
            if (written.isJsonArray()) {
                text.append("check ")
                        .append(written.getAsJsonArray().get(0).getAsString())
                        .append(" == ")
                        .append(written.getAsJsonArray().get(1).getAsString());
            } else {
                text.append("claim = ").append(written.getAsString());
            }
            Syntax syntax = Trees.parse(text.toString());
            assertThat(Trees.parse(SyntaxPrinter.print(syntax)).sameAs(syntax))
                    .as(text.toString())
                    .isTrue();
        }
        assertThat(claims).hasSizeGreaterThan(50);
    }

    private Expr expr(int depth) {
        if (depth == 0) {
            return leaf();
        }
        switch (random.nextInt(9)) {
            case 0:
                return leaf();
            case 1:
                return new Expr.Negate(expr(depth - 1), Span.NONE);
            case 2:
                return new Expr.Transpose(expr(depth - 1), Span.NONE);
            case 3:
                return new Expr.Index(expr(depth - 1), indices(depth - 1), Span.NONE);
            case 4:
                return call(depth - 1);
            case 5:
                return Expr.list(exprs(depth - 1), Span.NONE);
            default:
                BinaryOp op = OPS.get(random.nextInt(OPS.size()));
                return new Expr.Binary(op, expr(depth - 1), expr(depth - 1), Span.NONE);
        }
    }

    private List<Expr> exprs(int depth) {
        List<Expr> all = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            all.add(expr(depth));
        }
        return all;
    }

    private Expr call(int depth) {
        List<Expr.Keyword> keywords = new ArrayList<>();
        for (String keyword : List.of("axis", "keepdims", "T")) {
            if (random.nextInt(4) == 0) {
                keywords.add(new Expr.Keyword(keyword, expr(depth), Span.NONE));
            }
        }
        String function = pick("sum", "tanh", "sigmoid'", "f''", "d");
        return new Expr.Call(function, Span.NONE, exprs(depth), keywords, Span.NONE);
    }

    private List<Expr.IndexItem> indices(int depth) {
        List<Expr.IndexItem> items = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            switch (random.nextInt(4)) {
                case 0:
                    items.add(new Expr.At(expr(depth)));
                    break;
                case 1:
                    items.add(new Expr.Ellipsis());
                    break;
                default:
                    items.add(new Expr.Slice(maybe(depth), maybe(depth), maybe(depth)));
            }
        }
        return items;
    }

    private Optional<Expr> maybe(int depth) {
        return random.nextBoolean() ? Optional.of(expr(depth)) : Optional.empty();
    }

    private Expr leaf() {
        switch (random.nextInt(6)) {
            case 0:
                return new Expr.Num(pickNumber(), Span.NONE);
            case 1:
                return new Expr.Text(pick("mean", "ij,jk->ik", "a\"b", "c:\\d", "it's", "#"), Span.NONE);
            case 2:
                return new Expr.Bool(random.nextBoolean(), Span.NONE);
            case 3:
                return random.nextInt(3) > 0 ? Trees.expr("[[1, -2.5], [3e-300, -0.0]]") : new Expr.None(Span.NONE);
            default:
                return new Expr.Name(pick("X", "W1", "δ2", "ŷ", "dJ", "d", "e", "T", "per", "check", "权重"), Span.NONE);
        }
    }

    private double pickNumber() {
        double[] some = {0, 1, 2, 0.5, 1e300, 4.9e-324, Math.PI, 123456789, 1e15, 9007199254740992.0};
        int i = random.nextInt(some.length + 1);
        return i < some.length ? some[i] : Math.abs(random.nextGaussian());
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    private Expr.Name name() {
        return new Expr.Name(pick("J", "W1", "δ2", "loss", "T", "dJ"), Span.NONE);
    }

    private Statement statement() {
        switch (random.nextInt(8)) {
            case 0:
                return new Statement.Dims(
                        List.of(new Statement.Size(name(), maybe(2)), new Statement.Size(name(), maybe(1))), Span.NONE);
            case 1:
                List<Statement.Variable> variables = new ArrayList<>();
                for (int n = random.nextInt(3); n >= 0; n--) {
                    Optional<Expr> domain = Optional.of(Trees.expr(pick("spd", "onehot(axis=0)", "integer(0, k)")));
                    variables.add(new Statement.Variable(name(), exprs(2), domain, maybe(2), Span.NONE));
                }
                Statement.Role role = random.nextBoolean() ? Statement.Role.INPUT : Statement.Role.PARAM;
                return new Statement.Declare(role, variables, Span.NONE);
            case 2:
                // a name that losses have, such as J, would be read as that of the loss that is derived
                return new Statement.GradientClaim(new Expr.Name("Q", Span.NONE), name(), expr(3), Span.NONE);
            case 3:
                return new Statement.Loss(name(), Span.NONE);
            case 4:
                return new Statement.Derive(name(), random.nextBoolean(), Span.NONE);
            case 5:
                return new Statement.Check(true, expr(3), expr(3), Span.NONE);
            case 6:
                return new Statement.Assume(expr(3), expr(3), Span.NONE);
            default:
                return new Statement.Define(name(), expr(4), Span.NONE);
        }
    }
}
