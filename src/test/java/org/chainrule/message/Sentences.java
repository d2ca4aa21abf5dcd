package org.chainrule.message;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The English sentences in the sources: what is given to the methods and exceptions that translate it. */
final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\{\\d{1,2}}");
    /** Takes the name of a parameter first, and a message behind it. */
    private static final String OTHERWISE = "ArgumentException";

    private static final Set<String> METHODS = Set.of("say", "english", "flat", "none");

    /** Each sentence with the place of its first use, in the order of packages and files. */
    final Map<String, String> places = new LinkedHashMap<>();
    /** Uses that no translation can be found for, or whose places and arguments do not fit. */
    final List<String> faults = new ArrayList<>();

    private Sentences() {}

    /** The places of a sentence, such as {@code {0}}. */
    static Set<String> places(String sentence) {
        return PLACE.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** True for a sentence that has words, and not only places and signs. */
    static boolean hasWords(String sentence) {
        return PLACE.matcher(sentence).replaceAll("").codePoints().anyMatch(Character::isLetter);
    }

    static Sentences ofSources(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Sentences sentences = new Sentences();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Set<String> exceptions = exceptions(units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : units) {
                sentences.new Scanner(unit, positions, exceptions).scan(unit, null);
            }
        }
        return sentences;
    }

    /** {@code ChainruleException} and its subclasses. */
    private static Set<String> exceptions(List<CompilationUnitTree> units) {
        Set<String> names = new TreeSet<>(Set.of("ChainruleException"));
        for (CompilationUnitTree unit : units) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared
                        && declared.getExtendsClause() != null
                        && declared.getExtendsClause().toString().equals("ChainruleException")) {
                    names.add(declared.getSimpleName().toString());
                }
            }
        }
        return names;
    }

    private final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Set<String> exceptions;

        Scanner(CompilationUnitTree unit, SourcePositions positions, Set<String> exceptions) {
            this.unit = unit;
            this.positions = positions;
            this.exceptions = exceptions;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            ExpressionTree method = call.getMethodSelect();
            String name = method instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : ((IdentifierTree) method).getName().toString();
            if (METHODS.contains(name)) {
                take(call.getArguments(), !name.equals("english"));
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void unused) {
            String name = made.getIdentifier().toString();
            if (exceptions.contains(name) && !name.equals(OTHERWISE)) {
                take(made.getArguments(), true);
            }
            return super.visitNewClass(made, null);
        }

        private void take(List<? extends ExpressionTree> arguments, boolean filled) {
            if (arguments.isEmpty()) {
                return;
            }
            ExpressionTree first = arguments.get(0);
            String at = unit.getSourceFile().getName() + ":"
                    + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, first));
            Optional<String> sentence = constant(first);
            if (sentence.isPresent()) {
                places.putIfAbsent(sentence.get(), at);
                int given = arguments.size() - 1;
                boolean fits = places(sentence.get()).equals(expected(given));
                if (filled && !fits && (given > 0 || places(sentence.get()).contains("{0}"))) {
                    faults.add(at + ": " + given + " arguments for: " + sentence.get());
                }
            } else if (first instanceof BinaryTree) {
                faults.add(at + ": a sentence is put together: " + first);
            }
        }

        private Set<String> expected(int count) {
            Set<String> all = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                all.add("{" + i + "}");
            }
            return all;
        }

        private Optional<String> constant(ExpressionTree e) {
            if (e instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                return Optional.of(text);
            } else if (e instanceof ParenthesizedTree brackets) {
                return constant(brackets.getExpression());
            } else if (e instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return constant(sum.getLeftOperand())
                        .flatMap(left -> constant(sum.getRightOperand()).map(right -> left + right));
            }
            return Optional.empty();
        }
    }
}
