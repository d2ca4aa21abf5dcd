package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.ExpressionReader;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.ops.Arg;
import org.chainrule.tensor.Dim;

/** The variables of a program, and what is known of the arrays in them: their shapes. */
final class CodeScope {
    /** Objects whose fields are the names of the model. */
    private static final Set<String> OBJECTS = Set.of("self", "this", "ctx", "nn", "net", "model", "layer");

    private final Model model;
    private final ModelNames names;
    private final Map<String, CodeValue> variables = new LinkedHashMap<>();
    /** What the names stand for that the program has defined, for their shapes. */
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private final Set<String> masks = new HashSet<>();
    private final boolean matlab;
    private final boolean julia;
    private final LayerLists layers;
    private UnaryOperator<Node> twins = UnaryOperator.identity();

    /** Says that a loop can only be followed where sizes are numbers. */
    static final class NeedsSizes extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsSizes() {
            super(null, null, false, false);
        }
    }

    /** @param julia whether what looks like MATLAB is Julia */
    CodeScope(Model model, ModelNames names, boolean matlab, boolean julia) {
        this.julia = julia;
        this.model = model;
        this.names = names;
        this.matlab = matlab;
        this.layers = new LayerLists(model);
    }

    boolean isMatlab() {
        return matlab;
    }

    /** Whether the program counts from 1 as MATLAB does, and adds everything where MATLAB adds columns. */
    boolean isJulia() {
        return julia;
    }

    Model model() {
        return model;
    }

    ModelNames names() {
        return names;
    }

    Map<String, CodeValue> variables() {
        return variables;
    }

    void set(String variable, CodeValue value) {
        variables.put(variable, value);
    }

    /** Lets a name of the notation stand for a part of the model. */
    void know(String name, Node node) {
        nodes.put(name, node);
    }

    /** Says which part of the loss an array is that is computed in another way there. */
    void twins(UnaryOperator<Node> found) {
        twins = found;
    }

    /** The part of the loss that an array is, or the array itself. */
    Node twin(Node node) {
        return twins.apply(node);
    }

    /** What a variable stands for now, where that is an array. */
    Optional<Node> findVariable(Expr.Name name) {
        return variables.get(name.id()) instanceof CodeValue.Formula formula ? find(formula.expr()) : Optional.empty();
    }

    /** Says what a name of the notation stands for. */
    void define(String name, Expr value, boolean mask) {
        Optional<Node> node = find(value).or(() -> standIn(name));
        if (node.isPresent()) {
            nodes.put(name, node.get());
        } else {
            nodes.remove(name);
        }
        if (mask) {
            masks.add(name);
        } else {
            masks.remove(name);
        }
        names.add(name);
    }

    /** A gradient has the shape of what it is the gradient by. */
    private Optional<Node> standIn(String name) {
        return name.startsWith("d") ? model.find(name.substring(1)) : Optional.empty();
    }

    boolean isMask(String name) {
        return masks.contains(name);
    }

    static boolean isObject(String name) {
        return OBJECTS.contains(name);
    }

    /** Whether a name stands for something that can be indexed. */
    boolean isVariable(String name) {
        return variables.containsKey(name) || model.find(names.find(name)).isPresent() || layers.isKnown(name);
    }

    /** What a program is given as Y where the model has none but a matrix y: another name of that. */
    void otherCase(String parameter) {
        if (!isVariable(parameter)) {
            model.names().forEach((name, node) -> {
                // a vector may be one sample of what the program has all of
                if (name.equalsIgnoreCase(parameter) && node.isLeaf() && node.rank() > 1) {
                    set(parameter, new CodeValue.Formula(new Expr.Name(name, Span.NONE)));
                }
            });
        }
    }

    CodeValue get(Expr.Name name) {
        CodeValue own = variables.get(name.id());
        if (own instanceof CodeValue.Unknown unknown) {
            throw new Mistake(name.span(), unknown(name.id(), unknown));
        } else if (own != null) {
            return own instanceof CodeValue.Formula formula && formula.expr() instanceof Expr.Name of
                    ? new CodeValue.Formula(new Expr.Name(of.id(), name.span()))
                    : own;
        }
        String found = names.find(name.id());
        if (model.find(found).isPresent() || name.id().equals("pi") || name.id().equals("inf")) {
            return new CodeValue.Formula(new Expr.Name(found, name.span()));
        } else if (model.sizeNames().contains(found)) {
            return value(new Expr.Name(found, name.span()));
        } else if (standIn(found).isPresent()) {
            nodes.putIfAbsent(found, standIn(found).get());
            return new CodeValue.Formula(new Expr.Name(found, name.span()));
        }
        return layers.find(name).orElseThrow(() -> new Mistake(name.span(), say("unknown name {0}", name.id())));
    }

    /** What is known of the layers of the model. */
    LayerLists layers() {
        return layers;
    }

    /** What is said of a line that uses what is not known. */
    static Message unknown(String variable, CodeValue.Unknown unknown) {
        return unknown.shared()
                ? say("it uses `{0}`, which line {1} changes under another name", variable, unknown.line())
                : say(
                        "it uses `{0}`, which line {1} changes, and that line was not understood",
                        variable, unknown.line());
    }

    /** A formula of names and numbers, all at one place. */
    private static Expr at(Expr expr, Span span) {
        return Renaming.rewritten(
                expr,
                part -> part instanceof Expr.Name name
                        ? new Expr.Name(name.id(), span)
                        : part instanceof Expr.Num number
                                ? new Expr.Num(number.value(), span)
                                : part instanceof Expr.Binary binary
                                        ? new Expr.Binary(binary.op(), binary.left(), binary.right(), span, span)
                                        : part);
    }

    private ExpressionReader reader() {
        return ExpressionReader.of(model, nodes);
    }

    /** The graph of a formula, where it has one. */
    Optional<Node> find(Expr expr) {
        return reader().find(expr);
    }

    /** The graph of a formula. */
    Node node(Expr expr) {
        try {
            return reader().node(expr);
        } catch (NotationException e) {
            throw new Mistake(expr.span(), e.diagnostics().get(0).message(), e.isOfShapes());
        }
    }

    /** A formula as what it is: a number or a size where it is one. */
    CodeValue value(Expr expr) {
        Optional<Arg> arg = reader().evaluate(expr);
        return arg.filter(known -> known instanceof Arg.Num || known instanceof Arg.Size)
                .<CodeValue>map(CodeValue.Known::new)
                .orElseGet(() -> new CodeValue.Formula(expr));
    }

    int rank(Expr expr) {
        return node(expr).rank();
    }

    /** The sizes of a formula's axes, as expressions. */
    List<Expr> shape(Expr expr) {
        return IntStream.range(0, rank(expr)).mapToObj(axis -> size(expr, axis)).toList();
    }

    Expr size(Expr expr, int axis) {
        Node node = node(expr);
        int at = axis < 0 ? node.rank() + axis : axis;
        if (at < 0 || at >= node.rank()) {
            throw new Mistake(expr.span(), say("axis {0} of an array of shape {1}", axis, node.shape()), true);
        }
        return literal(new Arg.Size(node.shape().dim(at)), expr.span());
    }

    /** A known value as an expression of the notation. */
    static Expr literal(Arg arg, Span span) {
        if (arg instanceof Arg.Num num) {
            double value = num.value();
            return value < 0 ? new Expr.Negate(new Expr.Num(-value, span), span) : new Expr.Num(value + 0.0, span);
        } else if (arg instanceof Arg.Size size) {
            return size(size.dim(), span);
        } else if (arg instanceof Arg.Bool bool) {
            return new Expr.Bool(bool.value(), span);
        } else if (arg instanceof Arg.Text text) {
            return new Expr.Text(text.value(), span);
        }
        return new Expr.None(span);
    }

    private static Expr size(Dim dim, Span span) {
        if (dim.isNumber()) {
            return new Expr.Num(dim.size(), span);
        }
        boolean name = dim.toString().codePoints().allMatch(Character::isUnicodeIdentifierPart);
        return name
                ? new Expr.Name(dim.toString(), span)
                : at(Syntax.parseExpression(Source.of("size", dim.toString())).result(), span);
    }

    /** Whether a formula has numbers and sizes alone. */
    boolean isOfSizes(Expr expr) {
        return expr.parts().stream().filter(Expr.Name.class::isInstance).allMatch(name -> model.sizeNames()
                .contains(((Expr.Name) name).id()));
    }

    /** A whole number that is known while the program is followed, if it is one. */
    Optional<Long> whole(CodeValue value) {
        if (value instanceof CodeValue.Known known) {
            if (known.arg() instanceof Arg.Num num && num.value() == Math.rint(num.value())) {
                return Optional.of((long) num.value());
            }
            return known.arg() instanceof Arg.Size size && size.dim().isKnown()
                    ? Optional.of(size.dim().size())
                    : Optional.empty();
        } else if (value instanceof CodeValue.Formula formula) {
            return find(formula.expr())
                    .map(Constant::number)
                    .filter(number -> number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble()))
                    .map(number -> (long) number.getAsDouble());
        }
        return Optional.empty();
    }
}
