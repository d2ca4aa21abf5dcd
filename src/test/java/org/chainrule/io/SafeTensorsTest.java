package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String header, int bytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(text.length).put(text);
        for (int i = 0; i < bytes; i++) {
            all.put((byte) i);
        }
        return Files.write(folder.resolve("a.safetensors"), all.array());
    }

    @Test
    void whatIsWrittenIsRead() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("W", Tensor.of(new double[][] {{1, -2}, {Math.PI, Double.NaN}}));
        tensors.put("empty", Tensor.zeros(0, 3));
        tensors.put("b", Tensor.of(DType.F32, Shape.of(3), 0.5, 1, 2));
        tensors.put("steps", Tensor.ofLongs(Shape.SCALAR, 1L << 53));
        Path file = folder.resolve("a.safetensors");
        SafeTensors.write(file, tensors, Map.of("format", "pt"));
        assertThat(SafeTensors.read(file)).isEqualTo(tensors);
    }

    @Test
    void everyTypeIsRead() throws IOException {
        Path file = file(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]},"
                        + "\"q\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[2,4]},"
                        + "\"u\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]},"
                        + "\"i\":{\"dtype\":\"I16\",\"shape\":[],\"data_offsets\":[6,8]}}",
                8);
        Map<String, Tensor> read = SafeTensors.read(file);
        assertThat(read.get("u")).isEqualTo(Tensor.ofLongs(Shape.of(2), 4, 5));
        assertThat(read.get("i")).isEqualTo(Tensor.ofLongs(Shape.SCALAR, 0x0706));
        assertThat(read).containsEntry("h", Tensor.of(DType.F32, Shape.of(1), 0x100 * 0x1p-24));
        assertThat(read).containsEntry("q", Tensor.of(DType.F32, Shape.of(1), Float.intBitsToFloat(0x03020000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":3}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[-1,-1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1e99],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":",
                "{\"a\":{\"dtype\":[],\"shape\":{},\"data_offsets\":\"x\"}}"
            })
    void damagedFilesAreRefused(String header) throws IOException {
        Path file = file(header, 8);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isExactlyInstanceOf(ChainruleException.class)
                .hasMessageContaining("a.safetensors is no safetensors file, or is damaged");
    }

    @Test
    void lengthsThatLieAreRefused() throws IOException {
        Path file = file("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(SafeTensors.read(file)).containsKey("a");
        for (int length : new int[] {1, 7, 20, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafeTensors.read(file)).isExactlyInstanceOf(ChainruleException.class);
        }
        bytes[6] = 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("cannot have the length it says");
        Files.writeString(file, "[".repeat(200_000));
        assertThatThrownBy(() -> SafeTensors.read(file)).isExactlyInstanceOf(ChainruleException.class);
    }
}
