package org.chainrule.symbolic.rewrite;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The catalogue of rules. A family is a class; every constant of it that is a {@link Rule} is in the catalogue, in the
 * order in which it is written, so a rule is added by writing its constant and nothing else.
 */
public final class Rules {
    /** The families in the order in which their rules are tried. */
    private static final List<Class<?>> FAMILIES = List.of(
            PlainForms.class,
            Conditions.class,
            KnownFacts.class,
            Activations.class,
            Shapes.class,
            Transposes.class,
            MatrixProducts.class,
            InverseMatrices.class,
            MatrixIdentities.class,
            Reductions.class,
            Scalars.class,
            Collecting.class,
            Textbook.class,
            StableExponentials.class,
            StableDifferences.class,
            StableLosses.class);

    private static final Map<String, List<Rule>> BY_FAMILY = new LinkedHashMap<>();
    private static final Map<String, Rule> BY_NAME = new TreeMap<>();

    static {
        for (Class<?> family : FAMILIES) {
            List<Rule> rules = scan(family);
            BY_FAMILY.put(family.getSimpleName(), rules);
            for (Rule rule : rules) {
                if (BY_NAME.put(rule.name(), rule) != null) {
                    throw new IllegalStateException("two rules are called " + rule.name());
                }
            }
        }
    }

    private Rules() {}

    private static List<Rule> scan(Class<?> family) {
        List<Rule> rules = new ArrayList<>();
        for (Field field : family.getDeclaredFields()) {
            if (field.getType() == Rule.class) {
                try {
                    rules.add((Rule) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("cannot read " + field, e);
                }
            }
        }
        return List.copyOf(rules);
    }

    /** The rule of a name. */
    public static Optional<Rule> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names, sorted. */
    public static Collection<String> names() {
        return Collections.unmodifiableCollection(BY_NAME.keySet());
    }

    /** All rules in the order in which they are tried. */
    public static List<Rule> all() {
        return BY_FAMILY.values().stream().flatMap(List::stream).toList();
    }

    /** The rules by family, the family's name being that of its class. */
    public static Map<String, List<Rule>> families() {
        return Collections.unmodifiableMap(BY_FAMILY);
    }
}
