package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The ops of {@link Pooling}. Cutting out and putting back are adjoint; the derivatives of both pools are written in them. */
final class PoolOps {
    private static final List<Integer> ONES = List.of(1, 1);

    private PoolOps() {}

    private static Shape patchShape(PoolGeometry g, Shape positions) {
        Shape lead = positions.slice(0, positions.rank() - 2);
        return lead.concat(Shape.of(g.taps())).concat(positions.slice(positions.rank() - 2, positions.rank()));
    }

    /** The size of one result, at least 1 so that it divides. */
    private static int resultSize(Shape positions) {
        return Math.max(1, positions.extent(-2) * positions.extent(-1));
    }

    private static Tensor filled(Tensor x, Shape shape, double[] values) {
        return Tensor.fill(Broadcasting.floatType(x), shape, i -> values[i]);
    }

    /** One value a window, given to every entry of the window. */
    private static Node toEntries(PoolGeometry g, Node perWindow) {
        Shape shape = patchShape(g, perWindow.shape());
        return ExpandDims.insert(perWindow, -3).broadcastTo(shape);
    }

    private static Node fold(PoolGeometry g, Node windows, Node image) {
        List<Dim> size = image.shape().dims().subList(image.rank() - 2, image.rank());
        return Pooling.fold(windows, size, g.kernel(), g.window());
    }

    /** For each window, which of its entries lie inside the image: [h·w, H', W'], 1 or 0. */
    private static Node inside(PoolGeometry g, Node image) {
        Shape size = image.shape().slice(image.rank() - 2, image.rank());
        return Pooling.patches(Fill.with(1, size), g.kernel(), g.window());
    }

    private static String latex(PoolGeometry g, String name) {
        return "\\operatorname{" + name + "}_{" + g.kernel().get(0) + "\\times "
                + g.kernel().get(1) + "}\\left(<*>\\right)";
    }

    record Patches(PoolGeometry g) implements Op {
        @Override
        public String name() {
            return "patches";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(patchShape(g, g.positions(in.get(0).shape())));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            Shape positions = g.positions(x.shape());
            Shape shape = patchShape(g, positions);
            double[] patches = new double[shape.entries()];
            int size = resultSize(positions);
            g.forEach(x.shape(), positions, (at, tap, y) -> patches[g.inPatches(tap, y, size)] = x.at(at));
            return filled(x, shape, patches);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return fold(g, dz, in.get(0));
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.MOVED;
        }

        @Override
        public Spelling spelling() {
            return Spelling.call(name(), g.keywords(ONES)).latex(latex(g, "patches"));
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return Message.verbatim("fold");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    record Fold(PoolGeometry g, List<Dim> size) implements Op {
        @Override
        public String name() {
            return "fold";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(image(in.get(0).shape(), size));
        }

        private Shape image(Shape windows, List<Dim> size) {
            int rank = windows.rank();
            if (rank < 3 || size.size() != 2) {
                throw new ShapeException("fold takes windows [..., h*w, H', W'] and the size [H, W] of the images");
            }
            Shape image = windows.slice(0, rank - 3).concat(Shape.of(size));
            Shape fitting = patchShape(g, g.positions(image));
            if (!fitting.sameShape(windows)) {
                throw new ShapeException(
                        "images of shape {0} have windows of shape {1}, not {2}, for the kernel {3}",
                        image, fitting, windows, g.kernel());
            }
            return image;
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            Tensor windows = in.get(0);
            List<Dim> known =
                    size.stream().map(dim -> Dim.of(dim.resolve(sizes))).toList();
            Shape shape = image(windows.shape(), known);
            Shape positions = g.positions(shape);
            double[] x = new double[shape.entries()];
            int resultSize = resultSize(positions);
            g.forEach(shape, positions, (at, tap, y) -> x[at] += windows.at(g.inPatches(tap, y, resultSize)));
            return filled(windows, shape, x);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Pooling.patches(dz, g.kernel(), g.window());
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.LINEAR;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = g.keywords(ONES);
            keywords.put("size", size.toString());
            return Spelling.call(name(), keywords).latex(latex(g, "fold"));
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("patches");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    record MaxPool(PoolGeometry g) implements Op {
        @Override
        public String name() {
            return "max_pool2d";
        }

        @Override
        public Type infer(List<Type> in) {
            g.checkPadding();
            return Type.real(g.positions(in.get(0).shape()));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            Shape shape = g.positions(x.shape());
            double[] largest = new double[shape.entries()];
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            // Math.max lets a NaN through, and prefers 0.0 to -0.0.
            g.forEach(x.shape(), shape, (at, tap, y) -> largest[y] = Math.max(largest[y], x.at(at)));
            return filled(x, shape, largest);
        }

        /**
         * The cotangent goes to the first entry, in row-major order, that is the maximum, as PyTorch has it; any split among
         * equal entries would be a subgradient. The zeros of the padding are no entries.
         */
        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            Node x = in.get(0);
            Node entries = Pooling.patches(x, g.kernel(), g.window());
            Node winners = Comparison.equal(entries, ExpandDims.insert(z, -3));
            if (!g.window().padding().isNone()) {
                winners = winners.times(inside(g, x));
            }
            Node first = winners.times(Comparison.equal(Cumulative.cumsum(winners, -3), Node.constant(1)));
            return fold(g, first.times(ExpandDims.insert(dz, -3)), x);
        }

        @Override
        public List<Switch> switches(List<Node> in) {
            Node entries = Pooling.patches(in.get(0), g.kernel(), g.window());
            return List.of(Switch.equal(entries, ExpandDims.insert(Node.of(this, in), -3)));
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.CHOSEN;
        }

        @Override
        public Spelling spelling() {
            return Spelling.call(name(), g.keywords(g.kernel())).latex(latex(g, "maxpool"));
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("to the maximum");
        }

        @Override
        public MaskRule maskRule() {
            return (mask, arg, z) -> {
                Node counts = toEntries(g, mask.broadcastTo(z.shape()));
                return Comparison.greater(fold(g, counts, z.input(0)), Node.constant(0));
            };
        }
    }

    record AvgPool(PoolGeometry g, boolean countPadding) implements Op {
        @Override
        public String name() {
            return "avg_pool2d";
        }

        @Override
        public Type infer(List<Type> in) {
            g.checkPadding();
            return Type.real(g.positions(in.get(0).shape()));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            Shape shape = g.positions(x.shape());
            double[] sums = new double[shape.entries()];
            int[] counts = new int[sums.length];
            g.forEach(x.shape(), shape, (at, tap, y) -> {
                sums[y] += x.at(at);
                counts[y]++;
            });
            for (int y = 0; y < sums.length; y++) {
                sums[y] /= countPadding ? g.taps() : counts[y];
            }
            return filled(x, shape, sums);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            boolean fixed = countPadding || g.window().padding().isNone();
            Node share =
                    fixed ? dz.over(g.taps()) : dz.over(inside(g, in.get(0)).sum(0));
            return fold(g, toEntries(g, share), in.get(0));
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.LINEAR;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = g.keywords(g.kernel());
            if (!countPadding) {
                keywords.put("count_include_pad", "false");
            }
            return Spelling.call(name(), keywords).latex(latex(g, "avgpool"));
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return say("spread over the window");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }
}
