package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.Report;
import org.chainrule.check.VariableCheck;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.check.marking.Decisions;
import org.chainrule.check.marking.Marks;
import org.chainrule.check.marking.Rubric;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Language;
import org.chainrule.notation.syntax.Source;
import org.chainrule.view.report.Page;
import org.chainrule.view.report.Sheet;
import org.chainrule.view.report.TextReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule check}: judges derivations. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges hand derivations: proves the right lines, finds the first wrong one, and says why.")
final class CheckCommand extends SpokenCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Model files (*.cr) with a derivation, or folders of such files.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--code",
            paramLabel = "FILE",
            description =
                    "The derivation of the one model that is named: a program (.py, .m), formulas (.tex), both among "
                            + "prose (.md), a notebook (.ipynb), or lines (.txt).")
    private @Nullable Path derivation;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "The model of a class: each FILE, and each file in a folder, holds a derivation alone.")
    private @Nullable Path model;

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "With --model: which gradients are asked for, and what they are worth (TOML).")
    private @Nullable Path rubric;

    @Option(names = "--grades", paramLabel = "FILE", description = "With --model: also write the marks as CSV.")
    private @Nullable Path grades;

    @Option(
            names = "--grades-for",
            paramLabel = "SYSTEM",
            description = "What reads them: plain (default), moodle or canvas.")
    private ClassMarks.Format format = ClassMarks.Format.PLAIN;

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description =
                    "With --model: a CSV of the lines that are open; what its last column says counts, and is kept.")
    private @Nullable Path decisions;

    @Option(
            names = "--anonymous",
            description = "With --model: derivations have numbers in place of names, which the CSV tells.")
    private boolean anonymous;

    @Option(
            names = "--hint",
            paramLabel = "LEVEL",
            description = "What is said of a mistake: 1 that there is one, 2 its kind, 3 (default) the correction.")
    private int hint = 3;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "With an ONNX model: values of its inputs (input_0.pb and so on), at which slopes are measured.")
    private @Nullable Path data;

    @Option(names = "--steps", description = "Under a wrong gradient, derive the right one step by step.")
    private boolean steps;

    @Option(
            names = "--example",
            description = "Under a wrong line, work it out with small whole numbers; JSON and reports always do.")
    private boolean example;

    @Option(
            names = "--slopes",
            description = "Compare the gradients of the loss with slopes of the loss, instead of judging claims.")
    private boolean slopes;

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

    @Override
    public Integer call() {
        PrintWriter out = out();
        PrintWriter err = err();
        Language spoken = language();
        // A wrong name should not cost the time of judging a class.
        Optional<Page> page = Optional.ofNullable(report).map(Page::named);
        if (hint < 1 || hint > 3) {
            throw new ChainruleException("--hint is 1, 2 or 3, not {0}", hint);
        }
        if (model != null) {
            return teach(model, out, spoken);
        } else if (rubric != null || grades != null || decisions != null || anonymous) {
            throw new ChainruleException("--rubric, --grades, --decisions and --anonymous go with --model");
        }
        Map<Path, String> models = CheckFiles.expand(files);
        if (data != null
                && (models.size() != 1
                        || !SlopesCheck.isMeant(models.keySet().iterator().next()))) {
            throw new ChainruleException("--data goes with one model in ONNX");
        }
        if (derivation != null && (files.size() > 1 || models.size() > 1)) {
            throw new ChainruleException("--code goes with one model; {0} are named", models.size());
        }
        if (report != null) {
            OutputGuard.spare(report, models.keySet());
            AtomicFile.check(report);
        }
        List<Sheet> sheets = new ArrayList<>();
        int code = Main.OK;
        for (JudgedFile file : JudgedFile.all(models, (path, name) -> judged(path, name, spoken))) {
            out.print(file.printed());
            if (!file.refused().isEmpty()) {
                out.flush();
                err.println(file.refused());
            }
            sheets.addAll(file.sheets());
            code = Math.max(code, file.code());
        }
        if (page.isPresent() && report != null) {
            List<String> links = page.get() == Page.HTML ? LivePage.beside(report, sheets) : List.of();
            String text = links.isEmpty() ? page.get().of(sheets, spoken) : Page.linked(sheets, links, spoken);
            AtomicFile.write(report, text.getBytes(StandardCharsets.UTF_8));
        }
        return code;
    }

    /** One bad file must not cost the results of the others. */
    private JudgedFile judged(Path file, String name, Language spoken) {
        try {
            if (slopes || SlopesCheck.isMeant(file)) {
                Report found = SlopesCheck.isMeant(file)
                        ? SlopesCheck.of(file, Optional.ofNullable(data), seed)
                        : SlopesCheck.ofLoss(file, seed);
                String told = quiet ? file + ": " + found.verdict() : found.toString();
                String text = (json ? slopes(file, found) : told) + System.lineSeparator();
                return new JudgedFile(text, "", List.of(), found.ok() ? Main.OK : Main.FAILED);
            }
            DerivationFile handedIn = DerivationFile.of(file, Optional.ofNullable(derivation), seed);
            Judgement judgement = handedIn.judge(seed).hinted(hint);
            String text = text(judgement, spoken) + (steps && !json ? handedIn.steps(judgement, seed, spoken) : "");
            Sheet sheet = handedIn.sheet(derivation == null ? name : derivation.toString(), judgement);
            return new JudgedFile(text, "", List.of(sheet), judgement.ok() ? Main.OK : Main.FAILED);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            InputError error = InputError.of(e, spoken);
            return new JudgedFile(
                    json ? Json.error(file.toString(), error) + System.lineSeparator() : "",
                    json ? "" : "chainrule: " + error.text(),
                    List.of(Sheet.failed(name, error.text())),
                    Main.BAD_INPUT);
        }
    }

    /** Judges a class by its teacher's model. */
    private int teach(Path teacher, PrintWriter out, Language spoken) {
        Map<Path, String> handedIn = ClassDesk.files(files);
        for (Path path : java.util.Arrays.asList(report, grades)) {
            if (path != null) {
                OutputGuard.spare(path, handedIn.keySet());
                AtomicFile.check(path);
            }
        }
        Rubric asked = rubric == null
                ? Rubric.DEFAULT
                : Rubric.parse(rubric.toString(), Source.read(rubric).text());
        Decisions decided = decisions == null || !Files.exists(decisions)
                ? new Decisions()
                : Decisions.parse(decisions.toString(), Source.read(decisions).text());
        ClassDesk desk = new ClassDesk(teacher, asked, seed, spoken);
        List<Sheet> sheets = desk.judge(handedIn);
        ClassMarks marks = desk.marks(sheets, decided);
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            Marks found = marks.students().get(i).marks();
            String name = anonymous ? marks.students().get(i).id() : sheet.file();
            out.println(say(
                            "{0}: {1} of {2} points",
                            name, ClassMarks.number(found.points()), ClassMarks.number(found.most()))
                    .text(spoken));
            if (!quiet) {
                sheet.judgement().ifPresent(judgement -> out.print(text(judgement.hinted(hint), spoken)));
            }
            if (!sheet.error().isEmpty()) {
                out.println(sheet.error());
            }
        }
        if (report != null) {
            Page.named(report);
            List<Sheet> shown = new ArrayList<>();
            for (int i = 0; i < sheets.size(); i++) {
                Sheet sheet = sheets.get(i).hinted(hint);
                shown.add(anonymous ? sheet.named(marks.students().get(i).id()) : sheet);
            }
            write(report, Page.ofClass(shown, anonymous ? marks.anonymous() : marks, spoken));
        }
        if (grades != null) {
            write(grades, marks.csv(format));
        }
        if (decisions != null) {
            write(decisions, decided.text(marks.open()));
        }
        boolean unread = sheets.stream().anyMatch(sheet -> sheet.judgement().isEmpty());
        boolean right = sheets.stream()
                .allMatch(sheet -> sheet.judgement().map(Judgement::ok).orElse(false));
        return unread ? Main.BAD_INPUT : right ? Main.OK : Main.FAILED;
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String slopes(Path file, Report report) {
        return Json.object(json -> {
            json.name("file").value(file.toString());
            json.name("ok").value(report.ok());
            json.name("max_rel_error");
            Json.number(json, report.maxRelError());
            json.name("evaluations").value(report.evaluations());
            json.name("notes").beginArray();
            for (String note : report.notes()) {
                json.value(note);
            }
            json.endArray();
            json.name("variables").beginArray();
            for (VariableCheck each : report.variables()) {
                json.beginObject();
                json.name("name").value(each.variable());
                json.name("shape").value(each.shape().toString());
                json.name("outcome").value(each.outcome().name().toLowerCase(Locale.ROOT));
                json.name("max_rel_error");
                Json.number(json, each.maxRelError());
                json.name("entries").value(each.shape().entries());
                json.name("entries_checked").value(each.entriesChecked());
                json.name("findings").beginArray();
                for (String finding : each.findings()) {
                    json.value(finding);
                }
                json.endArray();
                json.endObject();
            }
            json.endArray();
            if (report.culprit().isPresent()) {
                json.name("culprit").value(report.culprit().get().message());
            }
        });
    }

    private String text(Judgement judgement, Language spoken) {
        if (json) {
            return CheckJson.of(judgement, spoken) + "\n";
        }
        return quiet
                ? TextReport.summary(judgement, spoken)
                : TextReport.of(judgement, spoken, Ansi.AUTO.enabled(), proof, example);
    }
}
