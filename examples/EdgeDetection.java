import static org.chainrule.Chainrule.*;

import org.chainrule.graph.Node;
import org.chainrule.ops.Window;
import org.chainrule.tensor.Tensor;

/** A vertical edge filter over a 6 x 6 image, and the gradient of the sum of its output by the filter. */
class EdgeDetection {
    public static void main(String[] args) {
        Node X = input("X", 6, 6), K = param("K", 3, 3);
        Tensor image = Tensor.of(new double[][] {
            {3, 0, 1, 2, 7, 4},
            {1, 5, 8, 9, 3, 1},
            {2, 7, 2, 5, 1, 3},
            {0, 1, 3, 1, 7, 8},
            {4, 2, 1, 6, 2, 8},
            {2, 4, 5, 2, 3, 9}
        });
        Tensor vertical = Tensor.of(new double[][] {{1, 0, -1}, {1, 0, -1}, {1, 0, -1}});
        Node valid = conv2d(X, K);
        Node same = conv2d(X, K, Window.over(2).same());

        System.out.println("valid " + eval(valid, X.is(image), K.is(vertical)));
        System.out.println("same  " + eval(same, X.is(image), K.is(vertical)));
        System.out.println("dK    " + eval(grad(sum(valid), K), X.is(image), K.is(vertical)));

        // A picture that is light on the left and dark on the right: the filter answers at the edge only.
        Tensor edge = Tensor.generate(image.dtype(), image.shape(), ix -> ix[1] < 3 ? 10 : 0);
        System.out.println("edge  " + eval(valid, X.is(edge), K.is(vertical)));
    }
}
