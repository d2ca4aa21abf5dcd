package org.chainrule.notation.pasted;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sizes that are not known yet, and which of them have to be the same. */
final class GuessedDims {
    /** A size of 1. */
    static final int ONE = 0;

    private final List<Integer> parents = new ArrayList<>(List.of(ONE));
    /** What the text itself calls a size. */
    private final Map<Integer, String> called = new LinkedHashMap<>();

    int fresh() {
        parents.add(parents.size());
        return parents.size() - 1;
    }

    int root(int dim) {
        int at = dim;
        while (parents.get(at) != at) {
            at = parents.get(at);
        }
        return at;
    }

    boolean isOne(int dim) {
        return root(dim) == ONE;
    }

    /** Says that two sizes are one. */
    void same(int a, int b) {
        int first = Math.min(root(a), root(b));
        int second = Math.max(root(a), root(b));
        if (first != second) {
            parents.set(second, first);
            String name = called.remove(second);
            if (name != null) {
                called.putIfAbsent(first, name);
            }
        }
    }

    /** Notes what the text calls a size. */
    void call(int dim, String name) {
        called.putIfAbsent(root(dim), name);
    }

    /** Names for all sizes that some shapes have, those of the text first. */
    Map<Integer, String> names(Iterable<List<Integer>> shapes, Set<String> taken) {
        Map<Integer, String> names = new LinkedHashMap<>();
        Set<String> used = new HashSet<>(taken);
        used.addAll(called.values());
        called.forEach((dim, name) -> names.put(root(dim), name));
        List<String> free = new ArrayList<>(List.of("m", "n", "h", "k", "d", "p", "q", "r"));
        free.removeAll(used);
        int next = 0;
        int number = 1;
        for (List<Integer> shape : shapes) {
            for (int dim : shape) {
                if (!isOne(dim) && !names.containsKey(root(dim))) {
                    String name = next < free.size() ? free.get(next++) : "n" + number++;
                    names.put(root(dim), name);
                }
            }
        }
        return names;
    }
}
