package org.chainrule.view;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A laid out picture in TikZ: boxes and arrows at the places they have in the SVG, with text in the fonts of the document. */
final class TikzWriter {
    /** How signs of formulas are written in LaTeX; what is neither here nor ASCII is left out. */
    private static final Map<Integer, String> SIGNS = signs();

    private final MeasuredScene plan;
    private final Placement layout;

    TikzWriter(MeasuredScene plan, Placement layout) {
        this.plan = plan;
        this.layout = layout;
    }

    private static Map<Integer, String> signs() {
        String table =
                "ᵀ ^\\top · \\cdot ⊙ \\odot × \\times ∂ \\partial − - ′ ' ² ^2 ³ ^3 ⁻ ^- ¹ ^1 ≤ \\le ≥ \\ge ≠ \\ne → \\to ∞ \\infty "
                        + "Σ \\Sigma √ \\surd ⋆ \\star … \\dots ₀ _0 ₁ _1 ₂ _2 ₃ _3 ₄ _4 ₅ _5 ₆ _6 ₇ _7 ₈ _8 ₉ _9 α \\alpha β \\beta γ \\gamma "
                        + "δ \\delta ε \\epsilon ζ \\zeta η \\eta θ \\theta ι \\iota κ \\kappa λ \\lambda μ \\mu µ \\mu ν \\nu ξ \\xi π \\pi ρ \\rho σ \\sigma "
                        + "τ \\tau υ \\upsilon φ \\phi χ \\chi ψ \\psi ω \\omega Γ \\Gamma Δ \\Delta Θ \\Theta Λ \\Lambda Ξ \\Xi Π \\Pi Φ \\Phi Ψ \\Psi Ω \\Omega";
        String[] words = table.split(" ", -1);
        Map<Integer, String> signs = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            signs.put(words[i].codePointAt(0), "$" + words[i + 1] + "$");
        }
        return Map.copyOf(signs);
    }

    String write() {
        StringBuilder out = new StringBuilder(
                """
                % \\usepackage{tikz} \\usetikzlibrary{arrows.meta}
                \\begin{tikzpicture}[x=1bp, y=-1bp, >={Stealth[length=4bp]},
                  box/.style={draw, rounded corners=3bp, align=center, font=\\scriptsize, inner sep=1bp},
                  local/.style={font=\\tiny, align=center, text=black!60}]
                """);
        for (MeasuredScene.Frame frame : plan.frames()) {
            Placement.Rectangle r = layout.frames().get(frame.id());
            if (r != null) {
                out.append("  \\draw[rounded corners=4bp, black!30, fill=black!4] ")
                        .append(at(r.x(), r.y()))
                        .append(" rectangle ")
                        .append(at(r.x() + r.width(), r.y() + r.height()))
                        .append(";\n");
                out.append("  \\node[anchor=north west, font=\\tiny] at ")
                        .append(at(r.x(), r.y()))
                        .append(" {")
                        .append(latex(frame.label()))
                        .append("};\n");
            }
        }
        for (MeasuredScene.Place place : plan.places()) {
            place(out, place);
        }
        for (MeasuredScene.Link link : plan.links()) {
            link(out, link);
        }
        return out.append("\\end{tikzpicture}\n").toString();
    }

    private void place(StringBuilder out, MeasuredScene.Place place) {
        Placement.Point at = layout.nodes().get(place.id());
        if (at == null) {
            return;
        }
        Card card = place.card();
        boolean circle = card.frame() == Card.Frame.CIRCLE;
        boolean bare = place.edge() || card.frame() == Card.Frame.WIRE || card.frame() == Card.Frame.BARE;
        String fill =
                switch (place.node().kind()) {
                    case INPUT -> "blue!8";
                    case PARAMETER -> "orange!15";
                    case LOSS -> "red!10";
                    case CONSTANT -> "black!5, dashed";
                    default -> "white";
                };
        List<String> lines = place.edge()
                ? List.of(
                        GraphText.numbers(place.node().value()),
                        GraphText.numbers(place.node().gradient()))
                : circle ? List.of(place.node().op()) : GraphText.lines(place.node());
        out.append("  \\node[")
                .append(bare ? "align=center, font=\\tiny" : "box, fill=" + fill)
                .append(circle ? ", circle, inner sep=1bp" : "")
                .append(", minimum width=")
                .append(number(card.width()))
                .append("bp, minimum height=")
                .append(number(card.height()))
                .append("bp] (")
                .append(place.id())
                .append(") at ")
                .append(at(at.x(), at.y()))
                .append(" {")
                .append(lines.stream()
                        .filter(line -> !line.isEmpty())
                        .map(TikzWriter::latex)
                        .collect(Collectors.joining(" \\\\ ")))
                .append("};\n");
    }

    private void link(StringBuilder out, MeasuredScene.Link link) {
        Placement.Route route = layout.routes().get(link.id());
        if (route == null || route.curve().isEmpty()) {
            return;
        }
        List<Placement.Point> curve = route.curve();
        out.append("  \\draw[")
                .append(route.tip() == null ? "" : "->, ")
                .append("black!70] ")
                .append(at(curve.get(0)));
        for (int i = 1; i + 2 < curve.size(); i += 3) {
            out.append(" .. controls ")
                    .append(at(curve.get(i)))
                    .append(" and ")
                    .append(at(curve.get(i + 1)))
                    .append(" .. ")
                    .append(at(curve.get(i + 2)));
        }
        Placement.Point tip = route.tip();
        if (tip != null) {
            out.append(" -- ").append(at(tip));
        }
        out.append(";\n");
        Placement.Point label = route.label();
        if (label != null && !link.lines().isEmpty()) {
            out.append("  \\node[local] at ")
                    .append(at(label))
                    .append(" {")
                    .append(link.lines().stream().map(TikzWriter::latex).collect(Collectors.joining(" \\\\ ")))
                    .append("};\n");
        }
    }

    private static String at(Placement.Point point) {
        return at(point.x(), point.y());
    }

    private static String at(double x, double y) {
        return "(" + number(x) + "," + number(y) + ")";
    }

    private static String number(double value) {
        double tenths = Math.rint(value * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : String.format(Locale.ROOT, "%.1f", tenths);
    }

    /** Words that LaTeX prints as they are. */
    static String latex(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String sign = SIGNS.get(c);
            if (sign != null) {
                out.append(sign);
            } else if ("#$%&_{}".indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
            } else if (c == '\\') {
                out.append("\\textbackslash{}");
            } else if (c == '^') {
                out.append("\\textasciicircum{}");
            } else if (c == '~') {
                out.append("\\textasciitilde{}");
            } else if (c == '<' || c == '>' || c == '|') {
                out.append('$').appendCodePoint(c).append('$');
            } else if (c == '"') {
                out.append("''");
            } else if (c < 128) {
                out.appendCodePoint(c);
            }
        });
        // A box that begins with a bracket would be taken for an option of the line break above.
        return out.toString().startsWith("[") ? "{}" + out : out.toString();
    }
}
