package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
    private final Routines routines;
    private boolean needsSizes;

    /** CodeConditions under which what follows happens. */
    private final List<Expr> guards = new ArrayList<>();
    /** CodeConditions under which the rest of a round is left out. */
    private final List<Expr> skips = new ArrayList<>();

    /** What the function that is followed has given back. */
    private Optional<CodeValue> returned = Optional.empty();

    private boolean attaching;

    private final boolean makesObjects;
    private int loops;

    /** What could not be followed. */
    private final Set<CodeStatement> strays = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What a statement has given its name, round by round; only where that is asked for. */
    private @Nullable IdentityHashMap<CodeStatement, List<Node>> given;

    /** Which assignments were the first to be through. */
    private final IdentityHashMap<CodeStatement, Integer> order = new IdentityHashMap<>();

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
        this.routines = new Routines(this, scope, formulas);
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
            routines.findClasses(program, model.source().text(part));
        }
        routines.findRoutines(program, model.source().text(part));
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
    IdentityHashMap<CodeStatement, List<Node>> watched() {
        IdentityHashMap<CodeStatement, List<Node>> watched = new IdentityHashMap<>();
        given = watched;
        return watched;
    }

    /** How many assignments were through before one was for the first time. */
    int order(CodeStatement statement) {
        return order.getOrDefault(statement, Integer.MAX_VALUE);
    }

    /** Lets a name stand for a part of the model. */
    void know(Map<String, Node> names) {
        names.forEach(scope::know);
    }

    /** Says which part of the loss an array is that is computed in another way there. */
    void twins(UnaryOperator<Node> found) {
        scope.twins(found);
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

    private void block(List<CodeStatement> statements) {
        for (CodeStatement statement : statements) {
            try {
                statement(statement);
            } catch (Mistake mistake) {
                if (right != null && !strays.contains(statement)) {
                    throw mistake;
                } else if (routines.isCalled() || !mistake.isOfShapes() || !assignments.misfits(statement, loops > 0)) {
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
            if (returned.isPresent() || (leaves && guards.isEmpty() && (loops > 0 || routines.isCalled()))) {
                return;
            }
        }
    }

    /** Whether a function is being followed. */
    boolean isCalled() {
        return routines.isCalled();
    }

    /** Whether what is followed happens whatever the data are. */
    boolean isPlain() {
        return guards.isEmpty() && skips.isEmpty();
    }

    private void unfollowed(CodeStatement statement, int at, Message message) {
        strays.add(statement);
        if (lostObject()
                && isPlain()
                && objects()
                        .forget(statement, model.source().line(statement.span().start()))) {
            if (statement instanceof CodeStatement.Return) {
                returned = Optional.of(new CodeValue.Unknown(
                        model.source().line(statement.span().start())));
            }
            return;
        }
        if (routines.isCalled()) {
            throw new Mistake(new Span(Math.max(at, 0), Math.max(at, 0)), message);
        }
        boolean plain = loops == 0 && isPlain();
        unfollowed.take(Unfollowed.whole(statement), at, message, plain);
    }

    private void statement(CodeStatement written) {
        CodeStatement statement = written == wrong && right != null ? right : written;
        if (statement instanceof Assign assign) {
            assignments.assign(assign.target(), assign.op(), assign.value(), assign.span());
            order.putIfAbsent(written, order.size());
            IdentityHashMap<CodeStatement, List<Node>> watched = given;
            if (watched != null && assign.target() instanceof Expr.Name name) {
                scope.findVariable(name).ifPresent(node -> watched.computeIfAbsent(assign, key -> new ArrayList<>())
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
            } else if (routines.isUnnamed(routine)) {
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
            routine.parameters().forEach(scope::otherCase);
            block(routine.body());
        } else if (statement instanceof CodeStatement.Return back && routines.isCalled()) {
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
        } else if (statement instanceof CodeStatement.Nothing) {
            routines.share(model.source().text(statement.span()));
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
        if (routines.isCalled() && (attaching || routines.isShared(variable))) {
            writer.assign(variable, at, given, span, right.orElse(new Expr.Name(variable, at)), loops > 0);
            routines.attach(variable, scope.variables().getOrDefault(variable, given));
        } else if (routines.isCalled()) {
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

    /** Whether an object was asked for something that could not be followed: its class is then read as it is written. */
    boolean lostObject() {
        return routines.lostObject();
    }

    /** Follows the body of a function: what it gives back, if anything. */
    Optional<CodeValue> followed(List<CodeStatement> body) {
        block(body);
        Optional<CodeValue> back = returned;
        returned = Optional.empty();
        return back;
    }

    /** Takes away the conditions of the moment, which are none of a function that is called under them. */
    List<Expr> withoutGuards() {
        List<Expr> outside = List.copyOf(guards);
        guards.clear();
        return outside;
    }

    /** Gives them back. */
    void guardedBy(List<Expr> outside) {
        guards.addAll(outside);
    }
}
