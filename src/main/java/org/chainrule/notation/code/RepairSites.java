package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;

/** The formulas of a program that something else may be meant for, and what the program speaks of. */
final class RepairSites {
    private final Model model;
    private final List<Site> sites = new ArrayList<>();
    /** What gives a name of a function its first value. */
    private final Set<CodeStatement> firsts = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The lines in loops. */
    private final Set<Integer> repeated = new LinkedHashSet<>();
    /** What the program gives a value. */
    private final Set<String> assigned = new LinkedHashSet<>();
    /** What it uses. */
    private final Set<String> read = new LinkedHashSet<>();
    /** The functions of the program. */
    private final Set<String> routines = new LinkedHashSet<>();

    /** What the program is given: a slip may have taken the only place where it stands. */
    private final Set<String> given = new LinkedHashSet<>();

    private final Set<String> counters = new LinkedHashSet<>();
    private final Set<Expr.Call> calls = new LinkedHashSet<>();
    private final Set<Expr.Index> places = new LinkedHashSet<>();

    /** A formula in a statement, and the statement with another formula in its place. */
    record Site(
            CodeStatement statement,
            Expr formula,
            Function<Expr, CodeStatement> with,
            boolean loop,
            Set<String> names) {}

    RepairSites(Model model, Collection<List<CodeStatement>> programs) {
        this.model = model;
        model.names().forEach((name, node) -> {
            if (model.params().contains(node)) {
                given.add(name);
            }
        });
        programs.forEach(program -> find(program, false));
    }

    /** All of them, in the order of the text. */
    List<Site> all() {
        return sites;
    }

    /** Whether what stands in a line is carried out in the rounds of a loop, or calls a function of the program. */
    boolean isInLoop(int line) {
        return repeated.contains(line)
                || sites.stream()
                        .filter(site ->
                                model.source().line(site.statement().span().start()) == line)
                        .flatMap(site -> site.formula().parts().stream())
                        .anyMatch(part -> part instanceof Expr.Call call
                                && routines.contains(call.function().replaceFirst("^\\.", "")));
    }

    /** Whether an assignment gives a name of a function its first value. */
    boolean isFirst(CodeStatement.Assign assign) {
        return firsts.contains(assign);
    }

    /** Whether a name says of a quantity of the model, or of one of the program, that it is the gradient by it. */
    boolean isGradient(String name) {
        return name.startsWith("d")
                && (assigned.contains(name.substring(1))
                        || model.find(name.substring(1)).isPresent());
    }

    /** What else may be meant in the place of a formula. */
    List<CodeEdits.Edit> edits(Site site) {
        return new CodeEdits(
                        site.formula(),
                        site.names(),
                        given,
                        new LinkedHashSet<>(model.sizeNames()),
                        counters,
                        places,
                        calls,
                        routines,
                        unused())
                .all();
    }

    /** The name of what is written to. */
    static Optional<String> base(Expr target) {
        Expr base = target;
        while (base instanceof Expr.Index index) {
            base = index.operand();
        }
        return base instanceof Expr.Name name ? Optional.of(name.id()) : Optional.empty();
    }

    private void find(List<CodeStatement> statements, boolean loop) {
        Set<String> names = new LinkedHashSet<>();
        for (CodeStatement statement : statements) {
            if (statement instanceof CodeStatement.Assign assign) {
                base(assign.target()).ifPresent(assigned::add);
                assign.target().parts().forEach(part -> note(part, names));
                assign.value().parts().forEach(part -> note(part, names));
                read(assign.value());
                sites.add(new Site(
                        assign,
                        assign.value(),
                        value -> new CodeStatement.Assign(assign.target(), assign.op(), value, assign.span()),
                        loop,
                        names));
                if (assign.target() instanceof Expr.Index target) {
                    sites.add(new Site(
                            assign,
                            target,
                            other -> new CodeStatement.Assign(other, assign.op(), assign.value(), assign.span()),
                            loop,
                            names));
                }
            } else if (statement instanceof CodeStatement.Return back
                    && back.value().isPresent()) {
                back.value().get().parts().forEach(part -> note(part, names));
                read(back.value().get());
                sites.add(new Site(
                        back,
                        back.value().get(),
                        value -> new CodeStatement.Return(Optional.of(value), back.span()),
                        loop,
                        names));
            } else if (statement instanceof CodeStatement.For over) {
                sites.add(new Site(
                        over,
                        over.items(),
                        items -> new CodeStatement.For(over.target(), items, over.body(), over.span()),
                        loop,
                        names));
                over.target().parts().stream()
                        .filter(Expr.Name.class::isInstance)
                        .forEach(name -> counters.add(((Expr.Name) name).id()));
                repeated(over.body());
            } else if (statement instanceof CodeStatement.While over) {
                repeated(over.body());
            } else if (statement instanceof CodeStatement.If branches) {
                branches.branches().forEach(branch -> find(branch.body(), loop));
            } else if (statement instanceof CodeStatement.Routine routine) {
                routines.add(routine.name());
                given.addAll(routine.parameters());
                if (!routine.parameters().isEmpty()) {
                    Set<String> known = new LinkedHashSet<>(routine.parameters());
                    routine.body().stream()
                            .filter(line -> line instanceof CodeStatement.Assign assign
                                    && assign.target() instanceof Expr.Name name
                                    && known.add(name.id()))
                            .forEach(firsts::add);
                }
                find(routine.body(), loop || !routine.parameters().isEmpty());
            }
        }
    }

    private void repeated(List<CodeStatement> body) {
        int from = sites.size();
        find(body, true);
        sites.subList(from, sites.size())
                .forEach(site ->
                        repeated.add(model.source().line(site.statement().span().start())));
    }

    private void read(Expr value) {
        value.parts().stream().filter(Expr.Name.class::isInstance).forEach(name -> read.add(((Expr.Name) name).id()));
    }

    /** What is given a value that nothing uses. */
    Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(assigned);
        unused.removeAll(read);
        unused.removeIf(name -> model.find(name.substring(1)).isPresent());
        return unused;
    }

    /** The parts of what is derived, those together that are made in the same way, the last first. */
    static Map<String, List<Node>> parts(Node derived) {
        Map<Object, List<Node>> alike = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>(Walk.from(List.of(derived)).nodes());
        Collections.reverse(nodes);
        for (Node node : nodes) {
            if (!node.isLeaf() && node.isVariable() && node.type().isReal() && node != derived) {
                alike.computeIfAbsent(List.of(node.shape(), making(node, 2)), key -> new ArrayList<>())
                        .add(node);
            }
        }
        Map<String, List<Node>> parts = new LinkedHashMap<>();
        alike.values().forEach(group -> parts.put(CourseCalls.GRADIENT + parts.size(), group));
        return parts;
    }

    private static Object making(Node node, int depth) {
        return depth == 0
                ? node.op()
                : List.of(
                        node.op(),
                        node.inputs().stream()
                                .map(input -> making(input, depth - 1))
                                .toList());
    }

    private void note(Expr part, Set<String> names) {
        if (part instanceof Expr.Name name) {
            names.add(name.id());
        } else if (part instanceof Expr.Index index) {
            places.add(index);
        } else if (part instanceof Expr.Call call
                && model.find(call.function()).isPresent()
                && CallableFunctions.find(call.function()).isEmpty()) {
            calls.add(call);
        }
    }
}
