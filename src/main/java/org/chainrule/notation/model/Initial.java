package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.ops.Arg;
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
    record Made(Function<Shape, Tensor> rule) implements Initial {
        @Override
        public Tensor of(Shape shape) {
            return rule.apply(shape);
        }
    }

    /** Values that are names. */
    Set<String> WORDS = Initialisers.RULES.keySet();
    /** What a value may be, as a hint. */
    Message VALUES = say("values are written as 0.5, [[1, 2], [3, 4]], zeros, normal(0, 0.01) or file(\"x.npy\")");

    /**
     * Reads the value of a declaration.
     *
     * @param data where files are read
     * @param random the source of chance for this variable
     */
    static Initial read(Expr expr, Expressions expressions, DataFunctions data, SplittableRandom random) {
        if (expr instanceof Expr.Name name) {
            Initialisers.Rule rule = Initialisers.RULES.get(name.id());
            if (rule != null) {
                return new Made(shape -> rule.make().of(shape, rule.defaults(), random));
            }
            if (!expressions.isKnown(name)) {
                Message near = Suggest.hint(name.id(), WORDS);
                throw new Mistake(name.span(), say("unknown value {0}", name.id()), near.isEmpty() ? VALUES : near);
            }
        }
        if (expr instanceof Expr.Call call) {
            Initialisers.Rule rule = Initialisers.RULES.get(call.function());
            // Those without numbers of their own, such as zeros(3), are functions that make a shape.
            if (rule != null && !rule.parameters().isEmpty()) {
                return made(call, rule, expressions, random);
            }
            if (call.function().equals("file") && call.keywords().isEmpty()) {
                List<String> names = call.arguments().stream()
                        .filter(Expr.Text.class::isInstance)
                        .map(text -> ((Expr.Text) text).value())
                        .toList();
                if (!names.isEmpty() && names.size() == call.arguments().size() && names.size() <= 2) {
                    return new Written(data.file(names.get(0), names.size() == 2 ? names.get(1) : "", -1), true);
                }
                throw new Mistake(call.span(), say("file takes a name in quotes"), say("write file(\"x.npy\")"));
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

    private static Initial made(
            Expr.Call call, Initialisers.Rule rule, Expressions expressions, SplittableRandom random) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < rule.parameters().size(); i++) {
            numbers.add(
                    number(call, i, rule.parameters().get(i), rule.defaults().get(i), expressions));
        }
        Message refusal = rule.refusal().of(numbers);
        if (!refusal.isEmpty()) {
            throw new Mistake(
                    call.span(),
                    refusal,
                    call.function().equals("uniform") ? say("write uniform(0, 1)") : Message.NONE);
        }
        return new Made(shape -> rule.make().of(shape, numbers, random));
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
}
