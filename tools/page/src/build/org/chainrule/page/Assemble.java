package org.chainrule.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * Puts the page together: {@code Assemble RESULT WEB EXAMPLES LICENCES…}. The result's folder has {@code engine.js}, {@code
 * engine.wasm} with its script, {@code page.js}, and the picture that the page opens with, {@code first.txt}; it gets {@code chainrule.html}, in which everything is, and the folder {@code site} with separate files.
 */
public final class Assemble {
    /** A page must not grow beyond this many bytes. */
    private static final int MOST = 4_000_000;

    private static final List<String> FIRST = List.of(
            "two-layer.cr",
            "training/exclusive-or.cr",
            "homework/two-layer-right.cr",
            "homework/two-layer-no-derivative.cr",
            "homework/two-layer-no-sum.cr");

    private Assemble() {}

    /** Puts the page together. */
    public static void main(String[] args) throws IOException {
        Path result = Path.of(args[0]);
        Path web = Path.of(args[1]);
        String template = Files.readString(web.resolve("index.html"));
        String style = Files.readString(web.resolve("style.css"));
        String script = Files.readString(result.resolve("page.js")).strip();
        String worker =
                Files.readString(result.resolve("engine.js")) + "\n" + Files.readString(web.resolve("worker.js"));
        String examples = examples(Path.of(args[2]));
        String first = Files.readString(result.resolve("first.txt"));
        StringBuilder licences = new StringBuilder("What this page is made of, with the licence of each part.\n");
        for (int i = 3; i < args.length; i++) {
            licences(Path.of(args[i]), licences);
        }

        byte[] module = Files.readAllBytes(result.resolve("engine.wasm"));
        String runner = Files.readString(result.resolve("engine-wasm.js")) + "\n"
                + Files.readString(web.resolve("worker-wasm.js"));
        // A script's own end must not end it early, wherever it stands in a text.
        String inline = script.replace("</script", "<\\/script");
        String single = template.replace(
                        "@csp@",
                        "default-src 'none'; script-src 'sha256-" + hash(inline)
                                + "' 'wasm-unsafe-eval'; style-src 'sha256-" + hash(style)
                                + "'; worker-src blob:; base-uri 'none'; form-action 'none'")
                .replace("@style@", "<style>" + style + "</style>")
                .replace("@data@", data(examples, first))
                // The engine comes last: the picture need not wait for two million letters to be read.
                .replace(
                        "@script@",
                        "<script>" + inline + "</script>\n<script type=\"text/plain\" id=\"licences\">"
                                + licences.toString().replace("<", "&lt;") + "</script>\n"
                                + held("engine-module", module)
                                + "<script type=\"text/plain\" id=\"engine-wasm\">" + zipped(runner) + "</script>\n"
                                + held("engine", worker.getBytes(StandardCharsets.UTF_8)));
        write(result.resolve("chainrule.html"), single);

        Path site = Files.createDirectories(result.resolve("site"));
        write(
                site.resolve("index.html"),
                template.replace(
                                "@csp@",
                                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src"
                                        + " 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")
                        .replace("@style@", "<link rel=\"stylesheet\" href=\"page.css\">")
                        .replace("@data@", data(examples, first))
                        .replace("@script@", "<script src=\"page.js\"></script>"));
        write(site.resolve("page.css"), style);
        write(site.resolve("page.js"), script);
        write(site.resolve("engine.js"), worker);
        write(site.resolve("engine-wasm.js"), runner);
        Files.write(site.resolve("engine.wasm"), module);
        write(site.resolve("LICENCES.txt"), licences.toString());
        Gallery.write(site, Path.of(args[2]).resolveSibling("docs"));
        long size = Files.size(result.resolve("chainrule.html"));
        System.out.println("chainrule.html " + size);
        long most = Long.getLong("most", MOST);
        if (size > most) {
            throw new IOException("chainrule.html has " + size + " bytes, more than " + most);
        }
    }

    /** The licence texts below a folder, each under the name of its own folder or file. */
    private static void licences(Path folder, StringBuilder out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                            .toString()
                            .matches("(?i)(.*-)?(licen[cs]e|notice)(\\.(txt|md))?|.*GPL.*txt"))
                    .sorted()
                    .toList()) {
                out.append("\n== ")
                        .append(folder.relativize(file).toString().replace('\\', '/'))
                        .append("\n\n");
                out.append(Files.readString(file).strip()).append('\n');
            }
        }
    }

    private static String data(String examples, String first) {
        return "<script type=\"application/json\" id=\"examples-data\">" + examples + "</script>\n"
                + "<script type=\"application/json\" id=\"model-data\">null</script>\n"
                + "<script type=\"text/plain\" id=\"first-picture\">" + first + "</script>";
    }

    /** The examples that need no files, as JSON in which nothing ends a script. */
    private static String examples(Path folder) throws IOException {
        List<String> names = new ArrayList<>(FIRST);
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".cr") && !FIRST.contains(name))
                    .sorted()
                    .forEach(names::add);
        }
        StringBuilder json = new StringBuilder("[");
        for (String name : names) {
            String text = Files.readString(folder.resolve(name));
            if (!text.contains("file(")) {
                json.append(json.length() > 1 ? "," : "").append("{\"name\":").append(quoted(name));
                json.append(",\"text\":").append(quoted(text)).append('}');
            }
        }
        return json.append(']').toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** What a page holds of the engine, packed by LZMA: browsers' own gzip would make it half as large again. */
    private static String held(String id, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZMAOutputStream packed = new LZMAOutputStream(out, new LZMA2Options(9), bytes.length)) {
            packed.write(bytes);
        }
        return "<script type=\"text/plain\" id=\"" + id + "\">"
                + Base64.getEncoder().encodeToString(out.toByteArray()) + "</script>\n";
    }

    /** A short script, packed as browsers unpack it. */
    private static String zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
