package org.chainrule.graph;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of variables in LaTeX: {@code W1} becomes {@code W_{1}}, {@code y_hat} becomes {@code \hat{y}}, and the W of any
 * layer {@code W[l+1]} becomes {@code W^{l+1}}. With a sample behind it a layer stands in brackets, as in the lectures that have both:
 * {@code x(i)} becomes {@code x^{(i)}}, and {@code a[1](i)} becomes {@code a^{[1](i)}}.
 */
public final class LatexName {
    private static final Pattern PARTS = Pattern.compile("(\\p{L}+?)_?(\\d*)");
    private static final Pattern LAYER = Pattern.compile("(.+)\\[([lL](?:[+-]\\d+)?|\\d+)]");
    private static final Pattern SAMPLE = Pattern.compile("([^\\[(]+)(\\[\\w(?:[+-]\\d+)?])?(\\(\\w+\\))");
    private static final Map<String, String> GREEK = greek();

    private LatexName() {}

    private static Map<String, String> greek() {
        String letters = "αalpha βbeta γgamma δdelta εepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi πpi "
                + "ρrho σsigma τtau υupsilon φphi χchi ψpsi ωomega "
                + "ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΦPhi ΨPsi ΩOmega";
        Map<String, String> map = new java.util.HashMap<>();
        for (String entry : letters.split(" ")) {
            String command = "\\" + entry.substring(1);
            map.put(entry.substring(0, 1), command);
            map.put(entry.substring(1), command);
        }
        return Map.copyOf(map);
    }

    /** The LaTeX form of a name. */
    public static String of(String name) {
        if (name.endsWith("_hat") && name.length() > 4) {
            return "\\hat{" + of(name.substring(0, name.length() - 4)) + "}";
        }
        Matcher layer = LAYER.matcher(name);
        if (layer.matches()) {
            return of(layer.group(1)) + "^{" + layer.group(2) + "}";
        }
        Matcher sample = SAMPLE.matcher(name);
        if (sample.matches()) {
            String before = sample.group(2) == null ? "" : sample.group(2);
            return of(sample.group(1)) + "^{" + before + sample.group(3) + "}";
        }
        Matcher parts = PARTS.matcher(name);
        if (parts.matches()) {
            String stem = parts.group(1);
            String number = parts.group(2);
            // dW1 is the gradient of W1: the d stays in front of one symbol.
            String base = stem.codePointCount(0, stem.length()) == 1
                    ? GREEK.getOrDefault(stem, stem)
                    : GREEK.getOrDefault(stem, differential(stem));
            return number.isEmpty() ? base : base + "_{" + number + "}";
        }
        return "\\mathit{" + name.replace("_", "\\_") + "}";
    }

    /** Whether a name has a superscript, so that another one needs brackets. */
    public static boolean isRaised(String name) {
        return LAYER.matcher(name).matches() || SAMPLE.matcher(name).matches();
    }

    private static String differential(String stem) {
        if (stem.length() == 2 && stem.charAt(0) == 'd') {
            return "d" + stem.charAt(1);
        }
        if (stem.charAt(0) == 'd' && GREEK.containsKey(stem.substring(1).toLowerCase(Locale.ROOT))) {
            return "d" + GREEK.getOrDefault(stem.substring(1), stem.substring(1));
        }
        return "\\mathit{" + stem + "}";
    }
}
