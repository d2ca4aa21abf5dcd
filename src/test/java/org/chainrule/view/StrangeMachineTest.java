package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws in processes of their own, on machines that lack something. */
class StrangeMachineTest {
    @TempDir
    Path folder = Path.of("");

    /** What the processes run: draws the circuit into the given file. */
    static final class Draw {
        private Draw() {}

        public static void main(String[] args) {
            try {
                Pictures.write(Scenes.circuit(), Path.of(args[0]));
            } catch (ChainruleException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void drawsWithoutAHomeAndWithoutAWordOnTheConsole() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path svg = folder.resolve("a.svg");
        String output = run(
                svg,
                Map.of(),
                "-Dchainrule.engine=embedded",
                "-Duser.home=/nowhere/at/all",
                "-Djava.io.tmpdir=" + temporary);
        assertThat(output).isEmpty();
        assertThat(svg).content().endsWith("</svg>\n");
        assertThat(temporary).as("left behind").isEmptyDirectory();
    }

    @Test
    void saysThatFontsAreMissing() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").contains("Linux"), "fonts are hidden by fontconfig only");
        Path config = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        Map<String, String> noFonts = Map.of("FONTCONFIG_FILE", config.toString());
        // Java remembers the fonts it has seen in the home folder.
        String home = "-Duser.home=" + folder;
        Path png = folder.resolve("a.png");
        assertThat(run(png, noFonts, home, "-Dchainrule.engine=embedded"))
                .isEqualTo(
                        """
                        A PNG needs a font, and Java finds none on this machine.
                        Install one (on Debian: apt install fontconfig fonts-dejavu-core), or write .svg, .html or .dot, which need none.""");
        assertThat(png).doesNotExist();
        assertThat(run(folder.resolve("a.svg"), noFonts, "-Dchainrule.engine=embedded"))
                .isEmpty();
        assertThat(folder.resolve("a.svg")).content().contains("-12");
    }

    @Test
    void saysThatTheEmbeddedEngineHasNoNativeCode() throws Exception {
        Path svg = folder.resolve("a.svg");
        String output = run(
                svg, Map.of("PATH", "/nowhere"), "-Dchainrule.engine=embedded", "-Dos.name=Plan9", "-Dos.arch=pdp11");
        assertThat(output)
                .startsWith(
                        """
                        No layout engine could draw the picture of 10 nodes.
                          the embedded engine: it brings native code for""")
                .endsWith(
                        """
                         only, and this is Plan9 pdp11
                        Leave out the engine, and Chainrule lays out the picture itself.""");
        assertThat(svg).doesNotExist();
    }

    private static String run(Path file, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // from JDK 24 on, loading native code without this prints a warning
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--enable-native-access"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Draw.class.getName(), file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
