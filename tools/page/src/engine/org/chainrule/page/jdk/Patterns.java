package org.chainrule.page.jdk;

/** Regular expressions in the words of TeaVM's class library. */
final class Patterns {
    private static final String NUMBERS = "\\p{Nd}\\p{Nl}\\p{No}";
    private static final String BREAK = "(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])";

    private Patterns() {}

    static String known(String pattern) {
        if (!pattern.contains("\\p{N}") && !pattern.contains("\\R")) {
            return pattern;
        }
        StringBuilder out = new StringBuilder();
        int open = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                if (pattern.startsWith("\\p{N}", i)) {
                    out.append(open > 0 ? NUMBERS : "[" + NUMBERS + "]");
                    i += 4;
                } else if (pattern.startsWith("\\R", i)) {
                    out.append(BREAK);
                    i++;
                } else {
                    out.append(c).append(pattern.charAt(++i));
                }
                continue;
            }
            open += c == '[' ? 1 : c == ']' && open > 0 ? -1 : 0;
            out.append(c);
        }
        return out.toString();
    }
}
