package org.chainrule.notation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/**
 * The derivation of a model with its programs carried out: where code assigns, loops and writes into arrays, each assignment is
 * a definition of its own, in the order in which the program makes them.
 *
 * @param steps the statements
 * @param needsSizes whether a loop could not be followed because a size is no number yet
 */
public record Program(List<Step> steps, boolean needsSizes) {
    /** What only a program has. */
    private static final Pattern CODE = Pattern.compile(
            "(?m)^\\s*(?:def|class|for|if|while|function|return|import|from|with)\\b|[-+*/@%^]=|\\bj?np\\.|\\btorch\\.|\\btf\\.|newaxis|\\bzeros\\(size|^[ \\t]*syntax[ \\t]+matlab"
                    + "|^\\s*[\\w.]+\\s*[\\[(][^=\\n]*[\\])]\\s*=[^=]|^\\s*\\[?[\\w.]+\\s*,[^=\\n]*=[^=]|^\\s*[\\w.]+\\([^=\\n]*\\)\\s*;?\\s*$"
                    + "|\\w+_?(?:[dD]erivative|[dD]eriv|[pP]rime|[gG]radient|backward)\\(|\\w\\(\\s*:|:\\s*end\\b"
                    + "|\\.\\w+\\(|\\{\\}|\\[\\]|\\blambda\\b");

    /** Copies the steps. */
    public Program {
        steps = List.copyOf(steps);
    }

    /**
     * One statement.
     *
     * @param passing whether a later round of the same loop gives the name anew, so that the statement claims nothing
     */
    public record Step(Statement statement, boolean passing) {}

    /**
     * What stands behind one {@code derive}.
     *
     * @param derive that line; none before the first
     * @param statements all of it
     * @param programs where it has programs
     */
    public record Section(Optional<Statement.Derive> derive, List<Statement> statements, List<Span> programs) {
        /** Copies the lists. */
        public Section {
            statements = List.copyOf(statements);
            programs = List.copyOf(programs);
        }

        /** The name of what is derived, empty before the first {@code derive}. */
        public String derived() {
            return derive.map(line -> line.name().id()).orElse("");
        }

        /** Whether a statement is part of a program. */
        public boolean isWritten(Statement statement) {
            return programs.stream().anyMatch(span -> isWithin(statement, span));
        }
    }

    /** The derivation of a model. */
    public static Program of(Model model) {
        List<Step> steps = new ArrayList<>();
        boolean needsSizes = false;
        for (Section section : sections(model)) {
            section.derive().ifPresent(derive -> steps.add(new Step(derive, false)));
            if (section.programs().isEmpty()) {
                section.statements().forEach(statement -> steps.add(new Step(statement, false)));
            } else {
                needsSizes |= run(model, section, steps);
            }
        }
        return new Program(steps, needsSizes);
    }

    /** The parts of a derivation, each behind the line that says what is derived. */
    static List<Section> sections(Model model) {
        List<Section> sections = new ArrayList<>();
        List<Statement> section = new ArrayList<>();
        Optional<Statement.Derive> derive = Optional.empty();
        List<Statement> claims = model.claims();
        int start = 0;
        for (int i = 0; i <= claims.size(); i++) {
            boolean ends = i == claims.size() || claims.get(i) instanceof Statement.Derive;
            if (ends) {
                int end = i < claims.size()
                        ? claims.get(i).span().start()
                        : section.isEmpty()
                                ? start
                                : lineEnd(
                                        model,
                                        section.get(section.size() - 1).span().end());
                String derived = derive.map(line -> line.name().id()).orElse("");
                List<Span> programs = programs(section, model, derived, start, end);
                sections.add(new Section(derive, section, programs));
                section.clear();
            }
            if (i < claims.size()) {
                if (claims.get(i) instanceof Statement.Derive next) {
                    derive = Optional.of(next);
                    start = next.span().end();
                } else {
                    section.add(claims.get(i));
                }
            }
        }
        return sections;
    }

    /** Where a section has programs: where that is known, and else in the whole of it, when it looks like one. */
    private static List<Span> programs(List<Statement> section, Model model, String derived, int start, int end) {
        List<Span> known = model.source().code().stream()
                .filter(span -> span.start() >= start && span.start() < end)
                .toList();
        if (known.isEmpty()) {
            return isProgram(section, model, derived, start) ? List.of(new Span(start, end)) : List.of();
        }
        return derived.isEmpty() ? List.of() : known;
    }

    private static boolean isWithin(Statement statement, Span span) {
        int at = statement.span().start();
        return at >= span.start() && at < span.end();
    }

    /**
     * Carries programs out one after the other, with what has been named so far, and what stands between them as it is.
     *
     * @return whether a size is needed that is no number yet
     */
    private static boolean run(Model model, Section section, List<Step> steps) {
        List<Span> programs = section.programs();
        ProgramRunner.Run run = ProgramRunner.found(model, section).run(model, section);
        int next = 0;
        for (Statement statement : section.statements()) {
            while (next < programs.size()
                    && statement.span().start() >= programs.get(next).start()) {
                steps.addAll(run.parts().get(next++));
            }
            if (!section.isWritten(statement)) {
                steps.add(new Step(statement, false));
            }
        }
        run.parts().subList(next, run.parts().size()).forEach(steps::addAll);
        return run.needsSizes();
    }

    private static int lineEnd(Model model, int offset) {
        int end = model.source().text().indexOf('\n', offset);
        return end < 0 ? model.source().text().length() : end;
    }

    private static boolean isProgram(List<Statement> section, Model model, String derived, int start) {
        if (derived.isEmpty() || section.isEmpty()) {
            return false;
        }
        boolean open = false;
        for (Statement statement : section) {
            if (model.dialect(statement) == Dialect.LATEX || statement instanceof Statement.Layered) {
                return false;
            } else if (statement instanceof Statement.Unreadable unreadable) {
                // at the end of a line of Python it says that the line goes on
                String text = unreadable.text().replaceAll("\\\\\\s*(?:\\R|$)", " ");
                if (text.indexOf('\\') >= 0 || text.indexOf('$') >= 0) {
                    return false;
                }
                open |= !unreadable.text().startsWith("check")
                        && !unreadable.text().startsWith("assume");
            } else if (statement instanceof Statement.Define define) {
                open |= define.value().parts().stream().anyMatch(Program::isForeign);
            }
        }
        int end = section.get(section.size() - 1).span().end();
        return open
                && CODE.matcher(model.source().text())
                        .region(start, Math.max(start, end))
                        .find();
    }

    /** A call of a function that only programs have. */
    private static boolean isForeign(Expr part) {
        if (!(part instanceof Expr.Call call)) {
            return false;
        }
        // x.transpose(1, 2) of PyTorch
        boolean swaps = call.function().equals("transpose") && call.arguments().size() == 3;
        return swaps
                || (call.function().indexOf('\'') < 0
                        && call.function().length() > 2
                        && !(call.function().equals("size") && call.arguments().size() > 1)
                        && CallableFunctions.find(call.function()).isEmpty());
    }
}
