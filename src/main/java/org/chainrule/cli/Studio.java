package org.chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Source;
import org.jspecify.annotations.Nullable;

/**
 * The page, served to this machine alone, with this JVM as its engine: models may name files, and a search has no limit. Who
 * does not know the token, or asks for another host than this one, as a page of somebody else's would, gets nothing.
 */
final class Studio implements AutoCloseable {
    private static final int TOKEN_BYTES = 16;
    private static final int MOST_BYTES = 64 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String token;
    private final String page;
    private final @Nullable Path file;
    private final Language language;
    private final Answers answers;

    /**
     * Serves from now on.
     *
     * @param page the page, without a model
     * @param file what is edited; null for the examples
     * @param port where; 0 for any
     */
    Studio(String page, @Nullable Path file, int port, Language language) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        this.page = page.replace("worker-src blob:;", "worker-src blob:; connect-src 'self';");
        this.file = file;
        this.language = language;
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        answers = new Answers(folder == null ? Path.of("") : folder);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new ChainruleException(
                    Message.say("cannot serve on port {0}: {1}", port, String.valueOf(e.getMessage())), e);
        }
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "studio");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where the page is. */
    String address() {
        return "http://127.0.0.1:" + port() + "/" + token + "/";
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (RuntimeException e) {
                String sentence = InputError.of(e, language).message();
                send(exchange, 500, "text/plain", sentence);
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String host = header(exchange, "Host");
        String own = ":" + port();
        if (!Set.of("127.0.0.1" + own, "localhost" + own).contains(host)) {
            send(exchange, 403, "text/plain", "");
            return;
        }
        String origin = header(exchange, "Origin");
        String prefix = "/" + token + "/";
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(prefix) || !(origin.isEmpty() || origin.equals("http://" + host))) {
            send(exchange, 404, "text/plain", "");
            return;
        }
        switch (exchange.getRequestMethod() + " " + path.substring(prefix.length())) {
            case "GET " ->
                send(exchange, 200, "text/html", LivePage.filled(page, name(), text(), language, json -> json.name(
                                "studio")
                        .value(true)));
            case "GET file" -> send(exchange, 200, "application/json", state());
            case "PUT file" -> {
                Map<String, String> given = read(exchange);
                if (file != null) {
                    AtomicFile.write(file, given.getOrDefault("text", "").getBytes(UTF_8));
                }
                send(exchange, 200, "application/json", state());
            }
            case "POST ask" -> {
                Map<String, String> asked = read(exchange);
                send(
                        exchange,
                        200,
                        "application/json",
                        answers.ask(
                                asked.getOrDefault("what", ""),
                                asked.getOrDefault("name", name()),
                                asked.getOrDefault("text", ""),
                                Language.of(asked.getOrDefault("language", language.code())),
                                asked.getOrDefault("options", "")));
            }
            default -> send(exchange, 404, "text/plain", "");
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private String name() {
        Path last = file == null ? null : file.getFileName();
        return last == null ? "" : last.toString();
    }

    private String text() {
        return file == null || !Files.exists(file) ? "" : Source.read(file).text();
    }

    private String state() {
        String text;
        try {
            text = text();
        } catch (ChainruleException e) {
            // It is being written, or is no text now; the page keeps what it has.
            return Json.object(json -> json.name("name").value(name()));
        }
        return Json.object(json -> {
            json.name("name").value(name());
            json.name("text").value(text);
        });
    }

    /** The fields of a JSON object, all of them texts. */
    private static Map<String, String> read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Map<String, String> fields = new HashMap<>();
        try (JsonReader json = new JsonReader(new StringReader(new String(body, UTF_8)))) {
            json.beginObject();
            while (json.hasNext()) {
                fields.put(json.nextName(), json.nextString());
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
