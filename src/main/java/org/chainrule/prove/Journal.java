package org.chainrule.prove;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an attempt did, for the reader: named steps, and where the result need not hold. */
final class Journal {
    private static final int MOST_STEPS = 12;

    private final Map<String, Proof.Step> steps = new LinkedHashMap<>();
    private final Set<String> exceptions = new LinkedHashSet<>();

    void step(String name, String text) {
        if (steps.size() < MOST_STEPS) {
            steps.putIfAbsent(text, new Proof.Step(name, text));
        }
    }

    void exception(String text) {
        exceptions.add(text);
    }

    List<Proof.Step> steps() {
        return List.copyOf(steps.values());
    }

    List<String> exceptions() {
        return List.copyOf(exceptions);
    }
}
