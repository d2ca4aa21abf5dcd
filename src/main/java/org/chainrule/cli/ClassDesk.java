package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.check.marking.Decisions;
import org.chainrule.check.marking.Likeness;
import org.chainrule.check.marking.Marks;
import org.chainrule.check.marking.Rubric;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.notation.document.HandedIn;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.view.report.Sheet;

/** A class whose derivations stand in files of their own, all about the teacher's model. */
final class ClassDesk {
    /** Nobody's derivation is longer, notebooks with their pictures apart. */
    private static final long MOST_BYTES = 4 << 20;

    private static final Pattern READING = Pattern.compile("\\b(file|import)\\s*\\(");

    private final Source model;
    private final Path folder;
    private final String loss;
    private final List<String> params;
    private final Rubric rubric;
    private final long seed;
    private final Language language;

    /** @param file the teacher's model */
    ClassDesk(Path file, Rubric rubric, long seed, Language language) {
        this.model = Source.read(file);
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        this.loss = DerivationFile.loss(model, folder, seed);
        Model read = Model.read(model, folder, new Model.Settings(false, seed).withLenientClaims());
        List<String> names = new ArrayList<>();
        read.names().forEach((name, node) -> {
            if (read.params().contains(node)) {
                names.add("d" + name);
            }
        });
        this.params = names;
        this.rubric = rubric;
        this.seed = seed;
        this.language = language;
    }

    /** The gradients that are asked for. */
    List<String> asked() {
        return rubric.required().isEmpty() ? params : rubric.required();
    }

    /**
     * The derivations in files and folders, by name.
     *
     * @throws ChainruleException when a folder has none, or cannot be read
     */
    static Map<Path, String> files(List<Path> named) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                files.put(path, String.valueOf(path.getFileName()));
                continue;
            }
            try (Stream<Path> walk = Files.walk(path)) {
                List<Path> found = walk.filter(file -> HandedIn.isDerivation(file.toString())
                                && Files.isRegularFile(file)
                                && !file.getFileName().toString().startsWith("."))
                        .sorted(Comparator.comparing(ClassDesk::name))
                        .toList();
                if (found.isEmpty()) {
                    throw new ChainruleException(
                            "there is no derivation in the folder {0}: its files end in {1}",
                            path, String.join(", ", HandedIn.endings()));
                }
                found.forEach(file -> files.put(file, name(path.relativize(file))));
            } catch (IOException | UncheckedIOException e) {
                throw new ChainruleException(say("cannot read the folder {0}: {1}", path, e.getMessage()), e);
            }
        }
        return files;
    }

    private static String name(Path file) {
        return file.toString().replace(File.separatorChar, '/');
    }

    /** Judges all files, several at a time, each for no longer than the rubric allows. */
    List<Sheet> judge(Map<Path, String> files) {
        int workers = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(null, task, "desk", 64L << 20);
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Future<Sheet>> waiting = new LinkedHashMap<>();
        files.forEach((file, name) -> waiting.put(name, pool.submit(() -> timed(file, name))));
        List<Sheet> sheets = new ArrayList<>();
        waiting.forEach((name, sheet) -> sheets.add(result(name, sheet)));
        pool.shutdownNow();
        return sheets;
    }

    private Sheet result(String name, Future<Sheet> sheet) {
        try {
            return sheet.get();
        } catch (ExecutionException e) {
            return Sheet.failed(name, InputError.of(cause(e), language).text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sheet.failed(name, say("it was interrupted").text(language));
        }
    }

    private static Throwable cause(ExecutionException e) {
        return Optional.ofNullable(e.getCause()).orElse(e);
    }

    /** Judges a file in a thread of its own, which is left alone when it takes too long. */
    private Sheet timed(Path file, String name) throws InterruptedException {
        java.util.concurrent.FutureTask<Sheet> task = new java.util.concurrent.FutureTask<>(() -> sheet(file, name));
        Thread thread = new Thread(null, task, "derivation", 64L << 20);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get((long) (rubric.seconds() * 1000), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Sheet.failed(
                    name,
                    say("judging it took longer than {0} seconds", ClassMarks.number(rubric.seconds()))
                            .text(language));
        } catch (ExecutionException e) {
            return Sheet.failed(name, InputError.of(cause(e), language).text());
        }
    }

    private Sheet sheet(Path file, String name) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ChainruleException("{0} is too large for a derivation: at most {1} MB", name, MOST_BYTES >> 20);
        }
        // by its name in the class: no message tells where the folder is
        Source derivation = Source.decode(name, Files.readAllBytes(file));
        DerivationFile handedIn = DerivationFile.of(Source.of("model", model.text()), folder, loss, derivation);
        // the model of the teacher may read files by these functions, and no derivation has any use for them
        Judgement judgement =
                READING.matcher(derivation.text()).find() ? handedIn.judgeUntrusted(seed) : handedIn.judge(seed);
        return handedIn.sheet(name, judgement);
    }

    /** The marks of the class. */
    ClassMarks marks(List<Sheet> sheets, Decisions decisions) {
        List<ClassMarks.Student> students = new ArrayList<>();
        for (Sheet sheet : sheets) {
            students.add(new ClassMarks.Student(
                    sheet.file(),
                    ClassMarks.id(sheet.file()),
                    Marks.of(sheet.file(), sheet.judgement(), asked(), rubric, decisions),
                    sheet.error()));
        }
        return new ClassMarks(
                students,
                asked(),
                Likeness.among(sheets.stream().map(Sheet::text).toList()));
    }
}
