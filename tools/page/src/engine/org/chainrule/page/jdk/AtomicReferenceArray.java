package org.chainrule.page.jdk;

/** The JDK's class of this name, for one thread. */
public final class AtomicReferenceArray<E> {
    private final Object[] entries;

    /** Of some length. */
    public AtomicReferenceArray(int length) {
        entries = new Object[length];
    }

    /** An entry. */
    @SuppressWarnings("unchecked")
    public E get(int i) {
        return (E) entries[i];
    }

    /** Sets an entry. */
    public void set(int i, E value) {
        entries[i] = value;
    }

    /** Sets an entry that is what it is taken for. */
    public boolean compareAndSet(int i, E expected, E value) {
        boolean same = entries[i] == expected;
        if (same) {
            entries[i] = value;
        }
        return same;
    }
}
