package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Span;
import org.jspecify.annotations.Nullable;

/** Reads conditions: comparisons of numbers and of letters, δ, and what is 1 where a condition holds. */
abstract class EntryConditions extends EntryCursor {
    static final Map<String, BinaryOp> COMPARISONS = Map.ofEntries(
            Map.entry("<", BinaryOp.LESS),
            Map.entry(">", BinaryOp.GREATER),
            Map.entry("≤", BinaryOp.LESS_EQUAL),
            Map.entry("≥", BinaryOp.GREATER_EQUAL),
            Map.entry("=", BinaryOp.EQUAL),
            Map.entry("≠", BinaryOp.NOT_EQUAL),
            Map.entry("le", BinaryOp.LESS_EQUAL),
            Map.entry("leq", BinaryOp.LESS_EQUAL),
            Map.entry("ge", BinaryOp.GREATER_EQUAL),
            Map.entry("geq", BinaryOp.GREATER_EQUAL),
            Map.entry("lt", BinaryOp.LESS),
            Map.entry("gt", BinaryOp.GREATER),
            Map.entry("ne", BinaryOp.NOT_EQUAL),
            Map.entry("neq", BinaryOp.NOT_EQUAL));

    /** Whether the model has a quantity of this name. */
    final Function<String, Boolean> known;

    /** Whether the formula has commands of LaTeX. */
    final boolean latex;

    EntryConditions(String text, List<Piece> pieces, Function<String, Boolean> known) {
        super(text, pieces);
        this.known = known;
        this.latex = pieces.stream().anyMatch(piece -> piece.kind() == Kind.COMMAND && piece.end() > piece.start());
    }

    /** Reads a sum of products. */
    abstract EntryTerm sum();

    Optional<EntryTerm> delta() {
        Piece piece = peek();
        // I_{kj}, where nothing of the model is called so, are the entries of the identity
        boolean identity = piece.text().equals("I") && !known.apply("I");
        boolean named = (piece.isCommand("delta") || piece.text().equals("δ") || identity)
                && peek(1).is("_")
                && (peek(2).is("{") || !latex);
        if (!named) {
            return Optional.empty();
        }
        int before = at;
        next();
        List<String> letters = below();
        if (letters.size() != 2) {
            at = before;
            return Optional.empty();
        }
        return Optional.of(new EntryTerm.Delta(letters.get(0), letters.get(1), from(piece.start())));
    }

    boolean isIndicator() {
        Piece piece = peek();
        boolean one = piece.kind() == Kind.COMMAND
                && (piece.text().startsWith("math") || piece.text().equals("boldsymbol"))
                && ((peek(1).is("{")
                                && (peek(2).text().equals("1") || peek(2).text().equals("I"))
                                && peek(3).is("}"))
                        || peek(1).text().equals("1"));
        boolean letter = (piece.text().equals("I")
                        || piece.text().equals("𝟙")
                        || piece.text().equals("𝕀")
                        || piece.text().equals("𝟏"))
                && (peek(1).is("(") || peek(1).is("[") || peek(1).is("\\{"))
                && !known.apply("I");
        return one || letter;
    }

    EntryTerm indicator() {
        Piece first = next();
        if (first.kind() == Kind.COMMAND) {
            boolean braced = accept("{");
            next();
            if (braced) {
                expect("}");
            }
        }
        accept("_");
        return condition();
    }

    EntryTerm condition() {
        boolean round = accept("(");
        boolean square = !round && accept("[");
        boolean curly = !round && !square && accept("\\{");
        if (!round && !square && !curly) {
            expect("{");
        }
        EntryTerm condition = comparison();
        expect(round ? ")" : square ? "]" : curly ? "\\}" : "}");
        return condition;
    }

    /** Two numbers compared, or two letters. */
    EntryTerm comparison() {
        int start = peek().start();
        boolean letters = peek().kind() == Kind.LETTER
                && peek(2).kind() == Kind.LETTER
                && COMPARISONS.containsKey(peek(1).text())
                && !known.apply(peek().text())
                && !known.apply(peek(2).text());
        if (letters) {
            String first = letter();
            BinaryOp op = COMPARISONS.get(next().text());
            EntryTerm same = new EntryTerm.Delta(first, letter(), from(start));
            return isOrNot(op, same);
        }
        boolean reversed = peek().kind() == Kind.LETTER
                && !known.apply(peek().text())
                && (COMPARISONS.get(peek(1).text()) == BinaryOp.EQUAL
                        || COMPARISONS.get(peek(1).text()) == BinaryOp.NOT_EQUAL);
        if (reversed) {
            // k = y_i
            String letter = letter();
            BinaryOp op = COMPARISONS.get(next().text());
            EntryTerm label = sum();
            if (label instanceof EntryTerm.Entry entry) {
                return isOrNot(op, new EntryTerm.Label(entry, letter, from(start)));
            }
            throw unexpected();
        }
        EntryTerm left = sum();
        BinaryOp op = COMPARISONS.get(peek().text());
        if (op == null || peek().kind() == Kind.LETTER) {
            throw unexpected();
        }
        Span operator = next().span();
        boolean label = (op == BinaryOp.EQUAL || op == BinaryOp.NOT_EQUAL)
                && left instanceof EntryTerm.Entry
                && peek().kind() == Kind.LETTER
                && peek(1).kind() == Kind.SIGN
                && !known.apply(peek().text());
        if (label) {
            return isOrNot(op, new EntryTerm.Label((EntryTerm.Entry) left, letter(), from(start)));
        }
        return new EntryTerm.Two(op, left, sum(), operator, from(start));
    }

    /** Where two indices are the same, or where they are not. */
    private EntryTerm isOrNot(@Nullable BinaryOp op, EntryTerm same) {
        if (op != BinaryOp.EQUAL && op != BinaryOp.NOT_EQUAL) {
            throw unexpected();
        }
        Span span = same.span();
        return op == BinaryOp.EQUAL
                ? same
                : new EntryTerm.Two(BinaryOp.SUBTRACT, new EntryTerm.Num(1, span), same, span, span);
    }

    /** The s' below a name is a letter beside s. */
    String primed(String letter) {
        return accept("'") || (peek().is("^") && peek(1).isCommand("prime") && skip(2)) ? letter + "′" : letter;
    }

    List<String> below() {
        List<String> letters = new ArrayList<>();
        if (accept("_")) {
            if (accept("{")) {
                while (!peek().is("}")) {
                    if (peek().kind() == Kind.NUMBER) {
                        letters.add(NumberedEntry.index(next()));
                        accept(",");
                        continue;
                    }
                    StringBuilder index = new StringBuilder(primed(letter()));
                    if (accept("_")) {
                        // the label of a sample, W_{y_i}
                        boolean braced = accept("{");
                        index.append('_').append(letter());
                        if (braced) {
                            expect("}");
                        }
                    }
                    while (peek().is("+") || (peek().is("-") && index.indexOf("+") > 0)) {
                        index.append(next().text()).append(next().text());
                    }
                    letters.add(index.toString());
                    accept(",");
                }
                expect("}");
            } else {
                int behind = peek().end();
                letters.add(peek().kind() == Kind.NUMBER ? NumberedEntry.index(next()) : letter());
                // W_ij without braces, where no line of LaTeX is
                while (!latex && peek().kind() == Kind.LETTER && peek().start() == behind) {
                    behind = peek().end();
                    letters.add(letter());
                }
            }
        }
        return letters;
    }

    /** {@code σ²}, {@code σ_j^2} and {@code σ^4} of a model that has a name for the square alone; of a higher power half stays. */
    Optional<EntryTerm.Entry> variance(Optional<String> square, int start) {
        int before = at;
        List<String> letters = square.isPresent() && peek().is("_") ? below() : List.of();
        if (square.isPresent() && accept("²")) {
            return Optional.of(new EntryTerm.Entry(square.get(), letters, Optional.empty(), from(start)));
        }
        boolean braced = peek().is("^") && peek(1).is("{");
        Piece power = peek(braced ? 2 : 1);
        boolean even = square.isPresent()
                && peek().is("^")
                && power.kind() == Kind.NUMBER
                && (power.text().equals("2") || power.text().equals("4"))
                && (!braced || peek(3).is("}"));
        if (!even) {
            at = before;
            return Optional.empty();
        }
        if (power.text().equals("4")) {
            pieces.set(pieces.indexOf(power), new Piece(Kind.NUMBER, "2", power.start(), power.end()));
        } else {
            at += braced ? 4 : 2;
        }
        return Optional.of(new EntryTerm.Entry(square.get(), letters, Optional.empty(), from(start)));
    }
}
