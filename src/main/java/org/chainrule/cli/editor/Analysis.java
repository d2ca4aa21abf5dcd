package org.chainrule.cli.editor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Notes;
import org.chainrule.notation.document.HandedIn;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;

/**
 * What is known of a text.
 *
 * @param lines the text
 * @param model what it defines; empty when it cannot be read
 * @param judgement what was found about its derivation; empty when it has none
 * @param failure why it cannot be read or judged
 * @param explained whether right lines were proved and wrong ones explained, which takes most of the time
 */
record Analysis(
        TextLines lines,
        Optional<Model> model,
        Optional<Judgement> judgement,
        Optional<Throwable> failure,
        boolean explained) {
    private static final Model.Settings SETTINGS = new Model.Settings(false, 0).withLenientClaims();

    /**
     * Reads and judges a text.
     *
     * @param name what messages call it
     * @param folder where its data are
     */
    static Analysis of(String name, Path folder, TextLines lines, boolean explained) {
        return Notes.nowhere(() -> {
            Optional<Model> read = Optional.empty();
            try {
                Model model = Model.read(HandedIn.read(Source.of(name, lines.text())), folder, SETTINGS);
                read = Optional.of(model);
                Optional<Judgement> judgement = model.claims().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Derivation.judge(model, new Derivation.Settings(0, explained, explained)));
                return new Analysis(lines, read, judgement, Optional.empty(), explained);
            } catch (ChainruleException | IllegalStateException | OutOfMemoryError | StackOverflowError e) {
                return new Analysis(lines, read, Optional.empty(), Optional.of(e), explained);
            }
        });
    }

    /** The judged lines. */
    List<JudgedLine> judged() {
        return judgement.map(Judgement::lines).orElse(List.of());
    }
}
