package org.chainrule.notation.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.document.Handwriting;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.tensor.Dim;

/**
 * How a model came about, from which it can be made again for other sizes.
 *
 * @param syntax its text as statements
 * @param data what its files hold
 * @param settings how it was read
 * @param imported the model of another format that it is, if it is one
 */
record ModelOrigin(Syntax syntax, DataFunctions data, Model.Settings settings, Optional<ImportedModel> imported) {
    /** Labels of several axes, of which none is named. */
    private static final Pattern NO_AXIS =
            Pattern.compile("(,[^\\],\\n]*\\][ \\t]+(?:onehot|simplex))\\b(?![ \\t]*\\()");

    /** A model that its text alone defines. */
    ModelOrigin(Syntax syntax, DataFunctions data, Model.Settings settings) {
        this(syntax, data, settings, Optional.empty());
    }

    /** The statements of a text. */
    static Syntax syntax(Source source, Model.Settings settings) {
        Source read = Handwriting.read(source);
        return settings.lenientClaims() ? Syntax.parseLenient(read) : Syntax.parse(read);
    }

    /** Nothing that it computes could be the loss. */
    ChainruleException withoutLoss() {
        return imported.isPresent()
                ? new ChainruleException(
                        "{0} computes no single number that could be the loss: write a model with import(\"{1}\", X), and its loss",
                        name(), Path.of(name()).getFileName())
                : new ChainruleException(
                        "{0} defines no scalar that could be the loss: add a line such as J = mean(…)", name());
    }

    /** An input or parameter has no value and needs one. */
    ChainruleException withoutValue(String leaf) {
        return imported.isPresent()
                ? new ChainruleException(
                        "{0} of {1} has no value: --data names a folder with {0}.npy or {0}.csv, or with input_0.pb and so on",
                        leaf, name())
                : new ChainruleException(
                        "{0} has no value: give it one in {1}, such as file(\"x.csv\") or normal(0, 0.1)",
                        leaf, name());
    }

    private String name() {
        return syntax.source().name();
    }

    ModelOrigin with(Model.Settings other) {
        return new ModelOrigin(syntax, data, other, imported);
    }

    /** The model with other sizes; empty when it needs those it has. */
    Optional<Model> resized(SizeChoice sizes) {
        try {
            return Optional.of(Resolver.resolve(with(settings.with(sizes))));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** The model with labels along axis 1 where no axis is named; empty when each has one, or the model cannot do with them. */
    Optional<Model> withLabelsInRows() {
        Source source = syntax.source();
        String text = NO_AXIS.matcher(source.text()).replaceAll("$1(axis=1)");
        if (text.equals(source.text())) {
            return Optional.empty();
        }
        try {
            Syntax turned = syntax(Source.of(source.name(), text), settings);
            return Optional.of(Resolver.resolve(new ModelOrigin(turned, data, settings, imported)));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Whether definitions pick each part along an axis of a size by its number: the model is one of that size then. */
    boolean isPicked(String name, Dim size) {
        return size.isKnown() && picked(name).size() >= size.size();
    }

    private Set<Double> picked(String size) {
        Map<String, List<Expr>> shapes = new LinkedHashMap<>();
        Set<Double> picked = new LinkedHashSet<>();
        for (Statement statement : syntax.statements()) {
            if (statement instanceof Statement.Declare declare) {
                declare.variables()
                        .forEach(variable -> shapes.put(variable.name().id(), variable.shape()));
            } else if (statement instanceof Statement.Derive) {
                break;
            } else if (statement instanceof Statement.Define define) {
                for (Expr part : define.value().parts()) {
                    if (part instanceof Expr.Index index && index.operand() instanceof Expr.Name of) {
                        List<Expr> shape = shapes.getOrDefault(of.id(), List.of());
                        for (int i = 0; i < Math.min(shape.size(), index.items().size()); i++) {
                            if (shape.get(i) instanceof Expr.Name name
                                    && name.id().equals(size)
                                    && index.items().get(i) instanceof Expr.At at
                                    && at.index() instanceof Expr.Num number) {
                                picked.add(number.value());
                            }
                        }
                    }
                }
            }
        }
        return picked;
    }

    /** How each definition was written, in the plain notation. */
    Map<String, String> formulas() {
        Map<String, String> formulas = new LinkedHashMap<>();
        for (Statement statement : syntax.statements()) {
            List<Statement> single = statement instanceof Statement.Layered layered
                    ? layered.instances().stream()
                            .map(Statement.InLayer::statement)
                            .toList()
                    : List.of(statement);
            for (Statement one : single) {
                if (one instanceof Statement.Define define) {
                    formulas.put(define.name().id(), SyntaxPrinter.print(define.value()));
                }
            }
        }
        return formulas;
    }
}
