package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Statement;

/** Helpers that are meant as gradients: {@code δ2} for ∂J/∂Z2. */
final class HelperClaims {
    /** A helper is meant as a gradient by something near: a line makes one step of the chain, or a few. */
    private static final int MOST_LINKS = 24;

    /** So many helpers before a line are tried, the nearest: one further up is to blame for a line further up. */
    private static final int MOST_HELPERS = 6;

    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final Findings book;

    HelperClaims(Model model, TrueGradients truths, Samples samples, Findings book) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.book = book;
    }

    /**
     * Looks for a helper that is meant as a gradient and is none, such as δ2 for ∂J/∂Z2: when a wrong line becomes right
     * with the gradient of some quantity in place of the helper, and no line with the helper as it stands is right, the
     * helper's line is to blame.
     */
    OptionalInt blamed(Claim claim, Set<Integer> cites, Node truth) {
        if (!(claim.subject() instanceof GradientOf gradient)) {
            return OptionalInt.empty();
        }
        Set<Node> forward = new LinkedHashSet<>(gradient.of().ancestors());
        Map<String, Node> own = own(forward, book.findings());
        List<Node> way = onTheWay(gradient);
        for (int i : nearest(cites, own.keySet())) {
            Finding helper = book.findings().get(i);
            Node standing = Objects.requireNonNull(helper.claimed());
            String symbol = helper.claim().symbol().orElseThrow();
            if (forward.contains(standing)) {
                // a part of the loss itself is meant as that
                continue;
            }
            List<Map.Entry<String, Node>> quantities = own.containsKey(symbol)
                    ? List.of(Map.entry(symbol.substring(1), own.get(symbol)))
                    : between(
                            way,
                            gradient.of(),
                            standing,
                            symbol.startsWith("d") && book.index(symbol).equals(OptionalInt.of(i)));
            List<Claim> madeOf = madeOf(i, symbol, cites);
            Map<String, Node> names = new LinkedHashMap<>(book.ideal());
            for (Map.Entry<String, Node> quantity : quantities) {
                GradientOf subject = new GradientOf(gradient.of(), quantity.getValue(), quantity.getKey(), false);
                List<Node> meanings = meanings(subject);
                if (!quantity.getValue().shape().sameShape(standing.shape())
                        || samples.agree(meanings.get(0), standing)) {
                    // it is what it is meant to be
                    continue;
                }
                for (Node meant : meanings) {
                    mean(symbol, meant, madeOf, names);
                    if (agrees(claim, truth, names)) {
                        blame(i, symbol, subject, meant, standing);
                        refresh(i, symbol, meant);
                        return OptionalInt.of(helper.claim().line());
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The gradient that a δ in a formula is, which does not say by what it differentiates: by some quantity of the model. */
    Optional<GradientOf> meant(Claim claim, Finding finding, Node of) {
        Node standing = finding.claimed();
        boolean delta = claim.symbol().filter(symbol -> symbol.startsWith("δ_")).isPresent();
        if (standing == null || !finding.isSound() || !delta) {
            return Optional.empty();
        }
        Set<Node> on = new LinkedHashSet<>(of.ancestors());
        return model.names().entrySet().stream()
                .filter(quantity -> quantity.getValue() != of
                        && on.contains(quantity.getValue())
                        && quantity.getValue().shape().sameShape(standing.shape())
                        && samples.agree(truths.gradient(of, quantity.getValue()), standing))
                .map(quantity -> new GradientOf(of, quantity.getValue(), quantity.getKey(), false))
                .findFirst();
    }

    /**
     * What a program has computed once more and the model has no name for, by what its gradient is called: {@code dvar} is the
     * gradient by what {@code var = np.mean(sq, axis=0)} is in the loss.
     *
     * @param forward what the loss is made of
     */
    static Map<String, Node> own(Set<Node> forward, List<Finding> findings) {
        Map<String, Node> own = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Node node = finding.claimed();
            if (finding.claim().subject() instanceof Helper helper
                    && node != null
                    && node.isVariable()
                    && forward.contains(node)) {
                own.put("d" + helper.name(), node);
            }
        }
        return own;
    }

    /**
     * The helpers that may be meant as gradients, as far as they are tried.
     *
     * @param own those of which it is known what they are the gradient by
     */
    private List<Integer> nearest(Set<Integer> cites, Set<String> own) {
        List<Integer> helpers = cites.stream()
                .filter(i -> {
                    Finding helper = book.findings().get(i);
                    return helper.claim().subject() instanceof Helper
                            && helper.isSound()
                            && helper.claimed() != null
                            && !Findings.isVindicated(book.findings(), i);
                })
                .sorted()
                .toList();
        int from = Math.max(0, helpers.size() - MOST_HELPERS);
        return helpers.stream()
                .filter(i -> helpers.indexOf(i) >= from
                        || own.contains(book.findings().get(i).claim().symbol().orElseThrow()))
                .toList();
    }

    /** A gradient, and the same m times as large, which by the loss itself would be a mere number of samples. */
    private List<Node> meanings(GradientOf gradient) {
        Node exact = truths.gradient(gradient.of(), gradient.variable());
        Node scaled = truths.timesSamples(gradient);
        return scaled == exact || gradient.variable() == gradient.of() ? List.of(exact) : List.of(exact, scaled);
    }

    /** The lines behind a helper that are made of it, as far as another line is made of them. */
    private List<Claim> madeOf(int helper, String symbol, Collection<Integer> cites) {
        Set<String> renewed = new LinkedHashSet<>(Set.of(symbol));
        List<Claim> lines = new ArrayList<>();
        for (int i : new TreeSet<>(cites)) {
            Claim made = book.findings().get(i).claim();
            boolean renews = i > helper
                    && (made.isHelper() || made.subject() instanceof Claim.Earlier)
                    && made.uses().stream().anyMatch(renewed::contains);
            if (renews) {
                lines.add(made);
                renewed.add(made.symbol().orElseThrow());
            }
        }
        return lines;
    }

    /** Has names stand for what they do when a helper is what it is meant to be; a line that cannot be made of that stays what it is. */
    private void mean(String symbol, Node meant, List<Claim> madeOf, Map<String, Node> names) {
        names.put(symbol, meant);
        for (Claim made : madeOf) {
            String name = made.symbol().orElseThrow();
            try {
                names.put(name, model.resolve(made.right(), names));
            } catch (ChainruleException e) {
                names.computeIfPresent(name, (same, node) -> book.ideal().get(name));
            }
        }
    }

    /** What depends on a variable, up to what is derived. */
    private static List<Node> onTheWay(GradientOf gradient) {
        Walk walk = Walk.from(List.of(gradient.of()));
        boolean[] depends = new boolean[walk.size()];
        List<Node> way = new ArrayList<>();
        for (int i = 0; i < depends.length; i++) {
            Node node = walk.node(i);
            depends[i] = node == gradient.variable();
            for (int k = 0; k < node.inputs().size() && !depends[i]; k++) {
                depends[i] = depends[walk.input(i, k)];
            }
            if (depends[i] && !node.isLeaf() && node.type().isReal()) {
                way.add(node);
            }
        }
        return way;
    }

    /**
     * The first quantities of a helper's shape on the way from a variable to what is derived: the next links of the chain.
     *
     * @param unnamed whether parts of the loss without a name are meant as well, where it is the gradient by none of them yet
     */
    private List<Map.Entry<String, Node>> between(List<Node> way, Node of, Node standing, boolean unnamed) {
        Set<Node> names = new HashSet<>(model.names().values());
        List<Map.Entry<String, Node>> links = new ArrayList<>();
        for (Node part : way) {
            boolean named = names.contains(part);
            if (links.size() < MOST_LINKS && (unnamed || named) && part.shape().sameShape(standing.shape())) {
                if (!named && samples.agree(truths.gradient(of, part), standing)) {
                    return between(way, of, standing, false);
                }
                links.add(Map.entry(part.label().orElse(ShortText.of(part)), part));
            }
        }
        return links;
    }

    /**
     * Looks for a wrong value of a gradient that a program has changed since: {@code dS} of which {@code dS /= c} makes the
     * gradient by what stands before S, or would, had it been right.
     *
     * @param meanings what the changed value may be the gradient by
     * @return the one that it is meant to be; the line with the wrong value is then to blame
     */
    Optional<Node> spoilt(Claim claim, GradientOf gradient, List<Node> meanings) {
        OptionalInt giver = book.index(gradient.symbol());
        Node standing =
                giver.isEmpty() ? null : book.findings().get(giver.getAsInt()).claimed();
        if (standing == null
                || !(book.findings().get(giver.getAsInt()).claim().subject() instanceof Claim.Earlier)
                || !standing.shape().sameShape(gradient.variable().shape())) {
            return Optional.empty();
        }
        Node meant = truths.gradient(gradient.of(), gradient.variable());
        if (samples.agree(meant, standing)) {
            return Optional.empty();
        }
        Map<String, Node> other = new LinkedHashMap<>(book.ideal());
        other.put(gradient.symbol(), meant);
        Optional<Node> by = meanings.stream()
                .filter(node -> agrees(claim, truths.gradient(gradient.of(), node), other))
                .findFirst();
        by.ifPresent(node -> blame(giver.getAsInt(), gradient.symbol(), gradient, meant, standing));
        return by;
    }

    private void blame(int i, String symbol, GradientOf subject, Node meant, Node standing) {
        Finding helper = book.findings().get(i);
        Claim read = helper.claim().as(subject, symbol);
        book.correct(
                i,
                new Finding(
                        read,
                        Verdict.REFUTED,
                        standing,
                        meant,
                        helper.names(),
                        Optional.of(samples.compare(meant, standing)),
                        OptionalInt.empty(),
                        Optional.empty(),
                        helper.cites(),
                        Optional.empty()));
    }

    /** What lines have made of a wrong helper, as it should be. */
    private void refresh(int helper, String symbol, Node meant) {
        Map<String, Node> names = new LinkedHashMap<>(book.ideal());
        List<Claim> lines = madeOf(
                helper,
                symbol,
                IntStream.range(0, book.findings().size()).boxed().toList());
        mean(symbol, meant, lines, names);
        for (Claim made : lines) {
            String name = made.symbol().orElseThrow();
            if (names.containsKey(name)
                    && book.findings().get(book.index(name).orElse(helper)).claim() == made) {
                book.ideal().put(name, names.get(name));
            }
        }
    }

    /** Whether a line is right when the names of the derivation stand for what is given. */
    boolean agrees(Claim claim, Node truth, Map<String, Node> derived) {
        try {
            Node said = model.resolve(claim.right(), derived);
            Node read = ShapeReading.of(
                            said,
                            truth,
                            model.dialect(claim.statement()),
                            claim.statement() instanceof Statement.Define)
                    .map(ShapeReading::node)
                    .orElse(said);
            return samples.agree(truth, read);
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** A δ without the number of a layer is the gradient by some z; one of another shape is that by another quantity. */
    boolean isAnotherDelta(Claim claim, Finding finding) {
        Node said = finding.claimed();
        return finding.verdict() == Verdict.REFUTED
                && said != null
                && claim.statement() instanceof Statement.Define define
                && claim.subject() instanceof GradientOf gradient
                && Set.of("\\", "δ", "Δ").stream()
                        .anyMatch(model.source().text(define.name().span())::startsWith)
                && model.source().text(define.name().span()).chars().noneMatch(Character::isDigit)
                && !said.shape().count().sameSize(gradient.variable().shape().count());
    }
}
