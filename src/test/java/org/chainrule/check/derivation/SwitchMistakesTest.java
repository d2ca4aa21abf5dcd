package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/**
 * The mistakes that courses see in losses and activations with switches: the mask forgotten, doubled, at the wrong argument, on
 * the wrong side, with another threshold. {@code -Dchainrule.seeds=100} tries more seeds.
 */
class SwitchMistakesTest {
    private static final Path FILE = Path.of("src/test/resources/mistakes/switches.txt");
    private static final int SEEDS = Integer.getInteger("chainrule.seeds", 2);

    @Test
    void rightLinesAreRightAndMistakesAreRefutedAtEverySeed() throws IOException {
        List<String> found = new ArrayList<>();
        String model = "";
        int lines = 0;
        for (String text : Files.readAllLines(FILE)) {
            String rest = text.substring(text.indexOf(' ') + 1);
            switch (text.charAt(0)) {
                case 'M' -> model = rest;
                case 'R', 'W' -> {
                    lines++;
                    for (int seed = 0; seed < SEEDS; seed++) {
                        Verdict verdict = verdict(model, rest, seed);
                        if (text.charAt(0) == 'R' ? !verdict.isRight() : verdict != Verdict.REFUTED) {
                            found.add(model + " | " + text + " is " + verdict + " at seed " + seed);
                        }
                    }
                }
                default -> {}
            }
        }
        assertThat(found).isEmpty();
        assertThat(lines).isGreaterThan(140);
    }

    private static Verdict verdict(String model, String line, int seed) {
        return Derivation.judge(Model.parse(model + "\nderive J\n" + line), new Derivation.Settings(seed, false, false))
                .lines()
                .get(0)
                .verdict();
    }
}
