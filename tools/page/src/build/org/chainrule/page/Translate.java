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

/**
 * Translates the engine: {@code Translate FOLDER CLASSPATH}, to JavaScript, or with {@code -Dtarget=wasm} to WebAssembly;
 * with {@code -Dmain=CLASS} another class with an {@code ask} of its own.
 */
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

        boolean wasm = System.getProperty("target", "js").equals("wasm");
        String file = wasm ? "engine.wasm" : "engine.js";
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(wasm ? TeaVMTargetType.WEBASSEMBLY_GC : TeaVMTargetType.JAVASCRIPT);
        if (!wasm) {
            tool.setJsModuleType(JSModuleType.UMD);
        }
        tool.setMainClass(System.getProperty("main", "org.chainrule.page.Engine"));
        tool.setTargetDirectory(target.toFile());
        tool.setTargetFileName(file);
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
        if (wasm) {
            Files.writeString(target.resolve("engine-wasm.js"), WasmRuntime.script());
        } else {
            Files.writeString(target.resolve(file), quickToStart(Files.readString(target.resolve(file))));
        }
        System.out.println(file + " " + Files.size(target.resolve(file)));
        System.exit(0);
    }

    /**
     * The same script, in half the time to its start. A browser skims functions that it may not need, but not arrow functions within
     * another function: those are parsed in full, all 16,000 of them. And what stands in parentheses it takes as wanted at once,
     * which spares it to skim everything twice.
     */
    static String quickToStart(String script) {
        String functions = script.replaceAll("([=,(])\\(([A-Za-z0-9_$,\\n]*)\\)=>\\s*\\{", "$1function($2){")
                .replaceAll("([=,(])([A-Za-z0-9_$]+)=>\\s*\\{", "$1function($2){");
        String start = "}}(function(";
        String end = "}));";
        int first = functions.indexOf(start);
        int last = functions.lastIndexOf(end);
        if (first < 0 || last < first) {
            throw new IllegalStateException("the script is not as it was: look at its first and last lines");
        }
        return functions.substring(0, first) + "}}((function(" + functions.substring(first + start.length(), last)
                + "})));" + functions.substring(last + end.length());
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
