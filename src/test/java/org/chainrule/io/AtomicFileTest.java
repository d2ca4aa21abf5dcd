package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, new byte[] {1, 2, 3});
        AtomicFile.write(file, new byte[] {4});
        assertThat(Files.readAllBytes(file)).containsExactly(4);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void foldersThatAreMissingOrInTheWay() {
        Path missing = folder.resolve("no").resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(missing, new byte[1]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("cannot write " + missing + ": there is no folder " + missing.getParent()
                        + "; create it first");
        assertThatThrownBy(() -> AtomicFile.write(folder, new byte[1]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("cannot write " + folder + ": it is a folder");
        assertThatThrownBy(() -> AtomicFile.check(folder)).hasMessage("cannot write " + folder + ": it is a folder");
        AtomicFile.check(folder.resolve("a.txt"));
        assertThat(folder.resolve("a.txt")).doesNotExist();
    }

    @Test
    void aDeviceKeepsItsPlace() {
        Path device = Path.of("/dev/null");
        assertThatThrownBy(() -> AtomicFile.write(device, new byte[1]))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("cannot write /dev/null: it is a pipe or a device");
    }
}
