import static org.chainrule.Chainrule.*;

import java.util.List;
import org.chainrule.check.OpChecks;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Tensor;

/** Two ops of one's own. Both can at once be differentiated, as often as wanted, printed, drawn and checked. */
class CustomOp {
    /** An elementwise op is a row: its value and its derivative. */
    static final Elementwise SWISH = Op.unary("swish", x -> x / (1 + Math.exp(-x)))
            .vjp((dz, z, x) -> dz.times(z.plus(sigmoid(x).times(z.neg().plus(1)))))
            .latex("\\operatorname{swish}(<0>)");

    /** An op with attributes is a record: here the entries of a vector, moved round in a circle. */
    record Turn(int by) implements Op {
        public String name() {
            return "turn";
        }

        public Type infer(List<Type> in) {
            return in.get(0);
        }

        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(Math.floorMod(i - by, x.count())));
        }

        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return new Turn(-by).of(dz);
        }
    }

    public static void main(String[] args) {
        Node x = input("x", 3);
        Node y = SWISH.of(new Turn(1).of(x));
        Tensor at = Tensor.of(1, 2, 3);
        System.out.println("y  = " + text(y) + " = " + eval(y, x.is(at)));
        System.out.println("in LaTeX: " + latex(y));
        Node dx = grad(sum(y), x);
        System.out.println("dx = " + text(dx) + " = " + eval(dx, x.is(at)));
        // The table test of the built-in ops: value, types, derivatives of order 1 and 2, float32, special values.
        int checks = OpChecks.of(SWISH, new Turn(2)).run().orThrow().lines().size();
        System.out.println(checks + " checks passed");
    }
}
