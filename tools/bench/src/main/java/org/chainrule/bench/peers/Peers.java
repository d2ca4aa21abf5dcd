package org.chainrule.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the workloads for Chainrule and for what it is compared with, each in a process of its own. One workload after the other:
 * every system makes it ready, what they compute is compared, and only then they are timed, in turn. Medians and ratios are
 * printed as Markdown, and written as JSON.
 */
public final class Peers {
    /** About how many seconds a measurement takes, for each workload and each system; a first one of what Java compiles up to five times that. */
    private static final double QUICK = 0.6;

    private static final double SLOW = 2;
    private static final int ROUNDS = 3;

    private final List<PeerProcess> peers;
    private final Results results;
    private final double seconds;
    private final int rounds;
    private final List<String> troubles = new ArrayList<>();
    private boolean differing;

    private Peers(List<PeerProcess> peers, double seconds, int rounds) {
        this.peers = peers;
        this.results =
                new Results(peers.stream().map(PeerProcess::name).distinct().toList());
        this.seconds = seconds;
        this.rounds = rounds;
    }

    /** Arguments: the folder of the benchmarks, then those that {@code tools/bench/README.md} tells. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = false;
        double seconds = 0;
        int threads = 1;
        String only = "";
        String without = "";
        Optional<Path> json = Optional.empty();
        for (int i = 1; i < args.length; i++) {
            if (!args[i].equals("--quick") && i + 1 == args.length) {
                refuse(args[i]);
            }
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--seconds" -> seconds = Double.parseDouble(args[++i]);
                case "--json" -> json = Optional.of(Path.of(args[++i]));
                case "--only" -> only = args[++i];
                case "--without" -> without = args[++i];
                case "--threads" -> threads = Integer.parseInt(args[++i]);
                default -> refuse(args[i]);
            }
        }
        Systems systems = Systems.at(Path.of(args[0]), threads);
        systems.missing().forEach(why -> System.err.println("peers: left out: " + why));
        List<String> left = List.of(without.split(","));
        List<PeerProcess> measured = systems.found().stream()
                .filter(peer -> !left.contains(peer.name()))
                .toList();
        Peers peers = new Peers(measured, seconds > 0 ? seconds : quick ? QUICK : SLOW, quick ? 1 : ROUNDS);
        for (String key : Keys.all(threads)) {
            if (key.contains(only)) {
                long begin = System.nanoTime();
                peers.measure(key);
                System.err.printf(Locale.ROOT, "peers: %s, %.0f s%n", key, (System.nanoTime() - begin) / 1e9);
            }
        }
        measured.forEach(PeerProcess::close);
        System.out.print(peers.results.markdown());
        systems.missing().forEach(why -> System.out.println("\nLeft out: " + why));
        peers.troubles.forEach(trouble -> System.out.println("\nLeft out: " + trouble));
        if (json.isPresent()) {
            Files.writeString(json.get(), peers.results.json());
        }
        System.exit(peers.differing ? 1 : 0);
    }

    private static void refuse(String argument) {
        System.err.println(
                "peers knows --quick, --seconds N, --json FILE, --only TEXT, --without NAME,NAME and --threads N, not "
                        + argument);
        System.exit(2);
    }

    private void measure(String key) {
        Map<PeerProcess, double[]> ready = new LinkedHashMap<>();
        for (PeerProcess peer : peers) {
            PeerProcess.Answer answer = peer.prepare(key);
            answer.marks().ifPresent(marks -> ready.put(peer, marks));
            if (!answer.trouble().isEmpty()) {
                trouble(key, peer, answer.trouble());
            }
        }
        compare(key, ready);
        for (int round = 0; round < rounds; round++) {
            for (PeerProcess peer : List.copyOf(ready.keySet())) {
                Optional<Double> time = peer.time(seconds);
                time.ifPresent(value -> results.add(key, peer.name(), value));
                if (time.isEmpty()) {
                    trouble(key, peer, "gave no time");
                    ready.remove(peer);
                }
            }
        }
        ready.keySet().forEach(PeerProcess::end);
    }

    private void trouble(String key, PeerProcess peer, String what) {
        troubles.add(key + ": " + peer.name() + " " + what);
        System.err.println("peers: " + key + ": " + peer.name() + " " + what);
    }

    /** Leaves out those that compute something else than the first: their times would not be of the same work. */
    private void compare(String key, Map<PeerProcess, double[]> ready) {
        double tolerance = key.endsWith("f32") ? 1e-3 : 1e-8;
        if (ready.isEmpty()) {
            return;
        }
        double[] first = ready.values().iterator().next();
        for (Map.Entry<PeerProcess, double[]> other : List.copyOf(ready.entrySet())) {
            double[] marks = other.getValue();
            boolean same = marks.length == first.length;
            for (int i = 0; same && i < marks.length; i++) {
                same = Math.abs(marks[i] - first[i]) <= tolerance * Math.abs(first[i]);
            }
            if (!same) {
                differing = true;
                trouble(
                        key,
                        other.getKey(),
                        "computes " + Arrays.toString(marks) + ", and the first " + Arrays.toString(first)
                                + ": not the same work");
                ready.remove(other.getKey());
                other.getKey().end();
            }
        }
    }
}
