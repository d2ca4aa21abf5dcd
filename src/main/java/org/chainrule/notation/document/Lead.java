package org.chainrule.notation.document;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words with which people lead from one formula to the next. */
final class Lead {
    /** Words that may stand before a formula without changing what it says. */
    private static final Set<String> WORDS = Set.copyOf(List.of(
            ("so and then thus therefore hence also finally similarly likewise next now we get gets have obtain find finding this that gives "
                            + "yields which first firstly second secondly third lastly because since where with using by the chain rule it follows step "
                            + "consequently recall note let's us let gradient derivative of loss layer is for weights bias output hidden easy see "
                            + "denote define set put write given in matrix vector vectorized form notation matrices vectors as again one can be obtains obtain observe "
                            + "to compute in total result answer solution proof qed remember here to")
                    .split(" ")));

    private static final Set<String> FIRST = Set.copyOf(List.of(
            ("so and then thus therefore hence also finally similarly likewise next now we first firstly second secondly third lastly "
                            + "because since step consequently recall note it this which where by using let solution answer result "
                            + "remember here the denote define set put write given in so again finally summing collecting combining substituting plugging")
                    .split(" ")));

    /** Words with which a formula is not claimed, or not of mathematics. */
    private static final Set<String> OTHER = Set.copyOf(List.of(
            ("not wrong incorrect incorrectly unlike instead if suppose assume wrongly naive naively never false falsely mistake error check derive for while def return "
                            + "function class else elif input param dims loss train syntax end import from global print lambda del with try except")
                    .split(" ")));

    /** Words behind which a formula stands as what follows from what was said. */
    private static final Set<String> LAST = Set.of(
            "so",
            "hence",
            "thus",
            "therefore",
            "have",
            "get",
            "gives",
            "obtain",
            "yields",
            "then",
            "is",
            "find",
            "that",
            "becomes");

    private static final int LONGEST = 8;

    /** Of one sample is said what is not so for all. */
    private static final Pattern SINGLE = Pattern.compile(
            "(?i)\\b(?:one|single|each|per|every)\\s+(?:training\\s+)?(?:example|sample|instance|observation)|单个样本|单样本|一个样本|每个样本");

    private Lead() {}

    /** Whether words say that what follows is said of one sample alone. */
    static boolean isOfOneSample(String words) {
        return SINGLE.matcher(words).find();
    }

    /** Whether a word leads to a formula. */
    static boolean isWord(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether words may be left out before a formula. */
    static boolean leads(String[] words, Mask mask) {
        boolean any = false;
        String end = words[words.length - 1].replaceAll("[:,.;]+$", "").toLowerCase(Locale.ROOT);
        boolean closes = words.length > 2 && LAST.contains(end);
        for (int i = 0; i < words.length; i++) {
            String bare = words[i].replaceAll("[:,.;]+$", "").toLowerCase(Locale.ROOT);
            boolean marked = words[i].endsWith(":");
            if (OTHER.contains(bare)
                    && !words[i].equals("For")
                    && !(i > 0
                            && (bare.equals("for")
                                    || bare.equals("loss")
                                    || bare.equals("from")
                                    || bare.equals("with")))) {
                return false;
            } else if (i == 0 && (FIRST.contains(bare) || isNumbered(words[i]))) {
                any = true;
            } else if (marked
                    || (words[0].matches("[A-Z][a-z]{2,},?") && words[i].endsWith(",") && i < LONGEST)
                    || (i > 0 && i == words.length - 1 && LAST.contains(bare))) {
                any = true;
            }
            boolean named =
                    words[words.length - 1].endsWith(":") && words.length > 1 && mask.isName(words[i].replace(":", ""));
            if (named && any(words)) {
                any = true;
                continue;
            }
            boolean word =
                    bare.matches("[a-z][a-z'-]*|\\d+[a-z][a-z\\d-]*") || isNumbered(words[i]) || bare.matches("\\d+");
            boolean known = mask.isName(words[i]) && !isWord(bare) && !any && !closes;
            if (!word || known) {
                return false;
            }
        }
        return any;
    }

    /** Whether some words are of a sentence, and not names alone. */
    private static boolean any(String[] words) {
        return List.of(words).stream().anyMatch(word -> word.matches("[A-Za-z][a-z]{2,}"));
    }

    /** Whether all are words of a sentence, so that no formula begins before what stands behind them. */
    static boolean isProse(String[] words, Mask mask) {
        boolean closed = words[words.length - 1].endsWith(":");
        return List.of(words).stream()
                .map(word -> word.replaceAll("[:,.;]+$", ""))
                .allMatch(word -> (word.matches("[A-Za-z][a-z'-]{2,}") || isWord(word))
                        && (!OTHER.contains(word.toLowerCase(Locale.ROOT))
                                || (closed && word.toLowerCase(Locale.ROOT).matches("for|from|with|loss")))
                        && !mask.isName(word));
    }

    /** {@code 1.}, {@code (2)}, {@code a)}, a dash. */
    static boolean isNumbered(String word) {
        return word.matches("[-*•–]|\\(?(?:\\d{1,2}|[a-z]|[ivx]{1,4})[.)]");
    }
}
