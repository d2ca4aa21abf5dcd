package org.chainrule.tensor;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;

/** What the free named sizes of a graph are in one run: {@code m = 128}. Immutable. */
public final class Sizes {
    /** No named size has a value. */
    public static final Sizes NONE = new Sizes(Map.of());

    private final Map<String, Long> values;

    private Sizes(Map<String, Long> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * Named sizes with their values.
     *
     * @param values at least 0 each
     * @throws ShapeException when a size is negative
     */
    public static Sizes of(Map<String, Long> values) {
        values.forEach((name, size) -> {
            if (size < 0) {
                throw new ShapeException("the size {0} = {1} is negative", name, size);
            }
        });
        return new Sizes(values);
    }

    /** One named size. */
    public static Sizes of(String name, long size) {
        return of(Map.of(name, size));
    }

    /** True when {@code name} has a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of a named size.
     *
     * @throws ChainruleException when it has none
     */
    public long get(String name) {
        Long size = values.get(name);
        if (size == null) {
            throw new ChainruleException(
                    "the size {0} has no value: give one, or bind an input whose shape contains {0}", name);
        }
        return size;
    }

    /** The values by name, sorted. */
    public Map<String, Long> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
