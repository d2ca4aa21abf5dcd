package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chainrule.message.Language;

/**
 * Shrinks a scene that is too large to read, by meaning: clusters become single nodes, the innermost first and those of one
 * size together, so that equal layers look equal; nodes of one step that are computed alike become one; what repeats is
 * drawn once, with how often. Only where nothing repeats are nodes gathered in the order of their depth.
 */
public final class Folding {
    /** So many groups by depth still make a picture. */
    private static final int BANDS = 24;

    /** So many equal layers in a row are read as a number. */
    private static final int MANY_LAYERS = 8;

    private Folding() {}

    /**
     * Folds a scene until it can be drawn.
     *
     * @param scene any scene
     * @param maxNodes how many nodes may be drawn, at least 2
     * @return the scene itself if it is small enough, else one with at most that many nodes; edges that fall together
     *     become one edge that says how many they were
     */
    public static Scene fold(Scene scene, int maxNodes) {
        return fold(scene, maxNodes, Language.EN);
    }

    static Scene fold(Scene scene, int maxNodes, Language language) {
        if (maxNodes < 2) {
            throw new IllegalArgumentException("A folded picture needs at least 2 nodes, not " + maxNodes);
        }
        if (scene.nodes().size() <= maxNodes) {
            return scene;
        }
        Scene folded = clusters(scene, maxNodes, language);
        long groups = folded.nodes().stream()
                .filter(n -> n.kind() == Scene.Kind.GROUP)
                .count();
        folded = groups >= MANY_LAYERS ? RepeatedSteps.fold(folded, language) : folded;
        if (folded.nodes().size() > maxNodes) {
            folded = alike(folded, language);
        }
        for (int before = Integer.MAX_VALUE;
                folded.nodes().size() > maxNodes && folded.nodes().size() < before; ) {
            before = folded.nodes().size();
            folded = RepeatedSteps.fold(folded, language);
        }
        return folded.nodes().size() > maxNodes ? bands(folded, maxNodes, language) : folded;
    }

    /** Every outermost cluster as one node. */
    static Scene layers(Scene scene, Language language) {
        ClusterTree tree = new ClusterTree(scene.clusters());
        FoldedScene gathering = new FoldedScene(scene, language);
        for (String path : tree.paths()) {
            List<String> members = tree.membersBelow(path);
            if (!path.contains("/") && members.size() > 1) {
                gathering.gather(new FoldedScene.Group("fold:" + path, tree.label(path), "", members));
            }
        }
        return gathering.rebuild(List.of());
    }

    private static Scene clusters(Scene scene, int maxNodes, Language language) {
        ClusterTree tree = new ClusterTree(scene.clusters());
        Set<String> folded = new HashSet<>();
        int total = tree.fold(scene.nodes().size(), maxNodes, folded);
        FoldedScene gathering = new FoldedScene(scene, language);
        for (String path : folded) {
            if (!tree.insideFolded(path, folded)) {
                gathering.gather(new FoldedScene.Group("fold:" + path, tree.label(path), "", tree.membersBelow(path)));
            }
        }
        return gathering.rebuild(total <= maxNodes ? tree.remaining(folded, path -> "fold:" + path) : List.of());
    }

    /** Nodes of one depth that are computed in one way, such as the neurons of a layer. */
    private static Scene alike(Scene scene, Language language) {
        SceneLevels levels = new SceneLevels(scene);
        Map<List<Object>, List<Scene.Node>> classes = new LinkedHashMap<>();
        for (Scene.Node node : scene.nodes()) {
            if (node.kind() != Scene.Kind.LOSS) {
                classes.computeIfAbsent(List.of(levels.of(node), SceneLevels.signature(node)), k -> new ArrayList<>())
                        .add(node);
            }
        }
        FoldedScene gathering = new FoldedScene(scene, language);
        classes.values().stream().filter(c -> c.size() > 1).forEach(members -> {
            // Where the first of them leads is not where all do.
            String op = members.get(0).op().split(" → ", 2)[0];
            String content = "×" + String.format(Locale.ROOT, "%,d", members.size()) + (op.isEmpty() ? "" : ": " + op);
            gathering.gather(new FoldedScene.Group(
                    "alike:" + members.get(0).id(), SceneLevels.range(members), content, ids(members)));
        });
        return gathering.rebuild(List.of());
    }

    private static List<String> ids(List<Scene.Node> members) {
        return members.stream().map(Scene.Node::id).toList();
    }

    /** Cuts the scene into stretches of equal length, in the order of depth. The loss stays out. */
    private static Scene bands(Scene scene, int maxNodes, Language language) {
        SceneLevels levels = new SceneLevels(scene);
        List<Scene.Node> ordered = new ArrayList<>(scene.nodes());
        ordered.sort((a, b) -> Integer.compare(levels.of(a), levels.of(b)));
        List<Scene.Node> losses = ordered.stream()
                .filter(n -> n.kind() == Scene.Kind.LOSS)
                .limit(maxNodes / 2)
                .toList();
        ordered.removeAll(new HashSet<>(losses));
        int bands = Math.max(1, Math.min(BANDS, maxNodes - losses.size()));
        FoldedScene gathering = new FoldedScene(scene, language);
        int first = 0;
        for (int band = 0; band < bands; band++) {
            int last = (int) ((long) ordered.size() * (band + 1) / bands);
            if (last - first > 1) {
                List<Scene.Node> members = ordered.subList(first, last);
                String name = SceneLevels.range(members);
                gathering.gather(new FoldedScene.Group(
                        "fold:" + (band + 1),
                        name.isEmpty()
                                ? say("steps {0} to {1}", levels.of(members.get(0)), levels.of(ordered.get(last - 1)))
                                        .text(language)
                                : name,
                        "",
                        ids(members)));
            }
            first = last;
        }
        return gathering.rebuild(List.of());
    }
}
