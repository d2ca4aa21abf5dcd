package org.chainrule.explain.layers;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * An activation that is not looked into, so that its derivative is written {@code g'(Z)}. It stands in formulas only and
 * is replaced before anything is computed.
 *
 * @param text how it is written in the notation; {@code '} stands for the primes, {@code <0>} for the argument
 * @param latex the same in LaTeX
 * @param order how often it has been differentiated
 */
record Symbol(String text, String latex, int order) implements Op {
    /**
     * The symbol of an activation that is the same in all layers.
     *
     * @param letter what it is called when it has no name
     */
    static Symbol of(Activation activation, String letter) {
        if (!activation.isCall()) {
            return new Symbol(letter + "'(<0>)", LatexName.of(letter) + "'\\left(<0>\\right)", 0);
        }
        String name = activation.function().orElseThrow();
        String text = name + "'" + activation.text("<0>").substring(name.length());
        String latex = activation.of().op().spelling().latex();
        int bracket = latex.indexOf("\\left(<");
        boolean function = bracket > 0
                && latex.endsWith(">\\right)")
                && !latex.substring(0, bracket).contains(" ");
        String command = function ? latex.substring(0, bracket) : "\\operatorname{" + name.replace("_", "\\_") + "}";
        return new Symbol(text, command + "'\\left(<0>\\right)", 0);
    }

    /** The symbol of activations that differ from layer to layer. */
    static Symbol ofLayer(String letter) {
        return new Symbol(letter + "[l]'(<0>)", LatexName.of(letter) + "^{l'}\\left(<0>\\right)", 0);
    }

    /** The symbol of its derivative. */
    Symbol derivative() {
        return new Symbol(text, latex, order + 1);
    }

    @Override
    public String name() {
        return "activation" + "'".repeat(order);
    }

    @Override
    public Type infer(List<Type> in) {
        return in.get(0);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        throw new ChainruleException("{0} is the symbol of an activation, and has no values", text);
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return dz.times(Node.of(derivative(), in.get(0)));
    }

    @Override
    public Spelling spelling() {
        String primes = "'".repeat(order);
        return new Spelling(text.replace("'", primes), Spelling.POSTFIX, latex.replace("'", primes), Spelling.POSTFIX);
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
