package org.chainrule.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.tensor.DType;

/**
 * What an executor has to know to do its share: the text of a model, and how rows become values of its inputs. It is small, and the
 * same for every step.
 *
 * @param text the model in the notation
 * @param optimizer as it is written on the command line; empty for what the text says
 * @param columns where the values of an input stand, by the name of the input; the column of its own name where nothing is said
 * @param dtype float64 or float32
 * @param seed where chance starts
 */
record Recipe(String text, String optimizer, Map<String, List<String>> columns, DType dtype, long seed)
        implements Serializable {
    /** Copies the map, into one that can be sent. */
    Recipe {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        columns.forEach((input, names) -> copy.put(input, List.copyOf(names)));
        columns = Map.copyOf(copy);
    }

    /** The columns of an input. */
    List<String> columnsOf(String input) {
        return columns.getOrDefault(input, List.of(input));
    }

    Recipe withOptimizer(String other) {
        return new Recipe(text, other, columns, dtype, seed);
    }

    Recipe withColumns(String input, List<String> names) {
        Map<String, List<String>> more = new LinkedHashMap<>(columns);
        more.put(input, names);
        return new Recipe(text, optimizer, more, dtype, seed);
    }

    Recipe withDType(DType other) {
        return new Recipe(text, optimizer, columns, other, seed);
    }

    Recipe withSeed(long other) {
        return new Recipe(text, optimizer, columns, dtype, other);
    }
}
