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
 * as one of its nodes; so that no graph lives as long as the next one, a leaf that follows an op begins a new block, and
 * numbers, which all graphs share, have blocks of their own.
 *
 * <p>A node is hashed by its op and by the serial numbers of its inputs: a hash of the structure below would run into a
 * cycle on a long chain, as every iterated function on 32 bits does. Look-ups compare (op, inputs) without creating a
 * candidate, and the entries of dead blocks are swept when the table would grow, which spares a reference queue.
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

    /**
     * Open addressing. The low half of a slot is 0 when it is free, else 1 + block index * BLOCK + place in the block; the
     * high half is the hash, so that most comparisons touch no node.
     */
    private static long[] table = new long[SMALLEST];

    private static int entries;
    /** Counts insertions, to see whether a type rule has come in between. */
    private static int insertions;

    private static @Nullable WeakReference<Block>[] blocks = newBlocks(SMALLEST / BLOCK);
    private static int blockCount;
    private static final Filling numbers = new Filling();
    private static final Filling others = new Filling();
    /** Whether the node created last, numbers aside, is a leaf. */
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

        void rename(int[] renamed) {
            block = block >= 0 ? renamed[block] : -1;
            if (block < 0) {
                place = BLOCK;
            }
        }
    }

    private Interner() {}

    static Node intern(Op op, List<Node> inputs) {
        int hash = spread(op.hashCode());
        for (int i = 0; i < inputs.size(); i++) {
            hash = spread(hash ^ inputs.get(i).hashCode());
        }
        Node node;
        synchronized (Interner.class) {
            Node known = find(op, inputs, hash);
            if (known != null) {
                return known;
            }
            int seen = insertions;
            Type type = infer(op, inputs);
            // A type rule is the op's own code and may build nodes itself, even this one.
            known = seen == insertions ? null : find(op, inputs, hash);
            if (known != null) {
                return known;
            }
            if (2 * entries >= table.length) {
                makeRoom();
            }
            Filling filling = fillingFor(op);
            Block block = filling.withRoom();
            node = new Node(op, inputs, type, serial(op, inputs), block);
            block.nodes[filling.place] = node;
            link(1 + (filling.block << SHIFT) + filling.place, hash);
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

    private static @Nullable Node find(Op op, List<Node> inputs, int hash) {
        int mask = table.length - 1;
        int slot = hash & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == hash) {
                Node node = nodeOf((int) entry);
                if (node != null && same(node, op, inputs)) {
                    return node;
                }
            }
            slot = (slot + 1) & mask;
        }
        return null;
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

    private static void link(int entry, int hash) {
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = (long) hash << 32 | entry;
    }

    private static Filling fillingFor(Op op) {
        if (op instanceof Constant constant && constant.value().rank() == 0) {
            return numbers;
        }
        boolean leaf = op instanceof Leaf;
        if (leaf && !afterLeaf) {
            others.place = BLOCK;
        }
        afterLeaf = leaf;
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
        long[] old = table;
        int left = 0;
        for (long slot : old) {
            left += slot != 0 && renamed[((int) slot - 1) >> SHIFT] >= 0 ? 1 : 0;
        }
        int size = SMALLEST;
        while (size < 3L * left) {
            size *= 2;
        }
        table = new long[size];
        entries = 0;
        for (long slot : old) {
            int at = (int) slot - 1;
            if (slot != 0 && renamed[at >> SHIFT] >= 0) {
                link(1 + (renamed[at >> SHIFT] << SHIFT) + (at & (BLOCK - 1)), (int) (slot >>> 32));
                entries++;
            }
        }
        blocks = live;
        blockCount = count;
        numbers.rename(renamed);
        others.rename(renamed);
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
        int number = spread(insertions) & Integer.MAX_VALUE;
        return variable ? number | Integer.MIN_VALUE : number;
    }

    /** Spreads the bits of a number; no two numbers are spread to the same. */
    private static int spread(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x9E3779B1;
        return mixed ^ (mixed >>> 15);
    }
}
