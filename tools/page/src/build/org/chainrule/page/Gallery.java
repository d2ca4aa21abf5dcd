package org.chainrule.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/** The gallery of {@code docs/pictures.md} for the static host: each picture leads to the page with its model in it. */
final class Gallery {
    private static final Pattern SHOWN =
            Pattern.compile("!\\[([^\\]]*)\\]\\((pictures/\\S+\\.svg)\\)\\s+`(chainrule view (\\S+)[^`]*)`");

    private Gallery() {}

    /**
     * Writes {@code gallery.html} and its pictures.
     *
     * @param site the folder of the static host
     * @param docs the folder of {@code pictures.md}
     */
    static void write(Path site, Path docs) throws IOException {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'; style-src 'self'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Chainrule: pictures</title>\n"
                + "<link rel=\"stylesheet\" href=\"page.css\">\n</head>\n<body class=\"gallery\">\n<h1>Pictures</h1>\n"
                + "<p>Each leads to the page with its model, to step through it and change it.</p>\n");
        Files.createDirectories(site.resolve("pictures"));
        String page = Files.readString(docs.resolve("pictures.md"));
        for (Matcher shown = SHOWN.matcher(page); shown.find(); ) {
            Files.write(site.resolve(shown.group(2)), Files.readAllBytes(docs.resolve(shown.group(2))));
            String text = Files.readString(model(docs, shown.group(4)));
            out.append("<figure><a href=\"index.html#t=")
                    .append(packed(text))
                    .append("\"><img src=\"")
                    .append(shown.group(2))
                    .append("\" alt=\"")
                    .append(escaped(shown.group(1)))
                    .append("\"></a><figcaption>")
                    .append(escaped(shown.group(3)))
                    .append("</figcaption></figure>\n");
        }
        Files.writeString(site.resolve("gallery.html"), out.append("</body>\n</html>\n"));
    }

    /** An example, or one of the models that tests draw. */
    private static Path model(Path docs, String word) {
        Path root = docs.toAbsolutePath().getParent();
        Path named = root.resolve(word);
        return Files.exists(named)
                ? named
                : root.resolve("src/test/resources/pictures")
                        .resolve(word.equals("neuron.cr") ? "cs231-neuron.cr" : word);
    }

    /** A text as it stands in an address of the page. */
    private static String packed(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
