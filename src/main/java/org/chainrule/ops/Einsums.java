package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Sums of products in index form. */
public final class Einsums {
    static final Function EINSUM = Function.define(
                    "einsum", "subscripts, *operands", a -> einsum(a.text("subscripts"), a.nodes("operands")))
            .doc("Sum of products in index form: a letter an axis, letters that are not in the result are summed over, "
                    + "and a letter that an operand repeats runs along its diagonal. Without -> the result has the "
                    + "letters that occur once, sorted; \"...\" stands for leading axes that broadcast. Beyond numpy, "
                    + "a letter that the result repeats puts the values on a diagonal, zeros elsewhere, so that every "
                    + "derivative is an einsum.")
            .example("einsum(\"ij,jk->ik\", A, B)", "A [2, 3], B [3, 4]")
            .example("einsum(\"i,ij,j->\", x, A, y)", "x [2], A [2, 3], y [3]")
            .example("einsum(\"ii->i\", A)", "A [3, 3]")
            .example("einsum(\"ij->j\", A)", "A [3, 2]")
            .example("einsum(\"ii,jj\", A, B)", "A [2, 2], B [3, 3]")
            .example("einsum(\"...ij,...j->...i\", A, x)", "A [2, 3, 4], x [4]")
            .example("einsum(\"i->ii\", x)", "x [3]");

    /** Some hundred million products a second make this half a minute. */
    private static final double MOST_TERMS = 5e9;

    private Einsums() {}

    /** A sum of products in index form, see {@link #EINSUM}. */
    public static Node einsum(String subscripts, Node... operands) {
        return einsum(subscripts, List.of(operands));
    }

    /**
     * A sum of products in index form, see {@link #EINSUM}.
     *
     * @throws ArgumentException when the subscripts cannot be read
     * @throws ShapeException when they do not fit the operands
     */
    public static Node einsum(String subscripts, List<Node> operands) {
        String text = subscripts.replace(" ", "");
        int arrow = text.indexOf("->");
        String left = arrow < 0 ? text : text.substring(0, arrow);
        List<String> inputs = new ArrayList<>(List.of(left.split(",", -1)));
        if (inputs.size() != operands.size()) {
            throw new ArgumentException(
                    "subscripts",
                    say(
                            "einsum: \"{0}\" is for {1} operand(s), and {2} are given",
                            subscripts, inputs.size(), operands.size()));
        }
        String output = arrow < 0 ? implicit(left) : text.substring(arrow + 2);
        List<Node> nodes = new ArrayList<>(operands);
        if (text.contains("...")) {
            output = expand(subscripts, inputs, output, nodes);
        }
        for (String part : inputs) {
            check(subscripts, part);
        }
        check(subscripts, output);
        for (int i = 0; i < output.length(); i++) {
            char letter = output.charAt(i);
            if (inputs.stream().noneMatch(part -> part.indexOf(letter) >= 0)) {
                throw new ArgumentException(
                        "subscripts",
                        say("einsum: the index {0} of the result is on no operand in \"{1}\"", letter, subscripts));
            }
        }
        return Node.of(new Einsum(List.copyOf(inputs), output), nodes);
    }

    private static void check(String subscripts, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
                throw new ArgumentException(
                        "subscripts",
                        say(
                                "einsum: '{0}' in \"{1}\" is not an index: indices are the letters a to z and A to "
                                        + "Z, as in \"ij,jk->ik\"",
                                c, subscripts));
            }
        }
    }

    /** The letters that occur once, sorted, behind the ellipsis if there is one. */
    private static String implicit(String left) {
        Map<Character, Integer> counts = new TreeMap<>();
        for (char c : left.replace("...", "").replace(",", "").toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        String once = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == 1)
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining());
        return (left.contains("...") ? "..." : "") + once;
    }

    /** Writes {@code ...} out as letters: replaces the inputs and operands in place, and returns the output. */
    private static String expand(String subscripts, List<String> inputs, String output, List<Node> operands) {
        String letters = unused(subscripts);
        Shape shared = Shape.SCALAR;
        for (int k = 0; k < inputs.size(); k++) {
            shared = Shape.broadcast(shared, covered(subscripts, inputs.get(k), operands.get(k)));
        }
        String all = letters.substring(0, shared.rank());
        for (int k = 0; k < inputs.size(); k++) {
            String part = inputs.get(k);
            int at = part.indexOf("...");
            if (at < 0) {
                continue;
            }
            Shape own = covered(subscripts, part, operands.get(k));
            StringBuilder expanded = new StringBuilder();
            List<Integer> stretched = new ArrayList<>();
            for (int i = 0; i < own.rank(); i++) {
                int axis = shared.rank() - own.rank() + i;
                // Along an axis that is stretched, the operand does without the letter.
                if (own.dim(i).isOne() && !shared.dim(axis).isOne()) {
                    stretched.add(at + i);
                } else {
                    expanded.append(all.charAt(axis));
                }
            }
            inputs.set(k, part.replace("...", expanded));
            int[] axes = Args.ints(stretched);
            operands.set(k, axes.length == 0 ? operands.get(k) : Squeeze.drop(operands.get(k), axes));
        }
        if (shared.rank() > 0 && !output.contains("...")) {
            throw new ArgumentException(
                    "subscripts",
                    say(
                            "einsum: the axes of ... are missing in the result of \"{0}\": write ->...{1}, and "
                                    + "sum afterwards if that is what you want",
                            subscripts, output));
        }
        return output.replace("...", all);
    }

    private static String unused(String subscripts) {
        StringBuilder letters = new StringBuilder();
        for (char c = 'A'; c <= 'Z'; c++) {
            letters.append(subscripts.indexOf(c) < 0 ? String.valueOf(c) : "");
        }
        return letters.toString();
    }

    /** The sizes the ellipsis of one operand stands for. */
    private static Shape covered(String subscripts, String part, Node operand) {
        int at = part.indexOf("...");
        if (at < 0) {
            return Shape.SCALAR;
        }
        int rank = operand.rank() - (part.length() - 3);
        if (rank < 0) {
            throw new ShapeException(
                    "einsum: \"{0}\" in \"{1}\" needs at least {2} axes, and the operand has shape {3}",
                    part, subscripts, part.length() - 3, operand.shape());
        }
        return operand.shape().slice(at, at + rank);
    }

    /** The op behind {@link #EINSUM}: a letter for each axis of each operand, and those of the result. */
    public record Einsum(List<String> operands, String output) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("einsum")
                    .spelled(this::written)
                    .type(in ->
                            Type.real(result(sizes(in.stream().map(Type::shape).toList()))))
                    .contraction(this::products)
                    .vjp(this::adjoint)
                    .mask(MaskRule.PRODUCT)
                    .local(this::others);
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            checkWork(sizes(in.stream().map(Tensor::shape).toList()));
            return RowOp.super.eval(in, sizes);
        }

        private Map<Character, Dim> sizes(List<Shape> shapes) {
            Map<Character, Dim> sizes = new LinkedHashMap<>();
            for (int k = 0; k < operands.size(); k++) {
                String letters = operands.get(k);
                Shape shape = shapes.get(k);
                if (letters.length() != shape.rank()) {
                    throw new ShapeException(
                            "\"{0}\" names {1} axes, and the operand has shape {2}", letters, letters.length(), shape);
                }
                for (int axis = 0; axis < letters.length(); axis++) {
                    char letter = letters.charAt(axis);
                    Dim size = shape.dim(axis);
                    Dim known = sizes.putIfAbsent(letter, size);
                    if (known != null && !known.sameSize(size)) {
                        throw new ShapeException(
                                "the index {0} has size {1} and size {2} (axis {3} of operand {4})",
                                letter, known, size, axis, k + 1);
                    }
                }
            }
            return sizes;
        }

        private Shape result(Map<Character, Dim> sizes) {
            return Shape.of(output.chars()
                    .mapToObj(letter -> Objects.requireNonNull(sizes.get((char) letter), "an index of no operand"))
                    .toList());
        }

        private static void checkWork(Map<Character, Dim> sizes) {
            double work = 1;
            for (Dim size : sizes.values()) {
                work *= size.size();
            }
            if (work > MOST_TERMS) {
                throw new ChainruleException(
                        "the sum has {0} terms ({1}), and more than {2} take minutes: sum what stands alone first, "
                                + "or take the products two at a time, with @ where it fits",
                        String.format(Locale.ROOT, "%.1e", work),
                        sizes.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue().size())
                                .collect(Collectors.joining(", ")),
                        String.format(Locale.ROOT, "%.0e", MOST_TERMS));
            }
        }

        private Contraction products(List<Type> in) {
            Map<Character, Place> places = new HashMap<>();
            for (int axis = 0; axis < output.length(); axis++) {
                places.putIfAbsent(output.charAt(axis), Place.axis(axis));
            }
            List<Dim> bound = new ArrayList<>();
            List<Factor> factors = new ArrayList<>();
            for (int k = 0; k < operands.size(); k++) {
                List<Place> own = new ArrayList<>();
                for (int axis = 0; axis < operands.get(k).length(); axis++) {
                    char letter = operands.get(k).charAt(axis);
                    if (!places.containsKey(letter)) {
                        places.put(letter, Place.bound(bound.size()));
                        bound.add(in.get(k).shape().dim(axis));
                    }
                    own.add(places.get(letter));
                }
                factors.add(new Factor(k, own));
            }
            Contraction product = new Contraction(bound, factors, List.of(), Dim.ONE);
            for (int axis = 0; axis < output.length(); axis++) {
                Place first = Place.axis(output.indexOf(output.charAt(axis)));
                product = first.equals(Place.axis(axis)) ? product : product.where(first, Place.axis(axis));
            }
            return product;
        }

        /** The einsum to the letters of one operand; those that no other has are stretched along by vectors of ones. */
        private Node adjoint(int arg, Node dz, Node z, List<Node> in) {
            List<String> parts = new ArrayList<>(operands);
            List<Node> nodes = new ArrayList<>(in);
            String target = parts.remove(arg);
            nodes.remove(arg);
            parts.add(0, output);
            nodes.add(0, dz);
            for (int axis = 0; axis < target.length(); axis++) {
                char letter = target.charAt(axis);
                if (parts.stream().noneMatch(part -> part.indexOf(letter) >= 0)) {
                    parts.add(String.valueOf(letter));
                    nodes.add(Fill.with(1, Shape.of(in.get(arg).shape().dim(axis))));
                }
            }
            return Node.of(new Einsum(List.copyOf(parts), target), nodes);
        }

        private Spelling written(Spelling call) {
            String letters = String.join(",", operands) + "->" + output;
            Spelling own =
                    new Spelling("einsum(\"" + letters + "\", <*>)", Spelling.POSTFIX, call.latex(), Spelling.POSTFIX);
            boolean diagonal = output.chars().distinct().count() < output.length();
            return diagonal ? own : own.latex(sumOfProducts(), Spelling.PRODUCT);
        }

        private String sumOfProducts() {
            StringBuilder latex = new StringBuilder();
            String.join("", operands)
                    .chars()
                    .distinct()
                    .filter(c -> output.indexOf(c) < 0)
                    .forEach(c -> latex.append("\\sum_{").append((char) c).append("} "));
            for (int k = 0; k < operands.size(); k++) {
                String place = "{<" + k + ":" + Spelling.POSTFIX + ">}";
                latex.append(k == 0 ? "" : " ").append(place);
                latex.append(operands.get(k).isEmpty() ? "" : "_{" + operands.get(k) + "}");
            }
            return latex.toString();
        }

        private Message others(int arg, Node z, Names names) {
            StringBuilder text = new StringBuilder("·");
            for (int k = 0; k < operands.size(); k++) {
                text.append(k == arg ? "" : " " + names.atom(z.input(k)) + "[" + operands.get(k) + "]");
            }
            return operands.size() == 1 ? say("spread over {0}", operands.get(0)) : Message.verbatim(text.toString());
        }
    }
}
