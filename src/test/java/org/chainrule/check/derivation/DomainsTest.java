package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** Where a line has a value is part of whether it is right: exceptions are said, and a lost region is a mistake. */
class DomainsTest {
    private static final Path FILE = Path.of("src/test/resources/mistakes/domains.txt");

    @Test
    void exceptionsAreSaidAndLostRegionsAreMistakes() throws IOException {
        List<String> found = new ArrayList<>();
        String model = "";
        int lines = 0;
        for (String text : Files.readAllLines(FILE)) {
            String rest = text.substring(text.indexOf(' ') + 1);
            if (text.startsWith("M:")) {
                model = rest;
            } else if (!text.startsWith("#")) {
                lines++;
                String said = said(model, rest);
                if (!said.equals(expected(text.charAt(0)))) {
                    found.add(model + " | " + text + " is " + said);
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(lines).isGreaterThan(60);
    }

    private static String expected(char kind) {
        return switch (kind) {
            case 'P' -> "right";
            case 'E' -> "right with exceptions";
            case 'L' -> "lost";
            default -> throw new IllegalArgumentException(String.valueOf(kind));
        };
    }

    private static String said(String model, String line) {
        JudgedLine judged = Derivation.judge(Model.parse(model + "\nderive J\n" + line), Derivation.Settings.DEFAULT)
                .lines()
                .get(0);
        if (judged.isRight()) {
            boolean excepts = judged.evidence().facts().stream()
                    .map(Message::toString)
                    .anyMatch(fact -> fact.startsWith("except"));
            return excepts ? "right with exceptions" : "right";
        }
        boolean isLost =
                judged.diagnosis().filter(mend -> mend.kind().equals("domain")).isPresent();
        return judged.verdict() != Verdict.REFUTED ? judged.verdict().word() : isLost ? "lost" : "wrong";
    }
}
