package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.ops.Arg;

/** Calls of numpy, PyTorch, MATLAB and Python in the notation. */
final class CodeCalls {
    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final Map<String, Function<Call, CodeValue>> special = new LinkedHashMap<>();
    private final CodeShapes shapes;
    private final CodeObjects objects;

    /** Functions of the program. */
    private final Map<String, CodeStatement.Routine> routines = new LinkedHashMap<>();
    /** Says what a call of one of them gives. */
    private Function<Call, CodeValue> running = call -> {
        throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
    };

    /** A call with its arguments understood. */
    record Call(
            String name, boolean method, List<CodeValue> arguments, Map<String, CodeValue> keywords, Expr.Call raw) {
        Span span() {
            return raw.span();
        }

        Optional<CodeValue> argument(int i, String... names) {
            for (String name : names) {
                if (keywords.containsKey(name)) {
                    return Optional.of(keywords.get(name));
                }
            }
            return i >= 0 && i < arguments.size() ? Optional.of(arguments.get(i)) : Optional.empty();
        }

        CodeValue need(int i, String... names) {
            return argument(i, names).orElseThrow(() -> new Mistake(span(), say("`{0}` lacks an argument", name)));
        }
    }

    CodeCalls(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
        this.objects = new CodeObjects(scope, formulas);
        this.shapes = new CodeShapes(scope, formulas);
        shapes.addTo(special);
        addTo(special);
    }

    /** Takes up a function of the program, and how to find out what it gives. */
    void routine(CodeStatement.Routine routine, Function<Call, CodeValue> run) {
        routines.put(routine.name(), routine);
        running = run;
    }

    Map<String, CodeStatement.Routine> routines() {
        return routines;
    }

    CodeObjects objects() {
        return objects;
    }

    private void addTo(Map<String, Function<Call, CodeValue>> into) {
        into.put("{}", call -> formulas.table(call.raw().arguments()));
        into.put("[]", call -> new MatlabIndex(scope, formulas).matrix(call.raw()));
        into.put("dict", call -> new CodeValue.Table(new LinkedHashMap<>(call.keywords())));
        into.put("f", new CodeTexts(scope, formulas)::formatted);
        into.put("str", call -> new Known(new Arg.Text(formulas.key(call.need(0)))));
        into.put("num2str", into.get("str"));
        into.put("not", call -> not(call.need(0), call.span()));
        into.put("logical_not", into.get("not"));
        into.put("and", call -> connected(BinaryOp.MULTIPLY, call));
        into.put("logical_and", into.get("and"));
        into.put("or", call -> connected(null, call));
        into.put("logical_or", into.get("or"));
        into.put("//", call -> quotient(call));
        into.put("%", call -> remainder(call));
        into.put("^", call -> new Formula(matrixPower(call)));
        into.put(":", call -> {
            int last = call.arguments().size() - 1;
            Expr stop =
                    CodeTrees.binary(BinaryOp.ADD, array(call, last), CodeTrees.number(1, call.span()), call.span());
            CodeValue end = scope.value(stop);
            List<CodeValue> bounds =
                    last == 2 ? List.of(call.need(0), shiftedEnd(call), call.need(1)) : List.of(call.need(0), end);
            return shapes.range(new Call("range", false, bounds, Map.of(), call.raw()));
        });
        into.put("int", call -> whole(call));
        into.put(
                "square",
                call -> new Formula(CodeTrees.binary(
                        BinaryOp.POWER, array(call, 0), CodeTrees.number(2, call.span()), call.span())));
        into.put("pop", this::popped);
        into.put("pad", this::padded);
        into.put("neg", call -> new Formula(new Expr.Negate(array(call, 0), call.span())));
        into.put("negative", into.get("neg"));
        into.put("dot", this::dot);
        into.put("inner", this::dot);
        into.put("bsxfun", this::bsxfun);
        into.put(
                "masked_fill",
                call -> new Formula(
                        CodeTrees.call("where", call.span(), array(call, 1), array(call, 2), array(call, 0))));
        CourseCalls courses = new CourseCalls(scope, this);
        into.put("where", courses::choice);
        into.put("matmul", courses::matmul);
        into.put("linear", courses::linear);
        into.put(CourseCalls.GRADIENT, courses::gradient);
        Extremes extremes = new Extremes(scope, formulas, this);
        into.put("max", extremes::extreme);
        into.put("min", extremes::extreme);
        into.put("argmax", extremes::position);
        into.put("argmin", extremes::position);
        into.put("unravel_index", extremes::unravelled);
        into.put("sum", this::sum);
        for (String cost : List.of("cost_derivative", "loss_derivative", "cost_prime", "loss_prime", "delta")) {
            into.put(cost, courses::lossDerivative);
        }
        into.put("maximum", call -> elementwise("maximum", call));
        into.put("clamp_min", call -> elementwise("maximum", call));
        into.put("fmax", call -> elementwise("maximum", call));
        into.put("fmin", call -> elementwise("minimum", call));
        into.put("heaviside", call -> new Formula(CodeTrees.call("step", call.span(), array(call, 0))));
        into.put(
                "one_hot",
                call -> new Formula(
                        call.arguments().size() + call.keywords().size() > 1
                                ? plain("one_hot", call)
                                : CodeTrees.call("one_hot", call.span(), array(call, 0))));
    }

    Expr array(Call call, int i) {
        return formulas.expr(call.need(i), call.span());
    }

    CodeValue not(CodeValue value, Span span) {
        if (value instanceof Known known && known.arg() instanceof Arg.Bool bool) {
            return new Known(new Arg.Bool(!bool.value()));
        }
        return new Formula(
                CodeTrees.binary(BinaryOp.SUBTRACT, CodeTrees.number(1, span), formulas.expr(value, span), span));
    }

    private CodeValue connected(@org.jspecify.annotations.Nullable BinaryOp product, Call call) {
        CodeValue a = call.need(0);
        CodeValue b = call.need(1);
        if (a instanceof Known x
                && x.arg() instanceof Arg.Bool left
                && b instanceof Known y
                && y.arg() instanceof Arg.Bool right) {
            return new Known(
                    new Arg.Bool(product != null ? left.value() && right.value() : left.value() || right.value()));
        }
        Expr left = formulas.expr(a, call.span());
        Expr right = formulas.expr(b, call.span());
        if (!formulas.isMask(left) || !formulas.isMask(right)) {
            throw new Mistake(call.span(), say("`{0}` is understood between conditions", call.name()));
        }
        return new Formula(
                product != null
                        ? CodeTrees.binary(product, left, right, call.span())
                        : CodeTrees.call("maximum", call.span(), left, right));
    }

    private CodeValue quotient(Call call) {
        Optional<Long> a = scope.whole(call.need(0));
        Optional<Long> b = scope.whole(call.need(1));
        if (a.isEmpty() || b.isEmpty() || b.get() == 0) {
            throw new Mistake(call.span(), say("`{0}` is understood between known whole numbers", call.name()));
        }
        return new Known(new Arg.Num(Math.floorDiv(a.get(), b.get())));
    }

    private CodeValue remainder(Call call) {
        if (call.need(0) instanceof Known known && known.arg() instanceof Arg.Text text) {
            return new CodeTexts(scope, formulas).filled(text.value(), call.need(1));
        }
        CodeValue quotient = quotient(call);
        long times = scope.whole(quotient).orElseThrow();
        return new Known(new Arg.Num(scope.whole(call.need(0)).orElseThrow()
                - times * scope.whole(call.need(1)).orElseThrow()));
    }

    private CodeValue whole(Call call) {
        CodeValue value = call.need(0);
        if (value instanceof Known) {
            return value;
        }
        Optional<Double> number = scope.find(formulas.expr(value, call.span()))
                .map(org.chainrule.graph.Constant::number)
                .filter(java.util.OptionalDouble::isPresent)
                .map(java.util.OptionalDouble::getAsDouble);
        return number.isPresent() ? new Known(new Arg.Num(Math.floor(number.get()))) : value;
    }

    /** Behind the last number of {@code a:step:b}, by the sign of the step. */
    private CodeValue shiftedEnd(Call call) {
        boolean down = scope.whole(call.need(1)).filter(step -> step < 0).isPresent();
        BinaryOp op = down ? BinaryOp.SUBTRACT : BinaryOp.ADD;
        return scope.value(CodeTrees.binary(op, array(call, 2), CodeTrees.number(1, call.span()), call.span()));
    }

    /** In MATLAB a power of a matrix is one of matrices. */
    private Expr matrixPower(Call call) {
        Expr power = array(call, 0);
        Expr base = ((Expr.Binary) power).left();
        if (scope.rank(base) > 0) {
            throw new Mistake(call.span(), say("`^` is a matrix power in MATLAB, and .^ one of each entry"));
        }
        return power;
    }

    /** {@code caches.pop()}: the last item of a list, which is in it no more. */
    private CodeValue popped(Call call) {
        if (!(call.raw().arguments().get(0) instanceof Expr.Name list)
                || !(call.need(0) instanceof Parts parts)
                || parts.items().isEmpty()) {
            throw new Mistake(call.raw().functionSpan(), say("unknown function {0}", call.name()));
        }
        int size = parts.items().size();
        long given = call.argument(1).flatMap(scope::whole).orElse(-1L);
        int at = (int) (given < 0 ? given + size : given);
        if (at < 0 || at >= size) {
            throw new Mistake(call.span(), say("this entry of a list is not known"));
        }
        List<CodeValue> left = new ArrayList<>(parts.items());
        CodeValue item = left.remove(at);
        scope.set(list.id(), new Parts(left));
        return item;
    }

    /** {@code np.pad(x, widths, "constant", constant_values=0)}. */
    private CodeValue padded(Call call) {
        Map<String, CodeValue> keywords = new LinkedHashMap<>(call.keywords());
        List<CodeValue> arguments = new ArrayList<>(call.arguments());
        if (arguments.size() == 3 && arguments.get(2) instanceof Known known && known.arg() instanceof Arg.Text) {
            keywords.put("mode", arguments.remove(2));
        }
        for (String name : List.of("constant_values", "pad_width")) {
            CodeValue value = keywords.remove(name);
            if (value != null) {
                boolean same = value instanceof Parts parts
                        && name.equals("constant_values")
                        && parts.items().stream().distinct().count() == 1;
                keywords.put(
                        name.equals("pad_width") ? "widths" : "value",
                        same ? ((Parts) value).items().get(0) : value);
            }
        }
        return new Formula(plain("pad", new Call("pad", call.method(), arguments, keywords, call.raw())));
    }

    /** {@code np.dot}; numbers and vectors as well. */
    private CodeValue dot(Call call) {
        Expr a = array(call, 0);
        Expr b = array(call, 1);
        int smaller = Math.min(scope.rank(a), scope.rank(b));
        boolean matrices = scope.rank(a) <= 2 && scope.rank(b) <= 2 && smaller > 0;
        return new Formula(
                matrices
                        ? new Expr.Binary(BinaryOp.MATMUL, a, b, call.raw().functionSpan(), call.span())
                        : CodeTrees.call("dot", call.span(), a, b));
    }

    private CodeValue bsxfun(Call call) {
        if (call.need(0) instanceof Known known
                && known.arg() instanceof Arg.Text text
                && CallNames.OPERATORS.containsKey(text.value())) {
            return new Formula(CodeTrees.binary(
                    CallNames.OPERATORS.get(text.value()), array(call, 1), array(call, 2), call.span()));
        }
        throw new Mistake(call.span(), say("this function of `bsxfun` is not understood"));
    }

    /** The sum of a list of Python is that of its items. */
    private CodeValue sum(Call call) {
        boolean module = scope.model().source().text(call.raw().functionSpan()).indexOf('.') >= 0;
        boolean list = call.arguments().size() == 1
                && call.keywords().isEmpty()
                && call.need(0) instanceof Parts parts
                && parts.items().stream()
                        .allMatch(item -> !module || scope.rank(formulas.expr(item, call.span())) == 0);
        if (!list || ((Parts) call.need(0)).items().isEmpty()) {
            return new Formula(plain("sum", call));
        }
        Expr sum = null;
        for (CodeValue item : ((Parts) call.need(0)).items()) {
            Expr next = formulas.expr(item, call.span());
            sum = sum == null ? next : CodeTrees.binary(BinaryOp.ADD, sum, next, call.span());
        }
        return new Formula(java.util.Objects.requireNonNull(sum));
    }

    CodeValue elementwise(String function, Call call) {
        int zero = CodeTrees.isNumber(array(call, 0), 0) ? 0 : CodeTrees.isNumber(array(call, 1), 0) ? 1 : 2;
        if (function.equals("maximum") && zero < 2) {
            return new Formula(CodeTrees.call("relu", call.span(), array(call, 1 - zero)));
        }
        return new Formula(CodeTrees.call(function, call.span(), array(call, 0), array(call, 1)));
    }

    /** The meaning of a call. */
    CodeValue call(Expr.Call raw) {
        String name = raw.function();
        if (name.startsWith("@")) {
            return shapes.field(name.substring(1), raw);
        }
        if (name.equals(Comprehension.NAME)) {
            return Comprehension.of(raw, scope, formulas, shapes);
        }
        boolean method = name.startsWith(".") && name.length() > 1;
        String bare = method ? name.substring(1) : name;
        if (!method && isIndexed(bare, raw)) {
            return new MatlabIndex(scope, formulas).read(bare, raw);
        }
        Optional<CodeValue> ofObject = objects.call(raw);
        if (ofObject.isPresent()) {
            return ofObject.get();
        }
        boolean own = method && objects.isGiven(raw.arguments().get(0));
        boolean lazy = bare.equals("{}") || bare.equals("f") || bare.equals("[]") || bare.equals(CourseCalls.GRADIENT);
        List<Expr> written = own ? raw.arguments().subList(1, raw.arguments().size()) : raw.arguments();
        if (CallNames.SAME.contains(bare) && written.size() > 1 && !routines.containsKey(bare)) {
            // What follows is a type or a device.
            refuseCut(written.get(0), written.get(1));
            written = written.subList(0, 1);
        }
        List<CodeValue> arguments = objects.arguments(lazy ? List.of() : written);
        Map<String, CodeValue> keywords = new LinkedHashMap<>();
        for (Expr.Keyword keyword : raw.keywords()) {
            if (keyword.name().equals("out")) {
                throw new Mistake(keyword.span(), say("what `{0}` changes is not known", bare));
            }
            if (!CallNames.SILENT.contains(keyword.name())) {
                keywords.put(keyword.name(), formulas.map(keyword.value()));
            }
        }
        return meaning(new Call(bare, method && !own, arguments, keywords, raw));
    }

    /** Refuses what becomes whole numbers, unless it is a comparison, which is 0 or 1. */
    private static void refuseCut(Expr value, Expr type) {
        String name = type instanceof Expr.Text text ? text.value() : SyntaxPrinter.print(type);
        boolean cuts = name.contains("int") || name.contains("long") || name.contains("bool");
        boolean compares = value instanceof Expr.Binary binary && CallNames.COMPARISONS.containsValue(binary.op());
        if (cuts && !compares) {
            throw new Mistake(type.span(), say("whole numbers cut off what stands behind the point"));
        }
    }

    private boolean isIndexed(String name, Expr.Call raw) {
        return scope.isMatlab() && raw.keywords().isEmpty() && scope.isVariable(name) && !routines.containsKey(name);
    }

    private CodeValue meaning(Call call) {
        if (routines.containsKey(call.name())) {
            return running.apply(call);
        } else if (CallNames.SAME.contains(call.name()) && !call.arguments().isEmpty()) {
            return same(call);
        }
        Function<Call, CodeValue> own = special.get(call.name());
        if (own != null) {
            return own.apply(call);
        }
        Matcher backward = CallNames.BACKWARD.matcher(call.name());
        if (backward.matches() && call.arguments().size() == 2) {
            return new CourseCalls(scope, this).backward(backward.group(1), call);
        }
        BinaryOp op = CallNames.OPERATORS.get(call.name());
        if (op != null && call.arguments().size() == 2 && call.keywords().isEmpty()) {
            return new Formula(new Expr.Binary(
                    op, array(call, 0), array(call, 1), call.raw().functionSpan(), call.span()));
        }
        return new Formula(plain(CallNames.NAMES.getOrDefault(call.name(), call.name()), call));
    }

    private CodeValue same(Call call) {
        CodeValue value = call.need(0);
        if (value instanceof Parts parts && parts.items().stream().anyMatch(item -> item instanceof Formula)) {
            List<Expr> items = parts.items().stream()
                    .map(item -> formulas.expr(item, call.span()))
                    .toList();
            return new Formula(CodeTrees.call("stack", call.span(), CodeTrees.list(items, call.span())));
        }
        return value;
    }

    /** A call of a function of the notation. */
    Expr plain(String name, Call call) {
        Matcher derivative = CallNames.DERIVATIVE.matcher(name);
        boolean known = CallableFunctions.find(name.replace("'", "")).isPresent();
        String function = !known && derivative.matches() ? derivative.group(1) + "'" : name;
        if (!known && !derivative.matches()) {
            throw new Mistake(call.raw().functionSpan(), say("unknown function {0}", call.name()));
        }
        List<Expr> arguments = new ArrayList<>();
        List<Expr.Keyword> keywords = new ArrayList<>();
        boolean reduction = CallNames.REDUCTIONS.contains(function);
        for (int i = 0; i < call.arguments().size(); i++) {
            Expr argument = array(call, i);
            if (reduction && i == 1) {
                keywords.add(CodeTrees.keyword("axis", argument));
            } else {
                arguments.add(argument);
            }
        }
        call.keywords().forEach((key, value) -> {
            String own = key.equals("dim") || key.equals("dims") ? "axis" : key.equals("keepdim") ? "keepdims" : key;
            keywords.add(CodeTrees.keyword(own, formulas.expr(value, call.span())));
        });
        if (scope.isMatlab()) {
            return MatlabIndex.reduction(function, arguments, keywords, call, scope);
        }
        return new Expr.Call(function, call.raw().functionSpan(), arguments, keywords, call.span());
    }
}
