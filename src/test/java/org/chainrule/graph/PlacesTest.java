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

/** Places are remembered for the first nodes of a process, so they are looked at in processes of their own. */
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
    void aNodeRemembersTheFirstLineOutsideTheLibrary() throws IOException, InterruptedException {
        assertThat(run()).isEqualTo("PlacesTest.java:21 PlacesTest.java:22 true");
    }

    @Test
    void allPlacesAreRememberedOnRequest() throws IOException, InterruptedException {
        assertThat(run("-Dchainrule.places=all")).isEqualTo("PlacesTest.java:21 PlacesTest.java:22 false");
    }
}
