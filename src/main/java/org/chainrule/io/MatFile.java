package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Reads MATLAB's {@code .mat} files of version 5 and later, also with its compression: the numeric arrays by name. Cells, structures,
 * texts and sparse or complex arrays are passed over; version 7.3 is another format.
 */
final class MatFile {
    private static final int HEADER = 128;
    private static final int COMPRESSED = 15;
    private static final int MATRIX = 14;
    private static final int UINT32 = 6;
    private static final int INT32 = 5;
    private static final int COMPLEX = 0x800;
    /** The classes of full arrays of numbers: double, single and eight kinds of whole numbers. */
    private static final int FIRST_CLASS = 6;

    private static final int LAST_CLASS = 15;

    private final Path file;
    private final Map<String, Tensor> arrays = new LinkedHashMap<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private MatFile(Path file) {
        this.file = file;
    }

    /** What stands in front of some bytes. */
    private static final class Tag {
        private final int type;
        private final long size;
        /** The bytes themselves, where they are so few that they stand here. */
        private final byte[] small;

        Tag(int type, long size, byte... small) {
            this.type = type;
            this.size = size;
            this.small = small;
        }
    }

    /**
     * The numeric arrays of a file by name, in its order.
     *
     * @throws ChainruleException when the file is missing, is no such file, or is damaged
     */
    static Map<String, Tensor> read(Path path) {
        MatFile reader = new MatFile(path);
        try (InputFile open = InputFile.open(path)) {
            InputStream in = open.stream();
            byte[] header = in.readNBytes(HEADER);
            String mark = header.length < HEADER ? "" : new String(header, HEADER - 2, 2, StandardCharsets.US_ASCII);
            if (!mark.equals("IM") && !mark.equals("MI")) {
                throw new ChainruleException(
                        "{0} is no MATLAB file of version 5 to 7.2: save it with save('x.mat', '-v7')", path);
            }
            reader.order = mark.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            while (open.position() < open.size()) {
                reader.element(in, open.size() - open.position());
            }
            open.complete();
            return reader.arrays;
        } catch (EOFException | ZipException e) {
            throw new ChainruleException(say("{0} is damaged, or cut short", path), e);
        } catch (IOException e) {
            throw Reading.failed(path, e);
        }
    }

    private ChainruleException damaged() {
        return new ChainruleException("{0} is damaged, or cut short", file);
    }

    private void element(InputStream in, long left) throws IOException {
        Tag tag = tag(in);
        if (tag.size < 0 || tag.size > left) {
            throw damaged();
        }
        if (tag.type == COMPRESSED) {
            byte[] packed = bytes(in, tag.size);
            InputStream unpacked =
                    new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)), 1 << 16);
            Tag inner = tag(unpacked);
            if (inner.type == MATRIX && inner.size <= InputFile.MOST_SQUEEZED * (packed.length + 1L)) {
                matrix(unpacked, inner.size);
            }
        } else if (tag.type == MATRIX) {
            matrix(in, tag.size);
        } else {
            skip(in, tag.small.length > 0 ? 0 : tag.size);
        }
    }

    private Tag tag(InputStream in) throws IOException {
        byte[] start = bytes(in, 8);
        ByteBuffer words = ByteBuffer.wrap(start).order(order);
        int first = words.getInt();
        // Up to four bytes may stand in the tag itself.
        int small = first >>> 16;
        if (small == 0) {
            return new Tag(first, Integer.toUnsignedLong(words.getInt()));
        }
        if (small > 4) {
            throw damaged();
        }
        return new Tag(first & 0xFFFF, small, Arrays.copyOfRange(start, 4, 4 + small));
    }

    private static byte[] bytes(InputStream in, long count) throws IOException {
        byte[] bytes = count > Integer.MAX_VALUE - 8 ? new byte[0] : in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static void skip(InputStream in, long count) throws IOException {
        in.skipNBytes(count);
    }

    /** The bytes of a part of a matrix, which is padded to eight bytes. */
    private byte[] part(InputStream in, Tag tag) throws IOException {
        if (tag.small.length > 0) {
            return tag.small;
        }
        byte[] bytes = bytes(in, tag.size);
        skip(in, (8 - tag.size % 8) % 8);
        return bytes;
    }

    private void matrix(InputStream from, long size) throws IOException {
        Bounded in = new Bounded(from, size);
        Tag flagTag = tag(in);
        byte[] flagBytes = part(in, flagTag);
        Tag dimTag = tag(in);
        byte[] dimBytes = part(in, dimTag);
        String name = new String(part(in, tag(in)), StandardCharsets.UTF_8);
        if (flagTag.type != UINT32 || flagBytes.length < 4 || dimTag.type != INT32 || dimBytes.length % 4 != 0) {
            throw damaged();
        }
        int flags = ByteBuffer.wrap(flagBytes).order(order).getInt();
        int kind = flags & 0xFF;
        if (kind >= FIRST_CLASS && kind <= LAST_CLASS && (flags & COMPLEX) == 0) {
            Shape shape = shape(ByteBuffer.wrap(dimBytes).order(order));
            Tag tag = tag(in);
            long width = width(tag.type);
            if (shape.rank() > Shape.MAX_RANK || (double) width * entries(shape) != tag.size) {
                throw damaged();
            }
            ByteBuffer data = ByteBuffer.wrap(part(in, tag)).order(order);
            arrays.put(name, tensor(shape, tag.type, data));
        }
        skip(from, in.left);
    }

    private Shape shape(ByteBuffer dims) {
        long[] sizes = new long[dims.remaining() / 4];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = dims.getInt();
            if (sizes[i] < 0 || sizes.length > Shape.MAX_RANK) {
                throw damaged();
            }
        }
        return Shape.of(sizes);
    }

    private static double entries(Shape shape) {
        double entries = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            entries *= shape.dim(axis).size();
        }
        return entries;
    }

    private int width(int type) {
        return switch (type) {
            case 1, 2 -> 1;
            case 3, 4 -> 2;
            case 5, 6, 7 -> 4;
            case 9, 12, 13 -> 8;
            default -> throw damaged();
        };
    }

    private static Tensor tensor(Shape shape, int type, ByteBuffer data) {
        IntToDoubleFunction entry =
                switch (type) {
                    case 1 -> i -> data.get(i);
                    case 2 -> i -> Byte.toUnsignedInt(data.get(i));
                    case 3 -> i -> data.getShort(2 * i);
                    case 4 -> i -> Short.toUnsignedInt(data.getShort(2 * i));
                    case 5 -> i -> data.getInt(4 * i);
                    case 6 -> i -> Integer.toUnsignedLong(data.getInt(4 * i));
                    case 7 -> i -> data.getFloat(4 * i);
                    case 9 -> i -> data.getDouble(8 * i);
                    default -> i -> data.getLong(8 * i);
                };
        // Small numbers fit in a float; and the first axis runs fastest in the file.
        DType dtype = type <= 4 || type == 7 ? DType.F32 : DType.F64;
        int rank = shape.rank();
        int[] index = new int[rank];
        int[] strides = new int[rank];
        for (int axis = 0, stride = 1; axis < rank; axis++) {
            strides[axis] = stride;
            stride *= shape.extent(axis);
        }
        return Tensor.fill(dtype, shape, i -> {
            int rest = i;
            int at = 0;
            for (int axis = rank - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.extent(axis);
                rest /= shape.extent(axis);
                at += index[axis] * strides[axis];
            }
            return entry.applyAsDouble(at);
        });
    }

    /** No more than what belongs to one matrix. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
