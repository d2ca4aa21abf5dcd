package org.example.adversary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.example.adversary.World.Declared;

/** What terms are at one point, with the derivatives along one entry of one leaf: an evaluator of the adversary's own. */
final class Meaning {
    /** What two ways to the same number leave of it, far above the last digit that is kept. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-70");

    private static final BigDecimal SURELY_ROUNDING = new BigDecimal("1e-80");

    /** The same for their slopes, which lose more where terms cancel. */
    private static final BigDecimal SLOPE_ROUNDING = new BigDecimal("1e-20");

    /** A margin closer to 0 than this may be 0. */
    private static final BigDecimal NOTHING = new BigDecimal("1e-80");

    private final World world;
    private final Direction direction;
    private final IdentityHashMap<Term, Dual[]> known = new IdentityHashMap<>();
    private boolean onKink;
    private BigDecimal largest = BigDecimal.ONE;

    /** How fast each entry of each leaf moves. */
    interface Direction {
        BigDecimal of(String leaf, int entry);

        /** One entry of one leaf. */
        static Direction along(String moving, int place) {
            return (leaf, entry) -> BigDecimal.valueOf(leaf.equals(moving) && entry == place ? 1 : 0);
        }

        /** Everything that can move, each in its own way: a switch that stays where it is does so for good. */
        static Direction all(World world, Map<String, Declared> leaves) {
            return (leaf, entry) -> {
                Declared declared = leaves.get(leaf);
                // A share of one is 1.
                boolean fixed = declared.isWhole()
                        || (declared.domain().startsWith("simplex") && world.count(declared.shape()) == 1);
                int mixed = (leaf.hashCode() * 31 + entry) * 0x9E3779B9;
                return BigDecimal.valueOf(fixed ? 0 : 1 + (mixed >>> 12), 6);
            };
        }
    }

    Meaning(World world, Direction direction) {
        this.world = world;
        this.direction = direction;
    }

    /** Whether some switch stood exactly between its sides: there the point says nothing. */
    boolean isOnKink() {
        return onKink;
    }

    /** The largest number on the way. */
    BigDecimal largest() {
        return largest;
    }

    /**
     * The entries of a term.
     *
     * @throws ArithmeticException where it has no value
     */
    Dual[] of(Term term) {
        Dual[] already = known.get(term);
        if (already != null) {
            return already;
        }
        Dual[][] in = new Dual[term.args().size()][];
        for (int i = 0; i < in.length; i++) {
            in[i] = term.op().equals("where") && i > 0 ? branch(term, in[0], i) : of(term.arg(i));
        }
        Dual[] result = compute(term, in);
        for (Dual each : result) {
            largest = largest.max(each.value().abs()).max(each.slope().abs());
        }
        known.put(term, result);
        return result;
    }

    /** What no entry chooses need not have a value; where some do, one without a value says nothing of the others. */
    private Dual[] branch(Term where, Dual[] condition, int side) {
        long chosen = Arrays.stream(condition)
                .filter(each -> (each.value().signum() != 0) == (side == 1))
                .count();
        if (chosen == 0) {
            return fill(world.count(where.arg(side).shape()), k -> Dual.of(0));
        }
        try {
            return of(where.arg(side));
        } catch (ArithmeticException e) {
            if (chosen == condition.length) {
                throw e;
            }
            throw new Dual.OutOfRangeException("a branch");
        }
    }

    private Dual[] compute(Term term, Dual[][] in) {
        int count = world.count(term.shape());
        return switch (term.op()) {
            case "num" -> one(Dual.of(new BigDecimal(term.name())));
            case "size" -> one(Dual.of(world.sizes().get(term.name().charAt(0))));
            case "leaf" -> leaf(term);
            case "ones" -> fill(count, k -> Dual.of(1));
            case "unit" -> fill(count, k -> Dual.flag(k == 0));
            case "entry" -> one(in[0][0]);
            case "sum" -> one(sum(in[0]));
            case "mean" -> one(sum(in[0]).over(Dual.of(in[0].length)));
            case "max" -> one(in[0][extreme(in[0], 1)]);
            case "min" -> one(in[0][extreme(in[0], -1)]);
            case "logsumexp" -> one(sum(each(in[0], Dual::exp)).log());
            case "softmax" -> {
                Dual[] powers = each(in[0], Dual::exp);
                Dual total = sum(powers);
                yield each(powers, power -> power.over(total));
            }
            case "sort" -> {
                Integer[] order = order(in[0]);
                yield fill(count, k -> in[0][order[k]]);
            }
            case "unsort" -> {
                Integer[] order = order(in[1]);
                Dual[] result = new Dual[count];
                for (int k = 0; k < count; k++) {
                    result[order[k]] = in[0][k];
                }
                yield result;
            }
            case "T" -> {
                int rows = world.count(term.shape().substring(0, 1));
                int columns = count / rows;
                yield fill(count, k -> in[0][k % columns * rows + k / columns]);
            }
            case "outer" -> fill(count, k -> in[0][k / in[1].length].times(in[1][k % in[1].length]));
            case "@" ->
                product(
                        in[0],
                        in[1],
                        term.arg(0).shape().substring(term.arg(0).shape().length() - 1));
            default -> fill(count, k -> entrywise(term, in, k));
        };
    }

    private Dual[] leaf(Term term) {
        BigDecimal[] values = world.values().get(term.name());
        return fill(values.length, k -> new Dual(values[k], direction.of(term.name(), k)));
    }

    private Dual[] product(Dual[] a, Dual[] b, String inner) {
        int shared = world.count(inner);
        int rows = a.length / shared;
        int columns = b.length / shared;
        return fill(rows * columns, k -> {
            Dual sum = Dual.of(0);
            for (int i = 0; i < shared; i++) {
                sum = sum.plus(a[k / columns * shared + i].times(b[i * columns + k % columns]));
            }
            return sum;
        });
    }

    private Dual entrywise(Term term, Dual[][] in, int k) {
        Dual x = in[0][in[0].length == 1 ? 0 : k];
        Dual y = in.length < 2 ? x : in[1][in[1].length == 1 ? 0 : k];
        Dual z = in.length < 3 ? x : in[2][in[2].length == 1 ? 0 : k];
        return switch (term.op()) {
            case "neg" -> x.negated();
            case "exp" -> x.exp();
            case "log" -> x.log();
            case "sqrt" -> x.sqrt();
            case "tanh" -> x.tanh();
            case "sigmoid" -> x.sigmoid();
            case "softplus" -> x.softplus();
            case "square" -> x.times(x);
            case "relu" -> side(x) > 0 ? x : Dual.of(0);
            case "leaky_relu" -> side(x) > 0 ? x : x.times(y);
            case "abs" -> side(x) >= 0 ? x : x.negated();
            case "step" -> Dual.flag(side(x) > 0);
            case "sign" -> Dual.of(side(x));
            case "floor" -> {
                BigDecimal whole = x.value().setScale(0, RoundingMode.FLOOR);
                side(x.minus(Dual.of(whole)));
                yield Dual.of(whole);
            }
            case "+" -> x.plus(y);
            case "-" -> x.minus(y);
            case "*" -> x.times(y);
            case "/" -> x.over(y);
            case "maximum" -> side(x, y) >= 0 ? x : y;
            case "minimum" -> side(x, y) >= 0 ? y : x;
            case "clamp" -> side(x, y) < 0 ? y : side(x, z) > 0 ? z : x;
            case ">" -> Dual.flag(side(x, y) > 0);
            case ">=" -> Dual.flag(side(x, y) >= 0);
            case "<" -> Dual.flag(side(x, y) < 0);
            case "<=" -> Dual.flag(side(x, y) <= 0);
            case "==" -> Dual.flag(side(x, y) == 0);
            case "where" -> x.value().signum() != 0 ? y : z;
            case "huber" -> huber(x.minus(y), z);
            default -> throw new IllegalArgumentException(term.op());
        };
    }

    private Dual huber(Dual apart, Dual delta) {
        Dual size = apart.value().signum() < 0 ? apart.negated() : apart;
        Dual half = Dual.of(new BigDecimal("0.5"));
        return side(size.minus(delta)) <= 0
                ? half.times(apart).times(apart)
                : delta.times(size.minus(half.times(delta)));
    }

    /** The side of a difference; two numbers that differ by rounding are equal. */
    private int side(Dual x, Dual y) {
        BigDecimal gap = x.value().subtract(y.value()).abs();
        BigDecimal size = x.value().abs().max(y.value().abs());
        BigDecimal turn = x.slope().subtract(y.slope()).abs();
        BigDecimal slopes = x.slope().abs().max(y.slope().abs());
        boolean equal =
                gap.compareTo(size.multiply(ROUNDING)) <= 0 && turn.compareTo(slopes.multiply(SLOPE_ROUNDING)) <= 0;
        // Between what 90 digits leave of equal numbers and what they leave of others nothing can be said.
        // So it is with what is lost beside large numbers on the way, as in the logarithm of 1 + 1e-85.
        onKink |= equal
                ? gap.compareTo(size.multiply(SURELY_ROUNDING)) > 0
                : gap.compareTo(largest().multiply(Oracle.LOST)) < 0;
        return equal ? 0 : side(x.minus(y));
    }

    /** On which side of a switch a margin is: 0 is a side of its own where the margin stays 0, and else an accident. */
    private int side(Dual margin) {
        boolean isZero = margin.value().signum() == 0;
        onKink |= isZero ? margin.slope().signum() != 0 : margin.value().abs().compareTo(NOTHING) < 0;
        return margin.value().signum();
    }

    private int extreme(Dual[] entries, int sign) {
        int best = 0;
        for (int k = 1; k < entries.length; k++) {
            best = sign * entries[k].value().compareTo(entries[best].value()) > 0 ? k : best;
        }
        for (int k = 0; k < entries.length; k++) {
            if (k != best) {
                side(entries[k], entries[best]);
            }
        }
        return best;
    }

    private Integer[] order(Dual[] entries) {
        Integer[] order = IntStream.range(0, entries.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparing(k -> entries[k].value()));
        for (int k = 1; k < order.length; k++) {
            side(entries[order[k]], entries[order[k - 1]]);
        }
        return order;
    }

    private static Dual sum(Dual[] entries) {
        return Arrays.stream(entries).reduce(Dual.of(0), (BinaryOperator<Dual>) Dual::plus);
    }

    private static Dual[] each(Dual[] entries, UnaryOperator<Dual> map) {
        return Arrays.stream(entries).map(map).toArray(Dual[]::new);
    }

    private static Dual[] one(Dual value) {
        return new Dual[] {value};
    }

    private static Dual[] fill(int count, IntFunction<Dual> entry) {
        return IntStream.range(0, count).mapToObj(entry).toArray(Dual[]::new);
    }
}
