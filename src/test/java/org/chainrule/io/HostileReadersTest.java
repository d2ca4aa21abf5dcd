package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten files for each reader that lie, are cut short, or are something else: one sentence each, and no more memory than the file. */
@Timeout(60)
class HostileReadersTest {
    private static final long MOST = 48L << 20;
    private static final byte[] IDX = bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 253, 254, 255);
    private static final byte[] NPY = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", 48);

    @TempDir
    private Path folder = Path.of("");

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] npy(String header, int entries) {
        String padded = header + " ".repeat(Math.max(0, 117 - header.length())) + "\n";
        return joined(
                bytes(0x93),
                text("NUMPY"),
                bytes(1, 0, padded.length() & 255, padded.length() >> 8),
                text(padded),
                new byte[entries]);
    }

    private static byte[] shaped(String shape) {
        return npy("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }", 48);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] member) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(member);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] tensors(String header, int entries) {
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        return joined(length.putLong(0, header.length()).array(), text(header), new byte[entries]);
    }

    private static byte[] resource(String name) {
        try (InputStream in = HostileReadersTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] cut(byte[] whole, int end) {
        return Arrays.copyOf(whole, end);
    }

    private static byte[] with(byte[] whole, int at, int... values) {
        byte[] changed = whole.clone();
        System.arraycopy(bytes(values), 0, changed, at, values.length);
        return changed;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(length).nextBytes(noise);
        return noise;
    }

    /** A PNG of a size that nothing fills. */
    private static byte[] png(int width, int height) {
        byte[] start = joined(bytes(0x89), text("PNG\r\n"), bytes(0x1a, 0x0a));
        byte[] head = joined(
                text("IHDR"),
                ByteBuffer.allocate(8).putInt(width).putInt(height).array(),
                bytes(8, 0, 0, 0, 0));
        CRC32 crc = new CRC32();
        crc.update(head);
        return joined(
                start,
                bytes(0, 0, 0, 13),
                head,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    static Stream<String> readers() {
        return files().keySet().stream();
    }

    /** By the name of the file: what is in it. */
    private static Map<String, byte[][]> files() {
        byte[] mat = resource("packed.mat");
        byte[] plain = resource("plain.mat");
        byte[] picture = resource("g.png");
        Map<String, byte[][]> files = new LinkedHashMap<>();
        files.put("x-ubyte", new byte[][] {
            {},
            cut(IDX, 3),
            cut(IDX, 10),
            cut(IDX, 17),
            joined(IDX, bytes(7)),
            with(IDX, 2, 99),
            with(IDX, 3, 200),
            with(IDX, 4, 127, 255, 255, 255),
            with(IDX, 4, 255, 255, 255, 255, 255, 255, 255, 255),
            noise(4000)
        });
        byte[] packed = gzip(IDX);
        files.put("x-ubyte.gz", new byte[][] {
            {},
            IDX,
            cut(packed, 5),
            cut(packed, packed.length - 9),
            cut(packed, packed.length - 3),
            with(packed, packed.length - 8, 1, 2, 3, 4),
            gzip(new byte[0]),
            gzip(with(IDX, 4, 127, 255, 255, 255)),
            gzip(new byte[30_000_000]),
            noise(4000)
        });
        files.put("x.csv", new byte[][] {
            {},
            text("\n\n\n"),
            text("1,2\n3\n"),
            text("1,\"2\n3,4\n"),
            text("a,b\nc,d\n"),
            text("1e999,2\n"),
            text(",".repeat(100_000) + "\n1\n"),
            text("1".repeat(1_000_000)),
            new byte[1000],
            noise(4000)
        });
        files.put("x.libsvm", new byte[][] {
            {},
            text("\n# 1 1:2\n"),
            text("1 2147483639:1\n"),
            text("1 99999999999999999999:1\n"),
            text("1 2:1 1:1\n"),
            text("1 " + "1:".repeat(100_000) + "\n"),
            text("9".repeat(1_000_000) + ":1\n"),
            text("1 1:1e999\n"),
            new byte[1000],
            noise(4000)
        });
        files.put("x.npy", new byte[][] {
            {},
            cut(NPY, 7),
            cut(NPY, 60),
            cut(NPY, NPY.length - 1),
            with(NPY, 6, 9, 9),
            shaped("(99999999999,)"),
            shaped("(2147483647, 2147483647)"),
            shaped("(-2, -3)"),
            npy("{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }", 48),
            noise(4000)
        });
        byte[] npz = zip("W.npy", NPY);
        files.put("x.npz", new byte[][] {
            {},
            NPY,
            cut(npz, 20),
            cut(npz, npz.length / 2),
            cut(npz, npz.length - 5),
            zip("W.npy", cut(NPY, 60)),
            zip("W.npy", shaped("(99999999999,)")),
            zip("../W.txt", text("1 2 3")),
            zip("W.npy", noise(2000)),
            noise(4000)
        });
        files.put("x.mat", new byte[][] {
            {},
            cut(mat, 100),
            cut(mat, 130),
            cut(mat, mat.length / 2),
            cut(mat, mat.length - 2),
            with(mat, 126, 'X', 'Y'),
            with(plain, 132, 255, 255, 255, 127),
            with(plain, 132, 255, 255, 255, 255),
            with(mat, 150, 0, 0, 0, 0, 0),
            noise(4000)
        });
        files.put("x.png", new byte[][] {
            {},
            cut(picture, 8),
            cut(picture, 30),
            cut(picture, picture.length / 2),
            png(1, 1),
            png(65_535, 65_535),
            png(0, 5),
            png(-1, 7),
            resource("bomb.png"),
            noise(4000)
        });
        String entry = "{\"W\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[0,48]}}";
        byte[] safe = tensors(entry, 48);
        files.put("x.safetensors", new byte[][] {
            {},
            cut(safe, 4),
            cut(safe, 20),
            cut(safe, safe.length - 1),
            with(safe, 0, 255, 255, 255, 255, 255, 255, 255, 127),
            tensors(entry.replace("[2,3]", "[9999999999,9999999999]"), 48),
            tensors(entry.replace("[0,48]", "[48,0]"), 48),
            tensors(entry.replace("F64", "Q7"), 48),
            tensors("[".repeat(100_000), 0),
            noise(4000)
        });
        return files;
    }

    @ParameterizedTest
    @MethodSource("readers")
    void tenAreRefusedInOneSentence(String name) throws IOException {
        byte[][] all = files().getOrDefault(name, new byte[0][]);
        assertThat(all).hasNumberOfRows(10);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (int i = 0; i < all.length; i++) {
            Path file = Files.write(folder.resolve(name), all[i]);
            long before = threads.getThreadAllocatedBytes(self);
            String said = "";
            try {
                Reading.tensor(file);
            } catch (ChainruleException e) {
                said = e.getMessage();
            }
            long used = threads.getThreadAllocatedBytes(self) - before;
            assertThat(said).as("%s, number %d", name, i).contains(name).hasSizeLessThan(400);
            assertThat(used).as("%s, number %d", name, i).isLessThan(MOST);
        }
    }
}
