package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.code.CodeCalls.Call;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;

/** The largest entries and where they stand: {@code max}, {@code argmax}, {@code x.max(1).indices}. */
final class Extremes {
    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final CodeCalls calls;

    Extremes(CodeScope scope, CodeFormulas formulas, CodeCalls calls) {
        this.scope = scope;
        this.formulas = formulas;
        this.calls = calls;
    }

    private Expr array(Call call, int i) {
        return calls.array(call, i);
    }

    /** The largest entry along an axis, or the larger of two. */
    CodeValue extreme(Call call) {
        boolean two = call.arguments().size() == 2 && call.keywords().isEmpty();
        if (two
                && !scope.isMatlab()
                && scope.whole(call.need(1)).isPresent()
                && scope.rank(array(call, 0)) > 0
                && (call.method() || scope.whole(call.need(1)).get() != 0)) {
            Expr.Keyword axis = CodeTrees.keyword("axis", array(call, 1));
            return new Formula(CodeTrees.call(call.name(), call.span(), List.of(array(call, 0)), axis));
        } else if (two) {
            return calls.elementwise(call.name().equals("max") ? "maximum" : "minimum", call);
        }
        boolean along = scope.isMatlab()
                && call.arguments().size() == 3
                && call.raw().arguments().get(1) instanceof Expr.Call empty
                && empty.function().equals("[]");
        if (along) {
            // max(x, [], 2)
            List<CodeValue> arguments = List.of(call.need(0), call.need(2));
            return new Formula(
                    calls.plain(call.name(), new Call(call.name(), false, arguments, call.keywords(), call.raw())));
        }
        return new Formula(calls.plain(call.name(), call));
    }

    /** {@code argmax}, with the axis as PyTorch calls it. */
    CodeValue position(Call call) {
        List<Expr.Keyword> keywords = new ArrayList<>();
        call.argument(1, "axis", "dim")
                .ifPresent(axis -> keywords.add(CodeTrees.keyword("axis", formulas.expr(axis, call.span()))));
        call.argument(2, "keepdims", "keepdim")
                .ifPresent(kept -> keywords.add(CodeTrees.keyword("keepdims", formulas.expr(kept, call.span()))));
        return new Formula(CodeTrees.call(
                call.name(), call.span(), List.of(array(call, 0)), keywords.toArray(Expr.Keyword[]::new)));
    }

    /** {@code x.max(1).indices}, and {@code x.max(1).values}. */
    CodeValue field(String name, Expr.Call of) {
        Expr values = formulas.formula(of);
        if (!(values instanceof Expr.Call call) || !name.equals("indices")) {
            return new Formula(values);
        }
        List<Expr> arguments = call.arguments();
        return new Formula(
                new Expr.Call("arg" + call.function(), call.functionSpan(), arguments, call.keywords(), call.span()));
    }

    /** Whether a call is {@code x.max(1)} or its like, of which the positions may be asked for. */
    static boolean isPair(Expr of) {
        return of instanceof Expr.Call call
                && (call.function().equals(".max")
                        || call.function().equals("max")
                        || call.function().equals(".min")
                        || call.function().equals("min"));
    }

    /** {@code np.unravel_index(k, shape)} of two axes: the row and the column of an entry that is counted through. */
    CodeValue unravelled(Call call) {
        List<CodeValue> sizes = call.need(1, "shape") instanceof Parts shape ? shape.items() : List.of();
        if (sizes.size() != 2) {
            throw new Mistake(call.span(), say("`{0}` is understood for two axes", call.name()));
        }
        Span span = call.span();
        Expr position = array(call, 0);
        boolean largest = position instanceof Expr.Call of
                && of.function().startsWith("arg")
                && of.keywords().isEmpty()
                && scope.rank(of.arguments().get(0)) == 2;
        if (largest) {
            // the row with the largest entry, and the column with it
            Expr.Call of = (Expr.Call) position;
            List<CodeValue> places = new ArrayList<>();
            for (int other = 1; other >= 0; other--) {
                Expr each = CodeTrees.call(
                        of.function().substring(3), span, List.of(of.arguments().get(0)), CodeTrees.axis(other, span));
                places.add(new Formula(CodeTrees.call(of.function(), span, each)));
            }
            return new Parts(places);
        }
        Expr columns = formulas.expr(sizes.get(1), span);
        Expr row = CodeTrees.call("floor", span, CodeTrees.binary(BinaryOp.DIVIDE, position, columns, span));
        Expr column = CodeTrees.binary(
                BinaryOp.SUBTRACT, position, CodeTrees.binary(BinaryOp.MULTIPLY, row, columns, span), span);
        return new Parts(List.of(new Formula(row), new Formula(column)));
    }
}
