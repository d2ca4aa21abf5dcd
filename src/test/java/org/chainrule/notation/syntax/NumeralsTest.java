package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
    @Test
    void theShortWayAgreesWithTheJavaLibraryToTheLastBit() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            int digits = 1 + random.nextInt(18);
            StringBuilder text = new StringBuilder();
            for (int d = 0; d < digits; d++) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            text.insert(random.nextInt(digits + 1), random.nextInt(3) > 0 ? "." : "");
            text.append(random.nextInt(5) == 0 ? "e" + (random.nextInt(80) - 40) : "");
            String numeral = text.toString();
            assertThat(Numerals.value(numeral, 0, numeral.length())).as(numeral).isEqualTo(Double.parseDouble(numeral));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.5, 3",
        "1., 2",
        ".5, 2",
        "1e5, 3",
        "1E+5, 4",
        "1.e5, 4",
        "1e, 1",
        "1e+, 1",
        "1.T, 1",
        "1.*x, 1",
        "1./x, 1",
        "1.^x, 1",
        "1.'  , 1",
        "1..2, 1",
        "1.5.6, 3",
        "12], 2",
        "1.)  , 2"
    })
    void aNumeralEndsBeforeAnOperatorWithAPoint(String text, int end) {
        assertThat(Numerals.end(text, 0)).isEqualTo(end);
    }

    @Test
    void whatIsRoundedToZeroIsNoticed() {
        for (String text : new String[] {"0", "0.000", "0e5", ".0"}) {
            assertThat(Numerals.vanishes(text, 0, text.length(), 0)).as(text).isFalse();
        }
        assertThat(Numerals.vanishes("1e-400", 0, 6, 0)).isTrue();
        assertThat(Numerals.vanishes("4.9e-324", 0, 8, 4.9e-324)).isFalse();
    }

    @Test
    void printedNumbersReadAsTheSameNumber() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(SyntaxPrinter.number(value))).isEqualTo(value);
            }
        }
        assertThat(SyntaxPrinter.number(3)).isEqualTo("3");
        assertThat(SyntaxPrinter.number(-0.0)).isEqualTo("-0");
        assertThat(SyntaxPrinter.number(0.1)).isEqualTo("0.1");
        assertThat(SyntaxPrinter.number(1e15)).isEqualTo("1.0E15".toUpperCase(Locale.ROOT));
    }
}
