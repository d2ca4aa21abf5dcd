package org.chainrule.cli;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.FileNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a command is called with where that is plain: options by their long names, each once, with a value where one is needed,
 * and files. An option {@code --explain-plan} is the field {@code explainPlan}. Whatever else there may be is left to the library that
 * knows it all, and takes as long to start as a small command runs.
 */
final class PlainWords {
    /** The fields of what is no option. */
    private static final List<String> FILES = List.of("file", "files", "names");

    private static final int DIGITS = 9;

    private PlainWords() {}

    /**
     * Gives a command its options.
     *
     * @param words the name of the command first
     * @return whether all of them were plain; else the command is to be made anew
     */
    static boolean fill(SpokenCommand command, String... words) {
        Set<String> seen = new HashSet<>();
        List<String> rest = new ArrayList<>();
        try {
            for (int i = 1; i < words.length; i++) {
                String word = words[i];
                if (!word.startsWith("-")) {
                    rest.add(word);
                    continue;
                }
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                boolean language = name.equals("--lang");
                Field field = language ? null : option(command.getClass(), name);
                boolean unknown = field == null && !language;
                if (unknown || !seen.add(field == null ? name : field.getName())) {
                    return false;
                }
                if (field != null && field.getType() == boolean.class) {
                    if (equals >= 0) {
                        return false;
                    }
                    field.setBoolean(command, true);
                    continue;
                }
                if (equals < 0 && i + 1 == words.length) {
                    return false;
                }
                String text = equals < 0 ? words[++i] : word.substring(equals + 1);
                Object value = text.isEmpty() || text.startsWith("-")
                        ? null
                        : value(field == null ? String.class : field.getType(), text);
                if (value == null) {
                    return false;
                }
                if (field == null) {
                    command.speak(text);
                } else {
                    field.set(command, value);
                }
            }
            return !rest.isEmpty() && files(command, rest);
        } catch (IllegalAccessException | ChainruleException e) {
            return false;
        }
    }

    /** The field of an option; none when there is none, or it is not told by its name. */
    static @Nullable Field option(Class<?> command, String name) {
        if (name.equals("-o")) {
            Field output = field(command, "output");
            return output == null ? field(command, "onnx") : output;
        }
        if (name.equals("-q")) {
            return field(command, "quiet");
        }
        if (!name.startsWith("--")) {
            return null;
        }
        StringBuilder camel = new StringBuilder();
        boolean dash = false;
        for (char c : name.substring(2).toCharArray()) {
            camel.append(dash ? Character.toUpperCase(c) : c);
            dash = c == '-';
            if (dash) {
                camel.setLength(camel.length() - 1);
            }
        }
        Field field = field(command, camel.toString());
        if (field == null || FILES.contains(field.getName())) {
            return null;
        }
        return value(field.getType(), "1") == null && !isOther(field) ? null : field;
    }

    /** Whether a field is of a type of which "1" is no value. */
    private static boolean isOther(Field field) {
        return field.getType() == boolean.class || field.getType().isEnum();
    }

    private static @Nullable Field field(Class<?> command, String name) {
        try {
            Field field = command.getDeclaredField(name);
            field.setAccessible(true);
            return Modifier.isStatic(field.getModifiers()) ? null : field;
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private static @Nullable Object value(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type == Path.class) {
            return FileNames.of(text);
        } else if (type.isEnum()) {
            for (Object one : type.getEnumConstants()) {
                if (((Enum<?>) one).name().equalsIgnoreCase(text)) {
                    return one;
                }
            }
            return null;
        }
        boolean whole = text.length() <= DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        if (!whole) {
            return null;
        } else if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        return type == long.class ? Long.valueOf(text) : null;
    }

    private static boolean files(SpokenCommand command, List<String> words) throws IllegalAccessException {
        Field one = field(command.getClass(), "file");
        Field names = field(command.getClass(), "names");
        Field files = field(command.getClass(), "files");
        if (one != null) {
            one.set(command, FileNames.of(words.get(0)));
            return words.size() == 1;
        } else if (names != null) {
            names.set(command, words);
        } else if (files != null) {
            files.set(command, new ArrayList<>(words.stream().map(FileNames::of).toList()));
        }
        return names != null || files != null;
    }
}
