package org.chainrule.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A system that is measured, in a process of its own, which is begun when it is first asked, and again after it has died. */
final class PeerProcess {
    /** Seconds for an answer, before a process counts as lost. */
    private static final int PATIENCE = 240;
    /** A process that has been lost so often is not begun again. */
    private static final int MOST_LOSSES = 3;

    private static final String LOST = "lost";

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Optional<Process> process = Optional.empty();
    private BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int losses;

    PeerProcess(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
    }

    String name() {
        return name;
    }

    /** What a workload computes, once it is ready. */
    Answer prepare(String key) {
        if (losses == MOST_LOSSES) {
            return new Answer(Optional.empty(), "was lost " + losses + " times and is not begun again");
        }
        String answer = ask("prepare " + key);
        return answer.startsWith("marks\t")
                ? new Answer(
                        Optional.of(Arrays.stream(answer.substring(6).split(" "))
                                .mapToDouble(Double::parseDouble)
                                .toArray()),
                        "")
                : new Answer(Optional.empty(), answer.equals("none") ? "" : answer.replace('\t', ' ') + ", see " + log);
    }

    /**
     * What came of a workload.
     *
     * @param marks what it computes
     * @param trouble why there is nothing; empty where there is no such workload
     */
    record Answer(Optional<double[]> marks, String trouble) {}

    /** Seconds of a run of the workload that is ready; empty where the process was lost. */
    Optional<Double> time(double seconds) {
        String answer = ask("time " + seconds);
        return answer.startsWith("seconds\t") ? Optional.of(Double.parseDouble(answer.substring(8))) : Optional.empty();
    }

    /** Lets the workload go. */
    void end() {
        if (process.isPresent()) {
            ask("end");
        }
    }

    /** Ends the process. */
    void close() {
        process.ifPresent(Process::destroy);
        process = Optional.empty();
    }

    private String ask(String question) {
        try {
            if (process.isEmpty()) {
                begin();
                if (!answer().equals("ready")) {
                    return lost();
                }
            }
            PrintWriter out = new PrintWriter(process.orElseThrow().getOutputStream(), true, StandardCharsets.UTF_8);
            out.println(question);
            String answer = answer();
            return answer.equals(LOST) ? lost() : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String lost() {
        losses++;
        process.ifPresent(Process::destroyForcibly);
        process = Optional.empty();
        return "ended, or was silent for " + PATIENCE + " s";
    }

    private void begin() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process begun = builder.start();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(begun, lines), name);
        reader.setDaemon(true);
        reader.start();
        process = Optional.of(begun);
        answers = lines;
    }

    private static void read(Process from, BlockingQueue<String> lines) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("peer\t")) {
                    lines.add(line.substring(5));
                }
            }
        } catch (IOException e) {
            // The process is gone; what follows says so.
        }
        lines.add(LOST);
    }

    private String answer() throws InterruptedException {
        return Optional.ofNullable(answers.poll(PATIENCE, TimeUnit.SECONDS)).orElse(LOST);
    }
}
