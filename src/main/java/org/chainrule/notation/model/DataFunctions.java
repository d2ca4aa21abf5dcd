package org.chainrule.notation.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.io.Csv;
import org.chainrule.io.FileNames;
import org.chainrule.io.Generators;
import org.chainrule.io.Reading;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What a text calls to get at data: {@code file("x.csv")} beside it, each read once, and {@code samples("spiral", 200)}. */
final class DataFunctions {
    private final Path folder;
    private final long seed;
    private final Map<Key, Map<String, Tensor>> read;
    private final Map<Said, Node> constants;
    /** Parameters that imported models bring along, with their values. */
    private final Map<Node, Tensor> imported = new LinkedHashMap<>();

    private final Map<Path, OutsideModel> models = new HashMap<>();

    private @Nullable SplittableRandom random;

    /** A file, and which of its columns has names of classes; -1 when none has. */
    private record Key(Path path, int classes) {}

    /** What a text has said of a file. */
    private record Said(String name, String part, int classes) {}

    /**
     * @param folder where relative file names start
     * @param seed where chance starts
     */
    DataFunctions(Path folder, long seed) {
        this(folder, seed, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private DataFunctions(Path folder, long seed, Map<Key, Map<String, Tensor>> read, Map<Said, Node> constants) {
        this.folder = folder;
        this.seed = seed;
        this.read = read;
        this.constants = constants;
    }

    /** For reading the text once more: what has been read is not read again. */
    DataFunctions again() {
        return new DataFunctions(folder, seed, read, constants);
    }

    List<Function> functions() {
        return List.of(
                Function.define("randn", "*shape", a -> random("randn", a.shape("shape"))),
                Function.define(
                        "import",
                        "name, *inputs, output=none",
                        a -> imported(a.text("name"), a.nodes("inputs"), a.has("output") ? a.text("output") : "")),
                Function.define("rand", "*shape", a -> random("rand", a.shape("shape"))),
                Function.define(
                        "file",
                        "name, part=none, classes=none",
                        a -> constant(
                                a.text("name"),
                                a.has("part") ? a.text("part") : "",
                                a.has("classes") ? a.integer("classes") : -1)),
                Function.define(
                        "samples",
                        "name, count=4, noise=0, seed=0",
                        a -> Node.constant(Generators.samples(
                                a.text("name"), a.integer("count"), a.number("noise"), seed + a.integer("seed")))));
    }

    /** From here on chance is that of one variable, or there is none. */
    void draw(@Nullable SplittableRandom from) {
        random = from;
    }

    private Node random(String name, Shape shape) {
        if (random == null) {
            throw new ChainruleException(
                    "{0} has a meaning in the value of an input or parameter only: W [2, 2] = {0}(2, 2)", name);
        }
        if (!shape.isKnown()) {
            throw new ChainruleException("{0} needs numbers for all sizes, and the shape is {1}", name, shape);
        }
        Initialisers.Rule rule = Objects.requireNonNull(Initialisers.RULES.get(name));
        return Node.constant(rule.make().of(shape, List.of(), random));
    }

    /** The parameters of the models that were imported, with their values. */
    Map<Node, Tensor> imported() {
        return imported;
    }

    /** An output of a model in a file, with expressions for its inputs. */
    private Node imported(String name, List<Node> inputs, String output) {
        OutsideModel model =
                models.computeIfAbsent(FileNames.in(folder, name), path -> ModelFormat.read(path, Optional.empty()));
        imported.putAll(model.values());
        return ImportedModel.applied(name, model, inputs, output);
    }

    /** The files that have been read. */
    List<Path> files() {
        return read.keySet().stream().map(Key::path).distinct().sorted().toList();
    }

    /**
     * The tensor in a file, or the one of a name in a file of several.
     *
     * @param classes which column has names of classes; -1 when none has
     */
    Tensor file(String name, String part, int classes) {
        Path path = FileNames.in(folder, name);
        return Reading.tensor(path, part, read.computeIfAbsent(new Key(path, classes), DataFunctions::tensors));
    }

    /** The same as a constant, which is made once: a file may be large. */
    private Node constant(String name, String part, int classes) {
        return constants.computeIfAbsent(
                new Said(name, part, classes), said -> Node.constant(file(name, part, classes)));
    }

    private static Map<String, Tensor> tensors(Key key) {
        return key.classes < 0 ? Reading.tensors(key.path) : Map.of("", Csv.read(key.path, key.classes));
    }
}
