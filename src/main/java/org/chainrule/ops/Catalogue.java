package org.chainrule.ops;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Powers;

/**
 * All functions the notation can call. A family is a class; every constant of it that is a {@link Function}, and every
 * public one that is an {@link Elementwise} op, is in the catalogue, so an op is added by writing its constant, in capitals, and nothing
 * else.
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

    /** Second names, which are told here so that a family is loaded only when one of its functions is called. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("arccos", "acos"),
            Map.entry("arcsin", "asin"),
            Map.entry("arctan", "atan"),
            Map.entry("arctan2", "atan2"),
            Map.entry("arccosh", "acosh"),
            Map.entry("arcsinh", "asinh"),
            Map.entry("arctanh", "atanh"),
            Map.entry("log_ndtr", "log_normal_cdf"),
            Map.entry("psi", "digamma"),
            Map.entry("gammaln", "lgamma"),
            Map.entry("clip", "clamp"),
            Map.entry("log_sigmoid", "logsigmoid"),
            Map.entry("σ", "sigmoid"),
            Map.entry("swish", "silu"),
            Map.entry("amax", "max"),
            Map.entry("amin", "min"),
            Map.entry("ravel", "flatten"),
            Map.entry("identity", "eye"),
            Map.entry("inverse", "inv"),
            Map.entry("expm", "matrix_exp"));

    private static final Map<String, Field> BY_NAME = new TreeMap<>();
    private static final Map<String, Function> LOADED = new ConcurrentHashMap<>();

    static {
        for (Class<?> family : FAMILIES) {
            for (Field field : constants(family)) {
                Field other = BY_NAME.put(name(field), field);
                if (other != null) {
                    throw new IllegalStateException("two functions are called " + name(field));
                }
            }
        }
    }

    private Catalogue() {}

    /** The constants of a family that are functions; they are not touched, so that the family is not loaded. */
    private static List<Field> constants(Class<?> family) {
        return Arrays.stream(family.getDeclaredFields())
                .filter(field -> field.getType() == Function.class
                        || (field.getType() == Elementwise.class && Modifier.isPublic(field.getModifiers())))
                .toList();
    }

    /** A constant is called as its function is. */
    private static String name(Field field) {
        return field.getName().toLowerCase(Locale.ROOT);
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private static Function load(Field field) {
        Object value = value(field);
        Function function = value instanceof Elementwise op ? Function.of(op) : (Function) value;
        if (!function.name().equals(name(field))) {
            throw new IllegalStateException(
                    "the function " + function.name() + " needs a constant of that name, not " + field.getName());
        }
        return function.alias(aliases(function.name()));
    }

    private static String[] aliases(String name) {
        return ALIASES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
    }

    /** The function of a name or alias. */
    public static Optional<Function> find(String name) {
        String proper = ALIASES.getOrDefault(name, name);
        Field field = BY_NAME.get(proper);
        return field == null ? Optional.empty() : Optional.of(LOADED.computeIfAbsent(proper, any -> load(field)));
    }

    /** The elementwise op of a name, for tables that say something of ops. */
    public static Elementwise elementwise(String name) {
        Field field = BY_NAME.get(name);
        if (field == null || !(value(field) instanceof Elementwise op)) {
            throw new IllegalArgumentException("no elementwise op: " + name);
        }
        return op;
    }

    /** All names and aliases, sorted. */
    public static Collection<String> names() {
        TreeSet<String> names = new TreeSet<>(BY_NAME.keySet());
        names.addAll(ALIASES.keySet());
        return Collections.unmodifiableCollection(names);
    }

    /** All functions, family by family, sorted by name within one. */
    public static List<Function> functions() {
        return families().values().stream().flatMap(List::stream).toList();
    }

    /** The functions by family, the family's name being that of its class. */
    public static Map<String, List<Function>> families() {
        Map<String, List<Function>> families = new LinkedHashMap<>();
        for (Class<?> family : FAMILIES) {
            families.put(
                    family.getSimpleName(),
                    constants(family).stream()
                            .map(Catalogue::name)
                            .sorted()
                            .map(name -> find(name).orElseThrow())
                            .toList());
        }
        return Collections.unmodifiableMap(families);
    }
}
