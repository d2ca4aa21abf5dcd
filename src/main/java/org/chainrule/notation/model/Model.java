package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Suggest;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/**
 * A model read from the notation: its inputs and parameters, its definitions as graphs, its loss, and the derivation that
 * follows, as it was written.
 *
 * <pre>{@code
 * Model model = Model.parse("input x = 3; y = x^2; g = grad(y, x)");
 * double g = Interpreter.run(List.of(model.get("g")), model.bindings()).get(model.get("g")).item();  // 6
 * }</pre>
 */
public final class Model {
    private final ModelOrigin origin;
    private final Source source;
    private final Map<String, Node> names;
    private final List<String> definitions;
    private final Map<Node, Tensor> values;
    private final Optional<String> loss;
    private final List<Statement> claims;
    private final Map<String, Expr> training;
    private final List<Message> warnings;
    private final Scope scope;

    Model(
            ModelOrigin origin,
            Scope scope,
            List<String> definitions,
            Map<Node, Tensor> values,
            Optional<String> loss,
            List<Statement> claims,
            Map<String, Expr> training,
            List<Message> warnings) {
        this.origin = origin;
        this.source = origin.syntax().source();
        this.scope = scope;
        this.names = Collections.unmodifiableMap(new LinkedHashMap<>(scope.nodes()));
        this.definitions = List.copyOf(definitions);
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.loss = loss;
        this.claims = List.copyOf(claims);
        this.training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a model file; sizes that the values determine are bound.
     *
     * @throws org.chainrule.notation.syntax.NotationException with every error found, each with line, column and caret
     */
    public static Model read(Path file) {
        return read(file, Settings.DEFAULT);
    }

    /** Reads a model file. */
    public static Model read(Path file, Settings settings) {
        if (ImportedModel.isImported(file)) {
            return ImportedModel.read(file, Optional.empty(), settings);
        }
        return read(file, Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("")), settings);
    }

    /**
     * Reads a model file.
     *
     * @param data the folder of the files with values that it names; for a model of another program, of values of its inputs
     */
    public static Model read(Path file, Path data, Settings settings) {
        if (ImportedModel.isImported(file)) {
            return ImportedModel.read(file, Optional.of(data), settings);
        }
        return Resolver.resolve(
                ModelOrigin.syntax(Source.read(file), settings), new DataFunctions(data, settings.seed()), settings);
    }

    /**
     * Reads a model from a text.
     *
     * @throws org.chainrule.notation.syntax.NotationException with every error found
     */
    public static Model parse(String text) {
        return parse(text, Settings.DEFAULT);
    }

    /** Reads a model from a text. */
    public static Model parse(String text, Settings settings) {
        return parse(Source.of("model", text), settings);
    }

    /** Reads a model from a text that has a name of its own; files that it names are looked for in the working folder. */
    public static Model parse(Source source, Settings settings) {
        return Resolver.resolve(
                ModelOrigin.syntax(source, settings), new DataFunctions(Path.of(""), settings.seed()), settings);
    }

    /**
     * Reads a model from a source, such as one that {@link org.chainrule.notation.document.HandedIn} has put together.
     *
     * @param data the folder of the files with values that it names
     */
    public static Model read(Source source, Path data, Settings settings) {
        return Resolver.resolve(
                ModelOrigin.syntax(source, settings), new DataFunctions(data, settings.seed()), settings);
    }

    /**
     * How a model is read.
     *
     * @param bindSizes whether free sizes take the values that the given data has; a model that is to run at any size
     *     keeps them free
     * @param seed where random initial values start
     * @param lenientClaims whether a line of a derivation that cannot be read is kept as {@link Statement.Unreadable}
     *     among the {@link #claims}, instead of making the whole text an error
     * @param sizeChoice what becomes of the values that the text gives to named sizes
     * @param functions functions that the text may call beside those of the catalogue, such as {@code Function.of(MY_OP)}
     * @param withValues whether the values of inputs and parameters are read, which may be long
     */
    public record Settings(
            boolean bindSizes,
            long seed,
            boolean lenientClaims,
            SizeChoice sizeChoice,
            List<Function> functions,
            boolean withValues) {
        /** Sizes bound, seed 0, every error thrown. */
        public static final Settings DEFAULT = new Settings(true, 0);

        /** Every error thrown. */
        public Settings(boolean bindSizes, long seed) {
            this(bindSizes, seed, false, SizeChoice.AS_WRITTEN, List.of(), true);
        }

        /** Copies the list. */
        public Settings {
            functions = List.copyOf(functions);
        }

        /** The same, with further functions that the text may call. */
        public Settings withFunctions(Function... more) {
            List<Function> all = new ArrayList<>(functions);
            all.addAll(List.of(more));
            return new Settings(bindSizes, seed, lenientClaims, sizeChoice, all, withValues);
        }

        /** The same, with lines of the derivation that cannot be read kept as such. */
        public Settings withLenientClaims() {
            return new Settings(bindSizes, seed, true, sizeChoice, functions, withValues);
        }

        private Settings free() {
            return new Settings(false, seed, lenientClaims, sizeChoice, functions, false);
        }

        Settings with(SizeChoice other) {
            return new Settings(false, seed, lenientClaims, other, functions, withValues);
        }
    }

    /** Whether two named sizes have one value: then 1/n may pass for 1/m. */
    public boolean hasEqualSizes() {
        return scope.sizes().values().stream().anyMatch(this::isShared);
    }

    private boolean isShared(Dim size) {
        return size.isKnown()
                && scope.sizes().values().stream()
                                .filter(other -> other.isKnown() && other.size() == size.size())
                                .count()
                        > 1;
    }

    /**
     * The same model without the values of its inputs and parameters, and with those sizes free that were taken from them: for
     * data of any size.
     */
    public Model withoutValues() {
        return Resolver.resolve(origin.with(origin.settings().free()));
    }

    /** The same model with every named size free, also those with a value; empty when none has one, or it needs them. */
    public Optional<Model> withFreeSizes() {
        return with(false, Dim::isKnown);
    }

    /**
     * The same model with a number for every size, all distinct: for what needs to know sizes, such as a Jacobian, and to
     * tell sizes apart. Empty when that is so already, or the model needs its sizes.
     */
    public Optional<Model> withDistinctSizes() {
        return with(true, size -> !size.isKnown() || isShared(size));
    }

    /**
     * The same model with one-hot labels and probabilities along axis 1 where no axis is named, which is axis 0 as it stands; empty when each
     * has one.
     */
    public Optional<Model> withLabelsInRows() {
        return origin.withLabelsInRows();
    }

    private Optional<Model> with(boolean numbered, Predicate<Dim> released) {
        Set<String> names = new LinkedHashSet<>();
        scope.sizes().forEach((name, size) -> {
            if (released.test(size) && !origin.isPicked(name, size)) {
                names.add(name);
            }
        });
        return names.isEmpty() ? Optional.empty() : origin.resized(new SizeChoice(names, numbered));
    }

    /** The files that have been read for the values of this model, or of another one made from it. */
    public List<Path> files() {
        return origin.data().files();
    }

    /** The text the model was read from. */
    public Source source() {
        return source;
    }

    /** Every input, parameter and definition by name, in the order of the text. */
    public Map<String, Node> names() {
        return names;
    }

    /** The names that are defined by an expression, in the order of the text. */
    public List<String> definitions() {
        return definitions;
    }

    /** How each definition was written, in the plain notation: {@code bce(A, Y)} for {@code J}. */
    public Map<String, String> formulas() {
        return origin.formulas();
    }

    /** The node of a name, if there is one. */
    public Optional<Node> find(String name) {
        return Optional.ofNullable(names.get(name));
    }

    /**
     * The node of a name.
     *
     * @throws ChainruleException when there is none; it suggests the nearest
     */
    public Node get(String name) {
        return find(name).orElseThrow(() -> {
            Message hint = Suggest.hint(name, names.keySet());
            return new ChainruleException(
                    "{0} defines no {1}{2}", source.name(), name, hint.isEmpty() ? Message.NONE : say("; {0}", hint));
        });
    }

    /**
     * An expression in the names of this model, such as {@code grad(J, W1)}.
     *
     * @throws org.chainrule.notation.syntax.NotationException when it cannot be read
     */
    public Node expression(String text) {
        return Resolver.expression(text, scope);
    }

    /** In the manner of which system a statement of this text is written. */
    public Dialect dialect(Statement statement) {
        return origin.syntax().dialect(statement);
    }

    Scope scope() {
        return scope;
    }

    /**
     * An expression of this text, such as a line of its derivation, as a graph.
     *
     * @param derived further names, such as {@code dW}; they come before those of the model
     * @throws org.chainrule.notation.syntax.NotationException when it has no meaning, at its place in this text
     */
    public Node resolve(Expr expr, Map<String, Node> derived) {
        return Resolver.expression(expr, source, scope.with(derived));
    }

    /**
     * What is differentiated by what.
     *
     * @param of what stands above the line of the ratio
     * @param wrt what stands below
     * @param formula whether it was written as a formula, and not by its name
     */
    public record Ratio(Node of, Node wrt, boolean formula) {
        /** A ratio of two names. */
        public Ratio(Node of, Node wrt) {
            this(of, wrt, false);
        }
    }

    /** The two nodes of {@code dz/dx}, when an expression is such a ratio and nothing else. */
    public Optional<Ratio> ratio(Expr expr) {
        Optional<Expr.Binary> formula = GradientRatio.ofFormula(expr, scope);
        if (formula.isPresent()) {
            List<Expr> sides = GradientRatio.formulas(formula.get());
            try {
                return Optional.of(new Ratio(resolve(sides.get(0), Map.of()), resolve(sides.get(1), Map.of()), true));
            } catch (ChainruleException e) {
                // Whoever judges the line says what cannot be read in it.
                return Optional.empty();
            }
        }
        return GradientRatio.of(expr, scope)
                .filter(ratio -> ratio.before().isEmpty())
                .map(ratio -> new Ratio(ratio.of(), ratio.wrt()));
    }

    /** The names of sizes, in the order of the text; an expression may use them as numbers. */
    public List<String> sizeNames() {
        return List.copyOf(scope.sizes().keySet());
    }

    /** The nodes of all definitions, in the order of the text. */
    public List<Node> outputs() {
        return definitions.stream().map(this::get).toList();
    }

    /** The inputs and parameters, in the order of the text. */
    public List<Node> leaves() {
        return names.values().stream().filter(Node::isLeaf).distinct().toList();
    }

    /** The parameters, in the order of the text. */
    public List<Node> params() {
        return leaves().stream()
                .filter(node -> node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM)
                .toList();
    }

    /** The values the text gives, by input and parameter. */
    public Map<Node, Tensor> values() {
        return values;
    }

    /** The values the text gives, ready for a run. */
    public List<Binding> bindings() {
        List<Binding> bindings = new ArrayList<>();
        values.forEach((leaf, value) -> bindings.add(new Binding(leaf, value)));
        return bindings;
    }

    /** What is to be said of an input or parameter that has no value and needs one. */
    public ChainruleException withoutValue(Node leaf) {
        return origin.withoutValue(leaf.label().orElse(""));
    }

    /** The inputs and parameters without a value. */
    public List<Node> unbound() {
        return leaves().stream().filter(leaf -> !values.containsKey(leaf)).toList();
    }

    /** The name of the loss: the one declared, else the last scalar defined. */
    public Optional<String> lossName() {
        return loss;
    }

    /**
     * The loss.
     *
     * @throws ChainruleException when no scalar is defined
     */
    public Node loss() {
        return get(loss.orElseThrow(origin::withoutLoss));
    }

    /** The statements {@code derive}, {@code check}, {@code assume} and the lines under {@code derive}, as written. */
    public List<Statement> claims() {
        return claims;
    }

    /** What the text says below {@code train}, by name and as written. */
    public Map<String, Expr> training() {
        return training;
    }

    /** An error at an expression of this text. */
    public NotationException error(Expr at, Message message) {
        return new NotationException(List.of(source.diagnostic(at.span().start(), message, Message.NONE)), false);
    }

    /** What is wrong with the lines of the derivation that cannot be read; empty unless they were asked to be kept. */
    public List<Diagnostic> claimErrors() {
        return claims.stream()
                .filter(Statement.Unreadable.class::isInstance)
                .map(claim -> ((Statement.Unreadable) claim).diagnostic())
                .toList();
    }

    /**
     * An error of a run as an error in this text, with line, column and caret; unchanged when it has no place here.
     *
     * @param error what {@link org.chainrule.exec.Interpreter} threw
     */
    public ChainruleException placed(EvaluationException error) {
        return error.node()
                .flatMap(Notes::origin)
                .filter(Place.class::isInstance)
                .<ChainruleException>map(origin ->
                        new NotationException(List.of(((Place) origin).diagnostic(Expressions.oneLine(error))), false))
                .orElse(error);
    }

    /** What the reader should know, a line each, such as a gradient that is zero. */
    public Collection<Message> warnings() {
        return warnings;
    }
}
