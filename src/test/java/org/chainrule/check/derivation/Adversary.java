package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Tries to make {@code check} err: random models with switches, tiny and huge constants, domains and sizes; right claims by
 * rewriting, wrong ones by mutation and by perturbation. A mutant counts as wrong when differences of the loss itself, at
 * points of their own, say so.
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=org.chainrule.check.derivation.Adversary -Dexec.args="5000 3 1"
 * }</pre>
 */
final class Adversary {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d+)?(e-?\\d+)?");
    private static final int POINTS = 60;

    private final List<String> faults = new ArrayList<>();
    private int right;
    private int proved;
    private int undecided;
    private int wrong;
    private int refuted;
    private int models;

    /** How many models, how many mutants of each, and the first seed. */
    public static void main(String[] arguments) {
        Adversary adversary =
                run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        System.out.println(adversary);
        adversary.faults.forEach(System.out::println);
    }

    static Adversary run(int models, int mutants, long seed) {
        Adversary adversary = new Adversary();
        for (int i = 0; i < models; i++) {
            adversary.attack(new SplittableRandom(seed + i), mutants);
        }
        return adversary;
    }

    List<String> faults() {
        return faults;
    }

    int refuted() {
        return refuted;
    }

    private void attack(SplittableRandom random, int mutants) {
        String domain = pick(random, "", "", "", " positive", " interval(-2, 3)", " probability");
        String header = "dims n; input x [n]" + domain + ", t [n]; param w [n], b []; ";
        String size = pick(random, number(random), "t", "b", "n");
        String u = pick(random, "x", "w*x + b", "x - t", "w*x - " + number(random), "w @ x + b", "x + " + size);
        String f = function(random, size);
        String text = header + "u = " + u + "; z = " + f + "; J = " + pick(random, "sum", "mean") + "(z)";
        String variable = pick(random, "x", "w", "b", "t");
        Model model;
        String truth;
        try {
            model = Model.parse(text);
            truth = Formula.text(
                    Gradient.of(model.get("J"), List.of(model.get(variable))).orZero(model.get(variable)));
        } catch (ChainruleException e) {
            return;
        }
        models++;
        judge(text, variable, rewritten(random, truth), true, random.split());
        for (int i = 0; i < mutants; i++) {
            judge(text, variable, mutated(random, truth), false, random.split());
        }
    }

    private static String function(SplittableRandom random, String size) {
        String c = number(random);
        return switch (random.nextInt(14)) {
            case 0 -> "relu(u)";
            case 1 -> "leaky_relu(u, alpha=0.2)*" + c;
            case 2 -> "abs(u - " + c + ")";
            case 3 -> "maximum(u, " + size + ")^2";
            case 4 -> "minimum(u, t)*" + c;
            case 5 -> "clamp(u, -" + c + ", " + c + ")";
            case 6 -> "where(u > " + c + ", u^2, 3*u)";
            case 7 -> "relu(1 - t*u)";
            case 8 -> "relu(1 - t*u)^2";
            case 9 -> "huber(u, t, delta=" + c + ")";
            case 10 -> "tanh(u)*relu(t)";
            case 11 -> "where((u > 0)*(t > " + c + "), u*t, u)";
            case 12 -> "sigmoid(u)*" + c;
            default -> "relu(relu(u) - " + c + ")*t";
        };
    }

    private static String number(SplittableRandom random) {
        return pick(random, "1", "2", "0.5", "3", "30", "1000", "1e-6", "0.01", "7");
    }

    @SafeVarargs
    private static <T> T pick(SplittableRandom random, T... things) {
        return things[random.nextInt(things.length)];
    }

    /** The same, written another way. */
    private static String rewritten(SplittableRandom random, String claim) {
        String whole = "(" + claim + ")";
        return switch (random.nextInt(6)) {
            case 0 -> claim;
            case 1 -> whole + " + t[0] - t[0]";
            case 2 -> "2*" + whole + "/2";
            case 3 -> "where(b > 5, " + claim + ", " + claim + ")";
            case 4 -> whole + "*((b > 0) + (b <= 0))";
            default -> "-(-" + whole + ")";
        };
    }

    /** Something else, most of the time. */
    private static String mutated(SplittableRandom random, String claim) {
        String whole = "(" + claim + ")";
        return switch (random.nextInt(10)) {
            case 0 -> "2*" + whole;
            case 1 -> "-" + whole;
            case 2 -> "where(b > " + number(random) + ", 2*" + whole + ", " + whole + ")";
            case 3 -> "where(t[0] < -" + number(random) + ", 0*" + whole + ", " + whole + ")";
            case 4 -> "where(n > " + (1 + random.nextInt(20)) + ", 3*" + whole + ", " + whole + ")";
            case 5 -> whole + "*1.00001";
            case 6 -> claim.replaceFirst(" > ", " < ");
            case 7 -> claim.replaceFirst("\\([^()]* [<>]=? [^()]*\\)", "1");
            case 8 -> otherNumber(random, claim);
            default -> whole + "*(max(x) > " + number(random) + ")";
        };
    }

    private static String otherNumber(SplittableRandom random, String claim) {
        Matcher matcher = NUMBER.matcher(claim);
        List<int[]> places = new ArrayList<>();
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return "1.1*(" + claim + ")";
        }
        int[] place = places.get(random.nextInt(places.size()));
        return claim.substring(0, place[0]) + number(random) + claim.substring(place[1]);
    }

    private void judge(String text, String variable, String claim, boolean made, SplittableRandom random) {
        Verdict verdict;
        Optional<Boolean> holds;
        try {
            JudgedLine line = Derivation.judge(
                            Model.parse(text + "\nderive J\nd" + variable + " = " + claim),
                            new Derivation.Settings(random.nextInt(1000), false, true))
                    .lines()
                    .get(0);
            verdict = line.verdict();
            holds = made ? Optional.of(true) : holds(Model.parse(text), variable, claim, random);
        } catch (ChainruleException e) {
            return;
        }
        if (holds.isEmpty()) {
            return;
        }
        if (made) {
            right++;
            proved += verdict == Verdict.PROVED ? 1 : 0;
            undecided += verdict == Verdict.UNDECIDED ? 1 : 0;
            if (verdict == Verdict.REFUTED) {
                faults.add("right, yet refuted: " + text + " | d" + variable + " = " + claim);
            }
        } else if (!holds.get()) {
            wrong++;
            refuted += verdict == Verdict.REFUTED ? 1 : 0;
            if (verdict.isRight()) {
                faults.add("wrong, yet " + verdict + ": " + text + " | d" + variable + " = " + claim);
            }
        }
    }

    /** What differences of the loss say at many points of many magnitudes; empty when they say nothing. */
    private static Optional<Boolean> holds(Model model, String variable, String claim, SplittableRandom random) {
        Node loss = model.get("J");
        Node x = model.get(variable);
        Node claimed = model.expression(claim);
        int compared = 0;
        for (int i = 0; i < POINTS; i++) {
            Sizes sizes = Sizes.of("n", 1 + random.nextInt(i % 5 == 0 ? 24 : 4));
            double scale = Math.pow(10, 3.5 * random.nextDouble() - 1);
            List<Binding> bindings = new ArrayList<>();
            for (Node leaf : model.leaves()) {
                Domain domain = ((Leaf) leaf.op()).domain();
                Tensor value = domain.sample(leaf.shape().resolve(sizes), random);
                bindings.add(leaf.is(
                        domain.kind() == Domain.Kind.REAL
                                ? Tensor.fill(DType.F64, value.shape(), k -> scale * value.at(k))
                                : value));
            }
            Evaluator at = new Evaluator(bindings, sizes, DType.F64);
            Tensor said = at.value(claimed);
            Tensor base = at.value(x);
            int entry = random.nextInt(base.count());
            double slope = slope(bindings, sizes, loss, x, entry, 1e-4);
            double finer = slope(bindings, sizes, loss, x, entry, 1e-5);
            double noise = 1e-9 * (1 + Math.abs(at.value(loss).item())) / (1e-5 * (1 + Math.abs(base.at(entry))));
            double size = Math.max(Math.abs(slope), Math.abs(finer));
            if (!said.isFinite() || Math.abs(slope - finer) > 1e-6 * size + noise || noise > 1e-3 * size + 1e-9) {
                continue;
            }
            compared++;
            double value = said.at(said.rank() == 0 ? 0 : entry);
            if (Math.abs(value - finer) > 2e-6 * size + 10 * noise) {
                return Optional.of(false);
            }
        }
        return compared < 5 ? Optional.empty() : Optional.of(true);
    }

    private static double slope(List<Binding> bindings, Sizes sizes, Node loss, Node x, int entry, double step) {
        double[] ends = new double[2];
        for (int side = 0; side < 2; side++) {
            double sign = side == 0 ? -1 : 1;
            List<Binding> moved = bindings.stream()
                    .map(binding -> binding.leaf() == x ? x.is(shifted(binding.value(), entry, sign * step)) : binding)
                    .toList();
            try {
                ends[side] = new Evaluator(moved, sizes, DType.F64).value(loss).item();
            } catch (ChainruleException e) {
                return Double.NaN;
            }
        }
        double h = step
                * (1
                        + Math.abs(bindings.stream()
                                .filter(binding -> binding.leaf() == x)
                                .findFirst()
                                .orElseThrow()
                                .value()
                                .at(entry)));
        return (ends[1] - ends[0]) / (2 * h);
    }

    private static Tensor shifted(Tensor value, int entry, double by) {
        return Tensor.fill(
                DType.F64,
                value.shape(),
                k -> k == entry ? value.at(k) + by * (1 + Math.abs(value.at(k))) : value.at(k));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d models: %d right claims (%.0f %% proved, %d undecided), %d wrong claims (%d refuted), %d faults",
                models,
                right,
                100.0 * proved / Math.max(1, right),
                undecided,
                wrong,
                refuted,
                faults.size());
    }
}
