package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Recurrent layers, unrolled over the steps of their sequence. */
final class RecurrentRules {
    private static final Set<String> WITH_ALPHA = Set.of("leakyrelu", "thresholdedrelu", "elu");
    private static final Set<String> WITH_BETA = Set.of("affine", "scaledtanh", "hardsigmoid");

    private RecurrentRules() {}

    static void addTo(Rules rules) {
        rules.add("RNN", 1, c -> new Layer(c, 1).run(RecurrentRules::simple, List.of("Tanh"), false));
        rules.add("GRU", 1, c -> new Layer(c, 3).run(RecurrentRules::gated, List.of("Sigmoid", "Tanh"), false));
        rules.add("LSTM", 1, c -> new Layer(c, 4)
                .run(RecurrentRules::longShort, List.of("Sigmoid", "Tanh", "Tanh"), true));
    }

    /** What a layer remembers from one step to the next. */
    private record State(Node hidden, Node cell) {}

    private interface Cell {
        State next(Direction way, Node x, State state);
    }

    /** One direction of a layer: weights cut out of those of the node, gate by gate. */
    private record Direction(Layer layer, int number, List<Activation> activations) {
        /** Part of a tensor [directions, gates · hidden, …]. */
        Node part(int input, int gate) {
            int hidden = layer.hidden;
            Node own = fn("slice", layer.call.real(input), 0, number, number + 1);
            Node rows = fn("slice", own, 1, gate * hidden, (gate + 1) * hidden);
            return rows.reshape(rows.shape().without(0));
        }

        Node input(Node x, int gate) {
            Node product = fn("matmul", x, part(1, gate).transpose(1, 0));
            return layer.call.has(3) ? product.plus(part(3, gate)) : product;
        }

        Node recurrent(Node h, int gate) {
            Node product = fn("matmul", h, part(2, gate).transpose(1, 0));
            return layer.call.has(3) ? product.plus(part(3, layer.gates + gate)) : product;
        }

        Node peep(Node sum, Node cell, int which) {
            return layer.call.has(7) ? sum.plus(part(7, which).times(cell)) : sum;
        }

        Node active(int which, Node x) {
            double clip = layer.call.number("clip", 0);
            return activations.get(which).of(clip > 0 ? fn("clamp", x, "min=", -clip, "max=", clip) : x);
        }
    }

    private record Activation(String name, double alpha, double beta) {
        Node of(Node x) {
            return switch (name) {
                case "affine" -> x.times(alpha).plus(beta);
                case "leakyrelu" -> fn("leaky_relu", x, "alpha=", Double.isNaN(alpha) ? 0.01 : alpha);
                case "thresholdedrelu" -> fn("where", fn("greater", x, Double.isNaN(alpha) ? 1 : alpha), x, 0);
                case "scaledtanh" -> fn("tanh", x.times(beta)).times(alpha);
                case "hardsigmoid" ->
                    ElementRules.hardSigmoid(x, Double.isNaN(alpha) ? 0.2 : alpha, Double.isNaN(beta) ? 0.5 : beta);
                case "elu" -> ElementRules.elu(x, Double.isNaN(alpha) ? 1 : alpha);
                case "sigmoid", "tanh", "relu", "softsign", "softplus" -> fn(name, x);
                default -> throw new ChainruleException(say("the activation {0} is not known", name));
            };
        }
    }

    private static State simple(Direction way, Node x, State state) {
        Node h = way.active(0, way.input(x, 0).plus(way.recurrent(state.hidden, 0)));
        return new State(h, h);
    }

    private static State gated(Direction way, Node x, State state) {
        Node h = state.hidden;
        Node update = way.active(0, way.input(x, 0).plus(way.recurrent(h, 0)));
        Node reset = way.active(0, way.input(x, 1).plus(way.recurrent(h, 1)));
        boolean linear = way.layer.call.flag("linear_before_reset", false);
        Node past = linear ? reset.times(way.recurrent(h, 2)) : way.recurrent(reset.times(h), 2);
        Node fresh = way.active(1, way.input(x, 2).plus(past));
        Node next = num(1).minus(update).times(fresh).plus(update.times(h));
        return new State(next, next);
    }

    private static State longShort(Direction way, Node x, State state) {
        Node h = state.hidden;
        Node in = way.active(0, way.peep(way.input(x, 0).plus(way.recurrent(h, 0)), state.cell, 0));
        Node keep = way.layer.call.flag("input_forget", false)
                ? num(1).minus(in)
                : way.active(0, way.peep(way.input(x, 2).plus(way.recurrent(h, 2)), state.cell, 2));
        Node fresh = way.active(1, way.input(x, 3).plus(way.recurrent(h, 3)));
        Node cell = keep.times(state.cell).plus(in.times(fresh));
        Node out = way.active(0, way.peep(way.input(x, 1).plus(way.recurrent(h, 1)), cell, 1));
        return new State(out.times(way.activations.get(2).of(cell)), cell);
    }

    /** A layer with one direction or both. */
    private static final class Layer {
        private final Call call;
        private final int gates;
        private final int hidden;
        private final int steps;
        private final Node x;
        private final boolean batchFirst;

        Layer(Call call, int gates) {
            this.call = call;
            this.gates = gates;
            this.hidden = call.extent(2, 2);
            this.batchFirst = call.flag("layout", false);
            this.x = batchFirst ? call.real(0).transpose(1, 0, 2) : call.real(0);
            this.steps = Call.extent(x.shape(), 0);
        }

        List<Val> run(Cell cell, List<String> usual, boolean withCell) {
            String way = call.text("direction", "forward");
            int directions = way.equals("bidirectional") ? 2 : 1;
            List<Node> outputs = new ArrayList<>();
            List<Node> lastHidden = new ArrayList<>();
            List<Node> lastCell = new ArrayList<>();
            for (int d = 0; d < directions; d++) {
                boolean backwards = d == 1 || way.equals("reverse");
                Direction direction = new Direction(this, d, activations(usual, d));
                State state = new State(initial(5, d), withCell ? initial(6, d) : initial(5, d));
                List<Node> all = new ArrayList<>();
                for (int i = 0; i < steps; i++) {
                    int t = backwards ? steps - 1 - i : i;
                    Node at = fn("slice", x, 0, t, t + 1);
                    State next = cell.next(direction, at.reshape(at.shape().without(0)), state);
                    Node shown = next.hidden;
                    if (call.has(4)) {
                        Node inside = inside(t);
                        state = new State(
                                fn("where", inside, next.hidden, state.hidden),
                                fn("where", inside, next.cell, state.cell));
                        shown = fn("where", inside, shown, 0);
                    } else {
                        state = next;
                    }
                    all.add(shown);
                }
                if (backwards) {
                    Collections.reverse(all);
                }
                outputs.add(fn("stack", all, 0));
                lastHidden.add(state.hidden);
                lastCell.add(state.cell);
            }
            Node y = fn("stack", outputs, 1);
            int at = batchFirst ? 1 : 0;
            List<Val> results = new ArrayList<>();
            results.add(Call.as(batchFirst ? y.transpose(2, 0, 1, 3) : y, call.type(0)));
            results.add(Call.as(fn("stack", lastHidden, at), call.type(0)));
            results.add(Call.as(fn("stack", lastCell, at), call.type(0)));
            return results;
        }

        /** Which sequences of the batch are so long. */
        private Node inside(int t) {
            Tensor lengths = call.known(4);
            return Node.constant(Tensor.fill(DType.F64, Shape.of(lengths.count(), 1), b -> t < lengths.at(b) ? 1 : 0));
        }

        private Node initial(int input, int direction) {
            if (!call.has(input)) {
                return num(0).broadcastTo(Shape.of(x.shape().dim(1), Dim.of(hidden)));
            }
            Node own = fn("slice", call.real(input), batchFirst ? 1 : 0, direction, direction + 1);
            return own.reshape(own.shape().without(batchFirst ? 1 : 0));
        }

        private List<Activation> activations(List<String> usual, int direction) {
            List<String> names = call.texts("activations");
            double[] alphas = call.numbers("activation_alpha");
            double[] betas = call.numbers("activation_beta");
            int count = usual.size();
            List<Activation> all = new ArrayList<>();
            int alpha = 0;
            int beta = 0;
            // Numbers are for those functions that have some, in their order.
            for (int at = 0; at < (direction + 1) * count; at++) {
                String name = (at < names.size() ? names.get(at) : usual.get(at % count)).toLowerCase(Locale.ROOT);
                boolean first = WITH_ALPHA.contains(name) || WITH_BETA.contains(name);
                boolean second = WITH_BETA.contains(name);
                all.add(new Activation(
                        name,
                        first && alpha < alphas.length ? alphas[alpha++] : Double.NaN,
                        second && beta < betas.length ? betas[beta++] : Double.NaN));
            }
            return all.subList(direction * count, all.size());
        }
    }
}
