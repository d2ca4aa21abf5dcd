package org.chainrule.exec.compile;

import java.util.Arrays;
import org.chainrule.exec.kernel.ArrayKernels.Slides;
import org.chainrule.ops.Windowed.Sizes;
import org.jspecify.annotations.Nullable;

/** Finds out whether windows lie inside their image, and side by side along its rows. */
final class SlidingWindows {
    private SlidingWindows() {}

    /**
     * How windows slide; null where they do not.
     *
     * @param rows of {@link WindowStep}, each of so many fields
     */
    static @Nullable Slides of(int[] rows, int fields, Sizes sizes) {
        int each = rows.length / fields / sizes.taps();
        int[] offsets = new int[sizes.taps()];
        int[] seen = new int[sizes.taps()];
        int[] runs = new int[3 * each];
        for (int r = 0; r < rows.length; r += fields) {
            int tap = rows[r + 2];
            int run = 3 * seen[tap]++;
            if (rows[r + 1] != 1 || run >= runs.length) {
                return null;
            }
            if (run == 0) {
                offsets[tap] = rows[r];
            }
            int place = rows[r] - offsets[tap];
            if (tap == rows[2]) {
                runs[run] = rows[r + 3];
                runs[run + 1] = rows[r + 4];
                runs[run + 2] = place;
            } else if (runs[run] != rows[r + 3] || runs[run + 1] != rows[r + 4] || runs[run + 2] != place) {
                return null;
            }
        }
        boolean even = Arrays.stream(seen).allMatch(count -> count == each);
        return even ? new Slides(runs, offsets, sizes.results(), sizes.positions()) : null;
    }

    /** The fewest positions side by side. */
    static int shortest(Slides slides) {
        int shortest = Integer.MAX_VALUE;
        for (int r = 1; r < slides.runs().length; r += 3) {
            shortest = Math.min(shortest, slides.runs()[r]);
        }
        return shortest;
    }
}
