package org.chainrule.graph;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Something for each of some nodes, which goes when the node goes. For any number of threads. */
final class WeakNotes<T> {
    private final ConcurrentMap<Key, T> texts = new ConcurrentHashMap<>();
    private final ReferenceQueue<Node> gone = new ReferenceQueue<>();

    /** A node, weakly: equal to another key of the same node, and to itself when the node is gone. */
    private static final class Key extends WeakReference<Node> {
        private final int hash;

        Key(Node node, @Nullable ReferenceQueue<Node> queue) {
            super(node, queue);
            hash = node.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Node node = get();
            return node != null && other instanceof Key key && key.refersTo(node);
        }
    }

    @Nullable
    T get(Node node) {
        return texts.get(new Key(node, null));
    }

    /** The text in place of the one that was there. */
    void put(Node node, T text) {
        clean();
        texts.put(new Key(node, gone), text);
    }

    /** The text unless there is one. */
    void putIfAbsent(Node node, T text) {
        clean();
        texts.putIfAbsent(new Key(node, gone), text);
    }

    /** How many nodes have a text, and some that are gone. */
    int size() {
        clean();
        return texts.size();
    }

    private void clean() {
        for (Reference<? extends Node> key = gone.poll(); key != null; key = gone.poll()) {
            texts.remove(key);
        }
    }
}
