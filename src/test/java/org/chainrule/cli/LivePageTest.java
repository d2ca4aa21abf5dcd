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
        assertThat(FirstPicture.of("m.cr", "# " + "x".repeat(20_000) + "\ny = 1\n", "{\"values\":{}}", List.of(Language.EN)))
                .isEmpty();
    }

    /** A page for a model opens with that model's picture. */
    @Test
    void aPageForAModelHasItsPicture() throws IOException {
        String place = "<script type=\"text/plain\" id=\"first-picture\">";
        String page = LivePage.pictured(
                "<body>" + place + "old</script></body>", "m.cr", "x = 2\ny = x*3\n", "{}", Language.EN);
        assertThat(page)
                .startsWith("<body>" + place)
                .endsWith("</script></body>")
                .doesNotContain("old<");
        String packed = page.substring(("<body>" + place).length(), page.length() - "</script></body>".length());
        assertThat(unzipped(packed)).contains("\"values\":{}").contains("<svg");
        assertThat(LivePage.pictured("<body></body>", "m.cr", "y = 1\n", "{}", Language.EN))
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
        assertThat(Cli.run("view", model, "-o", page)).isEqualTo(new Cli(0, "", ""));
        String plain = Files.readString(page);
        assertThat(Cli.run("view", "--static", model, "-o", page)).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(page)).isEqualTo(plain).contains("<svg");
    }
}
