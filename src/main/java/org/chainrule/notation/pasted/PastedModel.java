package org.chainrule.notation.pasted;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.notation.syntax.SyntaxPrinter;

/**
 * A model as it is pasted: a forward function of numpy or PyTorch, or formulas of LaTeX, without declarations. What is data and what
 * are parameters, and their sizes, are guessed from the formulas; the guess is a model of the notation, to be looked at.
 *
 * <pre>{@code
 * PastedModel.read(Source.of("forward.py", "def forward(X, W, b):\n    return X @ W + b")).text();
 * }</pre>
 *
 * @param text the model in the notation
 * @param declarations the lines of it that are guessed
 */
public record PastedModel(String text, String declarations) {
    private static final Pattern DECLARES = Pattern.compile("(?m)^[ \\t]*(?:dims|input|param)\\b[ \\t]+[\\p{L}_]");
    private static final Pattern SHAPE =
            Pattern.compile("\\s*([\\w, ]+?)\\s*=\\s*(\\w+)\\.(?:shape|size\\(\\))(?:\\[(\\d)\\])?\\s*");
    private static final Pattern RETURNED = Pattern.compile("\\s*return\\s+(.+?)\\s*");
    private static final Pattern SKIPPED = Pattern.compile(
            "\\s*(?:def|class|import|from|function|end|with|pass|print|%|#|\"\"\"|@|cache\\s*=|parameters\\s*=).*|\\s*");
    private static final Pattern FRAME =
            Pattern.compile("\\\\(?:begin|end)\\{[^}]*\\}|\\$\\$?|\\\\\\[|\\\\\\]|&|\\\\(?:quad|qquad)");
    private static final Pattern LATEX = Pattern.compile("\\\\[A-Za-z]{2,}|\\^\\{");
    private static final Pattern SAMPLE = Pattern.compile("\\^\\{(\\[\\w+\\])?\\(i\\)\\}");

    /** Whether a file has a model without declarations, by its ending and its text. */
    public static boolean isPasted(Source source) {
        String name = source.name().toLowerCase(Locale.ROOT);
        boolean foreign = name.endsWith(".py") || name.endsWith(".m") || name.endsWith(".tex") || name.endsWith(".txt");
        return foreign && !DECLARES.matcher(source.text()).find();
    }

    /**
     * Reads a model.
     *
     * @throws ChainruleException when a line cannot be read, or a size cannot be inferred
     */
    public static PastedModel read(Source source) {
        Map<String, String[]> sizes = new LinkedHashMap<>();
        List<Statement.Define> lines = lines(source, sizes);
        if (lines.isEmpty()) {
            throw new ChainruleException("{0} has no line such as Z = W @ X + b", source.name());
        }
        GuessedDims dims = new GuessedDims();
        Set<String> counts = new LinkedHashSet<>(sizes.keySet());
        Set<String> defined =
                lines.stream().map(line -> line.name().id()).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Statement.Define line : lines) {
            for (Expr part : line.value().parts()) {
                // 1/m of a mean, where m is nobody's array
                if (part instanceof Expr.Name name && name.id().matches("[mnN]") && !defined.contains(name.id())) {
                    counts.add(name.id());
                }
            }
        }
        GuessedShapes shapes = new GuessedShapes(dims, counts);
        for (Statement.Define line : lines) {
            shapes.define(line.name().id(), shapes.of(line.value()));
        }
        name(dims, shapes, sizes, counts);
        return written(lines, dims, shapes, counts);
    }

    private static void name(GuessedDims dims, GuessedShapes shapes, Map<String, String[]> sizes, Set<String> counts) {
        sizes.forEach((size, of) -> {
            List<Integer> shape = shapes.shape(of[0]);
            int axis = Integer.parseInt(of[1]);
            if (shape != null && axis < shape.size()) {
                dims.call(shape.get(axis), size);
            }
        });
        // a size that nothing gives is the number of samples: the axis of the data that no parameter has
        Set<Integer> ofParameters = new LinkedHashSet<>();
        shapes.leaves().stream().filter(GuessedShapes::isParameter).forEach(leaf -> shape(shapes, leaf)
                .forEach(dim -> ofParameters.add(dims.root(dim))));
        Optional<Integer> samples = shapes.leaves().stream()
                .filter(leaf -> !GuessedShapes.isParameter(leaf))
                .flatMap(leaf -> shape(shapes, leaf).stream())
                .filter(dim -> !dims.isOne(dim) && !ofParameters.contains(dims.root(dim)))
                .findFirst();
        counts.stream()
                .filter(count -> !sizes.containsKey(count))
                .findFirst()
                .ifPresent(count -> samples.ifPresent(dim -> dims.call(dim, count)));
    }

    private static List<Integer> shape(GuessedShapes shapes, String name) {
        List<Integer> shape = shapes.shape(name);
        if (shape == null) {
            throw new ChainruleException(
                    "the shape of {0} cannot be inferred: declare it, as in `input {0} [m, n]`", name);
        }
        return shape;
    }

    private static PastedModel written(
            List<Statement.Define> lines, GuessedDims dims, GuessedShapes shapes, Set<String> counts) {
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        shapes.leaves().forEach(leaf -> all.put(leaf, shape(shapes, leaf)));
        Set<String> taken = new TreeSet<>(all.keySet());
        lines.forEach(line -> taken.add(line.name().id()));
        Map<Integer, String> names = dims.names(all.values(), taken);
        Set<String> sizes = new LinkedHashSet<>(names.values());
        sizes.addAll(counts);
        StringBuilder head = new StringBuilder();
        if (!sizes.isEmpty()) {
            head.append("dims ").append(String.join(", ", sizes)).append('\n');
        }
        for (boolean params : new boolean[] {false, true}) {
            String declared = all.entrySet().stream()
                    .filter(leaf -> GuessedShapes.isParameter(leaf.getKey()) == params)
                    .map(leaf -> leaf.getKey()
                            + leaf.getValue().stream()
                                    .map(dim -> dims.isOne(dim) ? "1" : names.get(dims.root(dim)))
                                    .collect(Collectors.joining(", ", " [", "]"))
                            + (params
                                    ? ""
                                    : domain(leaf.getKey(), leaf.getValue().size(), lines)))
                    .collect(Collectors.joining(", "));
            if (!declared.isEmpty()) {
                head.append(params ? "param " : "input ").append(declared).append('\n');
            }
        }
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line.name().id())
                .append(" = ")
                .append(SyntaxPrinter.print(line.value()))
                .append('\n'));
        return new PastedModel(head + "\n" + body, head.toString());
    }

    /** Labels of classes, which the logarithm of a softmax is multiplied by, are one-hot. */
    private static String domain(String leaf, int rank, List<Statement.Define> lines) {
        boolean labels = false;
        boolean classes = false;
        int axis = rank - 1;
        for (Statement.Define line : lines) {
            for (Expr part : line.value().parts()) {
                if (part instanceof Expr.Binary product
                        && product.left().equals(leafOf(product.left(), leaf))
                        && product.right() instanceof Expr.Call log
                        && log.function().startsWith("log")) {
                    labels = true;
                }
                boolean soft = part instanceof Expr.Call call
                        && (call.function().endsWith("softmax")
                                || (call.function().equals("sum")
                                        && call.arguments().get(0) instanceof Expr.Call exp
                                        && exp.function().equals("exp")));
                classes |= soft;
                if (soft) {
                    for (Expr.Keyword keyword : ((Expr.Call) part).keywords()) {
                        boolean at =
                                keyword.name().equals("axis") || keyword.name().equals("dim");
                        axis = at && keyword.value() instanceof Expr.Num number ? (int) number.value() : axis;
                    }
                }
            }
        }
        return labels && classes && rank > 0 && axis >= 0 && axis < rank ? " onehot(axis=" + axis + ")" : "";
    }

    private static Expr leafOf(Expr expr, String leaf) {
        return new Expr.Name(leaf, expr.span());
    }

    /** The definitions in a text, in the notation's own spelling. */
    private static List<Statement.Define> lines(Source source, Map<String, String[]> sizes) {
        boolean latex = LATEX.matcher(source.text()).find()
                && !source.text().contains("def ")
                && !source.text().contains("np.");
        List<String> kept = new ArrayList<>();
        String text = latex ? FRAME.matcher(source.text()).replaceAll(" ") : source.text();
        String[] parts = text.replaceAll("\"\"\"(?s:.*?)\"\"\"", "")
                .split(latex ? "\\\\\\\\|\\R|\\\\(?:long)?rightarrow|\\\\to\\b|→" : "\\R|→");
        for (String part : parts) {
            String line = part.replaceAll("#.*|%.*", "").strip().replaceAll("[;,.]$", "");
            Matcher shape = SHAPE.matcher(line);
            Matcher returned = RETURNED.matcher(line);
            if (shape.matches()) {
                String[] names = shape.group(1).split("\\s*,\\s*");
                for (int i = 0; i < names.length; i++) {
                    String axis = shape.group(3) == null ? String.valueOf(i) : shape.group(3);
                    sizes.put(names[i].strip(), new String[] {shape.group(2), axis});
                }
            } else if (returned.matches()) {
                if (!returned.group(1).matches("[\\w, ()]+")) {
                    kept.add("out = " + returned.group(1));
                }
            } else if (!SKIPPED.matcher(line).matches() && line.indexOf('=') > 0) {
                kept.add(
                        latex
                                ? SAMPLE.matcher(line)
                                        .replaceAll(found -> found.group(1) == null
                                                ? ""
                                                : Matcher.quoteReplacement("^{" + found.group(1) + "}"))
                                : line.replaceAll("\\bself\\.", ""));
            }
        }
        Syntax read = Syntax.parse(Source.of(source.name(), String.join("\n", kept)));
        List<Statement.Define> defines = new ArrayList<>();
        Map<String, String> capitals = new LinkedHashMap<>();
        for (Statement statement : read.statements()) {
            if (statement instanceof Statement.Define define && !(define.value() instanceof Expr.ListOf)) {
                // a^{[2]} of one sample is A^{[2]}
                Expr value = Renaming.of(define.value(), id -> capitals.getOrDefault(id.toLowerCase(Locale.ROOT), id));
                defines.add(new Statement.Define(define.name(), value, define.span()));
                String id = define.name().id();
                if (latex) {
                    capitals.put(id.toLowerCase(Locale.ROOT), id);
                }
            }
        }
        return defines;
    }

    /** What is to be said of the guess. */
    public org.chainrule.message.Message sentence() {
        return say(
                "declarations guessed, please look at them: {0}",
                declarations.strip().replace("\n", "; "));
    }
}
