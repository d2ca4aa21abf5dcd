package org.chainrule.notation.syntax;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/** What programs call the quantities of a model: {@code grad_W} is {@code dW}, and {@code W_1} is {@code W1}. */
public final class ModelNames {
    private final KnownNames names = new KnownNames("");
    private final String derived;

    /**
     * The names of a model.
     *
     * @param quantities inputs, parameters and definitions
     * @param sizes its named sizes
     * @param params its parameters
     * @param derived what is derived
     */
    public ModelNames(
            Collection<String> quantities, Collection<String> sizes, Collection<String> params, String derived) {
        sizes.forEach(names::addSize);
        quantities.forEach(name -> {
            if (params.contains(name)) {
                names.addParam(name);
            } else {
                names.add(name);
            }
        });
        names.line(Dialect.PLAIN, true);
        names.derive(derived);
        this.derived = derived;
    }

    /**
     * Whether a name is one of those that a loss has whatever the model calls it.
     *
     * @param text that of the model, which may say that the loss is a mean of others
     */
    public boolean isLoss(String name, String text) {
        return GradientNames.isLoss(name, derived, new GradientLines(text).isMean(derived));
    }

    /** Says in which text the names stand. */
    public void readIn(String text) {
        names.implied().readIn(text);
    }

    /** The model's name for a name of a formula, where small letters and capitals may stand for each other. */
    public String foreign(String written) {
        names.introduce(true);
        return names.foreign(written);
    }

    /** A fraction that is one character, such as ½. */
    public static OptionalDouble fraction(int c) {
        return Literals.fraction(c);
    }

    /** What is derived. */
    public String derived() {
        return derived;
    }

    /** The letter or word that a command of LaTeX stands for, such as τ for {@code tau}. */
    public static Optional<String> symbol(String command) {
        return Optional.ofNullable(Spellings.LATEX_NAMES.get(command));
    }

    /**
     * An expression of LaTeX, such as a matrix between brackets of which an entry is meant.
     *
     * @param text that it is a part of, which its places point into
     * @throws Mistake when it cannot be read
     */
    public Expr expression(String text, int from, int to) {
        Source source = Source.of("", " ".repeat(from) + text.substring(from, to));
        TokenStream tokens = new TokenStream(source);
        tokens.startStatement(from);
        tokens.dialect(Dialect.LATEX);
        names.line(Dialect.LATEX, true);
        try {
            Expr expression = new ExprParser(source, tokens, names).expression();
            if (!tokens.at(TokenKind.END)) {
                throw tokens.noOperand();
            }
            return expression;
        } finally {
            names.line(Dialect.PLAIN, true);
        }
    }

    /** What the model calls σ², where it has no σ. */
    public Optional<String> square(String deviation) {
        return names.has(names.find(deviation)) ? Optional.empty() : PostfixParser.square(deviation, names);
    }

    /** Whether a quantity, a size or a number is called so. */
    public boolean isTaken(String name) {
        return names.has(name) || KnownNames.CONSTANTS.contains(name);
    }

    /** Adds a name that the derivation gives. */
    public void add(String name) {
        names.add(name);
    }

    /** The model's name for a name as it was written; the name itself when the model has none that is like it. */
    public String find(String written) {
        names.introduce(true);
        return names.find(written);
    }
}
