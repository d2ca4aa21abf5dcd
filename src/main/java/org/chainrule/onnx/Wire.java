package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;

/**
 * The fields of one message of a protobuf file, one after the other. It reads inside its own bytes only, whatever lengths they
 * claim, and copies nothing before it is asked to.
 */
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int kind;
    private long number;
    private int from;

    /** The whole of a file. */
    Wire(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Wire(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    private static ChainruleException damaged() {
        return new ChainruleException(say("the bytes are no ONNX message, or are damaged or cut short"));
    }

    /** The number of the next field, 0 at the end. */
    int next() {
        if (at >= end) {
            return 0;
        }
        long key = varint();
        kind = (int) (key & 7);
        long field = key >>> 3;
        if (field < 1 || field > 1 << 29) {
            throw damaged();
        }
        switch (kind) {
            case VARINT -> number = varint();
            case FIXED64 -> take(8);
            case FIXED32 -> take(4);
            case BYTES -> take(varint());
            default -> throw damaged();
        }
        return (int) field;
    }

    private void take(long length) {
        if (length < 0 || length > end - at) {
            throw damaged();
        }
        from = at;
        at += (int) length;
        number = length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw damaged();
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private void expect(int wanted) {
        if (kind != wanted) {
            throw damaged();
        }
    }

    /** The field as a whole number. */
    long number() {
        expect(VARINT);
        return number;
    }

    /** The field as a whole number of 32 bits. */
    int integer() {
        return (int) number();
    }

    /** The field as a float. */
    float real() {
        expect(FIXED32);
        return buffer().getFloat();
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, at - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The field as a text. */
    String text() {
        expect(BYTES);
        return new String(bytes, from, (int) number, StandardCharsets.UTF_8);
    }

    /** The bytes of the field, not copied. */
    ByteBuffer block() {
        expect(BYTES);
        return buffer().slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The field as a message of its own. */
    Wire message() {
        expect(BYTES);
        return new Wire(bytes, from, at);
    }

    /** Adds the whole numbers of a repeated field, packed or not. */
    void numbers(List<Long> into) {
        if (kind == VARINT) {
            into.add(number);
            return;
        }
        Wire inner = message();
        while (inner.at < inner.end) {
            into.add(inner.varint());
        }
    }

    /** Adds the numbers of a repeated field of floats, packed or not. */
    void floats(List<Float> into) {
        if (kind == FIXED32) {
            into.add(real());
            return;
        }
        ByteBuffer packed = block();
        if (packed.remaining() % 4 != 0) {
            throw damaged();
        }
        while (packed.hasRemaining()) {
            into.add(packed.getFloat());
        }
    }

    /** Adds the numbers of a repeated field of doubles, packed or not. */
    void doubles(List<Double> into) {
        if (kind == FIXED64) {
            into.add(buffer().getDouble());
            return;
        }
        ByteBuffer packed = block();
        if (packed.remaining() % 8 != 0) {
            throw damaged();
        }
        while (packed.hasRemaining()) {
            into.add(packed.getDouble());
        }
    }

    /** A list that holds nothing yet. */
    static <T> List<T> list() {
        return new ArrayList<>();
    }
}
