package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.io.AtomicFile;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * Models in the ONNX format.
 *
 * <pre>{@code
 * OnnxModel model = Onnx.read(Path.of("mnist.onnx"));
 * Node logits = model.outputs().values().iterator().next();
 * }</pre>
 */
public final class Onnx {
    /** Protobuf messages are no longer than this. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private Onnx() {}

    /**
     * Reads a model. Sizes that the file leaves open stay named sizes.
     *
     * @throws ChainruleException when the file cannot be read, is damaged, or uses an operator that is not supported; all of them
     *     are listed
     */
    public static OnnxModel read(Path file) {
        return new Reader(file, List.of()).model();
    }

    /**
     * Reads a model together with values of its inputs, which may decide its shapes.
     *
     * @param data a folder with {@code input_0.pb}, {@code input_1.pb} and so on, or with such folders {@code test_data_set_0}, of
     *     which the first is read
     */
    public static OnnxModel read(Path file, Path data) {
        return new Reader(file, DataSet.read(DataSet.folders(data).get(0)).inputs()).model();
    }

    /**
     * Writes graphs, gradients among them: operators of ONNX, and what they do not have by its definition. Named sizes stay open.
     *
     * @param outputs what the model computes, by name
     * @param values of the inputs and parameters that the file is to hold; all others are inputs
     * @param dtype of all real numbers
     * @throws ChainruleException when ONNX has nothing for an op; all of them are listed
     */
    public static void write(Path file, Map<String, Node> outputs, Map<Node, Tensor> values, DType dtype) {
        ElementType real = dtype == DType.F32 ? ElementType.FLOAT : ElementType.DOUBLE;
        AtomicFile.write(file, new Exporter(values, real).write(outputs));
    }

    /** The bytes of a file. */
    static byte[] bytes(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new ChainruleException(say("there is no file {0}", file));
            }
            if (!Files.isRegularFile(file)) {
                throw new ChainruleException(say("{0} is no file", file));
            }
            long size = Files.size(file);
            if (size == 0 || size > LONGEST) {
                throw new ChainruleException(say("{0} is no ONNX file: it has {1} bytes", file, size));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ChainruleException(say("{0} cannot be read", file), e);
        }
    }
}
