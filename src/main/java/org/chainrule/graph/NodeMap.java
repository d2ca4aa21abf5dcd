package org.chainrule.graph;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from nodes to values with a deterministic iteration order, that of insertion. Walks over a million nodes spend
 * most of their time here, so the table is one of groups: nodes made one after the other have their positions side by
 * side, and only the groups are hashed.
 *
 * @param <V> the values, never null
 */
public final class NodeMap<V> {
    private static final int BITS = 4;
    private static final int GROUP = 1 << BITS;

    /** Open addressing: 0 for a free slot, else 1 + a group. */
    private int[] slots = new int[8];
    /** The serial numbers of the nodes of a group, without the last bits. */
    private int[] numbers = new int[4];
    /** For each node of a group 1 + its position, or 0. */
    private int[] positions = new int[4 * GROUP];

    private int groups;
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
        int number = node.serial() >>> BITS;
        int slot = slotOf(number);
        return slots[slot] == 0 ? -1 : positions[placeIn(slots[slot] - 1, node)] - 1;
    }

    private int insert(Node node) {
        int number = node.serial() >>> BITS;
        int slot = slotOf(number);
        if (slots[slot] == 0) {
            slot = open(number);
        }
        keys.ensure(size);
        values.ensure(size);
        keys.set(size, node);
        positions[placeIn(slots[slot] - 1, node)] = size + 1;
        return size++;
    }

    private static int placeIn(int group, Node node) {
        return group << BITS | (node.serial() & (GROUP - 1));
    }

    /** The slot of a group, or the free one where it would be. */
    private int slotOf(int number) {
        int mask = slots.length - 1;
        int slot = Interner.spread(number) & mask;
        while (slots[slot] != 0 && numbers[slots[slot] - 1] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int open(int number) {
        if (groups == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * groups);
            positions = Arrays.copyOf(positions, 2 * groups * GROUP);
            slots = new int[4 * groups];
            for (int group = 0; group < groups; group++) {
                slots[slotOf(numbers[group])] = 1 + group;
            }
        }
        numbers[groups] = number;
        int slot = slotOf(number);
        slots[slot] = ++groups;
        return slot;
    }
}
