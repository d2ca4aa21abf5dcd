package org.chainrule.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.derivation.Claim.DifferentialOf;
import org.chainrule.derivation.Claim.GradientOf;
import org.chainrule.derivation.Claim.Helper;
import org.chainrule.derivation.Claim.Side;
import org.chainrule.derivation.Claim.Subject;
import org.chainrule.graph.Node;
import org.chainrule.model.Model;
import org.chainrule.notation.Diagnostic;
import org.chainrule.notation.Expr;
import org.chainrule.notation.Span;
import org.chainrule.notation.Statement;
import org.chainrule.notation.Suggest;

/** Reads the statements of a derivation: what each line speaks of. */
final class Claims {
    private final Model model;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Statement.Assume> assumptions = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private Optional<Node> derived = Optional.empty();
    private boolean perSample;

    private Claims(Model model) {
        this.model = model;
    }

    static Claims of(Model model) {
        Claims claims = new Claims(model);
        model.claims().forEach(claims::read);
        return claims;
    }

    /** The lines in order. */
    List<Claim> lines() {
        return claims;
    }

    List<Statement.Assume> assumptions() {
        return assumptions;
    }

    /** Lines that speak of nothing the model has. */
    List<Diagnostic> errors() {
        return errors;
    }

    private void read(Statement statement) {
        if (statement instanceof Statement.Derive derive) {
            derived = Optional.of(model.get(derive.name().id()));
            perSample = derive.perSample();
        } else if (statement instanceof Statement.Assume assume) {
            assumptions.add(assume);
        } else if (statement instanceof Statement.Define define) {
            add(define, define.value(), defined(define.name().id()));
        } else if (statement instanceof Statement.Check check) {
            add(check, check.right(), check.differential() ? new DifferentialOf(check.left()) : new Side(check.left()));
        } else if (statement instanceof Statement.Unreadable unreadable) {
            Subject subject = unreadable.name().map(name -> defined(name.id())).orElse(new Helper(""));
            add(unreadable, new Expr.None(unreadable.span()), subject);
        } else if (statement instanceof Statement.GradientClaim claim) {
            Optional<Node> of = known(claim.of());
            Optional<Node> wrt = known(claim.wrt());
            if (of.isPresent() && wrt.isPresent()) {
                add(
                        claim,
                        claim.value(),
                        new GradientOf(of.get(), wrt.get(), claim.wrt().id(), perSample));
            }
        }
    }

    /** A name under {@code derive}: a gradient when it is a d before a name of the model, else a helper. */
    private Subject defined(String name) {
        Optional<Node> variable = name.startsWith("d") ? model.find(name.substring(1)) : Optional.empty();
        return derived.isPresent() && variable.isPresent()
                ? new GradientOf(derived.get(), variable.get(), name.substring(1), perSample)
                : new Helper(name);
    }

    private Optional<Node> known(Expr.Name name) {
        Optional<Node> node = model.find(name.id());
        if (node.isEmpty()) {
            errors.add(model.source()
                    .diagnostic(
                            name.span().start(),
                            say("unknown name {0}", name.id()),
                            Suggest.hint(name.id(), model.names().keySet())));
        }
        return node;
    }

    private void add(Statement statement, Expr right, Subject subject) {
        Span span = statement.span();
        claims.add(new Claim(
                statement,
                model.source().line(span.start()),
                model.source().text(span).strip().replaceAll("\\s*\\R\\s*", " "),
                right,
                subject));
    }
}
