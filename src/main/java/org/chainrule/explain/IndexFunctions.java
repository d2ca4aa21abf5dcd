package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.LossOps;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Window;
import org.chainrule.tensor.Dim;

/** The index form of functions that have a natural one: softmax, losses, diagonals, convolutions, Einstein sums. */
final class IndexFunctions {
    private static final Pattern AXIS = Pattern.compile("axis=(\\d+)");
    private static final Pattern SUBSCRIPTS = Pattern.compile("\"([a-zA-Z,]*)->([a-zA-Z]*)\"");

    private final IndexSums sums;

    IndexFunctions(IndexSums sums) {
        this.sums = sums;
    }

    Optional<EntryPlan> plan(EntryAt at) {
        return softmax(at)
                .or(() -> diagonals(at))
                .or(() -> losses(at))
                .or(() -> convolution(at))
                .or(() -> einsum(at));
    }

    private Optional<EntryPlan> softmax(EntryAt at) {
        Node node = at.node();
        if (node.inputs().size() != 1 || node.input(0).rank() == 0) {
            return Optional.empty();
        }
        Node x = node.input(0);
        for (int axis = 0; axis < x.rank(); axis++) {
            Axes along = Axes.of(x.shape(), List.of(axis));
            for (boolean keepdims : new boolean[] {false, true}) {
                if (node == Softmax.logsumexp(x, along, keepdims)) {
                    return Optional.of(sumOfExp(at, x, along, keepdims).then(sum -> sum.in("log", "\\log")));
                }
            }
            boolean log = node == Softmax.logSoftmax(x, axis);
            if (log || node == Softmax.softmax(x, axis)) {
                EntryPlan entry = EntryPlan.of(at.of(x, at.index()));
                return Optional.of(entry.with(
                        sumOfExp(at, x, along, true),
                        (z, total) -> log ? z.minus(total.in("log", "\\log")) : exp(z).over(total)));
            }
        }
        return Optional.empty();
    }

    private EntryPlan sumOfExp(EntryAt at, Node x, Axes along, boolean keepdims) {
        List<Dim> sizes = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            if (along.contains(axis)) {
                sizes.add(x.shape().dim(axis));
            }
        }
        return sums.over(at, sizes, (inner, scope) -> EntryPlan.of(
                        new EntryAt(x, IndexSums.place(at, x, along, keepdims, inner), scope))
                .then(IndexFunctions::exp));
    }

    private static IndexText exp(IndexText z) {
        return new IndexText("exp(" + z.text() + ")", IndexText.ATOM, "e^{" + z.latex() + "}", IndexText.POWER);
    }

    /** Trace and diagonal, where a letter stands twice; the outer product. */
    private Optional<EntryPlan> diagonals(EntryAt at) {
        Node node = at.node();
        switch (node.op().name()) {
            case "trace":
                Node x = node.input(0);
                return x.rank() != 2
                        ? Optional.empty()
                        : Optional.of(sums.over(
                                at,
                                List.of(x.shape().dim(0)),
                                (inner, scope) ->
                                        EntryPlan.of(new EntryAt(x, List.of(inner.get(0), inner.get(0)), scope))));
            case "diag_part":
                List<String> twice = new ArrayList<>(at.index());
                twice.add(at.index().get(at.index().size() - 1));
                return Optional.of(EntryPlan.of(at.of(node.input(0), twice)));
            case "diag_embed":
                List<String> once = at.index().subList(0, at.index().size() - 1);
                return Optional.of(EntryPlan.of(at.of(node.input(0), once))
                        .then(entry -> delta(at).times(entry)));
            case "eye":
                return Optional.of(EntryPlan.of(delta(at)));
            case "outer":
                return Optional.of(EntryPlan.of(at.of(node.input(0), at.index().subList(0, 1)))
                        .with(EntryPlan.of(at.of(node.input(1), IndexSums.tail(at.index(), 1))), IndexText::times));
            default:
                return Optional.empty();
        }
    }

    /** Kronecker's delta of the last two letters. */
    private static IndexText delta(EntryAt at) {
        List<String> last = IndexSums.tail(at.index(), 2);
        if (last.get(0).equals(last.get(1))) {
            return IndexText.atom("1", "1");
        }
        return IndexText.atom("δ[" + String.join(",", last) + "]", "\\delta_{" + String.join("", last) + "}");
    }

    private Optional<EntryPlan> losses(EntryAt at) {
        Node node = at.node();
        if (node.op() == LossOps.BCE || node.op() == LossOps.BCE_WITH_LOGITS) {
            EntryPlan p = EntryPlan.of(at.aligned(node.input(0)));
            EntryPlan y = EntryPlan.of(at.aligned(node.input(1)));
            return Optional.of(
                    node.op() == LossOps.BCE ? p.with(y, IndexFunctions::bce) : p.with(y, IndexFunctions::logits));
        }
        if (!node.op().name().equals("softmax_cross_entropy")
                || !node.input(0).shape().sameShape(node.input(1).shape())) {
            return Optional.empty();
        }
        Node z = node.input(0);
        Matcher axis = AXIS.matcher(node.op().spelling().text());
        int along = axis.find() ? Integer.parseInt(axis.group(1)) : z.rank() - 1;
        Node log = Softmax.logSoftmax(z, along);
        EntryPlan sum = sums.over(at, List.of(z.shape().dim(along)), (inner, scope) -> {
            List<String> index = new ArrayList<>(at.index());
            index.add(along, inner.get(0));
            return EntryPlan.of(new EntryAt(node.input(1), index, scope))
                    .with(EntryPlan.of(new EntryAt(log, index, scope)), IndexText::times);
        });
        return Optional.of(sum.then(IndexText::minus));
    }

    private static IndexText bce(IndexText p, IndexText y) {
        IndexText one = IndexText.atom("1", "1");
        IndexText right = y.times(p.in("log", "\\log"));
        return right.plus(one.minus(y).times(one.minus(p).in("log", "\\log"))).minus();
    }

    private static IndexText logits(IndexText z, IndexText y) {
        return IndexText.atom("1", "1").plus(exp(z)).in("log", "\\log").minus(y.times(z));
    }

    /** The plain convolution: images and kernels without padding, step by step, one group. */
    private Optional<EntryPlan> convolution(EntryAt at) {
        Node node = at.node();
        if (!node.op().name().matches("conv[12]d") || node.inputs().size() != 2) {
            return Optional.empty();
        }
        Node x = node.input(0);
        Node k = node.input(1);
        int axes = node.op().name().equals("conv1d") ? 1 : 2;
        if (node != Convolutions.conv(x, k, Window.over(axes), 1, false)) {
            return Optional.empty();
        }
        boolean channels = k.rank() > axes;
        List<Dim> sizes = k.shape().dims().subList(channels ? 1 : 0, k.rank());
        int lead = at.index().size() - axes - (channels ? 1 : 0);
        return Optional.of(sums.over(at, sizes, (inner, scope) -> {
            List<String> kernel = new ArrayList<>(inner);
            List<String> image = new ArrayList<>(at.index().subList(0, lead));
            if (channels) {
                kernel.add(0, at.index().get(lead));
                image.add(inner.get(0));
            }
            for (int axis = 0; axis < axes; axis++) {
                String position = at.index().get(at.index().size() - axes + axis);
                image.add(shifted(position, IndexSums.tail(inner, axes).get(axis)));
            }
            return EntryPlan.of(new EntryAt(k, kernel, scope))
                    .with(EntryPlan.of(new EntryAt(x, image, scope)), IndexText::times);
        }));
    }

    /** Position plus offset, both counted from 1. */
    private static String shifted(String position, String offset) {
        boolean numbers = Character.isDigit(position.charAt(0)) && Character.isDigit(offset.charAt(0));
        if (numbers) {
            return Integer.toString(Integer.parseInt(position) + Integer.parseInt(offset) - 1);
        }
        return offset.equals("1") ? position : position.equals("1") ? offset : position + "+" + offset + "-1";
    }

    /** An Einstein sum is an index form already; the letters are those of its spelling. */
    private Optional<EntryPlan> einsum(EntryAt at) {
        Node node = at.node();
        Matcher letters = SUBSCRIPTS.matcher(node.op().spelling().text());
        if (!node.op().name().equals("einsum") || !letters.find()) {
            return Optional.empty();
        }
        String[] operands = letters.group(1).split(",", -1);
        String output = letters.group(2);
        if (output.chars().distinct().count() < output.length()) {
            return Optional.empty();
        }
        List<Dim> sizes = new ArrayList<>();
        StringBuilder summed = new StringBuilder();
        for (int k = 0; k < operands.length; k++) {
            for (int axis = 0; axis < operands[k].length(); axis++) {
                char letter = operands[k].charAt(axis);
                if (output.indexOf(letter) < 0 && summed.indexOf(String.valueOf(letter)) < 0) {
                    summed.append(letter);
                    sizes.add(node.input(k).shape().dim(axis));
                }
            }
        }
        return Optional.of(sums.over(at, sizes, (inner, scope) -> {
            EntryPlan product = EntryPlan.of(IndexText.atom("1", "1"));
            for (int k = 0; k < operands.length; k++) {
                List<String> index = new ArrayList<>();
                for (char letter : operands[k].toCharArray()) {
                    int free = output.indexOf(letter);
                    index.add(free >= 0 ? at.index().get(free) : inner.get(summed.indexOf(String.valueOf(letter))));
                }
                product = product.with(EntryPlan.of(new EntryAt(node.input(k), index, scope)), IndexText::times);
            }
            return product;
        }));
    }
}
