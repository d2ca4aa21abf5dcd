package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** The same for vectors of so many lanes, null where they do not fit: each run at least one of them, or cut into whole ones. */
    static @Nullable Slides fitting(Slides slides, int lanes, boolean cut) {
        int[] runs = slides.runs();
        List<Integer> pieces = new ArrayList<>();
        for (int r = 0; r < runs.length; r += 3) {
            int count = runs[r + 1];
            if (cut ? count % lanes != 0 : count < lanes) {
                return null;
            }
            int each = cut ? lanes : count;
            for (int i = 0; i < count; i += each) {
                pieces.addAll(List.of(runs[r] + i, each, runs[r + 2] + i));
            }
        }
        int[] all = pieces.stream().mapToInt(Integer::intValue).toArray();
        return new Slides(all, slides.offsets(), slides.results(), slides.positions());
    }
}
