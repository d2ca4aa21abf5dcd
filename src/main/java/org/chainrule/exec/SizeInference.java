package org.chainrule.exec;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;

/** Finds the free named sizes from the shapes of the values given. */
public final class SizeInference {
    private SizeInference() {}

    /**
     * The sizes that the values determine, together with those already known.
     *
     * @throws ChainruleException when two values disagree about a size, or the number of axes is wrong
     */
    public static Sizes from(List<Binding> bindings, Sizes known) {
        Map<String, Long> sizes = new TreeMap<>(known.asMap());
        Map<String, Message> origin = new TreeMap<>();
        for (Binding binding : bindings) {
            Shape declared = binding.leaf().shape();
            Shape given = binding.value().shape();
            String name = ShortText.of(binding.leaf());
            if (declared.rank() != given.rank()) {
                throw new ChainruleException("{0} has shape {1}, but its value has shape {2}", name, declared, given);
            }
            for (int axis = 0; axis < declared.rank(); axis++) {
                Dim dim = declared.dim(axis);
                String free = dim.freeName();
                if (free.isEmpty()) {
                    continue;
                }
                long size = given.dim(axis).size();
                Long before = sizes.putIfAbsent(free, size);
                if (before != null && before != size) {
                    throw new ChainruleException(
                            "the size {0} is {1} {2}, but {3} in the value of {4} (shape {5}, value {6})",
                            free, before, origin.getOrDefault(free, say("as given")), size, name, declared, given);
                }
                origin.putIfAbsent(free, say("in the value of {0}", name));
            }
        }
        return Sizes.of(sizes);
    }
}
