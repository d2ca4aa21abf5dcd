package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.chainrule.notation.code.CodeCalls.Call;
import org.chainrule.notation.code.CodeStatement.Routine;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Instance;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.code.CodeValue.Table;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** Classes that a program makes objects of: what is in their fields, and calls of their methods. */
final class CodeObjects {
    /** The field of what is kept for the way back. */
    private static final String SAVED = "saved_";

    private static final String HELD = "·field";

    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final Map<String, Routine> classes = new LinkedHashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    /** Follows a method with its arguments. */
    private BiFunction<Routine, Call, CodeValue> running = (method, call) -> {
        throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
    };

    /** A function with a derivative of its own, with what it was applied to. */
    private record Application(Instance context, List<CodeValue> arguments, CodeValue result, Expr.Call raw) {}

    private final List<Application> applications = new ArrayList<>();

    CodeObjects(CodeScope scope, CodeFormulas formulas) {
        this.scope = scope;
        this.formulas = formulas;
    }

    /** Takes up a class that objects are made of. */
    void take(Routine type, BiFunction<Routine, Call, CodeValue> run) {
        classes.put(type.name(), type);
        running = run;
    }

    private Routine type(String name) {
        return Objects.requireNonNull(classes.get(name));
    }

    boolean isClass(String name) {
        return classes.containsKey(name);
    }

    /** The object that an expression stands for, if it stands for one. */
    Optional<Instance> find(Expr of) {
        if (classes.isEmpty()) {
            return Optional.empty();
        } else if (of instanceof Expr.Name name) {
            return scope.variables().get(name.id()) instanceof Instance own ? Optional.of(own) : Optional.empty();
        }
        boolean may = of instanceof Expr.Index
                || (of instanceof Expr.Call call && (call.function().startsWith("@") || isClass(call.function())));
        return may
                ? formulas.findValue(of).filter(Instance.class::isInstance).map(Instance.class::cast)
                : Optional.empty();
    }

    /** A field of an object. */
    CodeValue field(Instance of, String name, Span span) {
        CodeValue found =
                of.fields().get(name.startsWith("saved_") && !of.fields().containsKey(name) ? SAVED : name);
        if (found == null) {
            throw new Mistake(span, say("nothing has been put into `{0}`", name));
        } else if (found instanceof CodeValue.Unknown unknown) {
            throw new Mistake(span, CodeScope.unknown(name, unknown));
        }
        return found;
    }

    /** What arguments stand for, one after the other: {@code *args} are several. */
    List<CodeValue> arguments(List<Expr> given) {
        List<CodeValue> arguments = new ArrayList<>();
        for (Expr argument : given) {
            boolean several =
                    argument instanceof Expr.Call call && call.function().equals(CodeExpressions.SEVERAL);
            CodeValue value =
                    formulas.map(several ? ((Expr.Call) argument).arguments().get(0) : argument);
            if (several && value instanceof Parts parts) {
                arguments.addAll(parts.items());
            } else if (several) {
                throw new Mistake(argument.span(), say("this loop is not followed: what it goes through is not known"));
            } else {
                arguments.add(value);
            }
        }
        return arguments;
    }

    /** Puts a value into a field. */
    void put(Instance into, String name, CodeValue value, Span span) {
        if (holds(value, into)) {
            throw new Mistake(span, say("`.{0}` is not understood", name));
        }
        into.fields().put(name, value);
    }

    private static boolean holds(CodeValue value, Instance object) {
        if (value == object) {
            return true;
        } else if (value instanceof Parts parts) {
            return parts.items().stream().anyMatch(item -> holds(item, object));
        }
        Table table = value instanceof Instance other ? other.table() : value instanceof Table of ? of : null;
        return table != null && table.entries().values().stream().anyMatch(item -> holds(item, object));
    }

    /**
     * The quantity of the model that a field's gradient is called after: {@code self.dW} where this object alone holds W, whose
     * own gradient it then is.
     */
    Optional<String> gradient(Instance of, String field) {
        String by = field.startsWith("grad_") ? field.substring(5) : field.startsWith("d") ? field.substring(1) : "";
        return quantity(of, by)
                .filter(name -> instances.stream()
                                .filter(other ->
                                        other.fields().values().stream().anyMatch(value -> isName(value, name)))
                                .count()
                        == 1);
    }

    private static Optional<String> quantity(Instance of, String field) {
        return of.fields().get(field) instanceof Formula formula && formula.expr() instanceof Expr.Name name
                ? Optional.of(name.id())
                : Optional.empty();
    }

    private static boolean isName(CodeValue value, String name) {
        return value instanceof Formula formula
                && formula.expr() instanceof Expr.Name of
                && of.id().equals(name);
    }

    /** What a call gives that makes an object, asks one for something, or calls one as a function; nothing for any other. */
    Optional<CodeValue> call(Expr.Call raw) {
        String name = raw.function();
        if (classes.isEmpty()) {
            return Optional.empty();
        } else if (isClass(name)) {
            return Optional.of(made(type(name), raw));
        } else if (scope.variables().get(name) instanceof Instance called) {
            return Optional.of(called(called, raw.arguments(), raw));
        } else if (!name.startsWith(".") || raw.arguments().isEmpty()) {
            return Optional.empty();
        }
        Expr of = raw.arguments().get(0);
        List<Expr> given = raw.arguments().subList(1, raw.arguments().size());
        String method = name.substring(1);
        if (of instanceof Expr.Name type && isClass(type.id()) && method.equals("apply")) {
            return Optional.of(applied(type(type.id()), given, raw));
        } else if (of instanceof Expr.Call parent && parent.function().equals("super")) {
            return Optional.of(new Known(new Arg.None()));
        }
        Optional<Instance> object = find(of);
        if (object.isPresent() && method.equals("save_for_backward")) {
            put(object.get(), SAVED, new Parts(arguments(given)), raw.span());
            return Optional.of(new Known(new Arg.None()));
        }
        if (object.isEmpty()) {
            return Optional.empty();
        } else if (object.get().fields().get(method) instanceof Instance held) {
            return Optional.of(called(held, given, raw));
        }
        return object.filter(found -> methods(found.type()).containsKey(method))
                .map(found -> run(found, method, given, raw));
    }

    private CodeValue called(Instance object, List<Expr> given, Expr.Call raw) {
        String method = methods(object.type()).containsKey("__call__") ? "__call__" : "forward";
        return run(object, method, given, raw);
    }

    private Instance made(Routine type, Expr.Call raw) {
        Instance object = new Instance(type);
        instances.add(object);
        if (methods(type).containsKey("__init__")) {
            run(object, "__init__", raw.arguments(), raw);
        }
        return object;
    }

    /** The methods of a class, and those of what it is made from. */
    private Map<String, Routine> methods(Routine type) {
        Map<String, Routine> methods = new LinkedHashMap<>();
        type.results().stream()
                .filter(parent -> isClass(parent) && !parent.equals(type.name()))
                .forEach(parent -> own(type(parent), methods));
        own(type, methods);
        return methods;
    }

    private static void own(Routine type, Map<String, Routine> into) {
        for (CodeStatement part : type.body()) {
            if (part instanceof Routine method) {
                into.put(method.name(), method);
            }
        }
    }

    private CodeValue run(Instance object, String method, List<Expr> given, Expr.Call raw) {
        List<CodeValue> arguments = arguments(given);
        Map<String, CodeValue> keywords = new LinkedHashMap<>();
        raw.keywords().forEach(keyword -> keywords.put(keyword.name(), formulas.map(keyword.value())));
        return run(object, method, new Call(method, true, arguments, keywords, raw));
    }

    private CodeValue run(Instance object, String method, Call call) {
        Routine routine = methods(object.type()).get(method);
        if (routine == null) {
            throw new Mistake(call.span(), say("the function `{0}` is not followed", method));
        }
        Map<String, CodeValue> keywords = new LinkedHashMap<>(call.keywords());
        keywords.put("self", object);
        return running.apply(routine, new Call(method, true, call.arguments(), keywords, call.raw()));
    }

    /** A function with a derivative of its own: what comes back is kept for the way back. */
    private CodeValue applied(Routine type, List<Expr> given, Expr.Call raw) {
        Instance context = new Instance(type);
        instances.add(context);
        List<CodeValue> arguments = new ArrayList<>(List.of(context));
        arguments.addAll(arguments(given));
        CodeValue result = run(context, "forward", new Call("forward", true, arguments, Map.of(), raw));
        applications.add(new Application(context, arguments.subList(1, arguments.size()), result, raw));
        return result;
    }

    /** The functions with derivatives of their own that have been applied since this was asked, as far as it is known what they give. */
    Map<String, CodeValue> derived(String target, Expr value) {
        Map<String, CodeValue> gradients = new LinkedHashMap<>();
        List<Application> all = new ArrayList<>(applications);
        applications.clear();
        for (Application each : all) {
            Optional<String> quantity = each.result() instanceof Formula formula
                    ? CodeTargets.quantity(formula.expr(), scope)
                    : Optional.empty();
            String by = quantity.orElse(value == each.raw() ? scope.names().find(target) : "");
            if (scope.model().find(by).isEmpty()
                    || !methods(each.context().type()).containsKey("backward")) {
                continue;
            }
            Span span = each.raw().span();
            Expr gradient =
                    CodeTrees.call("grad", span, new Expr.Name(scope.names().derived(), span), new Expr.Name(by, span));
            CodeValue back = run(
                    each.context(),
                    "backward",
                    new Call("backward", true, List.of(each.context(), new Formula(gradient)), Map.of(), each.raw()));
            List<CodeValue> items = back instanceof Parts parts ? parts.items() : List.of(back);
            for (int i = 0; i < Math.min(items.size(), each.arguments().size()); i++) {
                if (items.get(i) instanceof Formula
                        && each.arguments().get(i) instanceof Formula given
                        && given.expr() instanceof Expr.Name name) {
                    gradients.putIfAbsent("d" + name.id(), items.get(i));
                }
            }
        }
        return gradients;
    }

    /** {@code self}, or a field of it that nothing is known of: {@code self.cost.delta(z, a, y)}. */
    boolean isGiven(Expr of) {
        return of instanceof Expr.Name object
                ? CodeScope.isObject(object.id())
                : of instanceof Expr.Call field
                        && field.function().startsWith("@")
                        && isGiven(field.arguments().get(0))
                        && formulas.findValue(field).isEmpty();
    }

    /** An array in a field under a name, so that its gradient can be asked for: {@code self.out.g}. */
    Expr held(Expr of, String field) {
        boolean asked = !classes.isEmpty() && (field.equals("g") || field.equals("grad")) && !(of instanceof Expr.Name);
        Optional<CodeValue> value = asked ? formulas.findValue(of).filter(Formula.class::isInstance) : Optional.empty();
        if (value.isEmpty()) {
            return of;
        }
        scope.set(HELD, value.get());
        return new Expr.Name(HELD, of.span());
    }

    /** Forgets what a statement of a method would have given, which is not understood: whether that is all that it does. */
    boolean forget(CodeStatement statement, int line) {
        CodeValue unknown = new CodeValue.Unknown(line);
        if (!(statement instanceof CodeStatement.Assign assign)) {
            return statement instanceof CodeStatement.Return;
        }
        List<Expr> targets = assign.target() instanceof Expr.ListOf list ? list.items() : List.of(assign.target());
        for (Expr target : targets) {
            Optional<Instance> object =
                    target instanceof Expr.Call field && field.function().startsWith("@")
                            ? find(field.arguments().get(0))
                            : Optional.empty();
            if (target instanceof Expr.Name name) {
                scope.set(name.id(), unknown);
            } else if (object.isPresent()) {
                object.get().fields().put(((Expr.Call) target).function().substring(1), unknown);
            } else {
                return false;
            }
        }
        return true;
    }
}
