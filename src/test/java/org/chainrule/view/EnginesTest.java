package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    private static final MeasuredScene PLAN = MeasuredScene.of(Scenes.circuit());

    @TempDir
    Path folder = Path.of("");

    private record Fake(String name, String answer) implements DotEngine {
        @Override
        public String layout(String dot) {
            if (answer.isEmpty()) {
                throw new EngineException("out of order");
            }
            return answer;
        }
    }

    @Test
    void usesGraphvizOnlyWhenAskedTo() throws IOException {
        Engine embedded = new Fake("embedded", "");
        for (String wish : List.of("auto", "", "layered")) {
            assertThat(Engines.available(wish, folder.toString(), embedded))
                    .extracting(Engine::name)
                    .containsExactly("layered");
        }
        Path dot = script("exit 1");
        String path = "" + java.io.File.pathSeparator + folder.resolve("none") + java.io.File.pathSeparator + folder;
        assertThat(Engines.available("DOT", path, embedded))
                .extracting(Engine::name)
                .containsExactly(dot.toString());
        assertThat(Engines.available("embedded", path, embedded)).containsExactly(embedded);
    }

    @Test
    void saysWhichEnginesThereAre() {
        Engine embedded = new Fake("embedded", "");
        assertThatThrownBy(() -> Engines.available("neato", "", embedded))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("chainrule.engine=neato names no layout engine; it may be layered, dot or embedded.");
        assertThatThrownBy(() -> Engines.available("dot", folder.toString(), embedded))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("chainrule.engine=dot, but no program 'dot' is on the PATH. Install Graphviz, or use"
                        + " chainrule.engine=embedded.");
    }

    @Test
    void asksTheNextEngineWhenOneFails() {
        Engine broken = new Fake("broken", "");
        Engine works = new Fake("works", "{\"bb\": \"0,0,3,4\"}");
        assertThat(Engines.layout(PLAN, List.of(broken, works)).height()).isEqualTo(4);
    }

    @Test
    void namesEveryFailureAndTheRemedy() {
        assertThatThrownBy(
                        () -> Engines.layout(PLAN, List.of(new Fake("/bin/dot", "garbage"), new Fake("the other", ""))))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        """
                        No layout engine could draw the picture of 10 nodes.
                          /bin/dot: it answered with something that is not a layout
                          the other: out of order
                        Leave out the engine, and Chainrule lays out the picture itself.""");
    }

    @Test
    void talksToDotThroughPipes() throws IOException {
        DotEngine dot = new DotOnPath(
                script("cat > $0.in; echo \"$1\" > $0.args; printf '{\"bb\": \"0,0,5,6\"}'"), Duration.ofSeconds(20));
        String big = "digraph { /* " + "σ".repeat(300_000) + " */ }";
        assertThat(dot.layout(big)).isEqualTo("{\"bb\": \"0,0,5,6\"}");
        assertThat(Files.readString(folder.resolve("dot.in"))).isEqualTo(big);
        assertThat(Files.readString(folder.resolve("dot.args"))).isEqualTo("-Tjson0\n");
    }

    @Test
    void reportsHowDotFailed() throws IOException {
        DotEngine dot =
                new DotOnPath(script("echo 'Error: syntax error in line 1' >&2; exit 3"), Duration.ofSeconds(20));
        assertThatThrownBy(() -> dot.layout("x".repeat(200_000)))
                .isInstanceOf(EngineException.class)
                .hasMessage("exit code 3, Error: syntax error in line 1");
    }

    @Test
    void endsADotThatHangs() throws IOException {
        DotEngine dot = new DotOnPath(script("exec sleep 600"), Duration.ofMillis(300));
        assertThatThrownBy(() -> dot.layout("digraph {}"))
                .isInstanceOf(EngineException.class)
                .hasMessage("no answer within 0.3 s");
    }

    @Test
    void aDotEndsByItselfWhenNobodyIsLeftToEndIt() throws IOException {
        DotEngine dot = new DotOnPath(script("cat > /dev/null; printf '%s' \"$(ulimit -t)\""), Duration.ofSeconds(5));
        assertThat(dot.layout("digraph {}")).isEqualTo("6");
    }

    @Test
    void aDotEndsBehindACallerThatWasKilled() throws Exception {
        Process caller = new ProcessBuilder("sleep", "600").start();
        List<String> command = DotOnPath.command(script("exec sleep 600"), Duration.ofMinutes(10), caller.pid());
        Process dot = new ProcessBuilder(command).start();
        try {
            assertThat(dot.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
            caller.destroyForcibly().waitFor();
            assertThat(dot.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            caller.destroyForcibly();
            dot.destroyForcibly();
        }
    }

    @Test
    void aSlowDotIsAskedForStraightLinesAndThenNotAtAll() throws IOException {
        Engine slow = new DotOnPath(script("exec sleep 600"), Duration.ofMillis(200));
        List<Message> notes = new ArrayList<>();
        assertThat(Engines.layout(PLAN, List.of(slow), notes).nodes()).hasSize(10);
        assertThat(notes).singleElement().asString().endsWith("Chainrule laid out the picture itself");
        Engine straight = new DotOnPath(
                script("grep -q splines=line && printf '{\"bb\": \"0,0,5,6\"}' || exec sleep 600"),
                Duration.ofSeconds(1));
        notes.clear();
        assertThat(Engines.layout(PLAN, List.of(straight), notes).height()).isEqualTo(6);
        assertThat(notes).singleElement().asString().endsWith("its lines are straight instead");
    }

    @Test
    void reportsAProgramThatDoesNotStart() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> new DotOnPath(gone, Duration.ofSeconds(20)).layout("digraph {}"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Cannot run program")
                .hasMessageContaining(gone.toString());
    }

    @Test
    void theEmbeddedEngineReportsSyntaxErrorsAndGoesOn() {
        assertThatThrownBy(() -> EmbeddedEngine.INSTANCE.layout("digraph {"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("syntax error");
        assertThat(Engines.layout(PLAN, List.of(EmbeddedEngine.INSTANCE)).nodes())
                .hasSize(10);
    }

    @Test
    void clearsTheRequestForAnExecutableStackAndNothingElse() {
        byte[] elf = new byte[64 + 2 * 56];
        elf[32] = 64;
        elf[54] = 56;
        elf[56] = 2;
        byte[] expected = elf.clone();
        byte[] stack = {0x51, (byte) 0xe5, 0x74, 0x64, 7};
        System.arraycopy(stack, 0, elf, 120, 5);
        System.arraycopy(stack, 0, expected, 120, 5);
        expected[124] = 6;
        V8Library.clearStackRequest(elf);
        assertThat(elf).isEqualTo(expected);
    }

    private Path script(String body) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here");
        Path file = Files.writeString(folder.resolve("dot"), "#!/bin/sh\n" + body + "\n");
        Assumptions.assumeTrue(file.toFile().setExecutable(true), "files cannot be made executable here");
        return file;
    }
}
