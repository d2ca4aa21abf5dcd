package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Branches and loops: what is taken, or how often, is known when a model is read, or both branches are computed. */
final class ControlRules {
    /** A loop that turns more often is not unrolled. */
    private static final long MOST_TURNS = 100_000;

    private ControlRules() {}

    static void addTo(Rules rules) {
        rules.add("If", 1, ControlRules::branch);
        rules.add("Loop", 1, ControlRules::loop);
        rules.add("Scan", 8, ControlRules::batchedScan);
        rules.add("Scan", 9, ControlRules::scan);
    }

    private static List<Val> branch(Call c) {
        if (c.isKnown(0)) {
            return c.run(c.body(c.known(0).at(0) != 0 ? "then_branch" : "else_branch"), List.of());
        }
        List<Val> yes = c.run(c.body("then_branch"), List.of());
        List<Val> no = c.run(c.body("else_branch"), List.of());
        List<Val> picked = new ArrayList<>();
        Node condition = ConvolutionRules.single(c.real(0));
        for (int i = 0; i < yes.size() && i < no.size(); i++) {
            Node a = Call.real(yes.get(i));
            Node b = Call.real(no.get(i));
            if (!a.shape().sameShape(b.shape())) {
                throw new ChainruleException(say(
                        "its branches give shapes {0} and {1}, so its condition must be known when it is read",
                        a.shape(), b.shape()));
            }
            picked.add(Call.as(fn("where", condition, a, b), yes.get(i).type()));
        }
        return picked;
    }

    private static List<Val> loop(Call c) {
        Proto.Graph body = c.body("body");
        long most = c.has(0) ? c.longs(0)[0] : Long.MAX_VALUE;
        boolean going = !c.has(1) || c.known(1).at(0) != 0;
        List<Val> carried = new ArrayList<>(c.vals(2));
        int scans = body.outputs().size() - 1 - carried.size();
        List<List<Node>> rows = new ArrayList<>();
        List<ElementType> types = new ArrayList<>();
        for (int i = 0; i < scans; i++) {
            rows.add(new ArrayList<>());
            types.add(ElementType.of(body.outputs().get(1 + carried.size() + i).type())
                    .orElse(ElementType.FLOAT));
        }
        for (long turn = 0; turn < most && going; turn++) {
            if (turn >= MOST_TURNS) {
                throw new ChainruleException(say("it turns more than {0} times", MOST_TURNS));
            }
            List<Val> arguments = new ArrayList<>();
            arguments.add(Val.of(Node.constant(Tensor.ofLongs(Shape.SCALAR, turn)), ElementType.INT64));
            arguments.add(Val.of(num(1), ElementType.BOOL));
            arguments.addAll(carried);
            List<Val> results = c.run(body, arguments);
            going = c.knownNode(results.get(0).node()).at(0) != 0;
            carried = new ArrayList<>(results.subList(1, 1 + carried.size()));
            for (int i = 0; i < scans; i++) {
                Val row = results.get(1 + carried.size() + i);
                rows.get(i).add(row.node());
                types.set(i, row.type());
            }
        }
        List<Val> out = new ArrayList<>(carried);
        for (int i = 0; i < scans; i++) {
            Proto.Port port = body.outputs().get(1 + carried.size() + i);
            out.add(stacked(rows.get(i), 0, types.get(i), port));
        }
        return out;
    }

    private static Val stacked(List<Node> rows, int axis, ElementType type, Proto.Port port) {
        if (!rows.isEmpty()) {
            return Call.as(fn("stack", rows, axis), type);
        }
        List<Dim> dims = new ArrayList<>(List.of(Dim.of(0)));
        port.shape().ifPresent(sizes -> sizes.forEach(size -> dims.add(Dim.of(Math.max(0, size.number())))));
        return Call.as(num(0).broadcastTo(Shape.of(dims)), type);
    }

    /** Version 8: every sample of a batch is a scan of its own. */
    private static List<Val> batchedScan(Call c) {
        int batch = c.extent(1, 0);
        List<List<Val>> samples = new ArrayList<>();
        for (int b = 0; b < batch; b++) {
            List<Val> own = new ArrayList<>();
            for (Val val : c.vals(1)) {
                Node row = fn("slice", val.node(), 0, b, b + 1);
                own.add(Call.as(row.reshape(row.shape().without(0)), val.type()));
            }
            samples.add(scanned(c, own, c.wholes("directions"), null, null));
        }
        List<Val> out = new ArrayList<>();
        for (int i = 0; i < samples.get(0).size(); i++) {
            int at = i;
            List<Node> rows =
                    samples.stream().map(sample -> sample.get(at).node()).toList();
            out.add(Call.as(fn("stack", rows, 0), samples.get(0).get(i).type()));
        }
        return out;
    }

    private static List<Val> scan(Call c) {
        return scanned(
                c,
                c.vals(),
                c.wholes("scan_input_directions"),
                c.wholes("scan_input_axes"),
                c.wholes("scan_output_axes"));
    }

    private static List<Val> scanned(
            Call c, List<Val> inputs, long[] directions, long @Nullable [] inputAxes, long @Nullable [] outputAxes) {
        Proto.Graph body = c.body("body");
        int count = c.integer("num_scan_inputs", 1);
        int states = inputs.size() - count;
        List<Val> carried = new ArrayList<>(inputs.subList(0, states));
        List<Val> scanned = inputs.subList(states, inputs.size());
        int turns = Call.extent(
                scanned.get(0).shape(),
                axis(c, inputAxes, 0, scanned.get(0).shape().rank()));
        int outputs = body.outputs().size() - states;
        List<List<Val>> rows = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            rows.add(new ArrayList<>());
        }
        for (int turn = 0; turn < turns; turn++) {
            List<Val> arguments = new ArrayList<>(carried);
            for (int i = 0; i < count; i++) {
                Val whole = scanned.get(i);
                int axis = axis(c, inputAxes, i, whole.shape().rank());
                int at = i < directions.length && directions[i] == 1 ? turns - 1 - turn : turn;
                Node row = fn("slice", whole.node(), axis, at, at + 1);
                arguments.add(Call.as(row.reshape(row.shape().without(axis)), whole.type()));
            }
            List<Val> results = c.run(body, arguments);
            carried = new ArrayList<>(results.subList(0, states));
            for (int i = 0; i < outputs; i++) {
                rows.get(i).add(results.get(states + i));
            }
        }
        long[] ways = c.wholes("scan_output_directions");
        List<Val> out = new ArrayList<>(carried);
        for (int i = 0; i < outputs; i++) {
            List<Val> all = rows.get(i);
            if (i < ways.length && ways[i] == 1) {
                Collections.reverse(all);
            }
            Optional<Val> first = all.stream().findFirst();
            int axis = first.isEmpty()
                    ? 0
                    : axis(c, outputAxes, i, first.get().shape().rank() + 1);
            out.add(stacked(
                    all.stream().map(Val::node).toList(),
                    axis,
                    first.map(Val::type).orElse(ElementType.FLOAT),
                    body.outputs().get(states + i)));
        }
        return out;
    }

    private static int axis(Call c, long @Nullable [] axes, int i, int rank) {
        return axes == null || i >= axes.length ? 0 : c.axis(axes[i], rank);
    }
}
