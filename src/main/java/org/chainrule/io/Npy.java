package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Reads numpy's {@code .npy} files, format versions 1 to 3, as numpy's documentation of {@code numpy.lib.format}
 * describes them: floats and whole numbers of every width, booleans, either byte order, C and Fortran order.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z?])(\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private record Header(char kind, int width, ByteOrder order, boolean fortran, Shape shape) {}

    private Npy() {}

    /**
     * The array in a file: whole numbers as an index tensor, everything else as float64.
     *
     * @throws ChainruleException when the file is missing, is no npy file, or is cut short
     */
    public static Tensor read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(10);
            if (start.length < 10 || !startsWithMagic(start)) {
                throw new ChainruleException("{0} is not a numpy .npy file: it does not start with \\x93NUMPY", file);
            }
            int version = start[6];
            int length = Byte.toUnsignedInt(start[8]) | Byte.toUnsignedInt(start[9]) << 8;
            int headerEnd = 10;
            if (version >= 2) {
                byte[] more = in.readNBytes(2);
                headerEnd = 12;
                if (more.length == 2) {
                    length |= Byte.toUnsignedInt(more[0]) << 16 | Byte.toUnsignedInt(more[1]) << 24;
                }
            }
            if (length < 0 || length > LONGEST_HEADER) {
                throw new ChainruleException(
                        "{0} has a header of {1} bytes, which no numpy file has: it is damaged",
                        file, Integer.toUnsignedString(length));
            }
            byte[] text = in.readNBytes(length);
            if (text.length < length) {
                throw new ChainruleException("{0} is cut short: it ends inside its header", file);
            }
            Header header = parse(file, new String(text, StandardCharsets.UTF_8));
            return data(file, header, (long) headerEnd + length);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    private static boolean startsWithMagic(byte[] start) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (start[i] != MAGIC[i]) {
                return false;
            }
        }
        return start[6] >= 1 && start[6] <= 3;
    }

    private static Header parse(Path file, String text) {
        Matcher descr = DESCR.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new ChainruleException(
                    "{0} has a header Chainrule cannot read (structured or object arrays are not numbers): {1}",
                    file, text.strip());
        }
        char kind = descr.group(2).charAt(0);
        // A width of more than two digits is none of those known below.
        int width = descr.group(3).isEmpty() ? 1 : descr.group(3).length() > 2 ? 99 : Integer.parseInt(descr.group(3));
        boolean known =
                switch (kind) {
                    case 'f' -> width == 4 || width == 8;
                    case 'i', 'u' -> width == 1 || width == 2 || width == 4 || width == 8;
                    case 'b', '?' -> width == 1;
                    default -> false;
                };
        if (!known) {
            throw new ChainruleException(
                    "{0} holds entries of type '{1}{2}', which Chainrule does not read: save it as float64, with "
                            + ".astype('f8')",
                    file, kind, descr.group(3));
        }
        List<Dim> dims = new ArrayList<>();
        for (String part : shape.group(1).split(",")) {
            if (!part.isBlank()) {
                try {
                    dims.add(Dim.of(Long.parseLong(part.strip())));
                } catch (NumberFormatException e) {
                    throw new ChainruleException(
                            say("{0} has the shape ({1}), which is no shape", file, shape.group(1)), e);
                }
            }
        }
        ByteOrder bytes = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(kind, width, bytes, order.group(1).equals("True"), Shape.of(dims));
    }

    private static Tensor data(Path file, Header header, long start) throws IOException {
        int count = header.shape.entries();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long expected = (long) count * header.width;
            long given = channel.size() - start;
            // Compared before anything is allocated: a damaged header must not exhaust memory.
            if (given < expected) {
                throw new ChainruleException(
                        "{0} is cut short: shape {1} needs {2} bytes of data, and {3} are there",
                        file, header.shape, expected, given);
            }
            if (expected > Integer.MAX_VALUE) {
                throw new ChainruleException(
                        "{0} holds {1} bytes, more than Chainrule reads from one file ({2})",
                        file, expected, Integer.MAX_VALUE);
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, expected);
            bytes.order(header.order);
            boolean whole = header.kind == 'i' || header.kind == 'u';
            DType type = whole ? DType.I64 : DType.F64;
            Shape stored = header.fortran ? reversed(header.shape) : header.shape;
            Tensor tensor = Tensor.fill(type, stored, i -> entry(bytes, header, i));
            return header.fortran ? transposed(tensor, header.shape) : tensor;
        }
    }

    private static double entry(ByteBuffer bytes, Header header, int i) {
        int at = i * header.width;
        return switch (header.kind) {
            case 'f' -> header.width == 8 ? bytes.getDouble(at) : bytes.getFloat(at);
            case 'i' ->
                switch (header.width) {
                    case 1 -> bytes.get(at);
                    case 2 -> bytes.getShort(at);
                    case 4 -> bytes.getInt(at);
                    default -> (double) bytes.getLong(at);
                };
            case 'u' ->
                switch (header.width) {
                    case 1 -> Byte.toUnsignedInt(bytes.get(at));
                    case 2 -> Short.toUnsignedInt(bytes.getShort(at));
                    case 4 -> (double) Integer.toUnsignedLong(bytes.getInt(at));
                    default -> (double) bytes.getLong(at);
                };
            default -> bytes.get(at) != 0 ? 1 : 0;
        };
    }

    private static Shape reversed(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        java.util.Collections.reverse(dims);
        return Shape.of(dims);
    }

    private static Tensor transposed(Tensor tensor, Shape shape) {
        int rank = shape.rank();
        int[] source = new int[rank];
        return Tensor.generate(tensor.dtype(), shape, index -> {
            for (int axis = 0; axis < rank; axis++) {
                source[rank - 1 - axis] = index[axis];
            }
            return tensor.get(source);
        });
    }
}
