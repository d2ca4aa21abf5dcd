package org.chainrule.notation.entries;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.ModelNames;

/** Finds the name that begins at a piece of a formula: the longest that the model has, a Greek letter, a letter with a hat. */
final class EntryNames {
    static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", "exp"),
            Map.entry("log", "log"),
            Map.entry("ln", "log"),
            Map.entry("tanh", "tanh"),
            Map.entry("atanh", "atanh"),
            Map.entry("artanh", "atanh"),
            Map.entry("arctanh", "atanh"),
            Map.entry("arctan", "atan"),
            Map.entry("sin", "sin"),
            Map.entry("cos", "cos"),
            Map.entry("cosh", "cosh"),
            Map.entry("sinh", "sinh"),
            Map.entry("sigma", "sigmoid"),
            Map.entry("sigmoid", "sigmoid"),
            Map.entry("relu", "relu"),
            Map.entry("ReLU", "relu"),
            Map.entry("softplus", "softplus"),
            Map.entry("sign", "sign"),
            Map.entry("sgn", "sign"),
            Map.entry("max", "maximum"),
            Map.entry("min", "minimum"),
            Map.entry("sqrt", "sqrt"));

    static final Set<String> STYLES = Set.of(
            "mathbf",
            "boldsymbol",
            "bm",
            "mathrm",
            "mathit",
            "mathsf",
            "mathcal",
            "text",
            "operatorname",
            "mathtt",
            "vec");
    private static final Map<String, String> ACCENTS = Map.of(
            "hat",
            "_hat",
            "widehat",
            "_hat",
            "bar",
            "_bar",
            "overline",
            "_bar",
            "tilde",
            "_tilde",
            "widetilde",
            "_tilde");

    private final List<Piece> pieces;
    private final String text;
    private final Function<String, Boolean> known;
    private int end;

    EntryNames(List<Piece> pieces, String text, Function<String, Boolean> known) {
        this.pieces = pieces;
        this.text = text;
        this.known = known;
    }

    /** The piece behind the name that begins at one. */
    static int end(List<Piece> pieces, int at, String name, String text, Function<String, Boolean> known) {
        EntryNames reader = new EntryNames(pieces, text, known);
        return reader.at(at).filter(name::equals).isPresent() ? reader.end : at;
    }

    private Piece piece(int at) {
        return pieces.get(Math.min(at, pieces.size() - 1));
    }

    Optional<String> at(int at) {
        Piece piece = piece(at);
        if (piece.kind() == Kind.COMMAND) {
            String accent = ACCENTS.get(piece.text());
            if (accent != null || STYLES.contains(piece.text())) {
                boolean braced = piece(at + 1).is("{");
                Optional<String> inner = braced ? word(at + 2) : at(at + 1);
                if (inner.isEmpty() || (braced && !piece(end).is("}"))) {
                    return Optional.empty();
                }
                end += braced ? 1 : 0;
                return inner.map(name -> accent == null ? name : name + accent);
            }
            end = at + 1;
            return ModelNames.symbol(piece.text()).filter(symbol -> symbol.codePointCount(0, symbol.length()) == 1);
        }
        return piece.kind() == Kind.LETTER ? word(at) : Optional.empty();
    }

    /** The longest name of the model that begins at a letter, else the letter. */
    private Optional<String> word(int at) {
        Piece first = piece(at);
        if (first.kind() == Kind.COMMAND) {
            return at(at);
        } else if (first.kind() != Kind.LETTER) {
            return Optional.empty();
        }
        int start = first.start();
        int to = start;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        for (int length = to - start; length > 1; length--) {
            String word = text.substring(start, start + length);
            if (known.apply(word)) {
                int behind = at;
                while (piece(behind).start() < start + length && piece(behind).kind() != Kind.END) {
                    behind++;
                }
                end = behind;
                return Optional.of(word);
            }
        }
        end = at + 1;
        return Optional.of(first.text());
    }
}
