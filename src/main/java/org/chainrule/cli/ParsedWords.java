package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.FileNames;
import org.chainrule.message.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads what a command is called with, whatever it is: helps, and says what is wrong with it. */
final class ParsedWords {
    private final Map<String, Supplier<Object>> commands;
    private final PrintWriter out;
    private final PrintWriter err;

    ParsedWords(Map<String, Supplier<Object>> commands, PrintWriter out, PrintWriter err) {
        this.commands = commands;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command.
     *
     * @param language is told the language of the command
     * @return the exit code
     */
    int execute(Language[] language, String... args) {
        CommandLine line = commandLine(args);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A file may be called @model.cr; its lines are not arguments.
        line.setExpandAtFiles(false);
        line.registerConverter(Path.class, FileNames::of);
        CommandLine.IParameterExceptionHandler usual = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((error, words) -> error.getCause() instanceof ChainruleException known
                ? Main.refuse(err, known, error.getCommandLine().getCommand())
                : usual.handleParseException(error, words));
        line.setExecutionExceptionHandler((error, command, parsed) -> Main.refuse(err, error, command.getCommand()));
        if (args.length == 0) {
            line.usage(err);
            return Main.BAD_INPUT;
        }
        int code = line.execute(args);
        ParseResult parsed = line.getParseResult();
        if (parsed != null
                && parsed.hasSubcommand()
                && parsed.subcommand().commandSpec().userObject() instanceof Speaker speaker) {
            language[0] = speaker.language();
        }
        return code;
    }

    /** The command that is called, or all of them: to read what a command takes costs more than to run a small one. */
    private CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        Supplier<Object> called = args.length == 0 ? null : commands.get(args[0]);
        if (called != null) {
            line.addSubcommand(made(called, args));
        } else {
            commands.values().forEach(command -> line.addSubcommand(made(command, args)));
        }
        return line;
    }

    private Object made(Supplier<Object> command, String... args) {
        Object made = command.get();
        if (made instanceof SpokenCommand spoken) {
            spoken.on(out, err, args);
        }
        return made;
    }

    /** A parameter is missing that not every call needs. */
    static RuntimeException missing(@Nullable CommandSpec spec, String name) {
        return new ParameterException(
                Objects.requireNonNull(spec, name).commandLine(), "Missing required parameter: '" + name + "'");
    }
}
