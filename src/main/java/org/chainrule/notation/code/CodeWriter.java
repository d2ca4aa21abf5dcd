package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;

/**
 * Writes what a program assigns as definitions of the notation. A name of the model that the program uses for something else
 * gets a name of its own, and so does what shares its values with an array that is changed.
 */
final class CodeWriter {
    private static final int MOST_STEPS = 6000;

    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final List<Statement> statements = new ArrayList<>();
    /** The statements that are made in loops. */
    private final Set<Integer> inLoops = new HashSet<>();
    /** The statements that only say what else is changed. */
    private final Set<Integer> shared = new HashSet<>();

    /** By which variable of the program a name of the notation is used. */
    private final Map<String, String> owners = new HashMap<>();

    private final AssignedNames assigned = new AssignedNames();
    /** Which object a variable stands for, so that two may stand for one. */
    private final Map<String, Integer> objects = new LinkedHashMap<>();
    /** Which object an object is a view of. */
    private final Map<Integer, Integer> views = new HashMap<>();
    /** Which part of that it is, where it is one. */
    private final Map<Integer, List<Expr.IndexItem>> parts = new HashMap<>();

    /** Where a function of the program made a value. */
    private final IdentityHashMap<Expr, Made> made = new IdentityHashMap<>();
    /** The same for names that stand for such a value. */
    private final Map<String, Made> carried = new HashMap<>();

    private int fresh;

    private record Made(Expr value, Span at, Span span) {}

    CodeWriter(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    /** Takes up what a program assigns to. */
    void count(List<CodeStatement> program) {
        assigned.count(program);
    }

    /** The statements, each with whether it only passes. */
    List<Program.Step> steps() {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Statement.Define define && !shared.contains(i)) {
                last.put(define.name().id(), i);
            }
        }
        List<Program.Step> steps = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            boolean passing = false;
            if (statements.get(i) instanceof Statement.Define define) {
                int lastOne = last.getOrDefault(define.name().id(), i);
                boolean ofRound = inLoops.contains(lastOne) && isOfRound(define);
                boolean handedOn = lastOne == i + 1
                        && statements.get(lastOne) instanceof Statement.Define next
                        && next.isHandedOn();
                passing = shared.contains(i) || ofRound || (inLoops.contains(i) && lastOne != i && !handedOn);
            }
            steps.add(new Program.Step(statements.get(i), passing));
        }
        return steps;
    }

    /** Whether a name stands for something of one round of a loop, which is no gradient by all that its name says. */
    private boolean isOfRound(Statement.Define define) {
        String name = define.name().id();
        Node variable =
                name.startsWith("d") ? scope.model().find(name.substring(1)).orElse(null) : null;
        return variable != null
                && scope.find(new Expr.Name(name, Span.NONE))
                        .filter(node -> !sizes(node).equals(sizes(variable)) && node.rank() != variable.rank())
                        .isPresent();
    }

    /** The sizes of an array, those that are 1 apart. */
    private static List<Dim> sizes(Node node) {
        return node.shape().dims().stream().filter(dim -> !dim.isOne()).toList();
    }

    /** How many statements there are so far. */
    int size() {
        return statements.size();
    }

    void keep(Statement statement) {
        statements.add(statement);
    }

    private void define(String name, Span at, Expr value, Span span, boolean inLoop) {
        if (statements.size() >= MOST_STEPS) {
            throw new Mistake(span, Message.say("this loop is not followed: it has too many rounds"));
        }
        if (inLoop) {
            inLoops.add(statements.size());
        }
        statements.add(new Statement.Define(new Expr.Name(name, at), value, span));
        carried.remove(name);
        carried.values().removeIf(other -> uses(other.value(), name));
        scope.define(name, value, formulas.isMask(value));
    }

    static boolean uses(Expr value, String name) {
        return value.parts().stream()
                .anyMatch(part -> part instanceof Expr.Name of && of.id().equals(name));
    }

    /** The variable that a name means where it is changed: {@code grad_W} where the program has called that dW. */
    String variable(String written) {
        return scope.variables().containsKey(written)
                ? written
                : owners.getOrDefault(scope.names().find(written), written);
    }

    /** Gives a condition a name, since what it is made of may change. */
    Expr condition(Expr condition, Span span) {
        String name = unused("condition");
        define(name, span, condition, span, true);
        shared.add(statements.size() - 1);
        return new Expr.Name(name, span);
    }

    private String unused(String base) {
        String name = base;
        while (scope.model().find(name).isPresent()
                || scope.model().sizeNames().contains(name)
                || owners.containsKey(name)
                || name.equals("condition")) {
            name = base + "_" + ++fresh;
        }
        owners.put(name, name);
        return name;
    }

    /** {@code variable = value}. */
    void assign(String variable, Span at, CodeValue value, Span span, Expr right, boolean inLoop) {
        share(variable, right);
        give(variable, at, value, span, inLoop, true);
    }

    /** A variable is changed in place, and with it all that stands for the same array. */
    void change(String variable, Span at, CodeValue value, Span span, boolean inLoop) {
        CodeValue old = scope.variables().get(variable);
        boolean number = old instanceof Known
                || (old instanceof Formula before
                        && scope.find(before.expr())
                                .filter(node -> node.rank() == 0)
                                .isPresent());
        give(variable, at, value, span, inLoop, false);
        if (number || scope.isMatlab()) {
            return;
        }
        spread(variable, at, span, inLoop, new HashSet<>(Set.of(variable)));
    }

    /** What has been changed in place is changed under all its names, in the array that it is a part of, and in its parts. */
    private void spread(String variable, Span at, Span span, boolean inLoop, Set<String> done) {
        int object = object(variable);
        for (Map.Entry<String, Integer> other : new ArrayList<>(objects.entrySet())) {
            int id = other.getValue();
            if ((id != object && !isView(id, object) && !isView(object, id)) || !done.add(other.getKey())) {
                continue;
            }
            Optional<Expr> now = changed(variable, object, other.getKey(), id, span, inLoop);
            if (now.isEmpty()) {
                done.remove(other.getKey());
                if (id == object || !isFurther(object, id)) {
                    scope.set(other.getKey(), new CodeValue.Unknown(line(span), true));
                }
            } else if (id != object && isView(id, object)) {
                scope.set(other.getKey(), new Formula(now.get()));
                spread(other.getKey(), at, span, inLoop, done);
            } else {
                give(other.getKey(), at, new Formula(now.get()), span, inLoop, false);
                spread(other.getKey(), at, span, inLoop, done);
            }
        }
    }

    /** Whether two objects are parts of each other by way of a third, which hands on what changes. */
    private boolean isFurther(int object, int other) {
        return followed(object, other) || followed(other, object);
    }

    private boolean followed(int view, int base) {
        Integer next = view;
        while (next != null && next != base) {
            next = parts.containsKey(next) ? views.get(next) : null;
        }
        return next != null;
    }

    /**
     * What another name stands for when a variable has been changed; nothing where that is not known. Two names for one whole
     * array are meant as such where a loop fills it; by itself {@code dq = dz} may be meant as a copy.
     */
    private Optional<Expr> changed(String variable, int object, String other, int id, Span span, boolean inLoop) {
        if (!(scope.variables().get(variable) instanceof Formula value)) {
            return Optional.empty();
        }
        try {
            if (id == object && inLoop) {
                return Optional.of(value.expr());
            } else if (Integer.valueOf(object).equals(views.get(id)) && parts.containsKey(id)) {
                return Optional.of(formulas.places().read(value.expr(), parts.get(id), span));
            } else if (Integer.valueOf(id).equals(views.get(object))
                    && parts.containsKey(object)
                    && scope.variables().get(other) instanceof Formula of) {
                Expr.Name changed = new Expr.Name(variable, span);
                return Optional.of(formulas.places().written(of.expr(), parts.get(object), "", changed, span));
            }
            return Optional.empty();
        } catch (Mistake unknown) {
            return Optional.empty();
        }
    }

    private int line(Span span) {
        return scope.model().source().line(span.start());
    }

    private boolean isView(int object, int of) {
        Integer base = views.get(object);
        while (base != null) {
            if (base == of) {
                return true;
            }
            base = views.get(base);
        }
        return false;
    }

    private int object(String variable) {
        return objects.computeIfAbsent(variable, name -> ++fresh);
    }

    /** Notes that two variables stand for one array, {@code dz = da}, or one for a part of another. */
    private void share(String variable, Expr right) {
        Expr base = right;
        while (base instanceof Expr.Transpose
                || base instanceof Expr.Index
                || (base instanceof Expr.Call call && isView(call.function()))) {
            base = base.children().get(0);
        }
        // x = x.reshape(…) is a view of what x was
        int of = base instanceof Expr.Name name ? object(name.id()) : 0;
        objects.remove(variable);
        if (of > 0 && !scope.isMatlab()) {
            if (base == right) {
                objects.put(variable, of);
            } else {
                int view = object(variable);
                views.put(view, of);
                if (right instanceof Expr.Index index && index.operand() == base) {
                    formulas.places().fixed(index.items()).ifPresent(items -> parts.put(view, items));
                }
            }
        }
    }

    private static boolean isView(String function) {
        return Set.of(
                        ".reshape",
                        ".view",
                        ".ravel",
                        ".squeeze",
                        ".t",
                        ".transpose",
                        ".unsqueeze",
                        ".permute",
                        "reshape",
                        "transpose",
                        "expand_dims",
                        "squeeze",
                        ".detach",
                        "asarray",
                        "@data")
                .contains(function);
    }

    private void give(String variable, Span at, CodeValue value, Span span, boolean inLoop, boolean anew) {
        String found = scope.names().find(variable);
        // where the program has dW as well, grad is a part of it
        boolean gradient = found.startsWith("d")
                && scope.model().find(found.substring(1)).isPresent()
                && scope.model().find(found).isEmpty()
                && (found.equals(variable) || assigned.times(found) == 0);
        boolean itself = value instanceof Formula same
                && same.expr() instanceof Expr.Name name
                && name.id().equals(found)
                && scope.model().find(found).isPresent();
        boolean plain =
                (!itself && value instanceof Formula) || (value instanceof Known known && gradient && isNumber(known));
        if (!plain) {
            scope.set(variable, value);
            return;
        }
        Expr expr = formulas.expr(value, span);
        String name;
        boolean away = gradient && assigned.isTurned(variable) && isTurned(expr, found);
        if (away && CodeTrees.isTransposeOf(expr, new Expr.Name(found, span))) {
            scope.set(variable, value);
            return;
        } else if (away) {
            expr = new Expr.Transpose(expr, span);
        }
        if (gradient) {
            name = owners.getOrDefault(found, variable).equals(variable) ? found : unusedUnless(variable, variable);
        } else if (scope.model().find(found).isPresent() && anew && isRestated(variable, found, expr, inLoop)) {
            statements.add(new Statement.Define(new Expr.Name(found, at), expr, span));
            return;
        } else {
            boolean taken = scope.model().find(variable).isPresent()
                    || scope.model().sizeNames().contains(variable);
            name = taken ? own(variable) : variable;
        }
        owners.put(name, variable);
        keepOld(name, anew, span);
        Made within = expr instanceof Expr.Name held ? carried.get(held.id()) : made.get(expr);
        if (within != null && gradient) {
            // the line of the function is what gives it, and this one hands it on
            define(name, within.at(), within.value(), within.span(), inLoop);
            expr = new Expr.Name(name, Span.NONE);
        }
        define(name, at, expr, span, inLoop);
        if (within != null && !gradient && !uses(within.value(), name)) {
            carried.put(name, within);
        }
        boolean updated = scope.model()
                        .find(found)
                        .filter(scope.model().params()::contains)
                        .isPresent()
                && expr.parts().stream()
                        .anyMatch(
                                part -> part instanceof Expr.Name of && of.id().equals(found));
        Expr now = away ? new Expr.Transpose(new Expr.Name(name, at), at) : new Expr.Name(name, at);
        scope.set(variable, updated ? new CodeValue.Unknown(line(span), true) : new Formula(now));
    }

    /** Whether a value has the shape of a transposed gradient, and not that of the gradient. */
    private boolean isTurned(Expr value, String gradient) {
        List<Dim> own = scope.model().get(gradient.substring(1)).shape().dims();
        List<Dim> given = scope.find(value).map(node -> node.shape().dims()).orElse(List.of());
        return own.size() == 2
                && given.size() == 2
                && !given.equals(own)
                && given.equals(List.of(own.get(1), own.get(0)));
    }

    /** What lists and tables hold of a name that gets another value: it stays what it was, unless the array itself changes. */
    private void keepOld(String name, boolean anew, Span span) {
        Optional<Node> old = scope.find(new Expr.Name(name, span));
        if (old.isEmpty()) {
            return;
        }
        boolean replaced = anew || scope.isMatlab() || old.get().rank() == 0;
        if (scope.variables().values().stream().noneMatch(value -> HeldValues.hold(value, name, replaced))) {
            return;
        }
        String kept = unused(name + "_");
        define(kept, span, new Expr.Name(name, span), span, true);
        shared.add(statements.size() - 1);
        scope.variables().replaceAll((variable, value) -> HeldValues.renamed(value, name, kept, replaced));
    }

    /** Notes where a function gave a value, which its caller may use as a gradient. */
    void made(CodeValue value, Span at, Span span) {
        if (value instanceof Formula formula && !(formula.expr() instanceof Expr.Name)) {
            made.putIfAbsent(formula.expr(), new Made(formula.expr(), at, span));
        }
    }

    private static boolean isNumber(Known known) {
        return known.arg() instanceof org.chainrule.ops.Arg.Num;
    }

    private String unusedUnless(String name, String variable) {
        return owners.getOrDefault(name, variable).equals(variable) ? name : unused(name);
    }

    /** The name of the notation for a variable that is called as something of the model and is something else. */
    private String own(String variable) {
        return owners.entrySet().stream()
                .filter(owner ->
                        owner.getValue().equals(variable) && !owner.getKey().equals(variable))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> unused(variable + "_"));
    }

    /** Whether a program says once more what a quantity of the model is. */
    private boolean isRestated(String variable, String found, Expr value, boolean inLoop) {
        boolean uses = value.parts().stream()
                .anyMatch(part -> part instanceof Expr.Name name && name.id().equals(found));
        Node quantity = scope.model().get(found);
        return !inLoop
                && !uses
                && !assigned.isUpdated(variable)
                && (assigned.times(variable) <= 1 || quantity.isScalar())
                && !quantity.isLeaf()
                && scope.find(value)
                        .filter(node -> node.shape().sameShape(quantity.shape())
                                || (sizes(node).isEmpty() && quantity.isScalar()))
                        .isPresent();
    }
}
