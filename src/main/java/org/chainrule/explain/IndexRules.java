package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Template;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Slicing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.TensorText;

/** What one entry of a node is made of: entries of its inputs, and sums over new letters. */
final class IndexRules {
    private final IndexSums sums;
    private final IndexFunctions functions;

    IndexRules(IndexSums.Letters letters) {
        this.sums = new IndexSums(letters);
        this.functions = new IndexFunctions(sums);
    }

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
        if (op instanceof MatMul) {
            return Optional.of(matmul(at));
        }
        if (op instanceof Sum sum) {
            return Optional.of(sums.reduced(at, node.input(0), sum.axes(), sum.keepdims()));
        }
        if (op instanceof Mean mean) {
            Dim count = mean.axes().reducedPart(node.input(0).shape()).count();
            return Optional.of(sums.reduced(at, node.input(0), mean.axes(), mean.keepdims())
                    .then(sum -> mean(sum, count)));
        }
        if (op instanceof Transpose transpose) {
            List<String> index = new ArrayList<>(at.index());
            for (int axis = 0; axis < index.size(); axis++) {
                index.set(transpose.axes().get(axis), at.index().get(axis));
            }
            return Optional.of(EntryPlan.of(at.of(node.input(0), index)));
        }
        if (op instanceof Slicing.Slice slice) {
            return slice(at, slice);
        }
        if (op instanceof Broadcast) {
            return Optional.of(EntryPlan.of(at.aligned(node.input(0))));
        }
        if (op instanceof ExpandDims || op instanceof Squeeze || op instanceof Reshape) {
            return sameAxes(at);
        }
        return functions.plan(at).or(() -> elementwise(at));
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

    private EntryPlan matmul(EntryAt at) {
        Node a = at.node().input(0);
        Node b = at.node().input(1);
        List<String> index = at.index();
        int rows = a.rank() == 1 ? 0 : 1;
        int columns = b.rank() == 1 ? 0 : 1;
        List<String> batch = index.subList(0, index.size() - rows - columns);
        List<String> left = new ArrayList<>(IndexSums.tail(batch, Math.max(0, a.rank() - 2)));
        List<String> right = new ArrayList<>(IndexSums.tail(batch, Math.max(0, b.rank() - 2)));
        if (rows == 1) {
            left.add(index.get(batch.size()));
        }
        return sums.over(at, List.of(a.shape().dim(-1)), (inner, scope) -> {
            List<String> p = new ArrayList<>(left);
            List<String> q = new ArrayList<>(right);
            p.add(inner.get(0));
            q.add(inner.get(0));
            if (columns == 1) {
                q.add(index.get(index.size() - 1));
            }
            return new EntryPlan(List.of(new EntryAt(a, p, scope), new EntryAt(b, q, scope)), pieces -> pieces.get(0)
                    .times(pieces.get(1)));
        });
    }

    /** The entry of a slice: position start + (i − 1)·step + 1 of what is sliced. */
    private static Optional<EntryPlan> slice(EntryAt at, Slicing.Slice slice) {
        String letter = at.index().get(slice.axis());
        List<String> index = new ArrayList<>(at.index());
        if (Character.isDigit(letter.charAt(0)) && slice.start().isKnown()) {
            long position = slice.start().size() + (Long.parseLong(letter) - 1) * slice.step() + 1;
            index.set(slice.axis(), Long.toString(position));
        } else if (slice.step() == 1) {
            String start = slice.start().toString();
            index.set(slice.axis(), start.equals("0") ? letter : letter + "+" + start);
        } else {
            return Optional.empty();
        }
        return Optional.of(EntryPlan.of(at.of(at.node().input(0), index)));
    }

    /** A reshape that only adds or removes axes of size 1 moves no entry. */
    private static Optional<EntryPlan> sameAxes(EntryAt at) {
        Node x = at.node().input(0);
        List<Dim> from = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (int axis = 0; axis < at.node().rank(); axis++) {
            if (!at.node().shape().dim(axis).isOne()) {
                from.add(at.node().shape().dim(axis));
                written.add(at.index().get(axis));
            }
        }
        List<String> index = new ArrayList<>();
        int next = 0;
        for (Dim dim : x.shape().dims()) {
            if (dim.isOne()) {
                index.add("1");
            } else if (next < from.size() && from.get(next).sameSize(dim)) {
                index.add(written.get(next++));
            } else {
                return Optional.empty();
            }
        }
        return next == from.size() ? Optional.of(EntryPlan.of(at.of(x, index))) : Optional.empty();
    }

    private Optional<EntryPlan> elementwise(EntryAt at) {
        Node node = at.node();
        if (node.op().maskRule() != MaskRule.ELEMENTWISE || node.inputs().isEmpty()) {
            return Optional.empty();
        }
        List<EntryAt> parts = new ArrayList<>();
        for (Node input : node.inputs()) {
            parts.add(at.aligned(input));
        }
        return Optional.of(new EntryPlan(parts, pieces -> entry(node.op(), pieces)));
    }

    private static IndexText entry(Op op, List<IndexText> in) {
        if (op == Arithmetic.MUL) {
            return in.get(0).times(in.get(1));
        }
        if (op == Arithmetic.DIV) {
            return in.get(0).over(in.get(1));
        }
        if (op == Arithmetic.ADD) {
            return in.get(0).plus(in.get(1));
        }
        if (op == Arithmetic.SUB) {
            return in.get(0).minus(in.get(1));
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
