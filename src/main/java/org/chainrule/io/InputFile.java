package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.chainrule.error.ChainruleException;
import org.jspecify.annotations.Nullable;

/**
 * A file of values while it is read: from its start to the end it had when it was opened. Another program that writes to it
 * meanwhile is noticed, so that half a file is never taken for a whole one.
 */
final class InputFile implements Closeable {
    /** Deflate makes nothing smaller than a thousandth; a file that says so lies. */
    static final long MOST_SQUEEZED = 1100;

    private final Path path;
    /** The file itself; null for what is inside another one. */
    private final @Nullable FileChannel channel;

    private final long size;
    private final Counting stream;

    private InputFile(Path path, @Nullable FileChannel channel, InputStream stream, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.stream = new Counting(new BufferedInputStream(stream, 1 << 16));
    }

    /**
     * A file inside an archive.
     *
     * @param path what it is called in messages
     * @param size how many bytes the archive says it has
     */
    static InputFile member(Path path, InputStream stream, long size) {
        return new InputFile(path, null, stream, size);
    }

    /**
     * Opens a file.
     *
     * @throws ChainruleException when it is a folder, a pipe or a device, or has no bytes
     * @throws IOException when it cannot be opened
     */
    static InputFile open(Path path) throws IOException {
        BasicFileAttributes kind = Files.readAttributes(path, BasicFileAttributes.class);
        if (kind.isDirectory()) {
            throw new ChainruleException("{0} is a folder, not a file", path);
        }
        if (!kind.isRegularFile()) {
            // To open a pipe is to wait for whoever writes to it, maybe for ever.
            throw new ChainruleException(
                    "{0} is a pipe or a device, not a file: save its content to a file first", path);
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        InputFile file = new InputFile(path, channel, Channels.newInputStream(channel), channel.size());
        if (file.size == 0) {
            file.close();
            throw new ChainruleException("{0} is empty: it has 0 bytes", path);
        }
        return file;
    }

    Path path() {
        return path;
    }

    /** The bytes that the file had when it was opened. */
    long size() {
        return size;
    }

    /** The bytes read so far. */
    long position() {
        return stream.count;
    }

    /** The bytes that have not been read. */
    InputStream stream() {
        return stream;
    }

    /** The reason when fewer bytes came than there were when the file was opened. */
    ChainruleException changed() {
        return new ChainruleException(
                say("{0} changed while it was read: try again when no other program writes to it", path));
    }

    /**
     * Called by a reader that has come to the end.
     *
     * @throws ChainruleException when the end is not where it was when the file was opened
     */
    void complete() throws IOException {
        if (stream.count != size || (channel != null && channel.size() != size)) {
            throw changed();
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count += skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
