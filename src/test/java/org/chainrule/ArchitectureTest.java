package org.chainrule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainrule.explain.Written;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Op;
import org.chainrule.message.Message;
import org.junit.jupiter.api.Test;

/** Which package may know which, and what none may do. What is not listed is forbidden. */
class ArchitectureTest {
    private static final String ROOT = "org.chainrule";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** A package, and those below it that it may use, as docs/map.md says. The front door is the package {@code root}. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        try {
            String map = Files.readString(Path.of("docs/map.md"));
            String table = map.substring(map.indexOf("```packages\n") + 12);
            for (String line : table.substring(0, table.indexOf("```")).lines().toList()) {
                String[] sides = line.split("→", -1);
                Set<String> below = new TreeSet<>(List.of(sides[1].strip().split(" +", -1)));
                below.remove("");
                arrows.put(
                        name(sides[0].strip()),
                        below.stream().map(ArchitectureTest::name).collect(Collectors.toSet()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return arrows;
    }

    private static String name(String inMap) {
        return inMap.equals("chainrule") ? "root" : inMap;
    }

    /** Libraries by package, for the packages that may use one; the JDK and nullness annotations are for all. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "symbolic.algebra", List.of("cc.redberry.rings..", "gnu.trove.."),
            "ops", List.of("org.apache.commons.math3.."),
            "exec.kernel", List.of("jdk.incubator.vector..", "com.sun.management.."),
            "notation.document", List.of("com.google.gson.."),
            "io", List.of("de.siegmar.fastcsv..", "com.google.gson.."),
            "train", List.of("org.apache.commons.math3.."),
            "check", List.of("org.apache.commons.math3.."),
            "view",
                    List.of(
                            "guru.nidi.graphviz..",
                            "com.github.weisj.jsvg..",
                            "com.google.gson..",
                            "com.eclipsesource.v8.."),
            "cli", List.of("picocli..", "com.google.gson..", "com.sun.net.httpserver.."),
            "cli.editor", List.of("org.eclipse.lsp4j.."));

    private static String pattern(String name) {
        return name.equals("root") ? ROOT : ROOT + "." + name;
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(
                type.getPackageName().equals(ROOT)
                        ? "root"
                        : type.getPackageName().substring(ROOT.length() + 1)));
        assertThat(packages).isEqualTo(ARROWS.keySet());
    }

    @Test
    void arrowsPointDownwards() {
        ARROWS.forEach((name, below) -> {
            String[] allowed = below.stream().map(ArchitectureTest::pattern).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(pattern(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..")
                            .and(not(resideInAPackage(pattern(name))))
                            .and(not(resideInAnyPackage(allowed))))
                    .because("the arrows of package " + name + " are listed in docs/map.md")
                    .check(CLASSES);
        });
    }

    @Test
    void thereAreNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Names that two rooms have for things of their own. */
    private static final Set<String> STAND_TWICE = Set.of(
            "Extremes",
            "Layout",
            "Line",
            "LineSearch",
            "Memory",
            "Program",
            "Reading",
            "Rule",
            "Rules",
            "Schedule",
            "Step",
            "Typesetting");

    @Test
    void classNamesStandOnce() {
        Map<String, Long> counts = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        counts.values().removeIf(count -> count == 1);
        assertThat(counts.keySet()).isEqualTo(STAND_TWICE);
    }

    @Test
    void librariesStayWhereTheyAreNeeded() {
        for (String name : ARROWS.keySet()) {
            String[] own = LIBRARIES.getOrDefault(name, List.of()).toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(pattern(name))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("java..", "javax..", "org.jspecify.annotations..", ROOT + "..")
                                    .or(resideInAnyPackage(own)))
                    .because("the libraries of package " + name + " are listed in docs/map.md")
                    .check(CLASSES);
        }
    }

    @Test
    void mathematicsDoesNotTouchFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        pattern("tensor"),
                        pattern("graph"),
                        pattern("ops"),
                        pattern("grad"),
                        pattern("exec"),
                        pattern("check"),
                        pattern("symbolic.algebra"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio..", "java.net..", "java.awt..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(pattern("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheLocaleOrTheCharacterSetOfTheMachine() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(Locale.class, "setDefault", Locale.class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callConstructor(FileReader.class, String.class)
                .orShould()
                .callConstructor(FileWriter.class, String.class)
                .orShould()
                .callConstructor(InputStreamReader.class, java.io.InputStream.class)
                .orShould()
                .callConstructor(OutputStreamWriter.class, java.io.OutputStream.class)
                .check(CLASSES);
    }

    @Test
    void chanceComesFromSeeds() {
        noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .check(CLASSES);
    }

    /** Classes that say what an op is called: in messages and labels. */
    private static final Set<String> PRINT_NAMES_OF_OPS = Set.of(
            "check.FaultyNode",
            "check.OpChecks",
            "code.Unfolding",
            "exec.Evaluator",
            "exec.compile.CallStep",
            "exec.compile.GroupBuilder",
            "exec.digits.DigitRun",
            "explain.Planner",
            "grad.Gradient",
            "onnx.ExportWindows",
            "onnx.Exporter",
            "symbolic.prove.Printer",
            "symbolic.prove.Translator");

    /** What an op means is known by its class and its properties, in the tables of other languages too; its name is for people. */
    @Test
    void namesOfOpsAreOnlyPrinted() {
        assertThat(accessing(target -> target.getName().equals("name")
                        && target.getOwner().isAssignableTo(Op.class)
                        && !target.getOwner().isEquivalentTo(Leaf.class)))
                .as("classes that call Op.name(), beside those in graph and ops")
                .isEqualTo(PRINT_NAMES_OF_OPS);
    }

    /** A user's op has the rank of a built-in one. */
    @Test
    void nobodyAsksWhereAnOpIsFrom() {
        assertThat(accessing(target -> target.getOwner().isEquivalentTo(Class.class)
                        && target.getName().startsWith("getPackage")))
                .as("classes that ask for a package, beside those in graph and ops")
                .isEmpty();
    }

    /** Classes that write explanations, beside the commands. */
    private static final Set<String> PRINT_FORMULAS = Set.of(
            "explain.Explanation",
            "explain.JacobianForm",
            "explain.ShapesTable",
            "explain.Steps",
            "explain.layers.LayerRule",
            "explain.layers.LayersText",
            "explain.layers.RemainingGradients",
            "explain.lecture.Lecture",
            "explain.lecture.LectureFormula");

    /** Formulas and messages are printed; what they say is known from what they are made of. */
    @Test
    void printedTextIsNotLookedAt() {
        assertThat(accessing(target -> target.getOwner().isEquivalentTo(Written.class)
                                && Set.of("text", "latex").contains(target.getName()))
                        .stream()
                        .filter(name -> !name.startsWith("cli."))
                        .collect(Collectors.toSet()))
                .as("classes that take the text of a formula")
                .isEqualTo(PRINT_FORMULAS);
        assertThat(accessing(target -> target.getOwner().isEquivalentTo(Message.class)
                        && Set.of("key", "arguments", "isVerbatim").contains(target.getName())))
                .as("classes that put other names into the places of a message")
                .isEqualTo(Set.of("check.derivation.LayerNames", "check.derivation.Manners"));
    }

    /** The outermost classes outside {@code graph} and {@code ops} that call, or refer to, some methods. */
    private static Set<String> accessing(Predicate<AccessTarget> targets) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean own = Set.of(pattern("graph"), pattern("ops")).contains(type.getPackageName());
            boolean accesses = type.getCodeUnitAccessesFromSelf().stream().anyMatch(a -> targets.test(a.getTarget()));
            if (accesses && !own) {
                found.add(type.getName().substring(ROOT.length() + 1).replaceAll("\\$.*", ""));
            }
        }
        return found;
    }
}
