package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.exec.kernel.EntryFunction;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What is done about each node of a graph once the sizes are known, and where its value lies. Reshapes, transposes and
 * broadcasts are only another way to look at a value, unless somebody needs its entries side by side.
 */
final class Layout {
    /** What is done about a node. */
    enum Role {
        /** Comes from outside. */
        LEAF,
        /** Is known already. */
        CONSTANT,
        /** Another look at its input. */
        VIEW,
        /** One number, computed from numbers. */
        NUMBER,
        /** Computed entry by entry; also a view whose entries must lie side by side. */
        ENTRY,
        /** A sum or mean. */
        SUM,
        /** A matrix product. */
        PRODUCT,
        /** Whatever has a kernel of its own. */
        KERNEL,
        /** The reference meaning is called. */
        CALL
    }

    private static final int[] SCALAR = {};

    private final Walk walk;
    private final Sizes sizes;
    private final DType dtype;
    private final Role[] roles;
    private final int[][] extents;
    private final boolean[] dense;
    private final View[] views;

    private Layout(Walk walk, Sizes sizes, DType dtype) {
        this.walk = walk;
        this.sizes = sizes;
        this.dtype = dtype;
        this.roles = new Role[walk.size()];
        this.extents = new int[walk.size()][];
        this.dense = new boolean[walk.size()];
        this.views = new View[walk.size()];
    }

    /** The layout of everything that some outputs need. */
    static Layout of(Walk walk, List<Node> outputs, Sizes sizes, DType dtype) {
        Layout layout = new Layout(walk, sizes, dtype);
        for (int i = 0; i < walk.size(); i++) {
            layout.extents[i] = extents(walk.node(i).shape().resolve(sizes));
            layout.roles[i] = layout.role(i);
        }
        outputs.forEach(output -> layout.dense[walk.indexOf(output)] = true);
        for (int i = walk.size() - 1; i >= 0; i--) {
            layout.demand(i);
        }
        for (int i = 0; i < walk.size(); i++) {
            layout.views[i] = layout.view(i);
        }
        return layout;
    }

    static int[] extents(Shape shape) {
        if (shape.rank() == 0) {
            return SCALAR;
        }
        int[] extents = new int[shape.rank()];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = shape.extent(axis);
        }
        return extents;
    }

    Role role(Node node) {
        return roles[walk.indexOf(node)];
    }

    Role roleAt(int i) {
        return roles[i];
    }

    View viewAt(int i) {
        return views[i];
    }

    int[] extentsAt(int i) {
        return extents[i];
    }

    Sizes sizes() {
        return sizes;
    }

    Walk walk() {
        return walk;
    }

    private Role role(int i) {
        Node node = walk.node(i);
        Op op = node.op();
        if (op instanceof Leaf) {
            return Role.LEAF;
        }
        if (node.inputs().isEmpty()) {
            return Role.CONSTANT;
        }
        if (isOdd(i)) {
            return Role.CALL;
        }
        if (isView(op)) {
            return Role.VIEW;
        }
        if (op instanceof Elementwise || op instanceof Where) {
            return View.count(extents[i]) == 1 ? Role.NUMBER : Role.ENTRY;
        }
        if (op instanceof Sum || op instanceof Mean) {
            return Role.SUM;
        }
        if (op instanceof MatMul) {
            return Role.PRODUCT;
        }
        return KernelSteps.has(op, node.inputs()) ? Role.KERNEL : Role.CALL;
    }

    private static boolean isView(Op op) {
        return op instanceof Broadcast
                || op instanceof Transpose
                || op instanceof Reshape
                || op instanceof Squeeze
                || op instanceof ExpandDims
                || op instanceof StopGradient;
    }

    /** Whole numbers and arrays without entries are left to the reference, but for the labels that a kernel reads. */
    private boolean isOdd(int i) {
        Node node = walk.node(i);
        boolean odd = !node.type().isReal() || View.count(extents[i]) == 0;
        for (int k = 0; k < node.inputs().size(); k++) {
            odd |= !node.input(k).type().isReal() || View.count(extents[walk.input(i, k)]) == 0;
        }
        return odd;
    }

    /** Passes on whose entries must lie side by side, from users to what they use. */
    private void demand(int i) {
        Role role = roles[i];
        Op op = walk.node(i).op();
        boolean inputs = role == Role.SUM || role == Role.KERNEL || role == Role.CALL || op instanceof Reshape;
        if (role == Role.VIEW && dense[i]) {
            if (op instanceof Broadcast || op instanceof Transpose) {
                roles[i] = View.count(extents[i]) == 1 ? Role.NUMBER : Role.ENTRY;
            } else {
                inputs = true;
            }
        }
        // A number everywhere is no array yet.
        if (op instanceof Fill && dense[i] && extents[i].length > 0 && View.count(extents[i]) > 1) {
            roles[i] = Role.ENTRY;
        }
        for (int k = 0; inputs && k < walk.node(i).inputs().size(); k++) {
            // The factors of a product are read as they lie.
            dense[walk.input(i, k)] |= k == 0 || !(op instanceof ProductUpdate);
        }
    }

    private View view(int i) {
        Node node = walk.node(i);
        return switch (roles[i]) {
            case CONSTANT -> constant(node, extents[i]);
            case VIEW -> look(node.op(), views[walk.input(i, 0)], extents[i]);
            case NUMBER -> {
                Store store = new Store(Store.Room.NUMBER, 1);
                folded(i).ifPresent(store::holds);
                yield View.dense(store, extents[i]);
            }
            default -> {
                int count = View.count(extents[i]);
                Store.Room room =
                        !node.type().isReal() ? Store.Room.TENSOR : count == 1 ? Store.Room.NUMBER : Store.Room.ARRAY;
                yield View.dense(new Store(room, count), extents[i]);
            }
        };
    }

    private static View look(Op op, View of, int[] extents) {
        if (op instanceof Broadcast) {
            return of.broadcast(extents);
        }
        if (op instanceof Transpose transpose) {
            return of.permuted(
                    transpose.axes().stream().mapToInt(Integer::intValue).toArray());
        }
        return op instanceof Reshape ? of.reshaped(extents) : of.withUnitAxes(extents);
    }

    private View constant(Node node, int[] extents) {
        if (node.op() instanceof Fill fill) {
            return View.constant(number(fill.value()), extents);
        }
        if (node.op() instanceof SizeOf size) {
            return View.dense(number((double) size.dim().evaluate(sizes)), extents);
        }
        Tensor value = node.op() instanceof Constant constant
                ? constant.value()
                : node.op().eval(List.of(), sizes);
        if (!node.type().isReal()) {
            Store store = new Store(Store.Room.TENSOR, value.count());
            store.holds(value.as(DType.I64));
            return View.dense(store, extents);
        }
        if (value.count() == 1) {
            return View.dense(number(value.at(0)), extents);
        }
        Store store = new Store(Store.Room.ARRAY, value.count());
        Object array = dtype == DType.F32 ? new float[value.count()] : new double[value.count()];
        TensorArrays.copy(value, array);
        store.holds(array);
        store.keep();
        return View.dense(store, extents);
    }

    private Store number(double value) {
        Store store = new Store(Store.Room.NUMBER, 1);
        store.holds(rounded(value));
        return store;
    }

    private double rounded(double value) {
        return dtype == DType.F32 ? (float) value : value;
    }

    /** The value of a number that is computed from constants. */
    private Optional<Double> folded(int i) {
        Node node = walk.node(i);
        int count = node.inputs().size();
        for (int k = 0; k < count; k++) {
            if (!(views[walk.input(i, k)].store().constant() instanceof Double)) {
                return Optional.empty();
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        List<Double> in = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            if (views[walk.input(i, k)].store().constant() instanceof Double known) {
                in.add(known);
            }
        }
        if (node.op() instanceof Where) {
            return Optional.of(in.get(0) != 0 ? in.get(1) : in.get(2));
        }
        return Optional.of(rounded(function(node).f().applyAsDouble(in.get(0), in.get(in.size() - 1))));
    }

    /** What is computed for each entry of a node; null for {@code where}. */
    static @Nullable EntryFunction entryFunction(Node node) {
        return node.op() instanceof Where ? null : function(node);
    }

    private static EntryFunction function(Node node) {
        return node.op() instanceof Elementwise row ? EntryFunctions.of(row) : EntryFunction.COPY;
    }
}
