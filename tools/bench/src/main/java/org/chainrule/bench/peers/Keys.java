package org.chainrule.bench.peers;

import java.util.ArrayList;
import java.util.List;

/** The names of the workloads; {@code tools/bench/README.md} tells what they are. */
final class Keys {
    private static final List<String> BOTH = List.of(
            "P1 b200",
            "P1 b32",
            "P1 b1",
            "P1b b128",
            "P2",
            "P3 1e3",
            "P3 1e6",
            "P3 1e7",
            "P4 1e4",
            "P5 b32",
            "P6 hvp",
            "P6 hessian",
            "P7",
            "attention",
            "lstm");

    /** Beside what is computed in double precision alone. */
    private static final List<String> DOUBLE =
            List.of("P4 1e3", "P4 1e5", "P4 1e6", "P4 1e3 total", "P4 1e4 total", "P4 1e5 total", "P4 1e6 total");

    private Keys() {}

    /** All, or those in which more than one thread can help. */
    static List<String> all(int threads) {
        List<String> keys = new ArrayList<>();
        BOTH.forEach(name -> keys.add(name + " f64"));
        DOUBLE.forEach(name -> keys.add(name + " f64"));
        BOTH.forEach(name -> keys.add(name + " f32"));
        return threads == 1
                ? keys
                : keys.stream()
                        .filter(key -> !key.startsWith("P2 ") && !key.startsWith("P4 "))
                        .toList();
    }
}
