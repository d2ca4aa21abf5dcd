package org.chainrule.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Op;

/** The attributes of an op, as the notation writes them in its call. */
public final class Keywords {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Keywords() {}

    /** Those of an op, from {@code topk(<*>, k=2, axis=0)}. */
    public static Keywords of(Op op) {
        Keywords keywords = new Keywords();
        String call = op.call().text();
        int open = call.indexOf('(');
        if (open < 0) {
            return keywords;
        }
        int depth = 0;
        int from = open + 1;
        for (int i = open + 1; i < call.length(); i++) {
            char c = call.charAt(i);
            if ((c == ',' && depth == 0) || i == call.length() - 1) {
                String item = call.substring(from, i).strip();
                int equals = item.indexOf('=');
                if (equals > 0) {
                    keywords.texts.put(item.substring(0, equals), item.substring(equals + 1));
                }
                from = i + 1;
            }
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
        }
        return keywords;
    }

    /** Whether the call has this keyword. */
    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** A text, without its quotes. */
    public String text(String key, String usual) {
        return texts.getOrDefault(key, usual).replace("\"", "");
    }

    /** A whole number; the usual one also where there is a list. */
    public int integer(String key, int usual) {
        return has(key) && !texts.getOrDefault(key, "").startsWith("[")
                ? (int) Double.parseDouble(texts.getOrDefault(key, ""))
                : usual;
    }

    /** A truth value; false when it is not there. */
    public boolean flag(String key) {
        return texts.getOrDefault(key, "false").equals("true");
    }

    /** All numbers of a list, from left to right; one number is a list of one. */
    public long[] numbers(String key) {
        List<Long> numbers = new ArrayList<>();
        for (String part : texts.getOrDefault(key, "").split("[\\[\\], ]+")) {
            if (!part.isEmpty()) {
                numbers.add((long) Double.parseDouble(part));
            }
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** One number for each axis, from one or as many. */
    public long[] perAxis(String key, int axes, long usual) {
        long[] given = numbers(key);
        long[] all = new long[axes];
        for (int i = 0; i < axes; i++) {
            all[i] = given.length == 0 ? usual : given[given.length == 1 ? 0 : i];
        }
        return all;
    }
}
