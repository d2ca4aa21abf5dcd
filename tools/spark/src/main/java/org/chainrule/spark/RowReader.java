package org.chainrule.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.chainrule.error.ChainruleException;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Takes the numbers of the inputs out of rows: from columns of numbers, of arrays of numbers, or of vectors. */
final class RowReader {
    private final List<Sampled> sampled;
    private final List<List<String>> names;
    private final int[][] places;

    private RowReader(List<Sampled> sampled, List<List<String>> names, int[][] places) {
        this.sampled = sampled;
        this.names = names;
        this.places = places;
    }

    /**
     * A reader of rows that have a schema.
     *
     * @throws ChainruleException when a column is missing
     */
    static RowReader of(Compiled compiled, StructType schema) {
        return of(compiled.sampled(), compiled.recipe()::columnsOf, schema);
    }

    /** The same for some inputs. */
    static RowReader of(List<Sampled> sampled, Function<String, List<String>> columnsOf, StructType schema) {
        List<String> all = Arrays.asList(schema.fieldNames());
        List<List<String>> names = new ArrayList<>();
        int[][] places = new int[sampled.size()][];
        for (int i = 0; i < places.length; i++) {
            List<String> columns = columnsOf.apply(sampled.get(i).name());
            for (String column : columns) {
                if (!all.contains(column)) {
                    throw new ChainruleException(
                            "the input {0} has no column {1}: say where its values stand, columns(\"{0}\", …); the data has {2}",
                            sampled.get(i).name(), column, String.join(", ", all));
                }
            }
            names.add(columns);
            places[i] = columns.stream().mapToInt(all::indexOf).toArray();
        }
        return new RowReader(sampled, names, places);
    }

    /**
     * The numbers of a row for one of the inputs.
     *
     * @throws ChainruleException when they are not as many as it needs, or no numbers
     */
    void read(Row row, int input, double[] into, int at) {
        Sampled wanted = sampled.get(input);
        int end = at + wanted.width();
        int next = at;
        for (int i = 0; i < places[input].length; i++) {
            String column = names.get(input).get(i);
            Object value = row.get(places[input][i]);
            if (value instanceof Number number) {
                next = put(wanted, column, number.doubleValue(), into, next, end);
            } else if (value instanceof Boolean flag) {
                next = put(wanted, column, flag ? 1 : 0, into, next, end);
            } else if (value instanceof Vector vector) {
                for (double number : vector.toArray()) {
                    next = put(wanted, column, number, into, next, end);
                }
            } else if (value instanceof Iterable<?> list) {
                for (Object entry : CollectionConverters.asJava(list)) {
                    next = put(wanted, column, number(column, entry), into, next, end);
                }
            } else {
                number(column, value);
            }
        }
        if (next != end) {
            throw tooFew(wanted, next - at);
        }
    }

    private static double number(String column, Object entry) {
        if (entry instanceof Number number) {
            return number.doubleValue();
        }
        if (entry == null) {
            throw new ChainruleException(
                    "the column {0} has no value in some row: leave such rows out, data.na().drop(), or fill them",
                    column);
        }
        throw new ChainruleException(
                "the column {0} holds {1}, not numbers: turn it into numbers first, with a StringIndexer for names",
                column, entry.getClass().getSimpleName());
    }

    static ChainruleException tooFew(Sampled wanted, int count) {
        return new ChainruleException(
                "the input {0} needs {1} numbers of each row, and some row has {2}",
                wanted.name(), wanted.width(), count);
    }

    private static int put(Sampled wanted, String column, double number, double[] into, int at, int end) {
        if (at >= end) {
            throw new ChainruleException(
                    "the input {0} needs {1} numbers of each row, and some row has more, in the column {2}",
                    wanted.name(), wanted.width(), column);
        }
        into[at] = checked(wanted, number);
        return at + 1;
    }

    static double checked(Sampled wanted, double number) {
        if (!Double.isFinite(number)) {
            throw new ChainruleException(
                    "the input {0} is {1} in some row: leave such rows out or fill them", wanted.name(), number);
        }
        if (!wanted.takes(number)) {
            throw new ChainruleException(
                    "the input {0} counts, and is {1} in some row, which is no whole number", wanted.name(), number);
        }
        return number;
    }
}
