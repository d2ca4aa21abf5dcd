package org.chainrule.notation.entries;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/**
 * Names that a derivation gives to something with entries, {@code N_k = \\sum_n γ_{nk}}. A letter below a name may tell it from
 * another: Bishop's {@code δ_k} of the outputs and {@code δ_j} of the hidden units are two, and {@code N_k} is not the size N.
 */
final class EntryDefinitions {
    private final Model model;
    private final ModelNames names;
    private final Map<String, Node> helpers;
    /** The letters below names, by what stands above them. */
    private final Map<String, Set<List<String>>> lettered = new LinkedHashMap<>();

    EntryDefinitions(Model model, ModelNames names, Map<String, Node> helpers) {
        this.model = model;
        this.names = names;
        this.helpers = helpers;
    }

    /**
     * The name of what a line has given, by its letters: those that it was given with, or any others where it has no namesake.
     *
     * @param letters those that stand below it
     */
    Optional<String> name(String base, List<String> letters) {
        Set<List<String>> given = lettered.getOrDefault(base, Set.of());
        if (given.contains(letters)) {
            return Optional.of(id(base, letters));
        }
        return given.stream()
                .findFirst()
                .filter(only -> given.size() == 1 && only.size() == letters.size())
                .map(only -> id(base, only));
    }

    /** Forgets a name that was given in a reading that may not be taken. */
    void forget(Statement statement) {
        if (statement instanceof Statement.Define define) {
            helpers.remove(define.name().id());
            lettered.forEach((base, given) -> given.removeIf(
                    letters -> id(base, letters).equals(define.name().id())));
        }
    }

    /** Takes the reading. */
    void remember(Statement statement) {
        if (statement instanceof Statement.Define define) {
            String id = define.name().id();
            int at = id.lastIndexOf('_');
            List<String> letters = id.substring(at + 1)
                    .codePoints()
                    .mapToObj(Character::toString)
                    .toList();
            lettered.computeIfAbsent(id.substring(0, at), key -> new LinkedHashSet<>())
                    .add(letters);
            helpers.put(id, model.resolve(define.value(), helpers));
        }
    }

    private static String id(String base, List<String> letters) {
        return base + "_" + String.join("", letters);
    }

    /**
     * Reads what gives a new name to a formula.
     *
     * @param left at the left side
     * @param right at the formula
     * @param line where both stand
     */
    Optional<Statement> read(EntryParser left, EntryParser right, Span line) {
        try {
            Span span = left.peek().span();
            Optional<String> base = left.newName();
            List<String> letters = base.isPresent() ? left.below() : List.of();
            boolean fresh = !letters.isEmpty()
                    && left.atEnd()
                    && new LinkedHashSet<>(letters).size() == letters.size()
                    && model.find(names.find(base.get())).isEmpty();
            if (!fresh) {
                return Optional.empty();
            }
            String name = id(base.get(), letters);
            Set<List<String>> given = lettered.computeIfAbsent(base.get(), key -> new LinkedHashSet<>());
            if (given.contains(letters) || model.find(name).isPresent()) {
                return Optional.empty();
            }
            EntryTerm value = right.sum();
            if (!right.atEnd()) {
                return Optional.empty();
            }
            Expr whole = new EntryWriter(model, helpers, letters).right(value, right.limits());
            helpers.put(name, model.resolve(whole, helpers));
            names.add(name);
            given.add(letters);
            return Optional.of(new Statement.Define(new Expr.Name(name, span), whole, line));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }
}
