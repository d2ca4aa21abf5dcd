package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

class PlainWordsTest {
    static Stream<Supplier<SpokenCommand>> commands() {
        return Stream.of(
                EvalCommand::new,
                CheckCommand::new,
                GradCommand::new,
                ViewCommand::new,
                StudioCommand::new,
                TrainCommand::new,
                SummaryCommand::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anOptionIsTheFieldOfItsName(Supplier<SpokenCommand> command) {
        SpokenCommand made = command.get();
        for (OptionSpec option : new CommandLine(made).getCommandSpec().options()) {
            for (String name : option.names()) {
                Field field = PlainWords.option(made.getClass(), name);
                boolean other = List.of("--lang", "-h", "--help", "-V", "--version", "--static", "--no-open")
                                .contains(name)
                        || option.type() == Double.class
                        || (made instanceof CheckCommand
                                && List.of("--code", "--grades-for").contains(name));
                if (other) {
                    assertThat(field).as(name).isNull();
                } else {
                    assertThat(field).as(name).isEqualTo(option.userObject());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsNoOptionIsNotFound(Supplier<SpokenCommand> command) {
        Class<?> type = command.get().getClass();
        for (Field field : type.getDeclaredFields()) {
            boolean known = PlainWords.option(type, "--" + dashed(field.getName())) != null;
            assertThat(known && !Modifier.isStatic(field.getModifiers()))
                    .as(field.getName())
                    .isEqualTo(known && field.isAnnotationPresent(Option.class));
        }
    }

    private static String dashed(String name) {
        return name.chars()
                .mapToObj(c -> Character.isUpperCase(c) ? "-" + (char) Character.toLowerCase(c) : "" + (char) c)
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource({
        "eval m.cr, true",
        "eval m.cr --json --dtype f32 --seed=3 n.cr, true",
        "eval --explain-plan m.cr --lang zh, true",
        "check m.cr -q, true",
        "view m.cr -o m.svg --detail names, true",
        "eval, false",
        "eval --help, false",
        "eval m.cr --jsno, false",
        "eval m.cr --json --json, false",
        "eval m.cr --json=false, false",
        "eval m.cr --seed, false",
        "eval m.cr --seed -1, false",
        "eval m.cr --seed 1e3, false",
        "eval m.cr --dtype f16, false",
        "eval m.cr --names x, false",
        "eval m.cr --files x, false",
        "eval m.cr -- n.cr, false",
        "grad a.cr b.cr, false",
        "grad a.cr --file b.cr, false",
    })
    void whatIsNotPlainIsLeftToTheLibrary(String line, boolean plain) {
        String[] words = line.split(" ");
        SpokenCommand command =
                switch (words[0]) {
                    case "eval" -> new EvalCommand();
                    case "check" -> new CheckCommand();
                    case "view" -> new ViewCommand();
                    default -> new GradCommand();
                };
        assertThat(PlainWords.fill(command, words)).isEqualTo(plain);
    }

    @Test
    void aLanguageIsChosen() {
        SpokenCommand command = new EvalCommand();
        assertThat(PlainWords.fill(command, "eval", "m.cr", "--lang", "zh")).isTrue();
        assertThat(command.language().toString()).isEqualTo("ZH");
    }
}
