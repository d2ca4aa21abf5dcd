package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Reshape;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostics;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.Syntax;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Turns a parsed text into a model, one statement after the other; an error in one does not stop the others. */
final class Resolver {
    private final ModelOrigin origin;
    private final Source source;
    private final Diagnostics diagnostics;
    private final Scope scope;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Expressions expressions;
    private final Declarations declarations;

    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final List<String> definitions = new ArrayList<>();
    private final List<Statement> claims = new ArrayList<>();
    private final List<Message> warnings = new ArrayList<>();
    private Optional<String> loss = Optional.empty();
    private boolean deriving;
    private final Map<String, Expr> training = new LinkedHashMap<>();
    private boolean inTraining;
    private int offset;

    private Resolver(ModelOrigin origin) {
        this.origin = origin;
        this.scope = new Scope(functions(origin));
        this.source = origin.syntax().source();
        this.diagnostics = new Diagnostics(source);
        this.expressions = new Expressions(source, scope, this::warn);
        this.declarations = new Declarations(origin.syntax(), scope, expressions, origin.data(), origin.settings());
    }

    /** What a text may call beside the catalogue: the files beside the text, and what the caller has brought along instead. */
    private static List<Function> functions(ModelOrigin origin) {
        List<Function> functions = new ArrayList<>(origin.data().functions());
        functions.addAll(origin.settings().functions());
        return functions;
    }

    static Model resolve(Syntax syntax, DataFunctions data, Model.Settings settings) {
        return resolve(new ModelOrigin(syntax, data, settings));
    }

    static Model resolve(ModelOrigin origin) {
        ModelOrigin again =
                new ModelOrigin(origin.syntax(), origin.data().again(), origin.settings(), origin.imported());
        return new Resolver(again).run(origin.syntax().statements());
    }

    static Node expression(String text, Scope scope) {
        Source source = Source.of("expression", text);
        return expression(Syntax.parseExpression(source).result(), source, scope);
    }

    static Node expression(Expr expr, Source source, Scope scope) {
        Diagnostics diagnostics = new Diagnostics(source);
        try {
            return new Expressions(source, scope, warning -> {}).node(expr);
        } catch (Mistake trouble) {
            diagnostics.add(trouble.offset(), trouble.message(), trouble.hint());
            NotationException error = diagnostics.toException();
            throw trouble.isOfShapes() ? error.ofShapes() : error;
        }
    }

    private void warn(Message text) {
        warnings.add(say("{0}:{1}: warning: {2}", source.nameAt(offset), source.line(offset), text));
    }

    private Model run(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Derive || statement instanceof Statement.Train) {
                break;
            }
            if (statement instanceof Statement.Define define) {
                scope.announce(
                        define.name().id(), source.line(define.name().span().start()));
            }
        }
        for (Statement statement : statements) {
            if (statement instanceof Statement.Dims dims) {
                for (Statement.Size size : dims.sizes()) {
                    guarded(size.name(), () -> declarations.size(size));
                }
            }
        }
        for (Statement statement : statements) {
            if (statement instanceof Statement.Declare declare) {
                for (Statement.Variable variable : declare.variables()) {
                    guarded(variable.name(), () -> declarations.initial(variable));
                }
            }
        }
        for (Statement statement : statements) {
            offset = statement.span().start();
            statement(statement);
        }
        diagnostics.throwIfAny();
        origin.imported().ifPresent(this::take);
        takeParams();
        return new Model(origin, scope, definitions, values, loss.or(this::lastScalar), claims, training, warnings);
    }

    /** What another program has written is there without a statement. */
    private void take(ImportedModel imported) {
        imported.model().names().forEach(scope::node);
        definitions.addAll(imported.model().outputs().keySet());
        if (origin.settings().withValues()) {
            values.putAll(imported.model().values());
        }
        warnings.addAll(imported.warnings());
    }

    /** Parameters that imported models bring along are parameters of this one. */
    private void takeParams() {
        origin.data().imported().forEach((param, value) -> {
            String name = param.label().orElseThrow();
            if (scope.node(name).isPresent()) {
                throw new ChainruleException(
                        "{0} is a name of {1} and of a model that it imports: rename it", name, source.name());
            }
            scope.node(name, param);
            if (origin.settings().withValues()) {
                values.put(param, value);
            }
        });
    }

    private Optional<String> lastScalar() {
        Optional<String> last = Optional.empty();
        for (String name : definitions) {
            Node node = scope.node(name).orElseThrow();
            if (node.isScalar() && node.type().isReal()) {
                last = Optional.of(name);
            }
        }
        return last;
    }

    private void statement(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            for (Statement.Variable variable : declare.variables()) {
                guarded(variable.name(), () -> declare(declare.role(), variable));
            }
        } else if (statement instanceof Statement.Define define) {
            if (inTraining) {
                guarded(define.name(), () -> train(define));
            } else if (deriving) {
                claims.add(define);
            } else {
                guarded(define.name(), () -> define(define));
            }
        } else if (statement instanceof Statement.Loss named) {
            guarded(named.name(), () -> loss = Optional.of(scalar(named.name())));
        } else if (statement instanceof Statement.Derive derive) {
            guarded(derive.name(), () -> scalar(derive.name()));
            deriving = true;
            claims.add(derive);
        } else if (statement instanceof Statement.Train) {
            inTraining = true;
        } else if (!(statement instanceof Statement.Dims)) {
            claims.add(statement);
        }
    }

    /** Runs one step; what goes wrong in it becomes a diagnostic, and the name is not asked about again. */
    private void guarded(Expr.Name name, Runnable step) {
        if (diagnostics.hasMore()) {
            return;
        }
        try {
            step.run();
        } catch (Mistake trouble) {
            if (!trouble.message().isEmpty()) {
                diagnostics.add(trouble.offset(), trouble.message(), trouble.hint());
            }
            scope.fail(name.id());
        } catch (ChainruleException e) {
            diagnostics.add(name.span().start(), e.sentence().firstLine(), Message.NONE);
            scope.fail(name.id());
        }
    }

    private void take(Expr.Name name) {
        Integer line = lines.putIfAbsent(name.id(), source.line(name.span().start()));
        if (line != null) {
            throw new Mistake(
                    name.span(),
                    say("{0} is defined twice, first in line {1}", name.id(), line),
                    say("choose another name; names do not change"));
        }
        if (scope.size(name.id()).isPresent()) {
            throw new Mistake(name.span(), say("{0} is a size already", name.id()), say("choose another name"));
        }
    }

    private void declare(Statement.Role role, Statement.Variable variable) {
        if (scope.hasFailed(variable.name().id())) {
            return;
        }
        take(variable.name());
        Node leaf = declarations.leaf(role, variable);
        declarations.value(variable, leaf).ifPresent(value -> values.put(leaf, value));
        scope.node(variable.name().id(), leaf);
    }

    private void define(Statement.Define define) {
        take(define.name());
        String name = define.name().id();
        scope.begin(name);
        Node node = expressions.node(Readings.first(
                define.value(),
                new Reading.Context(origin.syntax().dialect(define), source.text(), List.of(), -1, this::found)));
        Notes.labelIfNone(node, name);
        scope.node(name, node);
        definitions.add(name);
    }

    /** What is said about training has names of its own. */
    private void train(Statement.Define define) {
        if (training.put(define.name().id(), define.value()) != null) {
            throw new Mistake(
                    define.name().span(),
                    say("{0} is given twice", define.name().id()));
        }
    }

    private Optional<Node> found(Expr part) {
        try {
            return Optional.of(expressions.node(part));
        } catch (Mistake mistake) {
            return Optional.empty();
        }
    }

    private String scalar(Expr.Name name) {
        Node node = scope.node(name.id())
                .orElseThrow(() -> new Mistake(
                        name.span(),
                        scope.hasFailed(name.id()) ? Message.NONE : say("unknown name {0}", name.id()),
                        say("name a scalar that is defined above")));
        if (node.rank() > 0 && node.shape().dims().stream().allMatch(dim -> dim.isOne())) {
            // a product of a row and a column is a number on a blackboard
            Node number = Notes.labelIfNone(Reshape.to(node, Shape.SCALAR), name.id());
            scope.node(name.id(), number);
            return name.id();
        } else if (!node.isScalar()) {
            throw new Mistake(
                    name.span(),
                    say("{0} has shape {1}, and a loss is a scalar", name.id(), node.shape()),
                    say("sum it, or take its mean"));
        }
        return name.id();
    }
}
