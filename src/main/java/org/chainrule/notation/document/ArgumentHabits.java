package org.chainrule.notation.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.notation.syntax.ModelNames;

/**
 * What people write behind a quantity in brackets, or below it, to say what it depends on: {@code \\pi_\\theta(a \\mid s)}, {@code
 * D_{KL}(q \\| p)}, {@code f_{w,b}(x)}. Where it says nothing that the model does not say, it is left out.
 */
final class ArgumentHabits {

    /** {@code D_{KL}}, {@code \\mathrm{KL}}: a divergence by its name. */
    private static final Pattern DIVERGENCE = Pattern.compile(
            "(?<![A-Za-z\\\\])(?:D\\s*_\\s*)?(?:\\{\\s*)?(?:\\\\(?:mathrm|text|operatorname|mathbb|mathit)\\s*\\{\\s*)?(KL)(?![A-Za-z])");

    /** What a conditional quantity is given, from the bar on. */
    private static final Pattern GIVEN =
            Pattern.compile("\\\\(?:mid|vert|Vert|parallel|middle\\s*\\|)(?![A-Za-z])|\\\\?\\||;(?!\\\\)");

    private static final Pattern OPENS = Pattern.compile("\\s*(?:\\\\(?:left|big|bigl|Big|Bigl))?\\s*[(\\[]");

    private static final Pattern CALLED = Pattern.compile("[A-Za-z}](?:\\s*\\\\left)?\\s*(\\(|\\[)");

    private static final Pattern CURLY =
            Pattern.compile("\\\\(?:ln|log)(?![A-Za-z])\\s*(\\\\math(?:cal|scr)\\s*\\{\\s*([A-Z])\\s*\\})");

    private static final Pattern LIKELIHOOD = Pattern.compile(
            "\\\\(ln|log)(?![A-Za-z])(?:\\\\,|\\s)*\\{?([A-Za-z]|\\\\[a-z]+(?![A-Za-z]))(?:_(?:\\\\[a-z]+|[a-z]|\\{[^{}]*\\})(?=\\s*\\())?(?:(\\s*\\((?:[^()]|\\([^()]*\\))*\\))|(?![A-Za-z_^(]))");

    private static final Pattern DERIVED = Pattern.compile("(?m)^[ \\t]*derive[ \\t]+(\\w+)");

    private static final Pattern LIKELY =
            Pattern.compile("L|l|LL|ll|ell|ℓ|F|(?i:log_?lik\\w*|log_?p|ln_?p|log_?l|ln_?l|elbo)");

    private static final Pattern PARAMETERS = Pattern.compile(
            "(?<![A-Za-z\\\\])(\\\\?[A-Za-z]+|\\\\[a-z]+\\s*\\{[A-Za-z]+\\})_\\{([^{}]*,?(?:\\{[^{}]*\\}[^{}]*)*)\\}(?=\\s*(?:\\\\left\\s*)?\\()");

    /** A letter with a bracket that holds names alone. */
    private static final Pattern OF_UNKNOWN = Pattern.compile(
            "(?<![A-Za-z\\\\])((?:\\\\(?:hat|bar|tilde)\\s*)?\\{?\\\\?[A-Za-z]+\\}?(?:_[A-Za-z]|_\\{[A-Za-z]+\\})?)\\s*\\(\\s*(\\\\?[A-Za-z]+(?:\\s*,\\s*\\\\?[A-Za-z]+){0,3})\\s*\\)");

    /** Letters that may count. */
    private static final Set<String> COUNTING = Set.of("i", "j", "k", "l", "m", "n", "t", "p", "q", "r");

    private final Mask mask;

    ArgumentHabits(Mask mask) {
        this.mask = mask;
    }

    /** Looks at a part of the text. */
    void read(int start, int end) {
        parameters(start, end);
        arguments(start, end);
        divergences(start, end);
        givens(start, end);
        likelihoods(start, end);
    }

    /** {@code D_{KL}(q \\| p)}, where the model has one name for it. */
    private void divergences(int start, int end) {
        Matcher found = DIVERGENCE.matcher(mask.text()).region(start, end).useTransparentBounds(true);
        List<String> names = Stream.of("KL", "kl", "D_KL", "DKL", "Dkl", "D_kl", "kld", "KLD")
                .filter(mask::isName)
                .toList();
        while (!names.isEmpty() && found.find()) {
            String name = names.get(0);
            int behind = found.end();
            for (int braces = depth(found.start(), behind); braces > 0 && behind < end; behind++) {
                braces -= mask.at(behind) == '}' ? 1 : 0;
            }
            if (name.length() > behind - found.start()) {
                continue;
            }
            int open = bracket(behind, end);
            int close = open < 0 ? -1 : closingBracket(open, end);
            if (close > 0) {
                mask.blank(behind, close + 1);
            }
            mask.blank(found.start(), behind);
            for (int i = 0; i < name.length(); i++) {
                mask.put(found.start() + i, name.charAt(i));
            }
        }
    }

    /** What a quantity depends on, {@code \\pi_\\theta(a \\mid s)}, without what is given. */
    private void givens(int start, int end) {
        Matcher called = CALLED.matcher(mask.text()).region(start, end);
        while (called.find()) {
            int open = called.start(1);
            int close = closingBracket(open, end);
            if (close < 0 || mask.at(open) == ' ') {
                continue;
            }
            int from = -1;
            int bars = 0;
            Matcher bar = GIVEN.matcher(mask.read(open, close));
            while (bar.find()) {
                boolean only = bar.group().equals("|")
                        || bar.group().equals("\\|")
                        || bar.group().endsWith("ert");
                bars += only ? 1 : 0;
                from = from < 0 ? open + bar.start() : from;
            }
            if (from > open + 1 && bars < 2 && depth(open + 1, from) == 0) {
                String sized = "\\right";
                int to = mask.read(open, close).stripTrailing().endsWith(sized)
                        ? mask.text().lastIndexOf(sized, close)
                        : close;
                mask.blank(from, to);
            }
        }
    }

    /** {@code \\ln p(t \\mid w)}, where the model calls it lnp and nothing p. */
    private void likelihoods(int start, int end) {
        Matcher curly = CURLY.matcher(mask.text()).region(start, end);
        while (curly.find()) {
            char letter = mask.at(curly.start(2));
            mask.blank(curly.start(1), curly.end(1));
            mask.put(curly.start(1) + 1, letter);
        }
        Matcher found = LIKELIHOOD.matcher(mask.read(0, end)).region(start, end);
        while (found.find()) {
            String of = found.group(2).replace("\\", "");
            String name = found.group(1) + of;
            int behind = found.group(3) != null ? found.start(3) : found.end(2);
            Stream.concat(Stream.of(name, found.group(1) + "_" + of), likelihood().stream())
                    .filter(each -> mask.isName(each)
                            && ((!mask.isName(of) && of.length() == 1)
                                    || each.equals(name)
                                    || each.equals(found.group(1) + "_" + of))
                            && each.length() <= behind - found.start())
                    .findFirst()
                    .ifPresent(each -> {
                        mask.blank(found.start(), behind);
                        for (int i = 0; i < each.length(); i++) {
                            mask.put(behind - each.length() + i, each.charAt(i));
                        }
                        if (found.group(3) != null) {
                            mask.blank(found.start(3), found.end(3));
                        }
                    });
        }
    }

    /** What is derived, if by its name and its formula it is the logarithm of a probability, and not the negative of one. */
    private Optional<String> likelihood() {
        Matcher derive = DERIVED.matcher(mask.text());
        String name = derive.find() ? derive.group(1) : "";
        Matcher formula = Pattern.compile(
                        "(?m)^[ \\t]*" + Pattern.quote(name) + "[ \\t]*=[ \\t]*(-?)[ \\t]*([A-Za-z]*\\(?)")
                .matcher(mask.text());
        return LIKELY.matcher(name).matches()
                        && formula.find()
                        && (formula.group(1).isEmpty()
                                || formula.group(2).isEmpty()
                                || formula.group(2).matches("[A-Za-z]"))
                ? Optional.of(name)
                : Optional.empty();
    }

    /** {@code f_{w,b}(x)} is f: what it is computed by says nothing. */
    private void parameters(int start, int end) {
        Matcher below = PARAMETERS.matcher(mask.text()).region(start, end);
        while (below.find()) {
            boolean known = below.group(2).indexOf(',') > 0
                    && Stream.of(below.group(2).split(","))
                            .map(name -> name.replaceAll("\\\\[a-z]+\\s*\\{|[{}\\\\\\s]", ""))
                            .allMatch(name -> name.isEmpty() || mask.isName(name));
            if (known && mask.isName(below.group(1).replaceAll("\\\\[a-z]+\\s*\\{|[{}\\\\\\s]", ""))) {
                mask.blank(below.end(1), below.end());
            }
        }
    }

    /** {@code \\phi(s)} and {@code \\hat q(s, w)} of a model that has no s are its φ and q. */
    private void arguments(int start, int end) {
        Matcher called = OF_UNKNOWN.matcher(mask.text()).region(start, end);
        while (called.find()) {
            List<String> names = Stream.of(called.group(2).split(","))
                    .map(name -> bare(name))
                    .toList();
            boolean unknown = names.stream().anyMatch(name -> !isKnown(name) && !COUNTING.contains(name));
            // of ∂D(x) the x is an index
            boolean index = names.stream().anyMatch(name -> Pattern.compile(
                            "(?:\\\\partial|∂)\\s*\\\\?[A-Za-z]+\\s*\\(\\s*" + Pattern.quote(name) + "\\s*\\)")
                    .matcher(mask.text())
                    .find());
            // s(x, c) = … says what s is
            boolean given = mask.read(called.end(), end)
                            .stripLeading()
                            .replaceFirst("^&", "")
                            .startsWith("=")
                    && mask.read(Math.max(start, called.start() - 2), called.start())
                            .replaceAll("[&\\s$]", "")
                            .isEmpty();
            if (unknown
                    && !index
                    && !given
                    && called.group(1).contains("{") == called.group(1).contains("}")
                    && names.stream().noneMatch(COUNTING::contains)
                    && isKnown(bare(called.group(1)))) {
                mask.blank(called.end(1), called.end());
            }
        }
    }

    private static String bare(String name) {
        return name.replaceAll("\\\\[a-z]++\\s*(?=[{A-Za-z\\\\])|[{}\\\\\\s']", "");
    }

    /** Whether the model has a name, by its letter or by the word for it. */
    private boolean isKnown(String name) {
        return mask.isName(name)
                || mask.isName(name + "_")
                || mask.isName(name.replace("_", ""))
                || ModelNames.symbol(name).filter(mask::isName).isPresent();
    }

    /** The bracket that comes next; -1 for none. */
    private int bracket(int from, int end) {
        Matcher open = OPENS.matcher(mask.text()).region(from, end);
        return open.lookingAt() ? open.end() - 1 : -1;
    }

    /** Where the round or square bracket closes that opens at a place; -1 when it does not in this line. */
    private int closingBracket(int open, int end) {
        int depth = 0;
        for (int i = open; i < end && mask.at(i) != '\n'; i++) {
            depth += "([".indexOf(mask.at(i)) >= 0 ? 1 : ")]".indexOf(mask.at(i)) >= 0 ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int depth(int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += "([{".indexOf(mask.at(i)) >= 0 ? 1 : ")]}".indexOf(mask.at(i)) >= 0 ? -1 : 0;
        }
        return depth;
    }
}
