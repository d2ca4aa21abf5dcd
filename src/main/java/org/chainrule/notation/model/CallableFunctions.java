package org.chainrule.notation.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.grad.Derivatives;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;

/** Every function a model can call: the op catalogue and the derivatives. */
public final class CallableFunctions {
    private static final Map<String, Function> DERIVATIVES = new TreeMap<>();

    static {
        Derivatives.FUNCTIONS.forEach(function -> DERIVATIVES.put(function.name(), function));
    }

    private CallableFunctions() {}

    /** The function of a name or alias. */
    public static Optional<Function> find(String name) {
        Function derivative = DERIVATIVES.get(name);
        return derivative != null ? Optional.of(derivative) : Catalogue.find(name);
    }

    /** True for the functions that differentiate. */
    static boolean isDerivative(Function function) {
        return DERIVATIVES.containsKey(function.name());
    }

    /** All names and aliases, sorted. */
    public static Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(Catalogue.names());
        names.addAll(DERIVATIVES.keySet());
        return names;
    }

    /** All functions by family, in the order of the documentation. */
    public static Map<String, List<Function>> families() {
        Map<String, List<Function>> families = new LinkedHashMap<>(Catalogue.families());
        families.put("Derivatives", List.copyOf(Derivatives.FUNCTIONS));
        return families;
    }
}
