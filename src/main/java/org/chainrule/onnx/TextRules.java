package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Operators on texts, which are known when a model is read. */
final class TextRules {
    private TextRules() {}

    static void addTo(Rules rules) {
        rules.add("StringConcat", 20, c -> {
            Shape shape = Shape.broadcast(c.shape(0), c.shape(1));
            int[] first = Spread.positions(c.shape(0), shape);
            int[] second = Spread.positions(c.shape(1), shape);
            List<String> left = c.strings(0);
            List<String> right = c.strings(1);
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < first.length; i++) {
                joined.add(left.get(first[i]) + right.get(second[i]));
            }
            return List.of(c.strings(shape, joined));
        });
        rules.add("StringSplit", 20, TextRules::split);
        rules.add("StringNormalizer", 10, TextRules::normalised);
        rules.add("RegexFullMatch", 20, c -> {
            List<String> texts = c.strings(0);
            Pattern pattern = pattern(c.text("pattern", ""));
            Tensor found = Tensor.fill(
                    DType.F64, c.shape(0), i -> pattern.matcher(texts.get(i)).matches() ? 1 : 0);
            return c.out(Node.constant(found), ElementType.BOOL);
        });
        rules.add("TfIdfVectorizer", 9, TextRules::counted);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new ChainruleException(say("its pattern {0} cannot be read", text), e);
        }
    }

    private static List<Val> split(Call c) {
        String delimiter = c.text("delimiter", "");
        int most = c.has("maxsplit") ? c.integer("maxsplit", 0) : Integer.MAX_VALUE;
        List<List<String>> rows = new ArrayList<>();
        int longest = 0;
        for (String text : c.strings(0)) {
            List<String> row = delimiter.isEmpty() ? words(text, most) : parts(text, delimiter, most);
            rows.add(row);
            longest = Math.max(longest, row.size());
        }
        List<String> all = new ArrayList<>();
        for (List<String> row : rows) {
            all.addAll(row);
            all.addAll(Collections.nCopies(longest - row.size(), ""));
        }
        Tensor counts = Tensors.whole(c.shape(0), i -> rows.get(i).size());
        return List.of(
                c.strings(c.shape(0).concat(Shape.of(longest)), all), Val.of(Node.constant(counts), ElementType.INT64));
    }

    private static List<String> words(String text, int most) {
        List<String> words = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            if (words.size() == most) {
                words.add(rest);
                break;
            }
            words.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return words;
    }

    private static List<String> parts(String text, String delimiter, int most) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0 && parts.size() < most; at = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<Val> normalised(Call c) {
        boolean exact = c.flag("is_case_sensitive", false);
        Set<String> stops = new HashSet<>();
        c.texts("stopwords").forEach(word -> stops.add(exact ? word : word.toLowerCase(Locale.ROOT)));
        String change = c.text("case_change_action", "NONE");
        List<String> kept = new ArrayList<>();
        for (String text : c.strings(0)) {
            if (!stops.contains(exact ? text : text.toLowerCase(Locale.ROOT))) {
                kept.add(
                        switch (change) {
                            case "LOWER" -> text.toLowerCase(Locale.ROOT);
                            case "UPPER" -> text.toUpperCase(Locale.ROOT);
                            default -> text;
                        });
            }
        }
        if (kept.isEmpty()) {
            kept.add("");
        }
        Shape shape = c.rank(0) == 2 ? Shape.of(1, kept.size()) : Shape.of(kept.size());
        return List.of(c.strings(shape, kept));
    }

    /** How often each of some short sequences stands in each row, with gaps of up to some size. */
    private static List<Val> counted(Call c) {
        long[] starts = c.wholes("ngram_counts");
        long[] columns = c.wholes("ngram_indexes");
        List<Object> pool = new ArrayList<>();
        boolean texts = c.has("pool_strings");
        if (texts) {
            pool.addAll(c.texts("pool_strings"));
        } else {
            for (long number : c.wholes("pool_int64s")) {
                pool.add(number);
            }
        }
        List<Object> entries = new ArrayList<>();
        if (texts) {
            entries.addAll(c.strings(0));
        } else {
            for (long number : c.longs(0)) {
                entries.add(number);
            }
        }
        int shortest = c.integer("min_gram_length", 1);
        int longest = c.integer("max_gram_length", 1);
        int gaps = c.integer("max_skip_count", 0);
        int width = 0;
        for (long column : columns) {
            width = Math.max(width, Math.toIntExact(column + 1));
        }
        boolean flat = c.rank(0) == 1;
        int length = c.extent(0, c.rank(0) - 1);
        int rows = flat ? 1 : c.extent(0, 0);
        double[] found = new double[rows * width];
        int gram = 0;
        for (int size = 1; size <= starts.length; size++) {
            int from = Math.toIntExact(starts[size - 1]);
            int to = size < starts.length ? Math.toIntExact(starts[size]) : pool.size();
            for (int at = from; at + size <= to; at += size) {
                List<Object> wanted = pool.subList(at, at + size);
                for (int row = 0; row < rows && size >= shortest && size <= longest; row++) {
                    List<Object> line = entries.subList(row * length, (row + 1) * length);
                    found[row * width + (int) columns[gram]] += count(line, wanted, size == 1 ? 0 : gaps);
                }
                gram++;
            }
        }
        double[] weights = c.numbers("weights");
        String mode = c.text("mode", "TF");
        for (int i = 0; i < found.length; i++) {
            double weight = weight(columns, weights, i % Math.max(1, width));
            found[i] = switch (mode) {
                case "IDF" -> found[i] > 0 ? weight : 0;
                case "TFIDF" -> found[i] * weight;
                default -> found[i];
            };
        }
        return c.out(
                Node.constant(Tensor.of(flat ? Shape.of(width) : Shape.of(rows, width), found)), ElementType.FLOAT);
    }

    private static double weight(long[] columns, double[] weights, int column) {
        for (int i = 0; i < columns.length && i < weights.length; i++) {
            if (columns[i] == column) {
                return weights[i];
            }
        }
        return 1;
    }

    private static int count(List<Object> line, List<Object> wanted, int gaps) {
        int count = 0;
        for (int step = 1; step <= gaps + 1; step++) {
            for (int at = 0; at + (wanted.size() - 1) * step < line.size(); at++) {
                boolean same = true;
                for (int k = 0; k < wanted.size() && same; k++) {
                    same = wanted.get(k).equals(line.get(at + k * step));
                }
                count += same ? 1 : 0;
            }
        }
        return count;
    }
}
