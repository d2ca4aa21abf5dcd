package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.code.CodeValue.Table;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** Says what the expressions of a program mean in the notation, at the point that has been reached. */
final class CodeFormulas {
    private final CodeScope scope;
    private final CodePlaces places;
    private final CodeCalls calls;

    CodeFormulas(CodeScope scope) {
        this.scope = scope;
        this.places = new CodePlaces(scope, this);
        this.calls = new CodeCalls(scope, this);
    }

    CodePlaces places() {
        return places;
    }

    CodeCalls calls() {
        return calls;
    }

    /** The meaning of an expression, as a formula. */
    Expr formula(Expr raw) {
        return expr(map(raw), raw.span());
    }

    /** The same where there may be none. */
    Optional<Expr> find(Expr raw) {
        try {
            return Optional.of(formula(raw));
        } catch (Mistake mistake) {
            return Optional.empty();
        }
    }

    /** What an expression stands for, where that is understood. */
    Optional<CodeValue> findValue(Expr raw) {
        try {
            return Optional.of(map(raw));
        } catch (Mistake mistake) {
            return Optional.empty();
        }
    }

    /** A value as a formula. */
    Expr expr(CodeValue value, Span span) {
        if (value instanceof Formula formula) {
            return formula.expr();
        } else if (value instanceof Known known) {
            return CodeScope.literal(known.arg(), span);
        } else if (value instanceof Parts parts) {
            List<Expr> items =
                    parts.items().stream().map(item -> expr(item, span)).toList();
            return CodeTrees.list(items, span);
        } else if (value instanceof CodeValue.Range range) {
            return numbers(range, span, scope.isMatlab());
        }
        throw new Mistake(span, say("a dictionary is no array"));
    }

    /** {@code arange(n)} as an array. */
    private static Expr numbers(CodeValue.Range range, Span span, boolean row) {
        Expr stop = CodeScope.literal(range.stop(), span);
        Expr start = CodeScope.literal(range.start(), span);
        if (!CodeTrees.isNumber(CodeScope.literal(range.step(), span), 1)) {
            throw new Mistake(span, say("a list of positions is not understood here"));
        }
        boolean zero = CodeTrees.isNumber(start, 0);
        Expr count = zero ? stop : CodeTrees.binary(BinaryOp.SUBTRACT, stop, start, span);
        Expr ones = CodeTrees.call("ones", span, CodeTrees.list(List.of(count), span));
        Expr counted = CodeTrees.call("cumsum", span, ones);
        Expr one = CodeTrees.number(1, span);
        Expr numbers = counted;
        if (zero) {
            numbers = CodeTrees.binary(BinaryOp.SUBTRACT, counted, one, span);
        } else if (!CodeTrees.isNumber(start, 1)) {
            Expr before = CodeTrees.binary(BinaryOp.SUBTRACT, start, one, span);
            numbers = CodeTrees.binary(BinaryOp.ADD, counted, before, span);
        }
        // in MATLAB a list of numbers is a row
        return row ? CodeTrees.call("expand_dims", span, numbers, CodeTrees.number(0, span)) : numbers;
    }

    /** Whether a formula is 1 or 0 at each entry because it is a condition. */
    boolean isMask(Expr expr) {
        if (expr instanceof Expr.Name name) {
            return scope.isMask(name.id());
        } else if (expr instanceof Expr.Binary binary) {
            boolean product = binary.op() == BinaryOp.MULTIPLY && isMask(binary.left()) && isMask(binary.right());
            boolean inverse =
                    binary.op() == BinaryOp.SUBTRACT && CodeTrees.isNumber(binary.left(), 1) && isMask(binary.right());
            return binary.op().isComparison() || product || inverse;
        } else if (expr instanceof Expr.Index index) {
            return isMask(index.operand());
        }
        return expr instanceof Expr.Call call
                && call.function().equals("maximum")
                && call.arguments().stream().allMatch(this::isMask);
    }

    /** The operator of {@code +=} and its like. */
    BinaryOp operator(String op, Span span) {
        return switch (op) {
            case "+" -> BinaryOp.ADD;
            case "-" -> BinaryOp.SUBTRACT;
            case "*", ".*" -> BinaryOp.MULTIPLY;
            case "/", "./" -> BinaryOp.DIVIDE;
            case "@" -> BinaryOp.MATMUL;
            case "**", "^" -> BinaryOp.POWER;
            default -> throw new Mistake(span, say("`{0}` is not understood here", op + "="));
        };
    }

    Expr binary(String op, Expr left, Expr right, Span span) {
        return new Expr.Binary(operator(op, span), left, right, right.span(), span);
    }

    /** A value without the places that a mask picks in it, {@code f(y)} of {@code f(y[mask])}. */
    Expr withoutMask(Expr raw, Expr mask) {
        return Renaming.rewritten(
                raw,
                part -> part instanceof Expr.Index index
                                && index.items().size() == 1
                                && index.items().get(0) instanceof Expr.At at
                                && at.index().equals(mask)
                        ? index.operand()
                        : part);
    }

    /** The meaning of an expression. */
    CodeValue map(Expr raw) {
        if (raw instanceof Expr.Name name) {
            return scope.get(name);
        } else if (raw instanceof Expr.Num number) {
            return new Known(new Arg.Num(number.value()));
        } else if (raw instanceof Expr.Text text) {
            return new Known(new Arg.Text(text.value()));
        } else if (raw instanceof Expr.Bool bool) {
            return new Known(new Arg.Bool(bool.value()));
        } else if (raw instanceof Expr.None) {
            return new Known(new Arg.None());
        } else if (raw instanceof Expr.ListOf list) {
            return new Parts(list.items().stream().map(this::map).toList());
        } else if (raw instanceof Expr.Negate negate) {
            CodeValue value = map(negate.operand());
            return value instanceof Known known && known.arg() instanceof Arg.Num num
                    ? new Known(new Arg.Num(-num.value()))
                    : new Formula(new Expr.Negate(expr(value, raw.span()), raw.span()));
        } else if (raw instanceof Expr.Transpose transpose) {
            return new Formula(transposed(formula(transpose.operand()), raw.span()));
        } else if (raw instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (raw instanceof Expr.Index index) {
            return index(index);
        }
        return calls.call((Expr.Call) raw);
    }

    /** A transpose; what has one axis stays as it is in numpy, and MATLAB has nothing of one axis. */
    private Expr transposed(Expr expr, Span span) {
        int rank = scope.rank(expr);
        if (rank > 2 && !scope.isMatlab()) {
            return new Expr.Transpose(expr, span);
        } else if (rank < 2 && !scope.isMatlab()) {
            return expr;
        }
        return new Expr.Transpose(expr, span);
    }

    private static boolean isNone(CodeValue value) {
        return value instanceof Known known && known.arg() instanceof Arg.None;
    }

    private CodeValue binary(Expr.Binary binary) {
        CodeValue left = map(binary.left());
        CodeValue right = map(binary.right());
        if (binary.op() == BinaryOp.ADD && left instanceof Parts a && right instanceof Parts b) {
            List<CodeValue> both = new ArrayList<>(a.items());
            both.addAll(b.items());
            return new Parts(both);
        } else if ((isNone(left) || isNone(right))
                && (binary.op() == BinaryOp.EQUAL || binary.op() == BinaryOp.NOT_EQUAL)) {
            // what has been given is something
            return new Known(new Arg.Bool((isNone(left) && isNone(right)) == (binary.op() == BinaryOp.EQUAL)));
        } else if (left instanceof Known a && right instanceof Known b) {
            Optional<CodeValue> known = known(binary.op(), a.arg(), b.arg());
            if (known.isPresent()) {
                return known.get();
            }
        } else if (binary.op() == BinaryOp.MULTIPLY && (left instanceof Parts || right instanceof Parts)) {
            Parts parts = left instanceof Parts a ? a : (Parts) right;
            Optional<Long> times = scope.whole(left instanceof Parts ? right : left);
            if (parts.items().size() == 1 && times.isPresent() && times.get() < 1000) {
                return new Parts(java.util.Collections.nCopies(
                        (int) (long) times.get(), parts.items().get(0)));
            }
        }
        Expr a = expr(left, binary.left().span());
        Expr b = expr(right, binary.right().span());
        if (binary.op() == BinaryOp.PRODUCT && isOuter(a, b)) {
            return new Formula(CodeTrees.call("outer", binary.span(), a, ((Expr.Transpose) b).operand()));
        }
        Expr whole = new Expr.Binary(op(binary.op(), a, b), a, b, binary.operator(), binary.span());
        return left instanceof Known && right instanceof Known ? scope.value(whole) : new Formula(whole);
    }

    /** Whether a column stands before a row, where both are vectors of one axis: {@code dz * x'}. */
    private boolean isOuter(Expr left, Expr right) {
        return right instanceof Expr.Transpose
                && !(left instanceof Expr.Transpose)
                && scope.rank(left) == 1
                && scope.rank(right) == 1;
    }

    /** In MATLAB a star is the product of matrices, or by a number. */
    private BinaryOp op(BinaryOp op, Expr left, Expr right) {
        if (op == BinaryOp.PRODUCT) {
            return scope.rank(left) == 0 || scope.rank(right) == 0 ? BinaryOp.MULTIPLY : BinaryOp.MATMUL;
        }
        return op;
    }

    /** A condition of a loop, in which a size whose number is known is that number. */
    CodeValue condition(Expr raw) {
        if (raw instanceof Expr.Binary binary && binary.op().isComparison()) {
            Optional<Long> left = scope.whole(map(binary.left()));
            Optional<Long> right = scope.whole(map(binary.right()));
            if (left.isPresent() && right.isPresent()) {
                return known(binary.op(), new Arg.Num(left.get()), new Arg.Num(right.get()))
                        .orElseGet(() -> map(raw));
            }
        }
        return map(raw);
    }

    private static Optional<CodeValue> known(BinaryOp op, Arg left, Arg right) {
        if (left instanceof Arg.Text a && right instanceof Arg.Text b) {
            return switch (op) {
                case ADD -> Optional.of(new Known(new Arg.Text(a.value() + b.value())));
                case EQUAL -> Optional.of(new Known(new Arg.Bool(a.equals(b))));
                case NOT_EQUAL -> Optional.of(new Known(new Arg.Bool(!a.equals(b))));
                default -> Optional.empty();
            };
        } else if (left instanceof Arg.Num a && right instanceof Arg.Num b && op.isComparison()) {
            double x = a.value();
            double y = b.value();
            boolean holds =
                    switch (op) {
                        case EQUAL -> x == y;
                        case NOT_EQUAL -> x != y;
                        case LESS -> x < y;
                        case LESS_EQUAL -> x <= y;
                        case GREATER -> x > y;
                        default -> x >= y;
                    };
            return Optional.of(new Known(new Arg.Bool(holds)));
        } else if (isWord(left) && isWord(right) && (op == BinaryOp.EQUAL || op == BinaryOp.NOT_EQUAL)) {
            return Optional.of(new Known(new Arg.Bool(left.equals(right) == (op == BinaryOp.EQUAL))));
        }
        return Optional.empty();
    }

    private static boolean isWord(Arg arg) {
        return arg instanceof Arg.Bool || arg instanceof Arg.None;
    }

    private CodeValue index(Expr.Index index) {
        boolean single = index.items().size() == 1 && index.items().get(0) instanceof Expr.At;
        if (single) {
            Optional<CodeValue> entry = entry(index, ((Expr.At) index.items().get(0)).index());
            if (entry.isPresent()) {
                return entry.get();
            }
        }
        CodeValue operand = map(index.operand());
        if (operand instanceof Parts parts) {
            if (single) {
                Optional<Long> at = scope.whole(map(((Expr.At) index.items().get(0)).index()));
                long position =
                        at.map(k -> k < 0 ? k + parts.items().size() : k).orElse(-1L);
                if (position >= 0 && position < parts.items().size()) {
                    return parts.items().get((int) position);
                }
            } else if (index.items().size() == 1 && index.items().get(0) instanceof Expr.Slice slice) {
                return slice(parts, slice, index.span());
            }
            throw new Mistake(index.span(), say("this entry of a list is not known"));
        }
        return new Formula(places.read(expr(operand, index.operand().span()), index.items(), index.span()));
    }

    private CodeValue slice(Parts parts, Expr.Slice slice, Span span) {
        int size = parts.items().size();
        int from = bound(slice.start(), 0, size);
        int to = bound(slice.stop(), size, size);
        if (slice.step().isPresent() || from < 0 || to > size || from > to) {
            throw new Mistake(span, say("this entry of a list is not known"));
        }
        return new Parts(parts.items().subList(from, to));
    }

    private int bound(Optional<Expr> bound, int none, int size) {
        return bound.flatMap(expr -> scope.whole(map(expr)))
                .map(k -> (int) (k < 0 ? k + size : k))
                .orElse(none);
    }

    /** {@code cache["Z1"]} and {@code hs[t]}: the entry of a table; of a table that the program is given, what the key names. */
    private Optional<CodeValue> entry(Expr.Index index, Expr key) {
        boolean named = index.operand() instanceof Expr.Name || index.operand() instanceof Expr.Call;
        if (!named) {
            return Optional.empty();
        }
        Optional<CodeValue> table = index.operand() instanceof Expr.Name name
                ? Optional.ofNullable(scope.variables().get(name.id()))
                : given((Expr.Call) index.operand());
        if (table.isPresent() && table.get() instanceof Table of) {
            String at = key(map(key));
            CodeValue found = of.entries().get(at);
            if (found == null) {
                throw new Mistake(index.span(), say("nothing has been put into `{0}`", at));
            }
            return Optional.of(found);
        } else if (table.isEmpty() && map(key) instanceof Known known && known.arg() instanceof Arg.Text text) {
            return Optional.of(scope.get(new Expr.Name(text.value(), index.span())));
        }
        return Optional.empty();
    }

    /** What a call or a field gives; nothing for a field that only holds what the program is given. */
    private Optional<CodeValue> given(Expr.Call call) {
        try {
            return Optional.of(map(call));
        } catch (Mistake mistake) {
            if (call.function().startsWith("@")) {
                return Optional.empty();
            }
            throw mistake;
        }
    }

    /** The name of an entry of a table. */
    String key(CodeValue value) {
        if (value instanceof Known known && known.arg() instanceof Arg.Text text) {
            return text.value();
        }
        return scope.whole(value)
                .map(String::valueOf)
                .orElseThrow(() -> new Mistake(Span.NONE, say("a key of a table is a text or a whole number")));
    }

    /** A table with the given keys and values. */
    Table table(List<Expr> pairs) {
        Map<String, CodeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            entries.put(key(map(pairs.get(i))), map(pairs.get(i + 1)));
        }
        return new Table(entries);
    }
}
