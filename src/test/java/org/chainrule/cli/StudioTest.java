package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.message.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioTest {
    private static final String PAGE =
            "<meta content=\"worker-src blob:; base-uri 'none'\"><script type=\"application/json\""
                    + " id=\"model-data\">null</script>";
    private static final String MODEL = "input x [2] = file(\"x.csv\")\nparam w = 2\nJ = sum((w*x)^2)\n";

    private final Path file;
    private final Studio studio;
    private final HttpClient client = HttpClient.newHttpClient();

    StudioTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("m.cr");
        Files.writeString(file, MODEL);
        Files.writeString(folder.resolve("x.csv"), "1,3\n");
        studio = new Studio(PAGE, file, 0, Language.EN);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private HttpResponse<String> ask(String path, String method, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(studio.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void thePageHasTheModelAndMayAskItsServer() throws Exception {
        HttpResponse<String> page = ask("", "GET", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("connect-src 'self'")
                .contains("\"studio\":true")
                .contains("m.cr");
    }

    @Test
    void theModelIsAnsweredByThisProgramWithTheFilesBesideIt() throws Exception {
        JsonObject question = new JsonObject();
        question.addProperty("what", "eval");
        question.addProperty("name", "m.cr");
        question.addProperty("text", MODEL);
        JsonObject answer = json(ask("ask", "POST", question.toString()).body());
        assertThat(answer.getAsJsonObject("values")
                        .getAsJsonObject("J")
                        .getAsJsonArray("data")
                        .get(0)
                        .getAsDouble())
                .isEqualTo(40);
        question.addProperty("what", "lesson");
        question.addProperty("options", "{\"values\":{\"w\":[1]}}");
        answer = json(ask("ask", "POST", question.toString()).body());
        assertThat(answer.getAsJsonObject("numbers")
                        .getAsJsonObject("J")
                        .get("value")
                        .getAsDouble())
                .isEqualTo(10);
    }

    @Test
    void theFileIsFollowedAndWritten() throws Exception {
        assertThat(json(ask("file", "GET", "").body()).get("text").getAsString())
                .isEqualTo(MODEL);
        Files.writeString(file, "y = 1\n");
        assertThat(json(ask("file", "GET", "").body()).get("text").getAsString())
                .isEqualTo("y = 1\n");
        ask("file", "PUT", "{\"text\":\"y = 2\\n\"}");
        assertThat(Files.readString(file)).isEqualTo("y = 2\n");
    }

    @Test
    void strangersGetNothing() throws Exception {
        String address = studio.address();
        URI other = URI.create(address.replaceFirst("/[0-9a-f]{32}/$", "/" + "0".repeat(32) + "/file"));
        assertThat(client.send(HttpRequest.newBuilder(other).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask("file", "GET", "", "Origin", "http://example.org").statusCode())
                .isEqualTo(404);
        String path = URI.create(address).getPath() + "file";
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: example.org:" + studio.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("J = ");
        assertThat(ask("../" + path, "DELETE", "").statusCode()).isEqualTo(404);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the jar that tests see has no page for is said before anything is served. */
    @Test
    void withoutThePageThereIsNoStudio() {
        Cli answer = Cli.run("studio", "--no-open", file);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("tools/page/build");
    }
}
