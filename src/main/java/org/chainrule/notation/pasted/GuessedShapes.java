package org.chainrule.notation.pasted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the formulas of a forward pass and says of what shape each name has to be: products of matrices tie sizes together, a
 * bias has the shape that it is added to, a label that of what it is compared with.
 */
final class GuessedShapes {
    private static final Set<String> WHOLE = Set.of("norm", "trace", "det", "logdet", "dot");
    private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "max", "min", "prod", "logsumexp");
    private static final Set<String> NUMBERS = Set.of(
            "lambda",
            "lam",
            "lambd",
            "lambda_",
            "λ",
            "reg",
            "alpha",
            "α",
            "beta1",
            "eps",
            "epsilon",
            "ε",
            "lr",
            "η",
            "eta",
            "rate",
            "keep_prob",
            "p",
            "c",
            "delta",
            "margin",
            "wd");

    private final GuessedDims dims;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    /** The names that nothing defines, in the order in which they are met. */
    private final List<String> leaves = new ArrayList<>();

    private final Set<String> sizes;

    GuessedShapes(GuessedDims dims, Set<String> sizes) {
        this.dims = dims;
        this.sizes = sizes;
    }

    List<String> leaves() {
        return leaves;
    }

    @Nullable
    List<Integer> shape(String name) {
        return shapes.get(name);
    }

    void define(String name, @Nullable List<Integer> shape) {
        if (shape != null) {
            shapes.put(name, shape);
        }
    }

    private boolean isOpen(Expr expr) {
        return expr instanceof Expr.Name name && !shapes.containsKey(name.id()) && !sizes.contains(name.id());
    }

    private List<Integer> give(Expr expr, List<Integer> shape) {
        String name = ((Expr.Name) expr).id();
        leaves.add(name);
        shapes.put(name, shape);
        return shape;
    }

    /** A matrix where the name begins with a capital, else a vector. */
    private List<Integer> byName(Expr expr) {
        String name = ((Expr.Name) expr).id();
        if (NUMBERS.contains(name)) {
            return give(expr, List.of());
        }
        boolean matrix = Character.isUpperCase(name.charAt(0)) || name.matches("w\\d+|theta\\d+|x_?batch");
        return give(expr, matrix ? List.of(dims.fresh(), dims.fresh()) : List.of(dims.fresh()));
    }

    /** The shape of a formula; nothing where it is not known. */
    @Nullable
    List<Integer> of(Expr expr) {
        if (expr instanceof Expr.Name name) {
            return sizes.contains(name.id()) ? List.of() : isOpen(expr) ? byName(expr) : shapes.get(name.id());
        } else if (expr instanceof Expr.Num) {
            return List.of();
        } else if (expr instanceof Expr.Negate negate) {
            return of(negate.operand());
        } else if (expr instanceof Expr.Transpose transpose) {
            List<Integer> shape = of(transpose.operand());
            if (shape == null) {
                return null;
            }
            List<Integer> turned = new ArrayList<>(shape);
            java.util.Collections.reverse(turned);
            return turned;
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expr instanceof Expr.Call call) {
            return call(call);
        }
        expr.children().forEach(this::of);
        return null;
    }

    private @Nullable List<Integer> binary(Expr.Binary binary) {
        if (binary.op() == BinaryOp.MATMUL || binary.op() == BinaryOp.PRODUCT) {
            return product(binary.left(), binary.right(), binary.op() == BinaryOp.PRODUCT);
        }
        boolean leftOpen = isOpen(binary.left());
        List<Integer> left = leftOpen ? null : of(binary.left());
        boolean rightOpen = isOpen(binary.right());
        List<Integer> right = rightOpen ? null : of(binary.right());
        if (leftOpen && rightOpen) {
            left = byName(binary.left());
            leftOpen = false;
            rightOpen = isOpen(binary.right());
            right = rightOpen ? null : of(binary.right());
        }
        if (binary.op() == BinaryOp.POWER && rightOpen) {
            right = give(binary.right(), List.of());
        } else if (leftOpen && right != null) {
            left = beside(binary.left(), right, binary);
        } else if (rightOpen && left != null) {
            right = beside(binary.right(), left, binary);
        }
        return left == null || right == null ? null : together(left, right);
    }

    /** The shape of a name that stands beside something of a known shape. */
    private List<Integer> beside(Expr open, List<Integer> other, Expr.Binary binary) {
        String name = ((Expr.Name) open).id();
        boolean number =
                NUMBERS.contains(name) && !(binary.op() == BinaryOp.ADD && other.size() > 0 && name.equals("c"));
        if (number || other.isEmpty()) {
            return give(open, List.of());
        }
        boolean bias = binary.op() == BinaryOp.ADD && name.matches("(?:b|bias|c|beta|β).*");
        if (bias && other.size() == 2) {
            Expr sum = open == binary.left() ? binary.right() : binary.left();
            return give(open, isOfColumns(sum) ? List.of(other.get(0), GuessedDims.ONE) : List.of(other.get(1)));
        } else if (bias && isOfRows(open == binary.left() ? binary.right() : binary.left())) {
            return give(open, List.of());
        }
        return give(open, other);
    }

    /** Whether a product has its weights on the left, so that samples are columns. */
    private static boolean isOfColumns(Expr sum) {
        return product(sum).filter(GuessedShapes::isWeight).isPresent();
    }

    private static Optional<Expr> product(Expr sum) {
        if (sum instanceof Expr.Binary product
                && (product.op() == BinaryOp.MATMUL || product.op() == BinaryOp.PRODUCT)) {
            return Optional.of(product.left());
        }
        boolean dot = sum instanceof Expr.Call call
                && (call.function().equals("dot") || call.function().equals("matmul"))
                && call.arguments().size() == 2;
        return dot ? Optional.of(((Expr.Call) sum).arguments().get(0)) : Optional.empty();
    }

    private static boolean isWeight(Expr expr) {
        Expr of = expr instanceof Expr.Transpose transpose ? transpose.operand() : expr;
        return of instanceof Expr.Name name && isParameter(name.id());
    }

    /** {@code X @ w} of a matrix and a vector: one number for each sample, to which one number is added. */
    private boolean isOfRows(Expr sum) {
        Optional<Expr> left = product(sum);
        return left.isPresent()
                && !isWeight(left.get())
                && Optional.ofNullable(of(left.get()))
                        .filter(shape -> shape.size() == 2)
                        .isPresent();
    }

    /** Whether a name is that of a parameter rather than of data. */
    static boolean isParameter(String name) {
        return name.matches("(?:[WwUVbvB]|bias|theta|Theta|θ|Θ|beta|β|gamma|γ|syn|mu|μ)[\\d_]*.{0,3}")
                && !name.equals("batch");
    }

    private @Nullable List<Integer> product(Expr a, Expr b, boolean loose) {
        boolean label = loose && isOpen(a) && ((Expr.Name) a).id().matches("[yYtT]|target|labels?");
        List<Integer> right = label ? of(b) : null;
        List<Integer> left = label && right != null ? give(a, right) : of(a);
        right = right == null ? of(b) : right;
        if (label && left != null) {
            return left;
        } else if (left == null || right == null) {
            return null;
        } else if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        } else if (loose && left.size() == 1 && right.size() == 1 && a instanceof Expr.Transpose) {
            dims.same(left.get(0), right.get(0));
            return List.of();
        }
        dims.same(left.get(left.size() - 1), right.size() > 1 ? right.get(right.size() - 2) : right.get(0));
        List<Integer> shape = new ArrayList<>(left.subList(0, left.size() - 1));
        if (right.size() > 1) {
            shape.add(right.get(right.size() - 1));
        }
        return shape;
    }

    private List<Integer> together(List<Integer> left, List<Integer> right) {
        List<Integer> longer = left.size() >= right.size() ? left : right;
        List<Integer> shorter = longer == left ? right : left;
        List<Integer> shape = new ArrayList<>(longer);
        int offset = longer.size() - shorter.size();
        for (int i = 0; i < shorter.size(); i++) {
            int a = longer.get(offset + i);
            int b = shorter.get(i);
            if (dims.isOne(a)) {
                shape.set(offset + i, b);
            } else if (!dims.isOne(b)) {
                dims.same(a, b);
            }
        }
        return shape;
    }

    private @Nullable List<Integer> call(Expr.Call call) {
        if ((call.function().equals("dot") || call.function().equals("matmul"))
                && call.arguments().size() == 2) {
            return product(call.arguments().get(0), call.arguments().get(1), false);
        }
        List<@Nullable List<Integer>> shapes = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            shapes.add(of(argument));
        }
        if (WHOLE.contains(call.function()) || shapes.isEmpty()) {
            return List.of();
        }
        List<Integer> first = shapes.get(0);
        if (REDUCTIONS.contains(call.function()) && call.arguments().size() == 1) {
            return first == null ? null : reduced(call, first);
        }
        boolean two =
                shapes.size() == 2 && Set.of("maximum", "minimum", "max", "min").contains(call.function());
        List<Integer> second = two ? shapes.get(1) : null;
        return two && first != null && second != null ? together(first, second) : first;
    }

    private static @Nullable List<Integer> reduced(Expr.Call call, List<Integer> shape) {
        boolean kept = false;
        Integer axis = null;
        for (Expr.Keyword keyword : call.keywords()) {
            kept |= keyword.name().startsWith("keepdim") && keyword.value() instanceof Expr.Bool bool && bool.value();
            boolean number = keyword.name().equals("axis") || keyword.name().equals("dim");
            if (number && keyword.value() instanceof Expr.Num at) {
                axis = (int) at.value();
            } else if (number
                    && keyword.value() instanceof Expr.Negate negate
                    && negate.operand() instanceof Expr.Num at) {
                axis = shape.size() - (int) at.value();
            } else if (number) {
                return null;
            }
        }
        if (axis == null) {
            return List.of();
        } else if (axis < 0 || axis >= shape.size()) {
            return null;
        }
        List<Integer> rest = new ArrayList<>(shape);
        if (kept) {
            rest.set(axis, GuessedDims.ONE);
        } else {
            rest.remove((int) axis);
        }
        return rest;
    }
}
