package org.chainrule.page;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.teavm.classlib.ReflectionContext;
import org.teavm.classlib.ReflectionSupplier;
import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldReader;
import org.teavm.model.ValueType;

/**
 * What the program finds by itself on the JVM, and what a translation has to be told of: the constants of the catalogues of
 * functions and rules, and the files with sentences.
 */
public final class Tables implements ReflectionSupplier, ResourceSupplier {
    private static final List<String> PACKAGES =
            List.of("org.chainrule.graph.", "org.chainrule.ops.", "org.chainrule.symbolic.rewrite.");
    private static final Set<String> TYPES = Set.of(
            "org.chainrule.ops.Function", "org.chainrule.graph.Elementwise", "org.chainrule.symbolic.rewrite.Rule");

    /** Its deserialiser writes into these; nothing is deserialised, but it looks for them when it is loaded. */
    private static final String NUMBER = "cc.redberry.rings.bigint.BigInteger";

    @Override
    public Collection<String> getAccessibleFields(ReflectionContext context, String name) {
        if (name.equals(NUMBER)) {
            return List.of("signum", "mag");
        }
        ClassReader type = PACKAGES.stream().anyMatch(name::startsWith)
                ? context.getClassSource().get(name)
                : null;
        return type == null
                ? List.of()
                : type.getFields().stream()
                        .filter(Tables::isEntry)
                        .map(FieldReader::getName)
                        .toList();
    }

    private static boolean isEntry(FieldReader field) {
        return field.hasModifier(ElementModifier.STATIC)
                && field.getType() instanceof ValueType.Object type
                && TYPES.contains(type.getClassName())
                && (field.getLevel() == AccessLevel.PUBLIC
                        || !type.getClassName().endsWith("Elementwise"));
    }

    @Override
    public String[] supplyResources(ResourceSupplierContext context) {
        String folder = "META-INF/chainrule/";
        return new String[] {folder + "en.properties", folder + "zh.properties", folder + "zh.po"};
    }
}
