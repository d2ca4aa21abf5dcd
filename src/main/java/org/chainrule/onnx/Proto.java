package org.chainrule.onnx;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in an ONNX file: one record a message of the format, with its names. */
final class Proto {
    private Proto() {}

    /**
     * A whole file.
     *
     * @param opsets the version of each set of operators that it uses, "" being that of ONNX itself
     */
    record Model(Graph graph, Map<String, Long> opsets, List<Function> functions) {}

    /** A graph: that of a model, or the body of a branch or a loop. */
    record Graph(
            String name,
            List<Operation> nodes,
            List<Data> initializers,
            List<Port> inputs,
            List<Port> outputs,
            boolean sparse) {}

    /** An operator at work: a node of a graph. */
    record Operation(
            String name,
            String op,
            String domain,
            String overload,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {}

    /** A function that a model brings along. */
    record Function(
            String name,
            String domain,
            String overload,
            List<String> inputs,
            List<String> outputs,
            List<Operation> nodes,
            List<Attribute> defaults,
            Map<String, Long> opsets) {}

    /**
     * An attribute of a node.
     *
     * @param reference the attribute of the function around it that it stands for, or ""
     */
    record Attribute(
            String name,
            String reference,
            float number,
            long whole,
            String text,
            Optional<Data> tensor,
            Optional<Graph> graph,
            List<Float> numbers,
            List<Long> wholes,
            List<String> texts) {}

    /** One size of a shape: a number of at least 0, or -1 with a name, which may be empty. */
    record Size(long number, String name) {}

    /**
     * An input or output.
     *
     * @param type the number of the type of its entries; 0 when it says none
     * @param shape none when any shape will do
     * @param kind {@code tensor}, {@code sequence}, {@code optional} or what else it says
     */
    record Port(String name, String kind, int type, Optional<List<Size>> shape) {}

    /**
     * A tensor as it stands in a file.
     *
     * @param raw the bytes of its entries, when they are given so
     * @param external where they lie outside the file
     */
    record Data(
            String name,
            int type,
            List<Long> dims,
            List<Float> floats,
            List<Long> wholes,
            List<Double> doubles,
            List<String> texts,
            Optional<ByteBuffer> raw,
            Map<String, String> external,
            boolean outside) {}
}
