package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chainrule.Gen;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InterningTest {
    private final Node x = Leaves.real("x", 2, 3);
    private final Node y = Leaves.real("y", 2, 3);

    @Test
    void equalStructureIsOneObject() {
        assertThat(x.plus(y)).isSameAs(x.plus(y));
        assertThat(x.times(y).sum(1).square()).isSameAs(x.times(y).sum(1).square());
        assertThat(x.sum(0, 1)).isSameAs(x.sum());
        assertThat(x.sum(-1)).isSameAs(x.sum(1));
        assertThat(x.T().T()).isNotSameAs(x).isSameAs(x.T().T());
        assertThat(Node.of(Where.OP, x, x, y)).isSameAs(Node.of(new Where(), List.of(x, x, y)));
    }

    @Test
    void differentStructureIsDifferent() {
        assertThat(x.plus(y)).isNotSameAs(y.plus(x));
        assertThat(x.sum(0)).isNotSameAs(x.sum(1)).isNotSameAs(x.sumKeep(0));
        assertThat(x.plus(x)).isNotSameAs(x.plus(y));
    }

    @Test
    void leavesAreThemselvesOnly() {
        assertThat(Leaves.real("x", 2, 3)).isNotSameAs(x);
    }

    @Test
    void constantsAreComparedBitByBit() {
        assertThat(Node.constant(2)).isSameAs(Node.constant(2));
        assertThat(Node.constant(0.0)).isNotSameAs(Node.constant(-0.0));
        assertThat(Node.constant(Double.NaN)).isSameAs(Node.constant(Double.NaN));
        assertThat(Node.constant(Tensor.of(1, 2))).isSameAs(Node.constant(Tensor.of(1, 2)));
        assertThat(Node.constant(Tensor.of(1, 2))).isNotSameAs(Node.constant(Tensor.of(Shape.of(2, 1), 1, 2)));
        assertThat(Node.constant(Tensor.of(1))).isNotSameAs(Node.constant(Tensor.ofLongs(Shape.of(1), 1)));
        assertThat(Node.constant(Tensor.of(DType.F32, Shape.of(1), 0.5))).isSameAs(Node.constant(Tensor.of(0.5)));
    }

    @Test
    void randomGraphsBuiltTwiceAreTheSameNodes() {
        Gen.forAll(50, gen -> {
            long seed = gen.seed();
            assertThat(random(seed)).isSameAs(random(seed));
        });
    }

    /** A graph of a few hundred nodes in which every node may use every other before it. */
    private Node random(long seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        List<Node> nodes = new ArrayList<>(List.of(x, y));
        for (int i = 0; i < 300; i++) {
            Node a = nodes.get(random.nextInt(nodes.size()));
            Node b = nodes.get(random.nextInt(nodes.size()));
            nodes.add(
                    switch (random.nextInt(4)) {
                        case 0 -> a.plus(b);
                        case 1 -> a.times(b);
                        case 2 -> a.minus(random.nextInt(5));
                        default -> a.neg();
                    });
        }
        return nodes.get(nodes.size() - 1);
    }

    @Test
    void threadsThatBuildTheSameGraphShareIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Node>> builders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                builders.add(() -> random(99));
            }
            List<Node> built = new ArrayList<>();
            for (Future<Node> future : threads.invokeAll(builders)) {
                built.add(future.get());
            }
            assertThat(built).allMatch(node -> node == built.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void graphsThatNobodyRefersToAreCollected() throws InterruptedException {
        List<WeakReference<Node>> chain = chain(20_000);
        // The last block of nodes may still be the one that new nodes go into.
        for (int i = 0; i < 100 && alive(chain) >= 40; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(alive(chain)).isLessThan(40);
        Node again = x;
        for (int i = 0; i < 20_000; i++) {
            again = again.plus(i);
        }
        assertThat(again.shape()).isEqualTo(x.shape());
    }

    private List<WeakReference<Node>> chain(int length) {
        List<WeakReference<Node>> references = new ArrayList<>();
        Node node = Leaves.real("start", 2);
        for (int i = 0; i < length; i++) {
            node = node.plus(i + 0.125).named("link");
            references.add(new WeakReference<>(node));
        }
        return references;
    }

    private static long alive(List<WeakReference<Node>> references) {
        return references.stream()
                .filter(reference -> !reference.refersTo(null))
                .count();
    }
}
