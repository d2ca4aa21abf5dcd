package org.chainrule.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The sentences of a language, with places to be filled. */
final class Templates {
    private static final String BUNDLE = "org.chainrule.message.messages";
    /** The root file is the English one: no other language of the machine may come in between. */
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final ResourceBundle ENGLISH = bundle(Locale.ROOT);

    private Templates() {}

    static boolean hasKey(String key) {
        return ENGLISH.containsKey(key);
    }

    /** The sentence for a key, or for an English sentence, which stands for itself where there is no translation. */
    static String of(String key, Language language) {
        if (language == Language.ZH) {
            return Chinese.SENTENCES.getOrDefault(key, key);
        }
        return ENGLISH.containsKey(key) ? ENGLISH.getString(key) : key;
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, Message.class.getClassLoader(), EXACT);
    }

    /** Read when somebody asks for Chinese. */
    private static final class Chinese {
        static final Map<String, String> SENTENCES = read();

        private Chinese() {}

        private static Map<String, String> read() {
            Map<String, String> sentences = new HashMap<>(PoFile.read("zh.po"));
            ResourceBundle keyed = bundle(Locale.forLanguageTag(Language.ZH.code()));
            keyed.keySet().forEach(key -> sentences.put(key, keyed.getString(key)));
            return sentences;
        }
    }
}
