package org.chainrule.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.chainrule.error.ChainruleException;

/**
 * Turns the rows of a partition into blocks.
 *
 * @param recipe what is wanted of a row
 * @param schema of the rows; null for samples
 * @param blockRows how many rows are a block; 0 for as many as a processor has near
 * @param sorted whether rows come in an order of their own each time, and have to be put into one
 */
record Packing(Recipe recipe, StructType schema, int blockRows, boolean sorted) implements Serializable {
    /** So many numbers stay near the processor while they are computed with. */
    private static final int NEAR = 1 << 16;

    /** The blocks of a partition. */
    <T> Iterator<RowBlock> pack(Iterator<T> rows) {
        Compiled compiled = Compiled.of(recipe);
        RowReader reader = schema == null ? null : RowReader.of(compiled, schema);
        int width = compiled.sampled().stream().mapToInt(Sampled::width).sum();
        int most = blockRows > 0 ? blockRows : Math.max(1, NEAR / Math.max(1, width));
        Iterator<T> source = sorted ? inOrder(rows, compiled, reader, width) : rows;
        return new Iterator<>() {
            private boolean refused;

            @Override
            public boolean hasNext() {
                return !refused && source.hasNext();
            }

            @Override
            public RowBlock next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                RowBlock block = block(source, compiled, reader, most);
                refused = !block.problem().isEmpty();
                return block;
            }
        };
    }

    private static <T> RowBlock block(Iterator<T> rows, Compiled compiled, RowReader reader, int most) {
        List<Sampled> sampled = compiled.sampled();
        double[][] values = new double[sampled.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new double[most * sampled.get(i).width()];
        }
        int count = 0;
        try {
            while (count < most && rows.hasNext()) {
                Object row = rows.next();
                for (int i = 0; i < values.length; i++) {
                    read(
                            row,
                            reader,
                            sampled.get(i),
                            i,
                            values[i],
                            count * sampled.get(i).width());
                }
                count++;
            }
        } catch (ChainruleException e) {
            return RowBlock.refused(e.getMessage());
        }
        for (int i = 0; i < values.length && count < most; i++) {
            values[i] = Arrays.copyOf(values[i], count * sampled.get(i).width());
        }
        return RowBlock.of(count, values);
    }

    private static void read(Object row, RowReader reader, Sampled wanted, int input, double[] into, int at) {
        if (row instanceof Row columns && reader != null) {
            reader.read(columns, input, into, at);
            return;
        }
        if (row instanceof Numbers numbers) {
            System.arraycopy(numbers.values, numbers.starts[input], into, at, wanted.width());
            return;
        }
        double[] numbers = ((Sample) row).get(wanted.name());
        if (numbers == null || numbers.length != wanted.width()) {
            throw RowReader.tooFew(wanted, numbers == null ? 0 : numbers.length);
        }
        for (int i = 0; i < numbers.length; i++) {
            into[at + i] = RowReader.checked(wanted, numbers[i]);
        }
    }

    /** A row as its numbers, which can be told which comes first. */
    private record Numbers(double[] values, int[] starts) {}

    /**
     * The rows of a partition in the order of their numbers, so that it does not matter in which one they came. Rows that cannot be
     * read are left as they are.
     */
    @SuppressWarnings("unchecked")
    private static <T> Iterator<T> inOrder(Iterator<T> rows, Compiled compiled, RowReader reader, int width) {
        List<Sampled> sampled = compiled.sampled();
        int[] starts = new int[sampled.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + sampled.get(i - 1).width();
        }
        List<Numbers> all = new ArrayList<>();
        while (rows.hasNext()) {
            T row = rows.next();
            double[] values = new double[width];
            try {
                for (int i = 0; i < starts.length; i++) {
                    read(row, reader, sampled.get(i), i, values, starts[i]);
                }
            } catch (ChainruleException e) {
                return List.of(row).iterator();
            }
            all.add(new Numbers(values, starts));
        }
        all.sort(Comparator.comparing(Numbers::values, Arrays::compare));
        return (Iterator<T>) all.iterator();
    }
}
