package org.chainrule.symbolic.facts;

import static org.chainrule.symbolic.facts.Condition.everywhere;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Expansion;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.SpecialFunctions;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.facts.Condition.Relation;
import org.jspecify.annotations.Nullable;

/**
 * Where a graph is defined: an interpretation of the primitives, each of which says what it needs of its inputs. Ops with a
 * definition need what it needs, unless they are total although their definition is not. What facts guarantee is not said: the
 * argument of {@code log(1 + exp(x))} is positive anyway.
 */
public final class Definedness {
    private static final Map<Op, Function<Node, List<Condition>>> NEEDS = Map.ofEntries(
            needs(Powers.LOG, z -> List.of(everywhere(Relation.POSITIVE, z.input(0)))),
            needs(Powers.SQRT, z -> List.of(everywhere(Relation.NONNEGATIVE, z.input(0)))),
            needs(Arithmetic.DIV, z -> List.of(everywhere(Relation.NONZERO, z.input(1)))),
            needs(Trigonometry.ASIN, z -> List.of(everywhere(Relation.WITHIN_ONE, z.input(0)))),
            needs(
                    SpecialFunctions.ERFINV,
                    z -> List.of(everywhere(
                            Relation.POSITIVE, Node.constant(1).minus(z.input(0).square())))),
            needs(
                    Hyperbolic.ATANH,
                    z -> List.of(everywhere(
                            Relation.POSITIVE, Node.constant(1).minus(z.input(0).pow(2))))),
            needs(Hyperbolic.ACOSH, z -> List.of(everywhere(Relation.ABOVE_ONE, z.input(0)))),
            // Of these the value at 0 is given, whatever the other factor is.
            needs(Guarded.XLOGY, z -> List.of(unlessZero(Relation.POSITIVE, z.input(1), z.input(0)))),
            needs(
                    Guarded.XLOG1PY,
                    z -> List.of(unlessZero(Relation.POSITIVE, z.input(1).plus(1), z.input(0)))),
            needs(Guarded.XDIVY, z -> List.of(unlessZero(Relation.NONZERO, z.input(1), z.input(0)))));

    /** Total, although the definition divides or takes a logarithm. */
    private static final Set<Op> TOTAL = Set.of(Guarded.DIV_NO_NAN, Hyperbolic.ASINH, Hyperbolic.TANH);

    private final Deduction facts = new Deduction();

    private Definedness() {}

    private static Map.Entry<Op, Function<Node, List<Condition>>> needs(Op op, Function<Node, List<Condition>> what) {
        return Map.entry(op, what);
    }

    /**
     * The conditions under which a graph is defined, together: where all hold, its value is a number; none for a graph that
     * is defined everywhere. Over the real numbers; overflow is not asked about.
     */
    public static List<Condition> of(Node root) {
        return new Definedness().conditions(root);
    }

    /** Where one of two graphs that are equal elsewhere may have no value, and the other one has. */
    public static Set<Message> exceptions(Node left, Node right) {
        List<Condition> ofLeft = of(left);
        List<Condition> ofRight = of(right);
        Set<Message> exceptions = new LinkedHashSet<>();
        ofLeft.stream().filter(c -> isOpen(c, ofRight)).forEach(c -> exceptions.add(c.exception()));
        ofRight.stream().filter(c -> isOpen(c, ofLeft)).forEach(c -> exceptions.add(c.exception()));
        return exceptions;
    }

    private static boolean isOpen(Condition condition, List<Condition> others) {
        return condition.where() == null && others.stream().noneMatch(other -> other.implies(condition));
    }

    /** Whether a node by itself may ask for something: a quick look before {@link #of}. */
    public static boolean mayAsk(Node node) {
        return isAsked(node.op()) && varies(node.op() == Arithmetic.DIV ? node.input(1) : node);
    }

    private static boolean isAsked(Op op) {
        return op == Powers.POW || NEEDS.containsKey(op);
    }

    /** Whether a value is not the same in every run: it depends on inputs, or on a size. */
    public static boolean varies(Node node) {
        return node.isVariable()
                || Walk.from(List.of(node)).nodes().stream().anyMatch(below -> below.op() instanceof SizeOf);
    }

    private List<Condition> conditions(Node root) {
        Walk walk = Walk.from(List.of(Expansion.of(root, op -> isAsked(op) || TOTAL.contains(op))));
        Predicate<Node> needed = always(walk);
        Set<Condition> conditions = new LinkedHashSet<>();
        for (Node node : walk.nodes()) {
            for (Condition condition :
                    needs(node).stream().flatMap(Definedness::simpler).toList()) {
                if (!isGuaranteed(condition)) {
                    Node branch = needed.test(node) ? null : branch(walk, node);
                    conditions.add(
                            condition.where() == null
                                    ? new Condition(condition.relation(), condition.of(), branch)
                                    : condition);
                }
            }
        }
        List<Condition> all = new ArrayList<>(conditions);
        all.removeIf(one -> conditions.stream().anyMatch(other -> !other.equals(one) && other.implies(one)));
        return List.copyOf(all);
    }

    /** The same conditions of parts: that |x| or x² is positive says that x is not 0, and that x*y is not 0 says it of both. */
    private static Stream<Condition> simpler(Condition condition) {
        Node of = condition.of();
        Relation relation = condition.relation();
        double power = of.op() == Powers.POW ? of.input(1).constantScalar().orElse(0.0) : 0;
        boolean even = of.op() == Rounding.ABS || (power > 0 && power % 2 == 0);
        boolean nonzero = relation == Relation.NONZERO;
        if (even && (nonzero || relation == Relation.POSITIVE)) {
            return part(condition, Relation.NONZERO, 0);
        }
        boolean signed = nonzero || relation == Relation.POSITIVE || relation == Relation.NONNEGATIVE;
        boolean asRoot = of.op() == Powers.SQRT && (nonzero || relation == Relation.POSITIVE);
        if ((nonzero && of.op() == Arithmetic.NEG) || asRoot || (signed && power > 0 && power % 2 == 1)) {
            return part(condition, relation, 0);
        }
        if (nonzero && of.op() == Arithmetic.DIV && of.input(0).constantScalar().orElse(0.0) != 0) {
            return part(condition, relation, 1);
        }
        if (nonzero && of.op() == Arithmetic.MUL) {
            return Stream.of(0, 1)
                    .filter(k -> of.input(k).constantScalar().orElse(0.0) == 0)
                    .flatMap(k -> part(condition, relation, k));
        }
        boolean swapped = of.op() == Arithmetic.ADD
                && !of.input(0).isVariable()
                && of.input(1).isVariable();
        return Stream.of(
                swapped ? new Condition(relation, of.input(1).plus(of.input(0)), condition.where()) : condition);
    }

    private static Stream<Condition> part(Condition condition, Relation relation, int input) {
        return simpler(new Condition(relation, condition.of().input(input), condition.where()));
    }

    private List<Condition> needs(Node node) {
        Op op = node.op();
        if (op == Powers.POW) {
            return power(node);
        }
        Function<Node, List<Condition>> known = NEEDS.get(op);
        if (known != null) {
            return known.apply(node);
        }
        if (op == Inverses.INVERSE) {
            return List.of(everywhere(Relation.NONZERO, determinant(node.input(0))));
        }
        if (op instanceof Determinants.LogDet logdet) {
            Relation relation = logdet.absolute() ? Relation.NONZERO : Relation.POSITIVE;
            return List.of(everywhere(relation, determinant(node.input(0))));
        }
        return op == MatrixFunctions.CHOLESKY_FACTOR
                ? List.of(everywhere(Relation.DEFINITE, node.input(0)))
                : List.of();
    }

    private static Node determinant(Node x) {
        return Node.of(Determinants.DETERMINANT, x);
    }

    private static Condition unlessZero(Relation relation, Node of, Node factor) {
        return new Condition(relation, of, Comparison.NOT_EQUAL.of(factor, Node.constant(0)));
    }

    private List<Condition> power(Node z) {
        Node x = z.input(0);
        Node y = z.input(1);
        if (y.constantScalar().isPresent()) {
            double exponent = y.constantScalar().get();
            boolean whole = exponent == Math.rint(exponent);
            if (whole) {
                return exponent >= 0 ? List.of() : List.of(everywhere(Relation.NONZERO, x));
            }
            return List.of(everywhere(exponent > 0 ? Relation.NONNEGATIVE : Relation.POSITIVE, x));
        }
        ValueFacts exponent = facts.of(y);
        if (exponent.whole()) {
            return exponent.isNonnegative() ? List.of() : List.of(everywhere(Relation.NONZERO, x));
        }
        return List.of(everywhere(Relation.POSITIVE, x));
    }

    private boolean isGuaranteed(Condition condition) {
        ValueFacts known = facts.of(condition.of());
        return switch (condition.relation()) {
            case POSITIVE -> known.isPositive() || isDefinite(condition.of());
            case NONNEGATIVE -> known.isNonnegative();
            case NONZERO -> !known.range().contains(0) || isInvertible(condition.of());
            case WITHIN_ONE -> known.range().low() >= -1 && known.range().high() <= 1;
            case ABOVE_ONE -> known.range().low() >= 1;
            case DEFINITE -> known.definite();
        };
    }

    /** Whether this is the determinant of a matrix that is known to have an inverse. */
    private boolean isInvertible(Node x) {
        return x.op() == Determinants.DETERMINANT && facts.of(x.input(0)).invertible();
    }

    /** Whether this is the determinant of a positive definite matrix. */
    private boolean isDefinite(Node x) {
        return x.op() == Determinants.DETERMINANT && facts.of(x.input(0)).definite();
    }

    /** The nodes that are computed for every entry, not only on one side of a {@code where}. */
    private static Predicate<Node> always(Walk walk) {
        boolean[] needed = new boolean[walk.size()];
        needed[walk.size() - 1] = true;
        for (int i = walk.size() - 1; i >= 0; i--) {
            Node node = walk.node(i);
            for (int k = 0; k < node.inputs().size(); k++) {
                needed[walk.input(i, k)] |= needed[i] && !(selects(node) && k > 0);
            }
        }
        return node -> needed[walk.indexOf(node)];
    }

    private static boolean selects(Node node) {
        return node.op() instanceof Where || node.op() instanceof Masked;
    }

    /** The condition of the one {@code where} below which a node stands; null when there are several. */
    private static @Nullable Node branch(Walk walk, Node node) {
        Set<Node> conditions = new LinkedHashSet<>();
        Set<Integer> above = new LinkedHashSet<>(Set.of(walk.indexOf(node)));
        for (int i = walk.indexOf(node) + 1; i < walk.size(); i++) {
            Node at = walk.node(i);
            for (int k = 0; k < at.inputs().size(); k++) {
                if (above.contains(walk.input(i, k))) {
                    boolean side = selects(at) && k > 0;
                    if (side) {
                        Node condition = at.input(0);
                        conditions.add(k == 1 ? condition : Comparison.equal(condition, Node.constant(0)));
                    } else {
                        above.add(i);
                    }
                }
            }
        }
        return conditions.size() == 1 ? conditions.iterator().next() : null;
    }
}
