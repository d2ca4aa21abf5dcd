package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Reads {@code dims}, {@code input} and {@code param}: sizes, shapes, domains, values. */
final class Declarations {
    private final Source source;
    private final List<Statement> statements;
    private final Scope scope;
    private final Expressions expressions;
    private final DataFunctions data;
    private final Model.Settings settings;

    private final Map<String, Initial> initials = new LinkedHashMap<>();
    /** Which value a size was taken from. */
    private final Map<String, String> origins = new LinkedHashMap<>();

    Declarations(Syntax syntax, Scope scope, Expressions expressions, DataFunctions data, Model.Settings settings) {
        this.source = syntax.source();
        this.statements = syntax.statements();
        this.scope = scope;
        this.expressions = expressions;
        this.data = data;
        this.settings = settings;
    }

    void size(Statement.Size size) {
        String name = size.name().id();
        if (scope.isTaken(name)) {
            throw new Mistake(
                    size.name().span(), say("the size {0} is declared twice", name), say("leave one of them"));
        }
        Dim dim = Dim.named(name);
        if (size.value().isPresent() && !settings.sizeChoice().released().contains(name)) {
            Expr value = size.value().get();
            dim = Dim.named(name, dim(value, expressions.evaluate(value)).size());
        }
        if (!dim.isKnown() && settings.sizeChoice().numbered()) {
            dim = Dim.named(name, unused());
        }
        scope.size(name, dim);
    }

    /** A number that no size has and no statement contains; what is said about them, as in a comment, changes nothing. */
    private long unused() {
        long size = 3;
        while (isWritten(Long.toString(size)) || isSize(size)) {
            size++;
        }
        return size;
    }

    private boolean isWritten(String number) {
        return statements.stream()
                .anyMatch(statement -> !(statement instanceof Statement.Unreadable)
                        && source.text(statement.span()).contains(number));
    }

    private boolean isSize(long size) {
        return scope.sizes().values().stream().anyMatch(dim -> dim.isKnown() && dim.size() == size);
    }

    private Dim dim(Expr expr, Arg arg) {
        try {
            if (arg instanceof Arg.Size size) {
                return size.dim().asAxis();
            }
            Optional<Dim> quotient = quotient(expr);
            if (quotient.isPresent()) {
                return quotient.get();
            }
            if (arg instanceof Arg.Num number && number.value() == Math.rint(number.value()) && number.value() >= 0) {
                if (number.value() > Integer.MAX_VALUE) {
                    throw new Mistake(expr.span(), say("a size of {0} is more than a tensor can hold", arg));
                }
                return Dim.of((long) number.value());
            }
        } catch (ShapeException e) {
            throw new Mistake(expr.span(), e.sentence());
        }
        throw notASize(expr, arg);
    }

    /** The quotient of two known sizes, which is an expression otherwise, when there is no rest. */
    private Optional<Dim> quotient(Expr expr) {
        if (!(expr instanceof Expr.Binary binary) || binary.op() != BinaryOp.DIVIDE) {
            return Optional.empty();
        }
        OptionalDouble above = known(expressions.evaluate(binary.left()));
        OptionalDouble below = known(expressions.evaluate(binary.right()));
        double result = above.orElse(Double.NaN) / below.orElse(Double.NaN);
        return result >= 0 && result == Math.rint(result) && result <= Integer.MAX_VALUE
                ? Optional.of(Dim.of((long) result))
                : Optional.empty();
    }

    private static OptionalDouble known(Arg arg) {
        if (arg instanceof Arg.Num number) {
            return OptionalDouble.of(number.value());
        }
        return arg instanceof Arg.Size size && size.dim().isKnown()
                ? OptionalDouble.of((double) size.dim().evaluate(Sizes.NONE))
                : OptionalDouble.empty();
    }

    private static Mistake notASize(Expr expr, Arg arg) {
        boolean quotient = expr instanceof Expr.Binary binary && binary.op() == BinaryOp.DIVIDE;
        return new Mistake(
                expr.span(),
                say("a size is a whole number of at least 0, not {0}", arg),
                quotient
                        ? say("only known sizes that divide without a rest can be divided, as in k=6/2")
                        : Message.NONE);
    }

    /** Reads the value of a variable; what is written out tells the free sizes of its shape. */
    void initial(Statement.Variable variable) {
        if (variable.value().isEmpty() || !settings.withValues()) {
            return;
        }
        Expr expr = variable.value().get();
        String name = variable.name().id();
        // Each variable has a stream of its own, so that adding one does not change the others.
        SplittableRandom random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + name.hashCode());
        Initial initial;
        try {
            data.draw(random);
            initial = Initial.read(expr, expressions, data, random);
        } catch (ChainruleException e) {
            throw new Mistake(expr.span(), e.sentence());
        } finally {
            data.draw(null);
        }
        initials.put(name, initial);
        if (settings.bindSizes()
                && initial instanceof Initial.Written written
                && written.tensor().rank() == variable.shape().size()) {
            for (int axis = 0; axis < variable.shape().size(); axis++) {
                bind(variable, axis, written.tensor().shape().dim(axis).size());
            }
        }
    }

    private void bind(Statement.Variable variable, int axis, long given) {
        if (variable.shape().get(axis) instanceof Expr.Name name) {
            Optional<Dim> size = scope.size(name.id());
            if (size.isPresent() && !size.get().isKnown()) {
                scope.size(name.id(), Dim.named(name.id(), given));
                origins.put(name.id(), variable.name().id());
            }
        }
    }

    Node leaf(Statement.Role role, Statement.Variable variable) {
        List<Dim> dims = new ArrayList<>();
        for (Expr size : variable.shape()) {
            if (size instanceof Expr.Name name && scope.size(name.id()).isEmpty()) {
                if (scope.hasFailed(name.id())) {
                    throw new Mistake(name.span(), Message.NONE);
                }
                Message near = Suggest.hint(name.id(), scope.sizes().keySet());
                throw new Mistake(
                        name.span(),
                        say("unknown size {0}", name.id()),
                        near.isEmpty() ? say("declare it: dims {0}", name.id()) : near);
            }
            dims.add(dim(size, expressions.evaluate(size)));
        }
        if (dims.size() > Shape.MAX_RANK) {
            throw new Mistake(
                    variable.span(),
                    say(
                            "{0} has {1} axes; at most {2} are possible",
                            variable.name().id(), dims.size(), Shape.MAX_RANK));
        }
        Domain domain = variable.domain()
                .map(expr -> DomainReader.read(expr, expressions))
                .orElse(Domain.REAL);
        Shape shape = Shape.of(dims);
        checkDomain(variable, domain, shape);
        Type type = domain.kind() == Domain.Kind.INTEGER ? Type.index(shape) : Type.real(shape);
        Span span = variable.name().span();
        Place place = new Place(source, span.start());
        return Notes.at(
                place,
                () -> role == Statement.Role.INPUT
                        ? Node.input(variable.name().id(), type, domain)
                        : Node.param(variable.name().id(), type, domain));
    }

    private static void checkDomain(Statement.Variable variable, Domain domain, Shape shape) {
        Span span = variable.domain().map(Expr::span).orElse(variable.span());
        switch (domain.kind()) {
            case ONEHOT, SIMPLEX -> {
                if (domain.axis() < -shape.rank() || domain.axis() >= shape.rank()) {
                    throw new Mistake(span, say("the domain {0} needs that axis, and the shape is {1}", domain, shape));
                }
            }
            case SYMMETRIC, SPD, INVERTIBLE -> {
                if (shape.rank() < 2 || !shape.dim(-1).sameSize(shape.dim(-2))) {
                    throw new Mistake(
                            span, say("the domain {0} needs a square matrix, and the shape is {1}", domain, shape));
                }
            }
            default -> {}
        }
    }

    /** The value of a variable, checked against its shape and domain. */
    Optional<Tensor> value(Statement.Variable variable, Node leaf) {
        Initial initial = initials.get(variable.name().id());
        if (initial == null || (!leaf.shape().isKnown() && initial instanceof Initial.Made && !settings.bindSizes())) {
            return Optional.empty();
        }
        Span span = variable.value().orElseThrow().span();
        if (!leaf.shape().isKnown()) {
            if (initial instanceof Initial.Written written) {
                return Optional.of(written.tensor());
            }
            throw new Mistake(
                    span,
                    say(
                            "{0} has shape {1}, and a value is made only for a known shape",
                            variable.name().id(), leaf.shape()),
                    say("give the free sizes a value: dims {0}=5", firstFree(leaf.shape())));
        }
        Shape shape = leaf.shape().resolve(Sizes.NONE);
        Tensor value;
        try {
            value = initial.of(shape);
        } catch (ChainruleException e) {
            throw new Mistake(span, say("{0}: {1}", variable.name().id(), e.sentence()));
        }
        if (!value.shape().equals(shape)) {
            if (settings.sizeChoice().numbered()) {
                return Optional.empty();
            }
            throw new Mistake(
                    span,
                    say(
                            "{0} has shape {1}, but its value has shape {2}",
                            variable.name().id(),
                            leaf.shape() + (shape.equals(leaf.shape()) ? "" : " = " + shape),
                            value.shape()),
                    origin(leaf.shape()));
        }
        String name = variable.name().id();
        domainOf(leaf).violation(value).ifPresent(what -> {
            throw new Mistake(span, say("{0} is declared {1}, but {2}", name, domainOf(leaf), what));
        });
        return Optional.of(leaf.type().isReal() ? value : value.as(DType.I64));
    }

    private static Domain domainOf(Node leaf) {
        return ((Leaf) leaf.op()).domain();
    }

    private static String firstFree(Shape shape) {
        return shape.dims().stream()
                .filter(dim -> !dim.isKnown())
                .map(dim -> dim.freeName().isEmpty() ? dim.toString() : dim.freeName())
                .findFirst()
                .orElse("m");
    }

    private Message origin(Shape shape) {
        for (Dim dim : shape.dims()) {
            String from = origins.get(dim.toString());
            if (from != null) {
                return say("{0} = {1} is from the value of {2}", dim, dim.size(), from);
            }
        }
        return Message.NONE;
    }
}
