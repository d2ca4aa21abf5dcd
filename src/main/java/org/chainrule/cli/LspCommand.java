package org.chainrule.cli;

import java.io.InputStream;
import java.io.PrintStream;
import org.chainrule.cli.editor.EditorServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chainrule lsp}: verdicts in an editor. */
@Command(
        name = "lsp",
        mixinStandardHelpOptions = true,
        description = "Serves an editor that speaks the language server protocol, on standard input and output.")
final class LspCommand extends SpokenCommand {
    /** Standard input and output are the only way; editors like to say it. */
    @Option(names = "--stdio", description = "Standard input and output, which is the only way.")
    void overStandardStreams(boolean asked) {
        // There is nothing to choose.
    }

    @Override
    public Integer call() {
        InputStream in = System.in;
        PrintStream out = System.out;
        // Whatever a library prints must not get between two messages.
        System.setOut(System.err);
        try {
            return EditorServer.serve(in, out, language());
        } finally {
            System.setOut(out);
        }
    }
}
