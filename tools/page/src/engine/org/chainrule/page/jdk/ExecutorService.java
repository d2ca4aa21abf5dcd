package org.chainrule.page.jdk;

import java.util.concurrent.Callable;

/** The JDK's class of this name. */
public interface ExecutorService {
    /** Does a task. */
    Future<?> submit(Runnable task);

    /** Does a task. */
    <T> Future<T> submit(Callable<T> task);

    /** Ends. */
    void shutdown();
}
