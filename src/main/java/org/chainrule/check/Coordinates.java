package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.graph.Node;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The independent numbers in which a variable moves: its entries, or, when it is declared symmetric, the entries on and
 * above the diagonal, each together with its mirror image. A function of symmetric matrices has no derivative off them.
 */
final class Coordinates {
    private final Tensor x;
    /** By coordinate: the row-major position, and that of the mirror image or the same again. */
    private final int[] first;

    private final int[] second;

    private Coordinates(Tensor x, int[] first, int[] second) {
        this.x = x;
        this.first = first;
        this.second = second;
    }

    static Coordinates of(Node variable, Tensor x) {
        Tensor base = x.as(DType.F64);
        if (ValueFacts.declared(variable).symmetric()) {
            return symmetric(base);
        }
        int[] all = new int[x.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new Coordinates(base, all, all);
    }

    private static Coordinates symmetric(Tensor x) {
        int n = x.shape().extent(-1);
        List<Integer> upper = new ArrayList<>();
        for (int i = 0; i < x.count(); i++) {
            if (i % (n * n) / n <= i % n) {
                upper.add(i);
            }
        }
        int[] first = upper.stream().mapToInt(i -> i).toArray();
        int[] second = upper.stream()
                .mapToInt(i -> i - i % (n * n) + i % n * n + i % (n * n) / n)
                .toArray();
        return new Coordinates(x, first, second);
    }

    /** True when entries move in pairs. */
    boolean isSymmetric() {
        return first != second;
    }

    int count() {
        return first.length;
    }

    Shape shape() {
        return x.shape();
    }

    Tensor base() {
        return x;
    }

    /** The multi-index of a coordinate. */
    List<Integer> index(int k) {
        List<Integer> index = new ArrayList<>();
        int rest = first[k];
        for (int axis = x.rank() - 1; axis >= 0; axis--) {
            int extent = x.shape().extent(axis);
            index.add(0, rest % extent);
            rest /= extent;
        }
        return List.copyOf(index);
    }

    /** How far a coordinate is moved by one unit: large entries move further. */
    double unit(int k) {
        return Math.max(1, Math.abs(x.at(first[k])));
    }

    double value(int k) {
        return x.at(first[k]);
    }

    /** The gradient by the coordinates, from that by the entries. */
    double[] gradient(Tensor byEntry) {
        double[] gradient = new double[count()];
        for (int k = 0; k < gradient.length; k++) {
            double mirrored = first[k] == second[k] ? 0 : byEntry.at(second[k]);
            gradient[k] = byEntry.at(first[k]) + mirrored;
        }
        return gradient;
    }

    /** A direction in which every coordinate takes part. */
    double[] direction(SplittableRandom random) {
        double[] direction = new double[count()];
        for (int k = 0; k < direction.length; k++) {
            double size = unit(k) * (0.5 + random.nextDouble());
            direction[k] = random.nextBoolean() ? size : -size;
        }
        return direction;
    }

    /** The variable moved by {@code t} along a direction. */
    Tensor moved(double[] direction, double t) {
        double[] entries = x.toArray();
        for (int k = 0; k < direction.length; k++) {
            move(entries, k, t * direction[k]);
        }
        return Tensor.of(x.shape(), entries);
    }

    /** The variable with one coordinate moved by {@code t} units. */
    Tensor moved(int k, double t) {
        double[] entries = x.toArray();
        move(entries, k, t * unit(k));
        return Tensor.of(x.shape(), entries);
    }

    private void move(double[] entries, int k, double by) {
        entries[first[k]] += by;
        if (first[k] != second[k]) {
            entries[second[k]] += by;
        }
    }
}
