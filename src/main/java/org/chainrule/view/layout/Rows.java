package org.chainrule.view.layout;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long page into rows: where each begins, and the channels between them for the wires that go on below. */
final class Rows {
    private static final double TRACK = 7;
    private static final double MARGIN = 12;

    private final Level page;
    private final int[] rowOf;
    private final List<Integer> first;
    private final double[] left;
    private final double[] top;
    private final double[] bottom;
    private final double[] rowTop;
    private final int[] used;
    private double width;
    private double height;
    private double margin;

    private Rows(Level page, List<Integer> first) {
        this.page = page;
        this.first = first;
        int count = first.size();
        rowOf = new int[page.ranks.size()];
        left = new double[count];
        top = new double[count];
        bottom = new double[count];
        rowTop = new double[count];
        used = new int[count];
    }

    static Rows of(Level page, int count, int[] crossing) {
        List<Integer> first = cut(page, Math.max(1, count));
        Rows rows = new Rows(page, first);
        rows.place(crossing);
        return rows;
    }

    /** The first rank of each row: the longest row is as short as it can be. */
    private static List<Integer> cut(Level page, int count) {
        int ranks = page.ranks.size();
        if (count == 1 || ranks < 2) {
            return List.of(0);
        }
        double low = 0;
        double high = page.along;
        for (int r = 0; r < ranks; r++) {
            low = Math.max(low, page.length[r]);
        }
        List<Integer> best = List.of(0);
        for (int step = 0; step < 40; step++) {
            double limit = (low + high) / 2;
            List<Integer> cuts = cut(page, limit);
            if (cuts.size() <= count) {
                best = cuts;
                high = limit;
            } else {
                low = limit;
            }
        }
        return best;
    }

    private static List<Integer> cut(Level page, double limit) {
        List<Integer> cuts = new ArrayList<>(List.of(0));
        int begin = 0;
        int able = 0;
        for (int r = 1; r < page.ranks.size(); r++) {
            boolean boxes = page.ranks.get(r).stream().anyMatch(v -> v.kind == Vertex.Kind.ITEM);
            able = boxes ? r : able;
            if (page.begin[r] + page.length[r] - page.begin[begin] > limit && able > begin) {
                begin = able;
                cuts.add(begin);
            }
        }
        return cuts;
    }

    private void place(int[] crossing) {
        int rows = first.size();
        int most = 0;
        double y = 0;
        for (int row = 0; row < rows; row++) {
            int from = first.get(row);
            int to = row + 1 < rows ? first.get(row + 1) : page.ranks.size();
            double above = Double.POSITIVE_INFINITY;
            double below = Double.NEGATIVE_INFINITY;
            for (int r = from; r < to; r++) {
                rowOf[r] = row;
                for (Vertex v : page.ranks.get(r)) {
                    above = Math.min(above, v.y - v.across / 2);
                    below = Math.max(below, v.y + v.across / 2);
                }
            }
            if (rows == 1) {
                above = 0;
                below = page.across;
            }
            int through = row == 0 ? 0 : crossing[from];
            most = Math.max(most, through);
            y += row == 0 ? 0 : 2 * MARGIN + TRACK * through;
            left[row] = from < page.begin.length ? page.begin[from] : 0;
            top[row] = above;
            bottom[row] = below;
            rowTop[row] = y;
            y += Math.max(0, below - above);
            double end = to == page.ranks.size() ? page.along : page.begin[to - 1] + page.length[to - 1];
            width = Math.max(width, end - left[row]);
        }
        margin = rows == 1 ? 0 : MARGIN + TRACK * most;
        height = y;
    }

    /** What is added to the coordinates on the page of what stands in a rank. */
    double[] origin(int rank) {
        int row = rowOf[rank];
        return new double[] {margin - left[row], rowTop[row] - top[row], row};
    }

    double along() {
        return width + 2 * margin;
    }

    double across() {
        return height;
    }

    /** The channel of the next wire into a row: how far right, how high, how far left it runs. */
    double[] channel(int row) {
        int track = used[row]++;
        double out = MARGIN / 2 + TRACK * track;
        return new double[] {margin + width + out, rowTop[row] - MARGIN - TRACK * track, margin - out};
    }
}
