package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Reads files of LIBSVM and SVMlight: each line is a label, and the features that are not zero, {@code 1 3:0.5 7:-2}, counted from 1.
 * They come as a matrix {@code X} with a row for each line and the labels {@code y}.
 */
final class Libsvm {
    /** A matrix has at most so many times the numbers that the file has: what is sparser is not meant to be written out. */
    private static final long MOST_ZEROS = 1000;

    private static final long ALWAYS = 1 << 20;

    private final Path file;
    private double[] labels = new double[256];
    private int[] ends = new int[256];
    private int[] indices = new int[1024];
    private double[] values = new double[1024];
    private int rows;
    private int count;
    private int columns;

    private Libsvm(Path file) {
        this.file = file;
    }

    /**
     * The matrix of the features, and the labels.
     *
     * @throws ChainruleException when the file is missing or empty, or a line is something else
     */
    static Map<String, Tensor> read(Path file) {
        Libsvm reader = new Libsvm(file);
        try (InputFile open = InputFile.open(file)) {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(open.stream(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.add(line, number++);
            }
            open.complete();
        } catch (CharacterCodingException e) {
            throw new ChainruleException(say("{0} is no text in UTF-8", file), e);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
        return reader.tensors();
    }

    private void add(String line, int number) {
        int comment = line.indexOf('#');
        String[] fields =
                (comment < 0 ? line : line.substring(0, comment)).strip().split("[ \\t]+");
        if (fields[0].isEmpty()) {
            return;
        }
        if (rows == labels.length) {
            labels = Arrays.copyOf(labels, 2 * rows);
            ends = Arrays.copyOf(ends, 2 * rows);
        }
        labels[rows] = CsvField.number(fields[0])
                .orElseThrow(() -> wrong(
                        number, say("a line begins with a label, a number, and this one with {0}", shown(fields[0]))));
        int before = 0;
        for (int i = 1; i < fields.length; i++) {
            before = add(fields[i], number, before);
        }
        ends[rows++] = count;
    }

    /** One feature; returns its index. */
    private int add(String field, int number, int before) {
        int colon = field.indexOf(':');
        String index = field.substring(0, Math.max(0, colon));
        OptionalDouble value = CsvField.number(field.substring(colon + 1));
        if (index.equals("qid")) {
            throw wrong(number, say("it has queries, {0}, which are for ranking: leave them out", shown(field)));
        }
        if (!index.matches("\\d{1,18}") || value.isEmpty()) {
            throw wrong(number, say("a feature is written 3:0.5, and this is {0}", shown(field)));
        }
        long place = Long.parseLong(index);
        if (place < 1 || place > Integer.MAX_VALUE - 8) {
            throw wrong(number, say("features are counted from 1 to 2147483639, and this one is {0}", index));
        }
        if (place <= before) {
            throw wrong(number, say("features come in order, and {0} stands behind {1}", index, before));
        }
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        indices[count] = (int) place;
        values[count++] = value.getAsDouble();
        columns = Math.max(columns, (int) place);
        return (int) place;
    }

    private static String shown(String field) {
        return "\"" + (field.length() > 40 ? field.substring(0, 40) + "…" : field) + "\"";
    }

    private ChainruleException wrong(int line, Message what) {
        return new ChainruleException("{0}, line {1}: {2}", file, line, what);
    }

    private Map<String, Tensor> tensors() {
        if (rows == 0) {
            throw new ChainruleException("{0} has no numbers in it", file);
        }
        long entries = (long) rows * columns;
        if (entries > Math.max(ALWAYS, MOST_ZEROS * (count + (long) rows)) || entries > Integer.MAX_VALUE - 8) {
            throw new ChainruleException(
                    "{0} would be a matrix of {1} rows and {2} columns with {3} numbers that are not zero: it is too sparse to be written out",
                    file, rows, columns, count);
        }
        Shape shape = Shape.of(rows, columns);
        double[] all = Tensor.room(shape);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (; at < ends[row]; at++) {
                all[row * columns + indices[at] - 1] = values[at];
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("X", Tensor.of(shape, all));
        tensors.put("y", Tensor.of(Arrays.copyOf(labels, rows)));
        return tensors;
    }
}
