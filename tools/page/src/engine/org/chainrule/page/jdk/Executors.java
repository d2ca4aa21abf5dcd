package org.chainrule.page.jdk;

/** The JDK's class of this name: there is one thread. */
public final class Executors {
    private Executors() {}

    /** Never called: multiplication of numbers of a million digits asks for it. */
    public static ExecutorService newFixedThreadPool(int threads) {
        throw new UnsupportedOperationException("threads");
    }

    /** Never called. */
    public static ExecutorService newCachedThreadPool() {
        throw new UnsupportedOperationException("threads");
    }
}
