package org.chainrule.exec.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What a thread has taken of the heap. */
final class Allocated {
    private static final @Nullable ThreadMXBean THREADS = threads();

    private Allocated() {}

    private static @Nullable ThreadMXBean threads() {
        try {
            return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                            && threads.isThreadAllocatedMemoryEnabled()
                    ? threads
                    : null;
        } catch (LinkageError e) {
            // A JVM without its modules for management.
            return null;
        }
    }

    /** Bytes so far of the thread that asks; 0 where the JVM does not say. */
    static long bytes() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }
}
