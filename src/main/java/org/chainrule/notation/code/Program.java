package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.notation.model.CallableFunctions;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.ModelNames;
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
    private static final Pattern MATLAB = Pattern.compile(
            "(?m)^\\s*(?:function\\b|end\\w*\\s*;?\\s*$|%|for\\s*\\(?\\s*\\w+\\s*=\\s*[^:\\n]+:)|\\.\\*|\\.\\^|\\.'|(?<!['\\w])\\w+'(?![\\]\\w])|^\\s*syntax\\s+matlab|zeros\\(size"
                    + "|\\s\\.[-+]\\s|\\w\\.\\(");

    private static final Pattern PYTHON = Pattern.compile(
            "(?m)^\\s*(?:def|class|for|if|with|elif|else)\\b.*:\\s*(?:#.*)?$|\\bj?np\\.|\\btorch\\.|\\btf\\.|\\bF\\.|\\*\\*|\\.shape\\b|\\[['\"]|\\brange\\(|\\blen\\(");

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

    /** The derivation of a model. */
    public static Program of(Model model) {
        List<Step> steps = new ArrayList<>();
        boolean needsSizes = false;
        List<Statement> section = new ArrayList<>();
        String derived = "";
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
                List<Span> programs = programs(section, model, derived, start, end);
                if (programs.isEmpty()) {
                    section.forEach(statement -> steps.add(new Step(statement, false)));
                } else {
                    needsSizes |= run(model, derived, section, programs, steps);
                }
                section.clear();
            }
            if (i < claims.size()) {
                if (claims.get(i) instanceof Statement.Derive derive) {
                    derived = derive.name().id();
                    steps.add(new Step(derive, false));
                    start = derive.span().end();
                } else {
                    section.add(claims.get(i));
                }
            }
        }
        return new Program(steps, needsSizes);
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
    private static boolean run(
            Model model, String derived, List<Statement> section, List<Span> programs, List<Step> steps) {
        Span first = programs.get(0);
        Span last = programs.get(programs.size() - 1);
        List<Statement> written = section.stream()
                .filter(statement -> programs.stream().anyMatch(span -> isWithin(statement, span)))
                .toList();
        Execution execution =
                new Execution(model, written, names(model, derived), isMatlab(model, first.start(), last.end()));
        List<Integer> ends = new ArrayList<>();
        for (Span span : programs) {
            execution.run(span.start(), span.end());
            ends.add(execution.size());
        }
        execution.finish();
        List<Step> made = execution.steps();
        int next = 0;
        int from = 0;
        for (Statement statement : section) {
            while (next < programs.size()
                    && statement.span().start() >= programs.get(next).start()) {
                steps.addAll(made.subList(from, ends.get(next)));
                from = ends.get(next++);
            }
            if (!written.contains(statement)) {
                steps.add(new Step(statement, false));
            }
        }
        steps.addAll(made.subList(from, made.size()));
        return execution.needsSizes();
    }

    private static int lineEnd(Model model, int offset) {
        int end = model.source().text().indexOf('\n', offset);
        return end < 0 ? model.source().text().length() : end;
    }

    private static ModelNames names(Model model, String derived) {
        Set<String> params = new java.util.LinkedHashSet<>();
        model.names().forEach((name, node) -> {
            if (model.params().contains(node)) {
                params.add(name);
            }
        });
        return new ModelNames(model.names().keySet(), model.sizeNames(), params, derived);
    }

    private static boolean isMatlab(Model model, int start, int end) {
        String text = model.source().text().substring(start, end);
        return model.source().name().endsWith(".m")
                || (MATLAB.matcher(text).find() && !PYTHON.matcher(text).find());
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
