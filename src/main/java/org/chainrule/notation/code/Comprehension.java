package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** {@code [e for x in items if c]}: a list, item by item. */
final class Comprehension {
    /** How the reader calls one: the element, what it goes through by which name, and perhaps a condition. */
    static final String NAME = "[for]";

    private Comprehension() {}

    /** The items. */
    static Parts of(Expr.Call call, CodeScope scope, CodeFormulas formulas, CodeShapes shapes) {
        List<Expr> parts = call.arguments();
        Map<String, CodeValue> outside = new LinkedHashMap<>(scope.variables());
        List<CodeValue> items = new ArrayList<>();
        try {
            for (CodeValue item :
                    shapes.items(formulas.map(parts.get(2)), call.span()).items()) {
                bind(scope, parts.get(1), item, call.span());
                if (parts.size() < 4 || holds(formulas.map(parts.get(3)), call.span())) {
                    items.add(formulas.map(parts.get(0)));
                }
            }
        } finally {
            scope.variables().clear();
            scope.variables().putAll(outside);
        }
        return new Parts(items);
    }

    private static boolean holds(CodeValue condition, Span span) {
        if (condition instanceof Known known && known.arg() instanceof Arg.Bool bool) {
            return bool.value();
        }
        throw new Mistake(span, say("which items this list has is not known"));
    }

    /** Gives the variables of a loop their values in one round. */
    static void bind(CodeScope scope, Expr target, CodeValue item, Span span) {
        if (target instanceof Expr.Name name) {
            scope.set(name.id(), item);
        } else if (target instanceof Expr.ListOf list
                && item instanceof Parts parts
                && parts.items().size() == list.items().size()) {
            for (int i = 0; i < list.items().size(); i++) {
                bind(scope, list.items().get(i), parts.items().get(i), span);
            }
        } else {
            throw new Mistake(span, say("this loop is not followed: what it goes through is not known"));
        }
    }
}
