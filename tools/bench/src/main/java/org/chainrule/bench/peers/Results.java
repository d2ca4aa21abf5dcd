package org.chainrule.bench.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Seconds of each round, for each workload and each peer; as Markdown and as JSON. */
final class Results {
    private final List<String> peers;
    private final Map<String, Map<String, List<Double>>> times = new LinkedHashMap<>();

    /** @param peers in the order of the columns; the first is what the others are compared with */
    Results(List<String> peers) {
        this.peers = peers;
    }

    void add(String key, String peer, double seconds) {
        times.computeIfAbsent(key, k -> new LinkedHashMap<>())
                .computeIfAbsent(peer, k -> new ArrayList<>())
                .add(seconds);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private String cell(Map<String, List<Double>> row, String peer) {
        return row.containsKey(peer) ? micro(median(row.get(peer))) : "–";
    }

    private String ratio(Map<String, List<Double>> row, String peer) {
        String first = peers.get(0);
        return row.containsKey(peer) && row.containsKey(first)
                ? String.format(Locale.ROOT, "%.2f", median(row.get(first)) / median(row.get(peer)))
                : "–";
    }

    private static String micro(double seconds) {
        return String.format(Locale.ROOT, seconds < 1e-5 ? "%.2f µs" : "%.0f µs", seconds * 1e6);
    }

    /** A table: times, then how many times that of each other peer the first one takes. */
    String markdown() {
        List<String> others = peers.subList(1, peers.size());
        List<String> head = new ArrayList<>(List.of("workload"));
        head.addAll(peers);
        others.forEach(peer -> head.add("/ " + peer));
        StringBuilder text = new StringBuilder(line(head));
        text.append('|').append("---|".repeat(head.size())).append('\n');
        times.forEach((key, row) -> {
            List<String> cells = new ArrayList<>(List.of(key));
            peers.forEach(peer -> cells.add(cell(row, peer)));
            others.forEach(peer -> cells.add(ratio(row, peer)));
            text.append(line(cells));
        });
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Medians in seconds. */
    String json() {
        List<String> rows = new ArrayList<>();
        times.forEach((key, row) -> {
            List<String> cells = new ArrayList<>();
            row.forEach((peer, values) -> cells.add(String.format(Locale.ROOT, "\"%s\": %.6g", peer, median(values))));
            rows.add("  \"" + key + "\": {" + String.join(", ", cells) + "}");
        });
        return "{\n" + String.join(",\n", rows) + "\n}\n";
    }
}
