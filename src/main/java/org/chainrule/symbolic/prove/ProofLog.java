package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.chainrule.message.Message;
import org.chainrule.symbolic.algebra.Polynomial;

/** What an attempt did, for the reader: named steps, and where the result need not hold. */
final class ProofLog {
    private static final int MOST_STEPS = 9;
    private static final int MOST_PRODUCTS = 3;

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Message> told = new HashSet<>();
    private final Set<String> products = new LinkedHashSet<>();
    private final Set<Polynomial> cancelled = new LinkedHashSet<>();
    private final Set<Message> exceptions = new LinkedHashSet<>();

    /** A step whose text is made when it is asked for: that of an attempt that fails never is, and a factor can be long. */
    private record Entry(String name, Supplier<Message> text) {}

    void step(String name, Message text) {
        if (entries.size() < MOST_STEPS && told.add(text)) {
            entries.add(new Entry(name, () -> text));
        }
    }

    void exception(Message text) {
        exceptions.add(text);
    }

    /** A matrix product that became a sum over an index. */
    void product(String text) {
        products.add(text);
    }

    /** A factor of a denominator that is gone. */
    void cancel(Polynomial factor, Supplier<Message> text) {
        if (entries.size() < MOST_STEPS && cancelled.add(factor)) {
            entries.add(new Entry("cancel", text));
        }
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
        Map<Message, Proof.Step> distinct = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Message text = entry.text().get();
            distinct.putIfAbsent(text, new Proof.Step(entry.name(), text));
        }
        all.addAll(distinct.values());
        return List.copyOf(all);
    }

    List<Message> exceptions() {
        return List.copyOf(exceptions);
    }
}
