package org.chainrule.cli.editor;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.view.report.TextReport;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What is underlined in a text, and what stands behind its right lines.
 *
 * @param analysis what is known of the text
 * @param language of the sentences
 */
record Squiggles(Analysis analysis, Language language) {
    /** Who says so, beside each sentence. */
    static final String SOURCE = "chainrule";

    /** Everything that is to be said about a place of the text. */
    List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>();
        analysis.failure().ifPresent(failure -> failures(failure, all));
        analysis.judged().forEach(line -> judged(line).ifPresent(all::add));
        List<Message> warnings = new ArrayList<>();
        analysis.judgement().ifPresent(judgement -> {
            for (Judgement.Unjudged each : judgement.rest().unjudged()) {
                all.add(said(
                        analysis.lines().wholeLine(each.line() - 1), DiagnosticSeverity.Information, each.message()));
            }
            warnings.addAll(judgement.warnings());
        });
        analysis.model().map(Model::warnings).ifPresent(warnings::addAll);
        for (Message warning : warnings) {
            all.add(said(heading(), DiagnosticSeverity.Warning, warning));
        }
        return all;
    }

    private void failures(Throwable failure, List<Diagnostic> all) {
        if (failure instanceof NotationException notation) {
            notation.diagnostics().forEach(error -> {
                Range range = analysis.lines().wordFrom(error.line() - 1, error.column());
                Message message = error.hint().isEmpty()
                        ? error.message()
                        : say("{0} (hint: {1})", error.message(), error.hint());
                all.add(said(range, DiagnosticSeverity.Error, message));
            });
        } else if (failure instanceof ChainruleException known) {
            all.add(said(heading(), DiagnosticSeverity.Error, known.sentence()));
        } else {
            all.add(said(
                    heading(),
                    DiagnosticSeverity.Error,
                    say("internal error, please report it: {0}", failure.toString())));
        }
    }

    private Diagnostic said(Range range, DiagnosticSeverity severity, Message message) {
        return new Diagnostic(range, message.text(language), severity, SOURCE);
    }

    /** Where to say what is about the derivation as a whole: where it begins. */
    private Range heading() {
        TextLines lines = analysis.lines();
        for (int i = 0; i < lines.starts().size(); i++) {
            if (lines.line(i).stripLeading().startsWith("derive")) {
                return lines.wholeLine(i);
            }
        }
        return lines.wholeLine(0);
    }

    private Optional<Diagnostic> judged(JudgedLine line) {
        DiagnosticSeverity severity =
                switch (line.verdict()) {
                    case PROVED, AGREES -> DiagnosticSeverity.Information;
                    case REFUTED -> DiagnosticSeverity.Error;
                    case FOLLOWS, UNDECIDED -> DiagnosticSeverity.Warning;
                };
        if (line.isRight() && line.convention().isEmpty()) {
            return Optional.empty();
        }
        Range range = analysis.lines().wholeLine(line.line() - 1);
        if (line.verdict() == Verdict.REFUTED) {
            range = Replacement.of(analysis.lines(), line)
                    .map(Replacement::range)
                    .orElse(range);
        } else if (line.verdict() == Verdict.UNDECIDED && line.error().isPresent()) {
            range = analysis.lines()
                    .wordFrom(line.line() - 1, line.error().get().column());
        }
        Diagnostic diagnostic =
                new Diagnostic(range, String.join("\n", TextReport.explanation(line, language)), severity, SOURCE);
        line.diagnosis().ifPresent(mend -> {
            diagnostic.setCode(Either.forLeft(mend.kind()));
            diagnostic.setCodeDescription(new DiagnosticCodeDescription(TextReport.page(mend.kind())));
        });
        return Optional.of(diagnostic);
    }

    /** A mark behind each right line of a stretch. */
    List<InlayHint> marks(Range within) {
        List<InlayHint> marks = new ArrayList<>();
        for (JudgedLine line : analysis.judged()) {
            Range whole = analysis.lines().wholeLine(line.line() - 1);
            Position end = whole.getEnd();
            if (line.isRight()
                    && end.getLine() >= within.getStart().getLine()
                    && end.getLine() <= within.getEnd().getLine()) {
                InlayHint mark = new InlayHint(end, Either.forLeft(TextReport.verdict(line, language)));
                mark.setPaddingLeft(true);
                marks.add(mark);
            }
        }
        return marks;
    }
}
