package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Operators that move entries, and those that speak of shapes. */
final class ShapeRules {
    private ShapeRules() {}

    static void addTo(Rules rules) {
        rules.add("Shape", 1, ShapeRules::shape);
        rules.add("Size", 1, c -> {
            Val size = Folded.vector(List.of(c.shape(0).count()));
            Val number = Val.of(size.node().reshape(Shape.SCALAR), ElementType.INT64);
            return List.of(size.dims().map(number::withSizes).orElse(number));
        });
        rules.add(
                "Reshape",
                1,
                c -> reshape(
                        c,
                        Arrays.stream(c.wholes("shape"))
                                .boxed()
                                .map(Object.class::cast)
                                .toList()));
        rules.add("Reshape", 5, c -> reshape(c, c.sizes(1)));
        rules.add("Flatten", 1, c -> {
            long axis = c.whole("axis", 1);
            int at = (int) (axis < 0 ? axis + c.rank(0) : axis);
            Shape shape = c.shape(0);
            return c.out(c.node(0)
                    .reshape(Shape.of(
                            shape.slice(0, at).count(),
                            shape.slice(at, shape.rank()).count())));
        });
        rules.add("Squeeze", 1, c -> {
            Optional<long[]> axes = c.wholes("axes", 1);
            List<Dim> dims = new ArrayList<>();
            for (int axis = 0; axis < c.rank(0); axis++) {
                int at = axis;
                boolean gone = axes.map(all -> Arrays.stream(all).anyMatch(a -> c.axis(a, c.rank(0)) == at))
                        .orElse(c.shape(0).dim(axis).isOne());
                if (!gone) {
                    dims.add(c.shape(0).dim(axis));
                }
            }
            return c.out(c.node(0).reshape(Shape.of(dims)));
        });
        rules.add("Unsqueeze", 1, c -> {
            long[] axes = c.wholes("axes", 1).orElse(new long[0]);
            int rank = c.rank(0) + axes.length;
            long[] places =
                    Arrays.stream(axes).map(a -> c.axis(a, rank)).sorted().toArray();
            return c.out(fn("expand_dims", c.node(0), places));
        });
        rules.add("Transpose", 1, c -> {
            long[] order = c.has("perm")
                    ? c.wholes("perm")
                    : IntStream.range(0, c.rank(0))
                            .mapToLong(i -> c.rank(0) - 1 - i)
                            .toArray();
            return c.out(c.rank(0) < 2 ? c.node(0) : fn("transpose", c.node(0), order));
        });
        rules.add("Expand", 8, c -> {
            Shape target = Shape.of(c.sizes(1).stream().map(ShapeRules::dim).toList());
            return c.out(c.node(0).broadcastTo(Shape.broadcast(c.shape(0), target)));
        });
        rules.add("Tile", 1, c -> {
            long[] times = new long[c.rank(0)];
            Arrays.fill(times, 1);
            times[(int) c.longs(2)[0]] = c.longs(1)[0];
            return c.out(fn("tile", c.node(0), times));
        });
        rules.add("Tile", 6, c -> c.rank(0) == 0 ? c.out(c.node(0)) : c.out(tiled(c.node(0), c.longs(1))));
        rules.add("Concat", 1, c -> concat(c, c.vals(), c.whole("axis", 1)));
        rules.add(
                "Split",
                1,
                c -> c.has(1) ? split(c, c.longs(1)) : c.has("split") ? split(c, c.wholes("split")) : even(c));
        rules.add("Slice", 1, c -> {
            Node x = c.node(0);
            for (Slices slice : Slices.of(c)) {
                x = slice.of(x);
            }
            return c.out(x);
        });
        rules.add(
                "Pad",
                1,
                c -> pad(c, c.has("pads") ? c.wholes("pads") : c.wholes("paddings"), num(c.number("value", 0))));
        rules.add("Pad", 11, c -> pad(c, c.longs(1), c.has(2) ? c.real(2).reshape(Shape.SCALAR) : num(0)));
        rules.add("ConstantOfShape", 9, c -> {
            Val value = c.has("value") ? c.constant(c.tensor("value")) : Val.of(num(0), ElementType.FLOAT);
            Shape shape = Shape.of(c.sizes(0).stream().map(ShapeRules::dim).toList());
            return c.out(value.node().reshape(Shape.SCALAR).broadcastTo(shape), value.type());
        });
        rules.add("Constant", 1, ShapeRules::constant);
        rules.add("DepthToSpace", 1, c -> {
            long block = c.whole("blocksize", 1);
            boolean column = c.text("mode", "DCR").equals("CRD");
            Shape s = c.shape(0);
            Dim depth = s.dim(1).floorDiv(block * block);
            Node apart = fn(
                    "reshape",
                    c.node(0),
                    column
                            ? List.of(s.dim(0), depth, block, block, s.dim(2), s.dim(3))
                            : List.of(s.dim(0), block, block, depth, s.dim(2), s.dim(3)));
            Node mixed = column ? apart.transpose(0, 1, 4, 2, 5, 3) : apart.transpose(0, 3, 4, 1, 5, 2);
            return c.out(fn(
                    "reshape",
                    mixed,
                    List.of(s.dim(0), depth, s.dim(2).times(block), s.dim(3).times(block))));
        });
        rules.add("SpaceToDepth", 1, c -> {
            long block = c.whole("blocksize", 1);
            Shape s = c.shape(0);
            Dim high = s.dim(2).floorDiv(block);
            Dim wide = s.dim(3).floorDiv(block);
            Node apart = fn("reshape", c.node(0), List.of(s.dim(0), s.dim(1), high, block, wide, block));
            boolean column = c.text("mode", "DCR").equals("CRD");
            return c.out(fn(
                    "reshape",
                    column ? apart.transpose(0, 1, 3, 5, 2, 4) : apart.transpose(0, 3, 5, 1, 2, 4),
                    List.of(s.dim(0), s.dim(1).times(block * block), high, wide)));
        });
        rules.add("CenterCropPad", 18, ShapeRules::centred);
    }

    static Node tiled(Node x, long[] times) {
        return fn("tile", x, times);
    }

    /** A number or size as a size. */
    static Dim dim(Object size) {
        return size instanceof Dim dim ? dim : Dim.of((Long) size);
    }

    private static List<Val> shape(Call c) {
        List<Dim> dims = c.shape(0).dims();
        int rank = dims.size();
        long start = c.whole("start", 0);
        long end = c.whole("end", rank);
        int from = (int) Math.max(0, Math.min(rank, start < 0 ? start + rank : start));
        int to = (int) Math.max(0, Math.min(rank, end < 0 ? end + rank : end));
        return List.of(Folded.vector(dims.subList(Math.min(from, to), to)));
    }

    private static List<Val> reshape(Call c, List<Object> sizes) {
        Shape shape = c.shape(0);
        boolean zeros = c.flag("allowzero", false);
        List<Object> target = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            boolean kept = !zeros && sizes.get(i) instanceof Long number && number == 0;
            target.add(kept ? shape.dim(i) : sizes.get(i));
        }
        boolean open = target.stream().anyMatch(size -> size instanceof Long number && number == -1);
        boolean empty = target.stream().anyMatch(size -> dimIsZero(size));
        if (open && empty) {
            // Of no entries the open size cannot be told; it is none, too.
            target.replaceAll(size -> size instanceof Long number && number == -1 ? (Object) 0L : size);
        }
        return c.out(fn("reshape", c.node(0), open && !shape.isKnown() ? closed(shape, target) : target));
    }

    /** A target whose open size is what is left when each named size meets itself. */
    private static List<Object> closed(Shape shape, List<Object> target) {
        List<Dim> left = new ArrayList<>(shape.dims());
        long known = 1;
        for (Object size : target) {
            Dim dim = size instanceof Dim named ? named : Dim.of(Math.max(1, (Long) size));
            int at = 0;
            while (at < left.size() && !left.get(at).sameSize(dim)) {
                at++;
            }
            if (at < left.size() && !dim.isKnown()) {
                left.remove(at);
            } else if (dim.isKnown()) {
                known = Math.multiplyExact(known, dim.size());
            } else {
                return target;
            }
        }
        Dim rest = left.stream().reduce(Dim.ONE, Dim::times).floorDiv(known);
        return target.stream()
                .map(size -> size instanceof Long number && number == -1 ? rest : size)
                .toList();
    }

    private static boolean dimIsZero(Object size) {
        return size instanceof Dim dim ? dim.isNumber() && dim.size() == 0 : ((Long) size) == 0;
    }

    private static List<Val> concat(Call c, List<Val> vals, long axis) {
        int at = c.axis(axis, vals.get(0).shape().rank());
        if (vals.size() == 1) {
            return List.of(vals.get(0));
        }
        return c.out(
                fn("concat", vals.stream().map(Val::node).toList(), at),
                vals.get(0).type());
    }

    private static List<Val> even(Call c) {
        int axis = c.axis(c.whole("axis", 0), c.rank(0));
        int parts = c.has("num_outputs") ? c.integer("num_outputs", 1) : c.outputs();
        int size = c.extent(0, axis);
        int each = (size + parts - 1) / parts;
        return split(
                c,
                IntStream.range(0, parts)
                        .mapToLong(i -> Math.max(0, Math.min(each, size - i * each)))
                        .toArray());
    }

    private static List<Val> split(Call c, long[] sizes) {
        int axis = c.axis(c.whole("axis", 0), c.rank(0));
        List<Val> parts = new ArrayList<>();
        int from = 0;
        for (long size : sizes) {
            int to = Math.addExact(from, Math.toIntExact(size));
            parts.add(Call.as(fn("slice", c.node(0), axis, from, to), c.type(0)));
            from = to;
        }
        return parts;
    }

    private static List<Val> pad(Call c, long[] pads, Node value) {
        int rank = c.rank(0);
        long[] axes =
                c.has(3) ? c.longs(3) : IntStream.range(0, rank).asLongStream().toArray();
        if (pads.length != 2 * axes.length) {
            throw new ChainruleException(say("it has {0} paddings for {1} axes", pads.length, axes.length));
        }
        long[][] widths = new long[rank][2];
        for (int i = 0; i < axes.length; i++) {
            widths[c.axis(axes[i], rank)] = new long[] {pads[i], pads[i + axes.length]};
        }
        Node x = c.node(0);
        for (int axis = 0; axis < rank; axis++) {
            long before = widths[axis][0];
            long after = widths[axis][1];
            if (before < 0 || after < 0) {
                int size = Call.extent(x.shape(), axis);
                x = fn("slice", x, axis, (int) Math.max(0, -before), (int) (size - Math.max(0, -after)));
                widths[axis] = new long[] {Math.max(0, before), Math.max(0, after)};
            }
        }
        String mode = c.text("mode", "constant");
        if (!mode.equals("constant")) {
            return c.out(around(x, widths, mode));
        }
        List<List<Integer>> all =
                Arrays.stream(widths).map(w -> List.of((int) w[0], (int) w[1])).toList();
        if (value.constantScalar().isPresent()) {
            return c.out(fn("pad", x, all, "value=", value.constantScalar().orElseThrow()));
        }
        Node inside = fn("pad", onesLike(x), all);
        return c.out(fn("where", inside, fn("pad", x, all), value));
    }

    private static Node onesLike(Node x) {
        return num(1).broadcastTo(x.shape());
    }

    /** Padding by positions: each entry of the border is one of the inside. */
    private static Node around(Node x, long[][] widths, String mode) {
        Node padded = x;
        for (int axis = 0; axis < widths.length; axis++) {
            if (widths[axis][0] == 0 && widths[axis][1] == 0) {
                continue;
            }
            int size = Call.extent(x.shape(), axis);
            int before = Math.toIntExact(widths[axis][0]);
            long[] from = new long[Math.toIntExact(before + size + widths[axis][1])];
            for (int i = 0; i < from.length; i++) {
                long at = (long) i - before;
                from[i] = switch (mode) {
                    case "edge" -> Math.max(0, Math.min(size - 1, at));
                    case "wrap" -> Math.floorMod(at, size);
                    case "reflect" -> size == 1 ? 0 : mirrored(at, size);
                    default -> throw new ChainruleException(say("the padding {0} is not known", mode));
                };
            }
            padded = fn("take", padded, Node.constant(Tensor.ofLongs(Shape.of(from.length), from)), "axis=", axis);
        }
        return padded;
    }

    private static long mirrored(long at, int size) {
        long period = 2L * (size - 1);
        long place = Math.floorMod(at, period);
        return place < size ? place : period - place;
    }

    private static List<Val> constant(Call c) {
        if (c.has("value")) {
            return List.of(c.constant(c.tensor("value")));
        } else if (c.has("value_float")) {
            return List.of(Val.of(num(c.number("value_float", 0)), ElementType.FLOAT));
        } else if (c.has("value_floats")) {
            return List.of(Val.of(Node.constant(Tensor.of(c.numbers("value_floats"))), ElementType.FLOAT));
        } else if (c.has("value_int")) {
            Tensor one = Tensor.ofLongs(Shape.SCALAR, c.whole("value_int", 0));
            return List.of(Val.of(Node.constant(one), ElementType.INT64));
        } else if (c.has("value_ints")) {
            long[] values = c.wholes("value_ints");
            return List.of(Val.of(Node.constant(Tensor.ofLongs(Shape.of(values.length), values)), ElementType.INT64));
        }
        if (c.has("value_string")) {
            return List.of(c.strings(Shape.SCALAR, List.of(c.text("value_string", ""))));
        } else if (c.has("value_strings")) {
            List<String> texts = c.texts("value_strings");
            return List.of(c.strings(Shape.of(texts.size()), texts));
        }
        throw new ChainruleException(say("it is a sparse tensor, which is not supported"));
    }

    private static List<Val> centred(Call c) {
        long[] sizes = c.longs(1);
        int rank = c.rank(0);
        long[] axes = c.has("axes")
                ? c.wholes("axes")
                : IntStream.range(0, rank).asLongStream().toArray();
        Node x = c.node(0);
        List<List<Integer>> widths = new ArrayList<>(Collections.nCopies(rank, List.of(0, 0)));
        for (int i = 0; i < axes.length; i++) {
            int axis = c.axis(axes[i], rank);
            int has = c.extent(0, axis);
            int wanted = Math.toIntExact(sizes[i]);
            if (wanted < has) {
                int from = (has - wanted) / 2;
                x = fn("slice", x, axis, from, from + wanted);
            } else {
                int before = (wanted - has) / 2;
                widths.set(axis, List.of(before, wanted - has - before));
            }
        }
        return c.out(fn("pad", x, widths));
    }
}
