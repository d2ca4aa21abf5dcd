package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a node shows of one tensor: its numbers when they are few, a map or a summary when they are many, or the reason
 * why there is nothing to show. An absent value is never drawn as a number.
 */
public sealed interface Panel {
    /** A tensor with at most this many rows and columns is shown as numbers. */
    int MAX_NUMBERS = 6;

    /** A vector with at most this many entries is shown as numbers. */
    int MAX_VECTOR = 12;

    /** A matrix of one row with at most this many entries is shown as numbers. */
    int MAX_ROW = 10;

    /** A map has at most this many cells a side, so that a digit of 28 by 28 is whole; larger tensors are averaged over blocks. */
    int MAX_CELLS = 32;

    /** Nothing is drawn, not even a reason: the picture does not speak of this quantity. */
    record None() implements Panel {}

    /**
     * Numbers, or other short texts, in rows.
     *
     * @param rows the texts, every row of one length
     * @param scalar whether it is a number rather than a one-by-one matrix: no brackets
     */
    record Grid(List<List<String>> rows, boolean scalar) implements Panel {
        /** Checks that the rows are of one length. */
        public Grid {
            rows = rows.stream().map(List::copyOf).toList();
            List<List<String>> all = rows;
            if (rows.isEmpty()
                    || rows.get(0).isEmpty()
                    || rows.stream().anyMatch(r -> r.size() != all.get(0).size())) {
                throw new IllegalArgumentException("A grid needs rows of one length, at least one by one");
            }
        }
    }

    /**
     * Colours for numbers.
     *
     * @param rows cells down, at most {@link #MAX_CELLS}
     * @param columns cells across, at most {@link #MAX_CELLS}
     * @param cells block means in row order; NaN where a block holds a number that is not finite
     * @param min the least finite entry of the whole tensor
     * @param max the greatest finite entry of the whole tensor
     * @param nonFinite how many entries are NaN or infinite
     */
    record HeatMap(int rows, int columns, List<Double> cells, double min, double max, long nonFinite) implements Panel {
        /** Checks the count of cells. */
        public HeatMap {
            cells = List.copyOf(cells);
            if (rows < 1 || columns < 1 || rows > MAX_CELLS || columns > MAX_CELLS || cells.size() != rows * columns) {
                throw new IllegalArgumentException(
                        "A heat map of " + rows + " by " + columns + " cannot hold " + cells.size() + " cells");
            }
        }
    }

    /**
     * Four numbers for many.
     *
     * @param min the least finite entry
     * @param mean the mean of the finite entries
     * @param max the greatest finite entry
     * @param count how many entries there are
     * @param nonFinite how many of them are NaN or infinite
     */
    record Summary(double min, double mean, double max, long count, long nonFinite) implements Panel {}

    /**
     * There is no number, and why.
     *
     * @param reason for example {@code not computed}
     */
    record Absent(String reason) implements Panel {
        /** Refuses an empty reason. */
        public Absent {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("An absent value needs a reason");
            }
        }
    }

    /**
     * What computing a quantity takes, drawn as two bars: its shares of the time and of the memory.
     *
     * @param seconds how long it takes
     * @param bytes of the array that it is kept in
     * @param allSeconds how long everything takes
     * @param allBytes of all arrays
     */
    record Cost(double seconds, double bytes, double allSeconds, double allBytes) implements Panel {
        /** What two quantities take. */
        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, bytes + other.bytes, allSeconds, allBytes);
        }

        /** The shares, from 0 to 1, of what there is any of; of the time if there is nothing. */
        List<Double> shares() {
            List<Double> shares = new ArrayList<>();
            if (seconds > 0 || bytes == 0) {
                shares.add(allSeconds == 0 ? 0 : seconds / allSeconds);
            }
            if (bytes > 0) {
                shares.add(bytes / allBytes);
            }
            return shares;
        }

        /** Amounts and shares as texts, in a row each. */
        Grid grid() {
            List<Double> shares = shares();
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                boolean memory = bytes > 0 && i == shares.size() - 1;
                String amount = memory ? ShortNumbers.bytes(bytes) : ShortNumbers.seconds(seconds);
                rows.add(List.of(amount, ShortNumbers.percent(shares.get(i))));
            }
            return new Grid(rows, true);
        }
    }

    /** Returns the panel that is not drawn. */
    static Panel none() {
        return new None();
    }

    /** Returns the panel that says {@code not computed}. */
    static Panel notComputed() {
        return new Absent("not computed");
    }

    /**
     * A panel that says why there is no number.
     *
     * @param reason why there is no number
     * @return the panel that says so
     */
    static Panel absent(String reason) {
        return new Absent(reason);
    }

    /**
     * A panel with one number.
     *
     * @param x the number
     * @return a panel with one number
     */
    static Panel scalar(double x) {
        return text(ShortNumbers.format(x));
    }

    /**
     * A panel with one text.
     *
     * @param text a number or another short text
     * @return a panel with that text alone
     */
    static Panel text(String text) {
        return new Grid(List.of(List.of(text)), true);
    }

    /**
     * The panel that suits a tensor: numbers up to six by six and for a dozen in a line, then a heat map for a vector or a matrix, a summary for
     * more axes. Leading axes of size 1 do not count.
     *
     * @param data the entries in row order; read, not kept
     * @param shape the sizes of the axes; none for a scalar
     * @return numbers, a map, a summary, or {@code no entries} if a size is 0
     */
    static Panel of(double[] data, int... shape) {
        long size = 1;
        for (int s : shape) {
            size *= s;
        }
        if (size != Objects.requireNonNull(data).length) {
            throw new IllegalArgumentException("Shape of " + size + " entries for data of " + data.length);
        }
        if (size == 0) {
            return new Absent("no entries");
        }
        if (shape.length == 0) {
            return scalar(data[0]);
        }
        int columns = shape[shape.length - 1];
        int rows = shape.length > 1 ? shape[shape.length - 2] : 1;
        if ((long) rows * columns != size) {
            return Entries.of(data).summary();
        }
        if (shape.length == 1 && columns > MAX_NUMBERS && columns <= MAX_VECTOR) {
            // A vector stands, as the output of a layer does in a lecture.
            return numbers(data, columns, 1);
        }
        boolean vector = columns == 1 ? rows <= MAX_VECTOR : rows == 1 && columns <= MAX_ROW;
        boolean few = rows <= MAX_NUMBERS && columns <= MAX_NUMBERS;
        return few || vector ? numbers(data, rows, columns) : map(data, rows, columns);
    }

    private static Panel numbers(double[] data, int rows, int columns) {
        List<Double> values = new ArrayList<>(data.length);
        for (double x : data) {
            values.add(x);
        }
        List<String> texts = ShortNumbers.together(values);
        List<List<String>> grid = new ArrayList<>(rows);
        for (int r = 0; r < rows; r++) {
            grid.add(texts.subList(r * columns, (r + 1) * columns));
        }
        return new Grid(grid, false);
    }

    /** Colours for numbers. */
    static Panel map(double[] data, int rows, int columns) {
        // Blocks of one size; blocks of one and of two rows side by side would show stripes that are not there.
        int tall = (rows + MAX_CELLS - 1) / MAX_CELLS;
        int wide = (columns + MAX_CELLS - 1) / MAX_CELLS;
        int down = (rows + tall - 1) / tall;
        int across = (columns + wide - 1) / wide;
        double[] sums = new double[down * across];
        int[] counts = new int[down * across];
        for (int r = 0; r < rows; r++) {
            int first = r / tall * across;
            for (int c = 0; c < columns; c++) {
                int cell = first + c / wide;
                double x = data[r * columns + c];
                sums[cell] += Double.isFinite(x) ? x : Double.NaN;
                counts[cell]++;
            }
        }
        List<Double> cells = new ArrayList<>(sums.length);
        for (int i = 0; i < sums.length; i++) {
            cells.add(sums[i] / counts[i]);
        }
        Entries entries = Entries.of(data);
        return new HeatMap(down, across, cells, entries.min, entries.max, entries.nonFinite);
    }

    /** One pass over the data. */
    record Entries(double min, double mean, double max, long count, long nonFinite) {
        static Entries of(double[] data) {
            double min = Double.NaN;
            double max = Double.NaN;
            double sum = 0;
            long nonFinite = 0;
            for (double x : data) {
                if (!Double.isFinite(x)) {
                    nonFinite++;
                    continue;
                }
                sum += x;
                min = x >= min ? min : x;
                max = x <= max ? max : x;
            }
            long finite = data.length - nonFinite;
            return new Entries(min, finite == 0 ? Double.NaN : sum / finite, max, data.length, nonFinite);
        }

        Summary summary() {
            return new Summary(min, mean, max, count, nonFinite);
        }
    }
}
