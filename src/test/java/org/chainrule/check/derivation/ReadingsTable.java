package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Reading;
import org.chainrule.notation.model.Readings;
import org.chainrule.notation.model.SymmetricDerivative;

/** All ways in which a line may be read, and all conventions under which it may be right, for the documentation. */
final class ReadingsTable {
    private ReadingsTable() {}

    /**
     * One way.
     *
     * @param name a stable name
     * @param sentence what it means
     * @param example a formula
     */
    record Entry(String name, Message sentence, String example) {}

    /** What is always so. */
    static List<Entry> first() {
        return entries(Readings.FIRST);
    }

    /** What is tried when a line is not right as it is read first. */
    static List<Entry> others() {
        List<Entry> entries = new ArrayList<>(entries(Readings.OTHERS));
        entries.addAll(entries(List.of(LineReadings.index((part, context) -> Optional.empty()))));
        entries.add(new Entry("number", ShapeReading.ONE_BY_ONE, "2 s y^T K y"));
        entries.add(new Entry("row", RowNames.SENTENCE, "\\delta = (a - y)^T"));
        entries.add(new Entry("vector", ShapeReading.VECTOR, "d' * ones(m, 1)"));
        return entries;
    }

    /** Under which other conventions a line may be right. */
    static List<Entry> conventions() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("numerator", Layout.SENTENCE, "dW = X @ dZ"));
        SymmetricDerivative.OTHERS.forEach(
                other -> entries.add(new Entry(other.name(), other.sentence(), other.example())));
        entries.add(
                new Entry("derivative_of_row", say(TruthReadings.ROW), "\\frac{\\partial (Xw)^T}{\\partial w} = X^T"));
        entries.add(new Entry(
                "vec",
                say(TruthReadings.VEC),
                "\\frac{\\partial\\operatorname{vec} F}{\\partial\\operatorname{vec} X} = B \\otimes A^T"));
        entries.add(new Entry("small_constant", say(TruthReadings.SMALL_CONSTANT, "1e-5"), "x / sqrt(v)"));
        entries.add(new Entry(GivenValues.NAME, say(GivenValues.SENTENCE), "∂f/∂q = z = -4"));
        entries.add(new Entry(Solutions.NAME, say(Solutions.SENTENCE), "w = (X^T X)^{-1} X^T y"));
        return entries;
    }

    private static List<Entry> entries(List<Reading> readings) {
        return readings.stream()
                .map(reading -> new Entry(reading.name(), reading.sentence(), reading.example()))
                .toList();
    }
}
