package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.model.ProgramRepairs;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;

/**
 * The statements of a program, each with something else in its place, and what the program gives then: what is wrong with a
 * gradient that a loop or a function of a program makes stands in one of their lines, and is wrong in every round.
 */
final class Repairs implements ProgramRepairs {
    /** So many statements are carried out in all. */
    private static final int WORK = 100_000;

    private static final int MOST_REPAIRS = 1200;

    private final Model model;
    private final Program.Section section;
    private final Map<Span, List<CodeStatement>> programs = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();
    /** What gives a name of a function its first value. */
    private final Set<CodeStatement> firsts = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> counters = new LinkedHashSet<>();
    private final Set<Expr.Index> places = new LinkedHashSet<>();
    private final Execution first;
    private final int work;

    /** A formula in a statement, and the statement with another formula in its place. */
    private record Site(
            CodeStatement statement,
            Expr formula,
            Function<Expr, CodeStatement> with,
            boolean loop,
            Set<String> names) {}

    private record Change(Site site, CodeEdits.Edit edit) {}

    Repairs(Model model, Program.Section section) {
        this.model = model;
        this.section = section;
        first = Programs.execution(model, section);
        for (Span span : section.programs()) {
            programs.put(span, first.parsed(span));
            first.run(programs.get(span), span);
        }
        work = first.size() + 1;
        programs.values().forEach(program -> find(program, false));
    }

    @Override
    public boolean hasRounds() {
        return sites.stream().anyMatch(Site::loop);
    }

    private void find(List<CodeStatement> statements, boolean loop) {
        Set<String> names = new LinkedHashSet<>();
        for (CodeStatement statement : statements) {
            if (statement instanceof CodeStatement.Assign assign) {
                assign.target().parts().forEach(part -> note(part, names));
                assign.value().parts().forEach(part -> note(part, names));
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
                find(over.body(), true);
            } else if (statement instanceof CodeStatement.While over) {
                find(over.body(), true);
            } else if (statement instanceof CodeStatement.If branches) {
                branches.branches().forEach(branch -> find(branch.body(), loop));
            } else if (statement instanceof CodeStatement.Routine routine) {
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

    private void note(Expr part, Set<String> names) {
        if (part instanceof Expr.Name name) {
            names.add(name.id());
        } else if (part instanceof Expr.Index index) {
            places.add(index);
        }
    }

    @Override
    public Optional<Repair> first(
            Set<String> wrong, Set<String> right, Set<Integer> lines, BiPredicate<Set<String>, Found> accepted) {
        Set<String> sizes = new LinkedHashSet<>(model.sizeNames());
        List<Change> changes = new ArrayList<>();
        Map<Site, Optional<Set<String>>> dependent = new LinkedHashMap<>();
        sites.forEach(site -> dependent.put(site, changed(site, wrong, right)));
        // one wrong line makes wrong all that depends on it
        Set<String> reached = dependent.values().stream()
                .flatMap(Optional::stream)
                .map(names -> both(names, wrong))
                .max(Comparator.comparingInt(Set::size))
                .orElse(wrong);
        for (Map.Entry<Site, Optional<Set<String>>> each : dependent.entrySet()) {
            Site site = each.getKey();
            Set<String> changed = each.getValue().orElse(wrong);
            if (!changed.containsAll(reached)) {
                continue;
            }
            int most = each.getValue()
                            .filter(names -> both(names, right).isEmpty())
                            .isPresent()
                    ? Integer.MAX_VALUE
                    : CodeEdits.POSSIBLE;
            new CodeEdits(site.formula(), site.names(), sizes, counters, places)
                    .all().stream()
                            .filter(edit -> edit.cost() <= most)
                            .forEach(edit -> changes.add(new Change(site, edit)));
            if (site.statement() instanceof CodeStatement.Assign assign && site.formula() == assign.value()) {
                operators(assign, site.loop()).forEach(changes::add);
            }
        }
        changes.sort(Comparator.comparingInt((Change change) -> change.edit().cost())
                .thenComparing(change -> !lines.contains(
                        model.source().line(change.site().statement().span().start())))
                .thenComparing(change -> change.site().loop()));
        int most = Math.min(MOST_REPAIRS, Math.max(100, WORK / work));
        for (Change change : changes.subList(0, Math.min(most, changes.size()))) {
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            CodeStatement other =
                    change.site().with().apply(change.edit().in(change.site().formula()));
            Optional<Found> found = run(change.site().statement(), other);
            if (found.filter(end -> accepted.test(reached, end)).isPresent()) {
                return Optional.of(repair(change, reached));
            }
        }
        return Optional.empty();
    }

    private static Set<String> both(Set<String> names, Set<String> others) {
        Set<String> both = new LinkedHashSet<>(names);
        both.retainAll(others);
        return both;
    }

    /** The names whose values change with the sign of a formula; empty where that cannot be told. */
    private Optional<Set<String>> changed(Site site, Set<String> wrong, Set<String> right) {
        Set<String> all = new LinkedHashSet<>(wrong);
        all.addAll(right);
        boolean value = site.statement() instanceof CodeStatement.Assign assign && assign.value() == site.formula();
        if (!value) {
            return Optional.empty();
        }
        Expr turned = new Expr.Negate(site.formula(), site.formula().span());
        Optional<Found> found = run(site.statement(), site.with().apply(turned));
        if (found.isEmpty()
                || all.stream().anyMatch(name -> found.get().find(name).isEmpty())) {
            return Optional.empty();
        }
        all.removeIf(name -> found.get().find(name).equals(first.find(name)));
        return Optional.of(all);
    }

    /** {@code x += e} for {@code x = e}, and the other way round. */
    private List<Change> operators(CodeStatement.Assign assign, boolean loop) {
        List<Change> changes = new ArrayList<>();
        // there is nothing yet to which it could be added
        for (String op : firsts.contains(assign) ? List.<String>of() : List.of("", "+", "-", "*", "/")) {
            if (!op.equals(assign.op()) && (!op.isEmpty() || !assign.op().isEmpty())) {
                Site site = new Site(
                        assign,
                        assign.value(),
                        value -> new CodeStatement.Assign(assign.target(), op, value, assign.span()),
                        loop,
                        Set.of());
                changes.add(new Change(site, new CodeEdits.Edit(1, assign.value(), assign.value())));
            }
        }
        return changes;
    }

    private Optional<Found> run(CodeStatement wrong, CodeStatement right) {
        Execution execution = Programs.execution(model, section);
        try {
            execution.runWith(programs, first, wrong, right);
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
        return Optional.of(execution::find);
    }

    private Repair repair(Change change, Set<String> mended) {
        Source source = model.source();
        Site site = change.site();
        CodeEdits.Edit edit = change.edit();
        Span span = site.statement().span();
        CodeStatement changed = site.with().apply(edit.in(site.formula()));
        if (edit.place() == edit.instead() && changed instanceof CodeStatement.Assign assign) {
            String target = source.text(assign.target().span());
            String value = source.text(assign.value().span());
            return new Repair(
                    span,
                    source.text(span),
                    target + " " + assign.op() + "= " + value,
                    span.start(),
                    Optional.empty(),
                    mended);
        }
        Span place = edit.place().span();
        String right = CodeEdits.written(edit.instead(), source.text(), site.formula());
        boolean value = changed instanceof CodeStatement.Assign assign && assign.value() != site.formula();
        Span formula = site.formula().span();
        String whole = source.text().substring(formula.start(), place.start())
                + right
                + source.text().substring(place.end(), Math.max(place.end(), formula.end()));
        return new Repair(
                span,
                source.text(place),
                right,
                place.start(),
                value ? Optional.of(edit.place() == site.formula() ? right : whole) : Optional.empty(),
                mended);
    }
}
