package org.chainrule.message;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the program says, not yet in any language.
 *
 * <p>{@link #say} takes the English sentence itself, with a place {@code {0}}, {@code {1}} for each argument, so that it can
 * be read where the condition stands; its translation is in {@code META-INF/chainrule/zh.po}. {@link #of} takes the key of a sentence in
 * {@code META-INF/chainrule/en.properties}, for what is chosen by data: a verdict, a kind of mistake.
 *
 * @param key a line of the resource files, or an English sentence with places
 * @param arguments texts, or other messages, which are put into the same language; whatever else is given becomes text
 */
public record Message(String key, List<Object> arguments) implements Serializable {
    /** Says nothing, in every language. */
    public static final Message NONE = new Message("", List.of());

    private static final String VERBATIM = "{0}";
    private static final String LINES = "{0}\n{1}";
    private static final String DETAIL = "{0}\n  {1}";
    private static final String AT = english("at {0}");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2})}");

    /** Copies the arguments, as texts: what they are made of may change, or be large. */
    public Message {
        arguments = kept(arguments.toArray());
    }

    private static List<Object> kept(@Nullable Object[] arguments) {
        List<Object> kept = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            kept.add(argument instanceof Message ? argument : String.valueOf(argument));
        }
        return List.copyOf(kept);
    }

    /**
     * A sentence of {@code META-INF/chainrule/en.properties}, with what fills its places.
     *
     * @throws MissingResourceException when it has no such line: a mistake in this program
     */
    public static Message of(String key, Object... arguments) {
        if (!Templates.hasKey(key)) {
            throw new MissingResourceException("no such line", Message.class.getName(), key);
        }
        return new Message(key, List.of(arguments));
    }

    /**
     * A sentence in English, with what fills its places. A place without an argument is text, as is any other brace.
     *
     * @param english the sentence; a constant, by which its translation is found
     */
    public static Message say(String english, @Nullable Object... arguments) {
        return english.isEmpty() ? NONE : new Message(english, kept(arguments));
    }

    /** True for what {@link #verbatim} makes. */
    public boolean isVerbatim() {
        return key.equals(VERBATIM);
    }

    /** Marks a sentence to be translated that is kept as a text, in a table, and given to {@link #say} later. */
    public static String english(String english) {
        return english;
    }

    /** A text that is the same in all languages, such as a formula. */
    public static Message verbatim(String text) {
        return say(VERBATIM, text);
    }

    /** Messages one after the other, with commas between them. */
    public static Message list(List<?> items) {
        Object list = items.isEmpty() ? "" : items.get(0);
        for (int i = 1; i < items.size(); i++) {
            list = say("{0}, {1}", list, items.get(i));
        }
        return list instanceof Message message ? message : verbatim(String.valueOf(list));
    }

    /** This message and another on the next line. */
    public Message line(Message next) {
        return new Message(LINES, List.of(this, next));
    }

    /** This message and another on the next line, indented. */
    public Message detail(Message next) {
        return new Message(DETAIL, List.of(this, next));
    }

    /** What {@link #line} and {@link #detail} have put together, without indentation. */
    public List<Message> lines() {
        Deque<Message> lines = new ArrayDeque<>();
        Deque<Message> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Message next = open.pop();
            if (next.key.equals(LINES) || next.key.equals(DETAIL)) {
                open.push((Message) next.arguments.get(0));
                open.push((Message) next.arguments.get(1));
            } else {
                lines.addFirst(next);
            }
        }
        return List.copyOf(lines);
    }

    /** The first of the {@link #lines}. */
    public Message firstLine() {
        return lines().get(0);
    }

    /** Where something is in a program or a model, as the last line of a message. */
    public static Message at(String place) {
        return say(AT, place);
    }

    /** True for what {@link #at} makes. */
    public boolean isPlace() {
        return key.equals(AT);
    }

    /** True when there is nothing to say. */
    public boolean isEmpty() {
        return key.isEmpty();
    }

    /**
     * The message in a language; what is not translated is in English.
     *
     * @throws IllegalStateException for Chinese where the jar of extras is not on the class path
     */
    public String text(Language language) {
        Matcher place = PLACE.matcher(Templates.of(key, language));
        StringBuilder text = new StringBuilder();
        while (place.find()) {
            int i = Integer.parseInt(place.group(1));
            String filled = i < arguments.size() ? argument(i, language) : place.group();
            place.appendReplacement(text, Matcher.quoteReplacement(filled));
        }
        return place.appendTail(text).toString();
    }

    private String argument(int i, Language language) {
        return arguments.get(i) instanceof Message message ? message.text(language) : (String) arguments.get(i);
    }

    /** The English sentence. */
    @Override
    public String toString() {
        return text(Language.EN);
    }
}
