package org.chainrule.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(new TreeSet<>(load("messages_zh").stringPropertyNames()))
                .isEqualTo(new TreeSet<>(load("messages").stringPropertyNames()));
    }

    @Test
    void bothLanguagesFillTheSamePlaces() throws IOException {
        Properties english = load("messages");
        Properties chinese = load("messages_zh");
        for (String key : new TreeSet<>(english.stringPropertyNames())) {
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void tagsOfLanguages() {
        assertThat(Language.of("zh_CN.UTF-8")).isEqualTo(Language.ZH);
        assertThat(Language.of("de")).isEqualTo(Language.EN);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (var in = Message.class.getResourceAsStream(name + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
