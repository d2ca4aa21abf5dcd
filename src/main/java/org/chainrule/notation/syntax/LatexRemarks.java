package org.chainrule.notation.syntax;

/** Commands of LaTeX that say nothing about a formula: its number, and where it begins and ends. */
final class LatexRemarks {
    private static final int LONGEST = 16;

    private LatexRemarks() {}

    /** Where such a command ends, from the end of its name on; -1 for any other. */
    static int behind(String text, String command, int end) {
        if (command.equals("tag") || command.equals("label")) {
            int brace = Chars.at(text, end) == '*' ? end + 1 : end;
            return Chars.at(text, brace) == '{' ? text.indexOf('}', brace) + 1 : -1;
        } else if (!command.equals("begin") && !command.equals("end")) {
            return -1;
        }
        int close = Chars.at(text, end) == '{' ? text.indexOf('}', end) : -1;
        boolean known =
                close > 0 && close < end + LONGEST && Spellings.ENVIRONMENTS.contains(text.substring(end + 1, close));
        return known ? close + 1 : -1;
    }
}
