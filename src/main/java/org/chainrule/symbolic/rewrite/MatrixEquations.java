package org.chainrule.symbolic.rewrite;

import static org.chainrule.ops.Determinants.cofactor;
import static org.chainrule.ops.Determinants.det;
import static org.chainrule.ops.Determinants.logabsdet;
import static org.chainrule.ops.Determinants.logdet;
import static org.chainrule.ops.Diagonals.diagEmbed;
import static org.chainrule.ops.Diagonals.trace;
import static org.chainrule.ops.Inverses.inv;
import static org.chainrule.ops.MatrixFunctions.matrixExp;
import static org.chainrule.ops.Products.kron;
import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.P;
import static org.chainrule.symbolic.rewrite.FormulaPattern.Q;
import static org.chainrule.symbolic.rewrite.FormulaPattern.U;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Rounding;

/** Laws of determinants, traces, inverses and exponentials of matrices, for the rules and for proofs. */
public final class MatrixEquations {
    static final List<Equation> DETERMINANT_OF_PRODUCT =
            determinant(P.matmul(Q), det(P).times(det(Q)), logabsdet(P).plus(logabsdet(Q)));
    static final List<Equation> TRANSPOSE = List.of(
            Equation.of(det(A.T()), det(A)),
            Equation.of(logdet(A.T()), logdet(A)),
            Equation.of(logabsdet(A.T()), logabsdet(A)),
            Equation.of(trace(A.T()), trace(A)));
    static final List<Equation> TRACE_OF_KRONECKER = List.of(Equation.of(trace(kron(P, Q)), trace(P).times(trace(Q))));
    private static final List<Equation> MORE = List.of(
            Equation.of(inv(diagEmbed(U)), diagEmbed(ONE.over(U))),
            Equation.of(inv(diagEmbed(A)), diagEmbed(ONE.over(A))),
            Equation.of(inv(kron(P, Q)), kron(inv(P), inv(Q))),
            Equation.of(inv(matrixExp(P)), matrixExp(P.neg())),
            Equation.of(inv(P.matmul(Q)), inv(Q).matmul(inv(P))),
            Equation.of(inv(P.matmul(Q).T()), inv(P.T()).matmul(inv(Q.T()))),
            Equation.of(
                    cofactor(diagEmbed(U)),
                    diagEmbed(EntryProducts.prod(U, Axes.ALL, true).over(U))),
            Equation.of(cofactor(P.matmul(Q)), cofactor(P).matmul(cofactor(Q))),
            Equation.of(cofactor(P.matmul(Q).T()), cofactor(Q.T()).matmul(cofactor(P.T()))),
            Equation.of(matrixExp(P.T()), matrixExp(P).T()));
    private static final Map<Op, List<Equation>> BY_OP = Stream.of(
                    DETERMINANT_OF_PRODUCT,
                    TRANSPOSE,
                    TRACE_OF_KRONECKER,
                    determinant(
                            diagEmbed(U),
                            EntryProducts.prod(U, Axes.ALL, false),
                            Powers.LOG.of(Rounding.ABS.of(U)).sum()),
                    determinant(matrixExp(P), Powers.EXP.of(trace(P)), trace(P)),
                    MORE)
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(equation -> equation.left().formula().op()));

    private MatrixEquations() {}

    /** What the determinant of a matrix is, and its logarithm. */
    private static List<Equation> determinant(Node matrix, Node plain, Node log) {
        return List.of(
                Equation.of(det(matrix), plain), Equation.of(logdet(matrix), log), Equation.of(logabsdet(matrix), log));
    }

    /** The simpler node that a node equals by one of these laws wherever it is defined; nothing when none is about it. */
    public static Optional<Node> simpler(Node node) {
        List<Equation> about = BY_OP.getOrDefault(node.op(), List.of());
        if (about.isEmpty()) {
            return Optional.empty();
        }
        Visibility sight = new Visibility(any -> false);
        return about.stream()
                .flatMap(equation -> equation.apply(node, sight).stream())
                .findFirst();
    }
}
