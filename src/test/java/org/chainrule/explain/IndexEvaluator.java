package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.chainrule.tensor.Tensor;

/** Computes an index form from its text, as a reader would: letters from 1, 0 outside a shape, δ, sums over ranges. */
final class IndexEvaluator {
    private final Map<String, Tensor> values;
    private final Map<String, Integer> ranges = new TreeMap<>();
    private final Map<String, Integer> letters;
    private String text = "";
    private int at;

    /**
     * An evaluator of one line.
     *
     * @param values what the names stand for, sizes among them
     * @param legend how far the letters go
     * @param letters where the free letters stand
     */
    IndexEvaluator(Map<String, Tensor> values, String legend, Map<String, Integer> letters) {
        this.values = values;
        this.letters = new TreeMap<>(letters);
        for (String range : legend.split(", (?=\\w+ = 1\\.\\.)")) {
            if (range.contains(" = 1..")) {
                String[] sides = range.split(" = 1\\.\\.");
                this.ranges.put(sides[0], (int) value(sides[1].replaceAll(", .*", "")));
            }
        }
    }

    Map<String, Integer> ranges() {
        return ranges;
    }

    double value(String formula) {
        text = formula;
        at = 0;
        double value = sum();
        if (at < text.length()) {
            throw new IllegalArgumentException("cannot read " + text.substring(at) + " in " + formula);
        }
        return value;
    }

    private boolean take(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private double sum() {
        double sum = take("-") ? -product() : product();
        while (at < text.length()) {
            if (take(" + ") || take("+")) {
                sum += product();
            } else if (take(" - ") || take("-")) {
                sum -= product();
            } else {
                break;
            }
        }
        return sum;
    }

    private double product() {
        double product = factor();
        while (at < text.length()) {
            if (take(" / ") || take("/")) {
                product /= factor();
            } else if (take(" · ") || take("*")) {
                product *= factor();
            } else if (text.charAt(at) == ' ' && !text.startsWith(" + ", at) && !text.startsWith(" - ", at)) {
                at++;
                product *= factor();
            } else {
                break;
            }
        }
        return product;
    }

    private double factor() {
        double value = atom();
        return take("^") ? Math.pow(value, take("-") ? -atom() : atom()) : value;
    }

    private double atom() {
        if (take("(")) {
            double inner = sum();
            at++;
            return inner;
        }
        if (take("Σ_")) {
            return series(word());
        }
        if (take("δ[")) {
            List<Double> sides = list(']');
            return sides.get(0).equals(sides.get(1)) ? 1 : 0;
        }
        String word = word();
        if (Character.isDigit(word.charAt(0))) {
            return Double.parseDouble(word);
        }
        if (letters.containsKey(word)) {
            return Objects.requireNonNull(letters.get(word));
        }
        if (take("(")) {
            return function(word, list(')').get(0));
        }
        Tensor tensor = Objects.requireNonNull(values.get(word), word);
        return entry(tensor, take("[") ? list(']') : List.of());
    }

    private double series(String letter) {
        at++;
        int start = at;
        double sum = 0;
        for (int i = 1; i <= Objects.requireNonNull(ranges.get(letter), letter); i++) {
            letters.put(letter, i);
            at = start;
            sum += product();
        }
        letters.remove(letter);
        return sum;
    }

    private String word() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '.')) {
            at++;
        }
        return text.substring(start, at);
    }

    private List<Double> list(char close) {
        List<Double> list = new ArrayList<>();
        do {
            list.add(sum());
        } while (take(","));
        if (text.charAt(at++) != close) {
            throw new IllegalArgumentException("no " + close + " at " + at + " of " + text);
        }
        return list;
    }

    private static double function(String name, double x) {
        return switch (name) {
            case "exp" -> Math.exp(x);
            case "log" -> Math.log(x);
            case "tanh" -> Math.tanh(x);
            case "floor" -> Math.floor(x);
            default -> throw new IllegalArgumentException("no function " + name);
        };
    }

    /** An entry; axes of size 1 have no position. */
    private static double entry(Tensor tensor, List<Double> positions) {
        int[] index = new int[tensor.rank()];
        int next = 0;
        for (int axis = 0; axis < index.length; axis++) {
            int size = tensor.shape().extent(axis);
            if (size != 1) {
                index[axis] = (int) (positions.get(next++) - 1);
                if (index[axis] < 0 || index[axis] >= size) {
                    return 0;
                }
            }
        }
        return tensor.get(index);
    }
}
