package org.chainrule.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * References by position, in pages. In one long array each reference that is stored costs extra under Java's default
 * collector, which keeps an array of a megabyte among the old objects from the start and remembers every store into it;
 * walks over large graphs store little else.
 *
 * @param <T> what is referred to
 */
public final class Pages<T> {
    private static final int BITS = 13;
    private static final int PAGE = 1 << BITS;
    private static final int SMALLEST = 8;

    private @Nullable Object[][] pages;

    /** No references, and room for a few. */
    public Pages() {
        pages = new Object[1][SMALLEST];
    }

    /** No references, and room for {@code size} of them. */
    public Pages(int size) {
        pages = new Object[Math.max(1, (size + PAGE - 1) >> BITS)][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = new Object[Math.min(PAGE, Math.max(SMALLEST, size - i * PAGE))];
        }
    }

    /** What is at a position; null when nothing was put there. The position must be below one that was made room for. */
    @SuppressWarnings("unchecked")
    public @Nullable T get(int position) {
        return (T) pages[position >>> BITS][position & (PAGE - 1)];
    }

    /** Puts something at a position for which there is room. */
    public void set(int position, @Nullable T value) {
        pages[position >>> BITS][position & (PAGE - 1)] = value;
    }

    /** Makes room for one more position, the first for which there is none yet. */
    void ensure(int position) {
        int page = position >>> BITS;
        int place = position & (PAGE - 1);
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, 2 * page);
        }
        @Nullable Object[] at = pages[page];
        if (at == null) {
            pages[page] = new Object[PAGE];
        } else if (place >= at.length) {
            pages[page] = Arrays.copyOf(at, Math.min(PAGE, 2 * at.length));
        }
    }
}
