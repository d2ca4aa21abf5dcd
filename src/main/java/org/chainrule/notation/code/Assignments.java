package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
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

/** Assignments of a program: to names, to several at once, to entries of tables and lists, to parts of arrays. */
final class Assignments {
    private final Execution execution;
    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final CodeWriter writer;

    Assignments(Execution execution, CodeScope scope, CodeFormulas formulas, CodeWriter writer) {
        this.execution = execution;
        this.scope = scope;
        this.formulas = formulas;
        this.writer = writer;
    }

    void assign(Expr target, String op, Expr value, Span span) {
        if (target instanceof Expr.ListOf list) {
            unpack(list.items(), op, value, span);
        } else if (target instanceof Expr.Name written) {
            Expr.Name name = op.isEmpty() ? written : new Expr.Name(writer.variable(written.id()), written.span());
            CodeValue given = op.isEmpty() ? formulas.map(value) : changed(name, op, value, span);
            execution.set(name.id(), name.span(), given, span, op.isEmpty() ? Optional.of(value) : Optional.empty());
            results(name, given, value, span);
            objects().derived(name.id(), value).forEach((gradient, back) -> {
                if (!scope.variables().containsKey(gradient)) {
                    execution.attached(true);
                    execution.set(gradient, name.span(), back, span, Optional.of(value));
                    execution.attached(false);
                }
            });
        } else if (target instanceof Expr.Call field && field.function().startsWith("@")) {
            Optional<CodeValue.Instance> object =
                    objects().find(field.arguments().get(0));
            if (object.isPresent()) {
                field(object.get(), field, op, value, span);
                return;
            }
            field = (Expr.Call) Renaming.with(
                    field,
                    List.of(objects()
                            .held(field.arguments().get(0), field.function().substring(1))));
            execution.attached(CodeTargets.isAttached(field, scope));
            assign(CodeTargets.field(field, scope), op, value, span);
            execution.attached(false);
        } else if (target instanceof Expr.Call call && scope.isMatlab()) {
            write(new Expr.Name(call.function(), call.functionSpan()), call, List.of(), op, value, span);
        } else if (target instanceof Expr.Index index) {
            entry(index, op, value, span);
        } else {
            throw new Mistake(target.span(), say("only a name can be defined, or ∂J/∂W claimed"));
        }
    }

    /** {@code loss, grads = net.loss(X, y)}: gradients that a function gives back in a table. */
    private void results(Expr.Name name, CodeValue given, Expr value, Span span) {
        boolean isWritten = value instanceof Expr.Call call && call.function().equals("{}");
        if (!(given instanceof Table table) || !(value instanceof Expr.Call) || isWritten || execution.isCalled()) {
            return;
        }
        table.entries().replaceAll((key, entry) -> {
            String variable = CodeTargets.gradientKey(name.id(), key, scope.model());
            // what the program adds up under that name itself has but a part from here
            if (!(entry instanceof Formula)
                    || gradientOf(variable).isEmpty()
                    || scope.variables().containsKey(variable)) {
                return entry;
            }
            execution.set(variable, name.span(), entry, span, Optional.of(value));
            return scope.variables().getOrDefault(variable, entry);
        });
    }

    private CodeObjects objects() {
        return formulas.calls().objects();
    }

    /** {@code self.dW = e}: a field of an object, and the gradient by what the object has as W. */
    private void field(CodeValue.Instance object, Expr.Call field, String op, Expr value, Span span) {
        String name = field.function().substring(1);
        CodeValue given = formulas.map(value);
        if (!op.isEmpty()) {
            Expr old = formulas.expr(objects().field(object, name, field.span()), span);
            given = new Formula(formulas.binary(op, old, formulas.expr(given, span), span));
        }
        if (given instanceof Formula formula) {
            // what the model has computed is called as there
            given = CodeTargets.quantity(formula.expr(), scope)
                    .<CodeValue>map(quantity -> new Formula(new Expr.Name(quantity, value.span())))
                    .orElse(given);
        }
        Optional<String> by = given instanceof Formula ? objects().gradient(object, name) : Optional.empty();
        if (by.isPresent()) {
            String gradient = "d" + by.get();
            execution.attached(true);
            execution.set(gradient, field.span(), given, span, Optional.of(value));
            execution.attached(false);
            given = scope.variables().getOrDefault(gradient, given);
        } else {
            execution.made(given, field.span(), span);
        }
        objects().put(object, name, given, field.span());
    }

    /**
     * Keeps a line whose shapes do not fit as it is written, for it to be judged: whether it has been kept. It is a claim as any
     * other where it gives a gradient by a name, and has sums and products alone.
     */
    boolean misfits(CodeStatement statement, boolean inLoop) {
        boolean gradient = statement instanceof CodeStatement.Assign assign
                && assign.op().isEmpty()
                && assign.target() instanceof Expr.Name name
                && gradientOf(name.id()).isPresent();
        if (!gradient) {
            return false;
        }
        CodeStatement.Assign assign = (CodeStatement.Assign) statement;
        boolean plain = assign.value().parts().stream()
                .allMatch(part -> part instanceof Expr.Name
                        || part instanceof Expr.Num
                        || part instanceof Expr.Binary
                        || part instanceof Expr.Negate
                        || part instanceof Expr.Transpose
                        || CodeTrees.isProduct(part));
        if (!plain || !execution.isPlain()) {
            return false;
        }
        try {
            Expr whole = Renaming.rewritten(
                    assign.value(),
                    part -> part instanceof Expr.Name name
                            ? formulas.formula(name)
                            : part instanceof Expr.Call call
                                    ? CodeTrees.binary(
                                            BinaryOp.MATMUL,
                                            call.arguments().get(0),
                                            call.arguments().get(1),
                                            call.span())
                                    : part);
            Expr.Name name = (Expr.Name) assign.target();
            writer.assign(name.id(), name.span(), new Formula(whole), assign.span(), whole, inLoop);
            return true;
        } catch (Mistake unknown) {
            return false;
        }
    }

    private CodeValue changed(Expr.Name name, String op, Expr value, Span span) {
        CodeValue old = formulas.map(name);
        CodeValue more = formulas.map(value);
        Expr whole = formulas.binary(op, formulas.expr(old, name.span()), formulas.expr(more, value.span()), span);
        return old instanceof Known && more instanceof Known ? scope.value(whole) : new Formula(whole);
    }

    private void unpack(List<Expr> targets, String op, Expr value, Span span) {
        if (!op.isEmpty()) {
            throw new Mistake(span, say("`{0}` is not understood here", op + "="));
        }
        boolean given = value instanceof Expr.Name name && !scope.isVariable(name.id());
        boolean kept = CodeTargets.isField(value)
                && objects().find(value.children().get(0)).isEmpty();
        if (given || kept) {
            // (x, w, b) = cache: what the model calls so
            for (Expr target : targets) {
                if (target instanceof Expr.Name name
                        && !(kept && scope.variables().get(name.id()) instanceof Formula)
                        && scope.model().find(scope.names().find(name.id())).isEmpty()
                        && !scope.layers().isKnown(name.id())) {
                    // a table among it is one that the program is given: parameters["W"]
                    scope.variables().remove(name.id());
                }
            }
            return;
        }
        CodeValue all = formulas.map(value);
        Parts parts = all instanceof Parts tuple ? tuple : new CodeShapes(scope, formulas).items(all, span);
        if (parts.items().size() != targets.size()) {
            throw new Mistake(
                    span,
                    say(
                            "{0} names for {1} values",
                            targets.size(), parts.items().size()));
        }
        List<Expr> right =
                value instanceof Expr.ListOf list && list.items().size() == targets.size() ? list.items() : List.of();
        // all values are there before the first name gets its own
        String held = "·" + span.start();
        scope.set(held, parts);
        for (int i = 0; i < targets.size(); i++) {
            CodeValue item = ((Parts) scope.variables().getOrDefault(held, parts))
                    .items()
                    .get(i);
            if (!(targets.get(i) instanceof Expr.Name name)) {
                // grads["dA1"], grads["dW2"] = …
                String entry = held + "·";
                scope.set(entry, item);
                assign(targets.get(i), "", new Expr.Name(entry, targets.get(i).span()), span);
                scope.variables().remove(entry);
            } else if (!name.id().equals("_")) {
                Expr from = right.isEmpty() ? value : right.get(i);
                execution.set(name.id(), name.span(), item, span, Optional.of(from));
                results(name, item, from, span);
            }
        }
        scope.variables().remove(held);
    }

    /** {@code x[i] = e}: an entry of a table, or a part of an array. */
    private void entry(Expr.Index index, String op, Expr value, Span span) {
        boolean single = index.items().size() == 1 && index.items().get(0) instanceof Expr.At;
        if (single
                && index.operand() instanceof Expr.Call field
                && field.function().startsWith("@")) {
            Optional<CodeValue.Instance> object =
                    objects().find(field.arguments().get(0));
            CodeValue held = object.map(of -> of.fields().get(field.function().substring(1)))
                    .orElse(null);
            if (held instanceof Table table) {
                String key = formulas.key(formulas.map(((Expr.At) index.items().get(0)).index()));
                tableEntry(field.function().substring(1), table, key, index, op, value, span);
                return;
            }
        }
        Expr operand =
                index.operand() instanceof Expr.Call field && field.function().startsWith("@")
                        ? CodeTargets.field(field, scope)
                        : index.operand();
        if (single && operand instanceof Expr.Name name) {
            Expr key = ((Expr.At) index.items().get(0)).index();
            CodeValue of = scope.variables().get(name.id());
            if (of instanceof Parts parts) {
                listItem(name.id(), parts, key, index, op, value, span);
                return;
            }
            boolean unknown = of == null && !scope.isVariable(name.id());
            if (of instanceof Table
                    || (unknown && formulas.map(key) instanceof Known known && known.arg() instanceof Arg.Text)) {
                Table table = of instanceof Table own ? own : new Table(new LinkedHashMap<>());
                scope.set(name.id(), table);
                tableEntry(name.id(), table, formulas.key(formulas.map(key)), index, op, value, span);
                return;
            }
        } else if (single
                && index.operand() instanceof Expr.Index inner
                && formulas.map(inner) instanceof Table table) {
            tableEntry(
                    "",
                    table,
                    formulas.key(formulas.map(((Expr.At) index.items().get(0)).index())),
                    index,
                    op,
                    value,
                    span);
            return;
        }
        if (!(operand instanceof Expr.Name name)) {
            throw new Mistake(index.span(), say("writing to such a part of an array is not understood"));
        }
        write(name, null, index.items(), op, value, span);
    }

    /** {@code nabla_w[-1] = e}: a list with something else at a place. */
    private void listItem(String list, Parts of, Expr key, Expr.Index target, String op, Expr value, Span span) {
        int size = of.items().size();
        long at = scope.whole(formulas.map(key)).map(k -> k < 0 ? k + size : k).orElse(-1L);
        if (at < 0 || at >= size) {
            throw new Mistake(target.span(), say("this entry of a list is not known"));
        }
        CodeValue given = formulas.map(value);
        if (!op.isEmpty()) {
            Expr old = formulas.expr(of.items().get((int) at), span);
            given = new Formula(formulas.binary(op, old, formulas.expr(given, span), span));
        }
        String variable = scope.layers().gradient(list, (int) at, size);
        execution.set(variable, target.span(), given, span, Optional.of(value));
        List<CodeValue> items = new ArrayList<>(of.items());
        items.set((int) at, scope.variables().getOrDefault(variable, given));
        scope.set(list, new Parts(items));
    }

    private void tableEntry(String table, Table of, String key, Expr.Index target, String op, Expr value, Span span) {
        String variable = CodeTargets.gradientKey(table, key, scope.model());
        CodeValue given;
        if (op.isEmpty()) {
            given = formulas.map(value);
        } else {
            CodeValue old = Optional.ofNullable(of.entries().get(key))
                    .orElseThrow(() -> new Mistake(target.span(), say("nothing has been put into `{0}`", key)));
            given = new Formula(formulas.binary(op, formulas.expr(old, span), formulas.formula(value), span));
        }
        execution.set(variable, target.span(), given, span, Optional.of(value));
        of.entries().put(key, scope.variables().getOrDefault(variable, given));
    }

    /** A new value of an array with something else in a part of it. */
    private void write(
            Expr.Name written,
            Expr.@org.jspecify.annotations.Nullable Call matlab,
            List<Expr.IndexItem> items,
            String op,
            Expr value,
            Span span) {
        Expr.Name name = new Expr.Name(writer.variable(written.id()), written.span());
        Optional<Node> of = gradientOf(name.id());
        if (scope.isMatlab() && of.isPresent() && !scope.variables().containsKey(name.id())) {
            // an array of MATLAB begins with what is put into it
            Expr variable = new Expr.Name(scope.names().find(name.id()).substring(1), span);
            Expr zeros = CodeTrees.binary(BinaryOp.MULTIPLY, new Expr.Num(0, span), variable, span);
            execution.set(name.id(), name.span(), new Formula(zeros), span, Optional.of(zeros));
        } else if (!scope.isVariable(name.id()) && formulas.find(name).isEmpty()) {
            throw new Mistake(name.span(), say("only a name can be defined, or ∂J/∂W claimed"));
        }
        Expr x = formulas.formula(name);
        List<Expr.IndexItem> parts = matlab == null ? items : new MatlabIndex(scope, formulas).items(x, matlab);
        Expr changed = formulas.places().written(x, parts, op, value, span);
        scope.node(changed);
        execution.set(name.id(), name.span(), new Formula(changed), span, Optional.empty());
    }

    /** The quantity that a name is the gradient by. */
    private Optional<Node> gradientOf(String name) {
        String found = scope.names().find(name);
        return found.startsWith("d") && scope.model().find(found).isEmpty()
                ? scope.model().find(found.substring(1))
                : Optional.empty();
    }
}
