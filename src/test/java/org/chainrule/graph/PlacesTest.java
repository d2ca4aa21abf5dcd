package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Places are remembered for the first nodes of a graph, or for all on a request that is made to a whole process. */
class PlacesTest {
    /** What runs there. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Node x = Node.input("x", Type.real(Shape.of(2)), Domain.REAL);
            Node early = x.square();
            Node node = x;
            for (int i = 0; i < 30_000; i++) {
                node = node.plus(i);
            }
            System.out.println(Notes.place(x) + " " + Notes.place(early) + " "
                    + Notes.place(node).isEmpty());
        }
    }

    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    @Test
    void everyGraphHasPlacesHoweverManyNodesCameBefore() {
        for (int round = 0; round < 3; round++) {
            Node x = Node.input("x", Type.real(Shape.of(2)), Domain.REAL);
            Node early = x.square();
            Node node = x;
            for (int i = 0; i < 30_000; i++) {
                node = node.plus(i);
            }
            assertThat(Notes.place(early)).startsWith("PlacesTest.java:");
            assertThat(Notes.place(node)).isEmpty();
        }
    }

    @Test
    void aSweepOfTheLibraryLooksOnce() {
        Node x = Node.input("x", Type.real(Shape.of(2)), Domain.REAL);
        List<Node> nodes = Notes.together(() -> List.of(x.plus(1), x.plus(2)));
        assertThat(nodes.stream().map(Notes::place).distinct())
                .singleElement()
                .asString()
                .startsWith("PlacesTest.java:");
        assertThat(Notes.place(Notes.nowhere(() -> x.plus(3)))).isEmpty();
    }

    @Test
    void aNodeRemembersTheFirstLineOutsideTheLibrary() throws IOException, InterruptedException {
        assertThat(run()).isEqualTo("PlacesTest.java:21 PlacesTest.java:22 true");
    }

    @Test
    void allPlacesAreRememberedOnRequest() throws IOException, InterruptedException {
        assertThat(run("-Dchainrule.places=all")).isEqualTo("PlacesTest.java:21 PlacesTest.java:22 false");
    }
}
