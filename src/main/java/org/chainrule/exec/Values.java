package org.chainrule.exec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Kink;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** The values of one run: those of the outputs and of every node they are computed from. */
public final class Values {
    private final NodeMap<Tensor> values;
    private final Sizes sizes;

    Values(NodeMap<Tensor> values, Sizes sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    /**
     * Values that were computed in another way than by the interpreter.
     *
     * @param values of the outputs
     * @param sizes what the free named sizes were
     */
    public static Values of(NodeMap<Tensor> values, Sizes sizes) {
        return new Values(values, sizes);
    }

    /**
     * The value of a node.
     *
     * @throws ChainruleException when it was not part of the run
     */
    public Tensor get(Node node) {
        return find(node)
                .orElseThrow(() -> new ChainruleException(
                        "{0} was not computed: it is not one of the outputs, nor needed for one", ShortText.of(node)));
    }

    /** The value of a node, if it was part of the run. */
    public Optional<Tensor> find(Node node) {
        return Optional.ofNullable(values.get(node));
    }

    /** What the free named sizes were. */
    public Sizes sizes() {
        return sizes;
    }

    /** The number of nodes computed. */
    public int count() {
        return values.size();
    }

    /** The first node whose value is NaN or infinite, in the order of computation. */
    public Optional<NonFinite> firstNonFinite() {
        for (int i = 0; i < values.size(); i++) {
            Node node = values.key(i);
            Tensor value = get(node);
            // A constant is meant as it is: -inf in a mask.
            if (!value.isFinite() && !(node.op() instanceof Constant)) {
                return Optional.of(NonFinite.at(node, this));
            }
        }
        return Optional.empty();
    }

    /** The first product, quotient or power that is 0 because the number is too small for a double, and not 0 itself. */
    public Optional<Node> firstUnderflow() {
        for (int i = 0; i < values.size(); i++) {
            Node node = values.key(i);
            Op op = node.op();
            if ((op == Arithmetic.MUL || op == Arithmetic.DIV || op == Powers.POW || op == Powers.SQUARE)
                    && hasZero(get(node))
                    && underflows(
                            get(node),
                            get(node.input(0)),
                            get(node.input(node.inputs().size() - 1)),
                            op)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static boolean hasZero(Tensor value) {
        for (int i = 0; i < value.count(); i++) {
            if (value.at(i) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean underflows(Tensor result, Tensor left, Tensor right, Op op) {
        Tensor lost = Broadcasting.map(left, right, (a, b) -> {
            boolean zero = a == 0 || (op == Arithmetic.MUL && b == 0);
            return zero || !Double.isFinite(a) || !Double.isFinite(b) ? 0 : 1;
        });
        for (int i = 0; i < lost.count(); i++) {
            if (lost.at(i) != 0 && result.at(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * What to know of a derivative at this point: the kinks it was taken across and that the point lies on, by the node that
     * is such a derivative. There its value is a convention, 0 for the slope of a sign, and need not be a limit. A place where
     * function and derivative go on alike on all sides is none.
     */
    public Map<Node, List<Kink>> kinks() {
        Map<Node, List<Kink>> hit = new LinkedHashMap<>();
        values.forEach((node, value) -> {
            List<Kink> kinks = Notes.kinks(node).stream()
                    .filter(kink -> Sides.meet(this, kink) && Sides.differ(this, node, kink))
                    .toList();
            if (!kinks.isEmpty()) {
                hit.put(node, kinks);
            }
        });
        return hit;
    }
}
