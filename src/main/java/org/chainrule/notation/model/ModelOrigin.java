package org.chainrule.notation.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.document.Handwriting;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.notation.syntax.SyntaxPrinter;

/**
 * How a model came about, from which it can be made again for other sizes.
 *
 * @param syntax its text as statements
 * @param data what its files hold
 * @param settings how it was read
 * @param imported the model of another format that it is, if it is one
 */
record ModelOrigin(Syntax syntax, DataFunctions data, Model.Settings settings, Optional<ImportedModel> imported) {
    /** A model that its text alone defines. */
    ModelOrigin(Syntax syntax, DataFunctions data, Model.Settings settings) {
        this(syntax, data, settings, Optional.empty());
    }

    /** The statements of a text. */
    static Syntax syntax(Source source, Model.Settings settings) {
        Source read = Handwriting.read(source);
        return settings.lenientClaims() ? Syntax.parseLenient(read) : Syntax.parse(read);
    }

    ModelOrigin with(Model.Settings other) {
        return new ModelOrigin(syntax, data, other, imported);
    }

    /** The model with other sizes; empty when it needs those it has. */
    Optional<Model> resized(Model.SizeChoice sizes) {
        try {
            return Optional.of(Resolver.resolve(with(settings.with(sizes))));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
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
