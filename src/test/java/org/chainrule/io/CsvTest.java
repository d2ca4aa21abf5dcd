package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
                // A byte order mark is no part of the first field, be it a number, quoted or a name.
                "\uFEFF5;7            | [[5], [7]]",
                "\uFEFF\"5\",6;7,8    | [[5, 6], [7, 8]]",
                "\uFEFFa,b;7,8        | [[7, 8]]",
                // What numpy, R and Java write is a number wherever it stands.
                "Inf,-Inf;7,NAN       | [[inf, -inf], [7, nan]]",
                "+inf,INFINITY;-nan,8 | [[inf, inf], [nan, 8]]",
                "\u00A05;7\u2009       | [[5], [7]]",
                // A header is declared, or every field is a name.
                "# Inf,2;7,8          | [[7, 8]]",
                "#;# 5;a,b;7,8        | [[7, 8]]",
                "RI,Na,_x,größe;1,2,3,4 | [[1, 2, 3, 4]]",
                "\"length (cm)\",\"a,b\";1,2 | [[1, 2]]",
            })
    void matrices(String text, String expected) throws IOException {
        Tensor read = Reading.tensor(file(text.replace(';', '\n')));
        assertThat(TensorText.full(read)).isEqualTo(expected);
    }

    @Test
    void aFileWithoutNumbers() throws IOException {
        assertThat(Csv.read(file("a,b\n")).shape()).hasToString("[0, 2]");
        Path empty = file("");
        assertThatThrownBy(() -> Csv.read(empty)).hasMessage(empty + " is empty: it has 0 bytes");
        for (String nothing : new String[] {"\n\n", "  \n", "# a,b\n", "\uFEFF"}) {
            Path blank = file(nothing);
            assertThatThrownBy(() -> Csv.read(blank)).hasMessage(blank + " has no numbers in it");
        }
    }

    /** A first line that is taken for a header by mistake is a wrong sum that nobody sees. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NA,NA;7,8       | 1, field 1: \"NA\" is not a number; a missing value is written nan",
                "'\"\";7'         | 1, field 1: \"\" is not a number; a missing value is written nan",
                "a,n/a;7,8       | 1, field 2: \"n/a\" is not a number; a missing value is written nan; a first line is a"
                        + " header when each of its fields is a name (a letter first), or when it begins with \"# \"",
                "5,n/a;7,8       | 1, field 2: \"n/a\" is not a number; a missing value is written nan",
                "'\"5,0\";7'      | 1, field 1: \"5,0\" is not a number; write decimals with a point, and thousands"
                        + " without a sign",
                "True;0          | 1, field 1: \"True\" is not a number; truth is written 1, and falsehood 0",
                "a,Inf;7,8       | 1, field 1: \"a\" is not a number; a first line is a header when each of its fields is"
                        + " a name (a letter first), or when it begins with \"# \"",
                "2nd;7           | 1, field 1: \"2nd\" is not a number; a first line is a header when each of its fields"
                        + " is a name (a letter first), or when it begins with \"# \"",
                "\u22125;7        | 1, field 1: \"\u22125\" is not a number",
                "5\u00A0000;7     | 1, field 1: \"5·000\" is not a number: it has the character U+00A0, which does not show",
                "\u200Ba;7        | 1, field 1: \"·a\" is not a number: it has the character U+200B, which does not show",
                "1e400;7         | 1, field 1: 1e400 is beyond the largest number of 64 bits, 1.8e308",
                "7;# 8           | 2, field 1: \"# 8\" is not a number",
                "7;a             | 2, field 1: \"a\" is not a number",
                "'7;\"\";8'       | 2, field 1: \"\" is not a number; a missing value is written nan",
                "#N/A;7          | 1, field 1: \"#N/A\" is not a number; a missing value is written nan",
                "a;b;7           | 2, field 1: \"b\" is not a number",
            })
    void whatIsNeitherNumbersNorAHeader(String text, String message) throws IOException {
        Path bad = file(text.replace(';', '\n'));
        assertThatThrownBy(() -> Csv.read(bad)).hasMessage(bad + ", line " + message);
    }

    @Test
    void aTextWithAMarkOfItsEncodingIsReadInIt() throws IOException {
        Path wide = Files.write(folder.resolve("x.csv"), "\uFEFF5\n7\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(TensorText.full(Csv.read(wide))).isEqualTo("[[5], [7]]");
        Path unmarked = Files.write(folder.resolve("x.csv"), "5\n7\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> Csv.read(unmarked))
                .hasMessage(unmarked + ", line 1, field 1: \"5·\" is not a number: it has the character U+0000, which"
                        + " does not show");
    }

    @Test
    void aFileThatIsCutOrGrowsWhileItIsRead() throws IOException {
        Path file = file("1,2\n".repeat(100_000));
        for (String left : new String[] {"1,2\n".repeat(50_000), "1,2\n".repeat(150_000), ""}) {
            try (InputFile open = InputFile.open(file)) {
                Files.writeString(file, left);
                assertThatThrownBy(() -> Csv.read(open))
                        .hasMessage(file + " changed while it was read: try again when no other program writes to it");
            }
            file("1,2\n".repeat(100_000));
        }
    }

    @Test
    void whatIsNotANumber() throws IOException {
        Path bad = file("a,b\n1,2\n3,x\n");
        assertThatThrownBy(() -> Csv.read(bad))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(bad + ", line 3, field 2: \"x\" is not a number");
        Map<String, String> numbers = Map.of(
                "0x1p3",
                "",
                "1d",
                "",
                "--1",
                "",
                "1e",
                "",
                "",
                "; a missing value is written nan",
                "1;5",
                "; fields have commas between them");
        numbers.forEach((number, hint) -> assertThatThrownBy(() -> Csv.read(file("1,2\n3," + number + "\n")))
                .hasMessage(folder.resolve("x.csv") + ", line 2, field 2: \"" + number + "\" is not a number" + hint));
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
        assertThatThrownBy(() -> Csv.read(bad))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        bad + ", line 1, field 2: \"\uFFFD\" is not a number: it has bytes that are not UTF-8 text");
    }

    @Test
    void filesThatAreNotThereOrUnknown() {
        Path missing = folder.resolve("no.csv");
        assertThatThrownBy(() -> Reading.tensor(missing)).hasMessage("there is no file " + missing);
        Path text = folder.resolve("a.dat");
        assertThatThrownBy(() -> Reading.tensor(text))
                .hasMessage(
                        "cannot tell what " + text + " is: values are read from .npy, .npz, .csv, .txt, .png, .mat, "
                                + ".libsvm, .safetensors and IDX files (-ubyte, .idx, and these with .gz)");
        assertThatThrownBy(() -> Reading.tensor(folder)).hasMessage(folder + " is a folder, not a file");
    }

    @Test
    void namesOfClassesAreNumbers() throws Exception {
        Path file = Files.writeString(folder.resolve("iris.csv"), "5.1,b\n4.9, a \n3,b\n");
        assertThat(Csv.read(file, 1)).isEqualTo(Tensor.of(new double[][] {{5.1, 1}, {4.9, 0}, {3, 1}}));
        assertThatThrownBy(() -> Csv.read(file, 2)).hasMessageContaining("has no column 2 with classes: it has 2");
        assertThatThrownBy(() -> Csv.read(file, 0)).hasMessageContaining("field 2");
    }
}
