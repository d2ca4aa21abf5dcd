package org.chainrule.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.document.HandedIn;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.view.report.Sheet;

/**
 * A derivation with its model: in one file, or each in its own.
 *
 * @param source both, the model first
 * @param front the model's text, where it is in another file; empty otherwise
 * @param folder where the model's data are
 */
record DerivationFile(Source source, String front, Path folder) {
    /**
     * Reads a model and what is derived from it.
     *
     * @param code the derivation, if it is in a file of its own
     */
    static DerivationFile of(Path model, Optional<Path> code, long seed) {
        Path folder = Optional.ofNullable(model.toAbsolutePath().getParent()).orElse(Path.of(""));
        Source text = HandedIn.read(Source.read(model));
        return code.isEmpty()
                ? new DerivationFile(text, "", folder)
                : of(text, folder, loss(text, folder, seed), Source.read(code.get()));
    }

    /** A derivation of a model that has been read. */
    static DerivationFile of(Source model, Path folder, String loss, Source derivation) {
        return new DerivationFile(HandedIn.about(model, loss, derivation), model.text(), folder);
    }

    /** The name of what is derived. */
    static String loss(Source model, Path folder, long seed) {
        Model read = Model.read(model, folder, settings(seed));
        return read.lossName().orElseThrow(() -> new ChainruleException(
                "{0} defines no scalar that could be the loss: add a line such as J = mean(…)", model.name()));
    }

    private static Model.Settings settings(long seed) {
        return new Model.Settings(false, seed).withLenientClaims();
    }

    Judgement judge(long seed) {
        Model model = Model.read(source, folder, settings(seed));
        Judgement judgement = Derivation.judge(model, Derivation.Settings.DEFAULT.withSeed(seed));
        if (judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty()) {
            throw new ChainruleException(
                    "{0} claims nothing: add lines such as derive J, dW = …, or check A == B", source.name());
        }
        return judgement;
    }

    /** What a report shows. */
    Sheet sheet(String name, Judgement judgement) {
        return Sheet.judged(name, front, String.join("\n", source.handedIn()), judgement);
    }
}
