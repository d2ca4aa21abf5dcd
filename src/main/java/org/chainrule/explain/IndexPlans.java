package org.chainrule.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Template;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.TensorText;

/**
 * What one entry of a node is made of: entries of its inputs, and sums over new letters. An op that says which entries it
 * is made of is written so, an op of entries at the same place by its spelling, and any other by its definition.
 */
record IndexPlans(IndexForm letters) {
    private static final Map<Op, BinaryOperator<IndexText>> INFIX = Map.of(
            Arithmetic.ADD, IndexText::plus,
            Arithmetic.SUB, IndexText::minus,
            Arithmetic.MUL, IndexText::times,
            Arithmetic.DIV, IndexText::over);

    /** How an entry is made; empty where no index form is natural. */
    Optional<EntryPlan> plan(EntryAt at) {
        Node node = at.node();
        Op op = node.op();
        if (op instanceof SizeOf || node.constantScalar().isPresent()) {
            Spelling spelling = op.spelling();
            int level = spelling.precedence() >= Spelling.POSTFIX ? IndexText.ATOM : IndexText.SUM;
            return Optional.of(EntryPlan.of(new IndexText(spelling.text(), level, spelling.latex(), level)));
        }
        if (op instanceof Fill fill) {
            String number = TensorText.number(fill.value());
            return Optional.of(EntryPlan.of(IndexText.atom(number, number)));
        }
        Optional<Contraction> contraction = node.contraction();
        if (contraction.isPresent()) {
            return contraction.map(c -> sum(at, c));
        }
        return op.formula(node.inputs())
                .map(formula -> EntryPlan.of(at.of(formula, at.index())))
                .or(() -> elementwise(at));
    }

    private EntryPlan sum(EntryAt at, Contraction contraction) {
        EntryPlan sum = IndexTerm.of(contraction, at, letters).stream()
                .map(IndexTerm::plan)
                .reduce((one, other) -> one.with(other, IndexText::plus))
                .orElse(EntryPlan.of(IndexText.ZERO));
        return sum.then(piece -> mean(piece, contraction.divisor()));
    }

    private static IndexText mean(IndexText sum, Dim count) {
        if (count.isOne()) {
            return sum;
        }
        Spelling size = SizeOf.node(count).op().spelling();
        String text = "1/" + (size.precedence() < Spelling.POSTFIX ? "(" + size.text() + ")" : size.text());
        IndexText fraction = new IndexText(text, IndexText.PRODUCT, "\\frac{1}{" + size.latex() + "}", IndexText.ATOM);
        return fraction.times(sum);
    }

    private static Optional<EntryPlan> elementwise(EntryAt at) {
        Node node = at.node();
        return node.op().isElementwise() && !node.inputs().isEmpty()
                ? Optional.of(new EntryPlan(
                        node.inputs().stream().map(at::aligned).toList(), pieces -> entry(node.op(), pieces)))
                : Optional.empty();
    }

    private static IndexText entry(Op op, List<IndexText> in) {
        BinaryOperator<IndexText> infix = INFIX.get(op);
        if (infix != null) {
            return infix.apply(in.get(0), in.get(1));
        }
        if (op == Arithmetic.NEG) {
            return in.get(0).minus();
        }
        Spelling spelling = op.spelling();
        if (!Comparison.symbol(op).isEmpty()) {
            return new IndexText(
                    in.get(0).textFrom(IndexText.SUM) + " " + Comparison.symbol(op) + " "
                            + in.get(1).textFrom(IndexText.SUM),
                    IndexText.COMPARISON,
                    Template.fill(
                            spelling.latex(), in.size(), (i, least) -> in.get(i).latex()),
                    IndexText.ATOM);
        }
        if (op == Powers.POW && in.get(1).isNumber()) {
            return new IndexText(
                    in.get(0).textFrom(IndexText.ATOM) + "^" + in.get(1).text(),
                    IndexText.POWER,
                    "{" + in.get(0).latexFrom(IndexText.ATOM) + "}^{"
                            + in.get(1).latex() + "}",
                    IndexText.POWER);
        }
        return new IndexText(
                Template.fill(
                        spelling.text(), in.size(), (i, least) -> in.get(i).textFrom(10 * least)),
                10 * spelling.precedence(),
                Template.fill(
                        spelling.latex(), in.size(), (i, least) -> in.get(i).latexFrom(10 * least)),
                10 * spelling.latexPrecedence());
    }
}
