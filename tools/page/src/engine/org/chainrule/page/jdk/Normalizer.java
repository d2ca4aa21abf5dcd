package org.chainrule.page.jdk;

import org.teavm.jso.JSBody;

/** The JDK's class of this name, for the forms that are used. */
public final class Normalizer {
    private Normalizer() {}

    /** Forms of text. */
    public enum Form {
        /** Letters with their accents as one character where there is one. */
        NFC,
        /** Letters, and their accents behind them. */
        NFD,
        /** As NFC, and characters that stand for others as those: ½ is 1⁄2. */
        NFKC
    }

    /** The text in a form. */
    public static String normalize(CharSequence text, Form form) {
        String whole = text.toString();
        // The first letter with an accent, the first accent, and the first that stands for another.
        int first = form == Form.NFD ? 0xC0 : form == Form.NFC ? 0x300 : 0xA0;
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) >= first) {
                return normalized(whole, form.name());
            }
        }
        return whole;
    }

    @JSBody(
            params = {"text", "form"},
            script = "return text.normalize(form);")
    private static native String normalized(String text, String form);
}
