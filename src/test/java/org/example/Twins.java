package org.example;

import static org.chainrule.Chainrule.exp;
import static org.chainrule.Chainrule.greater;
import static org.chainrule.Chainrule.sqrt;
import static org.chainrule.Chainrule.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Definition;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Type;

/** Ops that a user wrote, each the same as one of the catalogue. */
final class Twins {
    /** leaky_relu with a slope of 0.01. */
    static final Elementwise LEAKY = Op.unary("my_leaky_relu", x -> x > 0 ? x : 0.01 * x)
            .vjp((dz, z, x) -> dz.times(where(greater(x, Node.constant(0)), Node.constant(1), Node.constant(0.01))))
            .define(x -> where(greater(x, Node.constant(0)), x, x.times(0.01)));

    private Twins() {}

    /** The entries in reverse order along an axis: a value, a derivative, and where each entry comes from. */
    record MyFlip(int axis) implements Op {
        @Override
        public String name() {
            return "my_flip";
        }

        @Override
        public Type infer(List<Type> in) {
            in.get(0).shape().axis(axis);
            return in.get(0);
        }

        @Override
        public Optional<Contraction> contraction(List<Type> in) {
            List<Place> places =
                    new ArrayList<>(Contraction.own(in.get(0).shape().rank()));
            places.set(axis, Place.axis(axis).times(-1).plus(in.get(0).shape().dim(axis), -1));
            return Optional.of(Contraction.moved(places));
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(this, dz);
        }
    }

    /** The softmax along an axis, by its definition alone. */
    record MySoftmax(int axis) implements Definition {
        @Override
        public String name() {
            return "my_softmax";
        }

        @Override
        public Node define(List<Node> in) {
            Node e = exp(in.get(0));
            return e.over(e.sumKeep(axis));
        }
    }

    /** Layer norm over the last axis, by its definition alone. */
    record MyLayerNorm(double eps) implements Definition {
        @Override
        public String name() {
            return "my_layer_norm";
        }

        @Override
        public Node define(List<Node> in) {
            Node x = in.get(0);
            Node centred = x.minus(Mean.over(x, Axes.of(x, -1), true));
            Node variance = Mean.over(centred.square(), Axes.of(x, -1), true);
            return centred.over(sqrt(variance.plus(eps)));
        }
    }
}
