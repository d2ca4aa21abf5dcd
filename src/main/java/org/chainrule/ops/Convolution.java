package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * A convolution or one of its two adjoints: three readings of one trilinear form, each the vjp of the other two.
 *
 * @param made which of the three tensors is the result; the image, or its cotangent, is the first of the two others, and the
 *     kernel the second
 * @param size the spatial sizes of an image or a kernel that is made; none for the smallest image
 */
public record Convolution(ConvGeometry g, ConvGeometry.Made made, List<Dim> size) implements RowOp, Windowed {
    /** y = x ⋆ k. */
    static Node result(ConvGeometry g, Node x, Node k) {
        return Node.of(new Convolution(g, ConvGeometry.Made.RESULT, List.of()), x, k);
    }

    /** x = y ⋆ᵀ k, the cotangent of an image. */
    private static Node image(ConvGeometry g, Node y, Node k, Shape image) {
        List<Dim> size = g.spatial(image);
        List<Dim> kernel = g.spatial(k.shape());
        List<Dim> positions = g.spatial(y.shape());
        boolean smallest = true;
        for (int axis = 0; axis < g.axes(); axis++) {
            Optional<Dim> least = g.window().smallestImage(axis, positions.get(axis), kernel.get(axis));
            smallest &= least.isPresent() && least.get().sameSize(size.get(axis));
        }
        return Node.of(new Convolution(g, ConvGeometry.Made.IMAGE, smallest ? List.of() : size), y, k);
    }

    /** k = x ⋆ y over all positions, the cotangent of a kernel. */
    private static Node kernel(ConvGeometry g, Node x, Node y, Node kernel) {
        return Node.of(new Convolution(g, ConvGeometry.Made.KERNEL, g.spatial(kernel.shape())), x, y);
    }

    @Override
    public OpRow row() {
        return g.row(made, size)
                .type(in -> Type.real(
                        shapes(in.get(0).shape(), in.get(1).shape(), size).of(made)))
                .value((in, sizes) -> g.sum(
                        made,
                        shapes(
                                in.get(0).shape(),
                                in.get(1).shape(),
                                Shape.of(size).resolve(sizes).dims()),
                        in))
                .contractionIfAny(in ->
                        g.contraction(made, shapes(in.get(0).shape(), in.get(1).shape(), size)))
                .vjp(this::adjoint)
                .multiplied()
                .local(this::text);
    }

    private Node adjoint(int arg, Node dz, Node z, List<Node> in) {
        Node a = in.get(0);
        Node b = in.get(1);
        return switch (made) {
            case RESULT -> arg == 0 ? image(g, dz, b, a.shape()) : kernel(g, a, dz, b);
            case IMAGE -> arg == 0 ? result(g, dz, b) : kernel(g, dz, a, b);
            case KERNEL -> arg == 0 ? image(g, b, dz, a.shape()) : result(g, a, dz);
        };
    }

    private Message text(int arg, Node z, Names names) {
        String other = names.atom(z.input(1 - arg));
        return Message.verbatim(
                switch (made) {
                    case RESULT -> arg == 0 ? "· " + g.sign() + "ᵀ " + other : other + " " + g.sign() + " ·";
                    case IMAGE -> "· " + g.sign() + " " + other;
                    case KERNEL -> other + " " + g.sign() + (arg == 0 ? "ᵀ ·" : " ·");
                });
    }

    private ConvGeometry.Shapes shapes(Shape a, Shape b, List<Dim> size) {
        return switch (made) {
            case RESULT -> new ConvGeometry.Shapes(a, b, result(a, b));
            case IMAGE -> new ConvGeometry.Shapes(image(a, b, size), b, a);
            case KERNEL -> new ConvGeometry.Shapes(a, kernel(a, b, size), b);
        };
    }

    private Shape result(Shape x, Shape k) {
        g.checkRanks(say("an image"), x, k);
        g.checkChannels(x, k);
        List<Dim> positions = IntStream.range(0, g.axes())
                .mapToObj(axis -> g.window()
                        .outputs(axis, g.spatial(x).get(axis), g.spatial(k).get(axis)))
                .toList();
        return shape(x, g.isBare(k) ? List.of() : List.of(k.dim(0)), positions);
    }

    /** The batch of images, if there is one, with other channels and sizes. */
    private Shape shape(Shape images, List<Dim> channels, List<Dim> sizes) {
        List<Dim> batch = images.dims().subList(0, Math.max(0, images.rank() - g.axes() - 1));
        return Shape.of(batch).concat(Shape.of(channels)).concat(Shape.of(sizes));
    }

    private Shape image(Shape y, Shape k, List<Dim> size) {
        g.checkRanks(say("an image"), y, k);
        int channel = y.rank() - g.axes() - 1;
        if (!g.isBare(k) && !y.dim(channel).sameSize(k.dim(0))) {
            throw new ShapeException("the image has {0} channels, and the kernel takes {1}", y.dim(channel), k.dim(0));
        }
        if (!size.isEmpty()) {
            g.checkSize(size);
        }
        List<Dim> sizes = IntStream.range(0, g.axes())
                .mapToObj(
                        axis -> size(axis, g.spatial(y).get(axis), g.spatial(k).get(axis), size))
                .toList();
        if (g.isBare(k)) {
            return shape(y, List.of(), sizes);
        }
        g.checkGroups(say("input"), k.dim(0));
        return shape(y, List.of(g.imageChannels(k)), sizes);
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

    private Shape kernel(Shape x, Shape y, List<Dim> size) {
        g.checkSize(size);
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
            Dim image = g.spatial(x).get(axis);
            Dim positions = g.spatial(y).get(axis);
            Dim back = g.window().outputs(axis, image, size.get(axis));
            if (!back.sameSize(positions)) {
                throw new ShapeException(
                        "along spatial axis {0} an image of size {1} has {2} positions of a kernel of size {3}, "
                                + "and dy has {4}",
                        axis, image, back, size.get(axis), positions);
            }
        }
        if (rank == g.axes()) {
            return Shape.of(size);
        }
        Dim in = x.dim(rank - g.axes() - 1);
        Dim out = y.dim(rank - g.axes() - 1);
        g.checkGroups(say("input"), in);
        g.checkGroups(say("output"), out);
        return Shape.of(out, in.floorDiv(g.groups())).concat(Shape.of(size));
    }

    @Override
    public Work work() {
        return switch (made) {
            case RESULT -> Work.RESULT;
            case IMAGE -> Work.IMAGE;
            case KERNEL -> Work.KERNEL;
        };
    }

    @Override
    public boolean isOneWindow() {
        return g.groups() == 1;
    }

    private ConvGeometry.Shapes known(List<Shape> in, Shape out) {
        return switch (made) {
            case RESULT -> new ConvGeometry.Shapes(in.get(0), in.get(1), out);
            case IMAGE -> new ConvGeometry.Shapes(out, in.get(1), in.get(0));
            case KERNEL -> new ConvGeometry.Shapes(in.get(0), out, in.get(1));
        };
    }

    @Override
    public Sizes sizes(List<Shape> in, Shape out) {
        ConvGeometry.Shapes all = known(in, out);
        int samples = all.image().rank() == g.axes() + 2 ? all.image().extent(0) : 1;
        int results = g.isBare(all.kernel()) ? 1 : all.kernel().extent(0);
        return new Sizes(
                samples,
                all.image().entries() / samples,
                all.kernel().entries() / results,
                all.result().entries() / samples / results,
                results);
    }

    @Override
    public void forEachRow(List<Shape> in, Shape out, Row row) {
        ConvGeometry.Shapes all = known(in, out);
        boolean bare = g.isBare(all.kernel());
        int channels = bare ? 1 : all.kernel().extent(1);
        g.forEachRow(
                new ConvGeometry.Shapes(
                        single(all.image(), bare, channels),
                        single(all.kernel(), bare, channels),
                        single(all.result(), bare, 1)),
                row::meet);
    }

    private Shape single(Shape shape, boolean bare, int channels) {
        return bare ? shape : Shape.of(1, channels).concat(Shape.of(g.spatial(shape)));
    }
}
