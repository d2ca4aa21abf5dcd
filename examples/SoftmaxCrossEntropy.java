import static org.chainrule.Chainrule.*;

import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/** Softmax with cross-entropy: the gradient by the logits is the prediction minus the label. */
class SoftmaxCrossEntropy {
    public static void main(String[] args) {
        Node z = param("z", 3), y = input("y", Domain.onehot(0), 3);
        Node p = softmax(z).named("p");
        Node J = y.times(log(p)).sum().neg().named("J");
        Binding[] at = {z.is(Tensor.of(0.2, -0.4, 1.1)), y.is(Tensor.of(0, 0, 1))};

        System.out.println("p       = " + eval(p, at));
        System.out.println("J       = " + eval(J, at));
        System.out.println("dJ/dz   = " + eval(grad(J, z), at));
        System.out.println("p - y   = " + eval(p.minus(y), at));
        System.out.println("dp/dz   = " + eval(jacobian(p, z), at));
        System.out.println("closed  = " + eval(diag(p).minus(outer(p, p)), at)); // diag(p) - p p^T
        System.out.println("in LaTeX: " + latex(J));
    }
}
