package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.text.Normalizer;
import java.util.Optional;

/** Reads words: plain names, and names in LaTeX with their styles, accents and subscripts. */
final class Words {
    private final String text;
    /** Where to read, and after reading where the word ends. */
    int at;

    Words(String text) {
        this.text = text;
    }

    boolean isNameCommand(int backslash) {
        String command = text.substring(backslash + 1, commandEnd(backslash));
        return Spellings.LATEX_NAMES.containsKey(command)
                || Spellings.LATEX_STYLE.contains(command)
                || Spellings.LATEX_ACCENTS.containsKey(command);
    }

    /** Offset after the letters of the command that starts at a backslash; commands are short, so it looks no further. */
    int commandEnd(int backslash) {
        int end = backslash + 1;
        while (end < text.length() && end < backslash + 32 && Chars.isAsciiLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Reads a command that stands for a name, such as {@code \delta} or {@code \mathbf{W}}, with its subscript. */
    String nameFromCommand() {
        StringBuilder accents = new StringBuilder();
        int braces = 0;
        int start = at;
        while (charAt(at) == '\\') {
            int end = commandEnd(at);
            String command = text.substring(at + 1, end);
            at = end;
            if (Spellings.LATEX_NAMES.containsKey(command)) {
                String id = Spellings.LATEX_NAMES.getOrDefault(command, command);
                closeBraces(braces, start);
                return id + accents + subscript();
            }
            Optional<String> bare = bareLetter();
            if (bare.isPresent()) {
                accents.insert(0, Spellings.LATEX_ACCENTS.getOrDefault(command, ""));
                closeBraces(braces, start);
                return bare.get() + accents + subscript();
            }
            if (charAt(at) == '\\' && isNameCommand(at)) {
                // \boldsymbol\Phi
                accents.insert(0, Spellings.LATEX_ACCENTS.getOrDefault(command, ""));
                continue;
            }
            if (charAt(at) != '{' || braces == 8) {
                throw new Mistake(
                        start, say("`\\{0}` needs a name in braces", command), say("such as \\{0}{W}", command));
            }
            at++;
            braces++;
            accents.insert(0, Spellings.LATEX_ACCENTS.getOrDefault(command, ""));
        }
        if (!Chars.isNameStart(codePointAt(at))) {
            throw new Mistake(at, say("a name is expected in these braces"), say("such as \\mathbf{W}"));
        }
        String id = word();
        closeBraces(braces, start);
        return id + accents + subscript();
    }

    /** Takes the one letter that TeX takes for the braces that are not there: {@code \\hat y}. */
    private Optional<String> bareLetter() {
        int letter = at;
        while (charAt(letter) == ' ') {
            letter++;
        }
        if (letter == at || !Character.isLetter(codePointAt(letter))) {
            return Optional.empty();
        }
        at = letter + Character.charCount(codePointAt(letter));
        return Optional.of(text.substring(letter, at));
    }

    /** What goes on with the name behind a command: a digit or a subscript that holds no keywords. */
    private String subscript() {
        boolean goesOn = Chars.isDigit(charAt(at)) || (charAt(at) == '_' && LatexKeywords.end(text, at) < 0);
        return goesOn ? word() : "";
    }

    private void closeBraces(int braces, int start) {
        for (int i = 0; i < braces; i++) {
            if (charAt(at) != '}') {
                throw new Mistake(
                        start, say("only a name can stand in the braces of this command"), say("such as \\mathbf{W}"));
            }
            at++;
        }
    }

    /** Reads letters, digits, underscores and a LaTeX subscript in braces, {@code W_{1}} being {@code W_1}. */
    String word() {
        int start = at;
        boolean escaped = false;
        while (at < text.length() && (Chars.isNamePart(text.codePointAt(at)) || text.startsWith("\\_", at))) {
            escaped |= charAt(at) == '\\';
            at += charAt(at) == '\\' ? 2 : Character.charCount(text.codePointAt(at));
        }
        String id = text.substring(start, at);
        if (escaped) {
            return id.replace("\\", "");
        }
        if (id.endsWith("_") && charAt(at) == '\\' && isNameCommand(at)) {
            id += nameFromCommand();
        } else if (id.endsWith("_") && charAt(at) == '{') {
            int inner = ++at;
            boolean command = charAt(at) == '\\' && isNameCommand(at);
            String letter = command ? nameFromCommand() : "";
            while (!command && at < text.length() && Chars.isNamePart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            boolean step = !command
                    && text.startsWith("t", inner)
                    && at == inner + 1
                    && "+-".indexOf(charAt(at)) >= 0
                    && Chars.isDigit(charAt(at + 1))
                    && charAt(at + 2) == '}';
            if (step) {
                id += "t" + (charAt(at) == '+' ? "p" : "m") + charAt(at + 1);
                at += 3;
                return Normalizer.normalize(id, Normalizer.Form.NFC);
            }
            if (charAt(at) != '}' || at == inner) {
                throw new Mistake(
                        start, say("only letters and digits can stand in a subscript"), say("write W_1 or W_{1}"));
            }
            id += command ? letter : text.substring(inner, at);
            at++;
        }
        return Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    private char charAt(int i) {
        return Chars.at(text, i);
    }

    private int codePointAt(int i) {
        return i < text.length() ? text.codePointAt(i) : 0;
    }
}
