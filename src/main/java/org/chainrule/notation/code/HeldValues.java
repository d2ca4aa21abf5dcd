package org.chainrule.notation.code;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.code.CodeValue.Table;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;

/** What lists and tables hold by the names of other variables. */
final class HeldValues {
    private HeldValues() {}

    /**
     * Whether a list or a table holds what a name stands for.
     *
     * @param itself whether the value of the name counts, and not only formulas of it
     */
    static boolean hold(CodeValue value, String name, boolean itself) {
        if (value instanceof CodeValue.Instance object) {
            return hold(object.table(), name, itself);
        } else if (value instanceof Parts parts) {
            return parts.items().stream().anyMatch(item -> isOf(item, name, itself) || hold(item, name, itself));
        } else if (value instanceof Table table) {
            return table.entries().values().stream()
                    .anyMatch(item -> isOf(item, name, itself) || hold(item, name, itself));
        }
        return false;
    }

    private static boolean isOf(CodeValue item, String name, boolean itself) {
        return item instanceof Formula formula
                && (itself || !(formula.expr() instanceof Expr.Name))
                && formula.expr().parts().stream()
                        .anyMatch(
                                part -> part instanceof Expr.Name of && of.id().equals(name));
    }

    /** A value in which lists and tables hold something by another name. */
    static CodeValue renamed(CodeValue value, String name, String other, boolean itself) {
        if (value instanceof CodeValue.Instance object) {
            renamed(object.table(), name, other, itself);
        } else if (value instanceof Parts parts) {
            return new Parts(parts.items().stream()
                    .map(item -> item(item, name, other, itself))
                    .toList());
        } else if (value instanceof Table table) {
            Map<String, CodeValue> entries = table.entries();
            new LinkedHashMap<>(entries).forEach((key, item) -> entries.put(key, item(item, name, other, itself)));
        }
        return value;
    }

    private static CodeValue item(CodeValue item, String name, String other, boolean itself) {
        if (isOf(item, name, itself)) {
            return new Formula(Renaming.rewritten(
                    ((Formula) item).expr(),
                    part -> part instanceof Expr.Name of && of.id().equals(name)
                            ? new Expr.Name(other, of.span())
                            : part));
        }
        return renamed(item, name, other, itself);
    }
}
