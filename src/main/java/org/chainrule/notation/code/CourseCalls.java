package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.code.CodeCalls.Call;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;

/** Calls that courses and frameworks have of their own: choices, products with a transpose, derivatives of a cost. */
final class CourseCalls {
    /** What no program can be written with: the gradient that a name says, differentiated and not derived by hand. */
    static final String GRADIENT = "∂";

    private final CodeScope scope;
    private final CodeCalls calls;
    private int rounds;

    CourseCalls(CodeScope scope, CodeCalls calls) {
        this.scope = scope;
        this.calls = calls;
    }

    /** A choice by what is known is made at once. */
    CodeValue choice(Call call) {
        if (call.need(0) instanceof Known known && call.arguments().size() == 3) {
            return call.need(CodeConditions.isTrue(known.arg(), call.span()) ? 1 : 2);
        }
        return new Formula(calls.plain("where", call));
    }

    /** {@code tf.matmul(a, b, transpose_b=True)}. */
    CodeValue matmul(Call call) {
        Expr a = turned(calls.array(call, 0), call, "transpose_a");
        Expr b = turned(calls.array(call, 1), call, "transpose_b");
        return new Formula(new Expr.Binary(BinaryOp.MATMUL, a, b, call.raw().functionSpan(), call.span()));
    }

    /** {@code F.linear(x, W, b)}. */
    CodeValue linear(Call call) {
        Expr weight = new Expr.Transpose(calls.array(call, 1), call.span());
        Expr product = new Expr.Binary(
                BinaryOp.MATMUL, calls.array(call, 0), weight, call.raw().functionSpan(), call.span());
        return new Formula(call.argument(2, "bias")
                .filter(Formula.class::isInstance)
                .<Expr>map(bias -> CodeTrees.binary(BinaryOp.ADD, product, ((Formula) bias).expr(), call.span()))
                .orElse(product));
    }

    private Expr turned(Expr x, Call call, String keyword) {
        boolean turn = call.argument(-1, keyword)
                .filter(value -> value instanceof Known known && CodeConditions.isTrue(known.arg(), call.span()))
                .isPresent();
        if (turn && scope.rank(x) != 2) {
            throw new Mistake(call.span(), say("`{0}` is not understood here", keyword));
        }
        return turn ? new Expr.Transpose(x, call.span()) : x;
    }

    /** {@code cost_derivative(a, y)}: the gradient by the quantity of the model that is given first. */
    CodeValue lossDerivative(Call call) {
        Optional<Node> of = scope.find(calls.array(call, 0));
        for (Map.Entry<String, Node> quantity : scope.model().names().entrySet()) {
            if (of.isPresent() && quantity.getValue() == of.get()) {
                return new Formula(CodeTrees.call(
                        "grad",
                        call.span(),
                        new Expr.Name(scope.names().derived(), call.span()),
                        new Expr.Name(quantity.getKey(), call.span())));
            }
        }
        throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
    }

    /**
     * The gradient by what the array stands for that a name is called after, {@code df} by the f of this round; or that by the
     * next of some parts of the model, the last of which is met first.
     */
    CodeValue gradient(Call call) {
        String by = ((Expr.Name) call.raw().arguments().get(0)).id();
        if (call.raw().arguments().size() > 1) {
            by += "_" + rounds++;
            if (call.raw().arguments().size() > 2) {
                // the part itself
                return new Formula(new Expr.Name(by, call.span()));
            }
        } else {
            String variable = by.substring(1);
            Expr.Name name = new Expr.Name(variable, call.span());
            by = GRADIENT + variable;
            scope.know(
                    by,
                    scope.findVariable(name)
                            .map(scope::twin)
                            .orElseGet(
                                    () -> scope.node(new Expr.Name(scope.names().find(variable), call.span()))));
        }
        Expr gradient = CodeTrees.call(
                "grad",
                call.span(),
                new Expr.Name(scope.names().derived(), call.span()),
                new Expr.Name(by, call.span()));
        scope.node(gradient);
        return new Formula(gradient);
    }

    /** {@code relu_backward(dA, Z)} of courses: the gradient behind a function, by what the function was taken of. */
    CodeValue backward(String function, Call call) {
        Expr before = calls.array(call, 1);
        Optional<Node> given = scope.find(before);
        boolean result = given.isPresent()
                && scope.model().names().keySet().stream()
                        .map(name -> CodeTrees.call(function, call.span(), new Expr.Name(name, call.span())))
                        .anyMatch(applied -> scope.find(applied).equals(given));
        if (result) {
            throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
        }
        Expr slope = CodeTrees.call(function + "'", call.span(), before);
        return new Formula(CodeTrees.binary(BinaryOp.MULTIPLY, calls.array(call, 0), slope, call.span()));
    }
}
