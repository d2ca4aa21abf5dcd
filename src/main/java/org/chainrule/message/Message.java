package org.chainrule.message;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * One sentence, not yet in any language: its key in {@code messages.properties} and {@code messages_zh.properties}, and
 * what fills its places {@code {0}}, {@code {1}} and so on.
 *
 * <p>A sentence belongs here when a reader of a report may see it in another language than English. Errors of the
 * notation and of shapes are thrown as English text.
 *
 * @param key a line of the resource files
 * @param arguments texts, numbers, or other messages, which are put into the same language
 */
public record Message(String key, List<Object> arguments) {
    private static final String BUNDLE = "org.chainrule.message.messages";
    /** The root file is the English one: no other language of the machine may come in between. */
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** Copies the arguments. */
    public Message {
        arguments = List.copyOf(arguments);
    }

    /** A message with what fills its places. */
    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /**
     * The sentence.
     *
     * @throws MissingResourceException when the key is in no file: a mistake in this program
     */
    public String text(Language language) {
        String template = bundle(language).getString(key);
        StringBuilder text = new StringBuilder(template.length() + 32);
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(template, at, open);
            String place = template.substring(open + 1, close);
            if (place.length() == 1 && Character.isDigit(place.charAt(0))) {
                text.append(argument(place.charAt(0) - '0', language));
            } else {
                text.append(template, open, close + 1);
            }
            at = close + 1;
        }
        return text.append(template, at, template.length()).toString();
    }

    private String argument(int i, Language language) {
        Object argument = arguments.get(i);
        return argument instanceof Message message ? message.text(language) : String.valueOf(argument);
    }

    private static ResourceBundle bundle(Language language) {
        Locale locale = language == Language.EN ? Locale.ROOT : Locale.forLanguageTag(language.code());
        return ResourceBundle.getBundle(BUNDLE, locale, Message.class.getClassLoader(), EXACT);
    }

    /** The English sentence. */
    @Override
    public String toString() {
        return text(Language.EN);
    }
}
