package org.chainrule.exec.compile;

import java.util.List;

/** One piece of a program. Steps hold no state, so that several threads run one plan, each in a frame of its own. */
interface Step {
    /** Computes what it writes from what it reads. */
    void run(Frame frame);

    /** What must be there before. */
    List<Store> reads();

    /** What is there afterwards. */
    List<Store> writes();

    /** Whether something that it reads for the last time may lie in the array that it writes. */
    default boolean mayLieIn(Store read, Store written) {
        return false;
    }

    /** What it does, in a few words: {@code product 200×784×100}. */
    String text();

    /** About how many operations it takes. */
    long flops();

    /** The number of entries that it reads and writes. */
    default long entries() {
        long entries = 0;
        for (Store store : reads()) {
            entries += store.count();
        }
        for (Store store : writes()) {
            entries += store.count();
        }
        return entries;
    }

    /** How much scratch it needs in {@link Frame#room}, in entries. */
    default int room() {
        return 0;
    }

    /** The same in {@link Frame#second}. */
    default int secondRoom() {
        return 0;
    }

    /** The same in {@link Frame#third}. */
    default int thirdRoom() {
        return 0;
    }

    /** How many tiles. */
    default int tiles() {
        return 0;
    }

    /** How many operands it keeps track of. */
    default int operands() {
        return 0;
    }

    /** Whether it wants the stores that hold one number as arrays. */
    default boolean wantsArrays() {
        return true;
    }
}
