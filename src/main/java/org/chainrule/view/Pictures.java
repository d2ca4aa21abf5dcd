package org.chainrule.view;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainrule.error.ChainruleException;

/** Turns scenes into files. */
public final class Pictures {
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
        Format format = format(file);
        Output output = Output.to(file);
        Scene folded = Folding.fold(scene, MAX_NODES);
        output.write(
                switch (format) {
                    case DOT -> DotPrinter.print(folded).getBytes(StandardCharsets.UTF_8);
                    case SVG -> svg(folded, Engines.available()).getBytes(StandardCharsets.UTF_8);
                    case HTML -> html(folded, Engines.available()).getBytes(StandardCharsets.UTF_8);
                    case PNG -> png(folded, Engines.available());
                });
    }

    /**
     * Draws a scene as it is, without folding.
     *
     * @param scene the drawing
     * @return a stand-alone SVG document
     * @throws ChainruleException if no layout engine works
     */
    public static String svg(Scene scene) {
        return svg(scene, Engines.available());
    }

    /**
     * Draws a scene as it is, without folding.
     *
     * @param scene the drawing
     * @return the bytes of a PNG image
     * @throws ChainruleException if no layout engine works or there are no fonts
     */
    public static byte[] png(Scene scene) {
        return png(scene, Engines.available());
    }

    static String svg(Scene scene, List<Engine> engines) {
        MeasuredScene plan = MeasuredScene.of(scene);
        return SvgWriter.write(scene, plan, Engines.layout(plan, engines), SvgWriter.FONTS);
    }

    static byte[] png(Scene scene, List<Engine> engines) {
        MeasuredScene plan = MeasuredScene.of(scene);
        return PngWriter.write(SvgWriter.write(scene, plan, Engines.layout(plan, engines), SvgWriter.JAVA_FONTS));
    }

    private static String html(Scene scene, List<Engine> engines) {
        return HtmlPage.of(scene, svg(scene, engines));
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
