package org.chainrule.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.chainrule.check.OpReport.Line;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Function;
import org.chainrule.tensor.Shape;

/**
 * The table test that every op has to pass, built-in or a user's own: its value, its type rule, its derivatives to
 * second order at many shapes, float32, special values, and how it is written.
 *
 * <pre>{@code
 * OpChecks.of(SWISH, new Roll(2)).run().orThrow();
 * OpChecks.of(new Blend(0.3)).inputs(2).run().orThrow();
 * OpChecks.of(new Attention()).shapes(Shape.of(4, 3), Shape.of(5, 3), Shape.of(5, 2)).run().orThrow();
 * }</pre>
 */
public final class OpChecks {
    private static final Pattern NAME = Pattern.compile("\\p{Ll}[\\p{Ll}0-9]*(_[\\p{Ll}0-9]+)*");

    private final List<Op> ops;
    private final List<Function> functions;
    private final int inputs;
    private final List<List<Shape>> shapes;
    private final long seed;

    private OpChecks(List<Op> ops, List<Function> functions, int inputs, List<List<Shape>> shapes, long seed) {
        this.ops = ops;
        this.functions = functions;
        this.inputs = inputs;
        this.shapes = shapes;
        this.seed = seed;
    }

    /** Checks of ops, each on as many inputs as it names {@link Op#domains domains}. */
    public static OpChecks of(Op... ops) {
        return new OpChecks(List.of(ops), List.of(), 0, List.of(), 1);
    }

    /** Checks of functions of the catalogue, at the points of their examples. */
    public static OpChecks of(Collection<Function> functions) {
        return new OpChecks(List.of(), List.copyOf(functions), 0, List.of(), 1);
    }

    /** With a number of inputs for every op, where its domains do not tell. */
    public OpChecks inputs(int number) {
        if (number < 1) {
            throw new ChainruleException("an op that is checked has at least 1 input, not {0}", number);
        }
        return new OpChecks(ops, functions, number, shapes, seed);
    }

    /** At these input shapes, one an input, in place of the usual ones; may be called again for more. */
    public OpChecks shapes(Shape... in) {
        List<List<Shape>> more = new ArrayList<>(shapes);
        more.add(List.of(in));
        return new OpChecks(ops, functions, inputs, List.copyOf(more), seed);
    }

    /** With another seed for sampled values. */
    public OpChecks seed(long number) {
        return new OpChecks(ops, functions, inputs, shapes, number);
    }

    /** Runs all checks; what they find is in the report. */
    public OpReport run() {
        List<Line> lines = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (Op op : ops) {
            Tally tally = new Tally(op.name());
            name(tally, op.name());
            new OneOp(op, inputs > 0 ? inputs : Math.max(1, op.domains().size()), tally, random.split()).run(shapes);
            lines.addAll(tally.lines());
        }
        for (Function function : functions) {
            Tally tally = new Tally(function.name());
            function(function, tally, random.split());
            lines.addAll(tally.lines());
        }
        return new OpReport(lines);
    }

    private static Node read(Function.Example example) {
        return Model.parse("input " + example.inputs() + "\nexample_ = " + example.call())
                .get("example_");
    }

    private static void name(Tally tally, String name) {
        tally.require(
                "name",
                NAME.matcher(name).matches(),
                '"' + name + "\" is not a name: lower-case letters, digits and single underscores, a letter first");
    }

    private void function(Function function, Tally tally, SplittableRandom random) {
        name(tally, function.name());
        function.aliases().forEach(alias -> name(tally, alias));
        tally.require("doc", !function.doc().isBlank(), "it has none: add one or two sentences with doc(...)");
        tally.require("examples", !function.examples().isEmpty(), "there are none: add one with example(...)");
        NodeChecks checks = new NodeChecks(tally, random);
        for (Function.Example example : function.examples()) {
            String at = example.call() + " with " + example.inputs();
            tally.attempt("examples", at, () -> {
                var node = read(example);
                RandomPoint point = RandomPoint.of(List.of(node), random.split());
                // Every op of the function rounds once.
                double rounding = 1e-6 * Math.min(100, 1 + node.ancestors().size());
                checks.run(at, node, point.bindings(), point.sizes(), rounding);
                tally.pass("examples");
            });
        }
    }
}
