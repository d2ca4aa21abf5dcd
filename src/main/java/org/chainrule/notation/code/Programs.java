package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.model.ProgramRepairs;
import org.chainrule.notation.model.ProgramRunner;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;

/** Programs as steps of a derivation: each assignment is a definition of its own, in the order in which the program makes them. */
public final class Programs implements ProgramRunner {
    private static final Pattern MATLAB = Pattern.compile(
            "(?m)^\\s*(?:function\\b|end\\w*\\s*;?\\s*$|%|for\\s*\\(?\\s*\\w+\\s*=\\s*[^:\\n]+:)|\\.\\*|\\.\\^|\\.'|(?<!['\\w])\\w+'(?![\\]\\w])|^\\s*syntax\\s+matlab|zeros\\(size"
                    + "|\\s\\.[-+]\\s|\\w\\.\\(");

    /** What MATLAB does not have. */
    private static final Pattern JULIA =
            Pattern.compile("\\bdims\\s*=|\\s\\.[-+]\\s|[∂∇]\\p{L}|\\w\\.\\(|(?m:^\\s*using\\s)");

    private static final Pattern PYTHON = Pattern.compile(
            "(?m)^\\s*(?:def|class|for|if|with|elif|else)\\b.*:\\s*(?:#.*)?$|\\bj?np\\.|\\btorch\\.|\\btf\\.|\\bF\\.|\\*\\*|\\.shape\\b|\\[['\"]|\\brange\\(|\\blen\\(");

    @Override
    public Run run(Model model, Program.Section section) {
        List<Integer> ends = new ArrayList<>();
        Execution execution = execution(model, section, true);
        for (Span span : section.programs()) {
            execution.run(execution.parsed(span), span);
            ends.add(execution.size());
        }
        if (execution.lostObject()) {
            ends.clear();
            execution = execution(model, section, false);
            for (Span span : section.programs()) {
                execution.run(execution.parsed(span), span);
                ends.add(execution.size());
            }
        }
        execution.finish();
        List<Program.Step> made = execution.steps();
        ends.add(made.size());
        List<List<Program.Step>> parts = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            parts.add(made.subList(from, end));
            from = end;
        }
        return new Run(parts, execution.needsSizes());
    }

    @Override
    public ProgramRepairs repairs(Model model, Program.Section section) {
        return new Repairs(model, section);
    }

    /** The programs of a section, not followed yet. */
    static Execution execution(Model model, Program.Section section, boolean objects) {
        Span first = section.programs().get(0);
        Span last = section.programs().get(section.programs().size() - 1);
        List<Statement> written =
                section.statements().stream().filter(section::isWritten).toList();
        boolean matlab = isMatlab(model, first.start(), last.end());
        boolean julia = matlab
                && JULIA.matcher(model.source().text().substring(first.start(), last.end()))
                        .find();
        return new Execution(model, written, names(model, section.derived()), matlab, julia, objects);
    }

    private static ModelNames names(Model model, String derived) {
        Set<String> params = new LinkedHashSet<>();
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
}
