package org.chainrule.cli;

import org.chainrule.message.Language;
import picocli.CommandLine.Option;

/** In which language a command speaks: of errors, warnings and judgements. What it computes is the same in all. */
final class LanguageOption {
    @Option(names = "--lang", paramLabel = "LANG", description = "en (default) or zh.")
    private String language = "en";

    void choose(String name) {
        language = name;
    }

    Language language() {
        return Language.of(language);
    }

    /** A command with this option. */
    interface Speaker {
        /** The language asked for. */
        Language language();
    }
}
