package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Statement;

/** The lines of a derivation that speak of entries, read letter by letter: for lines that have no other meaning, or not a true one. */
final class EntryReadings {
    private static final Pattern BELOW = Pattern.compile("[ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ]");
    private static final Pattern INDEXED =
            Pattern.compile("_(\\{|[a-z]{1,3}(?![\\p{L}\\d_]))|[ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓΣ∑⁽]|\\\\sum");
    private static final Pattern ENTRY = Pattern.compile("(.+)_([a-z]{1,4})");

    private final Model model;
    private final IdentityHashMap<Statement, Statement> others = new IdentityHashMap<>();
    /** Statements that are part of a formula over several lines. */
    private final Set<Statement> parts = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

    /** The further steps of a chain that is no statement but as a whole. */
    private final IdentityHashMap<Statement, List<Statement>> steps = new IdentityHashMap<>();

    EntryReadings(Model model) {
        this.model = model;
    }

    /** Reads all sections of the derivation that are no programs. */
    void find(Program program) {
        List<Statement> section = new ArrayList<>();
        String derived = "";
        int start = -1;
        for (Program.Step step : program.steps()) {
            if (step.statement() instanceof Statement.Derive derive) {
                read(section, start, derive.span().start(), derived);
                section.clear();
                start = derive.span().end();
                derived = derive.name().id();
            } else {
                section.add(step.statement());
            }
        }
        read(section, start, model.source().text().length(), derived);
    }

    private void read(List<Statement> section, int start, int end, String derived) {
        String text = start < 0 ? "" : model.source().text().substring(start, end);
        boolean entries = (text.indexOf('_') >= 0
                        || text.contains("{cases}")
                        || BELOW.matcher(text).find())
                && Stream.of("\\", "∂", "δ", "_{", "Σ", "∑", "/d").anyMatch(text::contains);
        if (!entries || section.isEmpty()) {
            return;
        }
        List<EntryTranslator.Read> found = EntryTranslator.service()
                .map(reader -> reader.of(model, derived, helpers(section)).in(start, end))
                .orElse(List.of());
        for (EntryTranslator.Read read : found) {
            boolean first = true;
            for (Statement statement : section) {
                int at = statement.span().start();
                if (at >= read.span().start() && at < read.span().end()) {
                    if (first && isNamed(statement, read)) {
                        // U_j = ∂ℓ/∂β_j gives the derivative a name
                        continue;
                    } else if (first) {
                        others.put(statement, read.statement());
                    } else {
                        parts.add(statement);
                    }
                    first = false;
                }
            }
            boolean next = first;
            boolean name = read.statement() instanceof Statement.Define;
            section.stream()
                    .filter(each -> next && each.span().start() < read.span().start())
                    .filter(each -> name
                            || (others.containsKey(each)
                                    && each.span().end() >= read.span().end()))
                    .reduce((before, each) -> each)
                    .ifPresent(each -> steps.computeIfAbsent(each, line -> new ArrayList<>())
                            .add(read.statement()));
        }
    }

    /** Whether a statement gives a name to what a formula says something of. */
    private boolean isNamed(Statement statement, EntryTranslator.Read read) {
        int end = statement.span().end();
        return statement instanceof Statement.Define define
                && define.value().parts().stream()
                        .noneMatch(part -> part instanceof Expr.Binary ratio && isByUnknown(ratio))
                && !(read.statement() instanceof Statement.Define)
                && end < read.span().end()
                && model.source().text().substring(end, read.span().end()).contains("=");
    }

    /** Whether a line has an index, or a sum over one. */
    static boolean isOfEntries(Claim claim) {
        return INDEXED.matcher(claim.text()).find();
    }

    /** What is said of such a line where nothing reads it. */
    static Diagnostic missing(Model model, Claim claim) {
        return model.source()
                .diagnostic(
                        claim.right().span().start(),
                        say("nothing here reads formulas about entries: they need the jar with the classifier extras"
                                + " (docs/library.md)"),
                        Message.NONE);
    }

    /** What lines give that is no quantity of the model, each of which is given once. */
    private Map<String, Node> helpers(List<Statement> section) {
        Map<String, Node> helpers = new LinkedHashMap<>();
        Set<String> twice = new LinkedHashSet<>();
        for (Statement statement : section) {
            if (statement instanceof Statement.Define define
                    && !isOfEntry(define)
                    && isHelper(define.name().id())) {
                String name = define.name().id();
                try {
                    Node node = model.resolve(define.value(), helpers);
                    if (helpers.put(name, node) != null) {
                        twice.add(name);
                    }
                } catch (ChainruleException e) {
                    twice.add(name);
                }
            }
        }
        helpers.keySet().removeAll(twice);
        return helpers;
    }

    /** Whether a formula speaks of entries of what the model has, {@code R_{ij} = 1}, and so gives nothing a new name. */
    boolean isOfEntry(Statement statement) {
        Optional<Expr.Name> name = statement instanceof Statement.Define define
                ? Optional.of(define.name())
                : statement instanceof Statement.Unreadable unreadable ? unreadable.name() : Optional.empty();
        Matcher entry = ENTRY.matcher(name.map(Expr.Name::id).orElse(""));
        return entry.matches()
                && model.dialect(statement) == Dialect.LATEX
                && model.find(entry.group()).isEmpty()
                && model.find(entry.group(1))
                        .filter(node -> node.rank() == entry.group(2).length())
                        .isPresent();
    }

    /** Whether a formula says of entries what the model computes, and not what it is given. */
    private boolean restates(Statement statement) {
        return isOfEntry(statement)
                && statement instanceof Statement.Define define
                && model.find(define.name().id().replaceFirst("_[a-z]+$", ""))
                        .filter(node -> !node.isLeaf())
                        .isPresent();
    }

    /** Neither a quantity of the model nor a gradient, which formulas about entries have signs of their own for. */
    private boolean isHelper(String name) {
        boolean gradient = name.startsWith("δ") || name.startsWith("delta") || name.startsWith("d");
        return !gradient && model.find(name).isEmpty();
    }

    /** The statements to judge: what a line says about entries, where it says nothing else. */
    List<Statement> instead(Statement statement) {
        if (parts.contains(statement)) {
            return List.of(new Statement.Dims(List.of(), statement.span()));
        }
        Statement other = others.get(statement);
        boolean named = other instanceof Statement.Define;
        if (other == null || !(named || !isRead(statement) || restates(statement))) {
            other = statement;
        }
        List<Statement> all = new ArrayList<>(List.of(other));
        boolean replaced = other != statement;
        steps.getOrDefault(statement, List.of()).stream()
                .filter(step -> replaced || step instanceof Statement.Define)
                .forEach(all::add);
        return all;
    }

    /** Whether a statement is what a line says about entries. */
    boolean isOther(Statement statement) {
        return others.values().stream()
                .anyMatch(other -> other == statement
                        || (other instanceof Statement.Layered layered
                                && layered.instances().stream().anyMatch(each -> each.statement() == statement)));
    }

    /** What a line says about entries. */
    Optional<Statement> other(Statement statement) {
        return Optional.ofNullable(others.get(statement));
    }

    /** What the line of a claim says about entries, for a line of any layer in the layer of the claim. */
    Optional<Statement> other(Claim claim) {
        Statement other = others.get(claim.layer()
                .<Statement>map(Claim.InLayer::whole)
                .filter(others::containsKey)
                .orElse(claim.statement()));
        return other instanceof Statement.Layered layered
                ? layered.instances().stream()
                        .filter(each -> claim.layer()
                                .filter(layer -> layer.number() == each.number())
                                .isPresent())
                        .map(Statement.InLayer::statement)
                        .findFirst()
                : Optional.ofNullable(other);
    }

    private boolean isRead(Statement statement) {
        if (statement instanceof Statement.GradientClaim claim) {
            return model.find(claim.of().id()).isPresent()
                    && model.find(claim.wrt().id()).isPresent();
        }
        if (statement instanceof Statement.Check || statement instanceof Statement.Define) {
            Expr side =
                    statement instanceof Statement.Check check ? check.left() : ((Statement.Define) statement).value();
            return side.parts().stream().noneMatch(part -> part instanceof Expr.Binary ratio && isByUnknown(ratio));
        }
        return statement instanceof Statement.Layered layered
                ? layered.instances().stream().anyMatch(each -> isRead(each.statement()))
                : !(statement instanceof Statement.Unreadable);
    }

    private boolean isUnknown(Expr.Name differential) {
        return model.find(differential.id().substring(1)).isEmpty();
    }

    /** {@code dp_1} where the model has no p_1. */
    private boolean isEntryOfUnknown(Expr.Name differential) {
        return isUnknown(differential) && differential.id().indexOf('_') > 1;
    }

    /** {@code dJ/dw} where the model has a J but no w. */
    private boolean isByUnknown(Expr.Binary ratio) {
        return ratio.op() == BinaryOp.DIVIDE
                && ratio.left() instanceof Expr.Name of
                && of.id().startsWith("d")
                && ratio.right() instanceof Expr.Name by
                && by.id().startsWith("d")
                && model.find(by.id()).isEmpty()
                && (isEntryOfUnknown(of) || (model.find(of.id().substring(1)).isPresent() && isUnknown(by)));
    }
}
