package org.chainrule.exec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.ShortText;
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
        Map<String, String> origin = new TreeMap<>();
        for (Binding binding : bindings) {
            Shape declared = binding.leaf().shape();
            Shape given = binding.value().shape();
            String name = ShortText.of(binding.leaf());
            if (declared.rank() != given.rank()) {
                throw new ChainruleException(name + " has shape " + declared + ", but its value has shape " + given);
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
                    throw new ChainruleException("the size " + free + " is " + before + " "
                            + origin.getOrDefault(free, "as given") + ", but " + size + " in the value of " + name
                            + " (shape " + declared + ", value " + given + ")");
                }
                origin.putIfAbsent(free, "in the value of " + name);
            }
        }
        return Sizes.of(sizes);
    }
}
