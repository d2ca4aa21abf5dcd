package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/**
 * EntryProducts of all entries along axes. The derivative by one entry is the product of the others, formed without division,
 * so zeros are nothing special, at any order.
 */
public final class EntryProducts {
    static final Function PROD = Function.reduction("prod", EntryProducts::prod)
            .doc("Product of all entries, or over the axes named. The derivative is the product of the others, right "
                    + "with any number of zeros. An empty product is 1.")
            .example("prod(X)", "X [2, 3]")
            .example("prod(X, axis=1)", "X [2, 3]")
            .example("prod(X, axis=[0, 2], keepdims=true)", "X [2, 3, 2]");

    static final Function PROD_OTHERS = Function.define(
                    "prod_others",
                    "x, *directions, axis=none",
                    a -> prodOthers(a.node("x"), a.nodes("directions"), a.axes("axis", a.node("x"))))
            .doc("prod_others(x): at each place the product of all other entries along the axes: the derivative of "
                    + "prod. prod_others(x, g, …) is its derivative along the direction g, and so on: at place k the "
                    + "sum, over all ways to pick different places other than k for the directions, of the product in "
                    + "which the directions stand at their places and x at the rest.")
            .example("prod_others(X, axis=1)", "X [2, 4]")
            .example("prod_others(X, Y)", "X [4], Y [4]")
            .example("prod_others(X, Y, Z)", "X [4], Y [4], Z [4]");

    private EntryProducts() {}

    /** The node {@code prod(x, axis=axes, keepdims=keepdims)}. */
    public static Node prod(Node x, Axes axes, boolean keepdims) {
        return Node.of(new Prod(axes, keepdims), x);
    }

    /**
     * At each place the product of the other entries along the axes, or its derivative along directions.
     *
     * @param directions of the shape of {@code x}, at most eleven
     * @throws ShapeException when a direction has another shape
     */
    public static Node prodOthers(Node x, List<Node> directions, Axes axes) {
        List<Node> inputs = new ArrayList<>(List.of(x));
        inputs.addAll(directions);
        return Node.of(new ProdOthers(axes), inputs);
    }

    /** The product over axes. */
    public record Prod(Axes axes, boolean keepdims) implements Reducing {
        @Override
        public OpRow row() {
            return reducing("prod", terms -> Arrays.stream(terms).reduce(1, (a, b) -> a * b))
                    .spelled(call -> call.latex(call.latex().replace("\\operatorname{prod}", "\\prod")))
                    .vjp((dz, z, x) -> kept(dz, x).times(prodOthers(x, List.of(), axes)))
                    .finite()
                    .local(say("⊙ product of the others"));
        }
    }

    /**
     * With r directions: at place k the coefficient of e1…er in the product over j ≠ k of (x_j + e1·g1_j + … + er·gr_j).
     * It is linear in every direction, and its derivative by x is the same op with one direction more, so the family is
     * closed under differentiation.
     */
    public record ProdOthers(Axes axes) implements RowOp {
        private static final int MOST_DIRECTIONS = 12;

        @Override
        public OpRow row() {
            return OpRow.named("prod_others")
                    .key("axis", axes.text(), Axes.ALL.text())
                    .latex("\\prod_{j \\ne k}\\left(<*>\\right)_{j}")
                    .type(ProdOthers::type)
                    .value(in -> {
                        Groups groups = Groups.of(in.get(0).shape(), axes);
                        double[][] factors = new double[groups.size()][in.size()];
                        return Groups.map(in, groups, g -> {
                            for (int i = 0; i < factors.length; i++) {
                                for (int s = 0; s < in.size(); s++) {
                                    factors[i][s] = in.get(s).at(groups.position(g, i));
                                }
                            }
                            return others(factors, in.size() - 1);
                        });
                    })
                    .vjpAlong()
                    .mask(MaskRule.along(axes))
                    .finite()
                    .local(say("products of the others"));
        }

        private static Type type(List<Type> in) {
            Shape x = in.get(0).shape();
            for (Type direction : in) {
                if (!direction.shape().sameShape(x)) {
                    throw new ShapeException(
                            "a direction has the shape of x, which is {0}, not {1}", x, direction.shape());
                }
            }
            if (in.size() > MOST_DIRECTIONS) {
                throw new ChainruleException(
                        "the derivative of order {0} of a product is beyond what prod can do, which is {1}",
                        in.size(), MOST_DIRECTIONS);
            }
            return Type.real(x);
        }

        private static double[] others(double[][] factors, int directions) {
            int n = factors.length;
            int all = (1 << directions) - 1;
            double[][] before = new double[n][];
            double[] running = unit(all);
            for (int i = 0; i < n; i++) {
                before[i] = running;
                running = times(running, factors[i]);
            }
            double[] result = new double[n];
            double[] after = unit(all);
            for (int i = n - 1; i >= 0; i--) {
                double sum = 0;
                for (int subset = 0; subset <= all; subset++) {
                    sum += before[i][subset] * after[all - subset];
                }
                result[i] = sum;
                after = times(after, factors[i]);
            }
            return result;
        }

        private static double[] unit(int all) {
            double[] one = new double[all + 1];
            one[0] = 1;
            return one;
        }

        /** A polynomial in e1…er without squares, indexed by the set of its e's, times x + e1·g1 + … + er·gr. */
        private static double[] times(double[] polynomial, double[] factor) {
            double[] product = new double[polynomial.length];
            for (int subset = 0; subset < product.length; subset++) {
                double sum = polynomial[subset] * factor[0];
                for (int s = 1; s < factor.length; s++) {
                    int bit = 1 << (s - 1);
                    if ((subset & bit) != 0) {
                        sum += polynomial[subset - bit] * factor[s];
                    }
                }
                product[subset] = sum;
            }
            return product;
        }
    }
}
