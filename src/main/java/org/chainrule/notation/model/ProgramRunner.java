package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.chainrule.error.ChainruleException;

/**
 * What carries out the programs of a derivation, statement by statement: code in numpy, PyTorch, MATLAB, Julia or as in lectures. It is in
 * a jar of its own, which not every user needs, so it is found as a service.
 */
public interface ProgramRunner {
    /**
     * What programs make.
     *
     * @param parts the statements of each program, and behind them what is left at the end
     * @param needsSizes whether a loop could not be followed because a size is no number yet
     */
    record Run(List<List<Program.Step>> parts, boolean needsSizes) {
        /** Copies the parts. */
        public Run {
            parts = List.copyOf(parts);
        }
    }

    /** Carries the programs of a section out one after the other, each with what has been named so far. */
    Run run(Model model, Program.Section section);

    /** The programs of a section, to be carried out with a part of them changed. */
    ProgramRepairs repairs(Model model, Program.Section section);

    /** The programs behind the {@code derive} that a place belongs to, to be changed. */
    static Optional<ProgramRepairs> repairs(Model model, int offset) {
        return Program.sections(model).stream()
                .filter(section ->
                        section.programs().stream().anyMatch(span -> offset >= span.start() && offset < span.end()))
                .findFirst()
                .map(section -> found(model, section).repairs(model, section));
    }

    /**
     * What carries out the programs of a section.
     *
     * @throws ChainruleException when nothing that does so is on the class path
     */
    static ProgramRunner found(Model model, Program.Section section) {
        return ServiceLoader.load(ProgramRunner.class, ProgramRunner.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ChainruleException(
                        "nothing here follows the program in line {0}: programs of other languages need the jar with the"
                                + " classifier extras (docs/library.md)",
                        model.source().line(section.statements().get(0).span().start())));
    }
}
