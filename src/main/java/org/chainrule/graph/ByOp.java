package org.chainrule.graph;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of ops: of one, or of all of a class. It is found by the op itself and not by its name, since a user's op may
 * be called as one of the library.
 *
 * @param <R> what is said
 */
public final class ByOp<R> {
    private final Map<Object, R> rows = new HashMap<>();

    /** Says something of one op. */
    public void put(Op op, R row) {
        rows.put(op, row);
    }

    /** Says something of all ops of a class. */
    public void put(Class<? extends Op> kind, R row) {
        rows.put(kind, row);
    }

    /** What is said of an op, by its class before by itself; null if nothing is. */
    public @Nullable R get(Op op) {
        R ofKind = rows.get(op.getClass());
        return ofKind == null ? rows.get(op) : ofKind;
    }
}
