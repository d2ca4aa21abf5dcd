package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chainrule.message.Language;

/**
 * Finds the longest stretch of steps that repeats, such as the equal layers of a deep network, and folds all but the first
 * and the last round into one node that says how many they are.
 */
final class RepeatedSteps {
    private static final int LONGEST_PERIOD = 64;
    private static final int LEAST_ROUNDS = 4;

    private RepeatedSteps() {}

    /** A stretch: its first step, the length of a round, and how many rounds there are. */
    private record Run(int start, int period, int rounds) {}

    static Scene fold(Scene scene, Language language) {
        SceneLevels levels = new SceneLevels(scene);
        List<List<Scene.Node>> steps = new ArrayList<>();
        for (Scene.Node node : scene.nodes()) {
            while (steps.size() <= levels.of(node)) {
                steps.add(new ArrayList<>());
            }
            steps.get(levels.of(node)).add(node);
        }
        Run run = longest(signatures(steps));
        if (run.rounds < LEAST_ROUNDS) {
            return scene;
        }
        int first = run.start + run.period;
        int last = run.start + run.period * (run.rounds - 1);
        List<Scene.Node> middle = new ArrayList<>();
        steps.subList(first, last).forEach(middle::addAll);
        List<Scene.Node> round = new ArrayList<>();
        steps.subList(run.start, first).forEach(round::addAll);
        String times = String.format(Locale.ROOT, "%,d", run.rounds - 2);
        String like = SceneLevels.range(round);
        String name = SceneLevels.range(middle);
        String content = like.isEmpty()
                ? "×" + times
                : say("×{0} the same as {1}", times, like).text(language);
        FoldedScene gathering = new FoldedScene(scene, language);
        gathering.gather(new FoldedScene.Group(
                "repeat:" + middle.get(0).id(),
                name.isEmpty() ? "×" + times : name,
                content,
                middle.stream().map(Scene.Node::id).toList()));
        return gathering.rebuild(List.of());
    }

    private static int[] signatures(List<List<Scene.Node>> steps) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        int[] signatures = new int[steps.size()];
        for (int i = 0; i < signatures.length; i++) {
            List<String> all = new ArrayList<>();
            steps.get(i).forEach(node -> all.add(SceneLevels.signature(node)));
            Collections.sort(all);
            signatures[i] = numbers.computeIfAbsent(all, k -> numbers.size());
        }
        return signatures;
    }

    private static Run longest(int[] signatures) {
        Run best = new Run(0, 1, 1);
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, signatures.length / 2); period++) {
            int start = 0;
            for (int i = period; i <= signatures.length; i++) {
                if (i == signatures.length || signatures[i] != signatures[i - period]) {
                    int rounds = (i - start) / period;
                    if (rounds >= LEAST_ROUNDS && rounds * period > best.rounds * best.period) {
                        best = new Run(start, period, rounds);
                    }
                    start = i - period + 1;
                }
            }
        }
        return best;
    }
}
