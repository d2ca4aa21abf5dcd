package org.chainrule.io;

import static org.chainrule.message.Message.say;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Reads matrices of numbers from comma-separated files (RFC 4180); a first line of names is skipped. */
public final class Csv {
    private Csv() {}

    /**
     * The numbers in a file as a matrix, one row a line.
     *
     * @throws ChainruleException when the file is missing, a field is not a number, or the lines differ in length
     */
    public static Tensor read(Path file) {
        double[] values = new double[1024];
        int count = 0;
        int columns = -1;
        int rows = 0;
        // Lines of different length are counted here, so that the message is our own.
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file, StandardCharsets.UTF_8)) {
            boolean first = true;
            for (CsvRecord line : reader) {
                int fields = line.getFieldCount();
                if (fields == 1 && line.getField(0).isBlank()) {
                    continue;
                }
                if (first && isHeader(line)) {
                    first = false;
                    columns = fields;
                    continue;
                }
                first = false;
                if (columns >= 0 && fields != columns) {
                    throw new ChainruleException(
                            "{0}, line {1}: {2} fields, but the lines before have {3}",
                            file, line.getStartingLineNumber(), fields, columns);
                }
                columns = fields;
                for (int i = 0; i < fields; i++) {
                    if (count == values.length) {
                        values = Arrays.copyOf(values, 2 * count);
                    }
                    values[count++] = number(file, line, i);
                }
                rows++;
            }
        } catch (IOException e) {
            throw e instanceof MalformedInputException
                    ? new ChainruleException(say("{0} is not UTF-8 text", file), e)
                    : Reading.failed(file, e);
        } catch (CsvParseException e) {
            throw new ChainruleException(say("cannot read {0}: {1}", file, e.getMessage()), e);
        }
        return Tensor.of(Shape.of(rows, Math.max(0, columns)), Arrays.copyOf(values, count));
    }

    /** A first line without a single number is a line of names. */
    private static boolean isHeader(CsvRecord line) {
        return line.getFields().stream().noneMatch(field -> parse(field) != null);
    }

    private static double number(Path file, CsvRecord line, int field) {
        Double value = parse(line.getField(field));
        if (value == null) {
            throw new ChainruleException(
                    "{0}, line {1}, field {2}: \"{3}\" is not a number",
                    file, line.getStartingLineNumber(), field + 1, shortened(line.getField(field)));
        }
        return value;
    }

    /** A quotation mark that is never closed makes a field of the rest of the file. */
    private static String shortened(String field) {
        String first = field.lines().findFirst().orElse("");
        String cut = first.length() > 40 ? first.substring(0, 40) : first;
        return cut.length() < field.length() ? cut + "…" : cut;
    }

    private static @org.jspecify.annotations.Nullable Double parse(String field) {
        String text = field.strip();
        return switch (text) {
            case "nan", "NaN" -> Double.NaN;
            case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    // Double.parseDouble would also take hexadecimal floats and suffixes such as 1d.
                    yield text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") ? Double.valueOf(text) : null;
                } catch (NumberFormatException e) {
                    yield null;
                }
            }
        };
    }
}
