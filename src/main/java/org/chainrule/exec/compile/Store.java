package org.chainrule.exec.compile;

import org.jspecify.annotations.Nullable;

/** Where a value lies while a program runs: among the single numbers, in an array, or as a tensor of whole numbers. */
final class Store {
    /** The three rooms. */
    enum Room {
        /** One of the numbers of {@link Frame#numbers}. */
        NUMBER,
        /** An array of its own, or one that is lent while the value is needed. */
        ARRAY,
        /** A tensor: whole numbers, and nothing else. */
        TENSOR
    }

    private final Room room;
    private final int count;
    /** The array or tensor of a constant. */
    private @Nullable Object constant;

    private boolean kept;
    private int index = -1;
    /** Where a single number is put for a loop that wants an array. */
    private int arrayIndex = -1;

    Store(Room room, int count) {
        this.room = room;
        this.count = count;
    }

    Room room() {
        return room;
    }

    int count() {
        return count;
    }

    boolean isNumber() {
        return room == Room.NUMBER;
    }

    /** The place in its room. */
    int index() {
        return index;
    }

    void at(int place) {
        index = place;
    }

    /** The array in which it lies, of one entry for a number. */
    int arrayIndex() {
        return room == Room.ARRAY ? index : arrayIndex;
    }

    void arrayAt(int place) {
        if (room == Room.ARRAY) {
            index = place;
        } else {
            arrayIndex = place;
        }
    }

    /** What it always is, for a constant. */
    @Nullable
    Object constant() {
        return constant;
    }

    void holds(Object value) {
        constant = value;
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Whether its array is never lent to another value: inputs, outputs and constants. */
    boolean isKept() {
        return kept;
    }

    void keep() {
        kept = true;
    }
}
