package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.PointDifference.Kind;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * A few random points at which expressions are compared: feasible for the domains of the leaves, with free sizes that
 * are all distinct and differ from point to point. What is computed at a point is kept, so that comparing one more
 * variant of a formula costs only its new nodes.
 *
 * <pre>{@code
 * Samples samples = Samples.of(List.of(loss), Assumptions.NONE, List.of(), 0);
 * boolean right = samples.compare(claim, truth).isEqual();
 * }</pre>
 */
public final class Samples {
    /** Two formulas that differ by less, relative to the largest entry, differ by rounding. */
    public static final double TOLERANCE = 1e-9;

    /** Rounding leaves this much where a sum cancels to zero. */
    private static final double FLOOR = 1e-12;

    /** A step to a point next to another, and how many points are looked at so. */
    private static final double NEARBY = 1e-6;

    private static final int MOST_NEIGHBOURHOODS = 3;
    private static final int MOST_CLOSE = 12;
    private static final int MOST_POOL = 48;

    private static final int POINTS = 4;
    private static final int DRAWS = 24;

    /** Further points beside the usual ones, and nodes at all of them together. */
    private static final int MOST_FURTHER = 80;

    private static final int FEWEST_FURTHER = 10;
    private static final int WORK = 40_000;

    private final List<SamplePoint> points;
    private final PointSource source;
    /** Points of other sizes and magnitudes, and on the far sides of switches, as far as they have been needed. */
    private final List<SamplePoint> further = new ArrayList<>();

    /** Switches both sides of which have been visited from nearby, for whatever line it was. */
    private final Set<Switch> visited = new LinkedHashSet<>();

    private final List<SamplePoint> pool = new ArrayList<>();

    /** Points beside switches that doubles do not see: every comparison is made in many digits there. */
    private final Set<SamplePoint> close = new LinkedHashSet<>();

    /** What has been said: the same question has the same answer, although there are more points now. */
    private final Map<List<Node>, ComparisonAtPoints> answers = new HashMap<>();

    private boolean hasSizes;
    private boolean hasMagnitudes;
    private final Message trouble;

    private Samples(List<SamplePoint> points, PointSource source, Message trouble) {
        this.points = List.copyOf(points);
        this.source = source;
        this.trouble = trouble;
    }

    /**
     * Draws points at which some expressions are finite.
     *
     * @param roots what will be compared, or what it is made of: their leaves are given values
     * @param assumptions equations that hold at every point
     * @param given values that stay as they are, such as a number of samples given as an input
     * @param seed the same seed draws the same points
     */
    public static Samples of(List<Node> roots, Assumptions assumptions, List<Binding> given, long seed) {
        return of(roots, assumptions, given, seed, POINTS);
    }

    /** The first of these points alone, to see whether it is worth drawing the others. */
    public static Samples firstOf(List<Node> roots, Assumptions assumptions, List<Binding> given, long seed) {
        return of(roots, assumptions, given, seed, 1);
    }

    private static Samples of(List<Node> roots, Assumptions assumptions, List<Binding> given, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SamplePoint> points = new ArrayList<>();
        Message trouble = Message.NONE;
        List<Node> all = new ArrayList<>(roots);
        all.addAll(assumptions.nodes());
        for (int draw = 0; draw < DRAWS && points.size() < count; draw++) {
            try {
                int larger = points.size() % 2;
                RandomPoint point = Range.at(draw).apply(RandomPoint.completing(all, given, larger, random), given);
                Evaluator evaluator = assumptions.imposed(point);
                trouble = firstNonFinite(evaluator, roots);
                if (trouble.isEmpty()) {
                    points.add(new SamplePoint(
                            evaluator,
                            Range.at(draw) == Range.ANY,
                            !assumptions.equations().isEmpty()));
                }
            } catch (ChainruleException e) {
                trouble = e.sentence().firstLine();
            }
        }
        PointSource source = new PointSource(roots, assumptions, given, seed);
        return new Samples(points, source, points.isEmpty() ? trouble : Message.NONE);
    }

    private static Message firstNonFinite(Evaluator evaluator, List<Node> roots) {
        for (Node root : roots) {
            if (!evaluator.value(root).isFinite()) {
                return evaluator
                        .values()
                        .firstNonFinite()
                        .map(what -> what.message().firstLine())
                        .orElse(Message.NONE);
            }
        }
        return Message.NONE;
    }

    /** Other points of the same kind, at which some expressions have values. */
    public Samples where(List<Node> finite) {
        return of(finite, source.assumptions(), source.given(), source.seed());
    }

    /** The number of points; 0 when none was found. */
    public int count() {
        return points.size();
    }

    /** A point, with everything computed at it so far. */
    public Evaluator point(int i) {
        return points.get(i).at();
    }

    /** All points known so far, the usual ones first. */
    public Stream<Evaluator> all() {
        return Stream.concat(points.stream(), further.stream()).map(SamplePoint::at);
    }

    /** Why there is no point; nothing to say when there are some. */
    public Message trouble() {
        return trouble;
    }

    /**
     * Compares two expressions: at all points, at other sizes, and on both sides of every switch in either. A scalar
     * constant equals a tensor all of whose entries are that number.
     *
     * @param left what is true
     * @param right may be undefined at some points
     */
    public ComparisonAtPoints compare(Node left, Node right) {
        return compare(left, right, () -> false);
    }

    /**
     * Compares two expressions that may be proved to be equal, wherever they are defined: then the usual points are enough.
     *
     * @param proved asked when the two look the same at these
     */
    public ComparisonAtPoints compare(Node left, Node right, BooleanSupplier proved) {
        if (points.isEmpty()) {
            return ComparisonAtPoints.unknown(trouble);
        }
        OptionalDouble apart = apart(left, right);
        if (apart.isPresent() && apart.getAsDouble() < TOLERANCE && proved.getAsBoolean()) {
            return new ComparisonAtPoints(
                    Outcome.EQUAL, points.size(), apart.getAsDouble(), Optional.empty(), Message.NONE);
        }
        return answers.computeIfAbsent(List.of(left, right), pair -> compared(left, right));
    }

    private ComparisonAtPoints compared(Node left, Node right) {
        points.forEach(point -> point.exact().begin());
        further.forEach(point -> point.exact().begin());
        Comparing comparing = new Comparing(source, left, right);
        comparing.at(points);
        if (comparing.isSettled()) {
            return comparing.comparison();
        }
        List<Switch> switches = Switches.of(List.of(left, right));
        comparing.branchingAt(switches);
        if (!hasSizes) {
            hasSizes = true;
            further.addAll(source.ofOtherSizes(point(0).sizes()));
        }
        if (!hasMagnitudes && (!switches.isEmpty() || !comparing.isSure())) {
            hasMagnitudes = true;
            further.addAll(source.ofOtherMagnitudes(point(0).sizes()));
            further.addAll(source.ofWholeNumbers(point(0).sizes()));
        }
        comparing.at(further);
        if (!comparing.isSettled()) {
            search(comparing, left, right, switches);
        }
        if (!comparing.isSettled()) {
            comparing.outOfRange().stream()
                    .filter(this::isOfUsualSize)
                    .limit(MOST_NEIGHBOURHOODS)
                    .filter(point -> isLeftOutAround(point, left, right))
                    .findFirst()
                    .ifPresent(comparing::isUndefinedAround);
        }
        return comparing.comparison();
    }

    /** The largest difference at the usual points, relative to the largest entry, where both sides have values at all. */
    private OptionalDouble apart(Node left, Node right) {
        double worst = 0;
        for (SamplePoint point : points) {
            try {
                Tensor a = point.at().value(left);
                Tensor b = point.at().value(right);
                Gap gap = Gap.of(a, b);
                if (!a.isFinite() || !b.isFinite() || !gap.fits) {
                    return OptionalDouble.empty();
                }
                worst = Math.max(worst, gap.scale == 0 ? 0 : gap.apart / gap.scale);
            } catch (ChainruleException e) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(worst);
    }

    /** Points drawn by chance, when they are first asked for: mistakes that are not rare show there. */
    private List<SamplePoint> pool(Node left, Node right) {
        for (int i = pool.size(); i < Math.min(MOST_POOL, mostFurther(left, right)); i++) {
            SplittableRandom random = new SplittableRandom(source.seed() + 801 + i);
            (i % 2 == 0 ? source.at(point(0).sizes(), random) : source.ofMixedMagnitude(point(0).sizes(), random))
                    .ifPresentOrElse(pool::add, () -> pool.add(points.get(0)));
        }
        return pool;
    }

    /** Points on both sides of every switch, and where the right side may have no value. */
    private void search(Comparing comparing, Node left, Node right, List<Switch> switches) {
        int most = mostFurther(left, right);
        List<SamplePoint> known = new ArrayList<>(points);
        known.addAll(further);
        BranchSearch search = new BranchSearch(source, known, pool(left, right), left, right);
        List<SamplePoint> gaps = search.reachGaps();
        List<Switch> fresh =
                switches.stream().filter(each -> !visited.contains(each)).toList();
        if (!fresh.isEmpty()) {
            search.straddle(fresh);
            search.reachTogether();
        }
        if (!switches.isEmpty()) {
            search.reach(switches);
            search.straddleAgain();
            search.reachValues();
            search.reachAllTogether(switches);
            comparing.at(pool);
        }
        comparing.at(search.reached());
        gaps.stream().filter(point -> point.isLeftOut(left, right)).forEach(comparing::isUndefinedAround);
        if (!comparing.isSettled() && !switches.isEmpty()) {
            comparing.at(search.apart(switches));
        }
        // What is not kept for the lines to come is looked for again.
        if (further.size() + search.reached().size() <= most) {
            further.addAll(search.reached());
            visited.addAll(fresh);
        }
        search.unshown().stream()
                .limit(MOST_CLOSE - Math.min(MOST_CLOSE, close.size()))
                .forEach(close::add);
        comparing.closelyAt(close);
        comparing.neverSeen(search.neverSeen());
        if (!comparing.isSettled()) {
            List<SamplePoint> all = new ArrayList<>(known);
            all.addAll(search.reached());
            all.addAll(pool);
            comparing.neverShown(search.neverShown(switches, all));
        }
    }

    private boolean isOfUsualSize(SamplePoint point) {
        return points.stream()
                .anyMatch(other ->
                        other.at().sizes().asMap().equals(point.at().sizes().asMap()));
    }

    /** Whether the right side has no value at a point, nor at points next to it, where the left one has. */
    private boolean isLeftOutAround(SamplePoint point, Node left, Node right) {
        if (!source.isFeasible(point.at()) || !point.isLeftOut(left, right)) {
            return false;
        }
        Line line = Line.through(point.at().bindings(), Line.random(new SplittableRandom(source.seed() + 701)));
        for (double t : new double[] {NEARBY, -NEARBY}) {
            try {
                RandomPoint near = new RandomPoint(line.at(t), point.at().sizes());
                if (!source.point(near).isLeftOut(left, right)) {
                    return false;
                }
            } catch (ChainruleException e) {
                return false;
            }
        }
        return true;
    }

    /** Every point keeps what has been computed at it, so large graphs get fewer. */
    private static int mostFurther(Node left, Node right) {
        return Math.max(
                FEWEST_FURTHER,
                Math.min(MOST_FURTHER, WORK / Walk.from(List.of(left, right)).size()));
    }

    /** Whether two expressions are equal at all points known so far; cheaper than {@link #compare}. */
    public boolean agree(Node left, Node right) {
        boolean any = false;
        for (int i = 0; i < points.size(); i++) {
            Tensor a;
            Tensor b;
            try {
                a = point(i).value(left);
                b = point(i).value(right);
            } catch (ChainruleException e) {
                continue;
            }
            if (a.isFinite()) {
                if (!isNear(a, b, points.get(i), left, right)) {
                    return false;
                }
                any = true;
            }
        }
        for (int i = 0; any && i < further.size(); i++) {
            Kind kind = PointDifference.at(further.get(i), i, left, right).kind();
            any = kind != Kind.DIFFERENT && kind != Kind.SHAPES;
        }
        return any;
    }

    /** The same, for another line: it has its share of the work in many digits, whatever the lines before it took. */
    public boolean agreeAfresh(Node left, Node right) {
        points.forEach(point -> point.exact().begin());
        further.forEach(point -> point.exact().begin());
        return agree(left, right);
    }

    /** Whether an expression has finite values at all points, of which there is one at least. */
    public boolean areFinite(Node node) {
        try {
            return !points.isEmpty()
                    && points.stream().allMatch(point -> point.at().value(node).isFinite());
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Most variants of a formula are far off, which takes no estimate of rounding. */
    private static boolean isNear(Tensor a, Tensor b, SamplePoint point, Node left, Node right) {
        Gap gap = Gap.of(a, b);
        if (!b.isFinite() || !gap.fits || gap.apart > TOLERANCE * gap.scale + FLOOR) {
            return false;
        }
        if (gap.apart == 0 && a.shape().equals(b.shape())) {
            return true;
        }
        if (PointDifference.isFarApart(point, left, right, a, b)) {
            return false;
        }
        Kind kind = PointDifference.at(point, 0, left, right).kind();
        return kind == Kind.SAME || kind == Kind.ZERO || kind == Kind.HIDDEN;
    }

    /**
     * How far apart two values are.
     *
     * @param fits whether they have one shape, or one is a number
     * @param apart the largest difference of two entries
     * @param scale the largest entry
     */
    record Gap(boolean fits, double apart, double scale) {
        static Gap of(Tensor a, Tensor b) {
            boolean fits = a.shape().equals(b.shape()) || a.rank() == 0 || b.rank() == 0;
            double scale = 0;
            double apart = 0;
            for (int k = 0; fits && k < Math.max(a.count(), b.count()); k++) {
                double x = a.at(a.rank() == 0 ? 0 : k);
                double y = b.at(b.rank() == 0 ? 0 : k);
                scale = Math.max(scale, Math.max(Math.abs(x), Math.abs(y)));
                apart = Math.max(apart, Math.abs(x - y));
            }
            return new Gap(fits, apart, scale);
        }
    }

    /** Where the entries of real leaves come from. Some formulas are finite only for positive, or only for small, numbers. */
    private enum Range {
        ANY,
        POSITIVE,
        SMALL;

        static Range at(int draw) {
            return draw < DRAWS / 2 ? ANY : draw < DRAWS * 3 / 4 ? POSITIVE : SMALL;
        }

        RandomPoint apply(RandomPoint point, List<Binding> given) {
            if (this == ANY) {
                return point;
            }
            List<Binding> bindings = new ArrayList<>();
            for (Binding binding : point.bindings()) {
                bindings.add(given.contains(binding) ? binding : moved(binding));
            }
            return new RandomPoint(bindings, point.sizes());
        }

        private Binding moved(Binding binding) {
            if (!Assumptions.isFree(binding.leaf())) {
                return binding;
            }
            Tensor value = binding.value();
            return binding.leaf()
                    .is(Tensor.fill(
                            DType.F64,
                            value.shape(),
                            k -> this == POSITIVE ? 0.1 + Math.abs(value.at(k)) : 0.3 * Math.tanh(value.at(k))));
        }
    }
}
