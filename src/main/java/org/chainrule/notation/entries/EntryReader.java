package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;

/** Reads names with what stands below and above them. */
abstract class EntryReader extends EntryConditions {
    final ModelNames names;
    final EntryLayers layers;

    EntryReader(
            String text, List<Piece> pieces, ModelNames names, Function<String, Boolean> known, EntryLayers layers) {
        super(text, pieces, known);
        this.names = names;
        this.layers = layers;
    }

    /** Whether a 2 stands above, {@code ∂²L} and {@code ∂^2 L}. */
    boolean isSquared(int k) {
        return peek(k).is("²") || (peek(k).is("^") && peek(k + 1).text().equals("2"));
    }

    /** What a loss is a function of, {@code J(w)}. */
    void skipArguments() {
        int depth = accept("(") ? 1 : 0;
        while (depth > 0 && peek().kind() != Kind.END) {
            Piece piece = next();
            depth += piece.is("(") ? 1 : piece.is(")") ? -1 : 0;
        }
    }

    /** A name with what stands below and above it, alone. */
    Optional<EntryTerm.Entry> named() {
        return entry();
    }

    /** A name that need not be known, without what stands below it. */
    Optional<String> newName() {
        Optional<String> found = new EntryNames(pieces, text, known).at(at);
        found.ifPresent(name -> at = EntryNames.end(pieces, at, name, text, known));
        return found;
    }

    /** {@code δ_k}, which its letter tells from δ_j, if it stands here behind the name. */
    private Optional<EntryTerm.Entry> lettered(String base, int start) {
        int before = at;
        try {
            List<String> letters = below();
            Optional<String> given = letters.isEmpty() ? Optional.empty() : layers.given(base, letters);
            if (given.isPresent()) {
                return Optional.of(new EntryTerm.Entry(given.get(), letters, Optional.empty(), from(start)));
            }
        } catch (Mistake other) {
            // no letters alone
        }
        at = before;
        return Optional.empty();
    }

    Optional<EntryTerm.Entry> entry() {
        int before = at;
        int start = peek().start();
        Optional<String> found = new EntryNames(pieces, text, known).at(at);
        if (found.isEmpty()) {
            at = before;
            return Optional.empty();
        }
        at = EntryNames.end(pieces, at, found.get(), text, known);
        Optional<EntryTerm.Entry> variance = variance(names.square(found.get()), start);
        if (variance.isPresent()) {
            return variance;
        }
        Optional<EntryTerm.Entry> lettered = lettered(found.get(), start);
        if (lettered.isPresent()) {
            return lettered;
        }
        List<String> letters = new ArrayList<>();
        // v_c may be a name
        boolean whole = peek().is("_")
                && peek(1).kind() != Kind.END
                && known.apply(found.get() + "_" + peek(1).text())
                && skip(2);
        Optional<String> base = whole
                ? found.map(name -> name + "_" + peek(-1).text())
                : wordBelow(found.get(), letters).or(() -> found);
        Optional<String> sample = Optional.empty();
        Optional<String> layer = Optional.empty();
        Optional<String> inLayer = Optional.empty();
        for (int i = 0; i < 2; i++) {
            Optional<EntryLayers.Above> above = layers.read(pieces, at);
            if (above.isPresent()) {
                inLayer = Optional.of(layers.name(base.get(), above.get())
                        .orElseThrow(() -> new Mistake(from(start), say("the model has no such layer"))));
                at = above.get().end();
            } else if (peek().is("_") && peek(1).is("{") && isLayer(base.get(), peek(2)) && layer.isEmpty()) {
                // W_{1,ij}
                layer = Optional.of(peek(2).text());
                at += 3;
                accept(",");
                while (!peek().is("}")) {
                    letters.add(letter());
                    accept(",");
                }
                expect("}");
            } else if ((peek().is("^") || peek().is("_")) && isLayer(base.get(), peek(1))) {
                layer = Optional.of(peek(1).text());
                at += 2;
            } else if (peek().is("^") && peek(1).is("{") && isLayer(base.get(), peek(2)) && peek(3).is("}")) {
                layer = Optional.of(peek(2).text());
                at += 4;
            } else if (peek().is("_") && letters.isEmpty()) {
                letters.addAll(below());
            } else if (peek().is("^") && peek(1).is("{") && (peek(2).is("(") || peek(2).is("["))) {
                if (peek(4).is(")")
                        && (peek(5).isCommand("top") || peek(5).text().equals("T"))
                        && peek(6).is("}")) {
                    // x^{(i)T} is x^{(i)}^{T}
                    int behind = peek(4).end();
                    for (String sign : List.of("{", "^", "}")) {
                        pieces.add(at + 5, new Piece(Kind.SIGN, sign, behind, behind));
                    }
                }
                Piece inner = peek(3);
                boolean closed = (peek(4).is(")") || peek(4).is("]")) && peek(5).is("}");
                if (!closed) {
                    throw unexpected();
                }
                if (inner.kind() == Kind.NUMBER) {
                    layer = Optional.of(inner.text());
                } else if (peek(2).is("(")) {
                    sample = Optional.of(inner.text());
                } else {
                    throw unexpected();
                }
                at += 6;
            }
        }
        String written = layer.map(number -> base.get() + number).orElse(base.get());
        String name = inLayer.orElse(known.apply(names.find(written)) ? names.find(written) : names.foreign(written));
        boolean number = name.equals("e") && letters.isEmpty() && sample.isEmpty();
        if (!known.apply(name) && name.equals("e") && !number && known.apply("E")) {
            // Euler's number has no entries.
            name = "E";
        }
        if (!known.apply(name) && layer.filter("0"::equals).isPresent()) {
            name = layers.input(base.get()).orElse(name);
        }
        if (!known.apply(name) && !number) {
            name = letters.isEmpty() ? name : layers.assumed(written).orElse(name);
        }
        if (!known.apply(name) && !number) {
            throw new Mistake(from(start), say("unknown name {0}", name));
        }
        boolean ofSample = sample.isEmpty() && letters.stream().allMatch(letter -> known.apply(names.find(letter)));
        if (letters.isEmpty() && sample.isEmpty() && known.apply(name)) {
            letters.addAll(indicesInBrackets());
        }
        Optional<EntryTerm.Entry> argument = ofSample ? sampleInBrackets() : Optional.empty();
        if (argument.isPresent()) {
            // h_θ(x^{(i)}) is what the model gives for a sample
            return Optional.of(new EntryTerm.Entry(
                    name, argument.get().letters(), argument.get().sample(), from(start)));
        }
        return Optional.of(new EntryTerm.Entry(name, letters, sample, from(start)));
    }

    /** {@code p_{data}}, {@code c_{neg_i}}: a word below a name is a part of it; what stands behind the word are letters. */
    private Optional<String> wordBelow(String base, List<String> letters) {
        if (!peek().is("_") || !peek(1).is("{")) {
            return Optional.empty();
        }
        boolean style = peek(2).kind() == Kind.COMMAND && EntryNames.STYLES.contains(peek(2).text()) && peek(3).is("{");
        int k = style ? 4 : 2;
        StringBuilder word = new StringBuilder();
        while (peek(k).kind() == Kind.LETTER || peek(k).kind() == Kind.NUMBER) {
            word.append(peek(k++).text());
        }
        String name = names.find(base + "_" + word);
        boolean ends = style || peek(k).is("}") || peek(k).is("_") || peek(k).is(",");
        if (word.length() < 2
                || !ends
                || !known.apply(name)
                || (style && !peek(k++).is("}"))) {
            return Optional.empty();
        }
        at += k;
        while (!peek().is("}")) {
            if (!accept("_") && !accept(",")) {
                letters.add(letter());
            }
        }
        expect("}");
        return Optional.of(name);
    }

    /** The letters of {@code D(x)} and {@code φ(x_n)}, where what is written as a function is an array of the model: entry x, row n. */
    private List<String> indicesInBrackets() {
        int before = at;
        List<String> letters = new ArrayList<>();
        boolean open = accept("(");
        while (open) {
            Optional<String> name = new EntryNames(pieces, text, known).at(at);
            if (name.isEmpty()) {
                break;
            }
            boolean unknown = !known.apply(names.find(name.get()));
            at = EntryNames.end(pieces, at, name.get(), text, known);
            List<String> below = peek().is("_") ? below() : List.of();
            if (below.isEmpty() && !unknown) {
                break;
            }
            letters.addAll(below.isEmpty() ? List.of(name.get()) : below);
            if (accept(")")) {
                return letters;
            } else if (!accept(",")) {
                break;
            }
        }
        at = before;
        return List.of();
    }

    /** What stands in round brackets, if it is one sample and nothing else. */
    private Optional<EntryTerm.Entry> sampleInBrackets() {
        int before = at;
        if (accept("(") && (peek().kind() == Kind.LETTER || peek().kind() == Kind.COMMAND)) {
            try {
                Optional<EntryTerm.Entry> argument = entry();
                boolean sample = argument.filter(inside ->
                                inside.sample().isPresent() && inside.letters().isEmpty())
                        .isPresent();
                if (sample && accept(")")) {
                    return argument;
                }
            } catch (Mistake other) {
                // a product with what is in the brackets
            }
        }
        at = before;
        return Optional.empty();
    }

    /** Whether a number at a name is that of a layer: the model has W1, and no W. */
    private boolean isLayer(String base, Piece number) {
        return number.kind() == Kind.NUMBER
                && !known.apply(base)
                && (known.apply(names.find(base + number.text()))
                        || known.apply(names.foreign(base + number.text()))
                        || (number.text().equals("0") && layers.input(base).isPresent()));
    }
}
