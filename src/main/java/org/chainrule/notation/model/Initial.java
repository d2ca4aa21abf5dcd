package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.io.FileNames;
import org.chainrule.io.Reading;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Function;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** The value of a declaration: written out, read from a file, or made from the shape. */
sealed interface Initial {
    /** The value for a known shape. */
    Tensor of(Shape shape);

    /** A value with a shape of its own. */
    record Written(Tensor tensor, boolean fromFile) implements Initial {
        @Override
        public Tensor of(Shape shape) {
            if (tensor.rank() == 0 && !fromFile) {
                return Tensor.full(tensor.dtype(), shape, tensor.item());
            }
            // A file of one column, or one row, is what numpy and spreadsheets make of a vector.
            boolean vector = fromFile && shape.rank() == 1 && tensor.rank() == 2 && tensor.count() == shape.entries();
            return vector ? tensor.reshape(shape) : tensor;
        }
    }

    /** A value made from the shape. */
    record Made(java.util.function.Function<Shape, Tensor> rule) implements Initial {
        @Override
        public Tensor of(Shape shape) {
            return rule.apply(shape);
        }
    }

    /** Values that are names. */
    Set<String> WORDS = Set.of("zeros", "ones", "arange", "eye", "normal", "uniform", "xavier", "he");
    /** What a value may be, as a hint. */
    Message VALUES = say("values are written as 0.5, [[1, 2], [3, 4]], zeros, normal(0, 0.01) or file(\"x.npy\")");

    /** The function {@code file("x.npy")}, for values that are made of files. */
    static Function files(Path folder) {
        return Function.define(
                "file", "name", a -> Node.constant(Reading.tensor(FileNames.in(folder, a.text("name")))));
    }

    /**
     * Reads the value of a declaration.
     *
     * @param folder where relative file names start
     * @param random the source of chance for this variable
     */
    static Initial read(Expr expr, Expressions expressions, Path folder, SplittableRandom random) {
        if (expr instanceof Expr.Name name) {
            return switch (name.id()) {
                case "zeros" -> new Made(shape -> Tensor.full(DType.F64, shape, 0));
                case "ones" -> new Made(shape -> Tensor.full(DType.F64, shape, 1));
                case "arange" -> new Made(shape -> Tensor.fill(DType.F64, shape, i -> i));
                case "eye" ->
                    new Made(
                            shape -> Tensor.generate(DType.F64, shape, ix -> ix.length == 2 && ix[0] == ix[1] ? 1 : 0));
                case "normal" -> normal(0, 1, random);
                case "uniform" -> uniform(0, 1, random);
                case "xavier" ->
                    new Made(shape -> {
                        // Glorot and Bengio, Understanding the difficulty of training deep feedforward networks, 2010.
                        double bound = Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape)));
                        return Domain.interval(-bound, bound).sample(shape, random);
                    });
                case "he" ->
                    new Made(shape ->
                            // He et al., Delving deep into rectifiers, 2015.
                            normal(0, Math.sqrt(2.0 / fanIn(shape)), random).of(shape));
                default -> {
                    if (!expressions.isKnown(name)) {
                        Message near = Suggest.hint(name.id(), WORDS);
                        throw new Mistake(
                                name.span(), say("unknown value {0}", name.id()), near.isEmpty() ? VALUES : near);
                    }
                    yield written(expr, expressions);
                }
            };
        }
        if (expr instanceof Expr.Call call) {
            switch (call.function()) {
                case "normal":
                    double std = number(call, 1, "std", 1, expressions);
                    if (!(std >= 0)) {
                        throw new Mistake(
                                call.span(), say("the deviation of normal(mean, std) is at least 0, not {0}", std));
                    }
                    return normal(number(call, 0, "mean", 0, expressions), std, random);
                case "uniform":
                    double low = number(call, 0, "low", 0, expressions);
                    double high = number(call, 1, "high", 1, expressions);
                    if (!(low <= high)) {
                        throw new Mistake(
                                call.span(),
                                say("uniform takes the lower bound first, and {0} is not below {1}", low, high),
                                say("write uniform(0, 1)"));
                    }
                    return uniform(low, high, random);
                case "file":
                    if (call.arguments().size() == 1 && call.arguments().get(0) instanceof Expr.Text text) {
                        return new Written(Reading.tensor(FileNames.in(folder, text.value())), true);
                    }
                    throw new Mistake(call.span(), say("file takes a name in quotes"), say("write file(\"x.npy\")"));
                default:
                    break;
            }
        }
        return written(expr, expressions);
    }

    private static Initial written(Expr expr, Expressions expressions) {
        Arg arg = expressions.evaluate(expr);
        if (arg instanceof Arg.Num number) {
            return new Written(Tensor.scalar(number.value()), false);
        }
        if (arg instanceof Arg.Items) {
            return new Written(Operators.constant(arg).op().eval(List.of()), false);
        }
        Node node = Expressions.toNode(arg);
        try {
            return new Written(Interpreter.run(List.of(node)).get(node), false);
        } catch (ChainruleException e) {
            throw new Mistake(
                    expr.span(),
                    say("a value is a number, a list or an initialiser, and may not depend on inputs"),
                    VALUES);
        }
    }

    private static Initial normal(double mean, double std, SplittableRandom random) {
        return new Made(shape -> {
            Tensor z = Domain.REAL.sample(shape, random);
            return Tensor.fill(DType.F64, shape, i -> mean + std * z.at(i));
        });
    }

    private static Initial uniform(double low, double high, SplittableRandom random) {
        return new Made(shape -> Domain.interval(low, high).sample(shape, random));
    }

    private static double number(Expr.Call call, int at, String keyword, double fallback, Expressions expressions) {
        Expr given = call.arguments().size() > at
                ? call.arguments().get(at)
                : call.keywords().stream()
                        .filter(k -> k.name().equals(keyword))
                        .map(Expr.Keyword::value)
                        .findFirst()
                        .orElse(null);
        if (given == null) {
            return fallback;
        }
        Initial value = written(given, expressions);
        if (value instanceof Written number && number.tensor.rank() == 0) {
            return number.tensor.item();
        }
        throw new Mistake(given.span(), say("{0} takes two numbers", call.function()));
    }

    /** Inputs of one unit: a weight W multiplies from the left, so its rows are units; kernels are [out, in, h, w]. */
    private static long fanIn(Shape shape) {
        return Math.max(
                1,
                shape.rank() < 2
                        ? shape.entries()
                        : shape.slice(1, shape.rank()).entries());
    }

    private static long fanOut(Shape shape) {
        int receptive = shape.rank() > 2 ? shape.slice(2, shape.rank()).entries() : 1;
        return Math.max(1, shape.rank() == 0 ? 1 : (long) shape.extent(0) * receptive);
    }
}
