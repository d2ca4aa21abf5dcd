package org.chainrule.graph;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes built on some nodes, to be found again by op and inputs. They are held weakly; those that are gone are swept
 * when the table would grow.
 */
final class Users {
    private static final int PLACE = Block.SIZE - 1;
    private static final int SMALLEST = 8;

    /**
     * Open addressing, at most three quarters full. The low half of a slot is 0 when it is free, else 1 + the index of a
     * block + the place in the block; the high half is the hash, so that most comparisons touch no node.
     */
    private long[] slots = new long[SMALLEST];

    private int entries;
    private @Nullable WeakReference<Block>[] blocks = newBlocks(2);
    private int blockCount;

    @Nullable
    Node find(Op op, List<Node> inputs, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
            if ((int) (entry >>> 32) == hash) {
                Block block = block(((int) entry - 1) >> Block.SHIFT).get();
                Node node = block == null ? null : block.node(((int) entry - 1) & PLACE);
                if (node != null && same(node, op, inputs)) {
                    return node;
                }
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private WeakReference<Block> block(int index) {
        WeakReference<Block> block = blocks[index];
        if (block == null) {
            throw new IllegalStateException("no block " + index);
        }
        return block;
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

    /** Adds a node that is not among these. */
    void add(Node node, int hash) {
        if (4 * entries >= 3 * slots.length) {
            makeRoom();
        }
        WeakReference<Block> block = node.block().reference();
        if (blockCount == 0 || blocks[blockCount - 1] != block) {
            if (blockCount == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * blockCount);
            }
            blocks[blockCount++] = block;
        }
        link(1 + ((blockCount - 1) << Block.SHIFT) + Block.place(node), hash);
        entries++;
    }

    private void link(int entry, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (long) hash << 32 | entry;
    }

    /** Drops dead blocks and their entries, and makes the table as large as needed to be at most half full. */
    private void makeRoom() {
        int[] renamed = new int[blockCount];
        int count = 0;
        for (int b = 0; b < blockCount; b++) {
            boolean live = !block(b).refersTo(null);
            renamed[b] = live ? count : -1;
            if (live) {
                blocks[count++] = blocks[b];
            }
        }
        Arrays.fill(blocks, count, blockCount, null);
        blockCount = count;
        long[] old = slots;
        int left = 0;
        for (long slot : old) {
            left += slot != 0 && renamed[((int) slot - 1) >> Block.SHIFT] >= 0 ? 1 : 0;
        }
        slots = new long[Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, 2 * left - 1)) << 1)];
        entries = left;
        for (long slot : old) {
            int at = (int) slot - 1;
            int block = slot == 0 ? -1 : renamed[at >> Block.SHIFT];
            if (block >= 0) {
                link(1 + (block << Block.SHIFT) + (at & PLACE), (int) (slot >>> 32));
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable WeakReference<Block>[] newBlocks(int length) {
        return new WeakReference[length];
    }
}
