package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.document.HandedIn;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.pasted.PastedModel;
import org.chainrule.notation.syntax.Source;
import org.chainrule.ops.Function;
import org.chainrule.view.report.Sheet;

/**
 * A derivation with its model: in one file, or each in its own.
 *
 * @param source both, the model first
 * @param front the model's text, where it is in another file; empty otherwise
 * @param folder where the model's data are
 * @param pasted the model as it was guessed, where it was pasted without declarations
 */
record DerivationFile(Source source, String front, Path folder, Optional<PastedModel> pasted) {
    DerivationFile(Source source, String front, Path folder) {
        this(source, front, folder, Optional.empty());
    }

    /**
     * Reads a model and what is derived from it.
     *
     * @param code the derivation, if it is in a file of its own
     */
    static DerivationFile of(Path model, Optional<Path> code, long seed) {
        Path folder = Optional.ofNullable(model.toAbsolutePath().getParent()).orElse(Path.of(""));
        Source text = HandedIn.read(Source.read(model));
        if (code.isPresent() && PastedModel.isPasted(text)) {
            PastedModel pasted = PastedModel.read(text);
            Source guessed = Source.of(text.name(), pasted.text());
            DerivationFile file = of(guessed, folder, loss(guessed, folder, seed), Source.read(code.get()));
            return new DerivationFile(file.source(), file.front(), folder, Optional.of(pasted));
        }
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
        return read.lossName()
                .orElseThrow(() -> new ChainruleException(
                        "{0} defines no scalar that could be the loss: add a line such as J = mean(…)", model.name()));
    }

    private static Model.Settings settings(long seed) {
        return new Model.Settings(false, seed).withLenientClaims();
    }

    Judgement judge(long seed) {
        return judge(settings(seed), seed);
    }

    /** The same for somebody who may not read files: only the model above the derivation may. */
    Judgement judgeUntrusted(long seed) {
        return judge(settings(seed).withFunctions(refused("file"), refused("import")), seed);
    }

    private static Function refused(String name) {
        return Function.define(name, "*anything", arguments -> {
            throw new ChainruleException("a derivation reads no files");
        });
    }

    private Judgement judge(Model.Settings settings, long seed) {
        Model model = Model.read(source, folder, settings);
        Judgement judgement = Derivation.judge(model, Derivation.Settings.DEFAULT.withSeed(seed));
        if (judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty()) {
            throw new ChainruleException(
                    "{0} claims nothing: add lines such as derive J, dW = …, or check A == B", source.name());
        }
        if (pasted.isEmpty()) {
            return judgement;
        }
        List<Message> warnings = new ArrayList<>(List.of(pasted.get().sentence()));
        warnings.addAll(judgement.warnings());
        return new Judgement(
                judgement.file(), judgement.lines(), judgement.rest(), warnings, judgement.seed(), judgement.points());
    }

    /** The right derivation of each wrong gradient, step by step. */
    String steps(Judgement judgement, long seed, Language language) {
        Model model = Model.read(source, folder, settings(seed));
        StringBuilder text = new StringBuilder();
        for (JudgedLine line : judgement.lines()) {
            for (String gradient : line.written().gradients()) {
                Optional<Node> variable = model.find(gradient.substring(1));
                if (line.verdict() == Verdict.REFUTED && variable.isPresent()) {
                    text.append('\n')
                            .append(say("line {0}, {1} step by step:", line.line(), gradient)
                                    .text(language))
                            .append("\n\n")
                            .append(Explanation.of(model.loss())
                                    .names(model.names())
                                    .wrt(List.of(variable.get()))
                                    .language(language)
                                    .steps());
                }
            }
        }
        return text.toString();
    }

    /** What a report shows. */
    Sheet sheet(String name, Judgement judgement) {
        return Sheet.judged(name, front, String.join("\n", source.handedIn()), judgement);
    }
}
