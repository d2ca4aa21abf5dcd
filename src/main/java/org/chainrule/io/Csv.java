package org.chainrule.io;

import static org.chainrule.message.Message.say;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Reads matrices of numbers from comma-separated files (RFC 4180).
 *
 * <p>Lines before the numbers are a header when that is sure: those that begin with {@code "# "}, as numpy writes them, and
 * then one line in which every field is a name ({@link CsvField#isName}). Any other line that is not numbers is refused.
 */
public final class Csv {
    private Csv() {}

    /**
     * The numbers in a file as a matrix, one row a line.
     *
     * @throws ChainruleException when the file is missing or empty, a field is not a number, or the lines differ in length
     */
    public static Tensor read(Path file) {
        try (InputFile open = InputFile.open(file)) {
            return read(open);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    /**
     * The same of a file in which one column has names of classes: each is the number of its class, in the order of the alphabet.
     *
     * @param classes the number of the column, from 0
     */
    public static Tensor read(Path file, int classes) {
        try (InputFile open = InputFile.open(file)) {
            return read(open, classes);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    /**
     * The same some lines at a time, for a file that is larger than the memory.
     *
     * @param size how many lines are a piece; the last one has what is left
     * @param piece is given each; false from it ends the reading
     */
    public static void read(Path file, int size, Predicate<Tensor> piece) {
        if (size < 1) {
            throw new ChainruleException("a batch has at least 1 sample, not {0}", size);
        }
        try (InputFile open = InputFile.open(file)) {
            Rows rows = new Rows(file, -1);
            boolean more = lines(open, line -> {
                rows.add(line);
                return rows.rows < size || piece.test(rows.taken());
            });
            if (more && rows.rows > 0) {
                boolean unused = piece.test(rows.taken());
            }
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    /** The numbers in an open file. */
    static Tensor read(InputFile open) throws IOException {
        return read(open, -1);
    }

    private static Tensor read(InputFile open, int classes) throws IOException {
        Path file = open.path();
        Rows rows = new Rows(file, classes);
        lines(open, line -> {
            rows.add(line);
            return true;
        });
        return rows.tensor();
    }

    /** Each line, to the end or as far as is wanted; returns whether it was the end. */
    private static boolean lines(InputFile open, Predicate<CsvRecord> take) throws IOException {
        Path file = open.path();
        // Lines of different length are counted there, so that the message is our own.
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(open.stream(), StandardCharsets.UTF_8)) {
            for (CsvRecord line : reader) {
                if (!take.test(line)) {
                    return false;
                }
            }
            open.complete();
            return true;
        } catch (CsvParseException e) {
            throw new ChainruleException(say("cannot read {0}: {1}", file, e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw Reading.failed(file, e.getCause() == null ? new IOException(e) : e.getCause());
        }
    }

    /** The numbers of the lines so far. */
    private static final class Rows {
        private final Path file;
        private double[] values = new double[1024];
        private int count;
        private int rows;
        private int columns = -1;
        /** Which column has names, and the name in each row; -1 when none has. */
        private final int classes;

        private final List<String> names = new ArrayList<>();

        Rows(Path file, int classes) {
            this.file = file;
            this.classes = classes;
        }

        void add(CsvRecord line) {
            int fields = line.getFieldCount();
            String first = line.getField(0);
            // A field of blanks is a line of blanks; an empty one was written as "", which is a missing value.
            boolean blank = fields == 1 && first.isBlank() && !first.isEmpty();
            boolean start = columns < 0;
            if (blank || (start && isComment(first))) {
                return;
            }
            if (columns >= 0 && fields != columns) {
                throw new ChainruleException(
                        "{0}, line {1}: {2} fields, but the lines before have {3}",
                        file, line.getStartingLineNumber(), fields, columns);
            }
            columns = fields;
            if (start && line.getFields().stream().allMatch(CsvField::isName)) {
                return;
            }
            if (classes >= 0 && classes >= fields) {
                throw new ChainruleException(
                        "{0} has no column {1} with classes: it has {2}, and they count from 0", file, classes, fields);
            }
            for (int i = 0; i < fields; i++) {
                if (i == classes) {
                    names.add(line.getField(i).strip());
                    add(0);
                    continue;
                }
                OptionalDouble value = CsvField.number(line.getField(i));
                if (value.isEmpty()) {
                    throw start ? noHeader(line) : notANumber(line, i);
                }
                add(value.getAsDouble());
            }
            rows++;
        }

        private void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        private ChainruleException notANumber(CsvRecord line, int column) {
            return new ChainruleException(
                    "{0}, line {1}, field {2}: {3}",
                    file, line.getStartingLineNumber(), column + 1, CsvField.refusal(line.getField(column)));
        }

        /** A first line that is neither numbers nor names: the field that is neither, or else the first that is a name. */
        private ChainruleException noHeader(CsvRecord line) {
            int blamed = -1;
            boolean sure = false;
            boolean names = false;
            for (int i = 0; i < line.getFieldCount() && !sure; i++) {
                String field = line.getField(i);
                if (CsvField.number(field).isEmpty()) {
                    sure = !CsvField.isName(field);
                    blamed = sure || blamed < 0 ? i : blamed;
                }
            }
            for (String field : line.getFields()) {
                names |= CsvField.mayBeName(field);
            }
            ChainruleException what = notANumber(line, blamed);
            return names
                    ? new ChainruleException(
                            "{0}; a first line is a header when each of its fields is a name (a letter first), or when it "
                                    + "begins with \"# \"",
                            what.sentence())
                    : what;
        }

        /** The lines since the last time. */
        Tensor taken() {
            Tensor piece = tensor();
            rows = 0;
            count = 0;
            return piece;
        }

        Tensor tensor() {
            if (columns < 0) {
                throw new ChainruleException("{0} has no numbers in it", file);
            }
            List<String> known = List.copyOf(new TreeSet<>(names));
            Map<String, Integer> numbers = new HashMap<>();
            known.forEach(name -> numbers.put(name, numbers.size()));
            for (int row = 0; row < names.size(); row++) {
                values[row * columns + classes] = numbers.getOrDefault(names.get(row), 0);
            }
            return Tensor.of(Shape.of(rows, columns), Arrays.copyOf(values, count));
        }
    }

    /** Not every line with this sign first: spreadsheets write errors as #N/A and #REF!. */
    private static boolean isComment(String first) {
        return first.startsWith("# ") || first.equals("#");
    }
}
