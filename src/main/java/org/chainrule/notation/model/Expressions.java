package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Derivatives;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.ops.Arg;
import org.chainrule.ops.ArgumentException;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions of the notation into graphs. A stack machine over the tree, because a sum of a million terms is a
 * tree a million deep.
 */
final class Expressions {
    private final Source source;
    private final Scope scope;
    private final Consumer<Message> warnings;
    private final WrittenProducts products = new WrittenProducts();
    /** Values of subtrees already evaluated, by identity; only for trees that are evaluated in many variants. */
    private final @Nullable IdentityHashMap<Expr, Arg> known;

    /** @param warnings takes one line each, without the place */
    Expressions(Source source, Scope scope, Consumer<Message> warnings) {
        this(source, scope, warnings, null);
    }

    private Expressions(
            Source source, Scope scope, Consumer<Message> warnings, @Nullable IdentityHashMap<Expr, Arg> known) {
        this.source = source;
        this.scope = scope;
        this.warnings = warnings;
        this.known = known;
    }

    /** Expressions whose subtrees are evaluated once each: a variant of a tree costs only what is new in it. */
    static Expressions remembering(Source source, Scope scope) {
        return new Expressions(source, scope, warning -> {}, new IdentityHashMap<>());
    }

    private static final class Frame {
        final Expr expr;
        final List<Expr> children;
        int next;

        Frame(Expr expr, List<Expr> children) {
            this.expr = expr;
            this.children = children;
        }
    }

    /** The graph of an expression; numbers and sizes become constants. */
    Node node(Expr expr) {
        Arg arg = evaluate(expr);
        return arg instanceof Arg.Value value ? value.node() : guarded(expr, () -> toNode(arg));
    }

    /** Whether an expression that has been evaluated is a vector that lies. */
    boolean isRow(Expr evaluated) {
        return products.isRow(evaluated);
    }

    /** The value of an expression: a node, a number, a size, a list. */
    Arg evaluate(Expr root) {
        Deque<Frame> stack = new ArrayDeque<>();
        List<Arg> results = new ArrayList<>();
        stack.push(frame(root));
        while (!stack.isEmpty()) {
            Frame top = stack.element();
            if (top.next < top.children.size()) {
                Expr child = top.children.get(top.next++);
                Arg before = known == null ? null : known.get(child);
                if (before == null) {
                    stack.push(frame(child));
                } else {
                    results.add(before);
                }
            } else {
                stack.pop();
                int count = top.children.size();
                List<Arg> operands = results.subList(results.size() - count, results.size());
                List<Arg> copy = List.copyOf(operands);
                operands.clear();
                Arg result = guarded(top.expr, () -> combine(top.expr, copy));
                if (result instanceof Arg.Value value && !(top.expr instanceof Expr.Name)) {
                    Outspread.warning(value.node()).ifPresent(warnings);
                }
                products.note(top.expr, top.children, copy, result);
                if (known != null) {
                    known.put(top.expr, result);
                }
                results.add(result);
            }
        }
        return results.get(0);
    }

    /** A ratio dJ/dW of undefined names is one thing, not a division. */
    private Frame frame(Expr expr) {
        GradientRatio.unknownBelow(expr, scope).ifPresent(below -> {
            String of = below.id().substring(1);
            throw new Mistake(
                    below.span(),
                    say("unknown name {0} below the line of a gradient", of),
                    Suggest.hint(of, scope.nodes().keySet()));
        });
        Optional<Expr.Binary> formula = GradientRatio.ofFormula(expr, scope);
        if (formula.isPresent()) {
            return new Frame(expr, GradientRatio.formulas(formula.get()));
        }
        return new Frame(
                expr, GradientRatio.of(expr, scope).map(GradientRatio::children).orElseGet(expr::children));
    }

    private <T> T guarded(Expr expr, Supplier<T> body) {
        try {
            return Notes.at(new Place(source, expr.span().start()), body);
        } catch (ArgumentException e) {
            throw new Mistake(blamed(expr, e.parameter()), oneLine(e));
        } catch (ChainruleException e) {
            throw new Mistake(expr.span(), oneLine(e), e instanceof ShapeException);
        }
    }

    private static Span blamed(Expr expr, String parameter) {
        if (expr instanceof Expr.Call call) {
            return call.keywords().stream()
                    .filter(keyword -> keyword.name().equals(parameter))
                    .map(Expr.Keyword::span)
                    .findFirst()
                    .orElse(call.span());
        }
        return expr.span();
    }

    /** Errors of the graph come in several lines; a diagnostic has its own place and excerpt. */
    static Message oneLine(ChainruleException e) {
        Message line = Message.NONE;
        for (Message part : e.sentence().lines()) {
            if (!part.isPlace()) {
                line = line.isEmpty() ? part : say("{0}; {1}", line, part);
            }
        }
        return line;
    }

    private Arg combine(Expr expr, List<Arg> operands) {
        if (expr instanceof Expr.Name name) {
            return resolve(name);
        }
        if (expr instanceof Expr.Num number) {
            return new Arg.Num(number.value());
        }
        if (expr instanceof Expr.Text text) {
            return new Arg.Text(text.value());
        }
        if (expr instanceof Expr.Bool bool) {
            return new Arg.Bool(bool.value());
        }
        if (expr instanceof Expr.None) {
            return new Arg.None();
        }
        if (expr instanceof Expr.Numbers numbers) {
            return numbers(numbers);
        }
        if (expr instanceof Expr.ListOf) {
            return new Arg.Items(operands);
        }
        if (expr instanceof Expr.Negate) {
            return Operators.negate(operands.get(0));
        }
        if (expr instanceof Expr.Transpose transpose) {
            if (operands.get(0) instanceof Arg.Size && transpose.operand() instanceof Expr.Name size) {
                throw new Mistake(
                        expr.span(),
                        say("`{0}` is a size here, which has no transpose", size.id()),
                        say("call what is transposed by its name in the model"));
            }
            Node operand = toNode(operands.get(0));
            if (operand.isScalar() && scope.find("T").isPresent()) {
                throw Expr.Transpose.orPower(expr.span().start());
            }
            return new Arg.Value(Transpose.reversed(operand));
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary, operands);
        }
        if (expr instanceof Expr.Index index) {
            return new Arg.Value(SubscriptReader.apply(toNode(operands.get(0)), index.items(), operands));
        }
        return call((Expr.Call) expr, operands);
    }

    private Arg resolve(Expr.Name name) {
        return scope.find(name.id()).orElseThrow(() -> unknown(name));
    }

    /** True when a name stands for something, or would if its definition had not failed. */
    boolean isKnown(Expr.Name name) {
        return scope.find(name.id()).isPresent() || scope.hasFailed(name.id()) || scope.isDefinedLater(name.id());
    }

    private Mistake unknown(Expr.Name name) {
        if (scope.hasFailed(name.id())) {
            // Its own definition has been reported.
            return new Mistake(name.span(), Message.NONE);
        }
        if (scope.isDefinedLater(name.id())) {
            return scope.later(name);
        }
        Optional<Node> differential = GradientRatio.differential(name, scope);
        if (differential.isPresent()) {
            return new Mistake(
                    name.span(),
                    say("unknown name {0}", name.id()),
                    gradientHint(name.id().substring(1)));
        }
        Message hint = scope.function(name.id()).isPresent()
                ? say("{0} is a function: write {0}(…)", name.id())
                : Suggest.hint(name.id(), scope.names());
        return new Mistake(
                name.span(),
                say("unknown name {0}", name.id()),
                hint.isEmpty() ? say("declare it with input or param, or define it in a line above") : hint);
    }

    /** What to write for a lone {@code dW}; a lone {@code dJ} is above the line of the ratio, not below. */
    private Message gradientHint(String name) {
        Optional<Node> above = scope.node(name).filter(Node::isScalar).filter(node -> !node.isLeaf());
        return above.isPresent()
                ? say("a gradient is written grad({0}, W) or d{0}/dW", name)
                : say("a gradient is written grad(J, {0}) or dJ/d{0}", name);
    }

    private Arg binary(Expr.Binary binary, List<Arg> operands) {
        if (GradientRatio.ofFormula(binary, scope).isPresent()) {
            Node of = toNode(operands.get(0));
            return ratio(new GradientRatio(of, toNode(operands.get(1)), Optional.empty()), List.of());
        }
        Optional<GradientRatio> ratio = GradientRatio.of(binary, scope);
        if (ratio.isPresent()) {
            return ratio(ratio.get(), operands);
        }
        Optional<Node> written = binary.op() == BinaryOp.PRODUCT
                ? products.product(binary, operands.get(0), operands.get(1))
                : Optional.empty();
        return written.map(Expressions::value)
                .orElseGet(() -> Operators.apply(binary.op(), before(binary, operands.get(0)), operands.get(1)));
    }

    /** The left operand; a derivative before a matrix product is a matrix. */
    private Arg before(Expr.Binary binary, Arg left) {
        return binary.op() != BinaryOp.MATMUL
                ? left
                : GradientRatio.of(binary.left(), scope)
                        .filter(ratio -> ratio.before().isEmpty() && !ratio.of().isScalar())
                        .map(ratio -> value(Calculus.ratio(ratio.of(), ratio.wrt())))
                        .orElse(left);
    }

    private Arg ratio(GradientRatio ratio, List<Arg> operands) {
        Arg gradient = ratio.of().isScalar()
                ? differentiate(Derivatives.GRAD, List.of(value(ratio.of()), value(ratio.wrt())), Map.of())
                : value((ratio.isAfterMatMul() ? Optional.<Node>empty() : Calculus.byEntry(ratio.of(), ratio.wrt()))
                        .orElseGet(() -> Calculus.ratio(ratio.of(), ratio.wrt())));
        if (ratio.before().isEmpty()) {
            return gradient;
        }
        return ratio.before().get() instanceof Expr.Binary product
                ? Operators.apply(product.op(), before(product, operands.get(0)), gradient)
                : Operators.negate(gradient);
    }

    private static Arg value(Node node) {
        return new Arg.Value(node);
    }

    private static Arg numbers(Expr.Numbers numbers) {
        Shape shape =
                Shape.of(numbers.shape().stream().mapToLong(Integer::longValue).toArray());
        Tensor tensor = Tensor.of(shape, numbers.data().toArray());
        // A short list may be an argument such as axes; a long one is data.
        return tensor.count() <= 64 ? items(tensor) : new Arg.Value(Node.constant(tensor));
    }

    private static Arg items(Tensor tensor) {
        List<Arg> level = new ArrayList<>();
        for (int i = 0; i < tensor.count(); i++) {
            level.add(new Arg.Num(tensor.at(i)));
        }
        for (int axis = tensor.rank() - 1; axis > 0; axis--) {
            int size = tensor.shape().extent(axis);
            int groups = tensor.shape().slice(0, axis).entries();
            List<Arg> outer = new ArrayList<>();
            for (int g = 0; g < groups; g++) {
                outer.add(new Arg.Items(List.copyOf(level.subList(g * size, (g + 1) * size))));
            }
            level = outer;
        }
        return new Arg.Items(List.copyOf(level));
    }

    static Node toNode(Arg arg) {
        if (arg instanceof Arg.Value value) {
            return value.node();
        }
        if (arg instanceof Arg.Num number) {
            return Node.constant(number.value());
        }
        if (arg instanceof Arg.Size size) {
            return SizeOf.node(size.dim());
        }
        if (arg instanceof Arg.Items) {
            return Operators.constant(arg);
        }
        throw new ChainruleException("{0} is not a number or an expression", arg);
    }

    private Arg call(Expr.Call call, List<Arg> operands) {
        int positional = call.arguments().size();
        List<Arg> arguments = operands.subList(0, positional);
        Map<String, Arg> keywords = new LinkedHashMap<>();
        for (int i = 0; i < call.keywords().size(); i++) {
            keywords.put(call.keywords().get(i).name(), operands.get(positional + i));
        }
        String name = call.function();
        int primes = name.length() - name.replace("'", "").length();
        String plain = name.substring(0, name.length() - primes);
        if ((plain.equals("diag") || plain.equals("diag_embed")) && scope.isOfDerivation()) {
            arguments = BlackboardDiag.arguments(arguments, plain.equals("diag"));
        }
        if (plain.equals("trace")
                && arguments.size() == 1
                && toNode(arguments.get(0)).isScalar()) {
            // a number is a matrix of one row and one column
            return arguments.get(0);
        }
        Optional<Arg> special = special(plain, primes, arguments, keywords);
        if (special.isPresent()) {
            return special.get();
        }
        Function function = scope.function(plain)
                .orElseThrow(() -> new Mistake(
                        call.functionSpan(),
                        scope.isTaken(plain) ? say("{0} is not a function", plain) : say("unknown function {0}", plain),
                        scope.isTaken(plain) ? say("for the product write {0} * (…)", plain) : functionHint(plain)));
        if (primes > 0) {
            return value(Primes.derivative(function, arguments, keywords, primes));
        }
        return CallableFunctions.isDerivative(function)
                ? differentiate(function, arguments, keywords)
                : value(function.call(arguments, ForeignKeywords.translated(function, keywords)));
    }

    /** What is written as a call and is none: {@code size(X, 0)}, and the {@code g'(z)} of lectures. */
    private Optional<Arg> special(String name, int primes, List<Arg> arguments, Map<String, Arg> keywords) {
        if (scope.function(name).isPresent() || scope.isTaken(name)) {
            return Optional.empty();
        } else if (name.equals("size") && primes == 0) {
            return Optional.of(Sizing.size(arguments, keywords));
        }
        Optional<Function> letter = LetterFunctions.function(name, scope).flatMap(scope::function);
        if (letter.isPresent() && primes == 0) {
            return Optional.of(value(letter.get().call(arguments, keywords)));
        } else if (arguments.size() == 1 && keywords.isEmpty() && LectureActivations.isName(name)) {
            return Optional.of(value(LectureActivations.derivative(name, toNode(arguments.get(0)), primes, scope)));
        }
        return Optional.empty();
    }

    private Message functionHint(String name) {
        Optional<String> here = Elsewhere.here(name);
        if (here.isPresent()) {
            return say("here it is written {0}", here.get());
        }
        Message near = Suggest.hint(name, scope.functionNames());
        return near.isEmpty() ? say("`chainrule ops` lists the functions there are") : near;
    }

    private Arg differentiate(Function function, List<Arg> arguments, Map<String, Arg> keywords) {
        if (arguments.size() >= 2
                && arguments.get(0) instanceof Arg.Value of
                && arguments.get(1) instanceof Arg.Value variable) {
            Optional<Rearranged> rearranged = Rearranged.of(of.node(), variable.node());
            if (rearranged.isPresent()) {
                List<Arg> others = new ArrayList<>(arguments);
                others.set(0, value(rearranged.get().of()));
                others.set(1, value(rearranged.get().standIn()));
                Arg derivative = differentiate(function, others, keywords);
                return value(rearranged.get().by(variable.node(), toNode(derivative)));
            }
        }
        Derivatives.Answer answer = Derivatives.answer(function, function.bind(arguments, keywords));
        if (!answer.why().isEmpty()) {
            warnings.accept(answer.why());
        }
        return value(answer.node());
    }
}
