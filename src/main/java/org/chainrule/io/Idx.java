package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Reads IDX files, the format of the MNIST database of LeCun, Cortes and Burges: two zero bytes, the type, the number of axes,
 * the sizes, and the entries, all with the highest byte first; also packed with gzip.
 */
final class Idx {
    private static final int AT_FIRST = 1 << 23;

    private Idx() {}

    /** Whether a file is one by its name. */
    static boolean isName(String name) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith("-ubyte") || plain.endsWith(".idx");
    }

    /**
     * The array in a file. Bytes come as float32, which holds each of them, and stay as small as they are.
     *
     * @throws ChainruleException when the file is missing, is no IDX file, or is cut short
     */
    static Tensor read(Path file) {
        boolean packed = file.toString().endsWith(".gz");
        try (InputFile open = InputFile.open(file)) {
            InputStream bytes = packed ? new GZIPInputStream(open.stream(), 1 << 16) : open.stream();
            return read(
                    file,
                    new BufferedInputStream(bytes, 1 << 16),
                    open.size() * (packed ? InputFile.MOST_SQUEEZED : 1));
        } catch (EOFException e) {
            throw cutShort(file);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    private static ChainruleException cutShort(Path file) {
        return new ChainruleException(say("{0} is cut short: it has fewer entries than its header says", file));
    }

    /** @param most how many bytes there can be */
    private static Tensor read(Path file, InputStream in, long most) throws IOException {
        byte[] start = in.readNBytes(4);
        int width = start.length < 4 || start[0] != 0 || start[1] != 0 ? 0 : width(start[2]);
        if (width == 0 || start[3] < 0 || start[3] > Shape.MAX_RANK) {
            throw new ChainruleException(
                    "{0} is no IDX file: it does not begin with two zeros, a type and a number of axes", file);
        }
        long[] sizes = new long[start[3]];
        double needed = width;
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = Integer.toUnsignedLong(ByteBuffer.wrap(bytes(in, 4)).getInt());
            needed *= sizes[axis];
        }
        // Before anything is allocated: a damaged header must not exhaust memory.
        if (needed > most || needed > Integer.MAX_VALUE - 8) {
            throw cutShort(file);
        }
        DType type = start[2] == 0x08 || start[2] == 0x09 || start[2] == 0x0D ? DType.F32 : DType.F64;
        byte[] bytes = bytes(in, (int) needed);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Shape shape = Shape.of(sizes);
        Tensor tensor =
                switch (start[2]) {
                    case 0x08 -> Tensor.ofBytes(shape, bytes);
                    case 0x09 -> Tensor.fill(type, shape, i -> bytes[i]);
                    case 0x0B -> Tensor.fill(type, shape, i -> buffer.getShort(2 * i));
                    case 0x0C -> Tensor.fill(type, shape, i -> buffer.getInt(4 * i));
                    case 0x0D -> Tensor.fill(type, shape, i -> buffer.getFloat(4 * i));
                    default -> Tensor.fill(type, shape, i -> buffer.getDouble(8 * i));
                };
        if (in.read() >= 0) {
            throw new ChainruleException("{0} has more entries than its header says: it is damaged", file);
        }
        return tensor;
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        // What the header says is believed as far as there is something: a file that lies costs no more than it has.
        byte[] bytes = new byte[Math.min(count, AT_FIRST)];
        int had = 0;
        while (in.readNBytes(bytes, had, bytes.length - had) == bytes.length - had) {
            if (bytes.length == count) {
                return bytes;
            }
            had = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(count, 4L * had));
        }
        throw new EOFException();
    }

    /** The bytes of an entry; 0 when there is no such type. */
    private static int width(byte type) {
        return switch (type) {
            case 0x08, 0x09 -> 1;
            case 0x0B -> 2;
            case 0x0C, 0x0D -> 4;
            case 0x0E -> 8;
            default -> 0;
        };
    }
}
