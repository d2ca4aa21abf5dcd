package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.check.Report;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.view.report.Page;
import org.chainrule.view.report.Sheet;
import org.chainrule.view.report.TextReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule check}: judges derivations. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges hand derivations: proves the right lines, finds the first wrong one, and says why.")
final class CheckCommand implements Callable<Integer>, Speaker {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Model files (*.cr) with a derivation, or folders of such files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a file, numbers at full precision.")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random points; default 0.")
    private long seed;

    @Option(names = "--proof", description = "Write the steps of each proof.")
    private boolean proof;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print one line a file.")
    private boolean quiet;

    @Option(
            names = "--report",
            paramLabel = "PAGE",
            description = "Also write a page with formulas, PAGE.html or PAGE.md.")
    private @Nullable Path report;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Language language() {
        return language.language();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Language spoken = language();
        // A wrong name should not cost the time of judging a class.
        Optional<Page> page = Optional.ofNullable(report).map(Page::named);
        Map<Path, String> models = CheckFiles.expand(files);
        if (report != null) {
            OutputGuard.spare(report, models.keySet());
            AtomicFile.check(report);
        }
        List<Sheet> sheets = new ArrayList<>();
        int code = Main.OK;
        for (Map.Entry<Path, String> entry : models.entrySet()) {
            Path file = entry.getKey();
            String name = entry.getValue();
            try {
                if (OnnxCheck.isMeant(file)) {
                    Report slopes = OnnxCheck.of(file, seed);
                    out.println(json ? slopes(file, slopes) : slopes.toString());
                    code = Math.max(code, slopes.ok() ? Main.OK : Main.FAILED);
                    continue;
                }
                Source source = Source.read(file);
                Judgement judgement = judge(file);
                out.print(text(judgement, spoken));
                sheets.add(Sheet.judged(name, source.text(), judgement));
                code = Math.max(code, judgement.ok() ? Main.OK : Main.FAILED);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                // One bad file must not cost the results of the others.
                code = Main.BAD_INPUT;
                InputError error = InputError.of(e, spoken);
                sheets.add(Sheet.failed(name, error.text()));
                if (json) {
                    out.println(Json.error(file.toString(), error));
                } else {
                    out.flush();
                    err.println("chainrule: " + error.text());
                }
            }
        }
        if (page.isPresent() && report != null) {
            AtomicFile.write(report, page.get().of(sheets, spoken).getBytes(StandardCharsets.UTF_8));
        }
        return code;
    }

    private static String slopes(Path file, Report report) {
        return Json.object(json -> {
            json.name("file").value(file.toString());
            json.name("ok").value(report.ok());
            json.name("max_rel_error");
            Json.number(json, report.maxRelError());
        });
    }

    private String text(Judgement judgement, Language spoken) {
        if (json) {
            return CheckJson.of(judgement, spoken) + "\n";
        }
        return quiet
                ? TextReport.summary(judgement, spoken)
                : TextReport.of(judgement, spoken, Ansi.AUTO.enabled(), proof);
    }

    private Judgement judge(Path file) {
        Model model = Model.read(file, new Model.Settings(false, seed).withLenientClaims());
        Judgement judgement = Derivation.judge(model, Derivation.Settings.DEFAULT.withSeed(seed));
        if (judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty()) {
            throw new ChainruleException(
                    "{0} claims nothing: add lines such as derive J, dW = …, or check A == B", file);
        }
        return judgement;
    }
}
