package org.chainrule.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rules of all operators: one for each and each version since which it means what it means. */
final class Rules {
    private static final Map<String, NavigableMap<Integer, Rule>> TABLE = new HashMap<>();

    /** The families, each of which adds its rows. */
    private static final List<Consumer<Rules>> FAMILIES = List.of(
            ElementRules::addTo,
            ArithmeticRules::addTo,
            ReductionRules::addTo,
            ShapeRules::addTo,
            IndexRules::addTo,
            ScatterRules::addTo,
            MatrixRules::addTo,
            ConvolutionRules::addTo,
            PoolingRules::addTo,
            NormalisationRules::addTo,
            LossRules::addTo,
            AttentionRules::addTo,
            RecurrentRules::addTo,
            ControlRules::addTo,
            SequenceRules::addTo,
            QuantisedRules::addTo,
            SignalRules::addTo,
            ImageRules::addTo,
            TrainingRules::addTo,
            MachineRules::addTo,
            LinearRules::addTo,
            TextRules::addTo,
            ChanceRules::addTo,
            DetectionRules::addTo);

    static {
        Rules rules = new Rules();
        FAMILIES.forEach(family -> family.accept(rules));
    }

    private Rules() {}

    /**
     * Adds a row.
     *
     * @param ops names with blanks between them, with the domain in front where it is not that of ONNX
     * @param since the version from which on it holds
     */
    void add(String ops, int since, Rule rule) {
        for (String op : ops.split(" ")) {
            TABLE.computeIfAbsent(op, name -> new TreeMap<>()).put(since, rule);
        }
    }

    /** The rule of an operator in a version of its set. */
    static Optional<Rule> find(String domain, String op, int version) {
        NavigableMap<Integer, Rule> versions = TABLE.get(domain.isEmpty() ? op : domain + "." + op);
        if (versions == null) {
            return Optional.empty();
        }
        // Files of other programs name versions of operators that are older than the operator: the oldest meaning is
        // meant.
        Map.Entry<Integer, Rule> entry = versions.floorEntry(version);
        return Optional.of(entry == null ? versions.firstEntry().getValue() : entry.getValue());
    }
}
