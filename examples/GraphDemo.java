import static org.chainrule.Chainrule.*;

import java.util.List;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;

/** The first computation graph of the course: J = 3(a + bc), forward and backward, and each derivative measured. */
class GraphDemo {
    public static void main(String[] args) {
        Node a = param("a"), b = param("b"), c = param("c");
        Node u = b.times(c).named("u");
        Node v = a.plus(u).named("v");
        Node J = v.times(3).named("J");
        System.out.println("J = " + eval(J, a.is(5), b.is(3), c.is(2)).item());

        List<Node> variables = List.of(a, b, c, v, u);
        for (Node x : variables) {
            Node dx = grad(J, x); // a graph again: it has a formula and a value
            System.out.println("d" + x.label().orElse("") + " = " + text(dx) + " = "
                    + eval(dx, a.is(5), b.is(3), c.is(2)).item());
        }

        // A small push of an input moves J by the derivative times the push.
        double push = 0.001;
        double[] at = {5, 3, 2};
        System.out.println("nudged by " + push + ":");
        for (int i = 0; i < 3; i++) {
            double[] moved = at.clone();
            moved[i] += push;
            double ratio = (valueAt(J, moved, a, b, c) - valueAt(J, at, a, b, c)) / push;
            System.out.printf("  J moves by %.4f times the push of %s%n", ratio, "abc".charAt(i));
        }
    }

    static double valueAt(Node J, double[] at, Node... x) {
        return eval(J, new Binding[] {x[0].is(at[0]), x[1].is(at[1]), x[2].is(at[2])})
                .item();
    }
}
