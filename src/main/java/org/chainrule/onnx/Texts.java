package org.chainrule.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of a model, each with a number: tensors of texts are tensors of these numbers. */
final class Texts {
    private final List<String> texts = new ArrayList<>(List.of(""));
    private final Map<String, Long> codes = new HashMap<>(Map.of("", 0L));

    /** The number of a text. */
    long code(String text) {
        return codes.computeIfAbsent(text, each -> {
            texts.add(each);
            return texts.size() - 1L;
        });
    }

    /** The text with a number. */
    String get(long code) {
        return texts.get((int) code);
    }
}
