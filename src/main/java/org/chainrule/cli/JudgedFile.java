package org.chainrule.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.chainrule.graph.Notes;
import org.chainrule.view.report.Sheet;

/**
 * What came of one file of several, to be printed when those before it have been.
 *
 * @param printed what goes to the output
 * @param refused what goes to where errors are told; empty when the file could be read
 * @param sheets what a report shows of it
 * @param code the exit code, were it the only file
 */
record JudgedFile(String printed, String refused, List<Sheet> sheets, int code) {
    /** As deep as the thread that a program begins in, and more. */
    private static final long STACK = 64L << 20;

    /** Files that are judged and wait to be printed hold their sheets. */
    private static final int AHEAD = 64;

    /**
     * Judges files on all processors; the results come in the order of the files, each as soon as it is known and those
     * before it have been taken.
     */
    static Iterable<JudgedFile> all(Map<Path, String> files, BiFunction<Path, String, JudgedFile> judge) {
        int workers = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        List<Map.Entry<Path, String>> entries = new ArrayList<>(files.entrySet());
        return workers < 2
                ? () -> entries.stream()
                        .map(entry -> judge.apply(entry.getKey(), entry.getValue()))
                        .iterator()
                : () -> new InOrder(entries.iterator(), judge, workers);
    }

    /** Results in order, of work that is some files ahead. */
    private static final class InOrder implements Iterator<JudgedFile> {
        private final Iterator<Map.Entry<Path, String>> files;
        private final BiFunction<Path, String, JudgedFile> judge;
        private final ExecutorService pool;
        private final Deque<Future<JudgedFile>> ahead = new ArrayDeque<>();

        InOrder(Iterator<Map.Entry<Path, String>> files, BiFunction<Path, String, JudgedFile> judge, int workers) {
            this.files = files;
            this.judge = judge;
            this.pool = Executors.newFixedThreadPool(workers, task -> {
                Thread thread = new Thread(null, task, "check", STACK);
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public boolean hasNext() {
            while (files.hasNext() && ahead.size() < AHEAD) {
                Map.Entry<Path, String> next = files.next();
                ahead.add(pool.submit(() -> Notes.nowhere(() -> judge.apply(next.getKey(), next.getValue()))));
            }
            if (ahead.isEmpty()) {
                pool.shutdownNow();
            }
            return !ahead.isEmpty();
        }

        @Override
        public JudgedFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                return ahead.remove().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
