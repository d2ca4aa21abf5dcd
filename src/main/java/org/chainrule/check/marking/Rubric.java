package org.chainrule.check.marking;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/**
 * What is asked for and what it is worth, as a small file of TOML:
 *
 * <pre>{@code
 * required = ["dW1", "db1"]   # without it, the gradients of all parameters
 * each = 2                    # points for a gradient; the default is 1
 * follows = 1                 # share for a line that only follows from a wrong one
 * mistake = 1                 # points off for a wrong line that is not asked for
 * seconds = 20                # time for one file
 *
 * [points]
 * dW1 = 4
 *
 * [partial]
 * wrong_sign = 0.5            # share for a line with this kind of mistake
 * }</pre>
 *
 * @param required the gradients that are asked for; empty for those of all parameters
 * @param each points for a gradient that {@code points} does not name
 * @param points points by gradient
 * @param partial the share of the points that a wrong line still gets, by the kind of its mistake
 * @param follows the share for a line that only follows from a wrong one
 * @param mistake points off for a wrong line that is not asked for
 * @param seconds how long one file may take
 */
public record Rubric(
        List<String> required,
        double each,
        Map<String, Double> points,
        Map<String, Double> partial,
        double follows,
        double mistake,
        double seconds) {
    /** One point for the gradient of each parameter. */
    public static final Rubric DEFAULT = new Rubric(List.of(), 1, Map.of(), Map.of(), 1, 0.5, 20);

    private static final Pattern ENTRY = Pattern.compile("\\s*\"?([\\p{L}\\p{N}_.-]+)\"?\\s*=\\s*(.+?)\\s*");
    private static final Pattern SECTION = Pattern.compile("\\s*\\[\\s*([a-z]+)\\s*\\]\\s*");
    private static final Pattern ITEM = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    /** Copies the collections. */
    public Rubric {
        required = List.copyOf(required);
        points = Map.copyOf(points);
        partial = Map.copyOf(partial);
    }

    /**
     * Reads a rubric.
     *
     * @param name what to call it in messages
     * @throws ChainruleException at the first line that is not understood
     */
    public static Rubric parse(String name, String text) {
        List<String> required = new ArrayList<>();
        Map<String, Double> points = new LinkedHashMap<>();
        Map<String, Double> partial = new LinkedHashMap<>();
        Map<String, Double> numbers =
                new LinkedHashMap<>(Map.of("each", 1.0, "follows", 1.0, "mistake", 0.5, "seconds", 20.0));
        String section = "";
        int number = 0;
        for (String written : text.lines().toList()) {
            number++;
            String line = written.replaceFirst("#.*", "").strip();
            Matcher head = SECTION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (head.matches()) {
                section = head.group(1);
                if (!section.equals("points") && !section.equals("partial")) {
                    throw refused(name, number, say("a rubric has the sections [points] and [partial]"));
                }
            } else if (!line.isEmpty() && !entry.matches()) {
                throw refused(name, number, say("a line of a rubric is `key = value`"));
            } else if (!line.isEmpty() && section.isEmpty() && entry.group(1).equals("required")) {
                ITEM.matcher(entry.group(2))
                        .results()
                        .forEach(item ->
                                required.add(Optional.ofNullable(item.group(1)).orElse(item.group(2))));
            } else if (!line.isEmpty() && section.isEmpty() && !numbers.containsKey(entry.group(1))) {
                Message keys = Message.list(new ArrayList<>(new TreeSet<>(numbers.keySet())));
                throw refused(name, number, say("a rubric has no `{0}`; it has required, {1}", entry.group(1), keys));
            } else if (!line.isEmpty()) {
                Map<String, Double> into = section.isEmpty() ? numbers : section.equals("points") ? points : partial;
                into.put(entry.group(1), number(name, number, entry.group(2)));
            }
        }
        return new Rubric(
                required,
                numbers.getOrDefault("each", 1.0),
                points,
                partial,
                numbers.getOrDefault("follows", 1.0),
                numbers.getOrDefault("mistake", 0.5),
                numbers.getOrDefault("seconds", 20.0));
    }

    private static double number(String name, int line, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1e6) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw refused(name, line, say("{0} is no number of points", text));
    }

    private static ChainruleException refused(String name, int line, Message message) {
        return new ChainruleException(say("{0}, line {1}: {2}", name, line, message));
    }

    /** What a gradient is worth. */
    public double points(String gradient) {
        return points.getOrDefault(gradient, each);
    }

    /** The share that a line with a kind of mistake still gets. */
    public double partial(String kind) {
        return Math.min(1, partial.getOrDefault(kind, 0.0));
    }
}
