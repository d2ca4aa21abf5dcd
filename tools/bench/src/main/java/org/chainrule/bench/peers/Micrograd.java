package org.chainrule.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.bench.ScalarObjects;

/** The scalar workloads on objects with a closure each, made anew for every run: the structure of micrograd. */
public final class Micrograd {
    private Micrograd() {}

    /** Answers what {@code Peers} asks. */
    public static void main(String[] args) throws IOException {
        Peer.serve(Micrograd::prepare, true);
    }

    private static Optional<Workload> prepare(String name, boolean single) {
        String[] words = name.split(" ");
        if (single) {
            return Optional.empty();
        }
        return switch (words[0]) {
            case "P2" -> Optional.of(scalars());
            // Making the graph is a part of every run, so that a later run is no other than the first.
            case "P4" -> Optional.of(chain((int) Double.parseDouble(words[1])));
            default -> Optional.empty();
        };
    }

    /** What one run has found. */
    private record Found(ScalarObjects loss, List<ScalarObjects> leaves) {
        double[] marks() {
            return new Marks()
                    .number(loss.value())
                    .gradient(
                            leaves.stream().mapToDouble(ScalarObjects::gradient).toArray())
                    .list();
        }
    }

    private static Workload scalars() {
        Numbers numbers = new Numbers(2);
        double[] inputs = numbers.array(2, 1);
        double[] params = numbers.array(337, 1);
        return new Workload(network(inputs, params).marks(), () -> network(inputs, params));
    }

    private static Found network(double[] inputs, double[] params) {
        List<ScalarObjects> layer = List.of(ScalarObjects.leaf(inputs[0]), ScalarObjects.leaf(inputs[1]));
        List<ScalarObjects> leaves = new ArrayList<>();
        for (int size : new int[] {16, 16, 1}) {
            List<ScalarObjects> next = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                ScalarObjects sum = null;
                for (ScalarObjects x : layer) {
                    ScalarObjects w = ScalarObjects.leaf(params[leaves.size()]);
                    leaves.add(w);
                    sum = sum == null ? w.times(x) : sum.plus(w.times(x));
                }
                ScalarObjects b = ScalarObjects.leaf(params[leaves.size()]);
                leaves.add(b);
                next.add(size == 1 ? sum.plus(b) : sum.plus(b).tanh());
            }
            layer = next;
        }
        ScalarObjects difference = layer.get(0).plus(ScalarObjects.leaf(-0.5));
        return new Found(difference.times(difference).backward(), leaves);
    }

    private static Workload chain(int steps) {
        double[] values = new Numbers(4).array(steps + 1, 0.02);
        return new Workload(chain(values).marks(), () -> chain(values));
    }

    private static Found chain(double[] values) {
        List<ScalarObjects> leaves = new ArrayList<>(values.length);
        ScalarObjects x = ScalarObjects.leaf(values[0]);
        leaves.add(x);
        for (int i = 1; i < values.length; i++) {
            ScalarObjects w = ScalarObjects.leaf(values[i]);
            leaves.add(w);
            x = x.sin().times(w).plus(x);
        }
        return new Found(x.backward(), leaves);
    }
}
