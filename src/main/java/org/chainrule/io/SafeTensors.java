package org.chainrule.io;

import static org.chainrule.message.Message.say;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The {@code .safetensors} format: the length of a header in JSON, the header with the type, shape and place of each tensor, and the
 * entries, with the lowest byte first.
 */
public final class SafeTensors {
    private static final int LONGEST_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";

    /** Where the entries of one tensor lie. */
    private record Place(String name, String dtype, Shape shape, long from, long to) {}

    private SafeTensors() {}

    /**
     * Writes tensors: the file is there whole, or as it was before. The same tensors give the same bytes.
     *
     * @param metadata texts about them, such as the command that made them
     * @throws ChainruleException when the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(METADATA, texts);
        }
        int end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            JsonObject place = new JsonObject();
            place.addProperty("dtype", tensor.dtype().toString().toUpperCase(Locale.ROOT));
            JsonArray shape = new JsonArray();
            tensor.shape().dims().forEach(dim -> shape.add(dim.size()));
            place.add("shape", shape);
            JsonArray offsets = new JsonArray();
            offsets.add(end);
            end = Math.addExact(end, Math.multiplyExact(tensor.count(), width(tensor.dtype())));
            offsets.add(end);
            place.add("data_offsets", offsets);
            header.add(entry.getKey(), place);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(8 + padded, end)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(text);
        while (bytes.position() < 8 + padded) {
            bytes.put((byte) ' ');
        }
        tensors.values().forEach(tensor -> {
            for (int i = 0; i < tensor.count(); i++) {
                switch (tensor.dtype()) {
                    case F64 -> bytes.putDouble(tensor.at(i));
                    case F32 -> bytes.putFloat((float) tensor.at(i));
                    case I64 -> bytes.putLong(tensor.wholeAt(i));
                }
            }
        });
        AtomicFile.write(file, bytes.array());
    }

    private static int width(DType type) {
        return type == DType.F32 ? Float.BYTES : Double.BYTES;
    }

    /**
     * The tensors of a file by name.
     *
     * @throws ChainruleException when the file is missing, is no such file, or is damaged
     */
    public static Map<String, Tensor> read(Path file) {
        try (InputFile open = InputFile.open(file)) {
            InputStream in = open.stream();
            byte[] start = in.readNBytes(8);
            long length = start.length < 8
                    ? -1
                    : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
            // Before anything is allocated: a damaged header must not exhaust memory.
            if (length < 2 || length > LONGEST_HEADER || length > open.size() - 8) {
                throw damaged(file, say("its header cannot have the length it says"));
            }
            List<Place> places = places(file, in.readNBytes((int) length));
            long at = 0;
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Place place : places) {
                if (place.from != at || place.to > open.size() - 8 - length) {
                    throw damaged(file, say("{0} does not lie where the one before it ends", place.name));
                }
                at = place.to;
                tensors.put(place.name, tensor(file, place, in.readNBytes((int) (place.to - place.from))));
            }
            if (at != open.size() - 8 - length) {
                throw damaged(file, say("it has bytes that belong to no tensor"));
            }
            open.complete();
            return tensors;
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }

    private static ChainruleException damaged(Path file, Message what) {
        return new ChainruleException(say("{0} is no safetensors file, or is damaged: {1}", file, what));
    }

    /** The places in the order in which they lie in the file. */
    private static List<Place> places(Path file, byte[] header) {
        List<Place> places = new ArrayList<>();
        try {
            JsonObject all = JsonParser.parseString(new String(header, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
                if (!entry.getKey().equals(METADATA)) {
                    places.add(place(entry.getKey(), entry.getValue().getAsJsonObject()));
                }
            }
        } catch (JsonParseException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NumberFormatException
                | UnsupportedOperationException
                | ClassCastException
                | StackOverflowError
                | NullPointerException e) {
            throw damaged(file, say("its header is not what a header is"));
        }
        places.sort(Comparator.comparingLong(Place::from).thenComparingLong(Place::to));
        return places;
    }

    private static Place place(String name, JsonObject entry) {
        List<JsonElement> sizes = entry.getAsJsonArray("shape").asList();
        long[] shape = sizes.stream().mapToLong(JsonElement::getAsLong).toArray();
        JsonArray offsets = entry.getAsJsonArray("data_offsets");
        String dtype = entry.get("dtype").getAsString();
        long width = width(dtype);
        double needed = width;
        for (long size : shape) {
            needed = size < 0 ? Double.NaN : needed * size;
        }
        long from = offsets.get(0).getAsLong();
        long to = offsets.get(1).getAsLong();
        if (from < 0 || to - from != needed || to - from > Integer.MAX_VALUE - 8 || shape.length > Shape.MAX_RANK) {
            throw new IllegalStateException(name);
        }
        return new Place(name, dtype, Shape.of(shape), from, to);
    }

    private static int width(String dtype) {
        return switch (dtype) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16", "I16" -> 2;
            case "U8", "I8", "BOOL" -> 1;
            default -> throw new IllegalStateException(dtype);
        };
    }

    private static Tensor tensor(Path file, Place place, byte[] data) {
        if (data.length < place.to - place.from) {
            throw damaged(file, say("it is cut short"));
        }
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Shape shape = place.shape;
        return switch (place.dtype) {
            case "F64" -> Tensor.fill(DType.F64, shape, i -> bytes.getDouble(8 * i));
            case "F32" -> Tensor.fill(DType.F32, shape, i -> bytes.getFloat(4 * i));
            case "F16" -> Tensor.fill(DType.F32, shape, i -> half(bytes.getShort(2 * i)));
            case "BF16" -> Tensor.fill(DType.F32, shape, i -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16));
            case "I64" -> whole(shape, i -> bytes.getLong(8 * i));
            case "I32" -> whole(shape, i -> bytes.getInt(4 * i));
            case "I16" -> whole(shape, i -> bytes.getShort(2 * i));
            case "I8" -> whole(shape, i -> bytes.get(i));
            default -> whole(shape, i -> Byte.toUnsignedLong(bytes.get(i)));
        };
    }

    private static Tensor whole(Shape shape, IntToLongFunction entry) {
        long[] entries = new long[shape.entries()];
        Arrays.setAll(entries, entry);
        return Tensor.ofLongs(shape, entries);
    }

    /** IEEE 754 half precision. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size = exponent == 0
                ? fraction * 0x1p-24
                : exponent == 31
                        ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : (1024 + fraction) * Math.pow(2, exponent - 25);
        return bits < 0 ? -size : size;
    }
}
