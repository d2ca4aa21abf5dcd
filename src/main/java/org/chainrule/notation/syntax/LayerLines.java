package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chainrule.message.Message;

/**
 * Lines that hold for several layers: {@code dZ[l] = W[l+1].T @ dZ[l+1] * σ'(Z[l])} is one line for every l for which the
 * model has all that it names.
 */
final class LayerLines {
    private final KnownNames names;

    LayerLines(KnownNames names) {
        this.names = names;
    }

    /** The statement itself, or what it says in each layer. */
    Statement of(Statement written) {
        Statement statement = names.isClaiming() ? ofLoss(written) : written;
        List<LayerName> all = names.isClaiming() ? layerNames(parts(statement)) : List.of();
        if (all.isEmpty()) {
            return statement;
        }
        Optional<LayerName> introduced = introduced(statement);
        if (introduced.isPresent() && all.size() == 1) {
            // l is a part of this name and of no other: a helper that is called so
            String plain = introduced.get().base() + introduced.get().letter();
            names.add(plain);
            return renamed(statement, id -> id.equals(introduced.get().id()) ? plain : id);
        }
        Statement counted = fromTheLast(statement, all);
        List<LayerName> free = all.stream().filter(name -> !name.last()).toList();
        if (free.isEmpty()) {
            addTarget(counted);
            return counted;
        }
        List<LayerName> subject = layerNames(subject(statement));
        Statement jacobians = rewritten(counted, part -> part, this::jacobian);
        List<Statement.InLayer> instances = new ArrayList<>();
        for (int number = 0; number <= names.numbered().last() + 1; number++) {
            int l = number;
            boolean exists = free.stream()
                    .allMatch(name -> introduced.filter(name::equals).isPresent()
                            ? l + name.shift() >= 0
                            : names.layers()
                                    .inLayer(name, l, !subject.contains(name))
                                    .isPresent());
            if (exists) {
                Statement instance = renamed(jacobians, id -> LayerName.parse(id)
                        .map(name -> names.layers().inLayer(name, l, true).orElse(name.at(l)))
                        .orElse(id));
                instances.add(new Statement.InLayer(l, instance));
                addTarget(instance);
            }
        }
        if (instances.isEmpty()) {
            List<String> ids = free.stream().map(LayerName::id).distinct().toList();
            throw new Mistake(
                    statement.span().start(),
                    say("the model has no layer l with all of {0}", Message.list(ids)),
                    say("write the line for one layer, such as {0}", free.get(0).at(1)));
        }
        return new Statement.Layered(counted, instances, statement.span());
    }

    private void addTarget(Statement statement) {
        if (statement instanceof Statement.Define define) {
            names.add(define.name().id());
        }
    }

    /** The name on the left that the model does not have: a helper of each layer. */
    private Optional<LayerName> introduced(Statement statement) {
        return statement instanceof Statement.Define define
                ? LayerName.parse(define.name().id())
                        .filter(name -> !names.layers().isLayered(name.base()))
                : Optional.empty();
    }

    /** The line with a number for every L. */
    private Statement fromTheLast(Statement statement, List<LayerName> all) {
        Optional<LayerName> first = all.stream().filter(LayerName::last).findFirst();
        if (first.isEmpty()) {
            return statement;
        }
        // what the line is about says which layer is the last one, else whatever goes on the longest
        Optional<LayerName> subject = layerNames(subject(statement)).stream()
                .filter(LayerName::last)
                .filter(name -> names.layers().lastOf(name.base()).isPresent())
                .findFirst();
        OptionalInt called = names.numbered().calledLast(names::has);
        int last = called.isPresent()
                ? called.getAsInt()
                : subject.map(name -> names.layers().lastOf(name.base()).orElseThrow())
                        .orElseGet(() -> all.stream()
                                .filter(LayerName::last)
                                .map(name -> names.layers().lastOf(name.base()))
                                .filter(OptionalInt::isPresent)
                                .mapToInt(OptionalInt::getAsInt)
                                .max()
                                .orElse(names.numbered().last()));
        return renamed(statement, id -> LayerName.parse(id)
                .filter(LayerName::last)
                .map(name -> names.layers().inLayer(name, last, true).orElse(name.at(last)))
                .orElse(id));
    }

    /** {@code ∂L/∂W} where the model calls its loss J, and nothing L. */
    private Statement ofLoss(Statement statement) {
        boolean claims = statement instanceof Statement.Define
                || statement instanceof Statement.GradientClaim
                || statement instanceof Statement.Check;
        boolean gradient = statement instanceof Statement.GradientClaim claim
                && names.loss("d" + claim.of().id()).isPresent();
        boolean uses = claims && parts(statement).stream().anyMatch(part -> ofLoss(part) != part);
        if (!gradient && !uses) {
            return statement;
        }
        UnaryOperator<Expr.Name> name = of -> gradient && of == ((Statement.GradientClaim) statement).of()
                ? names.loss("d" + of.id())
                        .map(loss -> new Expr.Name(loss.substring(1), of.span()))
                        .orElse(of)
                : of;
        return rewritten(statement, name, this::ofLoss);
    }

    private Expr ofLoss(Expr part) {
        Optional<String> loss = DifferentialNames.isGradient(part)
                ? names.loss(((Expr.Name) ((Expr.Binary) part).left()).id())
                : Optional.empty();
        if (loss.isEmpty()) {
            return part;
        }
        Expr.Binary ratio = (Expr.Binary) part;
        return new Expr.Binary(
                ratio.op(),
                new Expr.Name(loss.get(), ratio.left().span()),
                ratio.right(),
                ratio.operator(),
                ratio.span());
    }

    private static List<LayerName> layerNames(List<Expr> parts) {
        Set<LayerName> found = new LinkedHashSet<>();
        for (Expr part : parts) {
            if (part instanceof Expr.Name name) {
                LayerName.parse(name.id()).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** What a line is about. */
    private static List<Expr> subject(Statement statement) {
        if (statement instanceof Statement.Define define) {
            return List.of(define.name());
        } else if (statement instanceof Statement.GradientClaim claim) {
            return List.of(claim.wrt());
        }
        return statement instanceof Statement.Check check ? check.left().parts() : List.of();
    }

    private static List<Expr> parts(Statement statement) {
        List<Expr> parts = new ArrayList<>(subject(statement));
        if (statement instanceof Statement.Define define) {
            parts.addAll(define.value().parts());
        } else if (statement instanceof Statement.GradientClaim claim) {
            parts.add(claim.of());
            parts.addAll(claim.value().parts());
        } else if (statement instanceof Statement.Check check) {
            parts.addAll(check.right().parts());
        }
        return parts;
    }

    /** ∂z[l+1]/∂z[l] is a derivative, and no quotient of gradients. */
    private Expr jacobian(Expr part) {
        if (part instanceof Expr.Binary ratio
                && ratio.op() == BinaryOp.DIVIDE
                && ratio.left() instanceof Expr.Name of
                && ratio.right() instanceof Expr.Name wrt
                && isDifferential(of)
                && isDifferential(wrt)
                && LayerName.parse(of.id())
                        .equals(LayerName.parse(wrt.id())
                                .map(below -> new LayerName(below.base(), below.last(), below.shift() + 1)))) {
            List<Expr> arguments = List.of(
                    new Expr.Name(of.id().substring(1), of.span()),
                    new Expr.Name(wrt.id().substring(1), wrt.span()));
            return new Expr.Call("jacobian", ratio.span(), arguments, List.of(), ratio.span());
        }
        return part;
    }

    private boolean isDifferential(Expr.Name name) {
        return LayerName.parse(name.id())
                .filter(of -> of.base().length() > 1 && of.base().startsWith("d"))
                .filter(of -> names.layers().isLayered(of.base().substring(1)))
                .isPresent();
    }

    private static Statement renamed(Statement statement, UnaryOperator<String> to) {
        return rewritten(
                statement,
                name -> Renaming.of(name, to),
                part -> part instanceof Expr.Name name ? Renaming.of(name, to) : part);
    }

    private static Statement rewritten(Statement statement, UnaryOperator<Expr.Name> name, UnaryOperator<Expr> part) {
        UnaryOperator<Expr> whole = expr -> Renaming.rewritten(expr, part);
        if (statement instanceof Statement.Define define) {
            return new Statement.Define(name.apply(define.name()), whole.apply(define.value()), define.span());
        } else if (statement instanceof Statement.GradientClaim claim) {
            return new Statement.GradientClaim(
                    name.apply(claim.of()), name.apply(claim.wrt()), whole.apply(claim.value()), claim.span());
        }
        Statement.Check check = (Statement.Check) statement;
        return new Statement.Check(
                check.differential(), whole.apply(check.left()), whole.apply(check.right()), check.span());
    }
}
