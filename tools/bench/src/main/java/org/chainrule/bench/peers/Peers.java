package org.chainrule.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Runs the workloads for Chainrule and for what it is compared with, each in a process of its own, one after the other and again
 * in rounds. What they compute is compared first; then medians and ratios are printed as Markdown, and written as JSON.
 */
public final class Peers {
    private static final String CHAINRULE = "chainrule";
    private static final String C = "c";
    private static final String DJL = "djl";

    private final Path home;
    private final Path work;
    /** For each workload and each peer the seconds of each round. */
    private final Map<String, Map<String, List<Double>>> times = new LinkedHashMap<>();

    private final Map<String, Map<String, Double>> checks = new LinkedHashMap<>();

    private Peers(Path home) throws IOException {
        this.home = home;
        this.work = Files.createDirectories(home.resolve("target/peers"));
    }

    /** Arguments: the folder of the benchmarks, then {@code --quick}, {@code --json FILE}, {@code --only TEXT}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Peers peers = new Peers(Path.of(args[0]));
        boolean quick = false;
        String only = "";
        Path json = null;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--json" -> json = Path.of(args[++i]);
                case "--only" -> only = args[++i];
                default ->
                    throw new IllegalArgumentException("peers knows --quick, --json FILE, --only TEXT, not " + args[i]);
            }
        }
        Map<String, List<String>> commands = peers.commands();
        int rounds = quick ? 1 : 3;
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> peer : commands.entrySet()) {
                List<String> command = new ArrayList<>(peer.getValue());
                command.add(quick ? "1" : "3");
                command.add(only);
                peers.run(peer.getKey().split(" ")[0], command);
            }
        }
        peers.compare();
        System.out.print(peers.markdown());
        if (json != null) {
            Files.writeString(json, peers.json());
        }
    }

    private Map<String, List<String>> commands() throws IOException, InterruptedException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        commands.put(
                CHAINRULE,
                List.of(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChainruleWorkloads.class.getName()));
        compiled("double", "f64", List.of()).ifPresent(program -> commands.put(C + " f64", List.of(program)));
        compiled("float", "f32", List.of("-DSINGLE")).ifPresent(program -> commands.put(C + " f32", List.of(program)));
        Path libraries = home.resolve("peers/target/classpath.txt");
        if (Files.exists(libraries)) {
            String path = home.resolve("peers/target/classes") + ":"
                    + Files.readString(libraries).strip();
            commands.put(
                    DJL,
                    List.of(
                            java,
                            "-Dai.djl.offline=true",
                            "-Dai.djl.pytorch.num_threads=1",
                            "-Dai.djl.pytorch.num_interop_threads=1",
                            "-cp",
                            path,
                            "org.chainrule.bench.djl.DjlPeer"));
        } else {
            System.err.println("peers: DJL could not be had");
        }
        return commands;
    }

    private java.util.Optional<String> compiled(String real, String type, List<String> more)
            throws IOException, InterruptedException {
        Path program = work.resolve("c-" + type);
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-O3",
                "-march=native",
                "-ffast-math",
                "-DREAL=" + real,
                "-DTYPE=\"" + type + "\"",
                home.resolve("peers/peers.c").toString(),
                "-o",
                program.toString()));
        command.addAll(more);
        command.add("-lm");
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0
                    ? java.util.Optional.of(program.toString())
                    : java.util.Optional.empty();
        } catch (IOException e) {
            System.err.println("peers: no gcc: " + e.getMessage());
            return java.util.Optional.empty();
        }
    }

    private void run(String peer, List<String> command) throws IOException, InterruptedException {
        System.err.println("peers: " + peer);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(work.resolve(peer + ".log").toFile());
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1"));
        Process process = builder.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t");
                if (fields.length == 3) {
                    checks.computeIfAbsent(fields[0], k -> new LinkedHashMap<>())
                            .put(peer, Double.parseDouble(fields[1]));
                    times.computeIfAbsent(fields[0], k -> new LinkedHashMap<>())
                            .computeIfAbsent(peer, k -> new ArrayList<>())
                            .add(Double.parseDouble(fields[2]));
                }
            }
        }
        if (process.waitFor() != 0) {
            System.err.println("peers: " + peer + " failed; see " + work.resolve(peer + ".log"));
        }
    }

    /** Refuses to compare the times of what computes different things. */
    private void compare() {
        checks.forEach((key, values) -> {
            double tolerance = key.endsWith("f32") ? 1e-3 : 1e-8;
            Double ours = values.get(CHAINRULE);
            values.forEach((peer, value) -> {
                if (ours != null && !(Math.abs(value - ours) <= tolerance * Math.abs(ours))) {
                    throw new IllegalStateException(key + ": " + peer + " computes " + value + ", and Chainrule " + ours
                            + ": not the same work");
                }
            });
        });
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private Set<String> peers() {
        Set<String> peers = new LinkedHashSet<>();
        times.values().forEach(row -> peers.addAll(row.keySet()));
        return peers;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("| workload |");
        peers().forEach(peer -> text.append(' ').append(peer).append(" |"));
        peers().stream().skip(1).forEach(peer -> text.append(" / ").append(peer).append(" |"));
        text.append("\n|---|").append("---|".repeat(2 * peers().size() - 1)).append('\n');
        times.forEach((key, row) -> {
            text.append("| ").append(key).append(" |");
            for (String peer : peers()) {
                text.append(row.containsKey(peer) ? micro(median(row.get(peer))) : " – |");
            }
            for (String peer : peers().stream().skip(1).toList()) {
                text.append(
                        row.containsKey(peer) && row.containsKey(CHAINRULE)
                                ? String.format(
                                        Locale.ROOT, " %.2f |", median(row.get(CHAINRULE)) / median(row.get(peer)))
                                : " – |");
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String micro(double seconds) {
        return String.format(Locale.ROOT, seconds < 1e-5 ? " %.2f µs |" : " %.0f µs |", seconds * 1e6);
    }

    private String json() {
        List<String> rows = new ArrayList<>();
        times.forEach((key, row) -> {
            List<String> cells = new ArrayList<>();
            row.forEach((peer, values) -> cells.add(String.format(Locale.ROOT, "\"%s\": %.6g", peer, median(values))));
            rows.add("  \"" + key + "\": {" + String.join(", ", cells) + "}");
        });
        return "{\n" + String.join(",\n", rows) + "\n}\n";
    }
}
