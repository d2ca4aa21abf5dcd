package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** One place after the other of an expression that is to be edited, and the edits proposed for it. */
final class EditSite {
    /** Of a long formula only the upper levels are edited. */
    private static final int MOST_PLACES = 200;

    /** The kinds whose sentence tells the shape of what is there. */
    private static final Set<Kind> TELLING_SHAPES =
            Set.of(Kind.MISSING_TRANSPOSE, Kind.MISSING_BATCH_SUM, Kind.MISSING_BROADCAST_REDUCTION);

    private final Vocabulary vocabulary;
    private final ExprTree tree;
    private final boolean shapesFit;
    private final List<Candidate> candidates = new ArrayList<>();
    private ExprTree.Place here;

    EditSite(Expr root, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.tree = ExprTree.of(root, MOST_PLACES);
        this.here = tree.places().get(0);
        this.shapesFit = shape(root)
                .filter(shape -> shape.sameShape(vocabulary.truth().shape()))
                .isPresent();
    }

    /** The names of the line and what is known of the model. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The expression and its places. */
    ExprTree tree() {
        return tree;
    }

    /** The place that is edited. */
    ExprTree.Place place() {
        return here;
    }

    /** What stands there. */
    Expr expr() {
        return here.expr();
    }

    /** The graph of an expression, if it has one. */
    Optional<Node> node(Expr e) {
        return vocabulary.resolve(e);
    }

    /** The shape of an expression, if it has one. */
    Optional<Shape> shape(Expr e) {
        return node(e).map(Node::shape);
    }

    /** The rank of an expression; -1 where it has no shape. */
    int rank(Expr e) {
        return shape(e).map(Shape::rank).orElse(-1);
    }

    boolean isSquare(Expr e) {
        return shape(e).filter(s -> s.rank() == 2 && s.dim(0).sameSize(s.dim(1)))
                .isPresent();
    }

    /** Whether what stands here is a product of matrices, with or without the operator for it. */
    boolean isMatmul() {
        return is(BinaryOp.MATMUL)
                || (is(BinaryOp.PRODUCT)
                        && node(expr()).filter(n -> n.op() == MatMul.OP).isPresent());
    }

    /** Whether an operation of this kind stands here. */
    boolean is(BinaryOp op) {
        return expr() instanceof Expr.Binary b && b.op() == op;
    }

    /** Whether the whole has the shape it should have; then an edit inside had better not change a shape. */
    boolean shapesFit() {
        return shapesFit;
    }

    /** The expression of a form, products and transposes written as they are written here. */
    Expr written(ExprForm form, Map<String, Expr> letters) {
        return form.with(letters, is(BinaryOp.PRODUCT) ? BinaryOp.PRODUCT : BinaryOp.MATMUL, vocabulary::transpose);
    }

    /** Notes an edit of this place. */
    void add(Kind kind, int cost, Expr replacement, Object... details) {
        boolean shape = TELLING_SHAPES.contains(kind);
        candidates.add(new Candidate(
                kind, cost, here, replacement, shape ? List.of(shape(expr()).orElse(Shape.SCALAR)) : List.of(details)));
    }

    /** Notes an edit. */
    void add(Candidate candidate) {
        candidates.add(candidate);
    }

    /** The edits of all families at all places, the likely ones first; of equal ones those near the root first. */
    List<Candidate> candidates(List<Consumer<EditSite>> families) {
        candidates.clear();
        for (ExprTree.Place place : tree.places()) {
            here = place;
            families.forEach(family -> family.accept(this));
        }
        candidates.sort(Comparator.comparingInt(Candidate::cost));
        return List.copyOf(candidates);
    }
}
