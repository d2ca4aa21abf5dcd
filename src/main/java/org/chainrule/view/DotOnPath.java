package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.chainrule.message.Message;

/** The program {@code dot} of an installed Graphviz, through its standard input and output. */
final class DotOnPath implements DotEngine {
    private static final Path SHELL = Path.of("/bin/sh");

    private final Path program;
    private final Duration patience;

    DotOnPath(Path program, Duration patience) {
        this.program = program;
        this.patience = patience;
    }

    /**
     * Looks for the program.
     *
     * @param searchPath folders, parted as the operating system parts them
     * @return the first executable {@code dot} in them
     */
    static Optional<Path> find(String searchPath) {
        boolean windows = File.separatorChar == '\\';
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            // An empty entry means the current folder; running a program from there would be a surprise.
            if (folder.isBlank()) {
                continue;
            }
            File candidate = new File(folder, windows ? "dot.exe" : "dot");
            if (candidate.isFile() && candidate.canExecute()) {
                return Optional.of(candidate.toPath());
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return program.toString();
    }

    @Override
    public String layout(String dot) {
        Process process = start();
        // A JVM that is told to end takes its engine along; one that is killed leaves it to the watcher.
        Thread end = new Thread(process::destroyForcibly, "chainrule-dot-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> errors = read(process.getErrorStream());
            // Written beside the reading: with a big graph both pipes fill up.
            CompletableFuture<Void> input =
                    CompletableFuture.runAsync(() -> write(process.getOutputStream(), dot), DotOnPath::daemon);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw EngineException.late(patience);
            }
            if (process.exitValue() != 0) {
                throw new EngineException(
                        "exit code {0}, {1}", process.exitValue(), errors.get().strip());
            }
            input.get();
            return output.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(say("interrupted"), e);
        } catch (ExecutionException e) {
            throw new EngineException(Message.verbatim(String.valueOf(e.getCause())), e);
        } finally {
            process.destroyForcibly();
            forget(end);
        }
    }

    /** False when the JVM is ending and runs the hook itself. */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(
                            command(program, patience, ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new EngineException(Message.verbatim(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * The shell limits the seconds that {@code dot} may compute, and a watcher ends it a second after its caller, so that it
     * ends even when nobody is left to end it, whether it computes or sleeps. The watcher holds none of its pipes.
     *
     * @param caller the number of the process that waits for the answer
     */
    static List<String> command(Path program, Duration patience, long caller) {
        if (!Files.isExecutable(SHELL) || !Files.isExecutable(program)) {
            return List.of(program.toString(), "-Tjson0");
        }
        String limit = "ulimit -t " + (patience.toSeconds() + 1) + " 2>/dev/null\n";
        String script =
                """
                dot=$$
                while kill -0 $dot; do
                    kill -0 $1 || { kill -9 $dot; break; }
                    sleep 1
                done < /dev/null > /dev/null 2>&1 &
                exec "$0" -Tjson0
                """;
        return List.of(SHELL.toString(), "-c", limit + script, program.toString(), Long.toString(caller));
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                DotOnPath::daemon);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "chainrule-dot");
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(OutputStream stream, String text) {
        try (stream) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
