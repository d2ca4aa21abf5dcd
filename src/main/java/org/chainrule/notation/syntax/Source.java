package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/**
 * A text in the notation with the name it is reported under; turns offsets into lines, columns and excerpts.
 *
 * <p>Lines end at LF, CR LF or CR. A byte order mark at the start is dropped. Nothing here costs more memory than the
 * text and one integer for every few thousand characters.
 */
public final class Source {
    /** A larger text is refused before it is read: data of that size belongs into a file of its own. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int STRIDE = 4096;

    private final String name;
    /** What is read, of the length of what is shown. */
    private final String text;

    private final String shown;
    /** What stands before the text of that name, such as the model of a derivation. */
    private final Optional<Head> head;

    private final List<Span> code;
    /** Where the cells of a notebook begin; empty for any other text. */
    private final List<Integer> cells;
    /** Number of line breaks before offset {@code i * STRIDE}. */
    private final int[] breaksBefore;

    /** Another text in front, which has lines of its own. */
    private record Head(String name, int end) {}

    private Source(String name, String text) {
        this.name = name;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.shown = this.text;
        this.head = Optional.empty();
        this.code = List.of();
        this.cells = List.of();
        this.breaksBefore = countBreaks(this.shown);
    }

    private Source(Source of, String text, String shown, Optional<Head> head, List<Span> code, List<Integer> cells) {
        this.name = of.name;
        this.text = text;
        this.shown = shown;
        this.head = head;
        this.code = List.copyOf(code);
        this.cells = List.copyOf(cells);
        this.breaksBefore = countBreaks(shown);
    }

    /**
     * The same text with another one in front of it, such as the model that a derivation is about: its places have the name
     * and the lines of that one.
     *
     * @throws ChainruleException if both together have more than {@link #MAX_BYTES} characters
     */
    public Source behind(Source front) {
        int length = front.text.length() + text.length();
        if (length > MAX_BYTES) {
            throw tooLarge(name, length);
        }
        List<Span> moved = code.stream()
                .map(span -> new Span(span.start() + front.text.length(), span.end() + front.text.length()))
                .toList();
        return new Source(
                this,
                front.text + text,
                front.shown + shown,
                Optional.of(new Head(front.name, front.text.length())),
                moved,
                cells.stream().map(at -> at + front.text.length()).toList());
    }

    /**
     * The same text, of which only a part is read.
     *
     * @param read the text with other characters, most of them blanks, in place of what says nothing
     * @param programs where programs stand, in order
     * @throws IllegalArgumentException when the lengths differ
     */
    public Source masked(String read, List<Span> programs) {
        if (read.length() != text.length()) {
            throw new IllegalArgumentException("a masked text has the length of the text");
        }
        return new Source(this, read, shown, head, programs, cells);
    }

    /** The same text as the cells of a notebook, one below the other, given where each begins. */
    public Source inCells(List<Integer> starts) {
        return new Source(this, text, shown, head, code, starts);
    }

    /** The cell of an offset and the line in it, {@code 3:2}; empty when the text is no notebook. */
    public String cell(int offset) {
        int cell = 0;
        while (cell < cells.size() && cells.get(cell) <= offset) {
            cell++;
        }
        return cell == 0 ? "" : cell + ":" + (line(offset) - line(cells.get(cell - 1)) + 1);
    }

    /** Where the derivation begins behind the model that was put in front of it; 0 when there is none. */
    public int headEnd() {
        return head.map(Head::end).orElse(0);
    }

    /** Where programs are known to stand. */
    public List<Span> code() {
        return code;
    }

    /** The text as it was handed in, without a model in front of it, line by line. */
    public List<String> handedIn() {
        return shown.substring(headEnd()).lines().toList();
    }

    /**
     * Wraps a text that is already in memory.
     *
     * @param name what to call it in messages, such as a file name
     * @param text the text
     * @throws ChainruleException if the text has more than {@link #MAX_BYTES} characters
     */
    public static Source of(String name, String text) {
        if (text.length() > MAX_BYTES) {
            throw tooLarge(name, text.length());
        }
        return new Source(name, text);
    }

    /**
     * Reads a file.
     *
     * @param file a UTF-8 text of at most {@link #MAX_BYTES} bytes; its path is the name in messages
     * @throws ChainruleException if the file does not exist, cannot be read or is too large
     * @throws NotationException if it is not UTF-8
     */
    public static Source read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ChainruleException("{0} is a directory; name a model file, such as model.cr", file);
            }
            long size = sizeOfFile(file);
            if (size > MAX_BYTES) {
                throw tooLarge(file.toString(), size);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return decode(file.toString(), whole(file, in, size));
            }
        } catch (NoSuchFileException e) {
            throw new ChainruleException(say("there is no file {0}", file), e);
        } catch (AccessDeniedException e) {
            throw new ChainruleException(say("the file {0} may not be read", file), e);
        } catch (FileSystemException e) {
            throw new ChainruleException(
                    say(
                            "cannot read {0}: {1}",
                            file, Optional.ofNullable(e.getReason()).orElse("")),
                    e);
        } catch (IOException e) {
            throw new ChainruleException(say("cannot read {0}: {1}", file, e.getMessage()), e);
        }
    }

    /** To open a pipe is to wait for whoever writes to it, maybe for ever. */
    private static long sizeOfFile(Path file) throws IOException {
        BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class);
        if (!kind.isRegularFile()) {
            throw new ChainruleException(
                    "{0} is a pipe or a device, not a file: save its content to a file first", file);
        }
        return kind.size();
    }

    /**
     * The bytes of a file.
     *
     * @throws ChainruleException when there are not as many as the file had before it was opened
     */
    static byte[] whole(Path file, InputStream in, long size) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length != size) {
            throw new ChainruleException(
                    "{0} changed while it was read: try again when no other program writes to it", file);
        }
        return bytes;
    }

    /**
     * Decodes bytes, strictly.
     *
     * @param name what to call them in messages
     * @param bytes UTF-8
     * @throws ChainruleException if there are more than {@link #MAX_BYTES}
     * @throws NotationException at the first byte that is not UTF-8
     */
    public static Source decode(String name, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(name, bytes.length);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw notUtf8(name, bytes, in.position());
        }
        return new Source(name, out.flip().toString());
    }

    private static ChainruleException tooLarge(String name, long size) {
        return new ChainruleException(
                "{0} has {1} MB; a model may have at most {2} MB. Put large data into a file of its own and write "
                        + "file(\"x.npy\")",
                name, String.format(Locale.ROOT, "%.1f", size / (double) (1 << 20)), MAX_BYTES >> 20);
    }

    private static NotationException notUtf8(String name, byte[] bytes, int bad) {
        int end = bad + 1;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r' && end - bad < 1000) {
            end++;
        }
        String before = new String(bytes, 0, bad, StandardCharsets.UTF_8);
        String after = new String(bytes, bad + 1, end - bad - 1, StandardCharsets.UTF_8);
        boolean utf16 = bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
        Diagnostic diagnostic = new Source(name, before + "\uFFFD" + after)
                .diagnostic(
                        before.startsWith("\uFEFF") ? before.length() - 1 : before.length(),
                        say("the byte {0} is not UTF-8 text", String.format(Locale.ROOT, "0x%02X", bytes[bad])),
                        utf16
                                ? say("the text is UTF-16; save it as UTF-8")
                                : say("save the text in the encoding UTF-8"));
        return new NotationException(List.of(diagnostic), false);
    }

    /** Returns the name the text is reported under. */
    public String name() {
        return name;
    }

    /** Returns the name of the text that an offset is in. */
    public String nameAt(int offset) {
        return head.filter(front -> offset < front.end()).map(Head::name).orElse(name);
    }

    /** Returns the whole text that is read, without a byte order mark. */
    public String text() {
        return text;
    }

    /** Returns the whole text with what is not read, such as prose; every offset is the same. */
    public String shown() {
        return shown;
    }

    /** Returns the text of a span. */
    public String text(Span span) {
        return text.substring(span.start(), span.end());
    }

    /** Returns the line of an offset, from 1; a text that was put in front has lines of its own. */
    public int line(int offset) {
        int end = headEnd();
        return offset < end || end == 0 ? lineOfAll(offset) : lineOfAll(offset) - lineOfAll(end) + 1;
    }

    private int lineOfAll(int offset) {
        int at = Math.min(offset, text.length());
        int block = at / STRIDE;
        int breaks = breaksBefore[block];
        for (int i = block * STRIDE; i < at; i++) {
            if (isBreak(shown, i)) {
                breaks++;
            }
        }
        return breaks + 1;
    }

    /** Returns the column of an offset in code points, from 1. */
    public int column(int offset) {
        int at = Math.min(offset, text.length());
        return shown.codePointCount(lineStart(at), at) + 1;
    }

    /** Returns the offset of the first character of the line an offset is on. */
    int lineStart(int offset) {
        int at = Math.min(offset, text.length());
        while (at > 0 && !isBreak(shown, at - 1)) {
            at--;
        }
        return at;
    }

    /**
     * Returns the line of an offset with a caret under it, as two lines with the line number in a margin. A long line is
     * cut to a window round the caret; characters that cannot be shown are replaced.
     */
    public String excerpt(int offset) {
        int at = Math.min(offset, text.length());
        return Excerpt.of(shown, lineStart(at), at, line(at));
    }

    /** Returns a diagnostic about an offset of this text. */
    public Diagnostic diagnostic(int offset, Message message, Message hint) {
        return new Diagnostic(nameAt(offset), line(offset), column(offset), message, hint, excerpt(offset));
    }

    /** A CR that a LF follows does not end the line; the LF does. */
    private static boolean isBreak(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }

    private static int[] countBreaks(String text) {
        int[] counts = new int[text.length() / STRIDE + 1];
        int breaks = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i % STRIDE == 0) {
                counts[i / STRIDE] = breaks;
            }
            if (isBreak(text, i)) {
                breaks++;
            }
        }
        if (text.length() % STRIDE == 0) {
            Arrays.fill(counts, counts.length - 1, counts.length, breaks);
        }
        return counts;
    }
}
