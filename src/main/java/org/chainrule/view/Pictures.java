package org.chainrule.view;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/** Turns scenes into files. */
public final class Pictures {
    /** An SVG drawing of any kind as PNG, on white and twice as large. */
    public static byte[] png(String svg) {
        return PngWriter.write(svg, Canvas.Ground.WHITE);
    }

    /** Above so many nodes a scene is folded before it is drawn. */
    public static final int MAX_NODES = 300;

    private Pictures() {}

    /** What a file name can ask for. */
    private enum Format {
        SVG,
        PNG,
        DOT,
        HTML
    }

    /**
     * Draws a scene, folded to at most {@link #MAX_NODES} nodes, into a file of the format its name ends in:
     * {@code .svg}, {@code .png}, {@code .dot} or {@code .html}. An existing file is replaced, and only when the new
     * one is complete.
     *
     * @param scene the drawing
     * @param file where to write; its folder must exist
     * @throws ChainruleException if the name ends otherwise, the folder is missing or not writable, no layout engine
     *     works, or a PNG is asked for on a machine without fonts
     */
    public static void write(Scene scene, Path file) {
        write(scene, file, Canvas.PLAIN);
    }

    /**
     * Draws a scene on a canvas, as {@link #write(Scene, Path)} does.
     *
     * @param scene the drawing
     * @param file where to write; its folder must exist
     * @param canvas language, ground, slide and engine
     * @return what the picture leaves out, or could not do, for the user; empty when there is nothing to say
     * @throws ChainruleException as {@link #write(Scene, Path)}
     */
    public static List<Message> write(Scene scene, Path file, Canvas canvas) {
        Format format = format(file);
        Output output = Output.to(file);
        Drawing drawing = Drawing.of(scene, canvas, format != Format.DOT);
        output.write(
                switch (format) {
                    case DOT ->
                        DotPrinter.print(drawing.scene(), canvas.language()).getBytes(StandardCharsets.UTF_8);
                    case SVG -> drawing.svg(SvgWriter.FONTS).getBytes(StandardCharsets.UTF_8);
                    case HTML -> html(drawing).getBytes(StandardCharsets.UTF_8);
                    case PNG -> PngWriter.write(drawing.svg(SvgWriter.JAVA_FONTS), canvas.ground());
                });
        return drawing.notes();
    }

    /**
     * Draws a scene as text.
     *
     * @param scene the drawing
     * @param canvas language, ground, slide and engine
     * @return a stand-alone SVG document
     * @throws ChainruleException if no layout engine works
     */
    public static String svg(Scene scene, Canvas canvas) {
        return Drawing.of(scene, canvas, true).svg(SvgWriter.FONTS);
    }

    /**
     * Draws a scene as a page.
     *
     * @param scene the drawing
     * @param canvas language, ground, slide and engine
     * @return a stand-alone HTML document
     * @throws ChainruleException if no layout engine works
     */
    public static String html(Scene scene, Canvas canvas) {
        return html(Drawing.of(scene, canvas, true));
    }

    private static String html(Drawing drawing) {
        return HtmlPage.of(drawing.scene(), drawing.svg(SvgWriter.FONTS), drawing.canvas());
    }

    /**
     * Draws a scene into a temporary page and opens it in the browser.
     *
     * @param scene the drawing
     * @param canvas language, ground, slide and engine
     * @return the page
     * @throws ChainruleException if it cannot be drawn or written
     */
    public static Path show(Scene scene, Canvas canvas) {
        try {
            Path page = Files.createTempFile("chainrule-", ".html");
            page.toFile().deleteOnExit();
            write(scene, page, canvas);
            if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
                Desktop.getDesktop().browse(page.toUri());
            }
            return page;
        } catch (IOException e) {
            throw new ChainruleException(Message.say("Cannot show the picture: {0}", e.getMessage()), e);
        }
    }

    static String svg(Scene scene, List<Engine> engines) {
        return drawn(scene, engines).svg(SvgWriter.FONTS);
    }

    static byte[] png(Scene scene, List<Engine> engines) {
        return PngWriter.write(drawn(scene, engines).svg(SvgWriter.JAVA_FONTS), Canvas.Ground.WHITE);
    }

    private static Drawing drawn(Scene scene, List<Engine> engines) {
        MeasuredScene plan = MeasuredScene.of(scene);
        return new Drawing(scene, plan, Engines.layout(plan, engines), Canvas.PLAIN, List.of());
    }

    private static Format format(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        String suffix = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Format format : Format.values()) {
            if (text.contains(".") && format.name().toLowerCase(Locale.ROOT).equals(suffix)) {
                return format;
            }
        }
        throw new ChainruleException(
                "Cannot tell from the name {0} what to draw. A picture is a file whose name ends in .svg, .png, "
                        + ".dot or .html.",
                file);
    }
}
