package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** One expression that is to be edited, and the edits proposed for it. */
final class EditSite {
    /** Of a long formula only the upper levels are edited. */
    private static final int MOST_PLACES = 200;

    private final Vocabulary vocabulary;
    private final ConstantFactors scalings;
    private final ExprTree tree;
    private final boolean shapesFit;
    private final List<Candidate> candidates = new ArrayList<>();

    EditSite(Expr root, Vocabulary vocabulary, ConstantFactors scalings) {
        this.vocabulary = vocabulary;
        this.scalings = scalings;
        this.tree = ExprTree.of(root, MOST_PLACES);
        this.shapesFit = vocabulary
                .resolve(root)
                .map(node -> node.shape().sameShape(vocabulary.truth().shape()))
                .orElse(false);
    }

    /** The names of the line and what is known of the model. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The factors that a line may be off by. */
    ConstantFactors scalings() {
        return scalings;
    }

    /** The expression and its places. */
    ExprTree tree() {
        return tree;
    }

    /** The graph of an expression, if it has one. */
    Optional<Node> node(Expr e) {
        return vocabulary.resolve(e);
    }

    /** The shape of an expression, if it has one. */
    Optional<Shape> shape(Expr e) {
        return vocabulary.resolve(e).map(Node::shape);
    }

    /** Whether the whole has the shape it should have; then an edit inside had better not change a shape. */
    boolean shapesFit() {
        return shapesFit;
    }

    /** Notes an edit. */
    void add(Kind kind, int cost, ExprTree.Place place, Expr replacement, Object... details) {
        candidates.add(new Candidate(kind, cost, place, replacement, List.of(details)));
    }

    /** The edits of all families at all places, the likely ones first; of equal ones those near the root first. */
    List<Candidate> candidates(List<Edits> families) {
        candidates.clear();
        for (ExprTree.Place place : tree.places()) {
            for (Edits family : families) {
                family.propose(place, this);
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::cost));
        return List.copyOf(candidates);
    }
}
