package org.chainrule.check.example;

import java.util.SplittableRandom;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Values with which one calculates by hand: whole numbers, and quarters where a domain has no whole ones. */
final class SmallNumbers {
    private static final int[] SMALL = {-2, -1, -1, 1, 1, 2, 3, 0};

    private SmallNumbers() {}

    /** A value for an input. */
    static Tensor of(Node node, Shape shape, SplittableRandom random) {
        Domain domain = ((Leaf) node.op()).domain();
        if (!node.type().isReal()) {
            return (domain.kind() == Domain.Kind.REAL ? Domain.of(Domain.Kind.INTEGER) : domain).sample(shape, random);
        }
        int n = shape.rank() < 2 ? 1 : shape.extent(-1);
        return switch (domain.kind()) {
            case REAL -> Tensor.fill(DType.F64, shape, k -> SMALL[random.nextInt(SMALL.length)]);
            case POSITIVE, NONNEGATIVE -> Tensor.fill(DType.F64, shape, k -> random.nextInt(1, 5));
            case PROBABILITY -> Tensor.fill(DType.F64, shape, k -> random.nextInt(1, 4) / 4.0);
            case INTERVAL ->
                Tensor.fill(DType.F64, shape, k -> between(domain, random.nextInt(-2, 4), random.nextInt(1, 4) / 4.0));
            // a corner of the simplex: its entries are whole
            case SIMPLEX -> Domain.onehot(domain.axis()).sample(shape, random);
            // more on the diagonal than beside it: there is an inverse, and a factor of Cholesky
            case INVERTIBLE ->
                Tensor.fill(DType.F64, shape, k -> random.nextInt(-1, 2) + (k / n % n == k % n ? n + 1 : 0));
            case SYMMETRIC, SPD -> mirrored(shape, domain.kind() == Domain.Kind.SPD, random);
            case ONEHOT, BINARY, INTEGER -> domain.sample(shape, random);
        };
    }

    private static double between(Domain domain, double whole, double share) {
        return whole >= domain.low() && whole <= domain.high()
                ? whole
                : domain.low() + share * (domain.high() - domain.low());
    }

    private static Tensor mirrored(Shape shape, boolean definite, SplittableRandom random) {
        int n = shape.extent(-1);
        Tensor half = Tensor.fill(DType.F64, shape, k -> definite ? random.nextInt(-1, 2) : random.nextInt(-2, 4));
        return Tensor.fill(DType.F64, shape, k -> {
            int row = k / n % n;
            int column = k % n;
            int mirror = k - row * n - column + column * n + row;
            return half.at(row <= column ? k : mirror) + (definite && row == column ? n + 1 : 0);
        });
    }
}
