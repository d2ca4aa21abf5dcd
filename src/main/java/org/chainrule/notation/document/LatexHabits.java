package org.chainrule.notation.document;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Habits of those who write LaTeX: an upright d, a ∂ with what it is by below it, braces with a remark, a transpose in another face, what
 * a formula holds for. Each is put in the form that is read, at its place.
 */
final class LatexHabits {
    private static final Pattern UPRIGHT = Pattern.compile(
            "\\\\(?:mathrm|operatorname|text|textrm|mathop|rm)\\s*\\{\\s*d\\s*\\}\\s*(?=[\\\\A-Za-z({])");
    private static final Pattern VARIATION =
            Pattern.compile("frac\\{\\s*(\\\\delta)\\s+[^{}]*\\}\\s*\\{\\s*(\\\\delta)\\s");
    private static final String QUANTITY = "([A-Za-z]+(?:_(?:[A-Za-z0-9]|\\{[A-Za-z0-9]+\\}))?)";
    private static final Pattern VARIED =
            Pattern.compile("(?m)(?:^|\\\\\\\\|\\$)[ \\t&]*\\\\delta\\s+" + QUANTITY + "\\s*&?\\s*=");
    private static final Pattern VARIATION_OF = Pattern.compile("\\\\delta\\s+" + QUANTITY);
    /** {@code \\bar{y} = …}: a mean, or what reverse mode calls the gradient by y. */
    private static final Pattern BAR =
            Pattern.compile("\\\\(?:bar|overline)\\s*(?:\\{\\s*" + QUANTITY + "\\s*\\}|\\s([A-Za-z]))");

    private static final Pattern BARRED =
            Pattern.compile("(?m)(?:^|\\\\\\\\|\\$)[ \\t&]*" + BAR.pattern() + "\\s*&?\\s*=([^\\n]*)");
    private static final Pattern BY = Pattern.compile("\\\\partial(?=_)");
    private static final Pattern GRAD = Pattern.compile(
            "\\\\(?:mathrm|operatorname|text|mathbf|boldsymbol|bm|vec)\\s*\\{\\s*(?:grad|\\\\nabla)\\s*\\}(?:\\\\,|\\s)*(?=[A-Z\\\\_])");
    private static final Pattern TURNED =
            Pattern.compile("\\^\\s*\\{?(\\s*\\\\(?:mathsf|mathrm|mathtt|mathbf|text|sf|rm)\\s*(?:\\{\\s*T\\s*\\}|T))");
    private static final Pattern INDICATOR = Pattern.compile(
            "\\\\(?:mathbb|mathds|mathbbm|mathbf)\\s*\\{\\s*(I)\\s*\\}\\s*(?:\\[|\\(|\\\\\\{|\\\\left)");
    private static final Pattern SIGNS = Pattern.compile(
            "\\\\(?:blacksquare|square|Box|qed|qedhere|checkmark|nonumber|notag|displaystyle|textstyle|hfill|noindent|smallskip|medskip|bigskip|par)(?![A-Za-z])");
    private static final Pattern BRACE = Pattern.compile("\\\\(?:under|over)brace\\s*\\{");
    private static final Pattern DERIVATIVE = Pattern.compile("\\\\(?:pdv|pderiv|dv|odv|pd)\\s*\\{");
    private static final Pattern HOLDS = Pattern.compile(
            "(?:\\\\q?quad|\\\\[,;: ]|,|\\s)\\s*(?:\\\\(?:text|mbox|textrm|mathrm)\\s*\\{\\s*(?:for|where|when|since|because|with|using|by|as)\\b[^{}]*\\}|\\\\forall(?![A-Za-z]))");
    /** From which space something is, behind a formula. */
    private static final Pattern MEMBER = Pattern.compile(
            "(?:\\\\in(?![A-Za-z])|∈)\\s*(?:\\\\mathbb\\s*(?:\\{\\s*R\\s*\\}|R)|\\\\R(?![A-Za-z])|ℝ|R(?=\\s*\\^))"
                    + "(?:\\s*\\^\\s*(?:\\{[^{}]*\\}|[\\p{L}\\d]))?");

    /** For which entries a formula holds, behind it: {@code \\quad (i \\ne j)}; the reading of entries looks for it. */
    private static final Pattern CONDITION = Pattern.compile(
            "\\$?[a-z]\\s*(?:=|\\\\neq?(?![A-Za-z])|\\\\not\\s*=|≠)\\s*[a-z](?:_\\{?[a-z]\\}?)?\\s*\\)?[.,;:]?\\s*(?=\\$|\\\\]|$)");

    /** One of the things that stand between a formula and its condition. */
    private static final Pattern SEPARATOR = Pattern.compile(
            "(?:[,;&]|\\\\q?quad|\\\\[,;: ]|\\s\\s|(?<![-+ *=(][1I])\\(|\\s*\\\\(?:text|mbox|textrm|mathrm)\\s*\\{[^{}]*\\}|[\\s,](?:if|for|when)(?=\\s))\\s*$");

    /** Of which sign something is, behind a formula. */
    private static final Pattern SIGN = Pattern.compile(
            "\\s*(?:[<>≤≥⪰]|\\\\(?:leq?|geq?|lt|gt|succeq|preceq|succ|prec)(?![A-Za-z]))\\s*(?:0|\\\\(?:mathbf|boldsymbol|bm)\\s*\\{\\s*0\\s*\\})\\s*[.,;]?\\s*$");

    /** What is set to zero, behind the formula for it. */
    private static final Pattern ZERO = Pattern.compile(
            "\\s*&?\\s*(?:\\\\(?:overset|stackrel)\\s*\\{(?:[^{}]|\\{[^{}]*\\})*\\}\\s*\\{\\s*=\\s*\\}|\\\\equiv|:=|=)\\s*(?:0|\\\\(?:mathbf|boldsymbol|bm|vec)\\s*\\{?\\s*0\\s*\\}?)\\s*(?:[.,;]?\\s*|(?:[,;，；]\\s*|\\s+)\\p{L}{2,}[^=]*)$");

    /** What follows from a derivative that is zero. */
    private static final Pattern FOLLOWS = Pattern.compile(
            "=\\s*0\\s*[,;.]?\\s*(?:\\\\[,;: ])?\\s*(?:\\\\q?quad)?\\s*"
                    + "(?:[,，;；]?\\s*(?:得到|可得|解得|得|即|则|so|hence|gives|yields|then|we get|that is)|⇒|⟹|→|⟺|⇔|=>|\\\\(?:Rightarrow|implies|iff|Longrightarrow|Leftrightarrow|Longleftrightarrow|to|rightarrow)(?![A-Za-z])|[,，](?=[^=]*=))");

    /** The star of an optimum, {@code w^* = …}. */
    private static final Pattern OPTIMAL = Pattern.compile(
            "^[&\\s$]*(?:\\\\(?:therefore|Rightarrow|implies|Longrightarrow|iff)(?![A-Za-z])[\\s&]*)?(?:\\\\?[\\p{L}{}]+)(\\^\\s*(?:\\*|\\{\\s*(?:\\*|\\\\ast|\\\\star)\\s*\\}|\\\\ast|\\\\star)|\\*)\\s*&?\\s*=");

    /** What a formula is called from here on, behind it: {@code := e_j}. */
    private static final Pattern NAMED =
            Pattern.compile("\\s*(?::=|\\\\(?:triangleq|coloneqq|equiv)(?![A-Za-z]))\\s*[\\\\\\p{L}][^=+*/()]*$");

    /** Signs that give a name to something. */
    private static final Pattern DEFINES = Pattern.compile(
            ":=|:\\s=|\\\\(?:triangleq|coloneqq|coloneq|doteq|defeq|eqdef|equiv|stackrel\\s*\\{[^{}]*(?:\\{[^{}]*\\}[^{}]*)*\\}\\s*\\{\\s*=\\s*\\}|overset\\s*\\{[^{}0!]*(?:\\{[^{}]*\\}[^{}0!]*)*\\}\\s*\\{\\s*=\\s*\\})(?![A-Za-z])");

    /** {@code \\mathbf 1}, a bold one without braces. */
    private static final Pattern ONE = Pattern.compile("\\\\(?:mathbf|boldsymbol|mathbb|mathds)\\s+1(?![0-9])");

    private static final Pattern RAISED = Pattern.compile("\\^\\{\\s*(\\[\\w\\])\\s*(\\(\\w\\))\\s*([2-9])\\s*\\}");
    private static final Pattern LIST = Pattern.compile(
            "(\\\\?[A-Za-z]+)_\\{?1\\}?(\\^\\{?\\d\\}?)?\\s*,(?:[^(),=]*,)?\\s*(?:\\\\[lc]?dots|\\.\\.\\.|…)\\s*,\\s*\\1_\\{?\\w\\}?\\2?");

    private static final String BEGIN_CASES = "\\begin{cases}";
    private static final String END_CASES = "\\end{cases}";
    private static final Pattern EQUATION =
            Pattern.compile("[\\s&]*(?:\\\\[dt]?frac\\s*\\{\\s*\\\\partial|\\\\partial|\\\\nabla)[^=&]*&?\\s*=");

    /** The adjoint of a real matrix, {@code A^*}, is its transpose. */
    private static final Pattern ADJOINT = Pattern.compile(
            "(?<![A-Za-z\\\\])([A-Z])\\s*\\^\\s*\\{?\\s*(\\*|\\\\ast(?![A-Za-z]))(?!\\s*\\}?\\s*&?\\s*=)");

    /** A prime that is a letter, so that it may end a name. */
    private static final char LETTER_PRIME = '\u02b9';

    private static final Pattern PRIMED =
            Pattern.compile("(?m)(?:^|\\\\\\\\|\\$)[ \\t&]*([A-Za-z])'\\s*&?\\s*:?=(?=[^\\n]*[\\\\$])");
    private static final Pattern PRIME = Pattern.compile("(?<![A-Za-z\\\\])([A-Za-z])'(?![('])");

    private static final Pattern RANGE = Pattern.compile(
            "(?:[,(]|\\\\q?quad|\\\\[,;: ]|\\s)\\s*\\(?\\s*[a-z](?:\\s*,\\s*[a-z])*\\s*(?:=\\s*[01]\\s*,|\\\\in\\s*\\\\\\{\\s*[01]\\s*,).*");
    private static final Pattern DOTS = Pattern.compile("\\\\[lc]?dots|\\.\\.\\.|…");

    /** What is held constant in a derivative of thermodynamics, with the brackets for it. */
    private static final Pattern CONSTANT = Pattern.compile(
            "(\\\\left\\s*\\()\\s*\\\\[dt]?frac\\s*\\{\\s*\\\\partial[^{}]*\\}"
                    + "\\s*\\{\\s*\\\\partial[^{}]*\\}\\s*(\\\\right\\s*\\)\\s*_\\s*(?:\\{[A-Za-z, ]+\\}|[A-Z](?![A-Za-z])))");

    private static final String PARTIAL = "\\partial ";

    private final Mask mask;

    LatexHabits(Mask mask) {
        this.mask = mask;
    }

    /** Puts a part of the text in the form that is read. */
    void read(int start, int end) {
        upright(UPRIGHT, start, end, "∂");
        upright(VARIATION, start, end, "∂");
        upright(GRAD, start, end, "\\nabla ");
        upright(TURNED, start, end, "T");
        upright(INDICATOR, start, end, "1");
        Matcher by = BY.matcher(mask.text()).region(start, end);
        while (by.find()) {
            put(by.start(), by.end(), "\\nabla");
        }
        Matcher adjoint = ADJOINT.matcher(mask.text()).region(start, end);
        while (adjoint.find()) {
            if (mask.isName(adjoint.group(1))) {
                put(adjoint.start(2), adjoint.end(2), "T");
            }
        }
        Matcher signs = SIGNS.matcher(mask.text()).region(start, end);
        while (signs.find()) {
            mask.blank(signs.start(), signs.end());
        }
        systems(start, end);
        new VecHabits(mask).read(start, end);
        new ArgumentHabits(mask).read(start, end);
        raised(start, end);
        lists(start, end);
        primes(start, end);
        variations(start, end);
        bars(start, end);
        Matcher constant = CONSTANT.matcher(mask.text()).region(start, end);
        while (constant.find()) {
            mask.blank(constant.start(1), constant.end(1));
            mask.blank(constant.start(2), constant.end(2));
        }
        Matcher one = ONE.matcher(mask.text()).region(start, end);
        while (one.find()) {
            put(one.start(), one.end(), "\\bm{1}");
        }
        braces(start, end);
        derivatives(start, end);
        int row = start;
        for (int at = start; at <= end; at++) {
            boolean ends = at == end
                    || mask.at(at) == '\n'
                    || (mask.at(at) == '\\' && at + 1 < end && mask.at(at + 1) == '\\');
            if (ends) {
                row(row, at);
                row = at < end && mask.at(at) == '\\' ? at + 2 : at + 1;
                at = at < end && mask.at(at) == '\\' ? at + 1 : at;
            }
        }
    }

    /** {@code a^{[1](i) 2}}: the square stands behind the layer. */
    private void raised(int start, int end) {
        Matcher power = RAISED.matcher(mask.text()).region(start, end);
        while (power.find()) {
            String layer = "^{" + power.group(1);
            String whole = layer + power.group(2) + "}^" + power.group(3);
            String shown = whole.length() <= power.end() - power.start() ? whole : layer + "}^" + power.group(3);
            mask.blank(power.start(), power.end());
            for (int i = 0; i < shown.length(); i++) {
                mask.put(power.start() + i, shown.charAt(i));
            }
        }
    }

    /** Equations in braces, which are no cases of one: each of them begins with a derivative. */
    private void systems(int start, int end) {
        int open = mask.text().indexOf(BEGIN_CASES, start);
        while (open >= 0 && open < end) {
            int close = mask.text().indexOf(END_CASES, open);
            if (close < 0 || close > end) {
                return;
            }
            String[] rows = mask.read(open + BEGIN_CASES.length(), close).split("\\\\\\\\(?:\\[[^\\]]*\\])?");
            if (Arrays.stream(rows)
                    .allMatch(row -> row.isBlank() || EQUATION.matcher(row).lookingAt())) {
                mask.blank(open, open + BEGIN_CASES.length());
                mask.blank(close, close + END_CASES.length());
            }
            open = mask.text().indexOf(BEGIN_CASES, close);
        }
    }

    /** {@code \\mu_1, \\ldots, \\mu_n} is all of μ. */
    private void lists(int start, int end) {
        Matcher list = LIST.matcher(mask.text()).region(start, end);
        while (list.find()) {
            mask.blank(list.end(1), list.end());
            String power = list.group(2) == null ? "" : list.group(2);
            for (int i = 0; i < power.length(); i++) {
                mask.put(list.end(1) + i, power.charAt(i));
            }
        }
    }

    /** {@code G' = …}: a name of its own. */
    private void primes(int start, int end) {
        Set<String> given = new HashSet<>();
        Matcher left = PRIMED.matcher(mask.text());
        while (left.find()) {
            given.add(left.group(1));
        }
        Matcher found = PRIME.matcher(mask.text()).region(start, end).useTransparentBounds(true);
        while (!given.isEmpty() && found.find()) {
            if (given.contains(found.group(1))) {
                mask.put(found.end() - 1, LETTER_PRIME);
            }
        }
    }

    /** {@code \\delta o} in a derivation with a line that begins with it is the gradient by o, if the model has no δ. */
    private void variations(int start, int end) {
        if (mask.isName("delta") || mask.isName("δ")) {
            return;
        }
        Set<String> given = new HashSet<>();
        Matcher left = VARIED.matcher(mask.text());
        while (left.find()) {
            given.add(left.group(1));
        }
        Matcher found = VARIATION_OF.matcher(mask.text()).region(start, end);
        while (!given.isEmpty() && found.find()) {
            String of = found.group(1);
            String name = of.replaceAll("[{}]", "");
            if (given.contains(of) && (mask.isName(name) || mask.isName(name.replace("_", "")))) {
                put(found.start(), found.start(1), "d");
            }
        }
    }

    /** Bars that are made of one another are gradients by what stands below them; a mean is a sum. */
    private void bars(int start, int end) {
        Set<String> given = new HashSet<>();
        boolean chained = false;
        Matcher left = BARRED.matcher(mask.text());
        while (left.find()) {
            given.add(barred(left));
            boolean made = BAR.matcher(left.group(3)).find();
            if (!made && left.group(3).contains("\\sum")) {
                return;
            }
            chained |= made;
        }
        Matcher found = BAR.matcher(mask.text()).region(start, end);
        while (chained && given.size() > 1 && found.find()) {
            String of = barred(found);
            if (given.contains(of) && mask.isName(of) && !mask.isName(of + "_bar") && !mask.isName(of + "bar")) {
                put(found.start(), found.end(), "d" + of);
            }
        }
    }

    private static String barred(Matcher bar) {
        return (bar.group(1) == null ? bar.group(2) : bar.group(1)).replaceAll("[{}]", "");
    }

    private void upright(Pattern pattern, int start, int end, String instead) {
        Matcher matcher = pattern.matcher(mask.text()).region(start, end).useTransparentBounds(true);
        while (matcher.find()) {
            for (int group = matcher.groupCount() == 0 ? 0 : 1; group <= matcher.groupCount(); group++) {
                int from = matcher.start(group);
                int to = matcher.end(group);
                // A command where there is room: it tells that the line is LaTeX.
                boolean command = instead.equals("∂") && to - from > PARTIAL.length();
                put(from, to, command ? PARTIAL : instead);
            }
        }
    }

    /** Writes something at the end of a part of the text, and blanks before it. */
    private void put(int from, int to, String instead) {
        mask.blank(from, to);
        for (int i = 0; i < instead.length(); i++) {
            mask.put(to - instead.length() + i, instead.charAt(i));
        }
    }

    /** A brace with a remark is what stands in it. */
    private void braces(int start, int end) {
        Matcher brace = BRACE.matcher(mask.text()).region(start, end);
        while (brace.find()) {
            int close = closing(brace.end(), end);
            if (close > 0) {
                mask.blank(brace.start(), brace.end() - 1);
                int mark = close + 1;
                boolean told =
                        mark + 1 < end && (mask.at(mark) == '_' || mask.at(mark) == '^') && mask.at(mark + 1) == '{';
                int behind = told ? closing(mark + 2, end) : -1;
                if (behind > 0) {
                    mask.blank(mark, behind + 1);
                }
                // a group of its own, as a factor is
                mask.put(brace.end() - 1, '(');
                mask.put(close, ')');
            }
        }
    }

    /** {@code \\pdv{J}{w}} of the package physics is ∂J/∂w. */
    private void derivatives(int start, int end) {
        Matcher derivative = DERIVATIVE.matcher(mask.text()).region(start, end);
        while (derivative.find()) {
            int above = closing(derivative.end(), end);
            int below = above > 0 && above + 1 < end && mask.at(above + 1) == '{' ? closing(above + 2, end) : -1;
            if (below > 0 && !mask.read(derivative.end(), below).isBlank()) {
                put(derivative.start(), derivative.end(), "∂");
                mask.put(above, '/');
                mask.put(above + 1, '∂');
                mask.put(below, ' ');
            }
        }
    }

    private int closing(int from, int end) {
        int depth = 1;
        for (int i = from; i < end; i++) {
            depth += mask.at(i) == '{' ? 1 : mask.at(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Takes out for which entries a formula holds. */
    void condition(int start, int end) {
        String row = mask.read(start, end);
        String before = mask.text().substring(0, start);
        int equals = row.indexOf('=');
        Matcher condition = CONDITION.matcher(row).region(Math.max(0, equals), row.length());
        boolean cases = before.lastIndexOf("\\begin{cases}") > before.lastIndexOf("\\end{cases}");
        while (equals >= 0 && !cases && condition.find()) {
            int first = separated(row, equals, condition.start());
            if (first < condition.start()) {
                mask.blank(start + first, start + condition.end());
                return;
            }
        }
    }

    /** Where that begins which separates what ends here from a formula. */
    private static int separated(String row, int from, int end) {
        int first = end;
        Matcher before = SEPARATOR.matcher(row).region(from, first);
        while (before.find()) {
            first = before.start();
            before.region(from, first);
        }
        return first;
    }

    /** {@code S \\triangleq …}, {@code S := …} give a name as {@code S = …} does. */
    private void defined(int start, int end) {
        Matcher sign = DEFINES.matcher(mask.read(start, end));
        if (sign.find() && mask.read(start, start + sign.start()).indexOf('=') < 0) {
            put(start + sign.start(), start + sign.end(), "=");
        }
    }

    /** What a formula holds for, behind it. */
    void row(int start, int end) {
        if (end <= start) {
            return;
        }
        defined(start, end);
        String row = mask.read(start, end);
        int equals = row.indexOf('=');
        if (equals < 0 || row.contains("\\begin{cases}") || row.contains("\\end{cases}")) {
            return;
        }
        Matcher optimal = OPTIMAL.matcher(row).region(0, equals + 1);
        if (optimal.find()) {
            mask.blank(start + optimal.start(1), start + optimal.end(1));
        }
        int stop = row.indexOf('$', equals) < 0 ? row.length() : row.indexOf('$', equals);
        stop = row.indexOf("\\]", equals) < 0 ? stop : Math.min(stop, row.indexOf("\\]", equals));
        condition(start, start + stop);
        Matcher holds = HOLDS.matcher(row).region(equals + 1, stop);
        if (holds.find()) {
            mask.blank(start + holds.start(), start + stop);
            return;
        }
        Matcher follows = FOLLOWS.matcher(row).region(equals, stop);
        // in the braces of an index, axis=0 is no derivative that is zero
        if (follows.find()
                && (follows.start() > equals || !follows.group().matches(".*[,，]"))
                && row.chars()
                                .limit(follows.start())
                                .map(c -> c == '{' ? 1 : c == '}' ? -1 : 0)
                                .sum()
                        == 0) {
            if (row.substring(follows.end(), stop).indexOf('=') > 0) {
                // what is zero alone says nothing
                mask.blank(start, start + (follows.start() == equals ? equals : 0));
                mask.separate(start + follows.start(), start + follows.end());
                // two lines are no longer in one pair of brackets
                if (row.lastIndexOf("\\[", equals) >= 0 && row.startsWith("\\]", stop)) {
                    mask.separate(start + row.lastIndexOf("\\[", equals), start + row.lastIndexOf("\\[", equals) + 2);
                    mask.separate(start + stop, start + stop + 2);
                }
                return;
            }
            mask.blank(start + follows.start(), start + stop);
            row = mask.read(start, end);
        }
        Matcher zero = ZERO.matcher(row).region(equals + 1, stop);
        boolean begins = row.substring(0, equals).replaceAll("[&\\s$]", "").isEmpty();
        if (zero.find() || (begins && zero.region(0, stop).find())) {
            mask.blank(start + zero.start(), start + stop);
            return;
        }
        Matcher named = NAMED.matcher(row).region(equals + 1, stop);
        if (named.find()) {
            mask.blank(start + named.start(), start + stop);
            return;
        }
        Matcher sign = SIGN.matcher(row).region(equals + 1, stop);
        if (sign.find()) {
            mask.blank(start + sign.start(), start + stop);
        }
        Matcher member = MEMBER.matcher(row).region(equals + 1, stop);
        if (member.find()) {
            mask.blank(start + member.start(), start + member.end());
        }
        Matcher range = RANGE.matcher(row).region(equals + 1, stop);
        if (range.find() && DOTS.matcher(range.group()).find() && range.group().indexOf('+') < 0) {
            mask.blank(start + range.start(), start + stop);
        }
    }
}
