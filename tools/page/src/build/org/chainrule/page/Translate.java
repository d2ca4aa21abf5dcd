package org.chainrule.page;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.diagnostics.ProblemSeverity;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Translates the engine to JavaScript: {@code Translate FOLDER CLASSPATH}. */
public final class Translate {
    private Translate() {}

    /**
     * Translates.
     *
     * @param args the folder for the result; folders and jars of what is translated, first come first served
     */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]);
        Path adapted = target.resolve("classes");
        clear(adapted);
        List<Path> sources =
                Arrays.stream(args[1].split(File.pathSeparator)).map(Path::of).toList();
        Adapt.into(adapted, sources);

        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setJsModuleType(JSModuleType.UMD);
        tool.setMainClass("org.chainrule.page.Engine");
        tool.setTargetDirectory(target.toFile());
        tool.setTargetFileName("engine.js");
        boolean readable = Boolean.getBoolean("readable");
        tool.setObfuscated(!readable);
        tool.setOptimizationLevel(
                readable
                        ? TeaVMOptimizationLevel.SIMPLE
                        : TeaVMOptimizationLevel.valueOf(System.getProperty("level", "ADVANCED")));
        tool.setFastDependencyAnalysis(false);
        tool.setStrict(true);
        List<File> classPath = new ArrayList<>(List.of(adapted.toFile()));
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(new File(part));
        }
        tool.setClassPath(classPath);
        tool.setClassLoader(new URLClassLoader(new URL[] {adapted.toUri().toURL()}, Translate.class.getClassLoader()));
        tool.generate();
        List<Problem> problems = new ArrayList<>(tool.getProblemProvider().getProblems());
        for (Problem problem : problems) {
            StringBuilder place = new StringBuilder();
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problem.render(text);
            TeaVMProblemRenderer.renderCallStack(tool.getDependencyInfo().getCallGraph(), problem.getLocation(), place);
            System.err.println(problem.getSeverity() + ": " + text.getText() + place);
        }
        if (problems.stream().anyMatch(p -> p.getSeverity() == ProblemSeverity.ERROR)) {
            System.exit(1);
        }
        System.out.println("engine.js " + Files.size(target.resolve("engine.js")));
        System.exit(0);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
