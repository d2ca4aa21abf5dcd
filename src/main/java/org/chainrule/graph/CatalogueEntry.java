package org.chainrule.graph;

import java.util.List;
import java.util.function.BinaryOperator;
import org.chainrule.tensor.Domain;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of an elementwise op beside its value and derivative.
 *
 * @param doc one sentence
 * @param source where the formula is from; may be empty
 * @param aliases further names in the notation
 * @param range what is true of every entry of the result
 * @param definition the op by simpler ones; none for a primitive
 * @param glyph its sign in the circles of a circuit
 * @param formula how entries are written where that says more than the name
 */
record CatalogueEntry(
        String doc,
        String source,
        List<String> aliases,
        List<Domain> range,
        @Nullable BinaryOperator<Node> definition,
        String glyph,
        @Nullable BinaryOperator<Node> formula) {
    CatalogueEntry defined(BinaryOperator<Node> by) {
        return new CatalogueEntry(doc, source, aliases, range, by, glyph, formula);
    }

    CatalogueEntry within(List<Domain> domains) {
        return new CatalogueEntry(doc, source, aliases, domains, definition, glyph, formula);
    }

    CatalogueEntry documented(String sentence, String reference, List<String> names) {
        return new CatalogueEntry(sentence, reference, names, range, definition, glyph, formula);
    }

    CatalogueEntry signed(String sign) {
        return new CatalogueEntry(doc, source, aliases, range, definition, sign, formula);
    }

    CatalogueEntry written(BinaryOperator<Node> by) {
        return new CatalogueEntry(doc, source, aliases, range, definition, glyph, by);
    }
}
