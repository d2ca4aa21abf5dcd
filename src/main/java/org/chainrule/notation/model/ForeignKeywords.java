package org.chainrule.notation.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Function;
import org.chainrule.ops.Signature;

/** Arguments that PyTorch calls by another name than numpy: {@code dim} for {@code axis}, {@code keepdim} for {@code keepdims}; Julia says {@code dims}. */
final class ForeignKeywords {
    private static final Map<String, String> NAMES =
            Map.of("dim", "axis", "dims", "axis", "keepdim", "keepdims", "axis", "dim");

    private ForeignKeywords() {}

    /** The keywords by the names that a function has for them. */
    static Map<String, Arg> translated(Function function, Map<String, Arg> keywords) {
        if (keywords.isEmpty()) {
            return keywords;
        }
        Map<String, Arg> translated = new LinkedHashMap<>();
        keywords.forEach((name, value) -> {
            String own = NAMES.getOrDefault(name, name);
            boolean foreign = !has(function, name) && has(function, own) && !keywords.containsKey(own);
            boolean counted = foreign && name.equals("dims") && has(function, "keepdims");
            if (counted && value instanceof Arg.Num axis) {
                // Julia counts from 1, and its sums keep the axis
                translated.put(own, new Arg.Num(axis.value() - 1));
                translated.putIfAbsent("keepdims", new Arg.Bool(true));
            } else {
                translated.put(foreign ? own : name, value);
            }
        });
        return translated;
    }

    private static boolean has(Function function, String parameter) {
        return function.signature().parameters().stream()
                .map(Signature.Parameter::name)
                .anyMatch(parameter::equals);
    }
}
