package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.JacobianForm;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Type;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A user's own ops, which say what they are made of, are explained by index as the built-in ones are. */
class IndexTwinsTest {
    private static final String LEAVES = "dims n, m\ninput x [n], y [m]\nparam w [n]\n";

    /** As flip along the only axis. */
    private record Mirror() implements Op {
        @Override
        public String name() {
            return "mirror";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Tensor x = in.get(0);
            return Tensor.fill(x.dtype(), x.shape(), i -> x.at(x.count() - 1 - i));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return of(dz);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            return Optional.of(Contraction.moved(
                    List.of(Place.axis(0).times(-1).plus(in.get(0).shape().dim(0), -1))));
        }
    }

    /** As outer. */
    private record Pairs() implements Op {
        @Override
        public String name() {
            return "pairs";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape().concat(in.get(1).shape()));
        }

        @Override
        public Tensor eval(List<Tensor> in) {
            Shape shape = in.get(0).shape().concat(in.get(1).shape());
            int columns = in.get(1).count();
            return Tensor.fill(
                    DType.F64, shape, i -> in.get(0).at(i / columns) * in.get(1).at(i % columns));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return arg == 0 ? dz.matmul(in.get(1)) : in.get(0).matmul(dz);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            return Optional.of(Contraction.of(
                    List.of(), new Factor(0, List.of(Place.axis(0))), new Factor(1, List.of(Place.axis(1)))));
        }
    }

    /** As softmax along the only axis. */
    private record Soften() implements Op {
        @Override
        public String name() {
            return "soften";
        }

        @Override
        public Type infer(List<Type> in) {
            return in.get(0);
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return z.times(dz.minus(Sum.over(dz.times(z), Axes.ALL, true)));
        }

        @Override
        public Optional<Node> definition(List<Node> in) {
            Node exp = Powers.EXP.of(in.get(0));
            return Optional.of(exp.over(Sum.over(exp, Axes.ALL, true)));
        }
    }

    @Test
    void flip() {
        same("flip(w * x, axis=0)", new Mirror(), "w * x");
    }

    @Test
    void outer() {
        same("outer(w, y)", new Pairs(), "w", "y");
    }

    @Test
    void softmax() {
        same("softmax(w * x)", new Soften(), "w * x");
    }

    @Test
    void leakyRelu() {
        Model model = Model.parse(LEAVES, new Model.Settings(false, 0));
        Node built = model.expression("leaky_relu(w * x)").named("a");
        Node own = Twins.LEAKY.of(model.expression("w * x")).named("a");
        // A function of one entry goes by its own name.
        assertThat(explained(own, model.get("w")).replace("my_", "").replace("my\\_", ""))
                .isEqualToIgnoringWhitespace(explained(built, model.get("w")));
    }

    @Test
    void layerNorm() {
        Model model = Model.parse(LEAVES, new Model.Settings(false, 0));
        Node built = model.expression("layer_norm(w * x)").named("a");
        // A function that is its definition, as the original is.
        Node own = new Twins.MyLayerNorm(1e-5)
                .define(List.of(model.expression("w * x")))
                .named("a");
        assertThat(explained(own, model.get("w"))).isEqualTo(explained(built, model.get("w")));
    }

    private static void same(String original, Op op, String... operands) {
        Model model = Model.parse(LEAVES, new Model.Settings(false, 0));
        Node[] in = new Node[operands.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = model.expression(operands[i]);
        }
        Node built = model.expression(original).named("a");
        Node own = op.of(in).named("a");
        Node w = model.get("w");
        assertThat(explained(own, w)).isEqualTo(explained(built, w)).doesNotContain(op.name());
    }

    private static String explained(Node a, Node w) {
        Node loss = a.square().sum().named("J");
        return Explanation.of(loss).wrt(w).element()
                + Explanation.of(loss).wrt(w).elementLatex()
                + JacobianForm.of(a, w).element();
    }
}
