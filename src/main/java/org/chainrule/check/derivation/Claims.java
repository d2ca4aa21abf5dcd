package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.check.derivation.Claim.InLayer;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.check.derivation.Claim.Subject;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.Program;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Suggest;

/** Reads the statements of a derivation: what each line speaks of. */
final class Claims {
    private final Model model;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Statement.Assume> assumptions = new ArrayList<>();
    private final Suspensions suspensions;
    private final EntryReadings entries;
    /** The line that gives the name of a line anew, each by index; itself, where a name has become that of another thing. */
    private final Map<Integer, Integer> anew = new LinkedHashMap<>();

    private final Set<Integer> meantOtherwise = new LinkedHashSet<>();

    private Optional<Node> derived = Optional.empty();
    private String derivedName = "";
    private boolean perSample;
    /** Lines for several layers that follow each other: they may use each other layer by layer. */
    private final List<Statement.Layered> open = new ArrayList<>();
    /** Gradients that lines for several layers use and no line before them gives. */
    private final Map<String, GradientOf> taken = new LinkedHashMap<>();

    private Optional<InLayer> layer = Optional.empty();

    private Claims(Model model) {
        this.model = model;
        this.suspensions = new Suspensions(model);
        this.entries = new EntryReadings(model);
    }

    static Claims of(Model model) {
        return of(model, Program.of(model));
    }

    static Claims of(Model model, Program program) {
        Claims claims = new Claims(model);
        claims.entries.find(program);
        Set<Statement> passing = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Statement> statements = new ArrayList<>();
        for (Program.Step step : program.steps()) {
            statements.addAll(claims.entries.instead(step.statement()));
            if (step.passing()) {
                passing.add(statements.get(statements.size() - 1));
            }
        }
        for (Statement statement : new LateDefinitions(model, claims.entries).ordered(statements)) {
            if (statement instanceof Statement.Dims) {
                // a part of a formula that has been read as a whole
                claims.close();
            } else if (passing.contains(statement) && statement instanceof Statement.Define define) {
                claims.close();
                claims.addPassing(define);
            } else if (statement instanceof Statement.Layered layered) {
                claims.open.add(layered);
            } else {
                claims.close();
                claims.read(statement);
            }
        }
        claims.close();
        claims.suspensions.share();
        claims.findGivenAnew();
        return claims;
    }

    /** Whether a line gives a name anew, from what it stood for before: {@code dh[h <= 0] = 0}. */
    boolean isChanged(Claim claim) {
        return claim.statement() instanceof Statement.Define define
                && model.dialect(define) != Dialect.LATEX
                && !claim.isHandedOn()
                && claim.uses().contains(define.name().id());
    }

    /** Whether a line has been read letter by letter. */
    boolean isOfEntries(Claim claim) {
        return entries.isOther(claim.statement());
    }

    /** The same line as a formula about entries, where it may be one. */
    Optional<Claim> byEntries(Claim claim) {
        return entries.other(claim).map(other -> claim.by(other, subject(other), right(other)));
    }

    private Subject subject(Statement statement) {
        if (statement instanceof Statement.GradientClaim gradient) {
            return new GradientOf(
                    model.get(gradient.of().id()),
                    model.get(gradient.wrt().id()),
                    gradient.wrt().id(),
                    perSample);
        }
        return new Side(((Statement.Check) statement).left());
    }

    private static Expr right(Statement statement) {
        return statement instanceof Statement.GradientClaim gradient
                ? gradient.value()
                : ((Statement.Check) statement).right();
    }

    /** A value that the next round of a loop gives anew. */
    private void addPassing(Statement.Define define) {
        String name = define.name().id();
        add(define, define.value(), new Earlier(name, Earlier.ROUND));
    }

    /** The lines in order. */
    List<Claim> lines() {
        return claims;
    }

    List<Statement.Assume> assumptions() {
        return assumptions;
    }

    /** What is derived last. */
    String derivedName() {
        return derivedName;
    }

    /** The gradients that a line uses by names that nothing gives. */
    UntoldGradients untold() {
        return new UntoldGradients(model, suspensions);
    }

    /** Names of which it is not known what they stand for. */
    Suspensions suspensions() {
        return suspensions;
    }

    /** The line that gives the name of a line anew, so that this one is no claim, by the index of the line. */
    OptionalInt givenAnew(int index) {
        Integer by = anew.get(index);
        return by == null ? OptionalInt.empty() : OptionalInt.of(claims.get(by).line());
    }

    /** What names stand for that no line has given: the gradients themselves. */
    Map<String, GradientOf> taken() {
        return taken;
    }

    /**
     * Reads the open lines layer by layer, each after those it uses. What no line gives is taken to be the gradient itself,
     * so that the step of an induction can be judged without its start; but a line that has been given for a layer in
     * another way is not meant to hold there by what no line gives.
     */
    private void close() {
        Set<Statement> read = new LinkedHashSet<>();
        List<InLayer> order = LayerOrder.of(open, given(), derivedName);
        for (int i = 0; i < order.size(); i++) {
            InLayer next = order.get(i);
            Statement statement = LayerOrder.statement(next);
            Map<String, GradientOf> missing = missing(statement);
            boolean given =
                    LayerOrder.symbol(statement).filter(given()::contains).isPresent();
            boolean others = read.contains(next.whole())
                    || order.subList(i + 1, order.size()).stream().anyMatch(later -> later.whole() == next.whole());
            if (missing.isEmpty() || !given || !others) {
                taken.putAll(missing);
                read.add(next.whole());
                layer = Optional.of(next);
                read(statement);
                layer = Optional.empty();
            }
        }
        open.clear();
    }

    /** The gradients that a line uses by a name that no line has given. */
    private Map<String, GradientOf> missing(Statement statement) {
        Map<String, GradientOf> missing = new LinkedHashMap<>();
        for (String name : LayerOrder.used(statement, derivedName)) {
            if (!given().contains(name) && defined(name) instanceof GradientOf gradient) {
                missing.put(name, gradient);
            }
        }
        return missing;
    }

    private Set<String> given() {
        Set<String> given = new LinkedHashSet<>();
        claims.forEach(claim -> claim.symbol().ifPresent(given::add));
        suspensions.names().forEach(given::add);
        return given;
    }

    /** In code the last line that gives a name says what it stands for; {@code dW = A = B} says it twice. */
    private void findGivenAnew() {
        Map<String, Integer> last = new LinkedHashMap<>();
        Set<Integer> handed = new LinkedHashSet<>();
        for (int i = claims.size() - 1; i >= 0; i--) {
            Claim claim = claims.get(i);
            // a formula is true or not: nothing in it is given anew
            if (!(claim.statement() instanceof Statement.Define define)
                    || claim.layer().isPresent()
                    || claim.subject() instanceof Earlier
                    || model.dialect(define) == Dialect.LATEX) {
                continue;
            }
            String name = define.name().id();
            Integer later = last.get(name);
            if (later == null || !claims.get(later).subject().equals(claim.subject())) {
                // The derivation of another loss has its own dW.
                last.put(name, i);
            } else if (!claims.get(later).isHandedOn() || !handed.add(later)) {
                // of what a function has given, the line that hands it on and the one in the function say the same
                if (!isSaidAgain(define, claims.get(later))) {
                    anewOrEarlier(i, later);
                }
            }
        }
    }

    private void anewOrEarlier(int index, int later) {
        Claim claim = claims.get(index);
        if (claim.subject() instanceof GradientOf) {
            anew.put(index, later);
        } else if (claim.subject() instanceof Restated restated) {
            String name = restated.left().id();
            claims.set(index, claim.as(new Earlier(name, claims.get(later).line()), name));
        }
    }

    /**
     * Of a name that several lines give nothing is known when one of them was not understood.
     *
     * @return whether that concerns a name that was known so far
     */
    boolean suspendNotUnderstood(List<Finding> findings) {
        boolean more = false;
        for (Finding finding : findings) {
            Claim claim = finding.claim();
            Optional<String> name = claim.symbol()
                    .filter(symbol -> finding.error().isPresent()
                            && finding.claimed() == null
                            && finding.verdict() == Verdict.UNDECIDED
                            && claim.statement() instanceof Statement.Define
                            && anew.keySet().stream()
                                    .anyMatch(i -> claims.get(i).symbol().equals(Optional.of(symbol))));
            more |= name.isPresent()
                    && suspensions.suspend(
                            name.get(), claim, finding.error().get().message());
        }
        return more;
    }

    /**
     * A gradient that is right and whose name then stands for another thing is no mistake when what is derived from that is
     * right: {@code da = g; da = da * D; dz = da * (z > 0)}.
     *
     * @return whether some line turned out to be of that kind
     */
    boolean findReused(List<Finding> findings) {
        boolean more = false;
        for (Map.Entry<Integer, Integer> pair : List.copyOf(anew.entrySet())) {
            int last = pair.getValue();
            boolean changed = findings.get(pair.getKey()).isSound()
                    && !findings.get(pair.getKey()).claim().isHelper()
                    && findings.get(last).verdict() == Verdict.REFUTED
                    && findings.get(last).cites().contains(pair.getKey());
            List<Finding> users = findings.stream()
                    .filter(user -> user.cites().contains(last) && user.claim().subject() instanceof GradientOf)
                    .toList();
            if (changed && !users.isEmpty() && users.stream().allMatch(Finding::isSound)) {
                more |= anew.putIfAbsent(last, last) == null;
            }
        }
        return more;
    }

    /** Lets a line be about another gradient than its name says. */
    void mean(int index, GradientOf meant) {
        claims.set(index, claims.get(index).as(meant, meant.symbol()));
        meantOtherwise.add(index);
    }

    /** Whether a line is about another gradient than its name says. */
    boolean isMeantOtherwise(int index) {
        return meantOtherwise.contains(index);
    }

    /** {@code dW = A = B} says it twice, and {@code grad_W} and {@code gW} are two names of one gradient. */
    private boolean isSaidAgain(Statement.Define define, Claim later) {
        return later.statement() instanceof Statement.Define other
                && (other.name().span().equals(define.name().span())
                        || !model.source()
                                .text(other.name().span())
                                .equals(model.source().text(define.name().span())));
    }

    private void read(Statement statement) {
        suspensions.read(statement, model.source().line(statement.span().start()));
        if (entries.isOfEntry(statement)) {
            Span span = statement.span();
            Diagnostic diagnostic = statement instanceof Statement.Unreadable unreadable
                    ? unreadable.diagnostic()
                    : model.source()
                            .diagnostic(
                                    span.start(), say("this has no meaning in a formula about entries"), Message.NONE);
            String text = model.source().text(span).strip();
            Statement unread = new Statement.Unreadable(Optional.empty(), List.of(), true, text, diagnostic, span);
            add(unread, new Expr.None(span), new Helper(""));
        } else if (statement instanceof Statement.Derive derive) {
            derived = Optional.of(model.get(derive.name().id()));
            derivedName = derive.name().id();
            perSample = derive.perSample();
        } else if (statement instanceof Statement.Assume assume) {
            assumptions.add(assume);
        } else if (statement instanceof Statement.Define define) {
            boolean restates = model.find(define.name().id()).isPresent()
                    || model.sizeNames().contains(define.name().id());
            add(
                    define,
                    define.value(),
                    restates
                            ? new Restated(define.name())
                            : InnerDifferentials.ofHelper(
                                            define, model, name -> helper(name).isPresent())
                                    .or(() -> GradientOf.ofNumber(model, define))
                                    .orElseGet(() -> defined(define.name().id())));
        } else if (statement instanceof Statement.Check check) {
            add(check, check.right(), check.differential() ? new DifferentialOf(check.left()) : side(check.left()));
        } else if (statement instanceof Statement.Unreadable unreadable) {
            // a formula that is not understood gives what the model has no other value
            Subject subject = unreadable
                    .name()
                    .filter(name -> model.dialect(statement) != Dialect.LATEX
                            || model.find(name.id()).isEmpty())
                    .map(name -> defined(name.id()))
                    .orElse(new Helper(""));
            add(unreadable, new Expr.None(unreadable.span()), subject);
        } else if (statement instanceof Statement.GradientClaim claim) {
            Optional<Node> of = known(claim.of());
            Optional<Node> wrt =
                    known(claim.wrt()).or(() -> helper(claim.wrt().id()).flatMap(given -> given.part(model, of)));
            if (of.isPresent() && wrt.isPresent()) {
                Subject subject = of.get().isScalar()
                        ? new GradientOf(of.get(), wrt.get(), claim.wrt().id(), perSample)
                        : new RatioOf(of.get(), wrt.get());
                add(claim, claim.value(), subject);
                if (model.find("d" + claim.wrt().id()).isPresent()) {
                    // ∂L/∂n gives nothing to the model's own dn
                    claims.set(claims.size() - 1, claims.get(claims.size() - 1).about(subject));
                }
            } else {
                if (wrt.isPresent() && helper(claim.of().id()).isPresent()) {
                    // ∂g/∂w of a g that a line above has given
                    Expr left = new Expr.Call(
                            "jacobian", claim.of().span(), List.of(claim.of(), claim.wrt()), List.of(), claim.span());
                    add(claim, claim.value(), side(left));
                    return;
                }
                if (wrt.isPresent() && derived.filter(Node::isScalar).isPresent() && Doubt.mayBeLoss(claim)) {
                    Subject subject =
                            new GradientOf(derived.get(), wrt.get(), claim.wrt().id(), perSample);
                    add(claim, claim.value(), subject);
                    claims.set(claims.size() - 1, claims.get(claims.size() - 1).about(subject));
                    return;
                }
                Expr.Name unknown = of.isPresent() ? claim.wrt() : claim.of();
                read(new Statement.Unreadable(
                        Optional.empty(),
                        List.of(),
                        true,
                        model.source().text(claim.span()).strip(),
                        unknown(unknown),
                        claim.span()));
            }
        }
    }

    private Optional<Claim> helper(String name) {
        return claims.stream()
                .filter(claim -> claim.isHelper() && claim.symbol().equals(Optional.of(name)))
                .findFirst();
    }

    /** A name under {@code derive}: a gradient when it is a d before a name of the model, else a helper. */
    private Subject defined(String name) {
        Optional<Node> variable = name.startsWith("d") ? model.find(name.substring(1)) : Optional.empty();
        return derived.isPresent() && variable.isPresent()
                ? new GradientOf(derived.get(), variable.get(), name.substring(1), perSample)
                : new Helper(name);
    }

    /** A side that is the ratio dz/dx and nothing else is a derivative, of which the other side tells the shape. */
    private Subject side(Expr left) {
        // A formula may be read in other ways, so what it is becomes known where the line is read.
        return model.ratio(left)
                .filter(ratio -> !ratio.of().isScalar() && !ratio.formula())
                .<Subject>map(ratio -> new RatioOf(ratio.of(), ratio.wrt()))
                .orElseGet(() -> new Side(left));
    }

    private Optional<Node> known(Expr.Name name) {
        return model.find(name.id());
    }

    private Diagnostic unknown(Expr.Name name) {
        return model.source()
                .diagnostic(
                        name.span().start(),
                        say("unknown name {0}", name.id()),
                        Suggest.hint(name.id(), model.names().keySet()));
    }

    private void add(Statement statement, Expr right, Subject subject) {
        Span span = statement.span();
        claims.add(new Claim(
                statement,
                model.source().line(span.start()),
                model.source().text(span).strip().replaceAll("\\s*\\R\\s*", " "),
                right,
                subject,
                layer));
    }
}
