package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-12, -12",
        "0.5, 0.5",
        "0.123456, 0.1235",
        "1234, 1234",
        "12345, 1.235e4",
        "60000, 6e4",
        "9999.9, 1e4",
        "0.00012345, 0.0001235",
        "0.000012345, 1.235e-5",
        "1e-300, 1e-300",
        "4.9e-324, 4.9e-324",
        "-1.7976931348623157e308, -1.798e308",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, -∞",
    })
    void hasAtMostFourSignificantDigits(double x, String text) {
        assertThat(ShortNumbers.format(x)).isEqualTo(text);
    }

    @Test
    void alignsThePointsOfAMatrix() {
        assertThat(ShortNumbers.together(List.of(0.25, -1.5, 2.0))).containsExactly("0.25", "-1.50", "2.00");
        assertThat(ShortNumbers.together(List.of(1.0, -2.0, 0.0))).containsExactly("1", "-2", "0");
        assertThat(ShortNumbers.together(List.of(0.123456, 0.5))).containsExactly("0.1235", "0.5000");
    }

    @Test
    void neverShowsZeroForWhatIsNotZero() {
        assertThat(ShortNumbers.together(List.of(1.5, 1e-9, Double.NaN, 0.0)))
                .containsExactly("1.5", "1e-9", "NaN", "0");
        assertThat(ShortNumbers.together(List.of(1.5, 0.00061))).containsExactly("1.5000", "0.0006");
    }

    @Test
    void fallsBackToSingleFormatsForVeryLargeAndVerySmall() {
        assertThat(ShortNumbers.together(List.of(1e7, 1.0))).containsExactly("1e7", "1");
        assertThat(ShortNumbers.together(List.of(1e-5, 2e-5))).containsExactly("1e-5", "2e-5");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.5, 1.5", "1.25, 1.25", "1.004, 1", "-0.001, 0", "-2.1, -2.1", "1e6, 1000000"})
    void writesShortCoordinates(double x, String text) {
        assertThat(ShortNumbers.coordinate(x)).isEqualTo(text);
    }
}
