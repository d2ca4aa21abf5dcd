package org.example.adversary;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;

/**
 * Tries to make {@code check} err: random models with switches, tiny and huge constants, domains and sizes; right claims by
 * rewriting, wrong ones by mutation and by perturbation. Whether a claim is right is decided by an {@link Oracle} of its own.
 * A verdict that errs is shrunk and written as a file for {@code check}.
 *
 * <pre>{@code
 * tools/adversary --models 5000 --mutants 3 --seed 1
 * }</pre>
 */
final class Adversary {
    private static final int LONGEST = 1500;

    private final int mutants;
    private final Path folder;
    private final PrintStream out;
    private final List<Fault> faults = new ArrayList<>();
    private final Count right = new Count();
    private final Count wrong = new Count();
    private int models;
    private int untold;
    private long nanoseconds;

    /** How many claims of one kind got which verdict. */
    private static final class Count {
        private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        private int all;

        void add(Verdict verdict) {
            verdicts.merge(verdict, 1, Integer::sum);
            all++;
        }

        private String text() {
            List<String> parts = new ArrayList<>();
            for (Verdict verdict : Verdict.values()) {
                int count = verdicts.getOrDefault(verdict, 0);
                if (count > 0) {
                    parts.add(
                            String.format(Locale.ROOT, "%d %s (%.1f %%)", count, verdict.word(), 100.0 * count / all));
                }
            }
            return all + ": " + String.join(", ", parts);
        }
    }

    /** A claim that was judged wrongly. */
    record Fault(RandomModel model, Term claim, boolean holds, Verdict verdict, long seed, String why) {
        String file() {
            return "# " + (holds ? "Right" : "Wrong") + ", yet " + verdict.word() + " at seed " + seed + ".\n# " + why
                    + "\n" + model.text(claim.text());
        }
    }

    Adversary(int mutants, Path folder, PrintStream out) {
        this.mutants = mutants;
        this.folder = folder;
        this.out = out;
    }

    /** The command. */
    public static void main(String[] arguments) {
        int models = 500;
        int mutants = 3;
        long seed = 1;
        Path folder = Path.of("target", "adversary");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--models" -> models = Integer.parseInt(value);
                case "--mutants" -> mutants = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--out" -> folder = Path.of(value);
                default ->
                    throw new IllegalArgumentException(
                            arguments[i] + ": known are --models N, --mutants N, --seed S, --out FOLDER");
            }
        }
        Adversary adversary = new Adversary(mutants, folder, System.out);
        adversary.run(models, seed);
        System.out.println(adversary);
        if (!adversary.faults.isEmpty()) {
            System.exit(1);
        }
    }

    /** Attacks with the models of some seeds. */
    void run(int count, long seed) {
        for (int i = 0; i < count; i++) {
            attack(seed + i);
            if ((i + 1) % 100 == 0) {
                out.println(this);
            }
        }
    }

    List<Fault> faults() {
        return faults;
    }

    int refuted() {
        return wrong.verdicts.getOrDefault(Verdict.REFUTED, 0);
    }

    int proved() {
        return right.verdicts.getOrDefault(Verdict.PROVED, 0);
    }

    private void attack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomModel model = new RandomModel.Maker(random.split()).make();
        Term gradient = model.gradient();
        Oracle oracle = new Oracle(model, random.split());
        if (gradient.text().length() > LONGEST || oracle.count() < 10) {
            return;
        }
        models++;
        Attack attack = new Attack(model, oracle, seed);
        attack.judge(new Rewriter(model, random.split()).rewritten(gradient), true, random.split());
        attack.judgePrinted(random.split());
        for (int i = 0; i < mutants; i++) {
            Term start = random.nextBoolean() ? gradient : new Rewriter(model, random.split()).rewritten(gradient);
            attack.judge(new Mutator(model, random.split()).mutated(start), false, random.split());
        }
    }

    /** A crash is a fault of its own kind. */
    private Optional<Verdict> judged(RandomModel model, Term claim, long seed) {
        long start = System.nanoTime();
        try {
            return verdict(model, claim.text(), seed);
        } catch (RuntimeException | StackOverflowError e) {
            report(new Fault(model, claim, true, Verdict.UNDECIDED, seed, "it breaks: " + e));
            return Optional.empty();
        } finally {
            nanoseconds += System.nanoTime() - start;
        }
    }

    /** One model under attack. */
    private final class Attack {
        private final RandomModel model;
        private final Oracle oracle;
        private final long seed;

        Attack(RandomModel model, Oracle oracle, long seed) {
            this.model = model;
            this.oracle = oracle;
            this.seed = seed;
        }

        /** @param made whether the claim is right by the way it was made */
        private void judge(Term claim, boolean made, SplittableRandom random) {
            if (claim.text().length() > LONGEST) {
                return;
            }
            long checked = random.nextInt(1000);
            Optional<Verdict> verdict = judged(model, claim, checked);
            if (verdict.isEmpty()) {
                return;
            }
            Optional<Oracle.Difference> difference = oracle.difference(claim, random);
            boolean refused = isRefusal(verdict.get());
            if (difference.isEmpty() && (refused || (!made && verdict.get().isRight()))) {
                difference = oracle.searched(claim, verdict.get() == Verdict.PROVED, random);
                if (difference.isEmpty() && !made && refused) {
                    // A mutant that the oracle cannot tell from the truth need not be right.
                    untold++;
                    return;
                }
            }
            (difference.isPresent() ? wrong : right).add(verdict.get());
            boolean errs = difference.isPresent() ? verdict.get().isRight() : refused;
            if (errs) {
                String why = difference.map(Oracle.Difference::text).orElse("no point shows a difference");
                report(new Shrinker(new Fault(model, claim, difference.isEmpty(), verdict.get(), checked, why), seed)
                        .shrunk());
            }
        }

        /** What {@code grad} prints is a right claim as well. */
        private void judgePrinted(SplittableRandom random) {
            Model parsed = Model.parse(model.text("0"));
            String printed = Formula.text(Gradient.of(
                            parsed.get("J"), List.of(parsed.get(model.variable().name())))
                    .orZero(parsed.get(model.variable().name())));
            long checked = random.nextInt(1000);
            judged(model, Term.num(printed), checked).ifPresent(verdict -> {
                right.add(verdict);
                if (isRefusal(verdict)) {
                    report(new Fault(model, Term.num(printed), true, verdict, checked, "this is what grad prints"));
                }
            });
        }
    }

    static boolean isRefusal(Verdict verdict) {
        return verdict == Verdict.REFUTED || verdict == Verdict.FOLLOWS;
    }

    /** What {@code check} says of a claim; nothing when the file has no meaning. */
    static Optional<Verdict> verdict(RandomModel model, String claim, long seed) {
        try {
            List<JudgedLine> lines = Derivation.judge(
                            Model.parse(model.text(claim)), new Derivation.Settings(seed, false, true))
                    .lines();
            // A convention, such as a constant left out, is said and no error.
            boolean plain = !lines.isEmpty()
                    && lines.get(0).error().isEmpty()
                    && lines.get(0).convention().isEmpty();
            return !plain ? Optional.empty() : Optional.of(lines.get(0).verdict());
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private void report(Fault fault) {
        faults.add(fault);
        out.println(fault.file());
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("fault-" + faults.size() + ".cr");
            // As it was judged: a number more in it, even behind a #, may make check choose other sizes.
            Files.writeString(file, fault.model().text(fault.claim().text()), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("fault-" + faults.size() + ".txt"), fault.file(), StandardCharsets.UTF_8);
            out.println("# written to " + file + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d models%n  right claims %s%n  wrong claims %s%n  %d wrong verdicts; %d mutants refuted in which the"
                        + " oracle sees no mistake; %.0f s in check",
                models,
                right.text(),
                wrong.text(),
                faults.size(),
                untold,
                nanoseconds * 1e-9);
    }
}
