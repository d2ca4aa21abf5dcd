package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/** What operators make of sizes is computed while a model is read: numbers as numbers, and free sizes as sizes. */
final class Folded {
    private Folded() {}

    /** The outputs of a node, each as a constant or a list of sizes where it is one. */
    static List<Val> of(Call call, List<Val> outputs, Importer importer) {
        List<Val> folded = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Val val = outputs.get(i);
            if (i == 0
                    && val.type().isWhole()
                    && !val.isSequence()
                    && val.dims().isEmpty()
                    && val.shape().rank() <= 1) {
                val = sizes(call).map(val::withSizes).orElse(val);
            }
            folded.add(importer.folded(val));
        }
        return folded;
    }

    /** The sizes that an input lists; none when it has other entries. */
    private static Optional<List<Object>> sizes(Call call, int input) {
        if (call.val(input).isSequence() || !call.type(input).isWhole() || call.rank(input) > 1) {
            return Optional.empty();
        }
        Optional<List<Object>> dims = call.val(input).dims();
        if (dims.isPresent() || !call.node(input).isConstant()) {
            return dims;
        }
        Tensor value = call.known(input);
        List<Object> sizes = new ArrayList<>();
        for (int i = 0; i < value.count(); i++) {
            long entry = value.wholeAt(i);
            sizes.add(entry < 0 ? (Object) entry : Dim.of(entry));
        }
        return Optional.of(sizes);
    }

    private static Optional<List<Object>> sizes(Call call) {
        boolean free = false;
        for (int i = 0; i < call.count(); i++) {
            free |= call.has(i) && call.val(i).dims().isPresent();
        }
        if (!free) {
            return Optional.empty();
        }
        return switch (call.op()) {
            case "Identity", "Cast", "Unsqueeze", "Squeeze", "Reshape" -> sizes(call, 0);
            case "Gather" ->
                sizes(call, 0).filter(all -> call.isKnown(1)).map(all -> {
                    List<Object> picked = new ArrayList<>();
                    for (long index : call.longs(1)) {
                        picked.add(all.get((int) (index < 0 ? index + all.size() : index)));
                    }
                    return picked;
                });
            case "Slice" -> sizes(call, 0).map(all -> Slices.of(call).get(0).picked(all));
            case "Concat" -> {
                List<Object> joined = new ArrayList<>();
                for (int i = 0; i < call.count(); i++) {
                    Optional<List<Object>> part = sizes(call, i);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    joined.addAll(part.get());
                }
                yield Optional.of(joined);
            }
            case "Mul", "Add", "Sub" -> two(call);
            case "ReduceProd" ->
                dims(sizes(call, 0)).map(all -> List.of(all.stream().reduce(Dim.ONE, Dim::times)));
            default -> Optional.empty();
        };
    }

    /** The same, where all are sizes. */
    private static Optional<List<Dim>> dims(Optional<List<Object>> sizes) {
        return sizes.filter(all -> all.stream().allMatch(Dim.class::isInstance))
                .map(all -> all.stream().map(Dim.class::cast).toList());
    }

    private static Optional<List<Object>> two(Call call) {
        Optional<List<Dim>> first = dims(sizes(call, 0));
        Optional<List<Dim>> second = dims(sizes(call, 1));
        if (first.isEmpty()
                || second.isEmpty()
                || first.get().isEmpty()
                || second.get().isEmpty()) {
            return Optional.empty();
        }
        List<Object> sizes = new ArrayList<>();
        for (int i = 0; i < Math.max(first.get().size(), second.get().size()); i++) {
            Dim x = first.get().get(first.get().size() == 1 ? 0 : i);
            Dim y = second.get().get(second.get().size() == 1 ? 0 : i);
            sizes.add(
                    switch (call.op()) {
                        case "Mul" -> x.times(y);
                        case "Add" -> x.plus(y);
                        default -> x.minus(y);
                    });
        }
        return Optional.of(sizes);
    }

    /** The sizes of a shape as a vector of whole numbers. */
    static Val vector(List<Dim> dims) {
        if (dims.stream().allMatch(Dim::isNumber)) {
            return Val.of(
                    Node.constant(Tensors.whole(dims.stream().map(Dim::size).toList())), ElementType.INT64);
        }
        List<Node> sizes = dims.stream().map(SizeOf::node).toList();
        return Call.as(Fn.fn("stack", sizes), ElementType.INT64).withSizes(dims);
    }
}
