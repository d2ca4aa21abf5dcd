package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function, written as in Python: {@code "x, axis=none, keepdims=false"}. A parameter
 * {@code *xs} takes all positional arguments from there on.
 *
 * @param parameters in order
 */
public record Signature(List<Parameter> parameters) {
    /**
     * One parameter.
     *
     * @param name as in keyword arguments
     * @param fallback its default in the notation; empty for none
     * @param variadic whether it takes all further positional arguments
     */
    public record Parameter(String name, String fallback, boolean variadic) {
        /** True when a call must give it. */
        public boolean isRequired() {
            return fallback.isEmpty() && !variadic;
        }

        @Override
        public String toString() {
            return (variadic ? "*" : "") + name + (fallback.isEmpty() ? "" : "=" + fallback);
        }
    }

    /** Reads the parameters. */
    public static Signature of(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : text.split(",(?![^\\[]*\\])")) {
            String item = part.strip();
            if (!item.isEmpty()) {
                int equals = item.indexOf('=');
                String name = equals < 0 ? item : item.substring(0, equals);
                boolean variadic = name.startsWith("*");
                parameters.add(new Parameter(
                        variadic ? name.substring(1) : name, equals < 0 ? "" : item.substring(equals + 1), variadic));
            }
        }
        return new Signature(List.copyOf(parameters));
    }

    /** What an argument is when it is not given: its default, which may be another argument; null when it has none. */
    @Nullable
    Arg usual(String name, Map<String, Arg> given) {
        String text = parameters.stream()
                .filter(p -> p.name.equals(name))
                .map(Parameter::fallback)
                .collect(Collectors.joining());
        Arg other = given.get(text);
        if (other != null || text.isEmpty()) {
            return other;
        } else if (text.equals("true") || text.equals("false")) {
            return new Arg.Bool(text.equals("true"));
        } else if (text.startsWith("\"")) {
            return new Arg.Text(text.substring(1, text.length() - 1));
        }
        return text.equals("none") ? new Arg.None() : new Arg.Num(Double.parseDouble(text));
    }

    /**
     * Which argument each parameter gets; parameters left to their default are absent.
     *
     * @throws ArgumentException when there are too many, too few, or unknown arguments
     */
    Map<String, Arg> bind(String function, List<Arg> positional, Map<String, Arg> keywords) {
        Map<String, Arg> bound = new LinkedHashMap<>();
        int next = 0;
        for (Parameter parameter : parameters) {
            if (parameter.variadic) {
                bound.put(parameter.name, new Arg.Items(List.copyOf(positional.subList(next, positional.size()))));
                next = positional.size();
            } else if (next < positional.size() && !keywords.containsKey(parameter.name)) {
                bound.put(parameter.name, positional.get(next++));
            }
        }
        if (next < positional.size()) {
            throw new ArgumentException(
                    "",
                    say(
                            "{0} takes at most {1} argument(s), {2} were given: {0}({3})",
                            function, parameters.size(), positional.size(), this));
        }
        keywords.forEach((name, value) -> {
            if (parameters.stream().noneMatch(p -> p.name.equals(name))) {
                throw new ArgumentException(name, say("{0} has no argument {1}: {0}({2})", function, name, this));
            }
            bound.put(name, value);
        });
        for (Parameter parameter : parameters) {
            if (parameter.isRequired() && !bound.containsKey(parameter.name)) {
                throw new ArgumentException(
                        parameter.name, say("{0} needs its argument {1}: {0}({2})", function, parameter.name, this));
            }
        }
        return bound;
    }

    @Override
    public String toString() {
        return String.join(", ", parameters.stream().map(Parameter::toString).toList());
    }
}
