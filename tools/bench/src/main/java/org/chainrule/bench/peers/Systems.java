package org.chainrule.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the systems are begun, and which of them cannot be had here. */
final class Systems {
    private final Path home;
    private final Path work;
    private final int threads;
    private final List<PeerProcess> found = new ArrayList<>();
    /** Those that are not measured, each with why. */
    private final List<String> missing = new ArrayList<>();

    private Systems(Path home, Path work, int threads) {
        this.home = home;
        this.work = work;
        this.threads = threads;
    }

    /** @param home the folder of the benchmarks */
    static Systems at(Path home, int threads) throws IOException, InterruptedException {
        Systems systems = new Systems(home, Files.createDirectories(home.resolve("target/peers")), threads);
        systems.find();
        return systems;
    }

    List<PeerProcess> found() {
        return found;
    }

    List<String> missing() {
        return missing;
    }

    private void find() throws IOException, InterruptedException {
        String own = System.getProperty("java.class.path");
        List<String> vectors = List.of(
                "--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC", "-Dchainrule.threads=" + threads);
        add("chainrule", java(vectors, own, ChainruleWorkloads.class.getName()));
        if (threads == 1) {
            compiled();
            add("micrograd", java(List.of(), own, Micrograd.class.getName()));
        }
        library(
                "djl",
                "org.chainrule.bench.djl.DjlPeer",
                List.of(
                        "-Dai.djl.offline=true",
                        "-Dai.djl.pytorch.num_threads=" + threads,
                        "-Dai.djl.pytorch.num_interop_threads=1"));
        library("tensorflow", "org.chainrule.bench.tensorflow.TensorFlowPeer", List.of("-Dpeers.threads=" + threads));
        library("samediff", "org.chainrule.bench.samediff.SameDiffPeer", List.of());
        if (threads == 1) {
            casadi();
        }
    }

    private static List<String> java(List<String> options, String path, String main) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", path, main));
        return command;
    }

    private void add(String name, List<String> command) throws IOException {
        Path log = work.resolve(name.replace(' ', '-') + ".log");
        Files.deleteIfExists(log);
        String count = Integer.toString(threads);
        Map<String, String> environment = new HashMap<>(
                Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count));
        if (wide()) {
            // OpenBLAS before 0.3.22 takes many processors with AVX-512 for older ones.
            environment.put("OPENBLAS_CORETYPE", "SkylakeX");
        }
        // The name of a system is its first word: what is built for each type of numbers is one system.
        found.add(new PeerProcess(name.split(" ")[0], command, environment, log));
    }

    /** Whether this processor has AVX-512. */
    static boolean wide() throws IOException {
        Path description = Path.of("/proc/cpuinfo");
        return Files.exists(description) && Files.readString(description).contains("avx512bw");
    }

    private void library(String name, String main, List<String> options) throws IOException {
        Path path = home.resolve("peers/" + name + "/target/classpath.txt");
        if (Files.exists(path)) {
            String classes = home.resolve("peers/" + name + "/target/classes").toString();
            add(name, java(options, classes + ":" + Files.readString(path).strip(), main));
        } else {
            missing.add(name + ": its jars could not be had, or it does not compile; see "
                    + home.resolve("target/peers.log"));
        }
    }

    private void compiled() throws IOException, InterruptedException {
        for (String type : List.of("f64", "f32")) {
            Path program = work.resolve("c-" + type);
            List<String> command = new ArrayList<>(List.of(
                    "gcc",
                    "-O3",
                    "-march=native",
                    "-ffast-math",
                    "-DREAL=" + (type.equals("f32") ? "float" : "double"),
                    "-DTYPE=\"" + type + "\"",
                    home.resolve("peers/peers.c").toString(),
                    "-o",
                    program.toString()));
            if (type.equals("f32")) {
                command.add("-DSINGLE");
            }
            command.add("-lm");
            if (ends(command)) {
                add("c " + type, List.of(program.toString()));
            } else {
                missing.add("c " + type + ": no gcc, or it fails");
            }
        }
    }

    /** The first Python that has CasADi: the one in PEERS_PYTHON, the one that tools/bench/run has made, the usual one. */
    private void casadi() throws IOException, InterruptedException {
        Optional<String> python = Optional.empty();
        for (String candidate : List.of(
                System.getenv().getOrDefault("PEERS_PYTHON", "python3"),
                home.resolve("target/python/bin/python").toString(),
                "python3")) {
            if (python.isEmpty() && ends(List.of(candidate, "-c", "import casadi, numpy"))) {
                python = Optional.of(candidate);
            }
        }
        if (python.isEmpty()) {
            missing.add("casadi: no Python here has it (pip install casadi; PEERS_PYTHON names one)");
            return;
        }
        String script = home.resolve("peers/casadi_peer.py").toString();
        add("casadi", List.of(python.get(), script));
        add("casadi-c", List.of(python.get(), script, work.toString()));
    }

    /** Whether a command can be run and ends well; what it says is not shown. */
    private boolean ends(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(work.resolve(String.format(Locale.ROOT, "try-%x.log", command.hashCode()))
                                    .toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
