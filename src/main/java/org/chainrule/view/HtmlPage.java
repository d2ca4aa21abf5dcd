package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.Locale;
import org.chainrule.message.Language;

/** One page with a drawing in it. It asks the network for nothing and says so to the browser. */
final class HtmlPage {
    private HtmlPage() {}

    static String of(Scene scene, String svg, Canvas canvas) {
        Language language = canvas.language();
        boolean dark = canvas.ground() == Canvas.Ground.DARK;
        String title =
                scene.title().isBlank() ? say("Computation graph").text(language) : Text.brief(scene.title(), 120);
        String drawing = svg.substring(svg.indexOf("<svg"));
        return String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                body { margin: 1.5rem; background: %s; color: %s; font-family: %s; }
                label { font-size: 0.85rem; color: %s; }
                figure { margin: 0.75rem 0 0; overflow: auto; }
                #fit:checked ~ figure svg { max-width: 100%%; height: auto; }
                g[id]:hover > path:last-of-type { stroke: %s; stroke-width: 2; }
                </style>
                </head>
                <body>
                <input type="checkbox" id="fit" checked> <label for="fit">%s</label>
                <figure>
                %s</figure>
                </body>
                </html>
                """,
                language.code(),
                Text.xml(title),
                dark ? Palette.dark(Palette.PAPER) : Palette.PAPER,
                dark ? Palette.dark(Palette.INK) : Palette.INK,
                SvgWriter.FONTS,
                dark ? Palette.dark(Palette.FAINT) : Palette.FAINT,
                dark ? Palette.dark(Palette.INK) : Palette.INK,
                Text.xml(say("fit to the window").text(language)),
                drawing);
    }
}
