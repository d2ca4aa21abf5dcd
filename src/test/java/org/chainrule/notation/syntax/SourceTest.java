package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
    @Test
    void linesEndAtEveryKindOfBreak() {
        Source source = Source.of("m", "a\nb\r\nc\rd");
        assertThat(source.line(0)).isEqualTo(1);
        assertThat(source.line(1)).as("the break belongs to its line").isEqualTo(1);
        assertThat(source.line(2)).isEqualTo(2);
        assertThat(source.line(4)).as("LF of CR LF").isEqualTo(2);
        assertThat(source.line(5)).isEqualTo(3);
        assertThat(source.line(7)).isEqualTo(4);
        assertThat(source.column(7)).isEqualTo(1);
        assertThat(source.column(8)).as("behind the end").isEqualTo(2);
        assertThat(source.line(1000)).isEqualTo(4);
    }

    @Test
    void linesAreCountedRightInLongTexts() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt(5) == 0 ? "\n" : random.nextInt(20) == 0 ? "\r\n" : "x");
        }
        Source source = Source.of("m", text.toString());
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            assertThat(source.line(i)).isEqualTo(line);
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        assertThat(source.line(text.length())).isEqualTo(line);
        assertThat(Source.of("m", "\n".repeat(4096)).line(4096)).isEqualTo(4097);
    }

    @Test
    void aByteOrderMarkIsDropped() {
        byte[] bytes = "\uFEFFa = b".getBytes(StandardCharsets.UTF_8);
        assertThat(Source.decode("m", bytes).text()).isEqualTo("a = b");
        assertThat(Source.of("m", "\uFEFFa").text()).isEqualTo("a");
    }

    @Test
    void badUtf8IsReportedWhereItStands() {
        byte[] bytes = "x = 1\nδ = y + 2".getBytes(StandardCharsets.ISO_8859_1);
        bytes[10] = (byte) 0xE9;
        assertThatThrownBy(() -> Source.decode("m.cr", bytes))
                .isInstanceOf(NotationException.class)
                .hasMessage(
                        """
                        m.cr:2:5: the byte 0xE9 is not UTF-8 text
                          2 | ? = \uFFFD + 2
                            |     ^
                          hint: save the text in the encoding UTF-8""");
        assertThatThrownBy(() -> Source.decode("m.cr", "a = b".getBytes(StandardCharsets.UTF_16)))
                .hasMessageContaining("m.cr:1:1: the byte 0xFE is not UTF-8 text")
                .hasMessageContaining("hint: the text is UTF-16; save it as UTF-8");
        byte[] cut = {'a', (byte) 0xCE};
        assertThatThrownBy(() -> Source.decode("m.cr", cut)).hasMessageContaining("m.cr:1:2: the byte 0xCE");
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xFF};
        assertThatThrownBy(() -> Source.decode("m.cr", marked)).hasMessageContaining("m.cr:1:2: the byte 0xFF");
    }

    @Test
    void filesAreRead(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("m.cr");
        Files.writeString(file, "δ = 1");
        assertThat(Source.read(file).text()).isEqualTo("δ = 1");
        assertThat(Source.read(file).name()).isEqualTo(file.toString());
        Path missing = dir.resolve("none.cr");
        assertThatThrownBy(() -> Source.read(missing))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("there is no file " + missing);
        assertThatThrownBy(() -> Source.read(dir))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(dir + " is a directory; name a model file, such as model.cr");
    }

    @Test
    void theCaretStandsUnderWideCharactersAndTabs() {
        assertThat(Source.of("m", "\t权重 = é").excerpt(6)).isEqualTo("  1 |  权重 = é\n    |         ^");
        assertThat(Source.of("m", "y\u0302 = ?").excerpt(5)).isEqualTo("  1 | y\u0302 = ?\n    |     ^");
        assertThat(Source.of("m", "a\nb").excerpt(1)).isEqualTo("  1 | a\n    |  ^");
        assertThat(Source.of("m", "").excerpt(0)).isEqualTo("  1 | \n    | ^");
    }

    @Test
    void aFileThatIsCutOrGrowsWhileItIsRead() throws IOException {
        byte[] bytes = {'y', '=', '1'};
        Path file = Path.of("m.cr");
        assertThat(Source.whole(file, new ByteArrayInputStream(bytes), 3)).isEqualTo(bytes);
        for (int size : new int[] {0, 2, 4}) {
            assertThatThrownBy(() -> Source.whole(file, new ByteArrayInputStream(bytes), size))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage("m.cr changed while it was read: try again when no other program writes to it");
        }
    }

    @Test
    void aDeviceIsNoText() {
        assertThatThrownBy(() -> Source.read(Path.of("/dev/null")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("/dev/null is a pipe or a device, not a file: save its content to a file first");
    }
}
