package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a graph costs before a single number is computed: building a long chain, deriving all its gradients, and running
 * both. {@link Chain} says what the chain is; {@code peer…} is the same work on the JVM without a graph.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
public class ChainBenchmark {
    /** The length of the chain. */
    @State(Scope.Benchmark)
    public static class Length {
        /** Three ops and one parameter each. */
        @Param({"1000", "10000", "100000"})
        public int steps;
    }

    /** A chain nobody has differentiated: gradients are interned, and a second sweep would find those of the first. */
    @State(Scope.Benchmark)
    public static class Fresh {
        Chain chain = Chain.build(0);

        /** Builds it. */
        @Setup(Level.Invocation)
        public void build(Length length) {
            chain = Chain.build(length.steps);
        }
    }

    /** A chain with its gradients and a value for everything. */
    @State(Scope.Benchmark)
    public static class Derived {
        List<Node> outputs = List.of();
        Binding[] bindings = {};

        /** Builds it. */
        @Setup(Level.Trial)
        public void build(Length length) {
            Chain chain = Chain.build(length.steps);
            outputs = new ArrayList<>(chain.derive());
            outputs.add(chain.end());
            bindings = chain.bindings();
        }
    }

    /** The graph of the chain, parameters included. */
    @Benchmark
    public Object build(Length length) {
        return Chain.build(length.steps);
    }

    /** The graphs of all gradients of a chain that is there. */
    @Benchmark
    public Object derive(Fresh fresh) {
        return fresh.chain.derive();
    }

    /** Both. */
    @Benchmark
    public Object buildAndDerive(Length length) {
        return Chain.build(length.steps).derive();
    }

    /** The values of the chain and of all gradients, by the reference interpreter. */
    @Benchmark
    public Values evaluate(Derived derived) {
        return Interpreter.run(derived.outputs, derived.bindings);
    }

    /** Values and gradients by objects with closures, which have to be built anew for every input. */
    @Benchmark
    public Object peerObjects(Length length) {
        ScalarObjects.Chained chain = ScalarObjects.build(length.steps);
        chain.end().backward();
        return chain;
    }

    /** Values and gradients by a tape in arrays: the least it can cost without compiling the chain. */
    @Benchmark
    public double[] peerTape(Length length) {
        return Tape.record(length.steps).backward();
    }
}
