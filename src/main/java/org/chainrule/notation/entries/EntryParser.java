package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;

/** Reads formulas about entries. Everything in them is a number: an entry, a sum, δ; what is anything else is not read. */
final class EntryParser {
    private static final Map<String, BinaryOp> COMPARISONS = Map.ofEntries(
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

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", "exp"),
            Map.entry("log", "log"),
            Map.entry("ln", "log"),
            Map.entry("tanh", "tanh"),
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

    private static final Set<String> STYLES = Set.of(
            "mathbf", "boldsymbol", "bm", "mathrm", "mathit", "mathsf", "mathcal", "text", "operatorname", "textrm", "textbf", "mathtt");
    private static final int DEEPEST = 60;

    private final String text;
    private final List<Piece> pieces;
    private final ModelNames names;
    /** Whether the model has a quantity of this name. */
    private final Function<String, Boolean> known;

    private int at;
    private int depth;

    EntryParser(String text, int start, int end, ModelNames names, Function<String, Boolean> known) {
        this.text = text;
        this.pieces = EntryLexer.pieces(text, start, end);
        this.names = names;
        this.known = known;
    }

    Piece peek() {
        return pieces.get(at);
    }

    private Piece peek(int k) {
        return pieces.get(Math.min(at + k, pieces.size() - 1));
    }

    private Piece next() {
        Piece piece = pieces.get(at);
        at = Math.min(at + 1, pieces.size() - 1);
        return piece;
    }

    boolean accept(String sign) {
        boolean is = peek().is(sign);
        at += is ? 1 : 0;
        return is;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected();
        }
    }

    Mistake unexpected() {
        return new Mistake(peek().span(), say("`{0}` is not understood in a formula about entries", peek().text()));
    }

    private Span from(int start) {
        return new Span(start, at == 0 ? start : Math.max(start, pieces.get(at - 1).end()));
    }

    /** Passes what ends a formula as a sentence: a comma, a dot, a tag. */
    boolean atEnd() {
        int k = 0;
        while (peek(k).is(",") || peek(k).is(".") || peek(k).is(";") || peek(k).is("，") || peek(k).is("。")
                || peek(k).is("；") || peek(k).is("\\\\")) {
            k++;
        }
        return peek(k).kind() == Kind.END || peek(k).isCommand("tag") || peek(k).isCommand("label")
                || peek(k).isCommand("end");
    }

    /** A derivative, {@code \frac{∂J}{∂W_{ij}}} or {@code ∂J/∂W_{ij}}, if one stands here. */
    Optional<EntryTerm.Ratio> ratio() {
        int before = at;
        int start = peek().start();
        boolean fraction = isFraction(peek());
        if (fraction) {
            next();
            if (accept("{") && isPartial()) {
                EntryTerm.Entry of = differentiated();
                expect("}");
                expect("{");
                if (isPartial()) {
                    EntryTerm.Entry by = differentiated();
                    expect("}");
                    return Optional.of(new EntryTerm.Ratio(of, by, from(start)));
                }
            }
        } else if (isPartial()) {
            EntryTerm.Entry of = differentiated();
            if (accept("/") && isPartial()) {
                return Optional.of(new EntryTerm.Ratio(of, differentiated(), from(start)));
            }
        }
        at = before;
        return Optional.empty();
    }

    private static boolean isFraction(Piece piece) {
        return piece.isCommand("frac") || piece.isCommand("dfrac") || piece.isCommand("tfrac");
    }

    private boolean isPartial() {
        return peek().isCommand("partial") || peek().is("∂");
    }

    private EntryTerm.Entry differentiated() {
        next();
        boolean braced = accept("{");
        EntryTerm.Entry entry = entry().orElseThrow(this::unexpected);
        if (braced) {
            expect("}");
        }
        return entry;
    }

    /** A sum of products. */
    EntryTerm sum() {
        if (++depth > DEEPEST) {
            throw new Mistake(peek().span(), say("too many brackets in each other"));
        }
        int start = peek().start();
        boolean minus = accept("-") || accept("−");
        if (!minus) {
            accept("+");
        }
        EntryTerm term = product();
        term = minus ? new EntryTerm.Minus(term, from(start)) : term;
        while (peek().is("+") || peek().is("-") || peek().is("−")) {
            Piece sign = next();
            BinaryOp op = sign.is("+") ? BinaryOp.ADD : BinaryOp.SUBTRACT;
            EntryTerm right = product();
            term = new EntryTerm.Two(op, term, right, sign.span(), from(start));
        }
        depth--;
        return term;
    }

    private EntryTerm product() {
        int start = peek().start();
        EntryTerm term = power();
        while (true) {
            Piece sign = peek();
            boolean times = sign.is("*") || sign.is("·") || sign.is("⋅") || sign.is("×") || sign.isCommand("cdot")
                    || sign.isCommand("times") || sign.isCommand("odot") || sign.is("⊙") || sign.isCommand("ast");
            if (times || sign.is("/")) {
                next();
                boolean minus = accept("-") || accept("−");
                EntryTerm right = minus ? new EntryTerm.Minus(power(), from(sign.start())) : power();
                term = new EntryTerm.Two(times ? BinaryOp.MULTIPLY : BinaryOp.DIVIDE, term, right, sign.span(), from(start));
            } else if (startsFactor()) {
                Span operator = peek().span();
                term = new EntryTerm.Two(BinaryOp.MULTIPLY, term, power(), operator, from(start));
            } else {
                return term;
            }
        }
    }

    private boolean startsFactor() {
        Piece piece = peek();
        if (piece.kind() == Kind.COMMAND) {
            return !COMPARISONS.containsKey(piece.text())
                    && !Set.of("right", "end", "tag", "label", "text", "qquad", "mbox", "rangle", "rbrace").contains(piece.text());
        }
        return piece.kind() == Kind.LETTER
                || piece.kind() == Kind.NUMBER
                || piece.is("(")
                || piece.is("[")
                || piece.is("\\{")
                || piece.is("{")
                || piece.is("∑");
    }

    private EntryTerm power() {
        int start = peek().start();
        EntryTerm base = factor();
        while (peek().is("^")) {
            Piece caret = next();
            EntryTerm exponent;
            if (accept("{")) {
                exponent = sum();
                expect("}");
            } else if (peek().kind() == Kind.NUMBER) {
                String digits = next().text();
                exponent = new EntryTerm.Num(Double.parseDouble(digits.substring(0, 1)), caret.span());
                if (digits.length() > 1) {
                    throw new Mistake(caret.span(), say("an exponent of several digits stands in braces"));
                }
            } else {
                exponent = factor();
            }
            base = base instanceof EntryTerm.Entry e && e.name().equals("e") && e.letters().isEmpty()
                    ? new EntryTerm.Apply("exp", List.of(exponent), from(start))
                    : new EntryTerm.Two(BinaryOp.POWER, base, exponent, caret.span(), from(start));
        }
        return base;
    }

    private EntryTerm factor() {
        Piece piece = peek();
        int start = piece.start();
        if (piece.kind() == Kind.NUMBER) {
            next();
            if (piece.text().equals("1") && (peek().is("\\{") || peek().is("["))) {
                return condition();
            }
            return new EntryTerm.Num(Double.parseDouble(piece.text()), piece.span());
        }
        Optional<EntryTerm.Ratio> ratio = ratio();
        if (ratio.isPresent()) {
            return ratio.get();
        } else if (isFraction(piece)) {
            next();
            EntryTerm above = part();
            EntryTerm below = part();
            return new EntryTerm.Two(BinaryOp.DIVIDE, above, below, piece.span(), from(start));
        } else if (piece.isCommand("sum") || piece.is("∑")) {
            return summed();
        } else if (piece.isCommand("begin")) {
            return new Cases(this).read();
        } else if (piece.is("(") || piece.is("[") || piece.is("\\{") || piece.is("{")) {
            next();
            EntryTerm inner = sum();
            expect(piece.is("(") ? ")" : piece.is("[") ? "]" : piece.is("{") ? "}" : "\\}");
            return inner;
        } else if (piece.is("|") || piece.isCommand("lvert")) {
            next();
            EntryTerm inner = sum();
            if (!accept("|") && !acceptCommand("rvert")) {
                throw unexpected();
            }
            return new EntryTerm.Apply("abs", List.of(inner), from(start));
        } else if (isIndicator()) {
            return indicator();
        }
        Optional<EntryTerm> delta = delta();
        if (delta.isPresent()) {
            return delta.get();
        }
        Optional<EntryTerm> function = function();
        return function.isPresent() ? function.get() : entry().orElseThrow(this::unexpected);
    }

    private EntryTerm part() {
        if (peek().kind() == Kind.NUMBER && peek().text().length() > 1) {
            // \frac12
            Piece digits = next();
            pieces.add(at, new Piece(Kind.NUMBER, digits.text().substring(1), digits.start() + 1, digits.end()));
            return new EntryTerm.Num(digits.text().charAt(0) - '0', digits.span());
        } else if (accept("{")) {
            EntryTerm inner = sum();
            expect("}");
            return inner;
        }
        return factor();
    }

    private boolean acceptCommand(String name) {
        boolean is = peek().isCommand(name);
        at += is ? 1 : 0;
        return is;
    }

    private EntryTerm summed() {
        int start = next().start();
        List<String> letters = new ArrayList<>();
        Optional<String> different = Optional.empty();
        Optional<String> last = Optional.empty();
        for (int i = 0; i < 2; i++) {
            if (accept("_")) {
                boolean braced = accept("{");
                do {
                    letters.add(letter());
                } while (braced && (accept(",") || peek().kind() == Kind.LETTER));
                if (braced && accept("=")) {
                    if (peek().kind() != Kind.NUMBER || !next().text().equals("1")) {
                        throw unexpected();
                    }
                } else if (braced && (accept("≠") || acceptCommand("ne") || acceptCommand("neq"))) {
                    different = Optional.of(letter());
                }
                if (braced) {
                    expect("}");
                }
            } else if (accept("^")) {
                boolean braced = accept("{");
                last = Optional.of(limit(braced));
            }
        }
        if (letters.isEmpty()) {
            throw unexpected();
        }
        EntryTerm body = product();
        if (different.isPresent()) {
            Span span = from(start);
            EntryTerm others = new EntryTerm.Two(
                    BinaryOp.SUBTRACT, new EntryTerm.Num(1, span), new EntryTerm.Delta(letters.get(0), different.get(), span), span, span);
            body = new EntryTerm.Two(BinaryOp.MULTIPLY, body, others, span, span);
        }
        EntryTerm.Sum sum = new EntryTerm.Sum(letters, body, from(start));
        if (last.isPresent()) {
            limits.add(new Limit(letters.get(0), last.get(), sum.span()));
        }
        return sum;
    }

    /** How far a sum goes. */
    record Limit(String letter, String last, Span span) {}

    private final List<Limit> limits = new ArrayList<>();

    List<Limit> limits() {
        return limits;
    }

    private String limit(boolean braced) {
        StringBuilder limit = new StringBuilder();
        do {
            limit.append(next().text());
        } while (braced && !peek().is("}") && peek().kind() != Kind.END);
        if (braced) {
            expect("}");
        }
        return limit.toString();
    }

    private String letter() {
        Piece piece = next();
        if (piece.kind() == Kind.LETTER) {
            return piece.text();
        } else if (piece.isCommand("ell")) {
            return "ℓ";
        }
        throw new Mistake(piece.span(), say("`{0}` is not understood in a formula about entries", piece.text()));
    }

    private Optional<EntryTerm> delta() {
        Piece piece = peek();
        boolean named = (piece.isCommand("delta") || piece.text().equals("δ")) && peek(1).is("_") && peek(2).is("{");
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

    private boolean isIndicator() {
        Piece piece = peek();
        boolean one = piece.kind() == Kind.COMMAND
                && (piece.text().startsWith("math") || piece.text().equals("boldsymbol"))
                && ((peek(1).is("{") && (peek(2).text().equals("1") || peek(2).text().equals("I")) && peek(3).is("}"))
                        || peek(1).text().equals("1"));
        boolean letter = (piece.text().equals("I") || piece.text().equals("𝟙") || piece.text().equals("𝕀")
                        || piece.text().equals("𝟏"))
                && (peek(1).is("(") || peek(1).is("[") || peek(1).is("\\{"))
                && !known.apply("I");
        return one || letter;
    }

    private EntryTerm indicator() {
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

    private EntryTerm condition() {
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
            if (op == BinaryOp.EQUAL) {
                return same;
            } else if (op == BinaryOp.NOT_EQUAL) {
                return new EntryTerm.Two(BinaryOp.SUBTRACT, new EntryTerm.Num(1, same.span()), same, same.span(), same.span());
            }
            throw unexpected();
        }
        EntryTerm left = sum();
        BinaryOp op = COMPARISONS.get(peek().text());
        if (op == null || peek().kind() == Kind.LETTER) {
            throw unexpected();
        }
        Span operator = next().span();
        return new EntryTerm.Two(op, left, sum(), operator, from(start));
    }

    private Optional<EntryTerm> function() {
        int before = at;
        Piece piece = next();
        String name = piece.text();
        if (STYLES.contains(name) && piece.kind() == Kind.COMMAND && accept("{")) {
            StringBuilder word = new StringBuilder();
            while (peek().kind() == Kind.LETTER) {
                word.append(next().text());
            }
            name = word.toString();
            if (!accept("}")) {
                at = before;
                return Optional.empty();
            }
        } else if (piece.kind() == Kind.LETTER && name.equals("σ")) {
            name = "sigma";
        } else if (piece.kind() == Kind.LETTER) {
            String word = wordOf(FUNCTIONS.keySet(), before).or(() -> wordOf(Set.of("softmax"), before)).orElse("");
            name = word;
        }
        if (name.equals("softmax")) {
            return Optional.of(whole(name, piece.start()));
        }
        String function = FUNCTIONS.get(name);
        boolean taken = name.equals("sigma") && !(peek().is("(") || peek().is("'") || (peek().is("^") && peek(1).isCommand("prime")));
        if (function == null || taken) {
            at = before;
            return Optional.empty();
        }
        if (accept("'") || (peek().is("^") && peek(1).isCommand("prime") && skip(2)) || (peek().is("^") && peek(1).is("'") && skip(2))) {
            function += "'";
        }
        Optional<EntryTerm> raised = Optional.empty();
        if (peek().is("^") && peek(1).kind() == Kind.NUMBER) {
            next();
            raised = Optional.of(new EntryTerm.Num(Double.parseDouble(peek().text()), next().span()));
        }
        List<EntryTerm> arguments = new ArrayList<>();
        if (accept("(")) {
            do {
                arguments.add(sum());
            } while (accept(","));
            expect(")");
        } else if (accept("[")) {
            arguments.add(sum());
            expect("]");
        } else if (accept("{")) {
            arguments.add(sum());
            expect("}");
        } else {
            arguments.add(power());
        }
        EntryTerm applied = new EntryTerm.Apply(function, arguments, from(piece.start()));
        return Optional.of(raised.map(exponent -> (EntryTerm)
                        new EntryTerm.Two(BinaryOp.POWER, applied, exponent, exponent.span(), from(piece.start())))
                .orElse(applied));
    }

    private boolean skip(int count) {
        at += count;
        return true;
    }

    private Optional<String> wordOf(Set<String> words, int from) {
        for (String word : words) {
            int start = pieces.get(from).start();
            boolean here = text.startsWith(word, start)
                    && (start + word.length() >= text.length() || !Character.isLetter(text.charAt(start + word.length())));
            if (here) {
                at = from;
                while (peek().start() < start + word.length()) {
                    next();
                }
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private EntryTerm whole(String function, int start) {
        expect("(");
        EntryTerm.Entry of = entry().orElseThrow(this::unexpected);
        expect(")");
        List<String> letters = below();
        return new EntryTerm.Whole(function, of.name(), letters, from(start));
    }

    private List<String> below() {
        List<String> letters = new ArrayList<>();
        if (accept("_")) {
            if (accept("{")) {
                while (!peek().is("}")) {
                    letters.add(letter());
                    accept(",");
                }
                expect("}");
            } else {
                letters.add(letter());
            }
        }
        return letters;
    }

    /** A name with what stands below and above it. */
    private Optional<EntryTerm.Entry> entry() {
        int before = at;
        int start = peek().start();
        Optional<String> base = new EntryNames(pieces, text, names, known).at(at);
        if (base.isEmpty()) {
            at = before;
            return Optional.empty();
        }
        at = EntryNames.end(pieces, at, base.get(), text, names, known);
        List<String> letters = new ArrayList<>();
        Optional<String> sample = Optional.empty();
        Optional<String> layer = Optional.empty();
        for (int i = 0; i < 2; i++) {
            if (peek().is("_") && letters.isEmpty()) {
                letters.addAll(below());
            } else if (peek().is("^") && peek(1).is("{") && (peek(2).is("(") || peek(2).is("["))) {
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
        String name = names.find(layer.map(number -> base.get() + number).orElse(base.get()));
        if (!known.apply(name) && !name.equals("e")) {
            throw new Mistake(from(start), say("unknown name {0}", name));
        }
        return Optional.of(new EntryTerm.Entry(name, letters, sample, from(start)));
    }

    /** Reads cases, each with its condition. */
    private static final class Cases {
        private final EntryParser parser;

        Cases(EntryParser parser) {
            this.parser = parser;
        }

        /** A value and where it holds; without a condition, everywhere else. */
        private record Case(EntryTerm value, Optional<EntryTerm> condition) {}

        EntryTerm read() {
            int start = parser.next().start();
            parser.expect("{");
            for (char c : "cases".toCharArray()) {
                if (!parser.next().text().equals(String.valueOf(c))) {
                    throw parser.unexpected();
                }
            }
            parser.expect("}");
            List<Case> cases = new ArrayList<>();
            while (!parser.peek().isCommand("end")) {
                cases.add(read(parser.sum()));
                if (!parser.accept("\\\\")) {
                    break;
                }
            }
            if (!parser.acceptCommand("end") || cases.size() < 2) {
                throw parser.unexpected();
            }
            parser.skip(7);
            Case last = cases.get(cases.size() - 1);
            boolean complete = last.condition().isEmpty()
                    || (cases.size() == 2 && isOpposite(cases.get(0).condition(), last.condition()));
            if (!complete) {
                throw new Mistake(parser.from(start), say("the cases do not cover everything: write otherwise for the last"));
            }
            EntryTerm value = last.value();
            for (int i = cases.size() - 2; i >= 0; i--) {
                EntryTerm condition = cases.get(i).condition().orElseThrow(parser::unexpected);
                value = new EntryTerm.Choice(condition, cases.get(i).value(), value, parser.from(start));
            }
            return value;
        }

        private Case read(EntryTerm value) {
            parser.accept(",");
            parser.accept("&");
            boolean words = parser.peek().isCommand("text") || parser.peek().isCommand("mbox") || parser.peek().isCommand("textrm")
                    || parser.peek().isCommand("mathrm") || parser.peek().isCommand("operatorname");
            if (words) {
                parser.next();
                parser.expect("{");
                StringBuilder word = new StringBuilder();
                while (!parser.peek().is("}") && parser.peek().kind() != Kind.END) {
                    word.append(parser.next().text());
                }
                parser.expect("}");
                if (word.toString().matches("otherwise|else|elsewhere|其他|否则")) {
                    return new Case(value, Optional.empty());
                } else if (!word.toString().matches("if|when|for|where|若|当|如果")) {
                    throw parser.unexpected();
                }
            } else if (parser.wordOf(Set.of("otherwise", "else"), parser.at).isPresent()) {
                return new Case(value, Optional.empty());
            } else {
                parser.wordOf(Set.of("if", "for", "when"), parser.at);
            }
            Case read = new Case(value, Optional.of(parser.comparison()));
            parser.accept(",");
            parser.accept(".");
            return read;
        }

        private static boolean isOpposite(Optional<EntryTerm> first, Optional<EntryTerm> last) {
            return first.isPresent() && last.isPresent() && (isBut(first.get(), last.get()) || isBut(last.get(), first.get()));
        }

        private static boolean isBut(EntryTerm one, EntryTerm other) {
            if (one instanceof EntryTerm.Delta a) {
                return other instanceof EntryTerm.Two two
                        && two.right() instanceof EntryTerm.Delta b
                        && Set.of(a.first(), a.second()).equals(Set.of(b.first(), b.second()));
            }
            if (one instanceof EntryTerm.Two a && other instanceof EntryTerm.Two b) {
                boolean below = a.op() == BinaryOp.LESS || a.op() == BinaryOp.LESS_EQUAL;
                boolean above = b.op() == BinaryOp.GREATER || b.op() == BinaryOp.GREATER_EQUAL;
                boolean equal = a.op() == BinaryOp.EQUAL && b.op() == BinaryOp.NOT_EQUAL;
                return ((below && above) || equal) && same(a.left(), b.left()) && same(a.right(), b.right());
            }
            return false;
        }

        private static boolean same(EntryTerm a, EntryTerm b) {
            return EntryWriter.text(a).equals(EntryWriter.text(b));
        }
    }
}
