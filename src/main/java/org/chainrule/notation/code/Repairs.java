package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.chainrule.graph.Node;
import org.chainrule.notation.code.RepairSites.Site;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.model.ProgramRepairs;
import org.chainrule.notation.syntax.BinaryOp;
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
    private final RepairSites found;
    private final List<Site> sites;
    private final boolean objects;
    private final Execution first;
    private final IdentityHashMap<CodeStatement, List<Node>> given;
    /** Parts of the model that are alike. */
    private final Map<String, List<Node>> parts;
    /** What of the model arrays of the program are that compute it in another way, and themselves where they are none. */
    private final Map<Node, Node> twins = new HashMap<>();
    /** Whether two arrays have the same values. */
    private BiPredicate<Node, Node> same = Object::equals;

    private final int work;

    /** A statement that gives the gradient itself. */
    private record Told(Site site, CodeStatement statement) {}

    private record Change(Site site, CodeEdits.Edit edit) {}

    Repairs(Model model, Program.Section section) {
        this.model = model;
        this.section = section;
        Execution tried = Programs.execution(model, section, true);
        section.programs().forEach(span -> tried.run(tried.parsed(span), span));
        objects = !tried.lostObject();
        first = Programs.execution(model, section, objects);
        given = first.watched();
        parts = model.find(section.derived()).map(RepairSites::parts).orElse(Map.of());
        for (Span span : section.programs()) {
            programs.put(span, first.parsed(span));
            first.run(programs.get(span), span);
        }
        work = first.size() + 1;
        found = new RepairSites(model, programs.values());
        sites = found.all();
    }

    @Override
    public boolean hasRounds() {
        return sites.stream().anyMatch(Site::loop);
    }

    @Override
    public boolean isInLoop(int line) {
        return found.isInLoop(line);
    }

    @Override
    public Optional<Repair> first(
            Set<String> wrong,
            Set<String> right,
            Set<Integer> lines,
            BiPredicate<Node, Node> same,
            BiPredicate<Set<String>, Found> accepted) {
        this.same = same;
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
            found.edits(site).stream()
                    .filter(edit -> edit.cost() <= most)
                    .forEach(edit -> changes.add(new Change(site, edit)));
            if (site.statement() instanceof CodeStatement.Assign assign && site.formula() == assign.value()) {
                operators(assign, site.loop()).forEach(changes::add);
            }
        }
        Function<Site, Set<String>> changedBy =
                site -> dependent.getOrDefault(site, Optional.empty()).orElse(wrong);
        Optional<Told> told = sites.stream()
                .sorted(Comparator.comparingInt(site -> first.order(site.statement())))
                .filter(site -> changedBy.apply(site).containsAll(reached))
                .flatMap(site -> told(site).stream())
                .filter(other -> run(other.site().statement(), other.statement())
                        .filter(found -> accepted.test(reached, found))
                        .isPresent())
                .filter(found -> !isOfAllRounds(found) && !isAtEnd(found, reached))
                .findFirst();
        // right in the first round, it is made wrong by what follows it there
        Optional<Site> spoilt =
                told.filter(found -> !isRightAtFirst(found, same)).map(Told::site);
        Set<Site> near = spoilt.map(this::near)
                .or(() -> told.map(found -> round(found.site())))
                .orElse(Set.of());
        changes.sort(Comparator.comparing((Change change) -> !near.contains(change.site()))
                .thenComparing(change -> cost(change, isIn(lines, change)))
                .thenComparing(change -> change.edit().lengthens()
                        && (!isIn(lines, change)
                                || ProgramRepairs.handsOn(change.site().formula())))
                .thenComparing(change -> !isIn(lines, change))
                .thenComparing(change -> change.site().loop())
                .thenComparing(change -> change.edit().lengthens()));
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
        return spoilt.or(() -> replaced(changedBy, reached, accepted)).map(site -> untold(site, reached));
    }

    private boolean isIn(Set<Integer> lines, Change change) {
        return lines.contains(
                model.source().line(change.site().statement().span().start()));
    }

    /**
     * What an edit costs; a helper is what it is defined to be, and what only hands a value on is hardly wrong.
     *
     * @param told whether the line is found to be wrong
     */
    private int cost(Change change, boolean told) {
        Expr formula = change.site().formula();
        boolean unused = change.edit().instead() instanceof Expr.Binary sum
                && sum.right() instanceof Expr.Name term
                && found.unused().contains(term.id());
        boolean more = change.edit().lengthens() && !unused;
        boolean path = change.edit().instead() instanceof Expr.Binary sum
                && sum.op() == BinaryOp.ADD
                && sum.right() instanceof Expr.Name term
                && term.id().startsWith("d");
        boolean helper = more
                && !told
                && !path
                && change.site().statement() instanceof CodeStatement.Assign assign
                && RepairSites.base(assign.target())
                        .filter(name -> !found.isGradient(name))
                        .isPresent();
        boolean scales = change.site().statement() instanceof CodeStatement.Assign
                && change.edit().place() == formula
                && change.edit().instead() instanceof Expr.Binary scaled
                && scaled.left() == change.edit().place()
                && scaled.right() instanceof Expr.Name size
                && model.sizeNames().contains(size.id());
        return change.edit().cost()
                + (helper && !ProgramRepairs.handsOn(formula)
                        ? 1
                        : more && !scales && ProgramRepairs.handsOn(formula) ? 2 : 0);
    }

    /** The first statement that is right with a part of the model in place of what it gives, or with the gradient by one. */
    private Optional<Site> replaced(
            Function<Site, Set<String>> changedBy, Set<String> reached, BiPredicate<Set<String>, Found> accepted) {
        for (Site site : sites) {
            List<Node> values = given.getOrDefault(site.statement(), List.of());
            if (values.size() == 1
                    && site.statement() instanceof CodeStatement.Assign assign
                    && site.formula() == assign.value()
                    && assign.target() instanceof Expr.Name name
                    && changedBy.apply(site).containsAll(reached)) {
                for (Map.Entry<String, List<Node>> part : parts.entrySet()) {
                    Expr.Name known = new Expr.Name(part.getKey(), name.span());
                    CodeStatement other = name.id().startsWith("d")
                            ? told(site, assign, known, name).statement()
                            : told(site, assign, known, name, name).statement();
                    if (part.getValue().size() == 1
                            && part.getValue()
                                    .get(0)
                                    .shape()
                                    .sameShape(values.get(0).shape())
                            && run(assign, other)
                                    .filter(found -> accepted.test(reached, found))
                                    .isPresent()) {
                        return Optional.of(site);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The same statement with the gradient in place of what it gives: that which its name says, or that by a part of the model
     * of its shape, of which there is one for each of its rounds.
     */
    private List<Told> told(Site site) {
        List<Told> told = new ArrayList<>();
        List<Node> values = given.getOrDefault(site.statement(), List.of());
        if (site.statement() instanceof CodeStatement.Assign assign
                && site.formula() == assign.value()
                && assign.target() instanceof Expr.Name name
                && name.id().startsWith("d")
                && !values.isEmpty()) {
            told.add(told(site, assign, name));
            // a loss that is a mean is divided by m where it comes to the parameters
            Told exact = told.get(0);
            boolean once = values.size() == 1
                    && sites.stream()
                                    .filter(other -> other.names() == site.names()
                                            && other.statement() instanceof CodeStatement.Assign again
                                            && again.target().equals(name))
                                    .count()
                            == 1;
            for (String size : once ? model.sizeNames() : Set.<String>of()) {
                CodeStatement.Assign whole = (CodeStatement.Assign) exact.statement();
                Expr times = CodeTrees.binary(
                        BinaryOp.MULTIPLY, whole.value(), new Expr.Name(size, name.span()), name.span());
                told.add(new Told(site, new CodeStatement.Assign(assign.target(), "", times, assign.span())));
            }
            parts.forEach((part, nodes) -> {
                if (values.size() > 1
                        && nodes.size() == values.size()
                        && nodes.get(0).shape().sameShape(values.get(0).shape())) {
                    told.add(told(site, assign, new Expr.Name(part, name.span()), name));
                }
            });
        }
        return told;
    }

    private static Told told(Site site, CodeStatement.Assign assign, Expr... of) {
        Span span = assign.target().span();
        return new Told(
                site,
                new CodeStatement.Assign(
                        assign.target(), "", CodeTrees.call(CourseCalls.GRADIENT, span, of), assign.span()));
    }

    /** What a statement gives, round by round, that gives the gradient itself. */
    private List<Node> values(Told told) {
        Execution execution = execution();
        IdentityHashMap<CodeStatement, List<Node>> values = execution.watched();
        execution.runWith(programs, first, told.site().statement(), told.statement());
        return values.getOrDefault(told.statement(), List.of());
    }

    /** Whether a line of a function gives one and the same in each round: of what is used in all, a round has but a part. */
    private boolean isOfAllRounds(Told told) {
        List<Node> values = values(told);
        return values.size() > 1 && Set.copyOf(values).size() == 1;
    }

    /** Whether a statement gives once all that is wrong in the end: with the gradient in its place that is right, whoever is to blame. */
    private boolean isAtEnd(Told told, Set<String> reached) {
        return given.getOrDefault(told.site().statement(), List.of()).size() == 1
                && told.site().statement() instanceof CodeStatement.Assign assign
                && RepairSites.base(assign.target())
                        .filter(name -> reached.equals(Set.of(name)))
                        .isPresent();
    }

    private boolean isRightAtFirst(Told told, BiPredicate<Node, Node> same) {
        List<Node> right = values(told);
        return right.size() > 1
                && same.test(
                        right.get(0),
                        given.getOrDefault(told.site().statement(), right).get(0));
    }

    /** What else is carried out in the rounds of a statement. */
    private Set<Site> round(Site site) {
        List<Site> round = new ArrayList<>(sites);
        round.removeIf(other -> other == site || other.names() != site.names());
        return new LinkedHashSet<>(round);
    }

    /** The statement that is the first to be put right by what its name says, and those since the one before with such a name. */
    private Set<Site> near(Site spoilt) {
        Set<Site> near = new LinkedHashSet<>(Set.of(spoilt));
        for (int i = sites.indexOf(spoilt) - 1; i >= 0; i--) {
            Site site = sites.get(i);
            if (site.names() != spoilt.names()
                    || told(site).stream().limit(1).anyMatch(told -> run(site.statement(), told.statement())
                            .isPresent())) {
                break;
            }
            near.add(site);
        }
        return near;
    }

    private Repair untold(Site site, Set<String> mended) {
        Span span = site.statement().span();
        String wrong = model.source().text(site.formula().span());
        return new Repair(span, wrong, "", site.formula().span().start(), Optional.empty(), mended);
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
        boolean back = site.statement() instanceof CodeStatement.Return && !(site.formula() instanceof Expr.ListOf);
        if (!value && !back) {
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
        boolean whole = assign.op().isEmpty()
                && RepairSites.base(assign.target())
                        .filter(name -> assign.value().parts().stream()
                                .anyMatch(part ->
                                        part instanceof Expr.Name of && of.id().equals(name)))
                        .isPresent();
        for (String op : whole || found.isFirst(assign) ? List.<String>of() : List.of("", "+", "-", "*", "/")) {
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
        Execution execution = execution();
        try {
            execution.runWith(programs, first, wrong, right);
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
        return Optional.of(execution::find);
    }

    private Execution execution() {
        Execution execution = Programs.execution(model, section, objects);
        execution.twins(node -> twins.computeIfAbsent(node, this::twin));
        parts.forEach((part, nodes) -> {
            for (int i = 0; i < nodes.size(); i++) {
                execution.know(Map.of(part + "_" + i, nodes.get(i)));
            }
        });
        return execution;
    }

    private Node twin(Node node) {
        List<Node> alike = parts.values().stream().flatMap(List::stream).toList();
        return alike.contains(node)
                ? node
                : alike.stream()
                        .filter(part -> part.shape().sameShape(node.shape()) && same.test(part, node))
                        .findFirst()
                        .orElse(node);
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
