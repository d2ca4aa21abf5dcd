package org.chainrule.graph;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Nodes created one after the other, kept alive together: a weak reference a node would cost the collector more than
 * building the node, so {@value #SIZE} share one. Every node refers to its block, and a block lives as long as one of its
 * nodes.
 */
final class Block {
    static final int SHIFT = 4;
    static final int SIZE = 1 << SHIFT;

    private final int number;
    private final WeakReference<Block> reference = new WeakReference<>(this);
    private final @Nullable Node[] nodes = new Node[SIZE];
    private int size;
    private @Nullable Users users;
    /** Where the nodes come from, place by place; not there when no node is known to come from anywhere. */
    private volatile @Nullable AtomicReferenceArray<@Nullable Supplier<String>> origins;
    /** Whether {@link Notes} knows a label or a scope of a node of this block: spares most look-ups. */
    volatile boolean noted;

    /** A block without nodes; blocks are numbered as they are made. */
    Block(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The same object each time. */
    WeakReference<Block> reference() {
        return reference;
    }

    boolean isFull() {
        return size == SIZE;
    }

    /** Creates the next node of this block, which must not be full. */
    Node add(Op op, List<Node> inputs, Type type) {
        boolean variable = op instanceof Leaf;
        for (int i = 0; i < inputs.size() && !variable; i++) {
            variable = inputs.get(i).isVariable();
        }
        Node node = new Node(op, inputs, type, (number << SHIFT | size) & Integer.MAX_VALUE, variable, this);
        nodes[size++] = node;
        return node;
    }

    /** The place of a node in its block. */
    static int place(Node node) {
        return node.number() & (SIZE - 1);
    }

    /** The node at a place. */
    Node node(int place) {
        Node node = nodes[place];
        if (node == null) {
            throw new IllegalStateException("no node at " + place);
        }
        return node;
    }

    /** Notes where a node comes from, unless that is known. */
    void setOrigin(Node node, Supplier<String> origin) {
        AtomicReferenceArray<@Nullable Supplier<String>> known = origins;
        if (known == null) {
            synchronized (this) {
                known = origins;
                if (known == null) {
                    known = new AtomicReferenceArray<>(SIZE);
                    origins = known;
                }
            }
        }
        known.compareAndSet(place(node), null, origin);
    }

    /** Puts another origin in the place of one that was set. */
    void moveOrigin(Node node, Supplier<String> origin) {
        setOrigin(node, origin);
        AtomicReferenceArray<@Nullable Supplier<String>> known = origins;
        if (known != null) {
            known.set(place(node), origin);
        }
    }

    /** Where a node comes from, or null. */
    @Nullable
    Supplier<String> origin(Node node) {
        AtomicReferenceArray<@Nullable Supplier<String>> known = origins;
        return known == null ? null : known.get(place(node));
    }

    /** The nodes of which one of these is the youngest input. */
    Users users() {
        Users known = users;
        if (known == null) {
            known = new Users();
            users = known;
        }
        return known;
    }
}
