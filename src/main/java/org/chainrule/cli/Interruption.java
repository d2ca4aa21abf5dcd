package org.chainrule.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that the process is asked to end, by Ctrl-C or by the system, and lets the work that goes on come to its end first.
 */
final class Interruption implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "end of a training");

    private Interruption() {}

    /** From now on. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        try {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
            interruption.asked.set(true);
        }
        return interruption;
    }

    private void await() {
        asked.set(true);
        try {
            // The process ends when this returns.
            boolean ended = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            asked.set(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is to end. */
    boolean asked() {
        return asked.get();
    }

    /** The work is done, and everything is written. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has run.
            asked.set(true);
        }
    }
}
