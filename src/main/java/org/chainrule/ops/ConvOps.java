package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** A convolution and its two adjoints: three readings of one trilinear form, each the vjp of the other two. */
final class ConvOps {
    private ConvOps() {}

    static Node adjointToImage(ConvGeometry g, Node dy, Node k, Shape image) {
        List<Dim> size = g.spatial(image);
        List<Dim> kernel = g.spatial(k.shape());
        List<Dim> positions = g.spatial(dy.shape());
        boolean smallest = true;
        for (int axis = 0; axis < g.axes(); axis++) {
            Optional<Dim> least = g.window().smallestImage(axis, positions.get(axis), kernel.get(axis));
            smallest &= least.isPresent() && least.get().sameSize(size.get(axis));
        }
        return Node.of(new ConvTranspose(g, smallest ? List.of() : size), dy, k);
    }

    static Node adjointToKernel(ConvGeometry g, Node x, Node dy, Shape kernel) {
        return Node.of(new ConvKernel(g, g.spatial(kernel)), x, dy);
    }

    private static Shape withSpatial(List<Dim> lead, List<Dim> spatial) {
        List<Dim> dims = new ArrayList<>(lead);
        dims.addAll(spatial);
        return Shape.of(dims);
    }

    private static Tensor filled(List<Tensor> in, Shape shape, double[] values) {
        return Tensor.fill(Broadcasting.floatType(in), shape, i -> values[i]);
    }

    /** y = x ⋆ k. */
    record Conv(ConvGeometry g) implements Op {
        @Override
        public String name() {
            return g.name("conv", "");
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.PRODUCTS;
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(result(in.get(0).shape(), in.get(1).shape()));
        }

        private Shape result(Shape x, Shape k) {
            g.checkRanks(say("an image"), x, k);
            g.checkChannels(x, k);
            List<Dim> positions = new ArrayList<>();
            for (int axis = 0; axis < g.axes(); axis++) {
                positions.add(g.window()
                        .outputs(axis, g.spatial(x).get(axis), g.spatial(k).get(axis)));
            }
            List<Dim> lead = new ArrayList<>(x.dims().subList(0, Math.max(0, x.rank() - g.axes() - 1)));
            if (!g.isBare(k)) {
                lead.add(k.dim(0));
            }
            return withSpatial(lead, positions);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Shape shape = result(in.get(0).shape(), in.get(1).shape());
            double[] x = in.get(0).toArray();
            double[] k = in.get(1).toArray();
            double[] y = new double[shape.entries()];
            g.forEachRow(in.get(0).shape(), in.get(1).shape(), shape, (x0, step, k0, y0, count) -> {
                double factor = k[k0];
                for (int i = 0; i < count; i++) {
                    y[y0 + i] += x[x0 + i * step] * factor;
                }
            });
            return filled(in, shape, y);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            Shape x = in.get(0).shape();
            Shape k = in.get(1).shape();
            return g.contraction(ConvGeometry.Made.RESULT, x, k, result(x, k));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return arg == 0
                    ? adjointToImage(g, dz, in.get(1), in.get(0).shape())
                    : adjointToKernel(g, in.get(0), dz, in.get(1).shape());
        }

        @Override
        public Spelling spelling() {
            return g.infix(Spelling.call(name(), g.keywords()).text(), "");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return arg == 0
                    ? Message.verbatim("· " + g.sign() + "ᵀ " + names.atom(z.input(1)))
                    : Message.verbatim(names.atom(z.input(0)) + " " + g.sign() + " ·");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.PRODUCT;
        }
    }

    /** x = y ⋆ᵀ k, of the size given, or the smallest when none is. */
    record ConvTranspose(ConvGeometry g, List<Dim> size) implements Op {
        @Override
        public String name() {
            return g.name("conv_transpose", "");
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(image(in.get(0).shape(), in.get(1).shape(), size));
        }

        private Shape image(Shape y, Shape k, List<Dim> size) {
            g.checkRanks(say("an image"), y, k);
            int channel = y.rank() - g.axes() - 1;
            if (!g.isBare(k) && !y.dim(channel).sameSize(k.dim(0))) {
                throw new ShapeException(
                        "the image has {0} channels, and the kernel takes {1}", y.dim(channel), k.dim(0));
            }
            if (!size.isEmpty() && size.size() != g.axes()) {
                throw new ShapeException("size is a list of {0}, one an axis, not {1}", g.axes(), size);
            }
            List<Dim> sizes = new ArrayList<>();
            for (int axis = 0; axis < g.axes(); axis++) {
                sizes.add(size(axis, g.spatial(y).get(axis), g.spatial(k).get(axis), size));
            }
            List<Dim> lead = new ArrayList<>(y.dims().subList(0, Math.max(0, channel)));
            if (!g.isBare(k)) {
                g.checkGroups(say("input"), k.dim(0));
                lead.add(g.imageChannels(k));
            }
            return withSpatial(lead, sizes);
        }

        private Dim size(int axis, Dim positions, Dim f, List<Dim> size) {
            Optional<Dim> smallest = g.window().smallestImage(axis, positions, f);
            if (size.isEmpty()) {
                return smallest.orElseThrow(() -> new ShapeException(
                        "along spatial axis {0} the padding is more than {1} positions of a kernel of size {2} reach",
                        axis, positions, f));
            }
            Dim n = size.get(axis);
            Dim back = g.window().outputs(axis, n, f);
            if (!back.sameSize(positions)) {
                throw new ShapeException(
                        "an image of size {0} along spatial axis {1} has {2} positions of a kernel of size {3}, and "
                                + "x has {4}{5}",
                        n,
                        axis,
                        back,
                        f,
                        positions,
                        smallest.map(least -> say("; the smallest size that fits is {0}", least))
                                .orElse(Message.NONE));
            }
            return n;
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            List<Dim> known =
                    size.stream().map(dim -> Dim.of(dim.resolve(sizes))).toList();
            Shape shape = image(in.get(0).shape(), in.get(1).shape(), known);
            double[] y = in.get(0).toArray();
            double[] k = in.get(1).toArray();
            double[] x = new double[shape.entries()];
            g.forEachRow(shape, in.get(1).shape(), in.get(0).shape(), (x0, step, k0, y0, count) -> {
                double factor = k[k0];
                for (int i = 0; i < count; i++) {
                    x[x0 + i * step] += y[y0 + i] * factor;
                }
            });
            return filled(in, shape, x);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            Shape y = in.get(0).shape();
            Shape k = in.get(1).shape();
            return g.contraction(ConvGeometry.Made.IMAGE, image(y, k, size), k, y);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return arg == 0
                    ? Node.of(new Conv(g), dz, in.get(1))
                    : adjointToKernel(g, dz, in.get(0), in.get(1).shape());
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.PRODUCTS;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = g.keywords();
            if (!size.isEmpty()) {
                keywords.put("size", size.toString());
            }
            return g.infix(Spelling.call(name(), keywords).text(), "\\top");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return arg == 0
                    ? Message.verbatim("· " + g.sign() + " " + names.atom(z.input(1)))
                    : Message.verbatim("· " + g.sign() + " " + names.atom(z.input(0)));
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.PRODUCT;
        }
    }

    /** k = x ⋆ y over all positions: the kernel's cotangent, of the size given. */
    record ConvKernel(ConvGeometry g, List<Dim> size) implements Op {
        @Override
        public String name() {
            return g.name("conv", "_kernel");
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(kernel(in.get(0).shape(), in.get(1).shape(), size));
        }

        private Shape kernel(Shape x, Shape y, List<Dim> size) {
            if (size.size() != g.axes()) {
                throw new ShapeException("size is a list of {0}, one an axis, not {1}", g.axes(), size);
            }
            int rank = x.rank();
            if (rank != y.rank() || rank < g.axes() || rank > g.axes() + 2) {
                throw new ShapeException("x and dy are both [N, C, …], both [C, …], or both bare");
            }
            if (rank == g.axes()) {
                g.checkBare();
            }
            if (rank == g.axes() + 2 && !x.dim(0).sameSize(y.dim(0))) {
                throw new ShapeException("x holds {0} samples, dy {1}", x.dim(0), y.dim(0));
            }
            for (int axis = 0; axis < g.axes(); axis++) {
                Dim back = g.window().outputs(axis, g.spatial(x).get(axis), size.get(axis));
                if (!back.sameSize(g.spatial(y).get(axis))) {
                    throw new ShapeException(
                            "along spatial axis {0} an image of size {1} has {2} positions of a kernel of size {3}, "
                                    + "and dy has {4}",
                            axis,
                            g.spatial(x).get(axis),
                            back,
                            size.get(axis),
                            g.spatial(y).get(axis));
                }
            }
            if (rank == g.axes()) {
                return Shape.of(size);
            }
            Dim in = x.dim(rank - g.axes() - 1);
            Dim out = y.dim(rank - g.axes() - 1);
            g.checkGroups(say("input"), in);
            g.checkGroups(say("output"), out);
            return withSpatial(List.of(out, in.floorDiv(g.groups())), size);
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            List<Dim> known =
                    size.stream().map(dim -> Dim.of(dim.resolve(sizes))).toList();
            Shape shape = kernel(in.get(0).shape(), in.get(1).shape(), known);
            double[] x = in.get(0).toArray();
            double[] y = in.get(1).toArray();
            double[] k = new double[shape.entries()];
            g.forEachRow(in.get(0).shape(), shape, in.get(1).shape(), (x0, step, k0, y0, count) -> {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += x[x0 + i * step] * y[y0 + i];
                }
                k[k0] += sum;
            });
            return filled(in, shape, k);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            Shape x = in.get(0).shape();
            Shape y = in.get(1).shape();
            return g.contraction(ConvGeometry.Made.KERNEL, x, kernel(x, y, size), y);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return arg == 0 ? adjointToImage(g, in.get(1), dz, in.get(0).shape()) : Node.of(new Conv(g), in.get(0), dz);
        }

        @Override
        public EntryRule entryRule() {
            return EntryRule.PRODUCTS;
        }

        @Override
        public Spelling spelling() {
            Map<String, String> keywords = g.keywords();
            keywords.put("size", size.toString());
            return g.infix(Spelling.call(name(), keywords).text(), "");
        }

        @Override
        public Message local(int arg, Node z, Names names) {
            return arg == 0
                    ? Message.verbatim(names.atom(z.input(1)) + " " + g.sign() + "ᵀ ·")
                    : Message.verbatim(names.atom(z.input(0)) + " " + g.sign() + " ·");
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.PRODUCT;
        }
    }
}
