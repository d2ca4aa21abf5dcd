package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private static final long LARGEST_WHOLE = 1L << 53;
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
        try (InputFile open = InputFile.open(file)) {
            return read(open);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        } catch (UncheckedIOException e) {
            throw Reading.failed(file, e.getCause() == null ? new IOException(e) : e.getCause());
        }
    }

    /** A tensor as the bytes of a file: whole numbers as {@code <i8}, others as {@code <f8} or {@code <f4}. */
    static byte[] bytes(Tensor tensor) {
        String type = tensor.dtype() == DType.I64 ? "<i8" : tensor.dtype() == DType.F32 ? "<f4" : "<f8";
        StringBuilder shape = new StringBuilder();
        tensor.shape().dims().forEach(dim -> shape.append(dim.size()).append(", "));
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': ("
                + shape.toString().strip() + "), }";
        // Numpy wants the data to begin at a multiple of 64 bytes.
        int padded = (MAGIC.length + 4 + header.length() + 1 + 63) / 64 * 64;
        int width = tensor.dtype() == DType.F32 ? Float.BYTES : Double.BYTES;
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(tensor.count(), width)))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - MAGIC.length - 4));
        buffer.put(header.getBytes(StandardCharsets.US_ASCII));
        while (buffer.position() < padded - 1) {
            buffer.put((byte) ' ');
        }
        buffer.put((byte) '\n');
        for (int i = 0; i < tensor.count(); i++) {
            switch (tensor.dtype()) {
                case F64 -> buffer.putDouble(tensor.at(i));
                case F32 -> buffer.putFloat((float) tensor.at(i));
                case I64 -> buffer.putLong(tensor.wholeAt(i));
            }
        }
        return buffer.array();
    }

    /** The array in an open file. */
    static Tensor read(InputFile open) throws IOException {
        Path file = open.path();
        InputStream in = open.stream();
        byte[] start = in.readNBytes(10);
        if (start.length < 10 || !startsWithMagic(start)) {
            throw new ChainruleException("{0} is not a numpy .npy file: it does not start with \\x93NUMPY", file);
        }
        int version = start[6];
        int length = Byte.toUnsignedInt(start[8]) | Byte.toUnsignedInt(start[9]) << 8;
        if (version >= 2) {
            byte[] more = in.readNBytes(2);
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
        return data(open, parse(file, new String(text, StandardCharsets.UTF_8)));
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
        Shape all = shape(file, shape.group(1));
        ByteOrder bytes = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Header(kind, width, bytes, order.group(1).equals("True"), all);
    }

    private static Shape shape(Path file, String text) {
        try {
            List<Dim> dims = new ArrayList<>();
            for (String part : text.split(",")) {
                if (!part.isBlank()) {
                    dims.add(Dim.of(Long.parseLong(part.strip())));
                }
            }
            return Shape.of(dims);
        } catch (NumberFormatException e) {
            throw new ChainruleException(say("{0} has the shape ({1}), which is no shape", file, text), e);
        } catch (ChainruleException e) {
            throw new ChainruleException(say("{0}: {1}", file, e.sentence()), e);
        }
    }

    private static int entries(Path file, Shape shape) {
        try {
            return shape.entries();
        } catch (ChainruleException e) {
            throw new ChainruleException(say("{0}: {1}", file, e.sentence()), e);
        }
    }

    private static Tensor data(InputFile open, Header header) {
        long expected = (long) entries(open.path(), header.shape) * header.width;
        long given = open.size() - open.position();
        // Compared before anything is allocated: a damaged header must not exhaust memory.
        if (given < expected) {
            throw new ChainruleException(
                    "{0} is cut short: shape {1} needs {2} bytes of data, and {3} are there",
                    open.path(), header.shape, expected, given);
        }
        if (expected > Integer.MAX_VALUE) {
            throw new ChainruleException(
                    "{0} holds {1} bytes, more than Chainrule reads from one file ({2})",
                    open.path(), expected, Integer.MAX_VALUE);
        }
        boolean whole = header.kind == 'i' || header.kind == 'u';
        DType type = whole ? DType.I64 : DType.F64;
        Shape stored = header.fortran ? reversed(header.shape) : header.shape;
        Entries entries = new Entries(open, header, stored);
        // In the order of the file, which is that in which a tensor is filled.
        Tensor tensor = Tensor.fill(type, stored, entries::at);
        return header.fortran ? transposed(tensor, header.shape) : tensor;
    }

    /** The entries in the order of the file. Not by mapping it: a file that is cut while it is mapped ends the process. */
    private static final class Entries {
        private final InputFile open;
        private final Header header;
        private final Shape stored;
        private final byte[] bytes;
        private final ByteBuffer buffer;

        Entries(InputFile open, Header header, Shape stored) {
            this.open = open;
            this.header = header;
            this.stored = stored;
            this.bytes = new byte[header.width];
            this.buffer = ByteBuffer.wrap(bytes).order(header.order);
        }

        double at(int i) {
            try {
                if (open.stream().readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw open.changed();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return switch (header.kind) {
                case 'f' -> header.width == 8 ? buffer.getDouble(0) : buffer.getFloat(0);
                case 'i' ->
                    switch (header.width) {
                        case 1 -> buffer.get(0);
                        case 2 -> buffer.getShort(0);
                        case 4 -> buffer.getInt(0);
                        default -> whole(buffer.getLong(0), Long.toString(buffer.getLong(0)), i);
                    };
                case 'u' ->
                    switch (header.width) {
                        case 1 -> Byte.toUnsignedInt(buffer.get(0));
                        case 2 -> Short.toUnsignedInt(buffer.getShort(0));
                        case 4 -> (double) Integer.toUnsignedLong(buffer.getInt(0));
                        default -> unsigned(buffer.getLong(0), i);
                    };
                default -> buffer.get(0) != 0 ? 1 : 0;
            };
        }

        private double unsigned(long value, int i) {
            // One that Java takes for negative is too large whatever it is.
            return whole(value < 0 ? Long.MAX_VALUE : value, Long.toUnsignedString(value), i);
        }

        private double whole(long value, String written, int i) {
            if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
                throw new ChainruleException(
                        "{0}: entry {1} is {2}, and whole numbers are read up to 9007199254740992 (2^53), where doubles end "
                                + "to hold each of them: save it as float64, with .astype('f8'), if rounding is no harm",
                        open.path(), place(i), written);
            }
            return value;
        }

        private List<Long> place(int i) {
            List<Long> index = new ArrayList<>();
            long rest = i;
            for (int axis = stored.rank() - 1; axis >= 0; axis--) {
                long size = stored.dims().get(axis).size();
                index.add(rest % size);
                rest /= size;
            }
            if (!header.fortran) {
                java.util.Collections.reverse(index);
            }
            return index;
        }
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
