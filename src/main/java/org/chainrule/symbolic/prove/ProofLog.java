package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.message.Message;
import org.chainrule.symbolic.algebra.Polynomial;

/** What an attempt did, for the reader: named steps, and where the result need not hold. */
final class ProofLog {
    private static final int MOST_STEPS = 9;
    private static final int MOST_PRODUCTS = 3;

    private final Map<Message, Proof.Step> steps = new LinkedHashMap<>();
    private final Set<String> products = new LinkedHashSet<>();
    private final Set<Polynomial> cancelled = new LinkedHashSet<>();
    private final Set<Message> exceptions = new LinkedHashSet<>();

    void step(String name, Message text) {
        if (steps.size() < MOST_STEPS) {
            steps.putIfAbsent(text, new Proof.Step(name, text));
        }
    }

    void exception(Message text) {
        exceptions.add(text);
    }

    /** A matrix product that became a sum over an index. */
    void product(String text) {
        products.add(text);
    }

    /** True when a factor is cancelled for the first time. */
    boolean cancels(Polynomial factor) {
        return steps.size() < MOST_STEPS && cancelled.add(factor);
    }

    List<Proof.Step> steps() {
        List<Proof.Step> all = new ArrayList<>();
        if (!products.isEmpty()) {
            List<String> some = products.stream().limit(MOST_PRODUCTS).toList();
            String names = String.join(", ", some);
            all.add(new Proof.Step(
                    "index",
                    products.size() > some.size()
                            ? say("write {0} and so on as sums over an index", names)
                            : say("write {0} as sums over an index", names)));
        }
        all.addAll(steps.values());
        return List.copyOf(all);
    }

    List<Message> exceptions() {
        return List.copyOf(exceptions);
    }
}
