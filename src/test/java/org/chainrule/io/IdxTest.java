package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Two images of three bytes. */
    private static byte[] images() {
        return new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, (byte) 253, (byte) 254, (byte) 255};
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void bytesAreRead() throws IOException {
        Tensor expected = Tensor.of(DType.F32, Shape.of(2, 3), 0, 1, 2, 253, 254, 255);
        assertThat(Reading.tensor(file("train-images-idx2-ubyte", images()))).isEqualTo(expected);
        assertThat(Reading.tensor(file("train-images-idx2-ubyte.gz", packed(images()))))
                .isEqualTo(expected);
    }

    /** More than is believed of the header at first. */
    @Test
    void largeFilesAreReadInParts() throws IOException {
        int count = (1 << 25) + 7;
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + count).put(new byte[] {0, 0, 8, 1}).putInt(count);
        bytes.array()[8 + (1 << 23)] = 3;
        bytes.array()[7 + count] = 5;
        Tensor read = Reading.tensor(file("large.idx", bytes.array()));
        assertThat(read.count()).isEqualTo(count);
        assertThat(read.at(1 << 23)).isEqualTo(3);
        assertThat(read.at(count - 1)).isEqualTo(5);
        assertThatThrownBy(() -> Reading.tensor(file("short.idx.gz", packed(Arrays.copyOf(bytes.array(), count)))))
                .hasMessageContaining("is cut short");
    }

    @Test
    void everyTypeIsRead() throws IOException {
        ByteBuffer doubles = ByteBuffer.allocate(24).put(new byte[] {0, 0, 0x0E, 1, 0, 0, 0, 2});
        doubles.putDouble(-1.5).putDouble(Math.PI);
        assertThat(Reading.tensor(file("a.idx", doubles.array()))).isEqualTo(Tensor.of(-1.5, Math.PI));
        ByteBuffer shorts = ByteBuffer.allocate(10).put(new byte[] {0, 0, 0x0B, 1, 0, 0, 0, 1});
        shorts.putShort((short) -7);
        assertThat(Reading.tensor(file("b.idx", shorts.array()))).isEqualTo(Tensor.of(-7));
        ByteBuffer ints = ByteBuffer.allocate(12).put(new byte[] {0, 0, 0x0C, 1, 0, 0, 0, 1});
        ints.putInt(1 << 30);
        assertThat(Reading.tensor(file("c.idx", ints.array()))).isEqualTo(Tensor.of(1 << 30));
        ByteBuffer floats = ByteBuffer.allocate(12).put(new byte[] {0, 0, 0x0D, 1, 0, 0, 0, 1});
        floats.putFloat(0.1f);
        assertThat(Reading.tensor(file("d.idx", floats.array())).at(0)).isEqualTo(0.1f);
        assertThat(Reading.tensor(file("e.idx", new byte[] {0, 0, 0x09, 1, 0, 0, 0, 1, -3}))
                        .at(0))
                .isEqualTo(-3);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] images = images();
        refuses(Arrays.copyOf(images, 17), "is cut short: it has fewer entries than its header says");
        refuses(Arrays.copyOf(images, 19), "has more entries than its header says: it is damaged");
        refuses(Arrays.copyOf(images, 10), "is cut short");
        refuses(Arrays.copyOf(images, 3), "is no IDX file");
        refuses("no tensor".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "is no IDX file");
        refuses(new byte[0], "is empty: it has 0 bytes");
        byte[] huge = images.clone();
        huge[4] = (byte) 0x7F;
        refuses(huge, "is cut short");
        refusesPacked(Arrays.copyOf(packed(images), 20), "cut short");
        refusesPacked(images, "Not in GZIP format");
        refusesPacked(packed(huge), "cut short");
    }

    private void refuses(byte[] bytes, String message) throws IOException {
        Path file = file("x-ubyte", bytes);
        assertThatThrownBy(() -> Reading.tensor(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("x-ubyte")
                .hasMessageContaining(message);
    }

    private void refusesPacked(byte[] bytes, String message) throws IOException {
        Path file = file("x-ubyte.gz", bytes);
        assertThatThrownBy(() -> Reading.tensor(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void valuesAreMadeOfFiles() throws IOException {
        file("images-ubyte", images());
        Path model = file(
                "model.cr",
                "dims m\ninput X [3, m] = zscore(file(\"images-ubyte\"), axis=0, ddof=1).T / 2\nJ = sum(X^2)\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Model read = Model.read(model);
        double half = Math.sqrt(0.5) / 2;
        assertThat(read.values().get(read.get("X")))
                .isEqualTo(Tensor.of(new double[][] {{-half, half}, {-half, half}, {-half, half}}));
    }
}
