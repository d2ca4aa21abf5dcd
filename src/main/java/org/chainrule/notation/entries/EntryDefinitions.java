package org.chainrule.notation.entries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.EntryTranslator;
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
    private static final Pattern BEHIND = Pattern.compile(
            "\\s*(?::=|\\\\(?:triangleq|coloneqq|equiv)(?![A-Za-z]))\\s*([^=\\n\\r$.]{1,24}?)\\s*(?:[,.;$\\n\\r]|\\\\\\\\|$)");

    private final Model model;
    private final ModelNames names;
    private final Map<String, Node> helpers;
    /** The letters below names, by what stands above them. */
    private final Map<String, Set<List<String>>> lettered = new LinkedHashMap<>();

    /** Whether a name alone stands for all entries. */
    private final Map<String, Boolean> whole = new LinkedHashMap<>();

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
            if (at > 0) {
                List<String> letters = id.substring(at + 1)
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList();
                lettered.computeIfAbsent(id.substring(0, at), key -> new LinkedHashSet<>())
                        .add(letters);
            }
            helpers.put(id, model.resolve(define.value(), helpers));
        }
    }

    private Expr entries(List<String> free, EntryTerm value, EntryParser parser) {
        try {
            return new EntryWriter(model, helpers, free).right(value, parser.limits());
        } catch (ChainruleException | Mistake e) {
            // z_i = a_i^T x, with the rows of A
            EntryVectors.Part whole = new EntryVectors(
                            model.source().text(),
                            entry -> model.find(entry.name()).or(() -> Optional.ofNullable(helpers.get(entry.name()))),
                            parser.limits()::is,
                            value)
                    .of(value);
            List<String> letters = new ArrayList<>(free);
            letters.addAll(whole.letters());
            return new EntryWriter(model, helpers, letters).right(whole.term(), parser.limits());
        }
    }

    /** A name without its letters is that of the whole array, where nothing else is called so and no other letters tell it apart. */
    private String id(String base, List<String> letters) {
        return isWhole(base) ? base : base + "_" + String.join("", letters);
    }

    private boolean isWhole(String base) {
        return whole.computeIfAbsent(base, name -> {
            boolean taken = names.isTaken(name) || names.isTaken(names.find(name)) || name.startsWith("δ");
            Set<String> letters = new LinkedHashSet<>();
            Matcher given = Pattern.compile("(?<![A-Za-z])" + Pattern.quote(name)
                            + "\\}?\\s*_\\s*(\\{[a-z]+\\}|[a-z])\\s*\\}?\\s*&?\\s*:?=")
                    .matcher(model.source().text());
            while (given.find()) {
                letters.add(given.group(1));
            }
            return !taken && letters.size() < 2;
        });
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
            boolean diagonal = letters.size() == 2 && letters.get(0).equals(letters.get(1));
            boolean fresh = !letters.isEmpty()
                    && left.atEnd()
                    && (diagonal ? isWhole(base.get()) : new LinkedHashSet<>(letters).size() == letters.size())
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
            List<String> free = diagonal ? letters.subList(0, 1) : letters;
            Expr entries = entries(free, value, right);
            // R_{nn} = … of a diagonal matrix
            Expr whole = diagonal ? new Expr.Call("diag", span, List.of(entries), List.of(), span) : entries;
            helpers.put(name, model.resolve(whole, helpers));
            names.add(name);
            given.add(letters);
            return Optional.of(new Statement.Define(new Expr.Name(name, span), whole, line));
        } catch (ChainruleException | Mistake e) {
            return Optional.empty();
        }
    }

    /** A name that a formula gets behind it, {@code ∂E/∂u_j = y_j - t_j := e_j}, as a definition, which stands there. */
    Optional<EntryTranslator.Read> behind(EntryFormulas formulas, Span line) {
        String text = model.source().text();
        String shown = model.source().shown();
        Matcher sign = BEHIND.matcher(shown).region(line.end(), shown.length());
        int last = -1;
        for (int at = FormulaLines.equals(text, line.start(), line.end());
                at >= 0;
                at = FormulaLines.equals(text, at + 1, line.end())) {
            last = at;
        }
        if (last < 0 || !sign.lookingAt()) {
            return Optional.empty();
        }
        Span span = new Span(line.end(), sign.end(1));
        return read(
                        formulas.parser(shown, sign.start(1), sign.end(1)),
                        formulas.parser(text, last + 1, line.end()),
                        span)
                .map(define -> new EntryTranslator.Read(define, span));
    }
}
