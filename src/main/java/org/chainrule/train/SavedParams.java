package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.io.Reading;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Parameters that a training has saved, for the same model. */
public final class SavedParams {
    private SavedParams() {}

    /**
     * The saved value of each parameter.
     *
     * @param file {@code params.npz}, {@code params.safetensors}
     * @param params the parameters of the model, each with a label
     * @throws ChainruleException when the file has other names or shapes; it says which
     */
    public static List<Binding> read(Path file, List<Node> params) {
        Map<String, Tensor> saved = new LinkedHashMap<>(Reading.tensors(file));
        List<Binding> bindings = new ArrayList<>();
        List<Message> wrong = new ArrayList<>();
        for (Node param : params) {
            String name = Memory.name(param);
            Optional<Tensor> value = Optional.ofNullable(saved.remove(name));
            if (value.isEmpty()) {
                wrong.add(say("it has no {0}", name));
            } else if (!fits(param.shape(), value.get().shape())) {
                wrong.add(say(
                        "its {0} has shape {1}, and that of the model {2}",
                        name, value.get().shape(), param.shape()));
            } else {
                bindings.add(param.is(value.get()));
            }
        }
        saved.keySet().forEach(name -> wrong.add(say("its {0} is no parameter of the model", name)));
        if (!wrong.isEmpty()) {
            Message all = wrong.stream().reduce((a, b) -> say("{0}; {1}", a, b)).orElseThrow();
            throw new ChainruleException(say("{0} is of another model: {1}", file, all));
        }
        return bindings;
    }

    private static boolean fits(Shape declared, Shape given) {
        boolean fits = declared.rank() == given.rank();
        for (int axis = 0; fits && axis < given.rank(); axis++) {
            fits = !declared.dim(axis).isKnown()
                    || declared.dim(axis).size() == given.dim(axis).size();
        }
        return fits;
    }

    /**
     * Refuses a state with other names than those of a training.
     *
     * @throws ChainruleException with those that are missing and those that are too much
     */
    static void refuseOthers(Set<String> wanted, Set<String> found) {
        if (!found.equals(wanted)) {
            Set<String> missing = new LinkedHashSet<>(wanted);
            missing.removeAll(found);
            Set<String> more = new LinkedHashSet<>(found);
            more.removeAll(wanted);
            throw new ChainruleException(
                    "the saved state is of another model or optimizer: it lacks {0} and has {1} too much",
                    missing, more);
        }
    }
}
