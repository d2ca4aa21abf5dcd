package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are built from numpy's description of its format, byte by byte. */
class NpyTest {
    @TempDir
    Path folder;

    private static byte[] header(int version, String dict) {
        byte[] text = (dict + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate((version == 1 ? 10 : 12) + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        return out.put(text).array();
    }

    private static String dict(String descr, boolean fortran, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }";
    }

    private Path file(byte[] header, byte[] data) throws IOException {
        byte[] all = ByteBuffer.allocate(header.length + data.length)
                .put(header)
                .put(data)
                .array();
        return Files.write(folder.resolve("x.npy"), all);
    }

    private static byte[] doubles(ByteOrder order, double... values) {
        ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(order);
        for (double value : values) {
            out.putDouble(value);
        }
        return out.array();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f8 ; 000000000000F83F 00000000000000C0 ; [1.5, -2] ; F64",
                ">f8 ; 3FF8000000000000 C000000000000000 ; [1.5, -2] ; F64",
                "<f4 ; 0000C03F 000000C0 ; [1.5, -2] ; F64",
                ">f4 ; 3FC00000 C0000000 ; [1.5, -2] ; F64",
                "|i1 ; FF 02 ; [-1, 2] ; I64",
                "|u1 ; FF 02 ; [255, 2] ; I64",
                "<i2 ; FEFF 0300 ; [-2, 3] ; I64",
                ">u2 ; FFFE 0003 ; [65534, 3] ; I64",
                "<i4 ; FEFFFFFF 03000000 ; [-2, 3] ; I64",
                ">u4 ; FFFFFFFE 00000003 ; [4294967294, 3] ; I64",
                "<i8 ; FEFFFFFFFFFFFFFF 0300000000000000 ; [-2, 3] ; I64",
                "|b1 ; 00 01 ; [0, 1] ; F64",
            })
    void everyTypeInEitherByteOrder(String descr, String hex, String expected, DType type) throws IOException {
        byte[] data = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        Tensor read = Npy.read(file(header(1, dict(descr, false, "2,")), data));
        assertThat(TensorText.full(read)).isEqualTo(expected);
        assertThat(read.dtype()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionAndOrder(int version) throws IOException {
        byte[] data = doubles(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6);
        assertThat(TensorText.full(Npy.read(file(header(version, dict("<f8", false, "2, 3")), data))))
                .isEqualTo("[[1, 2, 3], [4, 5, 6]]");
        assertThat(TensorText.full(Npy.read(file(header(version, dict("<f8", true, "2, 3")), data))))
                .isEqualTo("[[1, 3, 5], [2, 4, 6]]");
    }

    @Test
    void scalarsAndNoEntries() throws IOException {
        assertThat(Npy.read(file(header(1, dict("<f8", false, "")), doubles(ByteOrder.LITTLE_ENDIAN, 7)))
                        .item())
                .isEqualTo(7);
        assertThat(Npy.read(file(header(1, dict("<f8", false, "0, 3")), new byte[0]))
                        .shape())
                .hasToString("[0, 3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f2  ; f2",
                "<c16 ; c16",
                "|O   ; O",
                "<U5  ; U5",
                "<f99999999999 ; f99999999999",
            })
    void typesThatAreNotRead(String descr, String shown) throws IOException {
        Path file = file(header(1, dict(descr, false, "1,")), new byte[8]);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(file + " holds entries of type '" + shown + "', which Chainrule does not read: save it as"
                        + " float64, with .astype('f8')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<u8 ; FFFFFFFFFFFFFFFF ; 18446744073709551615",
                ">u8 ; 8000000000000000 ; 9223372036854775808",
                "<u8 ; 0100000000002000 ; 9007199254740993",
                "<i8 ; 0100000000002000 ; 9007199254740993",
                "<i8 ; FFFFFFFFFFFFDFFF ; -9007199254740993",
                ">i8 ; 8000000000000000 ; -9223372036854775808",
            })
    void wholeNumbersThatDoublesDoNotHold(String descr, String hex, String shown) throws IOException {
        byte[] data = java.util.HexFormat.of().parseHex("00".repeat(16) + hex + "00".repeat(24));
        for (boolean fortran : new boolean[] {false, true}) {
            Path file = file(header(1, dict(descr, fortran, "2, 3")), data);
            assertThatThrownBy(() -> Npy.read(file))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(file + ": entry " + (fortran ? "[0, 1]" : "[0, 2]") + " is " + shown
                            + ", and whole numbers are read up to 9007199254740992 (2^53), where doubles end to hold each"
                            + " of them: save it as float64, with .astype('f8'), if rounding is no harm");
        }
    }

    @Test
    void theLargestWholeNumbers() throws IOException {
        byte[] data = java.util.HexFormat.of().parseHex("0000000000002000" + "000000000000E0FF");
        Tensor read = Npy.read(file(header(1, dict("<i8", false, "2,")), data));
        assertThat(read.wholeAt(0)).isEqualTo(9007199254740992L);
        assertThat(read.wholeAt(1)).isEqualTo(-9007199254740992L);
    }

    @Test
    void aFileThatIsCutWhileItIsRead() throws IOException {
        byte[] head = header(1, dict("<f8", false, "100000,"));
        Path file = file(head, new byte[800_000]);
        for (int left : new int[] {head.length + 400_004, head.length + 400_000, head.length, 20}) {
            try (InputFile open = InputFile.open(file(head, new byte[800_000]))) {
                try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
                    raw.setLength(left);
                }
                assertThatThrownBy(() -> Npy.read(open))
                        .isInstanceOf(ChainruleException.class)
                        .hasMessageStartingWith(file + (left > 20 ? " changed while it was read" : " is cut short"));
            }
        }
    }

    @Test
    void damagedFiles() throws IOException {
        Path empty = file(new byte[0], new byte[0]);
        assertThatThrownBy(() -> Npy.read(empty)).hasMessage(empty + " is empty: it has 0 bytes");
        Path noMagic = file("PK\u0003\u0004 not numpy".getBytes(StandardCharsets.UTF_8), new byte[0]);
        assertThatThrownBy(() -> Npy.read(noMagic))
                .hasMessage(noMagic + " is not a numpy .npy file: it does not start with \\x93NUMPY");
        Path cut = file(header(1, dict("<f8", false, "3,")), new byte[23]);
        assertThatThrownBy(() -> Npy.read(cut))
                .hasMessage(cut + " is cut short: shape [3] needs 24 bytes of data, and 23 are there");
        byte[] head = header(1, dict("<f8", false, "3,"));
        Path inHeader = file(java.util.Arrays.copyOf(head, 30), new byte[0]);
        assertThatThrownBy(() -> Npy.read(inHeader)).hasMessage(inHeader + " is cut short: it ends inside its header");
        Path records =
                file(header(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,)}"), new byte[24]);
        assertThatThrownBy(() -> Npy.read(records))
                .hasMessageStartingWith(records + " has a header Chainrule cannot read (structured or object arrays");
        byte[] long2 = header(2, "x");
        long2[11] = (byte) 0xFF;
        Path absurd = file(long2, new byte[0]);
        assertThatThrownBy(() -> Npy.read(absurd))
                .hasMessageContaining("has a header of ")
                .hasMessageEndingWith("bytes, which no numpy file has: it is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-3,                   | a size is at least 0, not -3",
                "99999999999999999999, | which is no shape",
                "1000000000,1000000000 | has more entries than a tensor can hold",
                "4611686018427387904,4 | has more entries than a tensor can hold",
                "2000000000,           | is cut short: shape [2000000000] needs 16000000000 bytes",
            })
    void absurdShapes(String shape, String message) throws IOException {
        Path file = file(header(1, dict("<f8", false, shape)), new byte[64]);
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileLargerThanOneMapping() throws IOException {
        Path file = file(header(1, dict("<f8", false, "300000000,")), new byte[0]);
        // A sparse file: it takes no room on the disk.
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() + 2_400_000_000L);
        }
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(file + " holds 2400000000 bytes, more than Chainrule reads from one file (2147483647)");
        Files.delete(file);
    }
}
