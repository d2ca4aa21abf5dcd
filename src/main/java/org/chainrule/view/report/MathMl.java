package org.chainrule.view.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formulas for a browser: the LaTeX that this program prints, as presentation MathML. It knows the commands that ops and
 * names use and no others; what it does not know stands there as text, and marked.
 */
final class MathMl {
    /** A level takes up to three elements, and XML parsers read a hundred, one in another. */
    private static final int DEEPEST = 30;

    private static final Map<String, String> SYMBOLS = symbols(
            "odot⊙ otimes⊗ cdot· top⊤ partial∂ infty∞ lt&lt; gt&gt; le≤ leq≤ ge≥ geq≥ ne≠ neq≠ star⋆ ast∗ times×"
                    + " pm± ldots… cdots⋯ lVert‖ rVert‖ lvert| rvert| lfloor⌊ rfloor⌋ lceil⌈ rceil⌉ nabla∇ to→"
                    + " in∈ mid∣ circ∘ oslash⊘ langle⟨ rangle⟩ approx≈ mapsto↦ oplus⊕ wedge∧ vee∨ neg¬ sim∼"
                    + " cap∩ cup∪ prime′ colon: iff⇔ implies⇒ leftarrow←");
    private static final Map<String, String> LETTERS =
            symbols("alphaα betaβ gammaγ deltaδ epsilonε varepsilonε zetaζ etaη thetaθ iotaι kappaκ lambdaλ muμ nuν"
                    + " xiξ piπ rhoρ sigmaσ tauτ upsilonυ phiφ varphiφ chiχ psiψ omegaω GammaΓ DeltaΔ ThetaΘ LambdaΛ"
                    + " XiΞ PiΠ SigmaΣ PhiΦ PsiΨ OmegaΩ ellℓ");
    private static final Map<String, String> LARGE = symbols("sum∑ prod∏ int∫ bigoplus⨁");
    private static final Set<String> FUNCTIONS = Set.of(
            "\\log",
            "\\exp",
            "\\sin",
            "\\cos",
            "\\tan",
            "\\arcsin",
            "\\arccos",
            "\\arctan",
            "\\sinh",
            "\\cosh",
            "\\tanh",
            "\\max",
            "\\min",
            "\\det",
            "\\arg",
            "\\ln");
    private static final Map<String, String> SPACES = Map.of(
            "\\,", "0.17em", "\\;", "0.28em", "\\:", "0.22em", "\\ ", "0.3em", "\\quad", "1em", "\\qquad", "2em");

    private final LatexReader latex;
    private int depth;

    private MathMl(String latex) {
        this.latex = new LatexReader(latex);
    }

    /** A formula as a block of its own. */
    static String block(String latex) {
        return "<math display=\"block\"><mrow>" + new MathMl(latex).row("") + "</mrow></math>";
    }

    private static Map<String, String> symbols(String list) {
        return Stream.of(list.split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> "\\" + entry.replaceFirst("[^a-zA-Z].*", ""),
                        entry -> entry.replaceFirst("^[a-zA-Z]+", "")));
    }

    /** Everything up to a closing piece, which is taken; up to the end when that is empty. */
    private String row(String closing) {
        return String.join("", things(closing));
    }

    private List<String> things(String closing) {
        List<String> things = new ArrayList<>();
        depth++;
        while (!latex.isAtEnd()) {
            if (latex.take(closing)) {
                break;
            }
            things.add(scripted());
        }
        depth--;
        return things;
    }

    /** What stands in braces; one thing alone needs no frame. */
    private String group() {
        List<String> things = things("}");
        return things.size() == 1 ? things.get(0) : "<mrow>" + String.join("", things) + "</mrow>";
    }

    /** One thing with what is attached to it. */
    private String scripted() {
        boolean large = LARGE.containsKey(latex.peek());
        String base = atom();
        String above = "";
        String below = "";
        StringBuilder primes = new StringBuilder();
        while (true) {
            if (latex.take("'")) {
                primes.append("<mo>′</mo>");
            } else if (above.isEmpty() && latex.take("^")) {
                above = atom();
            } else if (below.isEmpty() && latex.take("_")) {
                below = atom();
            } else {
                break;
            }
        }
        if (primes.length() > 0) {
            above = "<mrow>" + primes + above + "</mrow>";
        }
        if (above.isEmpty() && below.isEmpty()) {
            return base;
        }
        if (below.isEmpty() && base.startsWith("<msub>")) {
            // One index above the other: W with index 1 and a transpose.
            return "<msubsup>" + base.substring("<msub>".length(), base.length() - "</msub>".length()) + above
                    + "</msubsup>";
        }
        String both = above.isEmpty() || below.isEmpty() ? "" : large ? "munderover" : "msubsup";
        String tag = !both.isEmpty() ? both : below.isEmpty() ? (large ? "mover" : "msup") : large ? "munder" : "msub";
        return "<" + tag + ">" + base + below + above + "</" + tag + ">";
    }

    private String atom() {
        String piece = latex.next();
        if (depth > DEEPEST) {
            return "<mo>⋯</mo>";
        }
        if (piece.isEmpty()) {
            return "<mrow></mrow>";
        } else if (piece.equals("{")) {
            return group();
        } else if (piece.charAt(0) == '\\') {
            return command(piece);
        } else if (Character.isDigit(piece.codePointAt(0))) {
            return "<mn>" + piece + "</mn>";
        } else if (Character.isLetter(piece.codePointAt(0))) {
            return "<mi>" + escape(piece) + "</mi>";
        }
        return "<mo>" + (piece.equals("-") ? "−" : escape(piece)) + "</mo>";
    }

    private String command(String piece) {
        if (SYMBOLS.containsKey(piece)) {
            return "<mo>" + SYMBOLS.get(piece) + "</mo>";
        } else if (LETTERS.containsKey(piece)) {
            return "<mi>" + LETTERS.get(piece) + "</mi>";
        } else if (LARGE.containsKey(piece)) {
            return "<mo>" + LARGE.get(piece) + "</mo>";
        } else if (FUNCTIONS.contains(piece)) {
            return "<mi>" + piece.substring(1) + "</mi>";
        } else if (SPACES.containsKey(piece)) {
            return "<mspace width=\"" + SPACES.get(piece) + "\"/>";
        }
        return switch (piece) {
            case "\\frac", "\\tfrac", "\\dfrac" -> {
                String above = atom();
                yield "<mfrac>" + above + atom() + "</mfrac>";
            }
            case "\\sqrt" -> "<msqrt>" + atom() + "</msqrt>";
            case "\\hat" -> accent("^");
            case "\\bar", "\\overline" -> accent("¯");
            case "\\tilde" -> accent("~");
            case "\\vec" -> accent("→");
            case "\\operatorname", "\\mathit" -> "<mi>" + plain(latex.raw()) + "</mi>";
            case "\\mathrm" -> "<mi mathvariant=\"normal\">" + plain(latex.raw()) + "</mi>";
            case "\\mathbf" -> "<mi class=\"bold\">" + plain(latex.raw()) + "</mi>";
            case "\\text" -> "<mtext>" + plain(latex.raw()).replace(" ", "\u00A0") + "</mtext>";
            case "\\left" -> fenced();
            case "\\begin" -> table(latex.raw());
            case "\\{", "\\}", "\\_", "\\%", "\\#", "\\&", "\\$" -> "<mo>" + escape(piece.substring(1)) + "</mo>";
            case "\\|" -> "<mo>‖</mo>";
            default -> "<merror><mtext>" + escape(piece) + "</mtext></merror>";
        };
    }

    private String accent(String above) {
        return "<mover accent=\"true\">" + atom() + "<mo>" + above + "</mo></mover>";
    }

    private String fenced() {
        String open = fence();
        String inside = row("\\right");
        return "<mrow>" + open + inside + fence() + "</mrow>";
    }

    private String fence() {
        String piece = latex.next();
        if (piece.equals(".")) {
            return "";
        }
        String symbol = SYMBOLS.containsKey(piece) ? SYMBOLS.get(piece) : escape(piece.replaceFirst("^\\\\", ""));
        return "<mo fence=\"true\" stretchy=\"true\">" + symbol + "</mo>";
    }

    private String table(String kind) {
        StringBuilder rows = new StringBuilder("<mtr><mtd>");
        depth++;
        while (!latex.isAtEnd() && !latex.take("\\end")) {
            rows.append(latex.take("&") ? "</mtd><mtd>" : latex.take("\\\\") ? "</mtd></mtr><mtr><mtd>" : scripted());
        }
        depth--;
        latex.raw();
        String table = "<mtable>" + rows + "</mtd></mtr></mtable>";
        return switch (kind) {
            case "cases" -> "<mrow><mo fence=\"true\" stretchy=\"true\">{</mo>" + table + "</mrow>";
            case "bmatrix" ->
                "<mrow><mo fence=\"true\" stretchy=\"true\">[</mo>" + table
                        + "<mo fence=\"true\" stretchy=\"true\">]</mo></mrow>";
            case "pmatrix" ->
                "<mrow><mo fence=\"true\" stretchy=\"true\">(</mo>" + table
                        + "<mo fence=\"true\" stretchy=\"true\">)</mo></mrow>";
            default -> table;
        };
    }

    /** Text without backslashes in front of its underscores. */
    private static String plain(String raw) {
        return escape(raw.replaceAll("\\\\([_{}%#&$])", "$1").replace("\\ldots", "…"));
    }

    private static String escape(String text) {
        return Html.escape(text);
    }
}
