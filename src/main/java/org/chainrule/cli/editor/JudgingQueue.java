package org.chainrule.cli.editor;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Judges texts in the order in which they change, each twice: first quickly, so that a verdict is there while the next
 * letter is typed, then with proofs and explanations, in a thread of its own. A text that changes again meanwhile is judged
 * no further.
 */
final class JudgingQueue implements AutoCloseable {
    /** Nobody reads a verdict between two letters of one word. */
    private static final long PAUSE_MILLIS = 120;

    private static final long STACK = 64L << 20;

    private final Consumer<Judged> publish;
    private final ScheduledExecutorService quick = Executors.newSingleThreadScheduledExecutor(threads("verdicts"));
    private final ScheduledExecutorService thorough =
            Executors.newSingleThreadScheduledExecutor(threads("corrections"));
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor(threads("answers"));
    /** What goes on about a text, to be given up when it changes. */
    private final Map<OpenDocument, Future<?>> waiting = new ConcurrentHashMap<>();

    private final Map<OpenDocument, Future<?>> explaining = new ConcurrentHashMap<>();

    /**
     * What was found about one version of a text.
     *
     * @param version its number
     */
    record Judged(OpenDocument document, int version, Analysis analysis) {}

    /** @param publish what to do with what is found */
    JudgingQueue(Consumer<Judged> publish) {
        this.publish = publish;
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(null, work, name, STACK);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Judges a text as it is now. */
    void judge(OpenDocument document, boolean typing) {
        give(waiting.remove(document));
        give(explaining.remove(document));
        try {
            waiting.put(
                    document,
                    quick.schedule(() -> quickly(document), typing ? PAUSE_MILLIS : 0, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            // The editor has said good-bye.
        }
    }

    /** The work may be in the middle of a search, which looks whether its thread was interrupted. */
    private static void give(@org.jspecify.annotations.Nullable Future<?> up) {
        if (up != null) {
            up.cancel(true);
        }
    }

    private void quickly(OpenDocument document) {
        if (found(document, false)) {
            explaining.put(document, thorough.submit(() -> found(document, true)));
        }
    }

    /** Whether the text is still the same. */
    private boolean found(OpenDocument document, boolean explained) {
        int version = document.version();
        TextLines lines = document.lines();
        Analysis analysis = Analysis.of(document.name(), document.folder(), lines, explained);
        if (document.lines() != lines || Thread.currentThread().isInterrupted()) {
            return false;
        }
        publish.accept(new Judged(document, version, analysis));
        return true;
    }

    /** Answers a question beside the judging. */
    <T> CompletableFuture<T> answer(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, answers);
    }

    @Override
    public void close() {
        quick.shutdownNow();
        thorough.shutdownNow();
        answers.shutdown();
    }
}
