package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Source;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule studio}: the page on this machine, beside the file that an editor writes. */
@Command(
        name = "studio",
        mixinStandardHelpOptions = true,
        description =
                "Opens the page in the browser of this machine, with this program as its engine; it follows the file.")
final class StudioCommand extends SpokenCommand {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Model file (*.cr). Default: the examples.")
    private @Nullable Path file;

    @Option(names = "--port", paramLabel = "N", description = "Where to serve on 127.0.0.1. Default: any free port.")
    private int port;

    @Option(names = "--no-open", description = "Only prints the address.")
    private boolean quiet;

    @Override
    public Integer call() {
        if (file != null) {
            // What cannot be read is said here and not in the browser.
            Source.read(file);
        }
        String page = LivePage.empty()
                .orElseThrow(() -> new ChainruleException(
                        "this program was packaged without its page: run tools/page/build, then mvn package"));
        PrintWriter out = out();
        try (Studio studio = new Studio(page, file, port, language())) {
            out.println(studio.address());
            out.println(say("Ctrl-C ends it.").text(language()));
            out.flush();
            open(studio.address());
            // Until the process is ended.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Main.OK;
    }

    private void open(String address) {
        if (quiet || GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()) {
            return;
        }
        try {
            Desktop.getDesktop().browse(URI.create(address));
        } catch (IOException | UnsupportedOperationException e) {
            // There is no browser to open; the address is printed.
            err().println(address);
        }
    }
}
