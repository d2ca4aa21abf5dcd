package org.chainrule.notation.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Dialect;

/** Habits of those who write formulas as plain text: conditions in front, several formulas in a line, remarks behind, signs of a proof. */
final class PlainHabits {
    /** For which entries a formula holds, before it: {@code if i ≠ j:}. */
    private static final Pattern CONDITION = Pattern.compile(
            "^\\s*(?:[-*•]\\s+)?(?:\\(?\\w{1,3}[.)]\\s+)?(?:[Cc]ase\\s*(?:\\d+)?\\s*[.:,]?\\s*)?\\(?(?:[Ii]f|[Ff]or|[Ww]hen|[Ww]here|当|若|如果)?\\s*"
                    + "[a-z]\\s*(?:=|≠|!=)\\s*[a-z]\\s*\\)?\\s*(?:时|then)?\\s*[:,，：]\\s*(?:then\\s+)?");

    /** The same behind words. */
    private static final Pattern LED_CONDITION = Pattern.compile(
            "^[^=∂∇]*[:：，,。]\\s*(?:[Ii]f|[Ff]or|[Ww]hen|当|若|如果)\\s*[a-z]\\s*(?:=|≠|!=)\\s*[a-z]\\s*(?:时|then)?\\s*[:,，：]\\s*");

    private static final Pattern CLAIM = Pattern.compile("^[^=]*[∂∇δd'][^=]*=");
    /** What gives a name to something. */
    private static final Pattern LET = Pattern.compile(
            "^\\s*(?:\\p{L}+[:：]\\s*)?(?:[Ll]et|[Dd]enote|[Dd]efine|[Ww]rite|[Ww]here|[Ww]ith|[Ss]et|[Pp]ut|[Gg]iven|令|记|设|其中)(?![\\p{L}(=])(?![^=]*:)");

    /** What is told before a derivative, in words and formulas. */
    private static final Pattern TOLD = Pattern.compile("^[^∂∇]*\\p{L}{3,}[^∂∇:]*:\\s+(?=[∂∇])");

    private static final Pattern DENIED =
            Pattern.compile("(?i)\\b(?:not|wrong|incorrect|never|mistake|false|if|when|unless)\\b");

    private static final Pattern NAMED = Pattern.compile("^[^=]*[\\p{L}\\d}\\])]\\s*=");
    /** What is given a value by an arrow, {@code dW <- do s^T}, or named in words: {@code grad W := d x^T}. */
    private static final Pattern GIVEN = Pattern.compile(
            "^\\s*(grad(?:ient)?\\s+(?=\\p{L}))?[\\p{L}_][\\p{L}\\d_.']*\\s*(<-(?!-)|:=|=(?!=))\\s*(?=\\S)");
    /** What is set to zero, before what follows from it. */
    private static final Pattern ZERO = Pattern.compile(
            "(?:令|设|让|(?<![A-Za-z])(?:[Ss]etting|[Ss]et|[Ll]et|[Ss]olving|[Pp]utting|[Ff]rom)\\s)[^=,，]*=\\s*0(?![.\\d])\\s*(?:[,，]\\s*)?"
                    + "(?:得到|得|可得|gives|yields|leads to|we get|we obtain)?(?=[^=]*=)");
    /** What begins the next step of a proof. */
    private static final Pattern SIGN = Pattern.compile("^\\s*(?:⇒|⟹|→|=>|-->|->|∴|∵|▸|•|⟶|⟺|⇔|>)\\s*");

    private static final Pattern REMARK =
            Pattern.compile("\\s(?://|<-|←|--+)\\s.*$|\\s{2,}\\[[a-z][a-z ,-]*\\]\\s*$|\\s{2,}\\([A-Z]{2,}\\d*\\)\\s*$"
                    + "|\\s\\((?:since|because|as|by|using|from|see|note|where|here)\\s[^()]*\\)\\s*$");
    private static final Pattern AND = Pattern.compile(
            "\\s(?:and|und|以及|和)\\s|(?:,|\\s)\\s*(?:we (?:have|get|obtain|find)|so|hence|then|thus|therefore|it follows that)\\s(?:that\\s)?|⇒|⟹|→|⟶|=>|;|；");
    /** What a value is about. */
    private static final Pattern ABOUT = Pattern.compile("[≈≃≅](?=\\s*[-−]?\\s*\\d+(?:\\.\\d+)?\\s*(?:$|[,.;=≈，。]))");

    /** What is held constant in a derivative of thermodynamics, {@code (∂P/∂T)_V}, with the brackets for it. */
    private static final Pattern CONSTANT = Pattern.compile(
            "(\\()\\s*∂[^()=/]{1,12}/\\s*∂[^()=/]{1,12}(\\)\\s*_(?:\\{[A-Za-z, ]+\\}|[A-Z]|[A-Z],[A-Z])(?![\\p{L}\\d]))");

    /** A sum over an index in letters, {@code sum_i x_i}. */
    private static final Pattern SUM =
            Pattern.compile("(?<![\\p{L}\\d_.\\\\])(?:sum|Sum)_(?=\\{[a-z]|[a-z] *(?:[\\p{L}\\d]|\\(|∂)|[a-z]\\^)");

    private static final Pattern VARIED = Pattern.compile("(?m)^[^=\\n\\r]*?δ([\\p{L}][\\p{L}\\d_]*)\\s*:?=");
    private static final Pattern VARIATION = Pattern.compile("δ([\\p{L}][\\p{L}\\d_]*)");

    private final Mask mask;

    PlainHabits(Mask mask) {
        this.mask = mask;
    }

    private void given(int start, int end) {
        Matcher given = GIVEN.matcher(mask.read(start, end));
        if (given.find() && (given.group(1) != null || given.group(2).startsWith("<"))) {
            if (given.group(1) != null) {
                mask.blank(start + given.start(1), start + given.end(1));
                mask.put(start + given.end(1) - 1, 'd');
            }
            mask.blank(start + given.start(2), start + given.end(2));
            mask.put(start + given.end(2) - 1, '=');
        }
    }

    /** Puts a line in the form that is read; nothing happens to one that is no formula. */
    void read(int start, int end) {
        given(start, end);
        String line = mask.read(start, end);
        int equals = line.indexOf('=');
        if (equals > 0
                && line.indexOf(':') > 0
                && line.indexOf(':') < equals
                && Lead.isOfOneSample(line.substring(0, equals))) {
            mask.blank(start, end);
            return;
        }
        boolean let = LET.matcher(line).find();
        if (!let && !Dialect.FORMULA.matcher(line).find()) {
            return;
        }
        blank(REMARK.matcher(line), start);
        line = mask.read(start, end);
        new LatexHabits(mask).row(start, end);
        String row = mask.read(start, end);
        for (int by = row.indexOf("∂_"); by >= 0; by = row.indexOf("∂_", by + 1)) {
            mask.put(start + by, '∇');
        }
        Matcher constant = CONSTANT.matcher(mask.read(start, end));
        while (constant.find()) {
            mask.blank(start + constant.start(1), start + constant.end(1));
            mask.blank(start + constant.start(2), start + constant.end(2));
        }
        for (Pattern pattern : List.of(CONDITION, LED_CONDITION)) {
            Matcher condition = pattern.matcher(mask.read(start, end));
            if (condition.find()
                    && CLAIM.matcher(line.substring(condition.end())).find()) {
                mask.blank(start, start + condition.end());
            }
        }
        Matcher sum = SUM.matcher(mask.read(start, end));
        while (sum.find()) {
            mask.blank(start + sum.start(), start + sum.end() - 1);
            mask.put(start + sum.end() - 2, 'Σ');
        }
        Matcher told = TOLD.matcher(mask.read(start, end));
        if (told.find()
                && !CLAIM.matcher(told.group()).find()
                && !DENIED.matcher(told.group()).find()) {
            mask.blank(start, start + told.end());
        }
        blank(SIGN.matcher(mask.read(start, end)), start);
        blank(ZERO.matcher(line), start);
        line = mask.read(start, end);
        Matcher about = ABOUT.matcher(line);
        while (about.find()) {
            mask.put(start + about.start(), '=');
        }
        Matcher and = AND.matcher(mask.read(start, end));
        while (and.find()) {
            Pattern claim = let ? NAMED : CLAIM;
            boolean both = (let
                            ? claim.matcher(line.substring(0, and.start())).find()
                            : line.lastIndexOf('=', and.start()) > 0)
                    && claim.matcher(line.substring(and.end())).find();
            if (both) {
                mask.blank(start + and.start(), start + and.end());
                mask.separate(start + and.start());
            }
        }
        variations(start, end);
    }

    private void blank(Matcher found, int start) {
        if (found.find()) {
            mask.blank(start + found.start(), start + found.end());
        }
    }

    /** {@code δo} in a derivation that gives such names is the gradient by o, if the model has no δ. */
    private void variations(int start, int end) {
        if (mask.isName("δ")
                || mask.isName("delta")
                || !VARIED.matcher(mask.text()).find()) {
            return;
        }
        Matcher found = VARIATION.matcher(mask.read(start, end));
        while (found.find()) {
            String of = found.group(1);
            int entry = of.lastIndexOf('_');
            boolean name = mask.isName(of) || (entry > 0 && mask.isName(of.substring(0, entry)));
            if (name && !mask.isName(found.group())) {
                mask.put(start + found.start(), 'd');
            }
        }
    }
}
