package org.chainrule.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one message of a protobuf file, field by field. */
final class WireWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** A whole number. */
    WireWriter number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    /** A float. */
    WireWriter real(int field, float value) {
        varint((long) field << 3 | 5);
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    /** Bytes. */
    WireWriter block(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** A text. */
    WireWriter text(int field, String value) {
        return block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A message inside this one. */
    WireWriter message(int field, WireWriter value) {
        return block(field, value.toBytes());
    }

    /** Whole numbers, packed. */
    WireWriter numbers(int field, List<Long> values) {
        WireWriter packed = new WireWriter();
        values.forEach(packed::varint);
        return block(field, packed.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
