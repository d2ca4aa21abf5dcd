package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Turns tensors as they stand in a file into those of a computation. */
final class Tensors {
    private final Path folder;
    private final Texts texts = new Texts();

    /** @param folder that of the model, the only one in which entries outside its file may lie */
    Tensors(Path folder) {
        this.folder = folder;
    }

    /** All texts that entries are numbers of. */
    Texts texts() {
        return texts;
    }

    /** The type of the entries. */
    static ElementType type(Proto.Data data) {
        return ElementType.of(data.type())
                .orElseThrow(() -> new ChainruleException(say(
                        "the tensor {0} has entries of type {1}, which is not supported", data.name(), data.type())));
    }

    /** The sizes, checked. */
    static Shape shape(Proto.Data data) {
        double count = 1;
        for (long dim : data.dims()) {
            count = dim < 0 ? Double.NaN : count * dim;
        }
        if (!(count <= Integer.MAX_VALUE - 8) || data.dims().size() > Shape.MAX_RANK) {
            throw new ChainruleException(say("the tensor {0} cannot have the sizes {1}", data.name(), data.dims()));
        }
        return Shape.of(data.dims().stream().mapToLong(Long::longValue).toArray());
    }

    /** The values; of truth values 0 and 1. */
    Tensor values(Proto.Data data) {
        ElementType type = type(data);
        Shape shape = shape(data);
        int count = shape.entries();
        if (type == ElementType.STRING) {
            given(data, data.texts().size(), count);
            return whole(shape, i -> texts.code(data.texts().get(i)));
        }
        ByteBuffer raw =
                data.outside() ? outside(data, type, count) : data.raw().orElse(null);
        if (raw != null) {
            long needed = ((long) count * type.bits() + 7) / 8;
            if (raw.remaining() != needed) {
                throw new ChainruleException(say(
                        "the tensor {0} has {1} bytes, and its shape {2} needs {3}",
                        data.name(), raw.remaining(), shape, needed));
            }
            return fromBytes(type, shape, raw);
        }
        return fromLists(type, shape, data);
    }

    private static Tensor fromBytes(ElementType type, Shape shape, ByteBuffer raw) {
        int from = raw.position();
        return switch (type) {
            case FLOAT -> real(type, shape, i -> raw.getFloat(from + 4 * i));
            case DOUBLE -> real(type, shape, i -> raw.getDouble(from + 8 * i));
            default -> {
                IntToLongFunction bits =
                        switch (type.bits()) {
                            case 64 -> i -> raw.getLong(from + 8 * i);
                            case 32 -> i -> raw.getInt(from + 4 * i);
                            case 16 -> i -> raw.getShort(from + 2 * i);
                            case 8 -> i -> raw.get(from + i);
                            case 4 -> i -> raw.get(from + i / 2) >> (4 * (i % 2)) & 0xF;
                            default -> i -> raw.get(from + i / 4) >> (2 * (i % 4)) & 3;
                        };
                yield fromBits(type, shape, bits);
            }
        };
    }

    private static Tensor fromBits(ElementType type, Shape shape, IntToLongFunction bits) {
        return switch (type.kind()) {
            case REAL -> real(type, shape, i -> type.decode((int) bits.applyAsLong(i) & (1 << type.bits()) - 1));
            case TRUTH -> real(type, shape, i -> bits.applyAsLong(i) != 0 ? 1 : 0);
            default -> whole(shape, i -> type.wrap(bits.applyAsLong(i)));
        };
    }

    private static Tensor fromLists(ElementType type, Shape shape, Proto.Data data) {
        int count = shape.entries();
        return switch (type) {
            case FLOAT -> {
                given(data, data.floats().size(), count);
                yield real(type, shape, i -> data.floats().get(i));
            }
            case DOUBLE -> {
                given(data, data.doubles().size(), count);
                yield real(type, shape, i -> data.doubles().get(i));
            }
            case INT4, UINT4 -> {
                given(data, data.wholes().size() * 2, count + count % 2);
                yield fromBits(type, shape, i -> data.wholes().get(i / 2) >> (4 * (i % 2)) & 0xF);
            }
            case FLOAT4E2M1 -> {
                given(data, data.wholes().size() * 2, count + count % 2);
                yield fromBits(type, shape, i -> data.wholes().get(i / 2) >> (4 * (i % 2)) & 0xF);
            }
            case INT2, UINT2 -> {
                given(data, data.wholes().size(), (count + 3) / 4);
                yield fromBits(type, shape, i -> data.wholes().get(i / 4) >> (2 * (i % 4)) & 3);
            }
            default -> {
                given(data, data.wholes().size(), count);
                yield fromBits(type, shape, i -> data.wholes().get(i));
            }
        };
    }

    private static void given(Proto.Data data, int given, int needed) {
        if (given != needed) {
            throw new ChainruleException(say(
                    "the tensor {0} has {1} entries, and its sizes {2} need {3}",
                    data.name(), given, data.dims(), needed));
        }
    }

    private static Tensor real(ElementType type, Shape shape, IntToDoubleFunction entry) {
        return Tensor.fill(type == ElementType.FLOAT ? DType.F32 : DType.F64, shape, entry);
    }

    /** A tensor of whole numbers. */
    static Tensor whole(Shape shape, IntToLongFunction entry) {
        long[] values = new long[shape.entries()];
        for (int i = 0; i < values.length; i++) {
            values[i] = entry.applyAsLong(i);
        }
        return Tensor.ofLongs(shape, values);
    }

    /** A vector of whole numbers. */
    static Tensor whole(List<Long> values) {
        return whole(Shape.of(values.size()), values::get);
    }

    private ByteBuffer outside(Proto.Data data, ElementType type, int count) {
        Map<String, String> places = data.external();
        String location = places.getOrDefault("location", "");
        try {
            Path base = folder.toRealPath();
            Path file = base.resolve(location).normalize();
            // First the name, then where links lead: neither may leave the folder.
            if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(base)) {
                throw outsideFolder(data, location);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(base) || !Files.isRegularFile(real)) {
                throw outsideFolder(data, location);
            }
            long offset = number(places.getOrDefault("offset", "0"));
            long length = ((long) count * type.bits() + 7) / 8;
            if (offset < 0 || offset + length > Files.size(real)) {
                throw new ChainruleException(
                        say("the entries of the tensor {0} do not lie inside the file {1}", data.name(), location));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(real, StandardOpenOption.READ)) {
                channel.position(offset);
                int read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = channel.read(bytes);
                }
            }
            if (bytes.hasRemaining()) {
                throw new ChainruleException(
                        say("the entries of the tensor {0} do not lie inside the file {1}", data.name(), location));
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new ChainruleException(
                    say("the file {0} with the entries of the tensor {1} cannot be read", location, data.name()), e);
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static ChainruleException outsideFolder(Proto.Data data, String location) {
        return new ChainruleException(say(
                "the entries of the tensor {0} are said to lie in \"{1}\", and only files in the folder of the model are read",
                data.name(), location));
    }
}
