package org.chainrule.view;

import static org.chainrule.message.Message.say;

import guru.nidi.graphviz.engine.Format;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.GraphvizV8Engine;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Graphviz inside this process: its C code as JavaScript, run by the V8 that graphviz-java brings along.
 *
 * <p>V8 belongs to the thread that started it, so one daemon thread does all the work, one drawing at a time. The
 * JavaScript Graphviz leaks, and what earlier drawings left behind can make a later one loop for ever, so every drawing
 * but the first gets a heap of its own. A failed drawing is tried once more in a new engine.
 */
final class EmbeddedEngine implements DotEngine {
    static final EmbeddedEngine INSTANCE = new EmbeddedEngine(Duration.ofSeconds(60));

    private static final int HEAP_UNIT = 16 << 20;
    private static final int HEAP = HEAP_UNIT;
    private static final int LARGE_HEAP = 16 * HEAP_UNIT;
    private static final int SMALL_DRAWING = 40_000;

    private final Duration patience;
    private @Nullable ExecutorService worker;
    private @Nullable GraphvizV8Engine v8;
    private int drawings;

    private EmbeddedEngine(Duration patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "the embedded engine";
    }

    @Override
    public synchronized String layout(String dot) {
        ExecutorService thread = worker;
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                // Graphviz recurses; the stack of a thread is reserved, not used.
                Thread t = new Thread(null, task, "chainrule-layout", 64L << 20);
                t.setDaemon(true);
                return t;
            });
            worker = thread;
        }
        Future<String> answer = thread.submit(() -> render(dot));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // A running script cannot be stopped. Its thread is left behind and a new one serves the next drawing.
            thread.shutdownNow();
            worker = null;
            v8 = null;
            throw new EngineException(say("no answer within {0} s", patience.toMillis() / 1000.0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(say("interrupted"), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof EngineException engine) {
                throw engine;
            }
            throw new EngineException(Message.verbatim(firstLine(cause)), e);
        }
    }

    private String render(String dot) throws IOException {
        boolean small = dot.length() <= SMALL_DRAWING;
        try {
            return render(dot, small ? HEAP : LARGE_HEAP, small);
        } catch (GraphvizException e) {
            release();
            try {
                return render(dot, LARGE_HEAP, false);
            } catch (GraphvizException again) {
                release();
                throw new EngineException(Message.verbatim(firstLine(again)), again);
            }
        }
    }

    private String render(String dot, int heap, boolean mayBeFirst) throws IOException {
        GraphvizV8Engine engine = v8;
        Options options = Options.create().format(Format.JSON0);
        if (engine == null) {
            engine = V8Library.engine();
            v8 = engine;
            drawings = 0;
        }
        drawings++;
        if (drawings > 1 || !mayBeFirst) {
            // Another size than last time: that is what makes graphviz-java begin a new heap.
            options = options.totalMemory(drawings % 2 == 0 ? heap : heap + HEAP_UNIT);
        }
        return engine.execute(dot, options, Rasterizer.NONE).asString();
    }

    private void release() {
        GraphvizV8Engine engine = v8;
        v8 = null;
        if (engine != null) {
            engine.close();
        }
    }

    private static String firstLine(@Nullable Throwable e) {
        String text = e == null ? "" : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
    }
}
