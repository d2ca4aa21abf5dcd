package org.chainrule.page.jdk;

import org.teavm.jso.JSBody;

/** The JDK's class of this name, for the one form that is used. */
public final class Normalizer {
    private Normalizer() {}

    /** Forms of text. */
    public enum Form {
        /** Letters with their accents as one character where there is one. */
        NFC
    }

    /** The text in a form. */
    public static String normalize(CharSequence text, Form form) {
        String whole = text.toString();
        for (int i = 0; i < whole.length(); i++) {
            if (whole.charAt(i) >= 0x300) {
                return composed(whole);
            }
        }
        return whole;
    }

    @JSBody(params = "text", script = "return text.normalize('NFC');")
    private static native String composed(String text);
}
