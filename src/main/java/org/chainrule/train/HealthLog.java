package org.chainrule.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Binding;

/** The health of a training over time: one look after each epoch, as a table and as a picture with a line for each layer. */
public final class HealthLog implements Trainer.Watcher {
    /** So many looks are enough for a picture; of more, every second one is forgotten, and from then on made half as often. */
    private static final int MOST = 200;

    private final Trainer trainer;
    private final List<Binding> sample;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Health> looks = new ArrayList<>();
    private int every = 1;

    /**
     * Nothing seen yet.
     *
     * @param sample the values of the inputs at which gradients are measured
     */
    public HealthLog(Trainer trainer, List<Binding> sample) {
        this.trainer = trainer;
        this.sample = List.copyOf(sample);
    }

    @Override
    public boolean goesOn(int step, int epoch, double loss) {
        return true;
    }

    @Override
    public boolean epochEnded(int epoch) {
        if (epoch % every == 0) {
            epochs.add(epoch);
            looks.add(Health.of(trainer, sample));
        }
        if (looks.size() > MOST) {
            every *= 2;
            for (int i = looks.size() - 1; i >= 0; i--) {
                if (epochs.get(i) % every != 0) {
                    epochs.remove(i);
                    looks.remove(i);
                }
            }
        }
        return true;
    }

    /** A line for each parameter after each epoch, as CSV. */
    public String csv() {
        StringBuilder text = new StringBuilder("epoch,parameter,gradient,weight,update\n");
        for (int i = 0; i < looks.size(); i++) {
            for (Health.Layer layer : looks.get(i).layers()) {
                text.append(epochs.get(i) + "," + layer.name() + "," + layer.gradient() + "," + layer.weight() + ","
                        + layer.update() + "\n");
            }
        }
        return text.toString();
    }

    /** The size of the gradient of each parameter over time, at a scale of equal factors. */
    public String svg() {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        looks.forEach(
                look -> look.layers().forEach(layer -> series.computeIfAbsent(layer.name(), name -> new ArrayList<>())
                        .add(layer.gradient())));
        int last = epochs.isEmpty() ? 1 : epochs.get(epochs.size() - 1);
        return Plot.of("Gradients", series)
                .axes("Epoch", "|gradient|")
                .over(epochs.isEmpty() ? 0 : epochs.get(0), Math.max(last, 2))
                .logScale()
                .svg();
    }
}
