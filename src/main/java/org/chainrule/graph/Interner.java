package org.chainrule.graph;

import java.lang.ref.WeakReference;
import java.util.List;
import org.chainrule.tensor.ShapeException;

/**
 * Makes equal nodes one object. It holds nodes weakly, so a graph nobody refers to is collected.
 *
 * <p>There is no table of all nodes: a look-up in one of millions of entries is a wait for memory, and its dead entries
 * have to be swept. A node is looked for among the {@link Users} of the youngest of its inputs, which was made, or asked
 * about, a moment ago; that table goes when the input goes. What has no inputs is looked for among the users of nothing,
 * and a leaf, which is equal to no other, remembers its node.
 *
 * <p>A node is hashed by its op and by the serial numbers of its inputs: a hash of the structure below would run into a
 * cycle on a long chain, as every iterated function on 32 bits does.
 */
final class Interner {
    private static final Users OF_NOTHING = new Users();
    private static final Filling numbers = new Filling();
    private static final Filling leaves = new Filling();
    private static final Filling others = new Filling();

    private static int blocks;
    /** Counts insertions, to see whether a type rule has come in between. */
    private static int insertions;
    /** Whether a leaf has been created since the last op. */
    private static boolean afterLeaf;

    private Interner() {}

    static Node intern(Op op, List<Node> inputs) {
        if (op instanceof Leaf leaf && inputs.isEmpty()) {
            return leaf.node();
        }
        int hash = hash(op, inputs);
        Node node;
        synchronized (Interner.class) {
            Users users = usersOfYoungest(inputs);
            Node known = users.find(op, inputs, hash);
            if (known != null) {
                Notes.found(known);
                return known;
            }
            int seen = insertions;
            Type type = infer(op, inputs);
            // A type rule is the op's own code and may build nodes itself, even this one.
            known = seen == insertions ? null : users.find(op, inputs, hash);
            if (known != null) {
                return known;
            }
            Filling filling = fillingFor(op, inputs);
            node = create(op, inputs, type, filling);
            users.add(node, hash);
        }
        Notes.created(node);
        return node;
    }

    /** A node for a leaf, which has none and will remember this one. */
    static Node create(Leaf leaf) {
        Node node;
        synchronized (Interner.class) {
            afterLeaf = true;
            node = create(leaf, List.of(), leaf.infer(List.of()), leaves);
        }
        Notes.created(node);
        return node;
    }

    private static Node create(Op op, List<Node> inputs, Type type, Filling filling) {
        insertions++;
        return filling.withRoom().add(op, inputs, type);
    }

    private static Users usersOfYoungest(List<Node> inputs) {
        int count = inputs.size();
        if (count == 0) {
            return OF_NOTHING;
        }
        Node youngest = inputs.get(0);
        for (int i = 1; i < count; i++) {
            Node input = inputs.get(i);
            youngest = input.number() > youngest.number() ? input : youngest;
        }
        return youngest.block().users();
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

    /**
     * The block a node belongs into. An op that follows a leaf and is computed from nothing in the current block is taken
     * for the first of another graph: one block of both would keep the older as long as the younger.
     */
    private static Filling fillingFor(Op op, List<Node> inputs) {
        if (op instanceof Constant constant && constant.value().rank() == 0) {
            return numbers;
        }
        if (afterLeaf && !others.holdsAny(inputs)) {
            others.close();
        }
        afterLeaf = false;
        return others;
    }

    private static int hash(Op op, List<Node> inputs) {
        int hash = spread(op.hashCode());
        for (int i = 0; i < inputs.size(); i++) {
            hash = spread(hash ^ inputs.get(i).number());
        }
        return hash;
    }

    /** Spreads the bits of a number; no two numbers are spread to the same. */
    static int spread(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x9E3779B1;
        return mixed ^ (mixed >>> 15);
    }

    /** The block that nodes of one kind are put into; held weakly, it may be gone. */
    private static final class Filling {
        private WeakReference<Block> block = new WeakReference<>(null);

        Block withRoom() {
            Block current = block.get();
            if (current == null || current.isFull()) {
                current = new Block(blocks++);
                block = current.reference();
            }
            return current;
        }

        boolean holdsAny(List<Node> nodes) {
            for (int i = 0; i < nodes.size(); i++) {
                if (nodes.get(i).block().reference() == block) {
                    return true;
                }
            }
            return false;
        }

        void close() {
            block = new WeakReference<>(null);
        }
    }
}
