package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/**
 * Chooses who lays out: the layout of our own, unless the system property {@code chainrule.engine} or the environment
 * variable {@code CHAINRULE_ENGINE} asks for Graphviz: {@code dot} on the PATH, or {@code embedded}.
 */
final class Engines {
    static final String PROPERTY = "chainrule.engine";
    static final String VARIABLE = "CHAINRULE_ENGINE";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Engines() {}

    /** The engines of this machine, in the order in which they are tried. */
    static List<Engine> available() {
        String wish = System.getProperty(PROPERTY);
        if (wish == null) {
            wish = System.getenv(VARIABLE);
        }
        String path = System.getenv("PATH");
        return available(wish == null ? "auto" : wish, path == null ? "" : path, EmbeddedEngine.INSTANCE);
    }

    static List<Engine> available(String wish, String searchPath, Engine embedded) {
        Optional<Path> program = DotOnPath.find(searchPath);
        List<Engine> engines = new ArrayList<>();
        switch (wish.strip().toLowerCase(Locale.ROOT)) {
            case "layered", "auto", "" -> engines.add(new LayeredEngine(0));
            case "embedded" -> engines.add(embedded);
            case "dot" ->
                engines.add(new DotOnPath(
                        program.orElseThrow(() -> new ChainruleException(
                                "{0}=dot, but no program 'dot' is on the PATH. Install Graphviz, or use {0}=embedded.",
                                PROPERTY)),
                        PATIENCE));
            default ->
                throw new ChainruleException(
                        "{0}={1} names no layout engine; it may be layered, dot or embedded.", PROPERTY, wish);
        }
        return engines;
    }

    /**
     * Asks the engines in their order.
     *
     * @throws ChainruleException if every engine fails; the message says how each did, and the remedies
     */
    static Placement layout(MeasuredScene plan, List<Engine> engines) {
        Message failures = say(
                "No layout engine could draw the picture of {0} nodes.",
                plan.places().size());
        List<EngineException> causes = new ArrayList<>();
        for (Engine engine : engines) {
            try {
                return engine.place(plan);
            } catch (EngineException e) {
                failures = failures.detail(say("{0}: {1}", engine.name(), e.sentence()));
                causes.add(e);
            }
        }
        ChainruleException failure = new ChainruleException(
                failures.line(say("Install Graphviz so that its program 'dot' is on the PATH, or write a .dot file, "
                        + "which needs no engine.")));
        causes.forEach(failure::addSuppressed);
        throw failure;
    }
}
