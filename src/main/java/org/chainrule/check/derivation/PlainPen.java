package org.chainrule.check.derivation;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A formula of LaTeX as plain text has it, {@code x^T (y − h)}: for lines that are written so. */
final class PlainPen {
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("odot", "⊙"),
            Map.entry("oslash", "⊘"),
            Map.entry("otimes", "⊗"),
            Map.entry("cdot", "·"),
            Map.entry("sum", "Σ"),
            Map.entry("gt", ">"),
            Map.entry("lt", "<"),
            Map.entry("ge", "≥"),
            Map.entry("le", "≤"),
            Map.entry("ne", "≠"),
            Map.entry("partial", "∂"),
            Map.entry("top", "T"),
            Map.entry("lVert", "‖"),
            Map.entry("rVert", "‖"),
            Map.entry("left", ""),
            Map.entry("right", ""));

    private static final Map<String, String> GREEK = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("zeta", "ζ"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("varphi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"),
            Map.entry("Gamma", "Γ"),
            Map.entry("Delta", "Δ"),
            Map.entry("Theta", "Θ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("Sigma", "Σ"),
            Map.entry("Phi", "Φ"),
            Map.entry("Psi", "Ψ"),
            Map.entry("Omega", "Ω"),
            Map.entry("ell", "ℓ"));

    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
    /** A name, a number or a bracket, that needs none round it. */
    private static final Pattern ATOM = Pattern.compile("∂?[\\p{L}\\d_.]+|\\([^()]*\\)|‖[^‖]*‖");

    private static final Pattern NUMBERED = Pattern.compile("_(\\d)");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private PlainPen(String text) {
        this.text = text;
    }

    /**
     * The same formula in the manner of a line, which may write {@code s2} for s₂; empty where plain text has no word for something.
     */
    static Optional<String> of(String latex, String line) {
        boolean apart = NUMBERED.matcher(line).find();
        return of(latex).map(text -> apart ? text : NUMBERED.matcher(text).replaceAll("$1"));
    }

    private static Optional<String> of(String latex) {
        PlainPen pen = new PlainPen(latex);
        boolean read = pen.read(false);
        String plain = pen.out
                .toString()
                .replaceAll("∂\\s+", "∂")
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=[(\\[]) | (?=[)\\],])", "")
                .strip();
        return read && plain.indexOf('\\') < 0 ? Optional.of(plain) : Optional.empty();
    }

    /** Reads up to the end, or up to the brace that closes. */
    private boolean read(boolean braced) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '}') {
                at++;
                return braced;
            } else if (c == '{') {
                at++;
                if (!read(true)) {
                    return false;
                }
            } else if (c == '^' || c == '_') {
                at++;
                Optional<String> raised = argument();
                if (raised.isEmpty()) {
                    return false;
                }
                out.append(
                        raised.get().equals("2") && c == '^'
                                ? "²"
                                : c
                                        + (raised.get().length() == 1 || c == '_'
                                                ? raised.get()
                                                : "{" + raised.get() + "}"));
            } else if (c == '\\') {
                if (!command()) {
                    return false;
                }
            } else {
                out.append(c == '-' ? '−' : c);
                at++;
            }
        }
        return !braced;
    }

    private boolean command() {
        Matcher command = COMMAND.matcher(text).region(at, text.length());
        if (!command.lookingAt()) {
            // a space of some width, or a bracket that groups
            at += 2;
            out.append(text.charAt(at - 1) == ',' ? " " : "");
            return text.charAt(at - 1) == ',';
        }
        at = command.end();
        String name = command.group(1);
        if (name.equals("frac")) {
            Optional<String> above = argument();
            Optional<String> below = argument();
            above.ifPresent(top -> out.append(ATOM.matcher(top).matches() ? top : "(" + top + ")"));
            below.ifPresent(
                    bottom -> out.append("/").append(ATOM.matcher(bottom).matches() ? bottom : "(" + bottom + ")"));
            return above.isPresent() && below.isPresent();
        } else if (name.equals("sqrt")) {
            Optional<String> root = argument();
            root.ifPresent(inner -> out.append("√(").append(inner).append(")"));
            return root.isPresent();
        } else if (name.startsWith("math") || name.equals("operatorname") || name.equals("bm")) {
            return argument().map(out::append).isPresent();
        }
        String sign = SIGNS.get(name);
        // functions keep their names
        out.append(sign != null ? sign : GREEK.getOrDefault(name, name));
        return sign != null || GREEK.containsKey(name) || name.length() < 5;
    }

    /** What stands in braces behind a command, or the one sign there. */
    private Optional<String> argument() {
        if (at >= text.length()) {
            return Optional.empty();
        } else if (text.charAt(at) != '{') {
            return Optional.of(text.substring(at, ++at));
        }
        int depth = 0;
        int end = at;
        do {
            depth += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
            end++;
        } while (depth > 0 && end < text.length());
        Optional<String> inner = of(text.substring(at + 1, end - 1));
        at = end;
        return inner;
    }
}
