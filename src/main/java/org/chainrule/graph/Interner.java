package org.chainrule.graph;

import java.lang.ref.WeakReference;
import java.util.List;
import org.chainrule.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * The table that makes equal nodes one object. It holds nodes weakly, so a graph nobody refers to is collected.
 *
 * <p>A table of its own rather than a library's, because this is the hot path of building and differentiating: a look-up
 * compares (op, inputs) without creating a candidate node, and dead entries are swept when the table would grow, which
 * spares the reference queue.
 */
final class Interner {
    private static final class Ref extends WeakReference<Node> {
        final int hash;

        @Nullable
        Ref next;

        Ref(Node node, @Nullable Ref next) {
            super(node);
            this.hash = node.hashCode();
            this.next = next;
        }
    }

    private static final int SMALLEST = 1 << 12;

    private static @Nullable Ref[] table = new Ref[SMALLEST];
    private static int entries;

    private Interner() {}

    static Node intern(Op op, List<Node> inputs) {
        int hash = op.hashCode();
        for (int i = 0; i < inputs.size(); i++) {
            hash = 31 * hash + inputs.get(i).hashCode();
        }
        hash = spread(hash);
        synchronized (Interner.class) {
            Node known = find(op, inputs, hash);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: a type rule is the op's own code and may build nodes itself.
        Node node = new Node(op, inputs, infer(op, inputs), hash);
        synchronized (Interner.class) {
            Node known = find(op, inputs, hash);
            if (known != null) {
                return known;
            }
            if (entries >= table.length) {
                makeRoom();
            }
            int slot = hash & (table.length - 1);
            table[slot] = new Ref(node, table[slot]);
            entries++;
        }
        Notes.created(node);
        return node;
    }

    private static Type infer(Op op, List<Node> inputs) {
        int count = inputs.size();
        try {
            if (count == 1) {
                return op.infer(List.of(inputs.get(0).type()));
            }
            if (count == 2) {
                return op.infer(List.of(inputs.get(0).type(), inputs.get(1).type()));
            }
            return op.infer(inputs.stream().map(Node::type).toList());
        } catch (ShapeException e) {
            throw ShapeErrors.explain(op, inputs, e);
        }
    }

    private static @Nullable Node find(Op op, List<Node> inputs, int hash) {
        for (Ref ref = table[hash & (table.length - 1)]; ref != null; ref = ref.next) {
            if (ref.hash == hash) {
                Node node = ref.get();
                if (node != null && same(node, op, inputs)) {
                    return node;
                }
            }
        }
        return null;
    }

    private static boolean same(Node node, Op op, List<Node> inputs) {
        List<Node> others = node.inputs();
        int count = inputs.size();
        if (others.size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (others.get(i) != inputs.get(i)) {
                return false;
            }
        }
        return node.op().equals(op);
    }

    /** Drops the entries of collected nodes, and doubles the table if that freed less than half. */
    private static void makeRoom() {
        int live = 0;
        for (@Nullable Ref head : table) {
            for (Ref ref = head; ref != null; ref = ref.next) {
                live += ref.refersTo(null) ? 0 : 1;
            }
        }
        int size = table.length;
        while (size < 2 * live) {
            size *= 2;
        }
        while (size > SMALLEST && size > 8 * live) {
            size /= 2;
        }
        @Nullable Ref[] bigger = new Ref[size];
        for (@Nullable Ref head : table) {
            Ref ref = head;
            while (ref != null) {
                Ref next = ref.next;
                if (!ref.refersTo(null)) {
                    int slot = ref.hash & (size - 1);
                    ref.next = bigger[slot];
                    bigger[slot] = ref;
                }
                ref = next;
            }
        }
        table = bigger;
        entries = live;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
