package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;

/** Calls that stand alone and change what they are given. */
final class InPlaceCalls {
    private final Execution execution;
    private final Assignments assignments;
    private final CodeScope scope;
    private final CodeFormulas formulas;

    /** Calls that keep what they are given. */
    private static final Set<String> KEEPING = Set.of("save_for_backward", "mark_non_differentiable");

    InPlaceCalls(Execution execution, Assignments assignments, CodeScope scope, CodeFormulas formulas) {
        this.execution = execution;
        this.assignments = assignments;
        this.scope = scope;
        this.formulas = formulas;
    }

    /** Calls that change what they are given: {@code x.add_(y)}, {@code np.add.at(x, i, y)}, {@code list.append(x)}. */
    void follow(Expr.Call call, Span span) {
        String name = call.function().startsWith(".") ? call.function().substring(1) : call.function();
        boolean appends = name.equals("append") && call.arguments().get(0) instanceof Expr.Name;
        if (appends) {
            String list = ((Expr.Name) call.arguments().get(0)).id();
            List<CodeValue> items = new ArrayList<>();
            if (scope.variables().get(list) instanceof Parts parts) {
                items.addAll(parts.items());
                items.add(formulas.map(call.arguments().get(1)));
                scope.set(list, new Parts(items));
                return;
            }
        }
        if (name.equals("append") && ofField(call, span)) {
            return;
        } else if (name.equals("reverse")
                && call.arguments().get(0) instanceof Expr.Name list
                && scope.variables().get(list.id()) instanceof Parts parts) {
            List<CodeValue> items = new ArrayList<>(parts.items());
            Collections.reverse(items);
            scope.set(list.id(), new Parts(items));
            return;
        }
        Map<String, String> changes = Map.of("add_", "+", "sub_", "-", "mul_", "*", "div_", "/");
        if (changes.containsKey(name) && call.arguments().size() == 2) {
            assignments.assign(
                    call.arguments().get(0), changes.get(name), call.arguments().get(1), span);
        } else if (name.equals("zero_") && call.arguments().get(0) instanceof Expr.Name of) {
            assignments.assign(of, "*", new Expr.Num(0, span), span);
        } else if (name.equals("masked_fill_") && call.arguments().get(0) instanceof Expr.Name of) {
            List<Expr.IndexItem> mask = List.of(new Expr.At(call.arguments().get(1)));
            assignments.assign(
                    new Expr.Index(of, mask, span), "", call.arguments().get(2), span);
        } else if (name.equals("at") && call.arguments().size() == 4) {
            addedAt(call, span);
        } else if (formulas.calls().routines().containsKey(name)) {
            formulas.map(call);
        } else if (formulas.calls().objects().call(call).isPresent()) {
            return;
        } else if (KEEPING.contains(name)) {
            return;
        } else {
            throw new Mistake(span, say("what `{0}` changes is not known", name));
        }
    }

    /** {@code self.layers.append(x)}: whether the list is in a field of an object. */
    private boolean ofField(Expr.Call call, Span span) {
        CodeObjects objects = formulas.calls().objects();
        if (!(call.arguments().get(0) instanceof Expr.Call field)
                || !field.function().startsWith("@")) {
            return false;
        }
        String name = field.function().substring(1);
        Optional<CodeValue.Instance> object = objects.find(field.arguments().get(0));
        if (object.isEmpty() || !(object.get().fields().get(name) instanceof Parts parts)) {
            return false;
        }
        List<CodeValue> items = new ArrayList<>(parts.items());
        items.add(formulas.map(call.arguments().get(1)));
        objects.put(object.get(), name, new Parts(items), span);
        return true;
    }

    /** {@code np.add.at(x, i, y)}: rows are added up at the positions named. */
    private void addedAt(Expr.Call call, Span span) {
        Expr of = call.arguments().get(0);
        boolean adds = (of instanceof Expr.Call field && field.function().equals("@add"))
                || (of instanceof Expr.Name named && named.id().equals("add"));
        if (!adds || !(call.arguments().get(1) instanceof Expr.Name name)) {
            throw new Mistake(span, say("what `{0}` changes is not known", call.function()));
        }
        Expr x = formulas.formula(name);
        Expr index = formulas.formula(call.arguments().get(2));
        Expr rows = formulas.formula(call.arguments().get(3));
        if (scope.rank(index) > 1) {
            index = CodeTrees.call("flatten", span, index);
            List<Expr> shape = new ArrayList<>(List.of(CodeTrees.number(-1, span)));
            shape.addAll(scope.shape(x).subList(1, scope.rank(x)));
            rows = CodeTrees.call("reshape", span, rows, CodeTrees.list(shape, span));
        }
        Expr changed = CodeTrees.call("index_add", span, x, index, rows, CodeTrees.number(0, span));
        scope.node(changed);
        execution.set(name.id(), name.span(), new Formula(changed), span, Optional.empty());
    }
}
