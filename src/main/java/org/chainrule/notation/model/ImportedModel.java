package org.chainrule.notation.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Syntax;

/** A model that another program has written, with a text that says nothing. */
record ImportedModel(OutsideModel model) {
    /** Whether a file is one of another program, by its name. */
    static boolean isImported(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** @param values the folder of values of its inputs, if there are any */
    static Model read(Path file, Optional<Path> values, Model.Settings settings) {
        ImportedModel imported = new ImportedModel(ModelFormat.read(file, values));
        Source source = Source.of(file.toString(), "");
        Path folder = file.toAbsolutePath().getParent();
        DataFunctions data = new DataFunctions(folder == null ? Path.of("") : folder, settings.seed());
        return Resolver.resolve(new ModelOrigin(Syntax.parse(source), data, settings, Optional.of(imported)));
    }

    /**
     * An output of a model for other inputs than its own.
     *
     * @param output its name; the first one when it is empty
     */
    static Node applied(String name, OutsideModel model, List<Node> inputs, String output) {
        List<Node> own = List.copyOf(model.inputs().values());
        if (inputs.size() != own.size()) {
            throw new ChainruleException(
                    "{0} has the inputs {1}: give an expression for each",
                    name, String.join(", ", model.inputs().keySet()));
        }
        Node result = output.isEmpty()
                ? model.outputs().values().iterator().next()
                : model.outputs().get(output);
        if (result == null) {
            throw new ChainruleException(
                    "{0} has the outputs {1}, and no {2}",
                    name, String.join(", ", model.outputs().keySet()), output);
        }
        NodeMap<Node> replaced = new NodeMap<>();
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).shape().sameShape(inputs.get(i).shape())
                    && own.get(i).shape().isKnown()) {
                throw new ChainruleException(
                        "the input {0} of {1} has shape {2}, and {3} was given",
                        List.copyOf(model.inputs().keySet()).get(i),
                        name,
                        own.get(i).shape(),
                        inputs.get(i).shape());
            }
            replaced.put(own.get(i), inputs.get(i));
        }
        return Substitution.apply(result, replaced);
    }

    List<Message> warnings() {
        return List.of();
    }
}
