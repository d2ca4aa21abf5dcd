package org.chainrule.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of a file as names of the notation: letters, digits and {@code _}, each once. */
final class Labels {
    private static final Set<String> RESERVED = Set.of(
            "input", "param", "dims", "loss", "derive", "check", "assume", "train", "true", "false", "none", "layer");

    private final Map<String, String> labels = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** The name in the notation, the same each time. */
    String of(String name) {
        String known = labels.get(name);
        if (known != null) {
            return known;
        }
        StringBuilder clean = new StringBuilder();
        name.codePoints()
                .limit(200)
                .forEach(c -> clean.appendCodePoint(c < 128 && (Character.isLetterOrDigit(c) || c == '_') ? c : '_'));
        if (clean.isEmpty() || !Character.isLetter(clean.charAt(0))) {
            clean.insert(0, "v");
        }
        if (RESERVED.contains(clean.toString())) {
            clean.append('_');
        }
        String label = clean.toString();
        for (int i = 2; !taken.add(label); i++) {
            label = clean + "_" + i;
        }
        labels.put(name, label);
        return label;
    }
}
