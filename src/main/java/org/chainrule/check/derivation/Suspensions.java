package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Names whose values are not known, because a statement writes to them that was not understood: {@code dz += b}, a loop. No
 * line about such a name is judged, nor one that uses it; a quantity of the model is unknown from that statement on.
 */
final class Suspensions {
    private final Model model;
    /** Where what is written to a name of the derivation. */
    private final Map<String, Write> whole = new LinkedHashMap<>();
    /** Where each derivation of the file begins: its names are its own. */
    private final List<Integer> sections = new ArrayList<>();
    /** The same for names that are unknown only below that place. */
    private final Map<String, Write> below = new LinkedHashMap<>();
    /** Names that may be two for one array, as numpy has it after {@code dz = da}. */
    private final List<Alias> aliases = new ArrayList<>();

    /** Where each name is written to last by what was not understood, and where a line gives it anew without using it. */
    private final Map<String, Integer> lastWrites = new LinkedHashMap<>();

    private final Map<String, Integer> anew = new LinkedHashMap<>();

    /**
     * Where a name is changed.
     *
     * @param reason why that was not understood, where it showed when the line was judged
     */
    private record Write(int line, int offset, Optional<Message> reason) {
        Write(int line, int offset) {
            this(line, offset, Optional.empty());
        }
    }

    private record Alias(String name, String of, int offset) {}

    Suspensions(Model model) {
        this.model = model;
    }

    /** Reads what a statement writes, before any line is judged. */
    void read(Statement statement, int line) {
        if (statement instanceof Statement.Derive) {
            sections.add(statement.span().start());
            return;
        }
        if (statement instanceof Statement.Define define) {
            String name = define.name().id();
            boolean whole = define.value().parts().stream()
                    .noneMatch(
                            part -> part instanceof Expr.Name used && used.id().equals(name));
            if (whole) {
                anew.put(
                        inSection(name, statement.span().start()),
                        statement.span().start());
            }
        }
        if (statement instanceof Statement.Define define && viewed(define.value()) instanceof Expr.Name of) {
            aliases.add(new Alias(define.name().id(), of.id(), statement.span().start()));
        } else if (statement instanceof Statement.Unreadable unreadable) {
            Write write = new Write(line, statement.span().start());
            for (String name : unreadable.writes()) {
                (isOfModel(name) ? below : whole).putIfAbsent(name, write);
                lastWrites.merge(inSection(name, write.offset()), write.offset(), Math::max);
            }
        }
    }

    /** What a formula is a view of, such as A for {@code A.T} and {@code A[0]}. */
    private static Expr viewed(Expr value) {
        Expr of = value;
        while (of instanceof Expr.Transpose
                || of instanceof Expr.Index
                || (of instanceof Expr.Call call && call.function().equals("reshape"))) {
            of = of.children().get(0);
        }
        return of;
    }

    private boolean isOfModel(String name) {
        return model.find(name).isPresent() || model.sizeNames().contains(name);
    }

    /** What is written to one name changes what else shares its values. */
    void share() {
        boolean more = true;
        while (more) {
            more = false;
            for (Alias alias : aliases) {
                more |= share(alias.name(), alias.of(), alias);
                more |= share(alias.of(), alias.name(), alias);
            }
        }
    }

    private boolean share(String written, String other, Alias alias) {
        Write write = Optional.ofNullable(whole.get(written)).orElse(below.get(written));
        return write != null
                && write.offset() > alias.offset()
                && !whole.containsKey(other)
                && below.putIfAbsent(other, write) == null;
    }

    /** Suspends a name that several lines give, one of which was not understood; returns whether that is new. */
    boolean suspend(String name, Claim claim, Message reason) {
        lastWrites.merge(inSection(name, start(claim)), start(claim), Math::max);
        return whole.putIfAbsent(name, new Write(claim.line(), start(claim), Optional.of(reason))) == null;
    }

    /** The names of the derivation without a known value. */
    Iterable<String> names() {
        return whole.keySet();
    }

    /** Why a line cannot be judged, if it cannot. */
    Optional<Message> of(Claim claim) {
        Optional<String> own = claim.subject() instanceof Restated restated
                ? Optional.of(restated.left().id())
                : claim.symbol();
        Optional<Write> given =
                own.map(name -> claim.subject() instanceof Restated || claim.subject() instanceof Earlier
                        ? Optional.ofNullable(whole.get(name)).orElse(below.get(name))
                        : whole.get(name));
        if (given.isPresent()
                && !isGivenAnew(own.orElseThrow(), claim)
                && given.get().line() != claim.line()
                && section(given.get().offset()) == section(start(claim))) {
            return Optional.of(say(
                    "line {0} changes `{1}` and was not understood, so no line about `{1}` is judged",
                    given.get().line(), own.orElseThrow()));
        }
        for (String name : claim.uses()) {
            Write write = Optional.ofNullable(whole.get(name)).orElse(before(name, start(claim)));
            if (write != null && !isGivenAnew(name, claim) && section(write.offset()) == section(start(claim))) {
                return write.reason().isPresent() && write.line() == claim.line()
                        ? write.reason()
                        : Optional.of(say(
                                "it uses `{0}`, which line {1} changes, and that line was not understood",
                                name, write.line()));
            }
        }
        return Optional.empty();
    }

    /** Whether a line above, or the line itself, gives a name anew behind all that was not understood. */
    private boolean isGivenAnew(String name, Claim claim) {
        Integer write = lastWrites.get(inSection(name, start(claim)));
        Integer given = anew.get(inSection(name, start(claim)));
        return write != null && given != null && given > write && given <= start(claim);
    }

    private @Nullable Write before(String name, int offset) {
        Write write = below.get(name);
        return write != null && write.offset() < offset ? write : null;
    }

    private long section(int offset) {
        return sections.stream().filter(start -> start <= offset).count();
    }

    private String inSection(String name, int offset) {
        return section(offset) + " " + name;
    }

    private static int start(Claim claim) {
        return claim.statement().span().start();
    }
}
