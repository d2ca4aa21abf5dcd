package org.chainrule.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.io.Csv;

/**
 * Samples that come a batch at a time, from a file that is too large for the memory, a database, or a program that makes them.
 *
 * <pre>{@code
 * trainer.fit(Batches.csv(Path.of("large.csv"), D, 200), 10, watcher);
 * }</pre>
 */
@FunctionalInterface
public interface Batches {
    /**
     * Goes through all samples once, in the same order each time.
     *
     * @param step is given the values of the inputs of each batch; false from it ends the walk
     */
    void each(Predicate<List<Binding>> step);

    /**
     * The lines of a CSV file, some at a time; the last batch has what is left. Never more than one batch is in memory.
     *
     * @param input a matrix, with a sample a row
     * @param size how many lines are a batch
     */
    static Batches csv(Path file, Node input, int size) {
        return step -> Csv.read(file, size, rows -> step.test(List.of(input.is(rows))));
    }
}
