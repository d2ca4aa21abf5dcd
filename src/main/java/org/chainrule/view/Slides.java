package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.chainrule.message.Message;

/**
 * Makes a picture fit a slide, with text that can be read from the last row: the ranks are wrapped into rows, and when that
 * does not do, more and more is left out, numbers before names and layers last.
 */
final class Slides {
    /** The smallest text on a slide, in points. */
    static final double LEAST_TEXT = 12;

    private static final int MOST_ROWS = 6;

    /** A matrix with more rows or columns is a map. */
    private static final int FEW = 3;

    private static final int MANY_NODES = 40;
    private static final int SHORT_LABEL = 16;
    private static final int SHORT_FORMULA = 14;
    private static final int FEW_NODES = 14;

    /** So many boxes never fit. */
    private static final int MOST_NODES = 80;

    private Slides() {}

    static Drawing fit(Scene scene, Canvas canvas, List<Message> notes) {
        Drawing best = null;
        Scene same = null;
        for (UnaryOperator<Scene> way : ways(canvas)) {
            Scene tried = way.apply(scene);
            if (tried.equals(same)) {
                continue;
            }
            same = tried;
            if (tried.nodes().size() > MOST_NODES) {
                continue;
            }
            MeasuredScene plan = MeasuredScene.of(tried, canvas.language());
            for (int rows = 1; rows <= MOST_ROWS; rows++) {
                Drawing drawing = new Drawing(tried, plan, new LayeredEngine(rows).place(plan), canvas, notes);
                if (best == null || drawing.scale() > best.scale()) {
                    best = drawing;
                }
            }
            if (best != null && best.scale() * Cards.SMALLEST >= LEAST_TEXT) {
                return best;
            }
        }
        if (best == null) {
            throw new IllegalStateException("There is no way to draw the slide");
        }
        notes.add(say(
                "The picture fills the slide with text of {0} points only; draw a part with --of, or fewer layers.",
                String.format(Locale.ROOT, "%.1f", best.scale() * Cards.SMALLEST)));
        return best;
    }

    /** What may be left out, in the order in which it is missed least. */
    private static List<UnaryOperator<Scene>> ways(Canvas canvas) {
        UnaryOperator<Scene> all = scene -> scene;
        UnaryOperator<Scene> maps = scene -> panels(scene, Slides::map);
        UnaryOperator<Scene> brief = scene -> labels(maps.apply(scene));
        UnaryOperator<Scene> quiet = scene -> bare(brief.apply(scene), false);
        UnaryOperator<Scene> names = scene -> bare(brief.apply(scene), true);
        UnaryOperator<Scene> open = scene -> unframed(names.apply(scene));
        UnaryOperator<Scene> terse = scene -> terse(open.apply(scene));
        UnaryOperator<Scene> silent = scene -> silent(terse.apply(scene), scene.direction());
        UnaryOperator<Scene> down = scene -> silent(terse.apply(scene), Scene.Direction.DOWN);
        UnaryOperator<Scene> layers = scene -> labels(bare(Folding.layers(scene, canvas.language()), true));
        UnaryOperator<Scene> repeats =
                scene -> silent(terse(open.apply(RepeatedSteps.fold(scene, canvas.language()))), scene.direction());
        UnaryOperator<Scene> empty = scene -> empty(silent.apply(scene));
        UnaryOperator<Scene> emptyDown = scene -> empty(down.apply(scene));
        UnaryOperator<Scene> emptyRepeats = scene -> empty(repeats.apply(scene));
        UnaryOperator<Scene> few = scene -> scene.nodes().size() <= MANY_NODES
                ? silent.apply(scene)
                : terse(labels(bare(Folding.fold(scene, FEW_NODES, canvas.language()), true)));
        return List.of(
                all,
                scene -> labels(scene),
                maps,
                brief,
                quiet,
                names,
                open,
                terse,
                layers,
                silent,
                down,
                repeats,
                empty,
                emptyDown,
                emptyRepeats,
                scene -> named(emptyRepeats.apply(scene)),
                few,
                scene -> folded(scene, FEW_NODES, canvas),
                scene -> folded(scene, FEW_NODES / 2, canvas));
    }

    /** With no more than so many boxes, whatever has to be folded, and only their names. */
    private static Scene folded(Scene scene, int most, Canvas canvas) {
        Scene few = Folding.fold(scene, most, canvas.language());
        return few.equals(scene) ? scene : silent(terse(unframed(bare(labels(few), true))), few.direction());
    }

    private static Scene nodes(Scene scene, UnaryOperator<Scene.Node> change) {
        return new Scene(
                scene.title(),
                scene.style(),
                scene.direction(),
                scene.nodes().stream().map(change).toList(),
                scene.edges(),
                scene.clusters());
    }

    private static Scene panels(Scene scene, UnaryOperator<Panel> change) {
        return nodes(
                scene, node -> node.withValue(change.apply(node.value())).withGradient(change.apply(node.gradient())));
    }

    /** A small map for a grid of many numbers. */
    private static Panel map(Panel panel) {
        if (!(panel instanceof Panel.Grid grid)) {
            return panel;
        }
        int rows = grid.rows().size();
        int columns = grid.rows().get(0).size();
        if (rows <= FEW && columns <= FEW + 1) {
            return panel;
        }
        double[] cells = new double[rows * columns];
        for (int i = 0; i < cells.length; i++) {
            try {
                cells[i] = Double.parseDouble(grid.rows().get(i / columns).get(i % columns));
            } catch (NumberFormatException e) {
                cells[i] = Double.NaN;
            }
        }
        return Panel.map(cells, rows, columns);
    }

    private static Scene labels(Scene scene) {
        List<Scene.Edge> edges = new ArrayList<>();
        for (Scene.Edge edge : scene.edges()) {
            boolean tooLong = edge.derivative().length() > SHORT_LABEL;
            edges.add(new Scene.Edge(
                    edge.from(), edge.to(), edge.argument(), tooLong ? "" : edge.derivative(), edge.gradient()));
        }
        return new Scene(scene.title(), scene.style(), scene.direction(), scene.nodes(), edges, scene.clusters());
    }

    /** Without the numbers of the leaves, or of everything but single numbers. */
    private static Scene bare(Scene scene, boolean all) {
        return nodes(scene, node -> {
            boolean leaf = node.kind() == Scene.Kind.PARAMETER || node.kind() == Scene.Kind.INPUT;
            if (!leaf && !all) {
                return node;
            }
            // The name of a leaf is enough: its colour says what it is.
            Panel value = single(node.value());
            return new Scene.Node(
                    node.id(),
                    node.kind(),
                    node.name(),
                    node.op(),
                    node.shape(),
                    value,
                    single(node.gradient()),
                    leaf && value instanceof Panel.None && !node.name().isEmpty());
        });
    }

    /** Without frames, and without shapes. */
    private static Scene unframed(Scene scene) {
        return new Scene(
                scene.title(),
                scene.style(),
                scene.direction(),
                scene.nodes().stream()
                        .map(n -> new Scene.Node(
                                n.id(), n.kind(), n.name(), n.op(), "", n.value(), n.gradient(), n.again()))
                        .toList(),
                scene.edges(),
                List.of());
    }

    /** With short formulas, what folded boxes hold in full, and of the leaves the names. */
    private static Scene terse(Scene scene) {
        return nodes(scene, n -> {
            boolean leaf = n.kind() == Scene.Kind.PARAMETER || n.kind() == Scene.Kind.INPUT;
            boolean name = leaf && !n.name().isEmpty();
            return new Scene.Node(
                    n.id(),
                    n.kind(),
                    n.name(),
                    n.kind() == Scene.Kind.GROUP ? n.op() : Text.brief(n.op(), SHORT_FORMULA),
                    n.shape(),
                    name ? Panel.none() : n.value(),
                    name ? Panel.none() : n.gradient(),
                    n.again() || name);
        });
    }

    /** Without labels. */
    private static Scene silent(Scene scene, Scene.Direction direction) {
        List<Scene.Edge> edges = scene.edges().stream()
                .map(e -> new Scene.Edge(e.from(), e.to(), e.argument(), ""))
                .toList();
        return new Scene(scene.title(), scene.style(), direction, scene.nodes(), edges, scene.clusters());
    }

    /** Without any number. */
    private static Scene empty(Scene scene) {
        return panels(scene, panel -> Panel.none());
    }

    /** Without the formulas of what has a name; of what repeats, with how often it does. */
    private static Scene named(Scene scene) {
        return nodes(scene, n -> {
            String op = n.name().isEmpty()
                    ? n.op()
                    : n.op().startsWith("×") ? n.op().split("[ :]", 2)[0] : "";
            return new Scene.Node(n.id(), n.kind(), n.name(), op, n.shape(), n.value(), n.gradient(), n.again());
        });
    }

    private static Panel single(Panel panel) {
        boolean isSingle = panel instanceof Panel.Cost || (panel instanceof Panel.Grid grid && grid.scalar());
        return isSingle ? panel : Panel.none();
    }
}
