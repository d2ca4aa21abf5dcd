package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.graph.Notes;
import org.chainrule.message.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code chainrule}. Exit code 0: all well; 1: a check failed; 2: bad usage or bad input. */
@Command(
        name = "chainrule",
        mixinStandardHelpOptions = true,
        version = "chainrule 0.1.0",
        description = "Computation graphs: define a model, see its backpropagation, check its gradients.",
        subcommands = {
            EvalCommand.class,
            CheckCommand.class,
            GradCommand.class,
            ViewCommand.class,
            OpsCommand.class,
            RulesCommand.class,
            WarmUpCommand.class
        })
public final class Main {
    /** All well. */
    static final int OK = 0;
    /** A check failed. */
    static final int FAILED = 1;
    /** Bad usage or bad input. */
    static final int BAD_INPUT = 2;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                args));
    }

    /**
     * Runs the program inside a process.
     *
     * @param out where results go
     * @param err where messages go
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            Language language = command.getCommand() instanceof Speaker speaker ? speaker.language() : Language.EN;
            err.println("chainrule: " + InputError.of(error, language).text());
            return BAD_INPUT;
        });
        int code;
        try {
            code = args.length == 0 ? usage(line) : Notes.nowhere(() -> line.execute(args));
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("chainrule: " + InputError.of(e, Language.EN).text());
            code = BAD_INPUT;
        }
        out.flush();
        err.flush();
        return code;
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return BAD_INPUT;
    }
}
