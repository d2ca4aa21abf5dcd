package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.chainrule.message.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePageTest {
    private static final String OPEN = "<script type=\"application/json\" id=\"model-data\">";
    private static final String PAGE = "<body>" + OPEN + "null</script></body>";

    @TempDir
    Path folder;

    @Test
    void theTextStandsInThePageAndCannotLeaveIt() {
        String text = "x = 1 # </script><script>alert(\"1\")</script>\ny = x < 2 && 'a'\n";
        String page = LivePage.filled(PAGE, "<b>.cr", text, Language.ZH);
        assertThat(page).startsWith("<body>" + OPEN).endsWith("</script></body>");
        String held = page.substring(("<body>" + OPEN).length(), page.length() - "</script></body>".length());
        assertThat(held).doesNotContain("<").doesNotContain(">").doesNotContain("&");
        JsonObject model = JsonParser.parseString(held).getAsJsonObject();
        assertThat(model.get("text").getAsString()).isEqualTo(text);
        assertThat(model.get("name").getAsString()).isEqualTo("<b>.cr");
        assertThat(model.get("language").getAsString()).isEqualTo("zh");
    }

    @Test
    void aPageWithoutAPlaceIsAMistakeOfOurs() {
        assertThatThrownBy(() -> LivePage.filled("<body></body>", "m.cr", "", Language.EN))
                .isInstanceOf(IllegalStateException.class);
    }

    /** The template of the page has the place that is filled. */
    @Test
    void theTemplateOfThePageHasThePlace() throws IOException {
        assertThat(Files.readString(Path.of("tools/page/src/build/org/chainrule/page/Assemble.java")))
                .contains(OPEN.replace("\"", "\\\"") + "null");
    }

    /** The page reads it with the browser's own {@code deflate-raw}. */
    @Test
    void aTextInAnAddressIsPackedWithoutAnyHeader() throws Exception {
        String text = "J = mean((A - Y)^2) # 交叉熵\n".repeat(20);
        Inflater inflater = new Inflater(true);
        inflater.setInput(Base64.getUrlDecoder().decode(LivePage.packed(text)));
        byte[] bytes = new byte[4096];
        int count = inflater.inflate(bytes);
        inflater.end();
        assertThat(new String(bytes, 0, count, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(LivePage.packed(text)).matches("[A-Za-z0-9_-]+").hasSizeLessThan(120);
    }

    /** The picture that a page opens with is what its engine would answer in a window of that size. */
    @Test
    void theFirstPictureIsTheAnswerOfTheEngine() throws IOException {
        String text = Files.readString(Path.of("examples/two-layer.cr"));
        String packed = FirstPicture.of("m.cr", text, "{\"values\":{}}", List.of(Language.EN, Language.ZH));
        JsonObject first = JsonParser.parseString(unzipped(packed)).getAsJsonObject();
        assertThat(first.get("text").getAsString()).isEqualTo(text);
        JsonObject answers = first.getAsJsonObject("answers");
        assertThat(answers.keySet()).containsExactly("en0", "en1", "zh0", "zh1");
        List<String> windows = List.of(
                "\"width\":1900,\"height\":600", "\"width\":790,\"height\":700", "\"width\":390,\"height\":700");
        for (int rows = 0; rows < windows.size(); rows++) {
            String answer = new Answers(folder)
                    .ask("lesson", "m.cr", text, Language.ZH, "{\"values\":{},\"dark\":1," + windows.get(rows) + "}");
            assertThat(answers.getAsJsonArray("zh1").get(rows)).isEqualTo(JsonParser.parseString(answer));
        }
    }

    /** What cannot be drawn has none, and neither has what would make the page heavy. */
    @Test
    void aModelThatCannotBeDrawnHasNoFirstPicture() {
        assertThat(FirstPicture.of("m.cr", "J = = 2\n", "{\"values\":{}}", List.of(Language.EN)))
                .isEmpty();
        assertThat(FirstPicture.of(
                        "m.cr", "# " + "x".repeat(20_000) + "\ny = 1\n", "{\"values\":{}}", List.of(Language.EN)))
                .isEmpty();
    }

    /** A page for a model opens with that model's picture. */
    @Test
    void aPageForAModelHasItsPicture() throws IOException {
        String place = "<script type=\"text/plain\" id=\"first-picture\">";
        String page = LivePage.pictured(
                "<body>" + place + "old</script></body>", "m.cr", "x = 2\ny = x*3\n", "{\"values\":{}}", Language.EN);
        assertThat(page)
                .startsWith("<body>" + place)
                .endsWith("</script></body>")
                .doesNotContain("old<");
        String packed = page.substring(("<body>" + place).length(), page.length() - "</script></body>".length());
        assertThat(unzipped(packed)).contains("\"asked\":{\"values\":{}}").contains("<svg");
        assertThat(LivePage.pictured("<body></body>", "m.cr", "y = 1\n", "{\"values\":{}}", Language.EN))
                .isEqualTo("<body></body>");
        assertThat(Files.readString(Path.of("tools/page/src/build/org/chainrule/page/Assemble.java")))
                .contains(place.replace("\"", "\\\""));
    }

    private static String unzipped(String packed) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The jar that tests see has no page, so the picture alone is written, with or without being asked for. */
    @Test
    void withoutThePageThePictureIsWritten() throws IOException {
        Path model = Cli.model(folder, "m.cr", "input x [] = 3\nparam w [] = 2\nJ = (w*x)^2\n");
        Path page = folder.resolve("m.html");
        String told = page + " has the picture alone, as with --static: ";
        assertThat(Cli.run("view", model, "-o", page))
                .isEqualTo(new Cli(0, "", told + "this program was packaged without the page that computes\n"));
        String plain = Files.readString(page);
        assertThat(Cli.run("view", "--static", model, "-o", page)).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(page)).isEqualTo(plain).contains("<svg");
        assertThat(Cli.run("view", model, "-o", page, "--slide", "4:3", "--of", "J", "--title", "T")
                        .err())
                .isEqualTo(told + "the page that computes has no --of, --slide\n");
    }

    /** Title, seed, direction and ground of {@code view} are the page's, and its first picture is drawn so. */
    @Test
    void thePageIsAsItWasAskedToBe() throws IOException {
        String place = "<script type=\"text/plain\" id=\"first-picture\">";
        String text = "input x [2]\nparam w [2]\ny = w * x\nJ = sum(y^2)\n";
        String page = LivePage.of(
                OPEN + "null</script>" + place + "</script>",
                "m.cr",
                text,
                Language.EN,
                new LivePage.Manner("</script><b>", 7, true, true));
        String held = page.substring(OPEN.length(), page.indexOf("</script>"));
        JsonObject manner = JsonParser.parseString(held).getAsJsonObject().getAsJsonObject("manner");
        assertThat(manner.get("title").getAsString()).isEqualTo("</script><b>");
        String packed = page.substring(page.indexOf(place) + place.length(), page.lastIndexOf("</script>"));
        JsonObject first = JsonParser.parseString(unzipped(packed)).getAsJsonObject();
        assertThat(first.get("asked").toString()).isEqualTo("{\"values\":{},\"seed\":7,\"down\":1}");
        String answer = new Answers(folder)
                .ask("lesson", "m.cr", text, Language.EN, "{\"values\":{},\"dark\":1,\"seed\":7,\"down\":1}");
        assertThat(first.getAsJsonObject("answers").getAsJsonArray("en1").get(0))
                .isEqualTo(JsonParser.parseString(answer));
        String usual = new Answers(folder).ask("lesson", "m.cr", text, Language.EN, "{\"values\":{},\"dark\":1}");
        assertThat(answer).isNotEqualTo(usual);
    }
}
