package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;

/**
 * One line of a derivation that can be judged.
 *
 * @param statement the line as written
 * @param line its number, from 1
 * @param text the line as the user wrote it
 * @param right what stands on the right of the equals sign
 * @param subject what stands on the left
 * @param symbol the name that later lines may use, if this line gives one
 * @param layer in which layer it is read, for a line that holds for several
 */
record Claim(
        Statement statement,
        int line,
        String text,
        Expr right,
        Subject subject,
        Optional<String> symbol,
        Optional<InLayer> layer) {
    private static final Pattern WORD = Pattern.compile("[\\w.]+");

    Claim(Statement statement, int line, String text, Expr right, Subject subject, Optional<InLayer> layer) {
        this(statement, line, text, right, subject, symbol(subject), layer);
    }

    /**
     * A layer in which a line is read.
     *
     * @param whole the line with the number left open
     * @param number the number
     */
    record InLayer(Statement.Layered whole, int number) {}

    /** What a line speaks of. */
    sealed interface Subject {}

    /**
     * A gradient.
     *
     * @param of the scalar
     * @param variable by what it is differentiated
     * @param name how the variable is called
     * @param perSample whether gradients of intermediate quantities are m times as large, as lectures write them
     */
    record GradientOf(Node of, Node variable, String name, boolean perSample) implements Subject {
        /** The name that later lines use: {@code dW}. */
        String symbol() {
            return "d" + name;
        }

        /**
         * {@code ∇q = (A + Aᵀ) x}: of a number that is no parameter it is the gradient by the only parameter there is. Where another
         * line begins with ∇ and the name of that, the names are by what is differentiated, as programs have it.
         */
        static Optional<GradientOf> ofNumber(Model model, Statement.Define define) {
            String text = model.source().text();
            String name = define.name().id();
            int at = define.name().span().start();
            boolean nabla = model.dialect(define) == Dialect.LATEX
                    && name.startsWith("d")
                    && (text.startsWith("∇", at) || text.startsWith("\\nabla", at));
            if (!nabla || model.params().size() != 1) {
                return Optional.empty();
            }
            Node by = model.params().get(0);
            Pattern named = Pattern.compile("∇" + Pattern.quote(by.label().orElse("")) + "(?![\\p{L}\\d])");
            return model.find(name.substring(1))
                    .filter(of -> of.isScalar()
                            && !of.isLeaf()
                            && by.rank() > 0
                            && !named.matcher(text).find())
                    .map(of -> new GradientOf(of, by, name.substring(1), false));
        }
    }

    /** A name for a part of the derivation, right by definition: {@code S = 1 - A1^2}. */
    record Helper(String name) implements Subject {}

    /**
     * A name that is given anew further down: its value up to there is a part of the derivation, and no claim.
     *
     * @param by the line that gives it anew
     */
    record Earlier(String name, int by) implements Subject {
        /** Stands for the next round of the same loop. */
        static final int ROUND = 0;
    }

    /** A quantity of the model, said once more: {@code Z2 = W2 @ A1 + b2}. */
    record Restated(Expr.Name left) implements Subject {}

    /** An expression. */
    record Side(Expr left) implements Subject {}

    /** The derivative of what is no scalar, {@code dz/dx}: a Jacobian, or entry by entry the derivative of a function. */
    record RatioOf(Node of, Node variable) implements Subject {}

    /**
     * The differential of an expression.
     *
     * @param alone whether parameters whose differentials are not mentioned stay fixed
     */
    record DifferentialOf(Expr left, boolean alone) implements Subject {
        DifferentialOf(Expr left) {
            this(left, false);
        }
    }

    private static Optional<String> symbol(Subject subject) {
        return subject instanceof GradientOf gradient
                ? Optional.of(gradient.symbol())
                : subject instanceof Helper helper
                        ? Optional.of(helper.name())
                        : subject instanceof Earlier earlier ? Optional.of(earlier.name()) : Optional.empty();
    }

    /** The same line with both sides read in some way. */
    Claim reading(UnaryOperator<Expr> way) {
        Subject other = subject instanceof Side side
                ? new Side(way.apply(side.left()))
                : subject instanceof DifferentialOf differential
                        ? new DifferentialOf(way.apply(differential.left()), differential.alone())
                        : subject;
        Expr read = way.apply(right);
        return read == right && other.equals(subject)
                ? this
                : new Claim(statement, line, text, read, other, symbol, layer);
    }

    /** The same line, read as a claim about something; later lines still use it by its name. */
    Claim as(Subject other, String name) {
        return new Claim(statement, line, text, right, other, Optional.of(name), layer);
    }

    /** The same line about something else, which gives no name. */
    Claim about(Subject other) {
        return new Claim(statement, line, text, right, other, Optional.empty(), layer);
    }

    /** The same line, written in another way. */
    Claim by(Statement other, Subject about, Expr value) {
        return new Claim(other, line, text, value, about, symbol(about), layer);
    }

    /** True for a line that has no truth of its own. */
    boolean isHelper() {
        return subject instanceof Helper || subject instanceof Earlier;
    }

    /** Whether a line hands on what a function has given by the same name. */
    boolean isHandedOn() {
        return statement instanceof Statement.Define define && define.isHandedOn();
    }

    /** What a line gives a name to, where it is a part of what is derived: {@code Z = XW + b}. */
    Optional<Node> part(Model model, Optional<Node> derived) {
        try {
            return Optional.of(model.resolve(right, Map.of()))
                    .filter(node ->
                            derived.isPresent() && derived.get().ancestors().contains(node));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** The name that a line of code gives, as it is written there: {@code grad_W}. */
    Optional<String> written(Source source) {
        return statement instanceof Statement.Define define && layer.isEmpty()
                ? Optional.of(source.text(define.name().span()))
                        .filter(name -> WORD.matcher(name).matches())
                : Optional.empty();
    }

    /** The names that the line uses; the differentials that a line in differentials speaks of are none. */
    Set<String> uses() {
        List<Expr> parts = new ArrayList<>(right.parts());
        if (subject instanceof Side side) {
            parts.addAll(side.left().parts());
        } else if (subject instanceof DifferentialOf differential) {
            parts.addAll(differential.left().parts());
        }
        Set<String> names = new LinkedHashSet<>();
        for (Expr part : parts) {
            if (part instanceof Expr.Name name) {
                names.add(name.id());
            }
        }
        return names;
    }
}
