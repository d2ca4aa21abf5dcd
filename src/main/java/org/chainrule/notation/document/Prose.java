package org.chainrule.notation.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Span;

/** A line in which a formula stands among words, English or Chinese. */
final class Prose {
    private static final Pattern DOLLARS =
            Pattern.compile("\\$\\$([^$]+)\\$\\$|\\$([^$]+)\\$|\\\\\\((.+?)\\\\\\)|\\\\\\[(.+?)\\\\\\]");
    private static final Pattern TICKS = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern LATEX = Pattern.compile("\\\\[A-Za-z]{2,}");
    /** A range, a set or a limit, which is no claim about a gradient. */
    private static final Pattern RANGE =
            Pattern.compile("\\\\(?:in|forall|ldots|dots|mathbb\\{R\\}|to)\\b|…|\\.\\.\\.");

    private static final Pattern INDEX = Pattern.compile("\\s*\\\\?[A-Za-z]\\s*=\\s*-?\\d+(?:\\s*,.*)?\\s*");
    /** What is set to zero among words. */
    private static final Pattern ZERO =
            Pattern.compile("^[^=]*=\\s*(?:0|\\\\(?:mathbf|boldsymbol|vec)\\s*\\{?0\\}?)\\s*$");

    private static final Pattern TRAILING = Pattern.compile(
            "(?:\\s*[,;]\\s*|\\s+)(?:as|be the|be an?|by|where|since|because|which|using|from|so|and we|for every|for each|for all|for any|with|via|according|again|QED|qed|due|after|before|that is|i\\.e\\.)(?![(\\w])[^=]*$");
    /** The derivative that a sentence ends with, {@code dJ/dw}. */
    private static final Pattern RATIO = Pattern.compile("\\Gd\\p{L}\\w*/d\\p{L}\\w*$");

    /** What is said not to be so. */
    private static final Pattern DENIED = Pattern.compile("(?:不要|不能|不应该?|切勿|而不)[是写为成]|误写|错误地|并非");

    private static final Pattern ASIDE = Pattern.compile(
            "(?:\\s{2,}|\\t)\\((?:\\d+|\\*+|[a-z]+(?: [a-z]+)*)\\)\\s*$|\\s+\\((?:[a-z]+(?: [a-z]+)+|[a-z-]+wise)\\)[.,]?\\s*$");
    private static final String WIDE = "（）＝＋－＊／，；：、。";
    private static final String NARROW = "()=+-*/";

    private final Mask mask;
    private final Displays displays;
    private final boolean page;

    Prose(Mask mask, Displays displays, boolean page) {
        this.mask = mask;
        this.displays = displays;
        this.page = page;
    }

    /** Looks at a part of a line. */
    void line(int start, int to) {
        int end = remark(start, to);
        if (end <= start || mask.read(start, end).isBlank()) {
            return;
        }
        String line = mask.read(start, end);
        if (line.stripLeading().startsWith("check ")
                || line.stripLeading().startsWith("assume ")
                || line.stripLeading().startsWith("derive ")) {
            return;
        }
        if (LATEX.matcher(line).find() || line.contains("'^{[")) {
            displays.remarks(start, end);
            displays.clean(start, end);
            line = mask.read(start, end);
        } else {
            new PlainHabits(mask).read(start, end);
            line = mask.read(start, end);
            if (line.indexOf('$') < 0 && line.indexOf('`') < 0) {
                formulas(start, end);
                return;
            }
        }
        if (line.indexOf('$') >= 0 || line.contains("\\(") || line.contains("\\[")) {
            segments(DOLLARS.matcher(line), line, start);
        } else if (line.indexOf('`') >= 0) {
            segments(TICKS.matcher(line), line, start);
        } else if (page) {
            mask.blank(start, end);
        } else {
            narrow(start, end);
            words(start, end);
        }
    }

    /** The formulas of a line of plain text, each for itself. */
    private void formulas(int start, int end) {
        commas(mask.read(start, end), start);
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at == end || mask.at(at) == '\n') {
                if (page) {
                    mask.blank(from, at);
                } else if (at > from) {
                    narrow(from, at);
                    words(from, at);
                }
                from = at + 1;
            }
        }
    }

    /** The end of a line without its remark. */
    private int remark(int start, int end) {
        int at = page ? -1 : mask.text().indexOf('#', start);
        if (page && mask.text().startsWith("#", start)) {
            mask.blank(start, end);
            return start;
        }
        return at < 0 || at > end ? end : at;
    }

    private void segments(Matcher matcher, String line, int start) {
        List<Span> kept = new ArrayList<>();
        List<Span> dropped = new ArrayList<>();
        while (matcher.find()) {
            int group = 1;
            while (group < matcher.groupCount() && matcher.group(group) == null) {
                group++;
            }
            String content = matcher.group(group);
            Span span = new Span(matcher.start(), matcher.end());
            boolean claim = Displays.claims(content)
                    && !RANGE.matcher(content).find()
                    && !INDEX.matcher(content).matches()
                    && !ZERO.matcher(content).find();
            (claim ? kept : dropped).add(span);
            if (claim) {
                commas(content, start + matcher.start(group));
            }
        }
        boolean words = hasWords(line, kept, dropped);
        if (!words && dropped.isEmpty() && kept.size() < 2) {
            return;
        } else if (!words && kept.isEmpty()) {
            return;
        }
        int at = 0;
        for (Span span : kept) {
            mask.blank(start + at, start + span.start());
            at = span.end();
            if (span.start() > 0 && span != kept.get(0)) {
                mask.separate(start + span.start() - 1);
            }
        }
        mask.blank(start + at, start + line.length());
        if (mask.text().charAt(start + (kept.isEmpty() ? 0 : kept.get(0).start())) == '`') {
            kept.forEach(span -> {
                mask.put(start + span.start(), ' ');
                mask.put(start + span.end() - 1, ' ');
            });
        }
    }

    private static boolean hasWords(String line, List<Span> kept, List<Span> dropped) {
        StringBuilder outside = new StringBuilder(line);
        for (List<Span> spans : List.of(kept, dropped)) {
            for (Span span : spans) {
                for (int i = span.start(); i < span.end(); i++) {
                    outside.setCharAt(i, ' ');
                }
            }
        }
        return outside.chars().anyMatch(c -> c > ' ' && c != '$' && c != '&' && c != '\\' && c != '.' && c != ',');
    }

    /** {@code a = b, c = d} are two formulas. */
    private void commas(String content, int start) {
        int depth = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            int next = content.indexOf(',', i + 1);
            if (c == ','
                    && depth == 0
                    && i > 0
                    && content.charAt(i - 1) != '\\'
                    && Displays.claims(content.substring(0, i))
                    && Displays.claims(content.substring(i + 1, next < 0 ? content.length() : next))) {
                mask.separate(start + i);
            }
        }
    }

    /** The wide signs of Chinese text are those of formulas, or part sentences. */
    private void narrow(int start, int end) {
        for (int i = start; i < end; i++) {
            int sign = WIDE.indexOf(mask.at(i));
            if (sign >= 0 && sign < NARROW.length()) {
                mask.put(i, NARROW.charAt(sign));
            }
        }
        Matcher denied = DENIED.matcher(mask.read(start, end));
        if (denied.find() && mask.read(start + denied.end(), end).indexOf('=') > 0) {
            mask.blank(start + denied.start(), end);
        }
        boolean chinese = leads(start, end);
        Matcher words = WORD.matcher(mask.read(start, end));
        while (words.find()) {
            String word = words.group();
            boolean defined = mask.read(start, end).substring(0, words.start()).isBlank()
                    && mask.read(start + words.end(), end).stripLeading().startsWith("=")
                    && word.codePoints().allMatch(Prose::isHan);
            if (defined) {
                mask.name(word);
            }
            if (mask.isName(word) || !word.codePoints().anyMatch(Prose::isHan)) {
                continue;
            }
            chinese = true;
            for (int i = words.start(); i < words.end(); i++) {
                if (isHan(mask.at(start + i))) {
                    mask.put(start + i, ' ');
                }
            }
        }
        int depth = 0;
        for (int i = start; i < end; i++) {
            depth += "([{".indexOf(mask.at(i)) >= 0 ? 1 : ")]}".indexOf(mask.at(i)) >= 0 ? -1 : 0;
            if (depth > 0 && mask.at(i) == '，') {
                mask.put(i, ',');
            } else if (WIDE.indexOf(mask.at(i)) >= NARROW.length()) {
                boolean parts = "，；。".indexOf(mask.at(i)) >= 0
                        && mask.read(start, i).indexOf('=') >= 0
                        && mask.read(i, end).indexOf('=') >= 0;
                mask.put(i, parts ? '\n' : ' ');
            }
        }
        if (chinese && mask.read(start, end).indexOf('=') < 0) {
            mask.blank(start, end);
        }
    }

    /** Takes out the Chinese words before a formula, and what stands between them. */
    private boolean leads(int start, int end) {
        int equals = equality(mask.read(start, end));
        int last = -1;
        Matcher words = WORD.matcher(mask.read(start, start + Math.max(0, equals)));
        while (words.find()) {
            if (!mask.isName(words.group()) && !words.group().codePoints().allMatch(Prose::isHan)) {
                continue;
            }
            for (int i = words.start(); i < words.end() && !mask.isName(words.group()); i++) {
                boolean whole = mask.read(start, start + words.start()).isBlank()
                        && mask.read(start + words.end(), start + equals).isBlank();
                last = isHan(mask.at(start + i)) && !whole ? i : last;
            }
        }
        if (last >= 0) {
            mask.blank(start, start + last + 1);
        }
        return last >= 0;
    }

    /** Whether a character is a Chinese one. */
    static boolean isHan(int c) {
        return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x323af);
    }

    /** {@code Hence we get dW = …, as claimed.} */
    private void words(int start, int end) {
        String line = mask.read(start, end);
        int equals = equality(line);
        if (equals < 0) {
            return;
        }
        String before = line.substring(0, equals).stripTrailing();
        int left = Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1;
        int nabla = before.lastIndexOf('∇');
        // ∇_x L is one thing
        left = nabla >= 0 && before.indexOf(' ', nabla) == left - 1 ? nabla : left;
        String lead = before.substring(0, left).strip();
        boolean leads = lead.isEmpty()
                || Lead.leads(lead.split("\\s+"), mask)
                || ((line.startsWith("∂", left)
                                || line.startsWith("∇", left)
                                || RATIO.matcher(before).find(left))
                        && Lead.isProse(lead.split("\\s+"), mask));
        if (!lead.isEmpty() && leads) {
            mask.blank(start, start + left);
        }
        if (!leads && !before.matches("[\\p{L}\\d_/∂.(){}^ \\\\]+")) {
            return;
        }
        Matcher trailing = TRAILING.matcher(line).region(equals + 1, line.length());
        if (trailing.find()
                && !trailing.group().contains("(")
                && trailing.group().strip().indexOf(' ') > 0) {
            mask.blank(start + trailing.start(), end);
        }
        Matcher aside = ASIDE.matcher(mask.read(start, end));
        if (aside.find() && aside.start() > equals) {
            mask.blank(start + aside.start(), end);
        }
        int last = end;
        while (last > start && (mask.at(last - 1) <= ' ')) {
            last--;
        }
        if (last - 1 > start
                && (mask.at(last - 1) == ','
                        || (mask.at(last - 1) == ':' && !lead.isEmpty())
                        || closesSentence(last, lead))) {
            mask.blank(last - 1, last);
        }
    }

    /** Whether a dot at the end is that of a sentence, and no part of a number. */
    private boolean closesSentence(int last, String lead) {
        boolean number = Character.isDigit(mask.at(last - 2)) && lead.isEmpty();
        return mask.at(last - 1) == '.' && mask.at(last - 2) != '.' && !number;
    }

    /** The first sign of equality that is no comparison, nor changes a name in place. */
    private static int equality(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=') {
                boolean other = (i > 0 && "=<>!+-*/@%~".indexOf(line.charAt(i - 1)) >= 0)
                        || (i + 1 < line.length() && line.charAt(i + 1) == '=');
                return other ? -1 : i;
            }
        }
        return -1;
    }
}
