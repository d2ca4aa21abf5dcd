package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page links to is there: files, and headings of pages. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`(?!\\])");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern NAMED_FILE = Pattern.compile("`([\\w-]+(?:/[\\w.-]+)+\\.(?:md|java|cr|sh|txt))`");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(DocsTest.pages());
        for (String page : new String[] {"CHANGELOG.md", "CONTRIBUTING.md", "examples/README.md"}) {
            if (Files.exists(Path.of(page))) {
                pages.add(Path.of(page));
            }
        }
        return pages;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int count = 0;
        for (Path page : pages()) {
            String text = CODE.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                    .replaceAll("");
            for (Matcher m = LINK.matcher(text); m.find(); ) {
                String link = m.group(1);
                if (!link.startsWith("http:") && !link.startsWith("https:") && !link.startsWith("mailto:")) {
                    count++;
                    if (!leads(page, link)) {
                        dead.add(page + ": " + link);
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(40);
        assertThat(dead).isEmpty();
    }

    private static boolean leads(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || headings(Files.readString(target)).contains(link.substring(hash + 1));
    }

    /** The anchors that GitHub gives to headings. */
    private static List<String> headings(String text) {
        List<String> anchors = new ArrayList<>();
        for (Matcher m = HEADING.matcher(FENCED.matcher(text).replaceAll("")); m.find(); ) {
            String words = m.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
            anchors.add(words.replace(' ', '-'));
        }
        return anchors;
    }

    @Test
    void filesThatAreNamedExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            String text = FENCED.matcher(Files.readString(page)).replaceAll("");
            for (Matcher m = NAMED_FILE.matcher(text); m.find(); ) {
                Path named = Path.of(m.group(1));
                if (!Files.exists(named) && !Files.exists(page.resolveSibling(named))) {
                    missing.add(page + ": " + named);
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
