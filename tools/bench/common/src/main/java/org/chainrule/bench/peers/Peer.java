package org.chainrule.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One system that is measured, in a process of its own, which does what {@code Peers} asks on its standard input and answers with
 * lines that begin with {@code peer}. {@code prepare KEY} makes a workload ready and answers {@code marks} with what it computes,
 * or {@code none}; {@code time SECONDS} answers {@code seconds} with how long a run takes; {@code end} lets the workload go.
 */
public final class Peer {
    private final Workloads workloads;
    private final boolean compiled;
    private final PrintStream out = System.out;
    private Workload workload = new Workload(new double[0], () -> {});
    private Clock clock;

    private Peer(Workloads workloads, boolean compiled) {
        this.workloads = workloads;
        this.compiled = compiled;
        this.clock = new Clock(compiled);
    }

    /** The workloads of one system. */
    public interface Workloads {
        /** Makes one ready. Its name is without the type of its numbers; empty where the system has no such workload. */
        Optional<Workload> prepare(String name, boolean single);
    }

    /**
     * Answers until there are no more questions.
     *
     * @param compiled whether the work is done in Java, which has to be compiled first
     */
    public static void serve(Workloads workloads, boolean compiled) throws IOException {
        new Peer(workloads, compiled).serve();
    }

    private void serve() throws IOException {
        // Some print what they do.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answer("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "prepare" -> prepare(words[1]);
                    case "time" ->
                        answer("seconds\t" + clock.median(workload.run(), Double.parseDouble(words[1])));
                    case "end" -> {
                        end();
                        answer("ended");
                    }
                    default -> throw new IllegalArgumentException("unknown question: " + line);
                }
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                e.printStackTrace();
                answer("failed\t" + String.valueOf(e).lines().findFirst().orElse(""));
            }
        }
        System.exit(0);
    }

    private void answer(String text) {
        out.println("peer\t" + text);
        out.flush();
    }

    private void end() {
        workload.close().run();
        workload = new Workload(new double[0], () -> {});
        System.gc();
    }

    private void prepare(String key) {
        clock = new Clock(compiled);
        int type = key.lastIndexOf(' ');
        Optional<Workload> made = workloads.prepare(key.substring(0, type), key.endsWith(" f32"));
        if (made.isEmpty()) {
            answer("none");
            return;
        }
        workload = made.get();
        answer("marks\t"
                + Arrays.stream(workload.marks())
                        .mapToObj(mark -> String.format(Locale.ROOT, "%.12g", mark))
                        .collect(Collectors.joining(" ")));
    }
}
