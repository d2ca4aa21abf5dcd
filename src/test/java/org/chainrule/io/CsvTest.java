package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("x.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;3,4;             | [[1, 2], [3, 4]]",
                "a,b;1,2;3,4          | [[1, 2], [3, 4]]",
                "1.5e-3,-.5,+7.;      | [[0.0015, -0.5, 7]]",
                "nan,inf,-inf,NaN;    | [[nan, inf, -inf, nan]]",
                "\"1\",\"2\";3,4;     | [[1, 2], [3, 4]]",
                "1, 2 ;;3,4;          | [[1, 2], [3, 4]]",
                "5;6;7                | [[5], [6], [7]]",
            })
    void matrices(String text, String expected) throws IOException {
        Tensor read = Reading.tensor(file(text.replace(';', '\n')));
        assertThat(TensorText.full(read)).isEqualTo(expected);
    }

    @Test
    void anEmptyFileHasNoEntries() throws IOException {
        assertThat(Csv.read(file("")).shape()).hasToString("[0, 0]");
        assertThat(Csv.read(file("a,b\n")).shape()).hasToString("[0, 2]");
    }

    @Test
    void whatIsNotANumber() throws IOException {
        Path bad = file("a,b\n1,2\n3,x\n");
        assertThatThrownBy(() -> Csv.read(bad))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(bad + ", line 3, field 2: \"x\" is not a number");
        for (String number : new String[] {"0x1p3", "1d", "1,5".replace(',', ';'), "--1", "1e", ""}) {
            Path odd = file("1,2\n3," + number + "\n");
            assertThatThrownBy(() -> Csv.read(odd))
                    .hasMessage(odd + ", line 2, field 2: \"" + number + "\" is not a number");
        }
    }

    @Test
    void aQuotationMarkThatIsNeverClosed() throws IOException {
        Path bad = file("1,\"2\n3,4\n");
        assertThatThrownBy(() -> Csv.read(bad)).hasMessage(bad + ", line 1, field 2: \"2…\" is not a number");
    }

    @Test
    void raggedLines() throws IOException {
        Path few = file("1,2\n3\n");
        assertThatThrownBy(() -> Csv.read(few))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(few + ", line 2: 1 fields, but the lines before have 2");
        Path many = file("a,b\n1,2\n3,4,5\n");
        assertThatThrownBy(() -> Csv.read(many)).hasMessage(many + ", line 3: 3 fields, but the lines before have 2");
    }

    @Test
    void bytesThatAreNotText() throws IOException {
        Path bad = Files.write(folder.resolve("x.csv"), new byte[] {'1', ',', (byte) 0xFF, '\n'});
        assertThatThrownBy(() -> Csv.read(bad)).isInstanceOf(ChainruleException.class);
    }

    @Test
    void filesThatAreNotThereOrUnknown() {
        Path missing = folder.resolve("no.csv");
        assertThatThrownBy(() -> Reading.tensor(missing)).hasMessage("there is no file " + missing);
        Path text = folder.resolve("a.txt");
        assertThatThrownBy(() -> Reading.tensor(text))
                .hasMessage("cannot tell what " + text + " is: values are read from .npy and .csv files");
        assertThatThrownBy(() -> Reading.tensor(folder)).hasMessage(folder + " is a folder, not a file");
    }
}
