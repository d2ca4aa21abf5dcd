package org.chainrule.view;

import static org.chainrule.message.Message.say;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chainrule.error.ChainruleException;

/** Paints an SVG as PNG on its ground, twice as large for slides and at most 8,000 pixels a side. */
final class PngWriter {
    private static final double SCALE = 2;
    private static final int MAX_SIDE = 8000;
    private static final double MAX_PIXELS = 40e6;

    private PngWriter() {}

    static byte[] write(String svg, Canvas.Ground ground) {
        needFonts();
        // jsvg refuses drawings of more than 2,000 elements otherwise.
        LoaderContext context = LoaderContext.builder()
                .documentLimits(new DocumentLimits(1000, 1000, 10_000_000))
                .build();
        SVGDocument document =
                new SVGLoader().load(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)), null, context);
        if (document == null) {
            throw new IllegalStateException("The SVG cannot be read back");
        }
        FloatSize size = document.size();
        double scale = scale(size.width, size.height);
        int width = side(size.width * scale);
        int height = side(size.height * scale);
        boolean clear = ground == Canvas.Ground.TRANSPARENT;
        BufferedImage image =
                new BufferedImage(width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            if (!clear) {
                g.setColor(Color.WHITE);
                g.fillRect(0, 0, width, height);
            }
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            document.render(null, g, new ViewBox(width, height));
        } finally {
            g.dispose();
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", stream);
            stream.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int side(double pixels) {
        return Math.max(1, Math.min(MAX_SIDE, (int) Math.ceil(pixels)));
    }

    /** Twice the size, unless that is too large. */
    static double scale(double width, double height) {
        double scale = Math.min(SCALE, MAX_SIDE / Math.max(width, height));
        return Math.min(scale, Math.sqrt(MAX_PIXELS / (width * height)));
    }

    /** Java cannot paint text on a machine without fonts, and says so by errors from deep inside. */
    private static void needFonts() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (InternalError | LinkageError | RuntimeException e) {
            throw new ChainruleException(
                    say("A PNG needs a font, and Java finds none on this machine.\nInstall one (on Debian: apt "
                            + "install fontconfig fonts-dejavu-core), or write .svg, .html or .dot, which "
                            + "need none."),
                    e);
        }
    }
}
