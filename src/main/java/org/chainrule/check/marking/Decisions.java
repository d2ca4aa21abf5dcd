package org.chainrule.check.marking;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;

/**
 * What a teacher has decided about lines that the program leaves open: a file of CSV that is kept, with a line for each of them
 * and {@code right}, {@code wrong} or a share between 0 and 1 in its last column.
 */
public final class Decisions {
    private static final String HEAD = "file,line,claim,decision";

    private final Map<String, String> given = new LinkedHashMap<>();

    /** Nothing is decided yet. */
    public Decisions() {}

    /**
     * Reads a file of decisions.
     *
     * @throws ChainruleException at a decision that is none
     */
    public static Decisions parse(String name, String text) {
        Decisions decisions = new Decisions();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            List<String> fields = fields(line);
            if (line.isBlank() || number == 1) {
                continue;
            }
            String decision = fields.get(fields.size() - 1).strip();
            if (fields.size() != 4 || (share(decision).isEmpty() && !decision.isEmpty())) {
                throw new ChainruleException(
                        say("{0}, line {1}: a decision is `right`, `wrong` or a share between 0 and 1", name, number));
            }
            decisions.given.put(key(fields.get(0), fields.get(2)), decision);
        }
        return decisions;
    }

    private static String key(String file, String claim) {
        return file + "\n" + claim;
    }

    /** The share of the points that a line gets, if that is decided. */
    public Optional<Double> share(String file, String claim) {
        return share(given.getOrDefault(key(file, claim), ""));
    }

    private static Optional<Double> share(String decision) {
        if (decision.equals("right") || decision.equals("wrong")) {
            return Optional.of(decision.equals("right") ? 1.0 : 0.0);
        }
        try {
            double share = decision.isEmpty() ? -1 : Double.parseDouble(decision);
            return share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The file with all lines that are open now, and what has been decided about them or others. */
    public String text(List<Open> open) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        Map<String, String> rest = new LinkedHashMap<>(given);
        for (Open line : open) {
            String decision = Optional.ofNullable(rest.remove(key(line.file(), line.claim())))
                    .orElse("");
            text.append(row(line.file(), Integer.toString(line.line()), line.claim(), decision));
        }
        rest.forEach((key, decision) -> {
            int end = key.indexOf('\n');
            if (!decision.isEmpty()) {
                text.append(row(key.substring(0, end), "", key.substring(end + 1), decision));
            }
        });
        return text.toString();
    }

    /** A line that is open. */
    public record Open(String file, int line, String claim) {}

    /** Fields with commas between them, each in quotes where it needs them. */
    public static String row(String... fields) {
        StringBuilder row = new StringBuilder();
        for (String field : fields) {
            // a field that a spreadsheet would compute is text
            String text =
                    field.isEmpty() || "=+-@".indexOf(field.charAt(0)) < 0 || isNumber(field) ? field : "'" + field;
            boolean quoted = text.contains(",") || text.contains("\"") || text.contains("\n");
            row.append(row.length() == 0 ? "" : ",").append(quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
        }
        return row.append('\n').toString();
    }

    private static boolean isNumber(String field) {
        return field.matches("[-+]?[0-9.]+");
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
