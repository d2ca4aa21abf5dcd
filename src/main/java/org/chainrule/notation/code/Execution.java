package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.code.CodeStatement.Assign;
import org.chainrule.notation.code.CodeStatement.Branch;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.ops.Arg;
import org.jspecify.annotations.Nullable;

/** Follows a program statement by statement. What is not understood is kept as such, and so is all that it may change. */
final class Execution {
    private static final int MOST_ROUNDS = 1000;

    private final Model model;
    private final CodeScope scope;
    private final CodeFormulas formulas;
    private final CodeWriter writer;
    private final Unfollowed unfollowed;
    private final Assignments assignments;
    private boolean needsSizes;

    /** CodeConditions under which what follows happens. */
    private final List<Expr> guards = new ArrayList<>();
    /** CodeConditions under which the rest of a round is left out. */
    private final List<Expr> skips = new ArrayList<>();

    /** What the function that is followed has given back. */
    private Optional<CodeValue> returned = Optional.empty();

    /** Gradients that functions have attached to their arguments, which are there when they are through. */
    private final Map<String, CodeValue> attached = new LinkedHashMap<>();

    private boolean attaching;

    private static final int MOST_CALLS = 12;

    private final boolean makesObjects;
    private boolean asking;
    private int loops;
    private int calls;

    /** What could not be followed. */
    private final Set<CodeStatement> strays = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What a statement has given its name, round by round; only where that is asked for. */
    private @Nullable Map<CodeStatement, List<Node>> given;

    private @Nullable CodeStatement wrong;
    private @Nullable CodeStatement right;

    /** @param objects whether objects are made of the classes of a program; else a class is a list of functions */
    Execution(Model model, List<Statement> written, ModelNames names, boolean matlab, boolean julia, boolean objects) {
        this.makesObjects = objects;
        this.model = model;
        this.scope = new CodeScope(model, names, matlab, julia);
        this.formulas = new CodeFormulas(scope);
        this.writer = new CodeWriter(scope, formulas);
        this.unfollowed = new Unfollowed(scope, writer, written);
        this.assignments = new Assignments(this, scope, formulas, writer);
    }

    /** The statements of the derivation that the program stands for. */
    List<Program.Step> steps() {
        return writer.steps();
    }

    boolean needsSizes() {
        return needsSizes;
    }

    /** The statements of a part of the text of the model. */
    List<CodeStatement> parsed(Span part) {
        return new CodeParser(
                        model.source().text(), part.start(), part.end(), scope.isMatlab(), name -> model.find(name)
                                .isPresent())
                .program();
    }

    /** Follows what stands in a part of the text. */
    void run(List<CodeStatement> program, Span part) {
        writer.count(program);
        if (makesObjects) {
            findClasses(program, model.source().text(part));
        }
        findRoutines(program, model.source().text(part));
        block(program);
    }

    /**
     * Follows programs that have been followed before with one statement in the place of another.
     *
     * @throws Mistake for the first statement that could be followed before
     */
    void runWith(Map<Span, List<CodeStatement>> programs, Execution before, CodeStatement wrong, CodeStatement right) {
        this.wrong = wrong;
        this.right = right;
        strays.addAll(before.strays);
        programs.forEach((part, program) -> run(program, part));
    }

    /** Keeps what each statement gives its name, from now on. */
    Map<CodeStatement, List<Node>> watched() {
        given = new IdentityHashMap<>();
        return given;
    }

    /** Lets a name stand for a part of the model. */
    void know(Map<String, Node> names) {
        names.forEach(scope::know);
    }

    /** What a name of the notation stands for now. */
    Optional<Node> find(String name) {
        return scope.find(new Expr.Name(name, Span.NONE));
    }

    /** Keeps what is no statement of a program. */
    void finish() {
        unfollowed.keepRest();
    }

    /** How many statements there are so far. */
    int size() {
        return writer.size();
    }

    private CodeObjects objects() {
        return formulas.calls().objects();
    }

    private boolean isClass(CodeStatement.Routine routine) {
        return model.source().text().startsWith("class", routine.span().start());
    }

    /** The classes that objects are made of in the text, and those that these are made from. */
    private void findClasses(List<CodeStatement> program, String text) {
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
            CodeStatement.Routine type = all.get(used.get(i));
            objects().take(type, this::asked);
            type.results().stream()
                    .filter(parent -> all.containsKey(parent) && !used.contains(parent))
                    .forEach(used::add);
        }
    }

    private void findRoutines(List<CodeStatement> program, String text) {
        for (CodeStatement statement : program) {
            if (statement instanceof CodeStatement.Routine routine && !objects().isClass(routine.name())) {
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
    private boolean isUnnamed(CodeStatement.Routine routine) {
        return model.source().text().startsWith(routine.name(), routine.span().start());
    }

    private void block(List<CodeStatement> statements) {
        for (CodeStatement statement : statements) {
            try {
                statement(statement);
            } catch (Mistake mistake) {
                if (right != null && !strays.contains(statement)) {
                    throw mistake;
                } else if (calls > 0 || !mistake.isOfShapes() || !assignments.misfits(statement, loops > 0)) {
                    unfollowed(statement, mistake.offset(), mistake.message());
                }
            } catch (CodeScope.NeedsSizes e) {
                needsSizes = true;
                unfollowed(
                        statement, statement.span().start(), say("this loop is followed where its sizes are numbers"));
            } catch (ChainruleException e) {
                if (right != null && !strays.contains(statement)) {
                    throw e;
                }
                unfollowed(statement, statement.span().start(), e.sentence().firstLine());
            }
            boolean leaves = statement instanceof CodeStatement.Continue || statement instanceof CodeStatement.Return;
            if (returned.isPresent() || (leaves && guards.isEmpty() && (loops > 0 || calls > 0))) {
                return;
            }
        }
    }

    /** Whether what is followed happens whatever the data are. */
    boolean isPlain() {
        return guards.isEmpty() && skips.isEmpty();
    }

    private void unfollowed(CodeStatement statement, int at, Message message) {
        strays.add(statement);
        if (asking
                && isPlain()
                && objects()
                        .forget(statement, model.source().line(statement.span().start()))) {
            if (statement instanceof CodeStatement.Return) {
                returned = Optional.of(new CodeValue.Unknown(
                        model.source().line(statement.span().start())));
            }
            return;
        }
        if (calls > 0) {
            throw new Mistake(new Span(Math.max(at, 0), Math.max(at, 0)), message);
        }
        boolean plain = loops == 0 && isPlain();
        unfollowed.take(Unfollowed.whole(statement), at, message, plain);
    }

    private void statement(CodeStatement written) {
        CodeStatement statement = written == wrong && right != null ? right : written;
        if (statement instanceof Assign assign) {
            assignments.assign(assign.target(), assign.op(), assign.value(), assign.span());
            if (given != null && assign.target() instanceof Expr.Name name) {
                scope.findVariable(name).ifPresent(node -> given.computeIfAbsent(assign, key -> new ArrayList<>())
                        .add(node));
            }
        } else if (statement instanceof CodeStatement.For loop) {
            loop(loop);
        } else if (statement instanceof CodeStatement.While loop) {
            loop(loop);
        } else if (statement instanceof CodeStatement.If branches) {
            branches(branches);
        } else if (statement instanceof CodeStatement.Routine routine) {
            if (formulas.calls().routines().containsKey(routine.name())
                    || objects().isClass(routine.name())) {
                return;
            } else if (isUnnamed(routine)) {
                throw new Mistake(routine.span(), say("a `{0}` is not followed", "lambda"));
            }
            if (isForward(routine)) {
                return;
            }
            routine.defaults().forEach((parameter, value) -> {
                if (!scope.isVariable(parameter)) {
                    formulas.findValue(value).ifPresent(known -> scope.set(parameter, known));
                }
            });
            block(routine.body());
        } else if (statement instanceof CodeStatement.Return back && calls > 0) {
            if (!guards.isEmpty()) {
                throw new Mistake(back.span(), say("whether this branch is taken is not known"));
            }
            returned = Optional.of(back.value().map(formulas::map).orElse(new Known(new Arg.None())));
        } else if (statement instanceof CodeStatement.Continue) {
            if (!guards.isEmpty()) {
                skips.add(CodeConditions.not(CodeConditions.product(guards)));
            }
        } else if (statement instanceof CodeStatement.Alone alone) {
            new InPlaceCalls(this, assignments, scope, formulas).follow((Expr.Call) alone.call(), alone.span());
        } else if (statement instanceof CodeStatement.Unknown unknown) {
            throw new Mistake(new Span(unknown.at(), unknown.at()), unknown.message());
        }
    }

    private void loop(CodeStatement.For loop) {
        Parts items = new CodeShapes(scope, formulas)
                .items(formulas.map(loop.items()), loop.items().span());
        int outside = skips.size();
        loops++;
        try {
            for (CodeValue item : items.items()) {
                Comprehension.bind(scope, loop.target(), item, loop.span());
                block(loop.body());
                if (returned.isPresent()) {
                    return;
                }
                while (skips.size() > outside) {
                    skips.remove(skips.size() - 1);
                }
            }
        } finally {
            loops--;
        }
    }

    private void loop(CodeStatement.While loop) {
        int outside = skips.size();
        loops++;
        try {
            for (int round = 0; formulas.condition(loop.condition()) instanceof Known known; round++) {
                if (round > MOST_ROUNDS) {
                    throw new Mistake(loop.span(), say("this loop is not followed: it has too many rounds"));
                } else if (!CodeConditions.isTrue(known.arg(), loop.span())) {
                    return;
                }
                block(loop.body());
                if (returned.isPresent()) {
                    return;
                }
                while (skips.size() > outside) {
                    skips.remove(skips.size() - 1);
                }
            }
            if (scope.isOfSizes(formulas.formula(loop.condition()))) {
                throw new CodeScope.NeedsSizes();
            }
            throw new Mistake(loop.span(), say("this loop is not followed: how often it runs is not known"));
        } finally {
            loops--;
        }
    }

    private void branches(CodeStatement.If branches) {
        int before = guards.size();
        try {
            for (Branch branch : branches.branches()) {
                boolean flag = isFlag(branch.condition(), branches.branches().size() == 1);
                CodeValue condition =
                        branch.condition().filter(c -> !flag).map(formulas::map).orElse(new Known(new Arg.Bool(true)));
                if (condition instanceof Known known) {
                    if (CodeConditions.isTrue(known.arg(), branch.span())) {
                        block(branch.body());
                        return;
                    }
                    continue;
                }
                Expr holds = formulas.expr(condition, branch.span());
                if (scope.rank(holds) != 0) {
                    throw new Mistake(branch.span(), say("a condition of a branch is one number"));
                }
                Expr name = writer.condition(holds, branch.span());
                guards.add(name);
                block(branch.body());
                guards.remove(guards.size() - 1);
                guards.add(CodeConditions.not(name));
            }
        } finally {
            while (guards.size() > before) {
                guards.remove(guards.size() - 1);
            }
        }
    }

    /** A forward pass in other names than the model's says nothing that the model does not say. */
    private boolean isForward(CodeStatement.Routine routine) {
        return routine.name().equals("forward")
                && routine.parameters().stream()
                        .anyMatch(name -> !CodeScope.isObject(name)
                                && !scope.isVariable(name)
                                && !routine.defaults().containsKey(name));
    }

    /** {@code if ctx.needs_input_grad[0]:} asks for what the program is called for: what is in the branch is the derivation, as is what is done in training. */
    private boolean isFlag(Optional<Expr> condition, boolean alone) {
        List<Expr> parts = condition.map(Expr::parts).orElse(List.of());
        boolean training = parts.stream()
                .anyMatch(part -> part instanceof Expr.Text text
                        && (text.value().equals("train") || text.value().equals("training")));
        if (training
                && condition
                        .flatMap(formulas::findValue)
                        .filter(Known.class::isInstance)
                        .isEmpty()) {
            return true;
        }
        return parts.stream()
                .anyMatch(part -> alone
                        && part instanceof Expr.Call field
                        && field.function().startsWith("@")
                        && field.arguments().get(0) instanceof Expr.Name object
                        && CodeScope.isObject(object.id())
                        && formulas.find(field).isEmpty());
    }

    /** What the guards leave of a new value. */
    private CodeValue guarded(String variable, CodeValue value, Span span) {
        List<Expr> all = new ArrayList<>(guards);
        all.addAll(skips);
        CodeValue old = scope.variables().get(variable);
        if (all.isEmpty() || old == null) {
            return value;
        } else if (old instanceof CodeValue.Unknown) {
            return old;
        }
        return new Formula(CodeTrees.call(
                "where", span, CodeConditions.product(all), formulas.expr(value, span), formulas.expr(old, span)));
    }

    /** Gives a variable a value, with the conditions of the moment; without a right side, what it stands for is changed. */
    void set(String variable, Span at, CodeValue value, Span span, Optional<Expr> right) {
        CodeValue given = guarded(variable, value, span);
        if (calls > 0 && attaching) {
            writer.assign(variable, at, given, span, right.orElse(new Expr.Name(variable, at)), loops > 0);
            attached.put(variable, scope.variables().getOrDefault(variable, given));
        } else if (calls > 0) {
            writer.made(given, at, span);
            scope.set(variable, given);
        } else if (right.isPresent()) {
            writer.assign(variable, at, given, span, right.get(), loops > 0);
        } else {
            writer.change(variable, at, given, span, loops > 0);
        }
    }

    /** Notes where a value was made that is put somewhere else. */
    void made(CodeValue value, Span at, Span span) {
        if (!isPlain()) {
            throw new Mistake(span, say("whether this branch is taken is not known"));
        }
        writer.made(value, at, span);
    }

    /** Says whether what is given next is the gradient that belongs to an array. */
    void attached(boolean attaches) {
        attaching = attaches;
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
        if (++calls > MOST_CALLS) {
            calls = 0;
            throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
        }
        if (routine == null) {
            throw new Mistake(call.span(), say("the function `{0}` is not followed", call.name()));
        }
        Map<String, CodeValue> outside = new LinkedHashMap<>(scope.variables());
        List<Expr> outsideGuards = new ArrayList<>(guards);
        guards.clear();
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
            guards.addAll(outsideGuards);
            calls--;
        }
    }

    private CodeValue result(CodeStatement.Routine routine, CodeCalls.Call call) {
        block(routine.body());
        if (returned.isPresent()) {
            CodeValue back = returned.get();
            returned = Optional.empty();
            return back;
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
