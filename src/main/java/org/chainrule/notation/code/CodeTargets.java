package org.chainrule.notation.code;

import java.util.Map;
import java.util.Optional;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/** What fields and entries of tables are called that a program assigns to. */
final class CodeTargets {
    private CodeTargets() {}

    /** {@code self.dW} is dW, and {@code W.grad} as well. */
    static Expr.Name field(Expr.Call field, CodeScope scope) {
        String name = field.function().substring(1);
        Expr of = field.arguments().get(0);
        Optional<String> gradient = gradient(name, of, scope);
        if (gradient.isPresent()) {
            return new Expr.Name(gradient.get(), field.span());
        } else if (name.equals("grad")
                && of instanceof Expr.Call inner
                && inner.function().startsWith("@")) {
            return new Expr.Name("d" + inner.function().substring(1), field.span());
        } else if (name.equals("data")) {
            return of instanceof Expr.Call inner && inner.function().startsWith("@")
                    ? field(inner, scope)
                    : (Expr.Name) of;
        }
        return new Expr.Name(name, field.span());
    }

    /**
     * What {@code W.grad} is called, and {@code W.g} where W is something of the model; in a function an argument stands for what
     * it was called with.
     */
    static Optional<String> gradient(String field, Expr of, CodeScope scope) {
        if (!(of instanceof Expr.Name variable) || !(field.equals("grad") || field.equals("g"))) {
            return Optional.empty();
        }
        String name = scope.variables().get(variable.id()) instanceof CodeValue.Formula value
                ? quantity(value.expr(), scope).orElse(scope.names().find(variable.id()))
                : scope.names().find(variable.id());
        boolean known = scope.model().find(name).isPresent();
        return known || field.equals("grad") ? Optional.of("d" + name) : Optional.empty();
    }

    /** What the model calls that which a variable stands for: it may have been computed once more. */
    static Optional<String> quantity(Expr value, CodeScope scope) {
        return value instanceof Expr.Name given
                ? Optional.of(given.id())
                : scope.find(value).flatMap(node -> scope.model().names().entrySet().stream()
                        .filter(known -> known.getValue() == node)
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** Whether a field is the gradient that belongs to an array, whoever changes it. */
    static boolean isAttached(Expr.Call field, CodeScope scope) {
        return gradient(field.function().substring(1), field.arguments().get(0), scope)
                .isPresent();
    }

    /** What a table of gradients has for W is dW. */
    static String gradientKey(String table, String key, Model model) {
        boolean number = key.chars().allMatch(c -> Character.isDigit(c) || c == '-');
        boolean gradients =
                table.contains("grad") || table.contains("Grad") || table.startsWith("d") || table.startsWith("back");
        if (number) {
            return table + "_" + key.replace('-', 'm');
        }
        return gradients && model.find(key).isPresent() && !key.startsWith("d") ? "d" + key : key;
    }

    /** Whether a value is what a forward pass has kept. */
    static boolean isField(Expr value) {
        return value instanceof Expr.Call call
                && (call.function().equals("@cache")
                        || call.function().equals("@saved_tensors")
                        || call.function().equals("@saved"));
    }
}
