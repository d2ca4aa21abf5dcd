package org.chainrule.exec.digits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.chainrule.graph.Op;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Inverses;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Products along axes, and the kernels of linear algebra by elimination. */
final class BallKernels {
    private final BallArithmetic a;
    private final BallFunctions functions;

    BallKernels(BallArithmetic arithmetic, BallFunctions functions) {
        this.a = arithmetic;
        this.functions = functions;
    }

    boolean has(Op op, int inputs) {
        return op == Inverses.INVERSE
                || op == Determinants.DETERMINANT
                || op instanceof Determinants.LogDet
                || (op == Determinants.COFACTORS && inputs == 1)
                || (op instanceof EntryProducts.ProdOthers && inputs == 1)
                || op instanceof EntryProducts.Prod
                || op instanceof Cumulative.CumProd
                || op instanceof Cumulative.Scan;
    }

    /** What the result costs, in products. */
    static double cost(Op op, Shape in) {
        if (!(op == Inverses.INVERSE || op == Determinants.DETERMINANT || op instanceof Determinants.LogDet)
                && op != Determinants.COFACTORS) {
            return 3.0 * in.entries();
        }
        double n = in.extent(-1);
        return in.entries() * n * (op == Determinants.COFACTORS ? n * n : 1);
    }

    BallTensor of(Op op, List<BallTensor> in, Shape result) {
        BallTensor x = in.get(0);
        if (op instanceof EntryProducts.Prod prod) {
            return new BallTensor(result, products(x, prod.axes()::contains));
        }
        if (op instanceof EntryProducts.ProdOthers others) {
            return others(x, others.axes()::contains);
        }
        if (op instanceof Cumulative.CumProd running) {
            return scan(x, null, running.axis(), false);
        }
        if (op instanceof Cumulative.Scan scan) {
            return scan(x, in.get(1), scan.axis(), scan.reverse());
        }
        return matrices(op, x, result);
    }

    /** The positions of the entries of each group: those that differ only along some axes. */
    private static List<List<Integer>> groups(Shape shape, IntPredicate grouped) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int outer = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            sizes.add(shape.extent(axis));
            outer *= grouped.test(axis) ? 1 : shape.extent(axis);
        }
        for (int g = 0; g < outer; g++) {
            groups.add(new ArrayList<>());
        }
        for (int k = 0; k < shape.entries(); k++) {
            int group = 0;
            int rest = k;
            int weight = 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                int at = rest % sizes.get(axis);
                rest /= sizes.get(axis);
                if (!grouped.test(axis)) {
                    group += weight * at;
                    weight *= sizes.get(axis);
                }
            }
            groups.get(group).add(k);
        }
        return groups;
    }

    private List<Ball> products(BallTensor x, IntPredicate grouped) {
        List<Ball> products = new ArrayList<>();
        for (List<Integer> group : groups(x.shape(), grouped)) {
            Ball product = Ball.ONE;
            for (int k : group) {
                product = a.times(product, x.at(k));
            }
            products.add(product);
        }
        return products;
    }

    private BallTensor others(BallTensor x, IntPredicate grouped) {
        List<Ball> result = new ArrayList<>(x.balls());
        for (List<Integer> group : groups(x.shape(), grouped)) {
            Ball running = Ball.ONE;
            for (int k : group) {
                result.set(k, running);
                running = a.times(running, x.at(k));
            }
            running = Ball.ONE;
            for (int i = group.size() - 1; i >= 0; i--) {
                int k = group.get(i);
                result.set(k, a.times(result.get(k), running));
                running = a.times(running, x.at(k));
            }
        }
        return new BallTensor(x.shape(), result);
    }

    /** s[k] = b[k] + weight · s[k - 1]; without b the running product. */
    private BallTensor scan(BallTensor weights, @Nullable BallTensor b, int axis, boolean reverse) {
        List<Ball> result = new ArrayList<>((b == null ? weights : b).balls());
        for (List<Integer> group : groups(weights.shape(), other -> other == axis)) {
            int n = group.size();
            for (int k = 1; k < n; k++) {
                int to = group.get(reverse ? n - 1 - k : k);
                int from = group.get(reverse ? n - k : k - 1);
                Ball weight = weights.at(reverse ? from : to);
                Ball step = a.times(weight, result.get(from));
                result.set(to, b == null ? step : a.plus(result.get(to), step));
            }
        }
        return new BallTensor(weights.shape(), result);
    }

    private BallTensor matrices(Op op, BallTensor x, Shape shape) {
        int n = x.shape().extent(-1);
        List<Ball> result = new ArrayList<>();
        int batches = n == 0 ? 0 : x.count() / (n * n);
        for (int batch = 0; batch < batches; batch++) {
            Ball[][] matrix = new Ball[n][n];
            boolean finite = true;
            for (int i = 0; i < n * n; i++) {
                Ball entry = x.at(batch * n * n + i);
                matrix[i / n][i % n] = entry;
                finite &= entry.isFinite();
            }
            if (!finite) {
                int count = shape.entries() / batches;
                result.addAll(Collections.nCopies(count, Ball.UNDEFINED));
            } else if (op == Inverses.INVERSE) {
                inverse(matrix, result);
            } else if (op == Determinants.COFACTORS) {
                cofactors(matrix, result);
            } else {
                Ball det = determinant(matrix);
                result.add(
                        op instanceof Determinants.LogDet log ? functions.log(log.absolute() ? a.abs(det) : det) : det);
            }
        }
        return n == 0
                ? BallTensor.full(shape, op instanceof Determinants.LogDet ? Ball.ZERO : Ball.ONE)
                : new BallTensor(shape, result);
    }

    /** The row at or below with the largest entry in a column. */
    private static int pivot(Ball[][] rows, int column) {
        int best = column;
        for (int i = column + 1; i < rows.length; i++) {
            best = rows[i][column].magnitude() > rows[best][column].magnitude() ? i : best;
        }
        return best;
    }

    private Ball determinant(Ball[][] matrix) {
        int n = matrix.length;
        Ball[][] rows = copy(matrix);
        Ball det = Ball.ONE;
        for (int c = 0; c < n; c++) {
            int p = pivot(rows, c);
            if (a.isZero(rows[p][c])) {
                return Ball.ZERO;
            }
            if (p != c) {
                swap(rows, p, c);
                det = det.negate();
            }
            det = a.times(det, rows[c][c]);
            for (int i = c + 1; i < n; i++) {
                subtract(rows, i, c, a.over(rows[i][c], rows[c][c]));
            }
        }
        return det;
    }

    private void inverse(Ball[][] matrix, List<Ball> result) {
        int n = matrix.length;
        Ball[][] rows = new Ball[n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = matrix[i][j];
                rows[i][n + j] = i == j ? Ball.ONE : Ball.ZERO;
            }
        }
        for (int c = 0; c < n; c++) {
            int p = pivot(rows, c);
            if (a.isZero(rows[p][c])) {
                result.addAll(Collections.nCopies(n * n, Ball.UNDEFINED));
                return;
            }
            swap(rows, p, c);
            Ball head = rows[c][c];
            for (int j = c; j < 2 * n; j++) {
                rows[c][j] = a.over(rows[c][j], head);
            }
            for (int i = 0; i < n; i++) {
                if (i != c) {
                    subtract(rows, i, c, rows[i][c]);
                }
            }
        }
        for (Ball[] row : rows) {
            result.addAll(List.of(row).subList(n, 2 * n));
        }
    }

    private void subtract(Ball[][] rows, int from, int row, Ball times) {
        if (times.isZero()) {
            return;
        }
        for (int j = row; j < rows[row].length; j++) {
            rows[from][j] = a.minus(rows[from][j], a.times(times, rows[row][j]));
        }
    }

    private void cofactors(Ball[][] matrix, List<Ball> result) {
        int n = matrix.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Ball[][] minor = new Ball[n - 1][n - 1];
                for (int r = 0; r < n - 1; r++) {
                    for (int c = 0; c < n - 1; c++) {
                        minor[r][c] = matrix[r < i ? r : r + 1][c < j ? c : c + 1];
                    }
                }
                Ball det = determinant(minor);
                result.add((i + j) % 2 == 0 ? det : det.negate());
            }
        }
    }

    private static Ball[][] copy(Ball[][] matrix) {
        Ball[][] copy = new Ball[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    private static void swap(Ball[][] rows, int p, int q) {
        Ball[] row = rows[p];
        rows[p] = rows[q];
        rows[q] = row;
    }
}
