package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.notation.code.CodeCalls.Call;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.code.CodeValue.Range;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** Calls that speak of shapes: {@code x.shape}, {@code np.zeros_like(x)}, {@code x.reshape(n, -1)}, {@code range(n)}. */
final class CodeShapes {
    private static final int MOST_ITEMS = 2000;

    private final CodeScope scope;
    private final CodeFormulas formulas;

    CodeShapes(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    void addTo(Map<String, Function<Call, CodeValue>> into) {
        into.put("len", call -> length(call));
        into.put("length", into.get("len"));
        into.put("rows", call -> size(call, 0));
        into.put("columns", call -> size(call, 1));
        into.put("numel", call -> count(first(call), call.span()));
        into.put("nelement", into.get("numel"));
        into.put("size", this::size);
        into.put("shape", into.get("size"));
        into.put("ndim", call -> known(scope.rank(first(call))));
        into.put("dim", into.get("ndim"));
        into.put("range", this::range);
        into.put("xrange", this::range);
        into.put("arange", this::range);
        into.put("list", call -> {
            CodeValue of = call.argument(0).orElse(new Parts(List.of()));
            // a list of positions is used as an index, as the array of them is
            boolean positions = of instanceof Formula formula
                    && !scope.node(formula.expr()).type().isReal();
            return positions ? of : items(of, call.span());
        });
        into.put("tuple", into.get("list"));
        into.put(
                "values",
                call -> call.need(0) instanceof CodeValue.Table table
                        ? new Parts(new ArrayList<>(table.entries().values()))
                        : call.need(0));
        into.put("OrderedDict", call -> new CodeValue.Table(new java.util.LinkedHashMap<>()));
        into.put("reversed", call -> reversed(call));
        into.put("enumerate", this::enumerate);
        into.put("zip", this::zip);
        for (String fill : List.of("zeros", "ones", "empty")) {
            String name = fill.equals("empty") ? "zeros" : fill;
            into.put(fill, call -> new Formula(filled(name, sizes(call, 0), call.span())));
            into.put(fill + "_like", call -> like(name, call));
        }
        into.put("new_zeros", call -> new Formula(filled("zeros", sizes(call, 1), call.span())));
        into.put("full", call -> full(sizes(call.need(0, "shape")), call.need(1, "fill_value"), call.span()));
        into.put("full_like", call -> full(scope.shape(first(call)), call.need(1, "fill_value"), call.span()));
        into.put("reshape", call -> reshape(call, sizes(call, 1)));
        into.put("view", into.get("reshape"));
        into.put("view_as", call -> reshape(call, scope.shape(expr(call, 1))));
        into.put("reshape_as", into.get("view_as"));
        into.put("flatten", call -> flat(call));
        into.put("ravel", into.get("flatten"));
        into.put(
                "squeeze",
                call -> new Formula(
                        call.argument(1, "axis", "dim").isPresent()
                                ? CodeTrees.call(
                                        "squeeze",
                                        call.span(),
                                        first(call),
                                        formulas.expr(call.need(1, "axis", "dim"), call.span()))
                                : CodeTrees.call("squeeze", call.span(), first(call))));
        into.put("t", call -> transposed(first(call), call.span()));
        into.put("transpose", this::transpose);
        into.put("permute", this::transpose);
        into.put("swapaxes", this::transpose);
        into.put("expand_as", call -> new Formula(broadcast(call, scope.shape(expr(call, 1)))));
        into.put("broadcast_to", call -> new Formula(broadcast(call, sizes(call.need(1, "shape")))));
        into.put("expand", call -> new Formula(broadcast(call, expanded(call))));
        into.put("hstack", call -> joined(call, scope.rank(listed(call).get(0)) < 2 ? 0 : 1));
        into.put("vstack", call -> joined(call, 0));
        into.put("split", this::split);
        into.put("hsplit", this::split);
        into.put("chunk", this::split);
    }

    private static Known known(long number) {
        return new Known(new Arg.Num(number));
    }

    private Expr expr(Call call, int i) {
        return formulas.expr(call.need(i), call.span());
    }

    private Expr first(Call call) {
        return expr(call, 0);
    }

    /** {@code x.shape} and other fields; of {@code self}, what is called so. */
    CodeValue field(String name, Expr.Call raw) {
        CodeObjects objects = formulas.calls().objects();
        Optional<CodeValue.Instance> instance = objects.find(raw.arguments().get(0));
        if (instance.isPresent()) {
            return objects.field(instance.get(), name, raw.span());
        }
        Expr of = objects.held(raw.arguments().get(0), name);
        if (of instanceof Expr.Name object
                && CodeScope.isObject(object.id())
                && !scope.variables().containsKey(object.id())) {
            return scope.get(new Expr.Name(name, raw.span()));
        }
        switch (name) {
            case "shape":
                return shape(formulas.formula(of));
            case "size":
                return count(formulas.formula(of), raw.span());
            case "indices", "values":
                if (Extremes.isPair(of)) {
                    return new Extremes(scope, formulas, formulas.calls()).field(name, (Expr.Call) of);
                }
                return formulas.map(of);
            case "ndim":
                return known(scope.rank(formulas.formula(of)));
            case "data", "real":
                return formulas.map(of);
            case "grad", "g":
                Optional<String> gradient = CodeTargets.gradient(name, of, scope);
                if (gradient.isPresent()) {
                    return scope.get(new Expr.Name(gradient.get(), raw.span()));
                }
                break;
            default:
                break;
        }
        if (of instanceof Expr.Name object && !scope.isVariable(object.id())) {
            return scope.get(new Expr.Name(name, raw.span()));
        }
        throw new Mistake(raw.span(), say("`.{0}` is not understood", name));
    }

    private CodeValue shape(Expr of) {
        List<CodeValue> sizes = new ArrayList<>();
        for (Expr size : scope.shape(of)) {
            sizes.add(scope.value(size));
        }
        return new Parts(sizes);
    }

    private CodeValue count(Expr of, Span span) {
        CodeValue count = known(1);
        for (Expr size : scope.shape(of)) {
            count = scope.value(CodeTrees.binary(BinaryOp.MULTIPLY, formulas.expr(count, span), size, span));
        }
        return count;
    }

    private CodeValue length(Call call) {
        if (call.need(0) instanceof Parts parts) {
            return known(parts.items().size());
        } else if (call.need(0) instanceof CodeValue.Table table) {
            return known(table.entries().size());
        }
        Expr of = first(call);
        boolean longest = scope.isMatlab() && scope.rank(of) > 1;
        if (longest && !CodeTrees.isNumber(scope.size(of, 0), 1) && !CodeTrees.isNumber(scope.size(of, 1), 1)) {
            throw new Mistake(call.span(), say("`length` of a matrix is its longer side in MATLAB"));
        }
        return scope.value(scope.size(of, longest && CodeTrees.isNumber(scope.size(of, 0), 1) ? 1 : 0));
    }

    private CodeValue size(Call call) {
        // np.size(x) and tf.size(x) count entries, x.size() and MATLAB tell a shape
        boolean counts = call.name().equals("size") && !call.method() && !scope.isMatlab();
        return call.argument(1, "axis", "dim").isPresent()
                ? size(call, -1)
                : counts ? count(first(call), call.span()) : shape(first(call));
    }

    private CodeValue size(Call call, int axis) {
        int at = axis >= 0 ? axis : axis(call.need(1, "axis", "dim"), call.span()) - (scope.isMatlab() ? 1 : 0);
        Expr of = first(call);
        boolean column = scope.isMatlab() && at == 1 && scope.rank(of) == 1;
        return column ? known(1) : scope.value(scope.size(of, at));
    }

    private int axis(CodeValue value, Span span) {
        return (int) (long) scope.whole(value).orElseThrow(() -> new Mistake(span, say("an axis is a whole number")));
    }

    /** {@code range(n)} and {@code a:b}. */
    CodeValue range(Call call) {
        List<Arg> bounds = new ArrayList<>();
        for (CodeValue bound : call.arguments()) {
            Optional<Long> whole = scope.whole(bound);
            if (whole.isPresent()) {
                bounds.add(new Arg.Num(whole.get()));
            } else if (bound instanceof Known known && known.arg() instanceof Arg.Size) {
                bounds.add(known.arg());
            } else {
                throw new Mistake(call.span(), say("the bounds of a range are whole numbers and sizes"));
            }
        }
        Arg start = bounds.size() > 1 ? bounds.get(0) : new Arg.Num(0);
        Arg stop = bounds.get(bounds.size() > 1 ? 1 : 0);
        return new Range(start, stop, bounds.size() > 2 ? bounds.get(2) : new Arg.Num(1));
    }

    /** What a loop goes through. */
    Parts items(CodeValue value, Span span) {
        if (value instanceof Parts parts) {
            return parts;
        } else if (value instanceof CodeValue.Table table) {
            return new Parts(table.entries().keySet().stream()
                    .<CodeValue>map(key -> new Known(new Arg.Text(key)))
                    .toList());
        } else if (value instanceof Range range) {
            return numbers(range, span);
        } else if (value instanceof Formula formula && scope.rank(formula.expr()) > 0) {
            long count = scope.whole(scope.value(scope.size(formula.expr(), 0))).orElseThrow(CodeScope.NeedsSizes::new);
            List<CodeValue> items = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                Expr.IndexItem at = new Expr.At(CodeTrees.number((double) i, span));
                items.add(new Formula(new Expr.Index(formula.expr(), List.of(at), span)));
            }
            return new Parts(items);
        }
        throw new Mistake(span, say("this loop is not followed: what it goes through is not known"));
    }

    private Parts numbers(Range range, Span span) {
        long start = number(range.start());
        long stop = number(range.stop());
        long step = number(range.step());
        if (step == 0 || Math.abs((stop - start) / step) > MOST_ITEMS) {
            throw new Mistake(span, say("this loop is not followed: it has too many rounds"));
        }
        List<CodeValue> items = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            items.add(known(i));
        }
        return new Parts(items);
    }

    private long number(Arg arg) {
        return scope.whole(new Known(arg)).orElseThrow(CodeScope.NeedsSizes::new);
    }

    private CodeValue reversed(Call call) {
        List<CodeValue> items = new ArrayList<>(items(call.need(0), call.span()).items());
        Collections.reverse(items);
        return new Parts(items);
    }

    private CodeValue enumerate(Call call) {
        List<CodeValue> pairs = new ArrayList<>();
        for (CodeValue item : items(call.need(0), call.span()).items()) {
            pairs.add(new Parts(List.of(known(pairs.size()), item)));
        }
        return new Parts(pairs);
    }

    private CodeValue zip(Call call) {
        List<Parts> lists =
                call.arguments().stream().map(list -> items(list, call.span())).toList();
        int size = lists.stream().mapToInt(list -> list.items().size()).min().orElse(0);
        List<CodeValue> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int at = i;
            rows.add(new Parts(lists.stream().map(list -> list.items().get(at)).toList()));
        }
        return new Parts(rows);
    }

    /** The sizes that the arguments from one on give: several numbers, or one tuple. */
    private List<Expr> sizes(Call call, int from) {
        List<CodeValue> rest =
                new ArrayList<>(call.arguments().subList(from, call.arguments().size()));
        call.argument(-1, "shape", "size").ifPresent(rest::add);
        if (rest.size() == 1) {
            List<Expr> sizes = sizes(rest.get(0));
            return scope.isMatlab() && sizes.size() == 1 && !call.name().equals("reshape")
                    ? List.of(sizes.get(0), sizes.get(0))
                    : sizes;
        }
        return rest.stream().map(size -> formulas.expr(size, call.span())).toList();
    }

    private List<Expr> sizes(CodeValue value) {
        return value instanceof Parts parts
                ? parts.items().stream()
                        .map(size -> formulas.expr(size, Span.NONE))
                        .toList()
                : List.of(formulas.expr(value, Span.NONE));
    }

    private static Expr filled(String name, List<Expr> sizes, Span span) {
        return sizes.isEmpty()
                ? CodeTrees.number(name.equals("ones") ? 1 : 0, span)
                : CodeTrees.call(name, span, CodeTrees.list(sizes, span));
    }

    private CodeValue like(String name, Call call) {
        return new Formula(filled(name, scope.shape(first(call)), call.span()));
    }

    private CodeValue full(List<Expr> sizes, CodeValue value, Span span) {
        Expr ones = filled("ones", sizes, span);
        return new Formula(CodeTrees.binary(BinaryOp.MULTIPLY, ones, formulas.expr(value, span), span));
    }

    private CodeValue reshape(Call call, List<Expr> sizes) {
        if (call.keywords().keySet().stream().anyMatch(key -> !key.equals("shape")) || scope.isMatlab()) {
            throw new Mistake(call.span(), say("this order of the entries is not understood"));
        }
        return new Formula(
                sizes.isEmpty()
                        ? CodeTrees.call("reshape", call.span(), first(call), new Expr.ListOf(List.of(), call.span()))
                        : CodeTrees.call("reshape", call.span(), first(call), CodeTrees.list(sizes, call.span())));
    }

    private CodeValue flat(Call call) {
        Optional<Long> from = call.argument(1, "start_dim").flatMap(scope::whole);
        Expr x = first(call);
        if (from.isPresent() && from.get() > 0) {
            List<Expr> sizes = new ArrayList<>(scope.shape(x).subList(0, (int) (long) from.get()));
            sizes.add(CodeTrees.number(-1, call.span()));
            return new Formula(CodeTrees.call("reshape", call.span(), x, CodeTrees.list(sizes, call.span())));
        }
        return new Formula(CodeTrees.call("flatten", call.span(), x));
    }

    private CodeValue transposed(Expr x, Span span) {
        return new Formula(scope.rank(x) < 2 ? x : new Expr.Transpose(x, span));
    }

    private CodeValue transpose(Call call) {
        Expr x = first(call);
        int rank = scope.rank(x);
        List<CodeValue> given =
                new ArrayList<>(call.arguments().subList(1, call.arguments().size()));
        call.argument(-1, "axes", "dims").ifPresent(given::add);
        if (given.size() == 1 && given.get(0) instanceof Parts parts) {
            given = new ArrayList<>(parts.items());
        }
        if (given.isEmpty() || (rank == 2 && given.size() == 2)) {
            return transposed(x, call.span());
        }
        List<Integer> axes = new ArrayList<>();
        for (CodeValue axis : given) {
            int at = axis(axis, call.span());
            axes.add(at < 0 ? at + rank : at);
        }
        if (axes.size() == 2) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                order.add(i);
            }
            Collections.swap(order, axes.get(0), axes.get(1));
            axes = order;
        }
        List<Expr> order =
                axes.stream().map(at -> CodeTrees.number(at, call.span())).toList();
        return new Formula(CodeTrees.call("transpose", call.span(), x, CodeTrees.list(order, call.span())));
    }

    private Expr broadcast(Call call, List<Expr> shape) {
        return CodeTrees.call("broadcast_to", call.span(), first(call), CodeTrees.list(shape, call.span()));
    }

    private List<Expr> expanded(Call call) {
        List<Expr> sizes = new ArrayList<>(sizes(call, 1));
        List<Expr> own = scope.shape(first(call));
        int added = sizes.size() - own.size();
        for (int i = Math.max(0, added); i < sizes.size(); i++) {
            if (sizes.get(i) instanceof Expr.Negate) {
                sizes.set(i, own.get(i - added));
            }
        }
        return sizes;
    }

    private List<Expr> listed(Call call) {
        if (call.need(0) instanceof Parts parts && !parts.items().isEmpty()) {
            return parts.items().stream()
                    .map(item -> formulas.expr(item, call.span()))
                    .toList();
        }
        throw new Mistake(call.span(), say("`{0}` needs a list of arrays", call.name()));
    }

    private CodeValue joined(Call call, int axis) {
        Expr list = CodeTrees.list(listed(call), call.span());
        return new Formula(CodeTrees.call("concat", call.span(), List.of(list), CodeTrees.axis(axis, call.span())));
    }

    /** {@code np.split(x, 3, axis=1)}: parts of one size. */
    private CodeValue split(Call call) {
        Expr x = first(call);
        int axis = call.name().equals("hsplit")
                ? 1
                : call.argument(2, "axis", "dim")
                        .map(at -> axis(at, call.span()))
                        .orElse(0);
        int at = axis < 0 ? axis + scope.rank(x) : axis;
        Optional<Long> count = scope.whole(call.need(1, "indices_or_sections", "chunks"));
        Optional<Long> size = scope.whole(scope.value(scope.size(x, at)));
        if (count.isEmpty() || count.get() < 1 || count.get() > 64) {
            throw new Mistake(call.span(), say("the number of parts of `{0}` is not known", call.name()));
        }
        long each = size.orElseThrow(CodeScope.NeedsSizes::new) / count.get();
        if (each * count.get() != size.get()) {
            throw new Mistake(
                    call.span(), say("the axis has {0} entries, which is no multiple of {1}", size.get(), count.get()));
        }
        List<CodeValue> parts = new ArrayList<>();
        for (long i = 0; i < count.get(); i++) {
            Expr part = CodeTrees.call(
                    "slice",
                    call.span(),
                    List.of(x, CodeTrees.number(at, call.span())),
                    CodeTrees.keyword("start", CodeTrees.number((double) (i * each), call.span())),
                    CodeTrees.keyword("stop", CodeTrees.number((double) ((i + 1) * each), call.span())));
            parts.add(new Formula(part));
        }
        return new Parts(parts);
    }
}
