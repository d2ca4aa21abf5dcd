package org.chainrule.ops;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Powers;

/**
 * All functions the notation can call. A family is a class; every constant of it that is a {@link Function}, and every
 * public one that is an {@link Elementwise} op, is in the catalogue, so an op is added by writing its constant and nothing else.
 */
public final class Catalogue {
    /** The families in the order of the documentation, by title. */
    private static final List<Class<?>> FAMILIES = List.of(
            Arithmetic.class,
            Powers.class,
            Logarithms.class,
            Guarded.class,
            Trigonometry.class,
            Hyperbolic.class,
            Gaussian.class,
            Rounding.class,
            SpecialFunctions.class,
            Extremes.class,
            Comparison.class,
            Sigmoids.class,
            Rectifiers.class,
            GatedUnits.class,
            Core.class,
            EntryProducts.class,
            Cumulative.class,
            MaxMin.class,
            Statistics.class,
            Norms.class,
            Softmax.class,
            Sorting.class,
            OrderStatistics.class,
            Positions.class,
            Joining.class,
            Slicing.class,
            Indexing.class,
            Layout.class,
            Sequences.class,
            Gathering.class,
            Products.class,
            Einsums.class,
            Diagonals.class,
            Inverses.class,
            Determinants.class,
            MatrixFunctions.class,
            Spectra.class,
            Factorisations.class,
            Convolutions.class,
            Pooling.class,
            AdaptivePooling.class,
            Normalisation.class,
            GroupNorms.class,
            Losses.class,
            ClassLosses.class);

    private static final Map<String, Function> BY_NAME = new TreeMap<>();
    private static final Map<String, List<Function>> BY_FAMILY = new LinkedHashMap<>();

    static {
        for (Class<?> family : FAMILIES) {
            List<Function> functions = scan(family);
            BY_FAMILY.put(family.getSimpleName(), functions);
            for (Function function : functions) {
                register(function.name(), function);
                function.aliases().forEach(alias -> register(alias, function));
            }
        }
    }

    private Catalogue() {}

    private static void register(String name, Function function) {
        Function other = BY_NAME.put(name, function);
        if (other != null) {
            throw new IllegalStateException("two functions are called " + name);
        }
    }

    private static List<Function> scan(Class<?> family) {
        Map<String, Function> functions = new TreeMap<>();
        for (Field field : family.getDeclaredFields()) {
            boolean elementwise = field.getType() == Elementwise.class && Modifier.isPublic(field.getModifiers());
            if (elementwise || field.getType() == Function.class) {
                try {
                    Object value = field.get(null);
                    Function function = value instanceof Elementwise op ? Function.of(op) : (Function) value;
                    functions.put(function.name(), function);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("cannot read " + field, e);
                }
            }
        }
        return List.copyOf(functions.values());
    }

    /** The function of a name or alias. */
    public static Optional<Function> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names and aliases, sorted. */
    public static Collection<String> names() {
        return Collections.unmodifiableCollection(BY_NAME.keySet());
    }

    /** All functions, family by family, sorted by name within one. */
    public static List<Function> functions() {
        return BY_FAMILY.values().stream().flatMap(List::stream).toList();
    }

    /** The functions by family, the family's name being that of its class. */
    public static Map<String, List<Function>> families() {
        return Collections.unmodifiableMap(BY_FAMILY);
    }
}
