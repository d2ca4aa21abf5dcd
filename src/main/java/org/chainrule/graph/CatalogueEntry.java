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
 * @param selects see {@link Op#selects}
 * @param staysFinite see {@link Op#staysFinite}
 * @param careful see {@link Op#isCareful}
 */
record CatalogueEntry(
        String doc,
        String source,
        List<String> aliases,
        List<Domain> range,
        @Nullable BinaryOperator<Node> definition,
        String glyph,
        @Nullable BinaryOperator<Node> formula,
        boolean selects,
        boolean staysFinite,
        boolean careful) {
    CatalogueEntry defined(BinaryOperator<Node> by) {
        return new CatalogueEntry(doc, source, aliases, range, by, glyph, formula, selects, staysFinite, careful);
    }

    CatalogueEntry within(List<Domain> domains) {
        return new CatalogueEntry(
                doc, source, aliases, domains, definition, glyph, formula, selects, staysFinite, careful);
    }

    CatalogueEntry documented(String sentence, String reference, List<String> names) {
        return new CatalogueEntry(
                sentence, reference, names, range, definition, glyph, formula, selects, staysFinite, careful);
    }

    CatalogueEntry signed(String sign) {
        return new CatalogueEntry(
                doc, source, aliases, range, definition, sign, formula, selects, staysFinite, careful);
    }

    CatalogueEntry written(BinaryOperator<Node> by) {
        return new CatalogueEntry(doc, source, aliases, range, definition, glyph, by, selects, staysFinite, careful);
    }

    CatalogueEntry selecting() {
        return new CatalogueEntry(doc, source, aliases, range, definition, glyph, formula, true, true, careful);
    }

    CatalogueEntry finite() {
        return new CatalogueEntry(doc, source, aliases, range, definition, glyph, formula, selects, true, careful);
    }

    CatalogueEntry calculating() {
        return new CatalogueEntry(doc, source, aliases, range, definition, glyph, formula, selects, staysFinite, true);
    }
}
