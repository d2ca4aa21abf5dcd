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
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Engines() {}

    /** The engines of this machine, in the order in which they are tried. */
    static List<Engine> available() {
        return available("");
    }

    /** The engine that is asked for, or those of this machine. */
    static List<Engine> available(String asked) {
        String wish = asked.isBlank() ? System.getProperty(PROPERTY) : asked;
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
        return layout(plan, engines, new ArrayList<>());
    }

    /** The same; what is told to the user goes into {@code notes}. */
    static Placement layout(MeasuredScene plan, List<Engine> engines, List<Message> notes) {
        Message failures = say(
                "No layout engine could draw the picture of {0} nodes.",
                plan.places().size());
        List<EngineException> causes = new ArrayList<>();
        for (Engine engine : engines) {
            try {
                Placement found = engine.place(plan);
                if (found.straight() > 0) {
                    notes.add(say(
                            "There are so many edges that {0} of them are drawn as straight lines.", found.straight()));
                }
                return found;
            } catch (EngineException e) {
                if (e.isLate()) {
                    return simpler(plan, engine, e, notes);
                }
                failures = failures.detail(say("{0}: {1}", engine.name(), e.sentence()));
                causes.add(e);
            }
        }
        ChainruleException failure = new ChainruleException(
                failures.line(say("Leave out the engine, and Chainrule lays out the picture itself.")));
        causes.forEach(failure::addSuppressed);
        throw failure;
    }

    /** After an engine was too slow: straight lines, and then the layout of our own, which always ends. */
    private static Placement simpler(MeasuredScene plan, Engine engine, EngineException late, List<Message> notes) {
        if (engine instanceof DotEngine graphviz) {
            try {
                Placement straight = Placement.read(graphviz.layout(DotPrinter.straight(plan)));
                notes.add(say("{0}: {1}; its lines are straight instead", engine.name(), late.sentence()));
                return straight;
            } catch (EngineException e) {
                notes.add(say("{0}: {1}; Chainrule laid out the picture itself", engine.name(), e.sentence()));
            }
        }
        return new LayeredEngine(0).place(plan);
    }
}
