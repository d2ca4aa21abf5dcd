package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.ops.Arg;
import org.jspecify.annotations.Nullable;

/** The functions and classes of a program, and what a call of one gives: its body is followed with the arguments in place. */
final class Routines {
    private static final int MOST_CALLS = 12;

    private static final Pattern SHARED = Pattern.compile("(?:global|nonlocal)\\s+([\\w\\s,]+)");

    private final Execution execution;
    private final CodeScope scope;
    private final CodeFormulas formulas;

    /** What functions have given arrays of their surroundings, which is there when they are through. */
    private final Map<String, CodeValue> attached = new LinkedHashMap<>();

    /** What the function that is followed has in common with its surroundings. */
    private Set<String> shared = Set.of();

    private boolean asking;
    private int calls;

    Routines(Execution execution, CodeScope scope, CodeFormulas formulas) {
        this.execution = execution;
        this.scope = scope;
        this.formulas = formulas;
    }

    /** Whether a function is being followed. */
    boolean isCalled() {
        return calls > 0;
    }

    /** Keeps a gradient that belongs to an array for when the function is through. */
    void attach(String variable, CodeValue value) {
        attached.put(variable, value);
    }

    /** Takes up what a function says of its variables, {@code global dW, db}. */
    void share(String said) {
        Matcher names = SHARED.matcher(said);
        if (isCalled() && names.matches()) {
            shared = new HashSet<>(shared);
            shared.addAll(List.of(names.group(1).strip().split("\\s*,\\s*", -1)));
        }
    }

    /** Whether a variable is not one of the function that is followed. */
    boolean isShared(String variable) {
        return shared.contains(variable);
    }

    private boolean isClass(CodeStatement.Routine routine) {
        return scope.model().source().text().startsWith("class", routine.span().start());
    }

    /** The classes that objects are made of in the text, and those that these are made from. */
    void findClasses(List<CodeStatement> program, String text) {
        Map<String, CodeStatement.Routine> all = new LinkedHashMap<>();
        for (CodeStatement statement : program) {
            if (statement instanceof CodeStatement.Routine routine && isClass(routine)) {
                all.put(routine.name(), routine);
            }
        }
        List<String> used = new ArrayList<>();
        all.keySet().stream()
                .filter(name -> Pattern.compile("(?<!class )\\b" + Pattern.quote(name) + "(?:\\(|\\.apply\\b)")
                        .matcher(text)
                        .find())
                .forEach(used::add);
        for (int i = 0; i < used.size(); i++) {
            CodeStatement.Routine type = Objects.requireNonNull(all.get(used.get(i)));
            formulas.calls().objects().take(type, this::asked);
            type.results().stream()
                    .filter(parent -> all.containsKey(parent) && !used.contains(parent))
                    .forEach(used::add);
        }
    }

    void findRoutines(List<CodeStatement> program, String text) {
        for (CodeStatement statement : program) {
            if (statement instanceof CodeStatement.Routine routine
                    && !formulas.calls().objects().isClass(routine.name())) {
                Pattern use = Pattern.compile("\\b" + Pattern.quote(routine.name()) + "\\s*\\(");
                // its own head is no use of it
                int head = isUnnamed(routine) ? 0 : 1;
                if (!routine.parameters().isEmpty()
                        && use.matcher(text).results().count() > head) {
                    formulas.calls().routine(routine, this::called);
                } else {
                    findRoutines(routine.body(), text);
                }
            }
        }
    }

    /** Whether a function was made by an expression, and then given a name. */
    boolean isUnnamed(CodeStatement.Routine routine) {
        return scope.model()
                .source()
                .text()
                .startsWith(routine.name(), routine.span().start());
    }

    private CodeValue called(CodeCalls.Call call) {
        return called(formulas.calls().routines().get(call.name()), call);
    }

    /** What an object is asked for. */
    private CodeValue asked(CodeStatement.Routine method, CodeCalls.Call call) {
        boolean inside = asking;
        asking = true;
        CodeValue value = called(method, call);
        asking = inside;
        return value;
    }

    /** Whether an object was asked for something that could not be followed: its class is then read as it is written. */
    boolean lostObject() {
        return asking;
    }

    /** What a call of a function of the program gives: its body is followed with the arguments in place. */
    private CodeValue called(CodeStatement.@Nullable Routine routine, CodeCalls.Call call) {
        if (routine == null || calls >= MOST_CALLS) {
            throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
        }
        Map<String, CodeValue> outside = new LinkedHashMap<>(scope.variables());
        attached.replaceAll((name, value) -> outside.getOrDefault(name, value));
        Set<String> sharedOutside = shared;
        shared = Set.of();
        List<Expr> guards = execution.withoutGuards();
        calls++;
        try {
            if (call.keywords().get("self") instanceof CodeValue.Instance object) {
                scope.set("self", object);
            }
            for (int i = 0; i < routine.parameters().size(); i++) {
                String parameter = routine.parameters().get(i);
                if (parameter.startsWith("*")) {
                    scope.set(
                            parameter.substring(1),
                            new Parts(call.arguments()
                                    .subList(
                                            Math.min(i, call.arguments().size()),
                                            call.arguments().size())));
                    continue;
                }
                CodeValue value = i < call.arguments().size()
                        ? call.arguments().get(i)
                        : call.keywords().get(parameter);
                if (value == null && routine.defaults().containsKey(parameter)) {
                    value = formulas.map(routine.defaults().get(parameter));
                }
                if (value == null) {
                    throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
                }
                scope.set(parameter, value);
            }
            return result(routine, call);
        } finally {
            scope.variables().clear();
            scope.variables().putAll(outside);
            scope.variables().putAll(attached);
            execution.guardedBy(guards);
            shared = sharedOutside;
            calls--;
        }
    }

    private CodeValue result(CodeStatement.Routine routine, CodeCalls.Call call) {
        Optional<CodeValue> back = execution.followed(routine.body());
        if (back.isPresent()) {
            return back.get();
        }
        List<CodeValue> results = new ArrayList<>();
        for (String result : routine.results()) {
            results.add(formulas.map(new Expr.Name(result, call.span())));
        }
        if (results.isEmpty() && (!attached.isEmpty() || call.keywords().containsKey("self"))) {
            return new Known(new Arg.None());
        } else if (results.isEmpty()) {
            throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
        }
        return results.size() == 1 ? results.get(0) : new Parts(results);
    }
}
