package org.chainrule.notation.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement as it was written; {@link #sameAs} compares two without looking at spans. */
public sealed interface Statement {
    /** Returns where the statement stands in its source. */
    Span span();

    /** Returns what the statement says, its spans apart. */
    List<Object> parts();

    /** Returns whether the other statement says the same, wherever the two stand. */
    default boolean sameAs(Statement other) {
        return getClass() == other.getClass() && parts().equals(other.parts());
    }

    /** {@code dims m, n=4}. */
    record Dims(List<Size> sizes, Span span) implements Statement {
        /** Copies the sizes. */
        public Dims {
            sizes = List.copyOf(sizes);
        }

        @Override
        public List<Object> parts() {
            List<Object> parts = new ArrayList<>();
            sizes.forEach(s -> parts.addAll(List.of(s.name(), s.value())));
            return parts;
        }
    }

    /**
     * A named size.
     *
     * @param value absent when the size is free
     */
    record Size(Expr.Name name, Optional<Expr> value) {}

    /** Whether data or something to be trained is declared. */
    enum Role {
        INPUT("input"),
        PARAM("param");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** Returns the statement word. */
        public String word() {
            return word;
        }
    }

    /** {@code input X [n, m], Y [1, m] probability = zeros}, or the same with {@code param}. */
    record Declare(Role role, List<Variable> variables, Span span) implements Statement {
        /** Copies the variables. */
        public Declare {
            variables = List.copyOf(variables);
        }

        @Override
        public List<Object> parts() {
            List<Object> parts = new ArrayList<>(List.of(role));
            variables.forEach(v -> parts.addAll(List.of(v.name(), v.shape(), v.domain(), v.value())));
            return parts;
        }
    }

    /**
     * One declared input or parameter.
     *
     * @param shape one expression an axis; empty for a scalar
     * @param domain a name or a call such as {@code onehot(axis=0)}
     * @param value a number, a list, or an initialiser such as {@code zeros} or {@code normal(0, 0.01)}
     * @param span where the whole declaration stands
     */
    record Variable(Expr.Name name, List<Expr> shape, Optional<Expr> domain, Optional<Expr> value, Span span) {
        /** Copies the shape. */
        public Variable {
            shape = List.copyOf(shape);
        }
    }

    /** {@code NAME = EXPR}: a definition, or under {@code derive} a claim; the resolver decides by the name. */
    record Define(Expr.Name name, Expr value, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(name, value);
        }

        /** Whether it hands on what a function has given by the same name. */
        public boolean isHandedOn() {
            return value instanceof Expr.Name same
                    && same.span().equals(Span.NONE)
                    && same.id().equals(name.id());
        }
    }

    /**
     * {@code dJ/dW = EXPR} or {@code ∂J/∂W = EXPR} or {@code \frac{∂J}{∂W} = EXPR}: a claim about a gradient.
     *
     * @param of the scalar, without its {@code d}; the span is that of the {@code dJ} that was written
     * @param wrt the variable, without its {@code d}
     */
    record GradientClaim(Expr.Name of, Expr.Name wrt, Expr value, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(of, wrt, value);
        }
    }

    /**
     * A claim with the number of its layer left open, {@code dZ[l] = W[l+1].T @ dZ[l+1] * σ'(Z[l])}.
     *
     * @param template the claim, whose names are those of {@link LayerName}
     * @param instances what it says in each layer that has all of these names, by rising number
     */
    record Layered(Statement template, List<InLayer> instances, Span span) implements Statement {
        /** Copies the instances. */
        public Layered {
            instances = List.copyOf(instances);
        }

        @Override
        public List<Object> parts() {
            List<Object> parts = new ArrayList<>(List.of(template.getClass()));
            parts.addAll(template.parts());
            instances.forEach(instance -> parts.add(instance.number()));
            return parts;
        }
    }

    /**
     * A claim in one layer.
     *
     * @param number what l is
     * @param statement the claim, with the names of that layer
     */
    record InLayer(int number, Statement statement) {}

    /** {@code train}: the definitions below it say how the model is trained. */
    record Train(Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of();
        }
    }

    /** {@code loss NAME}. */
    record Loss(Expr.Name name, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(name);
        }
    }

    /**
     * {@code derive NAME} or {@code derive NAME per sample}.
     *
     * @param perSample whether intermediate gradients are m times as large, as lectures write them
     */
    record Derive(Expr.Name name, boolean perSample, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(name, perSample);
        }
    }

    /**
     * {@code check LEFT == RIGHT} or {@code check d(LEFT) == RIGHT}.
     *
     * @param differential whether the claim is about the differential of {@code left}
     * @param left the left side, without the {@code d(…)} round it
     */
    record Check(boolean differential, Expr left, Expr right, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(differential, left, right);
        }
    }

    /** {@code assume LEFT == RIGHT}. */
    record Assume(Expr left, Expr right, Span span) implements Statement {
        @Override
        public List<Object> parts() {
            return List.of(left, right);
        }
    }

    /**
     * A line of a derivation that cannot be read; only a lenient reading keeps it, see {@link Syntax#parseLenient}.
     *
     * @param name what it defines or claims, as far as that could be read, {@code dW} for a claim about {@code W}
     * @param writes the names that it gives or may change, as a statement of code: {@code dz} of {@code dz[i] += 1}
     * @param claims whether it may claim something; a remark and the head of a function do not
     * @param text what was written
     * @param diagnostic why it cannot be read
     */
    record Unreadable(
            Optional<Expr.Name> name,
            List<String> writes,
            boolean claims,
            String text,
            Diagnostic diagnostic,
            Span span)
            implements Statement {
        /** Copies the names. */
        public Unreadable {
            writes = List.copyOf(writes);
        }

        @Override
        public List<Object> parts() {
            return List.of(name, text);
        }
    }
}
