package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.io.Reading;
import org.chainrule.notation.model.ModelFormat;
import org.chainrule.notation.model.OutsideModel;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** The reader of ONNX files, as the service that finds it. */
public final class OnnxFormat implements ModelFormat {
    /** For the search for services. */
    public OnnxFormat() {}

    @Override
    public String ending() {
        return ".onnx";
    }

    /**
     * Reads a model, with values from {@code input_0.pb} and so on, else from files that are called as its inputs are, such as
     * {@code X.npy} or {@code y.csv}. Sizes that the file leaves open stay so.
     */
    @Override
    public OutsideModel model(Path file, Optional<Path> values) {
        OnnxModel model = Onnx.read(file);
        return values.map(folder -> model.with(
                        DataSet.isIn(folder)
                                ? Reader.given(
                                        file,
                                        DataSet.read(DataSet.folders(folder).get(0))
                                                .inputs())
                                : named(model, folder)))
                .orElse(model);
    }

    private static Map<String, Tensor> named(OnnxModel model, Path folder) {
        Map<String, Tensor> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                String name = each.getFileName().toString().replaceFirst("\\.(npy|csv|txt|png)(\\.gz)?$", "");
                if (!each.endsWith(name) && model.inputs().containsKey(name)) {
                    found.put(name, column(Reading.tensor(each), model.inputs().get(name)));
                }
            }
        } catch (IOException e) {
            throw new ChainruleException(say("{0} cannot be read", folder), e);
        }
        return found;
    }

    /** A column of a file as the vector that an input is. */
    private static Tensor column(Tensor value, Node input) {
        int rank = input.shape().rank();
        return value.rank() == rank + 1 && value.shape().dim(rank).isOne()
                ? value.reshape(Shape.of(value.shape().dims().subList(0, rank)))
                : value;
    }
}
