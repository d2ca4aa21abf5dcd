package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Notes;
import org.chainrule.message.Language;
import picocli.CommandLine.Command;

/** The program {@code chainrule}. Exit code 0: all well; 1: a check failed; 2: bad usage or bad input. */
@Command(
        name = "chainrule",
        mixinStandardHelpOptions = true,
        version = "chainrule " + Main.VERSION,
        description = "Computation graphs: define a model, see its backpropagation, check its gradients.")
public final class Main {
    /** The commands by name, in the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    /** Which one this is. */
    static final String VERSION = "0.1.0";

    /** All well. */
    static final int OK = 0;
    /** A check failed. */
    static final int FAILED = 1;
    /** Bad usage or bad input. */
    static final int BAD_INPUT = 2;

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("eval", EvalCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("grad", GradCommand::new);
        commands.put("view", ViewCommand::new);
        commands.put("studio", StudioCommand::new);
        commands.put("lsp", LspCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("summary", SummaryCommand::new);
        commands.put("ops", OpsCommand::new);
        commands.put("rules", RulesCommand::new);
        commands.put("warm-up", WarmUpCommand::new);
        return commands;
    }

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
        Language[] language = {Language.EN};
        int code;
        try {
            code = Notes.nowhere(() -> execute(out, err, language, args));
        } catch (OutOfMemoryError | StackOverflowError e) {
            err.println("chainrule: " + InputError.of(e, Language.EN).text());
            code = BAD_INPUT;
        }
        if (out.checkError()) {
            err.println("chainrule: " + InputError.of(unwritten(), language[0]).text());
            code = BAD_INPUT;
        }
        err.flush();
        return code;
    }

    private static int execute(PrintWriter out, PrintWriter err, Language[] language, String... args) {
        Supplier<Object> called = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (called != null && called.get() instanceof SpokenCommand command && PlainWords.fill(command, args)) {
            command.on(out, err, args);
            try {
                language[0] = command.language();
                return command.call();
            } catch (Exception e) {
                return refuse(err, e, command);
            }
        }
        return new ParsedWords(COMMANDS, out, err).execute(language, args);
    }

    /** What could not be done is said in the language of the command. */
    static int refuse(PrintWriter err, Throwable error, Object command) {
        Language language = command instanceof Speaker speaker ? speaker.language() : Language.EN;
        err.println("chainrule: " + InputError.of(error, language).text());
        return BAD_INPUT;
    }

    /** Results that did not arrive are no results, whatever they were. */
    private static ChainruleException unwritten() {
        return new ChainruleException(
                "the results could not be written: the disk is full, or the program that reads them has ended");
    }
}
