package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.notation.entries.EntryLexer.Kind;
import org.chainrule.notation.entries.EntryLexer.Piece;
import org.chainrule.notation.model.SmallNumber;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;

/** Reads formulas about entries. Everything in them is a number: an entry, a sum, δ; what is anything else is not read. */
final class EntryParser extends EntryRatios {
    private static final int DEEPEST = 60;

    /** What ε stands for where the model adds one small number. */
    private final Optional<Double> small;

    /** Whether a T above a name is no exponent. */
    private final boolean transposes;

    private int depth;
    /** Which quantities are 0 or 1. */
    Predicate<EntryTerm.Entry> binary = entry -> false;
    /** How many sums are open. */
    int summing;

    /**
     * @param derived what is derived, whose gradients δ stands for
     * @param layers what the numbers of layers are
     * @param small the small number that the model adds
     * @param transposes whether a T above a name is no exponent
     */
    EntryParser(
            String text,
            int start,
            int end,
            ModelNames names,
            Function<String, Boolean> known,
            String derived,
            EntryLayers layers,
            Optional<Double> small,
            boolean transposes) {
        super(text, EntryLexer.pieces(text, start, end), names, known, derived, layers);
        this.small = small;
        this.transposes = transposes;
    }

    /** Passes what ends a formula as a sentence: a comma, a dot, a tag. */
    boolean atEnd() {
        int k = 0;
        while (peek(k).is(",")
                || peek(k).is(".")
                || peek(k).is(";")
                || peek(k).is("，")
                || peek(k).is("。")
                || peek(k).is("；")
                || peek(k).is("\\\\")) {
            k++;
        }
        return peek(k).kind() == Kind.END
                || peek(k).isCommand("tag")
                || peek(k).isCommand("label")
                || peek(k).isCommand("end");
    }

    /** A sum of products. */
    @Override
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

    EntryTerm product() {
        int start = peek().start();
        EntryTerm term = power();
        while (true) {
            Piece sign = peek();
            boolean times = sign.is("*")
                    || sign.is("·")
                    || sign.is("⋅")
                    || sign.is("×")
                    || sign.isCommand("cdot")
                    || sign.isCommand("times")
                    || sign.isCommand("odot")
                    || sign.is("⊙")
                    || sign.isCommand("ast");
            if (sign.is("/") && summing > 0 && isSum(peek(1))) {
                // Σ a / Σ b
                return term;
            } else if (times || sign.is("/")) {
                next();
                boolean minus = accept("-") || accept("−");
                EntryTerm right = minus ? new EntryTerm.Minus(power(), from(sign.start())) : power();
                if (sign.is("/") && right instanceof EntryTerm.Num && isGluedSize()) {
                    // 1/2m
                    right = new EntryTerm.Two(BinaryOp.MULTIPLY, right, power(), peek().span(), from(start));
                }
                term = new EntryTerm.Two(
                        times ? BinaryOp.MULTIPLY : BinaryOp.DIVIDE, term, right, sign.span(), from(start));
            } else if (startsFactor()) {
                Span operator = peek().span();
                term = new EntryTerm.Two(BinaryOp.MULTIPLY, term, power(), operator, from(start));
            } else {
                return term;
            }
        }
    }

    private boolean isGluedSize() {
        return peek().kind() == Kind.LETTER
                && peek().start() == peek(-1).end()
                && known.apply(peek().text())
                && !peek(1).is("_");
    }

    private static boolean isSum(Piece piece) {
        return piece.isCommand("sum") || piece.is("∑") || piece.text().equals("Σ");
    }

    private boolean startsFactor() {
        Piece piece = peek();
        if (piece.kind() == Kind.COMMAND) {
            boolean text = piece.text().equals("text") || piece.text().equals("mbox");
            return (text && isFunctionInText())
                    || (!COMPARISONS.containsKey(piece.text())
                            && !Set.of(
                                            "right", "end", "tag", "label", "text", "qquad", "mbox", "rangle", "rbrace",
                                            "rvert", "rVert")
                                    .contains(piece.text()));
        }
        return piece.kind() == Kind.LETTER
                || piece.kind() == Kind.NUMBER
                || piece.is("(")
                || piece.is("[")
                || piece.is("\\{")
                || piece.is("{")
                || (piece.is("\\|") && bars == 0)
                || piece.is("√")
                || piece.is("∂")
                || piece.is("∑");
    }

    private EntryTerm power() {
        int start = peek().start();
        EntryTerm base = factor();
        while (peek().is("^") || peek().is("²") || peek().is("³")) {
            if (acceptTranspose()) {
                base = new EntryTerm.Turned(base, from(start));
                continue;
            }
            Piece caret = next();
            if (!caret.is("^")) {
                EntryTerm number = new EntryTerm.Num(caret.is("²") ? 2 : 3, caret.span());
                base = new EntryTerm.Two(BinaryOp.POWER, base, number, caret.span(), from(start));
                continue;
            }
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
            base = base instanceof EntryTerm.Entry e
                            && e.name().equals("e")
                            && e.letters().isEmpty()
                    ? new EntryTerm.Apply("exp", List.of(exponent), from(start))
                    : new EntryTerm.Two(BinaryOp.POWER, base, exponent, caret.span(), from(start));
        }
        return base;
    }

    private boolean acceptTranspose() {
        int sign = peek(1).is("{") ? 2 : 1;
        Piece piece = peek(sign);
        boolean transpose = peek().is("^")
                && (piece.isCommand("top")
                        || piece.isCommand("intercal")
                        || (piece.text().equals("T") && transposes))
                && (sign == 1 || peek(3).is("}"));
        return transpose && skip(sign == 1 ? 2 : 4);
    }

    private EntryTerm factor() {
        Piece piece = peek();
        int start = piece.start();
        if (piece.kind() == Kind.NUMBER) {
            next();
            if (piece.text().equals("1") && (peek().is("\\{") || peek().is("[") || (peek().is("{") && !latex))) {
                return condition();
            }
            Optional<EntryTerm> indicator =
                    piece.text().equals("1") && peek().is("(") ? indicatorBehindOne() : Optional.empty();
            return indicator.orElseGet(() -> new EntryTerm.Num(Double.parseDouble(piece.text()), piece.span()));
        }
        Optional<EntryTerm> chained = derivativeOfFunction();
        if (chained.isPresent()) {
            return chained.get();
        }
        Optional<EntryTerm.Ratio> ratio = ratio().or(this::layerGradient).or(() -> shortGradient(false));
        if (ratio.isPresent()) {
            return ratio.get();
        } else if (isFraction(piece)) {
            next();
            EntryTerm above = part();
            EntryTerm below = part();
            return new EntryTerm.Two(BinaryOp.DIVIDE, above, below, piece.span(), from(start));
        } else if (isSum(piece) && !(piece.text().equals("Σ") && !peek(1).is("_"))) {
            return new EntrySums(this).read();
        } else if (piece.is("√")) {
            next();
            return new EntryTerm.Apply("sqrt", List.of(power()), from(start));
        } else if (piece.isCommand("begin")) {
            return new EntryCases(this).read();
        } else if (piece.is("(") || piece.is("[") || piece.is("\\{") || piece.is("{")) {
            Optional<EntryTerm> whole = entryOfGroup();
            if (whole.isPresent()) {
                return whole.get();
            }
            int before = at;
            next();
            EntryTerm inner = sum();
            if (piece.is("[") && COMPARISONS.containsKey(peek().text())) {
                at = before;
                return condition();
            }
            expect(piece.is("(") ? ")" : piece.is("[") ? "]" : piece.is("{") ? "}" : "\\}");
            return inner;
        } else if (piece.is("|") || piece.is("\\|") || piece.isCommand("lvert") || piece.isCommand("lVert")) {
            String sign = next().text();
            bars++;
            EntryTerm inner = sum();
            bars--;
            if (!accept(sign) && !acceptCommand(sign.replace('l', 'r'))) {
                throw unexpected();
            }
            if (peek().is("_") && sign.matches("\\\\\\||lVert") && !skipOrder()) {
                throw unexpected();
            }
            return new EntryTerm.Apply("abs", List.of(inner), from(start));
        } else if (piece.isCommand("langle")) {
            next();
            EntryTerm left = sum();
            expect(",");
            EntryTerm right = sum();
            if (!acceptCommand("rangle")) {
                throw unexpected();
            }
            EntryTerm turned = new EntryTerm.Turned(left, left.span());
            return new EntryTerm.Two(BinaryOp.MULTIPLY, turned, right, piece.span(), from(start));
        } else if (isIndicator()) {
            return indicator();
        }
        String symbol =
                piece.kind() == Kind.COMMAND ? ModelNames.symbol(piece.text()).orElse("") : piece.text();
        if (small.isPresent() && SmallNumber.isName(symbol) && !known.apply(symbol)) {
            next();
            return new EntryTerm.Num(small.get(), piece.span());
        }
        Optional<EntryTerm> delta = delta();
        if (delta.isPresent()) {
            return delta.get();
        }
        Optional<EntryTerm> function = function();
        return function.isPresent() ? function.get() : entry().orElseThrow(this::unexpected);
    }

    /** {@code 1(z_i > 0)} is 1 where the condition holds; else the bracket is a factor. */
    private Optional<EntryTerm> indicatorBehindOne() {
        int before = at;
        try {
            return Optional.of(condition());
        } catch (Mistake factor) {
            at = before;
            return Optional.empty();
        }
    }

    /** {@code \frac{∂ \log p_k}{∂z_i}} is the derivative of the function times that of what it is applied to. */
    private Optional<EntryTerm> derivativeOfFunction() {
        int before = at;
        int start = peek().start();
        if (isFraction(next()) && accept("{") && isPartial() && skip(1)) {
            Optional<EntryTerm> function = peek().kind() == Kind.END ? Optional.empty() : function();
            if (function.isPresent()
                    && function.get() instanceof EntryTerm.Apply apply
                    && apply.arguments().size() == 1
                    && apply.arguments().get(0) instanceof EntryTerm.Entry of
                    && accept("}")
                    && accept("{")
                    && isPartial()) {
                EntryTerm.Ratio inner = new EntryTerm.Ratio(of, differentiated(false), from(start));
                expect("}");
                EntryTerm outer = new EntryTerm.Apply(apply.function() + "'", apply.arguments(), apply.span());
                return Optional.of(new EntryTerm.Two(BinaryOp.MULTIPLY, outer, inner, apply.span(), from(start)));
            }
        }
        at = before;
        return Optional.empty();
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

    /** So many bars are open, the next of which closes. */
    private int bars;

    private final EntryLimits limits = new EntryLimits();

    EntryLimits limits() {
        return limits;
    }

    private Optional<EntryTerm> function() {
        int before = at;
        Piece piece = next();
        String name = piece.text();
        if (EntryNames.STYLES.contains(name) && piece.kind() == Kind.COMMAND && accept("{")) {
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
            String word = wordOf(EntryNames.FUNCTIONS.keySet(), before)
                    .or(() -> wordOf(Set.of("softmax"), before))
                    .orElse("");
            name = word;
        }
        if (name.equals("softmax")) {
            return Optional.of(whole(name, piece.start()));
        }
        String function = EntryNames.FUNCTIONS.get(name);
        boolean taken = name.equals("sigma")
                && !(peek().is("(") || peek().is("'") || (peek().is("^") && peek(1).isCommand("prime")));
        if (function == null || taken) {
            at = before;
            return Optional.empty();
        }
        if (accept("'")
                || (peek().is("^") && peek(1).isCommand("prime") && skip(2))
                || (peek().is("^") && peek(1).is("'") && skip(2))) {
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

    private EntryTerm whole(String function, int start) {
        expect("(");
        EntryTerm.Entry of = entry().orElseThrow(this::unexpected);
        expect(")");
        Expr.Name name = new Expr.Name(of.name(), of.span());
        Span span = from(start);
        return new EntryTerm.Whole(new Expr.Call(function, span, List.of(name), List.of(), span), below(), from(start));
    }
}
