package org.chainrule.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;

/**
 * A product of transposes as the transpose of a product, as books write it where there are more than two factors, or the same
 * twice: {@code 3 * (X @ X).T}. Terms of a sum are transposed together.
 */
final class TransposedProduct {
    private final Predicate<Node> named;

    /** @param named what has a name is a factor as it stands */
    TransposedProduct(Predicate<Node> named) {
        this.named = named;
    }

    /** The formula with fewer transposes, where its terms are such products. */
    Node of(Node formula) {
        if (formula.rank() != 2 || named.test(formula)) {
            return formula;
        }
        List<Node> factors = MatMul.factors(formula, named);
        Node first = factors.get(0);
        boolean negative = first.op() == Arithmetic.NEG && !named.test(first);
        boolean scaled = first.op() == Arithmetic.MUL && first.input(0).isScalar() && !named.test(first);
        if (!negative && !scaled) {
            return turned(formula);
        }
        // a number stands at the first factor of a product, or before all of them
        Node rest = first.input(negative ? 0 : 1);
        for (Node factor : factors.subList(1, factors.size())) {
            rest = rest.matmul(factor);
        }
        Node turned = turned(rest);
        return turned == rest
                ? formula
                : negative ? turned.neg() : first.input(0).times(turned);
    }

    private Node turned(Node terms) {
        boolean sum = (terms.op() == Arithmetic.ADD || terms.op() == Arithmetic.SUB) && !named.test(terms);
        List<Node> turned = new ArrayList<>();
        for (Node term : sum ? terms.inputs() : List.of(terms)) {
            List<Node> factors = MatMul.factors(term, named);
            boolean several = sum || factors.size() > 2 || new HashSet<>(factors).size() < factors.size();
            if (factors.size() < 2 || !several || !factors.stream().allMatch(this::isTranspose)) {
                return terms;
            }
            Node product = factors.get(0).input(0);
            for (Node factor : factors.subList(1, factors.size())) {
                product = factor.input(0).matmul(product);
            }
            turned.add(product);
        }
        return (sum ? Node.of(terms.op(), turned) : turned.get(0)).T();
    }

    private boolean isTranspose(Node factor) {
        return factor.op() instanceof Transpose && !named.test(factor);
    }
}
