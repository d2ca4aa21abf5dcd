package org.chainrule.notation.entries;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.ModelNames;

/** Names with the number of a layer above them: {@code a^{l-1}_k}, {@code \delta^L_j}. */
final class EntryLayers {
    /** More layers than any lecture has. */
    static final int MOST = 50;

    private final ModelNames names;
    private final Function<String, Boolean> known;
    private final EntryDefinitions definitions;
    private final OptionalInt l;
    private boolean open;
    private boolean numberless;
    private OptionalInt assumed = OptionalInt.empty();

    /**
     * The names of one reading of a line.
     *
     * @param definitions names that lines have given, with their letters
     * @param l which layer {@code l} is; empty where none may be meant
     */
    EntryLayers(ModelNames names, Function<String, Boolean> known, EntryDefinitions definitions, OptionalInt l) {
        this.definitions = definitions;
        this.names = names;
        this.known = known;
        this.l = l;
    }

    /** The name that a line has given to something with such letters below it. */
    Optional<String> given(String base, List<String> letters) {
        return definitions.name(base, letters);
    }

    /** Reads names whose number is left out, {@code w_{kj}} where the model has w1 and w2, as those of a layer. */
    EntryLayers assuming(int number) {
        assumed = OptionalInt.of(number);
        return this;
    }

    /** The quantity that a name without its number is taken for. */
    Optional<String> assumed(String base) {
        boolean layered = last(base).isPresent();
        numberless |= layered;
        return layered && assumed.isPresent() ? at(base, assumed.getAsInt()) : Optional.empty();
    }

    /** Whether the number of some name was left out. */
    boolean isNumberless() {
        return numberless;
    }

    /**
     * A number above a name.
     *
     * @param end the piece behind it
     */
    record Above(int shift, boolean last, int end) {}

    /** What {@code δ^2}, {@code δ^{(2)}} is the gradient by, where the model has that layer, and where the piece behind it is. */
    Optional<Map.Entry<String, Integer>> numbered(List<Piece> pieces, int at) {
        int k = at + 1;
        boolean brace = pieces.get(at).is("^") && pieces.get(k).is("{");
        k += brace ? 1 : 0;
        boolean bracket = brace && (pieces.get(k).is("[") || pieces.get(k).is("("));
        k += bracket ? 1 : 0;
        Piece number = pieces.get(Math.min(k, pieces.size() - 1));
        if (!pieces.get(at).is("^")
                || number.kind() != Kind.NUMBER
                || !number.text().matches("\\d{1,3}")) {
            return Optional.empty();
        }
        k += bracket ? 2 : 1;
        boolean closed = !brace || (k < pieces.size() && pieces.get(k).is("}"));
        int end = k + (brace ? 1 : 0);
        return at("δ", Integer.parseInt(number.text()))
                .flatMap(this::gradientOf)
                .filter(name -> closed)
                .map(name -> Map.entry(name, end));
    }

    /** The layer above a name, if that is what stands there. */
    Optional<Above> read(List<Piece> pieces, int at) {
        if (!pieces.get(at).is("^")) {
            return Optional.empty();
        }
        int k = at + 1;
        boolean brace = pieces.get(k).is("{");
        k += brace ? 1 : 0;
        boolean bracket = brace && (pieces.get(k).is("[") || pieces.get(k).is("("));
        k += bracket ? 1 : 0;
        Piece letter = pieces.get(Math.min(k, pieces.size() - 1));
        boolean is = letter.kind() == Kind.LETTER || letter.isCommand("ell");
        boolean last = letter.text().equals("L");
        if (!is || !(last || letter.text().equals("l") || letter.isCommand("ell")) || known.apply(letter.text())) {
            return Optional.empty();
        }
        k++;
        int shift = 0;
        Piece sign = pieces.get(Math.min(k, pieces.size() - 1));
        boolean shifted = brace && (sign.is("+") || sign.is("-") || sign.is("−"));
        if (shifted && pieces.get(k + 1).kind() == Kind.NUMBER) {
            int by = Integer.parseInt(pieces.get(k + 1).text().replaceAll("\\D.*", ""));
            shift = sign.is("+") ? by : -by;
            k += 2;
        }
        k += bracket ? 1 : 0;
        boolean closed = !brace || (k < pieces.size() && pieces.get(k).is("}"));
        return closed ? Optional.of(new Above(shift, last, k + (brace ? 1 : 0))) : Optional.empty();
    }

    /** Whether some layer was left open. */
    boolean isOpen() {
        return open;
    }

    /** The name of a quantity in a layer; empty when there is none. */
    Optional<String> name(String base, Above above) {
        open |= !above.last();
        OptionalInt start = above.last() ? last(base) : l;
        if (start.isEmpty()) {
            return Optional.empty();
        }
        int number = start.getAsInt() + above.shift();
        Optional<String> own = at(base, number);
        return own.isEmpty() && number == 0 ? input(base) : own;
    }

    /** What is in layer 0: the input. */
    Optional<String> input(String base) {
        return switch (base) {
            case "a" -> at("x", -1).or(() -> at("X", -1));
            case "A" -> at("X", -1);
            default -> Optional.empty();
        };
    }

    private Optional<String> at(String base, int number) {
        String written = number < 0 ? base : base + number;
        return Stream.of(names.find(written), names.foreign(written))
                .filter(found -> known.apply(gradientOf(found).orElse(found)))
                .findFirst();
    }

    /** By what a name is a gradient, {@code z2} of {@code dz2}. */
    Optional<String> gradientOf(String name) {
        return name.startsWith("d") && !known.apply(name) ? Optional.of(name.substring(1)) : Optional.empty();
    }

    private OptionalInt last(String base) {
        int last = 0;
        for (int number = 1; number <= MOST; number++) {
            last = at(base, number).isPresent() ? number : last;
        }
        return last == 0 ? OptionalInt.empty() : OptionalInt.of(last);
    }
}
