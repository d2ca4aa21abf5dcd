package org.chainrule.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.ByOp;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Contraction.Term;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.symbolic.facts.Deduction;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Writes a function in one language: from the first step to the last, each node as a piece of text made of those of its inputs.
 * What is used twice, or is too long to read, gets a name of its own.
 */
abstract class Pen {
    private static final int LONGEST = 90;

    final Tongue tongue;
    final CodeSheet sheet;
    final Identifiers identifiers;
    final NodeMap<Piece> pieces = new NodeMap<>();
    final List<String> statements = new ArrayList<>();
    final Set<String> helpers = new LinkedHashSet<>();
    /** The sizes that have been used, with their names. */
    final Map<Dim, String> sizes = new LinkedHashMap<>();

    private final Map<Dim, String> sizeNames = new LinkedHashMap<>();

    final Map<Node, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    /** The names that nodes get in steps to come: one that needs a name before gets that one. */
    private final NodeMap<String> promised = new NodeMap<>();

    private final Set<String> written = new LinkedHashSet<>();
    private final ByOp<Row<Op>> rows = new ByOp<>();
    private final Deduction facts = new Deduction();
    private @Nullable Unfolding unfolding;
    private @Nullable Node root;
    /** While it is only asked whether something can be written. */
    private boolean trial;

    Pen(Tongue tongue, CodeSheet sheet, String reserved) {
        this.tongue = tongue;
        this.sheet = sheet;
        this.identifiers = new Identifiers(reserved);
    }

    /** How ops of one class are written. */
    interface Row<O> {
        @Nullable
        Piece write(Node node, O op);
    }

    /** How one op is written. */
    interface Single {
        @Nullable
        Piece write(Node node);
    }

    /** Says how the ops of a class are written. */
    final <O extends Op> void on(Class<O> kind, Row<O> row) {
        rows.put(kind, (node, op) -> row.write(node, kind.cast(op)));
    }

    /** Says how one op is written. */
    final void on(Op op, Single row) {
        rows.put(op, (node, own) -> row.write(node));
    }

    /** A node as the table of expressions has it; null when it is not in there. */
    abstract @Nullable Piece simple(Node node);

    /** A node by a row of the language; null when it has none for it. */
    private @Nullable Piece row(Node node) {
        Piece simple = simple(node);
        Row<Op> row = simple == null ? rows.get(node.op()) : null;
        return row == null ? simple : row.write(node, node.op());
    }

    /** A node that has neither row nor definition; null when it cannot be written. */
    abstract @Nullable Piece otherwise(Node node);

    abstract Piece constant(Node node, Tensor value);

    /** The statement that gives a name to a node. */
    abstract void assign(String name, Node node, Piece value);

    /** What a name stands for, of an argument or of what was assigned. */
    Piece variable(String name, Node node) {
        return Piece.atom(name);
    }

    /** A comment above the steps, in the signs of the language. */
    abstract String comment(String text);

    /** The whole text, when all steps are written. */
    abstract String text(String name, List<String> results);

    String write() {
        for (Node leaf : sheet.arguments()) {
            for (Dim dim : leaf.shape().dims()) {
                for (Dim named : dim.names()) {
                    if (!named.isKnown() && !named.freeName().isEmpty()) {
                        sizeNames.computeIfAbsent(named, each -> identifiers.fresh(each.freeName()));
                    }
                }
            }
        }
        String function = identifiers.fresh(sheet.name());
        for (Node leaf : sheet.arguments()) {
            String name = identifiers.fresh(leaf.label().orElse("x"));
            arguments.put(leaf, name);
            pieces.put(leaf, variable(name, leaf));
        }
        Map<CodeSheet.Step, String> lefts = new LinkedHashMap<>();
        for (CodeSheet.Step step : sheet.steps()) {
            String name = identifiers.fresh(step.name());
            lefts.put(step, name);
            names.put(step.name(), name);
            if (step.node().isVariable() && !step.node().isLeaf()) {
                promised.putIfAbsent(step.node(), name);
            }
        }
        List<Node> roots = sheet.steps().stream().map(CodeSheet.Step::node).toList();
        this.unfolding =
                new Unfolding(roots, tongue, node -> tried(() -> row(node)), node -> tried(() -> otherwise(node)));
        boolean gradients = false;
        for (CodeSheet.Step step : sheet.steps()) {
            if (step == sheet.steps().get(0) || step.gradient() != gradients) {
                gradients = step.gradient();
                state(comment(gradients ? "backward" : "forward"));
            }
            step(nameOf(lefts, step), step);
        }
        return text(
                function,
                sheet.results().stream()
                        .map(result -> names.getOrDefault(result, result))
                        .toList());
    }

    private static String nameOf(Map<CodeSheet.Step, String> lefts, CodeSheet.Step step) {
        return lefts.getOrDefault(step, step.name());
    }

    private void step(String name, CodeSheet.Step step) {
        Node node = step.node();
        root = node;
        prepare(node);
        if (written.add(name)) {
            assign(name, node, piece(node));
        }
        if (node.isVariable() && !node.isLeaf()) {
            pieces.put(node, variable(name, node));
        }
        if (step.standIn() != node) {
            pieces.put(step.standIn(), variable(name, step.standIn()));
        }
    }

    private Unfolding unfolding() {
        Unfolding known = unfolding;
        if (known == null) {
            throw new IllegalStateException("not unfolded yet");
        }
        return known;
    }

    private void prepare(Node node) {
        for (Node part : unfolding().order(node, pieces::has)) {
            Piece piece = made(part);
            pieces.put(part, piece);
            boolean again = unfolding().uses(part) > 1 && !isShort(part, piece);
            if (part != root
                    && !part.isLeaf()
                    && (again || isStatement(part) || piece.text().length() > LONGEST)) {
                named(part);
            }
        }
    }

    /** Whether each matrix is known to be its own transpose: a library may read one triangle of it only. */
    final boolean isSymmetric(Node matrices) {
        return facts.of(matrices).symmetric();
    }

    /** Whether statements of its own write a node, which therefore has a name. */
    boolean isStatement(Node node) {
        return false;
    }

    private static boolean isShort(Node node, Piece piece) {
        return piece.text().length() <= 24
                && node.inputs().stream()
                        .allMatch(in -> in.isLeaf() || in.label().isPresent())
                && (node.inputs().isEmpty() || node.op().isLinear(0))
                && piece.level() >= Spelling.POSTFIX;
    }

    private Piece made(Node node) {
        if (node.isLeaf()) {
            throw new IllegalStateException("no argument: " + node);
        }
        if (node.op() instanceof Constant constant) {
            return constant(node, constant.value());
        }
        Node form = unfolding().form(node);
        if (form != node) {
            same(node, form);
            return piece(form);
        }
        Piece written = row(node);
        Piece made = written == null ? otherwise(node) : written;
        if (made == null) {
            throw new IllegalStateException("nothing to write for " + node);
        }
        return made;
    }

    /** What is written for one node is written for another. */
    void same(Node node, Node form) {}

    /** Something that may be written or not. */
    private interface Trial {
        @Nullable
        Piece write();
    }

    private boolean tried(Trial written) {
        trial = true;
        try {
            return written.write() != null;
        } finally {
            trial = false;
        }
    }

    /** The piece of a node that is written already. */
    Piece piece(Node node) {
        Piece piece = trial ? Piece.atom("x") : pieces.get(node);
        if (piece == null) {
            throw new IllegalStateException("not written yet: " + node);
        }
        return piece;
    }

    /** An input as a value, in brackets where it binds more loosely than its place wants. */
    String operand(Node node, int level) {
        return number(piece(node)).in(level);
    }

    /** A truth value, where something decides. */
    String condition(Node node, String notZero) {
        Piece piece = piece(node);
        return piece.kind() == Piece.Kind.TRUTH ? piece.text() : piece.in(Spelling.SUM) + notZero;
    }

    /** Whether a truth value may stay one: as a factor of something that is none. */
    boolean isFactor(Node product, Node factor) {
        return product.op() == Arithmetic.MUL
                && piece(factor).kind() == Piece.Kind.TRUTH
                && product.inputs().stream().anyMatch(other -> piece(other).kind() != Piece.Kind.TRUTH);
    }

    /** A truth value as a number. */
    abstract Piece number(Piece piece);

    /** The name of a node; it gets one if it has none. */
    String named(Node node) {
        Piece piece = piece(node);
        if (trial || isName(piece)) {
            return piece.text();
        }
        return named(node, piece);
    }

    /** A new name for what a node is written as; that of the step, when it is the node of one and comes last. */
    String named(Node node, Piece piece) {
        if (trial) {
            return "x";
        }
        String later = promised.get(node);
        String name = later == null || !written.add(later) ? temporary() : later;
        assign(name, node, piece);
        pieces.put(node, variable(name, node));
        return name;
    }

    String temporary() {
        for (int i = 1; ; i++) {
            if (identifiers.isFree("t" + i)) {
                return identifiers.fresh("t" + i);
            }
        }
    }

    boolean isTrial() {
        return trial;
    }

    boolean isRoot(Node node) {
        return node == root;
    }

    static boolean isName(Piece piece) {
        return piece.text().chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
                && Character.isLetter(piece.text().charAt(0));
    }

    void state(String statement) {
        if (!trial) {
            statements.add(statement);
        }
    }

    void help(String helper) {
        if (!trial) {
            helpers.add(helper);
        }
    }

    /** A size as an expression of whole numbers. */
    Piece size(Dim dim) {
        if (dim.isKnown()) {
            return new Piece(Long.toString(dim.size()), Spelling.POSTFIX, Piece.Kind.NUMBER);
        }
        if (trial) {
            return Piece.atom("n");
        }
        if (!dim.freeName().isEmpty()) {
            return Piece.atom(sizes.computeIfAbsent(
                    dim, each -> sizeNames.computeIfAbsent(each, free -> identifiers.fresh(free.freeName()))));
        }
        StringBuilder sum = new StringBuilder();
        int terms = 0;
        for (Dim.Part part : dim.parts()) {
            List<String> factors = new ArrayList<>();
            long magnitude = Math.abs(part.factor());
            if (magnitude != 1 || part.sizes().isEmpty()) {
                factors.add(Long.toString(magnitude));
            }
            for (Dim factor : part.sizes()) {
                if (!factor.isKnown() && factor.freeName().isEmpty()) {
                    throw new ChainruleException("the size {0} cannot be printed: give the sizes in it a value", dim);
                }
                factors.add(size(factor).text());
            }
            sum.append(terms++ > 0 ? (part.factor() < 0 ? " - " : " + ") : part.factor() < 0 ? "-" : "")
                    .append(String.join(" * ", factors));
        }
        return Piece.of(sum.toString(), terms == 1 && sum.charAt(0) != '-' ? Spelling.PRODUCT : Spelling.SUM);
    }

    List<String> sizes(Shape shape) {
        return shape.dims().stream().map(dim -> size(dim).text()).toList();
    }

    /** A position as an expression of indices. */
    String place(Place place, List<String> indices, int rank) {
        StringBuilder sum = new StringBuilder();
        for (Term term : place.terms()) {
            String index = indices.get(term.index() >= 0 ? term.index() : rank - 1 - term.index());
            long magnitude = Math.abs(term.factor());
            sum.append(sum.length() > 0 ? (term.factor() < 0 ? " - " : " + ") : term.factor() < 0 ? "-" : "")
                    .append(magnitude == 1 ? index : magnitude + " * " + index);
        }
        Dim offset = place.base();
        long shift = place.shift() + (offset.isKnown() ? offset.size() : 0);
        if (!offset.isKnown()) {
            sum.append(sum.length() > 0 ? " + " : "").append(size(offset).in(Spelling.SUM + 1));
        }
        if (shift != 0 || sum.length() == 0) {
            sum.append(sum.length() > 0 ? (shift < 0 ? " - " : " + ") : shift < 0 ? "-" : "")
                    .append(Math.abs(shift));
        }
        return sum.toString();
    }

    /** Whether a position is known to lie inside an axis. */
    static boolean isInside(Place place, Dim extent, List<Dim> ranges, int rank) {
        if (place.isIndex()) {
            int index = place.terms().get(0).index();
            return ranges.get(index >= 0 ? index : rank - 1 - index).sameSize(extent);
        }
        if (!extent.isKnown() || !place.base().isKnown()) {
            return false;
        }
        long low = place.base().size() + place.shift();
        long high = low;
        for (Term term : place.terms()) {
            Dim range = ranges.get(term.index() >= 0 ? term.index() : rank - 1 - term.index());
            if (!range.isKnown()) {
                return false;
            }
            long reach = term.factor() * (range.size() - 1);
            low += Math.min(0, reach);
            high += Math.max(0, reach);
        }
        return low >= 0 && high < extent.size();
    }

    /** Names for indices that no name of the model shadows: i, j, k and so on. */
    List<String> indices(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; names.size() < count; i++) {
            String name = i < 18 ? Character.toString((char) ('i' + i)) : "i" + i;
            if (identifiers.isFree(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether an index has positions that count from the end, which only Python has. */
    static boolean countsFromTheEnd(Node index) {
        if (index.op() instanceof Constant constant) {
            Tensor places = constant.value();
            for (int i = 0; i < places.count(); i++) {
                if (places.at(i) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    static Shape joined(Shape first, List<Dim> second) {
        return first.concat(Shape.of(second));
    }
}
