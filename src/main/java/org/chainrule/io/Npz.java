package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Tensor;

/** Numpy's {@code .npz} files: arrays by name, each a {@code .npy} file in a zip archive. */
public final class Npz {
    private static final String ENDING = ".npy";

    private Npz() {}

    /**
     * Writes arrays: the file is there whole, or as it was before. The same arrays give the same bytes.
     *
     * @throws ChainruleException when the file cannot be written
     */
    public static void write(Path file, Map<String, Tensor> arrays) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(Npy.bytes(array.getValue()));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    /**
     * The arrays of a file by name, in its order.
     *
     * @throws ChainruleException when the file is missing, is no npz file, or is damaged
     */
    public static Map<String, Tensor> read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ChainruleException("{0} is a folder, not a file", file);
        }
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(ENDING)) {
                    String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
                    arrays.put(name, array(file, zip, entry));
                }
            }
        } catch (ZipException e) {
            throw new ChainruleException(
                    say("{0} is not a numpy .npz file, or is damaged: {1}", file, e.getMessage()), e);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        } catch (UncheckedIOException e) {
            throw Reading.failed(file, e.getCause() == null ? new IOException(e) : e.getCause());
        }
        return arrays;
    }

    private static Tensor array(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        if (entry.getSize() < 0 || entry.getSize() > InputFile.MOST_SQUEEZED * (entry.getCompressedSize() + 1)) {
            throw new ChainruleException("{0} is damaged: {1} cannot have the size it says", file, entry.getName());
        }
        Path shown = Path.of(file + "!" + entry.getName().replace('\0', '?'));
        CheckedInputStream bytes = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        try (InputFile open = InputFile.member(shown, bytes, entry.getSize())) {
            Tensor array = Npy.read(open);
            if (open.position() != entry.getSize() || bytes.getChecksum().getValue() != entry.getCrc()) {
                throw new ChainruleException("{0} is damaged: its checksum is not that of its bytes", shown);
            }
            return array;
        }
    }
}
