package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.notation.code.CodeValue.Formula;
import org.chainrule.notation.code.CodeValue.Known;
import org.chainrule.notation.code.CodeValue.Parts;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.model.SmallNumber;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/**
 * What programs of courses are given beside the names of the model: lists over its layers, {@code self.weights} and
 * {@code caches}, the last activation {@code AL}, and the small number {@code eps} that keeps a quotient defined.
 */
final class LayerLists {
    private static final Set<String> WEIGHTS = Set.of("weights", "Ws", "weight");
    private static final Set<String> BIASES = Set.of("biases", "bs", "bias");
    private static final List<String> BEFORE = List.of("nabla_", "grads_", "grad_", "delta_", "d_", "d");
    private static final List<String> BEHIND = List.of("_grads", "_grad", "_gradients");

    private final Model model;
    /** The names that end with a number, by what stands before it in small letters. */
    private final Map<String, Map<Integer, String>> numbered = new LinkedHashMap<>();

    LayerLists(Model model) {
        this.model = model;
        for (String name : model.names().keySet()) {
            int end = name.length();
            while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
                end--;
            }
            if (end > 0 && end < name.length() && name.length() - end < 4) {
                String base = name.substring(0, end).replace("_", "").toLowerCase(Locale.ROOT);
                numbered.computeIfAbsent(base, any -> new LinkedHashMap<>())
                        .putIfAbsent(Integer.parseInt(name.substring(end)), name);
            }
        }
    }

    /** Whether a name stands for something of the layers. */
    boolean isKnown(String name) {
        return find(new Expr.Name(name, Span.NONE)).isPresent();
    }

    /** What a name stands for, if it is of this kind. */
    Optional<CodeValue> find(Expr.Name name) {
        if (SmallNumber.isName(name.id())) {
            return SmallNumber.of(model).map(small -> new Known(new Arg.Num(small)));
        }
        List<String> weights = all("w").or(() -> all("theta")).orElse(List.of());
        if (weights.isEmpty()) {
            return Optional.empty();
        } else if (WEIGHTS.contains(name.id())) {
            return Optional.of(list(weights, name.span()));
        } else if (BIASES.contains(name.id())) {
            return all("b").filter(biases -> biases.size() == weights.size()).map(biases -> list(biases, name.span()));
        } else if (name.id().equals("num_layers")) {
            return Optional.of(new Known(new Arg.Num(weights.size() + 1.0)));
        } else if (name.id().equals("AL")) {
            return Optional.ofNullable(numbered("a").get(weights.size())).map(last -> formula(last, name.span()));
        } else if (name.id().equals("caches")) {
            return caches(weights, name.span());
        }
        return Optional.empty();
    }

    private Map<Integer, String> numbered(String base) {
        return numbered.getOrDefault(base, Map.of());
    }

    /** The names with one base and the numbers from 1 on. */
    private Optional<List<String>> all(String base) {
        Map<Integer, String> names = numbered(base);
        List<String> all = new ArrayList<>();
        for (int i = 1; names.containsKey(i); i++) {
            all.add(names.get(i));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static CodeValue formula(String name, Span span) {
        return new Formula(new Expr.Name(name, span));
    }

    private static CodeValue list(List<String> names, Span span) {
        return new Parts(names.stream().map(name -> formula(name, span)).toList());
    }

    /** For each layer {@code ((A_prev, W, b), Z)}, as a forward pass keeps them. */
    private Optional<CodeValue> caches(List<String> weights, Span span) {
        Map<Integer, String> units = numbered("a");
        List<CodeValue> caches = new ArrayList<>();
        for (int layer = 1; layer <= weights.size(); layer++) {
            Optional<String> before = Optional.ofNullable(units.get(layer - 1))
                    .or(() -> model.find("X").map(x -> "X"))
                    .or(() -> model.find("x").map(x -> "x"));
            String bias = numbered("b").get(layer);
            String sum = numbered("z").get(layer);
            if (before.isEmpty() || bias == null || sum == null || (layer > 1 && !units.containsKey(layer - 1))) {
                return Optional.empty();
            }
            CodeValue linear = list(List.of(before.get(), weights.get(layer - 1), bias), span);
            caches.add(new Parts(List.of(linear, formula(sum, span))));
        }
        return Optional.of(new Parts(caches));
    }

    /** What an item of a list of gradients is called: {@code dw2} for the second of {@code nabla_w}. */
    String gradient(String list, int at, int size) {
        String of = list;
        for (String word : BEFORE) {
            if (of.equals(list) && list.startsWith(word)) {
                of = list.substring(word.length());
            }
        }
        for (String word : BEHIND) {
            if (of.equals(list) && list.endsWith(word)) {
                of = list.substring(0, list.length() - word.length());
            }
        }
        String base = WEIGHTS.contains(of) ? "w" : BIASES.contains(of) ? "b" : of.toLowerCase(Locale.ROOT);
        boolean gradients = !of.equals(list) || list.equals("dWs") || list.equals("dbs");
        Optional<List<String>> names =
                gradients ? all(base).or(() -> base.equals("w") ? all("theta") : Optional.empty()) : Optional.empty();
        return names.filter(own -> own.size() == size)
                .map(own -> "d" + own.get(at))
                .orElse(list + "_" + at);
    }
}
