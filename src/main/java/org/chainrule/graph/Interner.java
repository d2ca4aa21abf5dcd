package org.chainrule.graph;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.chainrule.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * The table that makes equal nodes one object. It holds nodes weakly, so a graph nobody refers to is collected.
 *
 * <p>A table of its own rather than a library's, because this is the hot path of building and differentiating. A weak
 * reference a node would cost the collector more than building the node; so nodes created one after the other share a
 * block of {@value #BLOCK}, the table refers weakly to blocks, and every node refers to its block. A block lives as long
 * as one of its nodes; so that no graph lives as long as the next one, what looks like the first op of another graph begins
 * a new block, and leaves and numbers, which keep nothing else alive, have blocks of their own.
 *
 * <p>A node is hashed by its op and by the serial numbers of its inputs: a hash of the structure below would run into a
 * cycle on a long chain, as every iterated function on 32 bits does. Look-ups compare (op, inputs) without creating a
 * candidate, and the entries of dead blocks are swept when the table would grow, which spares a reference queue.
 *
 * <p>A look-up in a table of millions of entries is a wait for memory, unless it goes where the last one went: see
 * {@link #tag}.
 */
final class Interner {
    /** Nodes created one after the other, kept alive together. */
    static final class Block {
        final @Nullable Node[] nodes = new Node[BLOCK];
        /** Whether {@link Notes} knows anything of a node of this block: spares most look-ups. */
        volatile boolean noted;
    }

    private static final int SHIFT = 4;
    private static final int BLOCK = 1 << SHIFT;
    private static final int SMALLEST = 1 << 12;
    /** So many serial numbers have their places side by side. */
    private static final int REGION = 32;
    /** So many slots are tried near a node's place, and then the slots from that of its hash. */
    private static final int NEAR = 24;
    /** The bits of the hash in a tag. */
    private static final int BITS = 5;

    /**
     * Open addressing. The low half of a slot is 0 when it is free, else 1 + block index * BLOCK + place in the block; the
     * high half is the tag, so that most comparisons, and moving to a larger table, touch no node.
     */
    private static long[] table = new long[SMALLEST];

    private static int entries;
    /** Counts insertions, to see whether a type rule has come in between. */
    private static int insertions;

    private static @Nullable WeakReference<Block>[] blocks = newBlocks(SMALLEST / BLOCK);
    private static int blockCount;
    private static final Filling numbers = new Filling();
    private static final Filling leaves = new Filling();
    private static final Filling others = new Filling();
    /** Whether a leaf has been created since the last op. */
    private static boolean afterLeaf;

    /** A block that is being filled; it is held weakly too, and may be gone. */
    private static final class Filling {
        int block = -1;
        int place = BLOCK;

        Block withRoom() {
            if (place < BLOCK) {
                WeakReference<Block> ref = blocks[block];
                Block filled = ref == null ? null : ref.get();
                if (filled != null) {
                    return filled;
                }
            }
            if (blockCount == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * blockCount);
            }
            Block fresh = new Block();
            block = blockCount++;
            blocks[block] = new WeakReference<>(fresh);
            place = 0;
            return fresh;
        }

        boolean holdsAny(List<Node> nodes) {
            WeakReference<Block> ref = block >= 0 ? blocks[block] : null;
            for (int i = 0; i < nodes.size() && ref != null; i++) {
                if (ref.refersTo(nodes.get(i).block())) {
                    return true;
                }
            }
            return false;
        }

        void rename(int[] renamed) {
            block = block >= 0 ? renamed[block] : -1;
            if (block < 0) {
                place = BLOCK;
            }
        }
    }

    private Interner() {}

    static Node intern(Op op, List<Node> inputs) {
        int hash = hash(op, inputs);
        int tag = tag(op, inputs, hash);
        Node node;
        synchronized (Interner.class) {
            Node known = find(op, inputs, tag, hash);
            if (known != null) {
                return known;
            }
            int seen = insertions;
            Type type = infer(op, inputs);
            // A type rule is the op's own code and may build nodes itself, even this one.
            known = seen == insertions ? null : find(op, inputs, tag, hash);
            if (known != null) {
                return known;
            }
            if (2 * entries >= table.length) {
                makeRoom();
            }
            Filling filling = fillingFor(op, inputs);
            Block block = filling.withRoom();
            node = new Node(op, inputs, type, serial(op, inputs), block);
            block.nodes[filling.place] = node;
            link(1 + (filling.block << SHIFT) + filling.place, tag);
            filling.place++;
            entries++;
            insertions++;
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

    /**
     * What is kept of a node in the table: the place where the search for it begins, and {@value #BITS} bits of its hash.
     * A node is most often built, and looked for, soon after the youngest of its inputs; so nodes on inputs made one after
     * the other lie side by side, and a graph of millions of nodes is built within the processor's cache. Only
     * {@value #REGION} numbers lie together, each such region at a random place: long ranges would fall onto each other.
     */
    private static int tag(Op op, List<Node> inputs, int hash) {
        int youngest = -1;
        for (int i = 0; i < inputs.size(); i++) {
            youngest = Math.max(youngest, inputs.get(i).serial() & Integer.MAX_VALUE);
        }
        int number;
        if (youngest >= 0) {
            number = spread(youngest / REGION) * REGION + youngest % REGION;
        } else if (op instanceof Leaf leaf) {
            number = spread(leaf.number() / REGION ^ 0x55555555) * REGION + leaf.number() % REGION;
        } else {
            return hash;
        }
        return number << BITS | hash >>> (32 - BITS);
    }

    private static @Nullable Node find(Op op, List<Node> inputs, int tag, int hash) {
        int mask = table.length - 1;
        int slot = home(tag) & mask;
        int tries = 0;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == tag) {
                Node node = nodeOf((int) entry);
                if (node != null && same(node, op, inputs)) {
                    return node;
                }
            }
            slot = (++tries == NEAR ? hash : slot + 1) & mask;
        }
        return null;
    }

    /** Two slots for each number of a region. */
    private static int home(int tag) {
        return tag >>> BITS << 1;
    }

    private static @Nullable Node nodeOf(int entry) {
        WeakReference<Block> ref = blocks[(entry - 1) >> SHIFT];
        Block block = ref == null ? null : ref.get();
        return block == null ? null : block.nodes[(entry - 1) & (BLOCK - 1)];
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

    private static void link(int entry, int tag) {
        int mask = table.length - 1;
        int slot = home(tag) & mask;
        int tries = 0;
        while (table[slot] != 0) {
            slot = (++tries == NEAR ? hash(entry) : slot + 1) & mask;
        }
        table[slot] = (long) tag << 32 | entry;
    }

    private static int hash(int entry) {
        Node node = nodeOf(entry);
        return node == null ? entry : hash(node.op(), node.inputs());
    }

    private static int hash(Op op, List<Node> inputs) {
        int hash = spread(op.hashCode());
        for (int i = 0; i < inputs.size(); i++) {
            hash = spread(hash ^ inputs.get(i).serial());
        }
        return hash;
    }

    /**
     * The block a node belongs into. An op that follows a leaf and is computed from nothing in the current block is taken
     * for the first of another graph.
     */
    private static Filling fillingFor(Op op, List<Node> inputs) {
        if (op instanceof Constant constant && constant.value().rank() == 0) {
            return numbers;
        }
        if (op instanceof Leaf) {
            afterLeaf = true;
            return leaves;
        }
        if (afterLeaf && !others.holdsAny(inputs)) {
            others.place = BLOCK;
        }
        afterLeaf = false;
        return others;
    }

    /** Drops dead blocks and their entries, and makes the table as large as needed to be at most a third full. */
    private static void makeRoom() {
        int[] renamed = new int[blockCount];
        @Nullable WeakReference<Block>[] live = newBlocks(blocks.length);
        int count = 0;
        for (int b = 0; b < blockCount; b++) {
            WeakReference<Block> ref = blocks[b];
            renamed[b] = ref == null || ref.refersTo(null) ? -1 : count;
            if (renamed[b] >= 0) {
                live[count++] = ref;
            }
        }
        blocks = live;
        blockCount = count;
        numbers.rename(renamed);
        leaves.rename(renamed);
        others.rename(renamed);
        long[] old = table;
        int size = SMALLEST;
        while (size < 3L * Math.min(entries, (long) count << SHIFT)) {
            size *= 2;
        }
        table = new long[size];
        entries = 0;
        for (long slot : old) {
            int at = (int) slot - 1;
            int block = slot == 0 ? -1 : renamed[at >> SHIFT];
            if (block >= 0) {
                int entry = 1 + (block << SHIFT) + (at & (BLOCK - 1));
                link(entry, (int) (slot >>> 32));
                entries++;
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable WeakReference<Block>[] newBlocks(int length) {
        return new WeakReference[length];
    }

    /** A number of its own for each node, negative when the node depends on a leaf. */
    private static int serial(Op op, List<Node> inputs) {
        boolean variable = op instanceof Leaf;
        for (int i = 0; i < inputs.size() && !variable; i++) {
            variable = inputs.get(i).isVariable();
        }
        int number = insertions & Integer.MAX_VALUE;
        return variable ? number | Integer.MIN_VALUE : number;
    }

    /** Spreads the bits of a number; no two numbers are spread to the same. */
    static int spread(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x9E3779B1;
        return mixed ^ (mixed >>> 15);
    }
}
