package org.chainrule.graph;

/** Fills the templates of a {@link Spelling}. */
public final class Template {
    /** Writes one input where at least the given precedence is required. */
    @FunctionalInterface
    public interface Argument {
        /** The text of input {@code i}, in brackets if it binds more loosely than {@code precedence}. */
        String write(int i, int precedence);
    }

    private Template() {}

    /**
     * The template with its places filled.
     *
     * @param template as described at {@link Spelling}
     * @param inputs how many inputs {@code <*>} stands for
     */
    public static String fill(String template, int inputs, Argument argument) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('<', at);
            int close = open < 0 ? -1 : template.indexOf('>', open);
            if (close < 0) {
                break;
            }
            out.append(template, at, open);
            String place = template.substring(open + 1, close);
            if (place.equals("*")) {
                for (int i = 0; i < inputs; i++) {
                    out.append(i == 0 ? "" : ", ").append(argument.write(i, 0));
                }
            } else {
                int colon = place.indexOf(':');
                int index = Integer.parseInt(colon < 0 ? place : place.substring(0, colon));
                out.append(argument.write(index, colon < 0 ? 0 : Integer.parseInt(place.substring(colon + 1))));
            }
            at = close + 1;
        }
        return out.append(template.substring(at)).toString();
    }
}
