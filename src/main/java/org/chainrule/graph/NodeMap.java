package org.chainrule.graph;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from nodes to values with a deterministic iteration order, that of insertion. An open-addressing table over
 * flat arrays: walks over a million nodes spend most of their time here.
 *
 * @param <V> the values, never null
 */
public final class NodeMap<V> {
    private int[] slots = new int[16];
    private final Pages<Node> keys = new Pages<>();
    private final Pages<V> values = new Pages<>();
    private int size;

    /** The number of nodes with a value. */
    public int size() {
        return size;
    }

    /** The value of a node, or null. */
    public @Nullable V get(Node node) {
        int at = find(node);
        return at < 0 ? null : valueAt(at);
    }

    /** True when the node has a value. */
    public boolean has(Node node) {
        return find(node) >= 0;
    }

    /** Sets the value of a node. */
    public void put(Node node, V value) {
        int at = find(node);
        if (at < 0) {
            at = insert(node);
        }
        values.set(at, value);
    }

    /** Sets the value of a node that has none; false, and nothing changed, when it has one. */
    public boolean putIfAbsent(Node node, V value) {
        if (find(node) >= 0) {
            return false;
        }
        int at = insert(node);
        values.set(at, value);
        return true;
    }

    /** The position of a node in order of insertion, or -1. */
    public int indexOf(Node node) {
        return find(node);
    }

    /** The node at a position in order of insertion. */
    public Node key(int position) {
        Node key = position < size ? keys.get(position) : null;
        if (key == null) {
            throw new IndexOutOfBoundsException(position);
        }
        return key;
    }

    /** Visits all entries in order of insertion. */
    public void forEach(BiConsumer<Node, V> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(key(i), valueAt(i));
        }
    }

    private V valueAt(int at) {
        V value = values.get(at);
        if (value == null) {
            throw new IllegalStateException("no value at " + at);
        }
        return value;
    }

    private int find(Node node) {
        int mask = slots.length - 1;
        int slot = node.hashCode() & mask;
        while (slots[slot] != 0) {
            if (keys.get(slots[slot] - 1) == node) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private int insert(Node node) {
        if (2 * size == slots.length) {
            grow();
        }
        keys.ensure(size);
        values.ensure(size);
        keys.set(size, node);
        link(node, size);
        return size++;
    }

    private void link(Node node, int at) {
        int mask = slots.length - 1;
        int slot = node.hashCode() & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = at + 1;
    }

    private void grow() {
        slots = new int[4 * size];
        for (int i = 0; i < size; i++) {
            link(key(i), i);
        }
    }
}
