package org.chainrule.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(new TreeSet<>(load("META-INF/chainrule/zh.properties").stringPropertyNames()))
                .isEqualTo(
                        new TreeSet<>(load("META-INF/chainrule/en.properties").stringPropertyNames()));
    }

    @Test
    void bothLanguagesFillTheSamePlaces() throws IOException {
        Properties english = load("META-INF/chainrule/en.properties");
        Properties chinese = load("META-INF/chainrule/zh.properties");
        for (String key : new TreeSet<>(english.stringPropertyNames())) {
            assertThat(Sentences.places(chinese.getProperty(key)))
                    .as(key)
                    .isEqualTo(Sentences.places(english.getProperty(key)));
        }
    }

    @Test
    void placesAreFilledAndOtherBracesAreText() {
        assertThat(Message.say("such as W{1} or d{i+1}")).hasToString("such as W{1} or d{i+1}");
        assertThat(Message.say("such as \\{0}{W} of {1}", "$1", 3)).hasToString("such as \\$1{W} of 3");
        assertThat(Message.say("{0} and {0}: {1}", List.of(1), null)).hasToString("[1] and [1]: null");
        assertThat(Message.say("")).isEqualTo(Message.NONE);
        assertThat(Message.NONE.isEmpty()).isTrue();
    }

    @Test
    void aMessageInAMessageIsTranslatedToo() {
        Message hint = Message.say("did you mean `{0}`?", "tanh");
        assertThat(Message.say("{0} (hint: {1})", "x", hint).text(Language.ZH)).isEqualTo("x（提示：是否指 `tanh`？）");
        assertThat(Message.list(List.of("a", hint, "b")).text(Language.ZH)).isEqualTo("a、是否指 `tanh`？、b");
        assertThat(Message.list(List.of("a", "b"))).hasToString("a, b");
        assertThat(Message.list(List.of())).hasToString("");
    }

    @Test
    void whatIsNotTranslatedIsEnglish() {
        assertThat(Message.say("{0} of somebody else", 1).text(Language.ZH)).isEqualTo("1 of somebody else");
        assertThat(Message.verbatim("did you mean `{0}`?").text(Language.ZH)).isEqualTo("did you mean `{0}`?");
    }

    @Test
    void linesCanBeTakenApart() {
        Message text = Message.say("all axes")
                .detail(Message.say("all axes").line(Message.verbatim("a")))
                .detail(Message.at("m.cr:1"));
        assertThat(text).hasToString("all axes\n  all axes\na\n  at m.cr:1");
        assertThat(text.lines()).map(Message::toString).containsExactly("all axes", "all axes", "a", "at m.cr:1");
        assertThat(text.lines()).map(Message::isPlace).containsExactly(false, false, false, true);
        assertThat(text.firstLine()).isEqualTo(Message.say("all axes"));
        assertThat(text.text(Language.ZH)).startsWith("所有轴\n  所有轴\n");
    }

    @Test
    void aKeyHasToBeALine() {
        assertThat(Message.of("report.line", 3).text(Language.ZH)).isEqualTo("第 3 行");
        assertThatThrownBy(() -> Message.of("report.nothing")).isInstanceOf(MissingResourceException.class);
    }

    @Test
    void anExceptionSaysTheSameInEveryLanguage() {
        ChainruleException e =
                new ChainruleException(Message.say("there is no file {0}", "a.cr"), new IOException("x"));
        assertThat(e).hasMessage("there is no file a.cr").hasRootCauseMessage("x");
        assertThat(e.sentence().text(Language.ZH)).isEqualTo("没有文件 a.cr");
        assertThat(new ChainruleException("100% {odd} {0}")).hasMessage("100% {odd} {0}");
        assertThat(new ChainruleException("odd", new IOException("x")))
                .hasMessage("odd")
                .hasRootCauseMessage("x");
    }

    @Test
    void tagsOfLanguages() {
        assertThat(Language.of("zh_CN.UTF-8")).isEqualTo(Language.ZH);
        assertThat(Language.of("de")).isEqualTo(Language.EN);
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (var in = PoFile.open(name)) {
            properties.load(in);
        }
        return properties;
    }
}
