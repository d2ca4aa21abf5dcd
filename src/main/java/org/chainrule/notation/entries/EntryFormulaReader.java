package org.chainrule.notation.entries;

import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.EntryTranslator;
import org.chainrule.notation.model.Model;

/** The reader of formulas about entries, as the service that the library finds it by. */
public final class EntryFormulaReader implements EntryTranslator {
    @Override
    public Formulas of(Model model, String derived, Map<String, Node> helpers) {
        return new EntryFormulas(model, derived, helpers);
    }
}
