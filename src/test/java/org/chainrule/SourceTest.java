package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file keeps to, beyond what compiler and formatter see to. */
class SourceTest {
    /** A file longer than this is read by nobody. */
    private static final int MOST_LINES = 450;

    /** Written in two halves, so that this file passes its own test. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> tree = Files.walk(Path.of(folder))) {
            return tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void filesAreShortFinishedAndWithoutTabs() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : files("src")) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.size() > MOST_LINES) {
                faults.add(file + " has " + lines.size() + " lines, more than " + MOST_LINES);
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).indexOf('\t') >= 0) {
                    faults.add(file + ":" + (i + 1) + ": a tab");
                }
                if (UNFINISHED.matcher(lines.get(i)).find()) {
                    faults.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
        TreeSet<Path> folders = new TreeSet<>();
        for (Path file : files("src/main/java")) {
            folders.add(file.getParent());
        }
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).startsWith("/**").contains("@NullMarked");
        }
    }

    /** The regular expressions of the page's engine have no intersections, and say nothing of it, and are no predicates. */
    @Test
    void patternsAreThoseThatThePageHasToo() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : files("src/main/java")) {
            String text = Files.readString(file);
            if (text.contains("&&[") || text.contains(".asPredicate()") || text.contains(".asMatchPredicate()")) {
                faults.add(file.toString());
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void testsMirrorTheSources() throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path file : files("src/test/java")) {
            Path folder =
                    Path.of("src/main/java").resolve(Path.of("src/test/java").relativize(file.getParent()));
            // Ops that a user wrote live in a package of their own.
            boolean users = file.startsWith(Path.of("src/test/java/org/example"));
            if (!users && !Files.isDirectory(folder)) {
                strays.add(file.toString());
            }
        }
        assertThat(strays).isEmpty();
    }
}
