package org.chainrule.graph;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map from nodes to values with a deterministic iteration order, that of insertion. Walks over a million nodes spend
 * most of their time here, so the table is one of groups: the nodes of a {@link Block}, made one after the other, have
 * their positions side by side, and only blocks are hashed.
 *
 * @param <V> the values, never null
 */
public final class NodeMap<V> {
    private static final int NEAR = 4;
    private static final int NEXT = (1 << NEAR) + 1;

    /** Open addressing: 0 for a free slot, else 1 + a group. */
    private int[] slots = new int[8];
    /** The block whose nodes are a group. */
    private @Nullable Block[] blocks = new Block[4];
    /** For each node of a group 1 + its position, or 0. */
    private int[] positions = new int[4 * Block.SIZE];

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

    /** The value of a node that must have one. */
    public V at(Node node) {
        int at = find(node);
        if (at < 0) {
            throw new IllegalStateException("nothing is known of " + node);
        }
        return valueAt(at);
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

    /** Sets the value of a node, joined with the one that it has. */
    public void merge(Node node, V value, BinaryOperator<V> joined) {
        int at = find(node);
        put(node, at < 0 ? value : joined.apply(valueAt(at), value));
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
        int group = slots[slotOf(node.block())] - 1;
        return group < 0 ? -1 : positions[group * Block.SIZE + Block.place(node)] - 1;
    }

    private int insert(Node node) {
        int group = slots[slotOf(node.block())] - 1;
        if (group < 0) {
            group = open(node.block());
        }
        keys.ensure(size);
        values.ensure(size);
        keys.set(size, node);
        positions[group * Block.SIZE + Block.place(node)] = size + 1;
        return size++;
    }

    /**
     * The slot of a block's group, or the free one where it would be. Sixteen blocks made one after the other have slots side by side, in one line of the cache. Where
     * two such runs meet, the step to the next slot leaves both; it is odd, so that it comes to all slots.
     */
    private int slotOf(Block block) {
        int mask = slots.length - 1;
        int number = block.number();
        int slot = (Interner.spread(number >>> NEAR) << NEAR | (number & ((1 << NEAR) - 1))) & mask;
        while (slots[slot] != 0 && blocks[slots[slot] - 1] != block) {
            slot = (slot + NEXT) & mask;
        }
        return slot;
    }

    private int open(Block block) {
        if (groups == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * groups);
            positions = Arrays.copyOf(positions, 2 * groups * Block.SIZE);
            slots = new int[4 * groups];
            for (int group = 0; group < groups; group++) {
                Block known = blocks[group];
                if (known != null) {
                    slots[slotOf(known)] = 1 + group;
                }
            }
        }
        blocks[groups] = block;
        slots[slotOf(block)] = 1 + groups;
        return groups++;
    }
}
