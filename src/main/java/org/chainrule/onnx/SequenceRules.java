package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Sequences of tensors: they exist while a model is read, and what comes out of them is in the graph. */
final class SequenceRules {
    private SequenceRules() {}

    static void addTo(Rules rules) {
        rules.add("SequenceEmpty", 11, c -> List.of(Val.sequence(List.of())));
        rules.add("SequenceConstruct", 11, c -> List.of(Val.sequence(c.vals())));
        rules.add("SequenceInsert", 11, c -> {
            List<Val> items = new ArrayList<>(c.val(0).list());
            items.add(c.has(2) ? place(c, 2, items.size(), items.size()) : items.size(), c.val(1));
            return List.of(Val.sequence(items));
        });
        rules.add("SequenceErase", 11, c -> {
            List<Val> items = new ArrayList<>(c.val(0).list());
            items.remove(c.has(1) ? place(c, 1, items.size(), items.size() - 1) : items.size() - 1);
            return List.of(Val.sequence(items));
        });
        rules.add("SequenceAt", 11, c -> {
            List<Val> items = c.val(0).list();
            return List.of(items.get(place(c, 1, items.size(), items.size() - 1)));
        });
        rules.add(
                "SequenceLength",
                11,
                c -> List.of(Val.of(
                        Node.constant(
                                Tensor.ofLongs(Shape.SCALAR, c.val(0).list().size())),
                        ElementType.INT64)));
        rules.add("ConcatFromSequence", 11, c -> {
            List<Node> items = c.val(0).list().stream().map(Val::node).toList();
            boolean fresh = c.flag("new_axis", false);
            int axis = c.axis(c.whole("axis", 0), items.get(0).rank() + (fresh ? 1 : 0));
            return c.out(
                    fn(fresh ? "stack" : "concat", items, axis),
                    c.val(0).list().get(0).type());
        });
        rules.add("SplitToSequence", 11, SequenceRules::split);
        rules.add("SequenceMap", 17, SequenceRules::mapped);
        rules.add("Optional", 15, c -> List.of(c.has(0) ? c.val(0) : Val.sequence(List.of())));
        rules.add("OptionalHasElement", 15, c -> {
            boolean there =
                    c.has(0) && !(c.val(0).isSequence() && c.val(0).list().isEmpty());
            return List.of(Val.of(num(there ? 1 : 0), ElementType.BOOL));
        });
        rules.add("OptionalGetElement", 15, c -> List.of(c.val(0)));
    }

    private static int place(Call c, int input, int size, int last) {
        long place = c.longs(input)[0];
        long from = place < 0 ? place + size : place;
        if (from < 0 || from > last) {
            throw new ChainruleException(say("there is no position {0} in a sequence of {1}", place, size));
        }
        return (int) from;
    }

    private static List<Val> split(Call c) {
        int axis = c.axis(c.whole("axis", 0), c.rank(0));
        int size = c.extent(0, axis);
        boolean keep = c.flag("keepdims", true) || c.has(1);
        long[] sizes = IntStream.range(0, size).mapToLong(i -> 1).toArray();
        if (c.has(1)) {
            long[] given = c.longs(1);
            long each = c.rank(1) == 0 ? given[0] : 0;
            if (c.rank(1) == 0 && each < 1) {
                throw new ChainruleException(say("it splits into parts of size {0}", each));
            }
            sizes = c.rank(1) > 0
                    ? given
                    : IntStream.range(0, (int) ((size + each - 1) / each))
                            .mapToLong(i -> Math.min(each, size - i * each))
                            .toArray();
        }
        List<Val> parts = new ArrayList<>();
        int from = 0;
        for (long length : sizes) {
            int to = Math.addExact(from, Math.toIntExact(length));
            Node part = fn("slice", c.node(0), axis, from, to);
            parts.add(Call.as(keep ? part : part.reshape(part.shape().without(axis)), c.type(0)));
            from = to;
        }
        return List.of(Val.sequence(parts));
    }

    private static List<Val> mapped(Call c) {
        List<Val> first = c.val(0).list();
        List<List<Val>> results = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            List<Val> arguments = new ArrayList<>();
            for (Val val : c.vals()) {
                arguments.add(val.isSequence() ? val.list().get(i) : val);
            }
            results.add(c.run(c.body("body"), arguments));
        }
        List<Val> out = new ArrayList<>();
        for (int k = 0; k < c.outputs(); k++) {
            int at = k;
            out.add(Val.sequence(results.stream().map(result -> result.get(at)).toList()));
        }
        return out;
    }
}
