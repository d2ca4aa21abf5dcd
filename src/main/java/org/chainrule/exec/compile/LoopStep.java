package org.chainrule.exec.compile;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.ops.Stepwise;
import org.jspecify.annotations.Nullable;

/** A loop: the plan of one step, made once, is run for each element. */
final class LoopStep implements Step {
    private final Plan body;
    private final List<Store> reads;
    private final Store to;
    /** Where the plan reads each of them, if it does. */
    private final @Nullable View[] places;

    private final View next;
    private final int elements;
    private final int steps;
    private final boolean reverse;
    private final boolean last;

    /**
     * A loop.
     *
     * @param body computes the next state
     * @param steps how many elements there are
     */
    LoopStep(Stepwise loop, Plan body, List<Store> reads, Store to, int steps) {
        this.body = body;
        this.reads = List.copyOf(reads);
        this.to = to;
        this.steps = steps;
        this.elements = loop.elements();
        this.reverse = loop.isReverse();
        this.last = loop.isLast();
        this.next = body.values().at(loop.next());
        List<Node> all = loop.places();
        this.places = new View[all.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = body.values().get(all.get(i));
        }
    }

    @Override
    public void run(Frame frame) {
        Frame inner = frame.inner(this, body);
        List<Step> all = body.steps();
        Object states = frame.arrays[to.arrayIndex()];
        int size = reads.get(0).count();
        put(frame, inner, 0, 0);
        for (int i = 1 + elements; i < places.length; i++) {
            lend(frame, inner, i);
        }
        if (!last) {
            frame.kernels.copy(frame.array(reads.get(0)), 0, states, (reverse ? steps : 0) * size, size);
        }
        for (int t = 0; t < steps; t++) {
            int element = reverse ? steps - 1 - t : t;
            for (int i = 1; i <= elements; i++) {
                put(frame, inner, i, element);
            }
            for (int k = 0; k < all.size(); k++) {
                all.get(k).run(inner);
            }
            if (!last) {
                take(inner, states, (reverse ? element : t + 1) * size, size);
            } else if (t == steps - 1) {
                take(inner, states, 0, size);
            }
            advance(inner, size);
        }
        frame.written(to);
    }

    /** Copies one element, or the first state, to its place. */
    private void put(Frame frame, Frame inner, int i, int element) {
        View view = places[i];
        if (view == null) {
            return;
        }
        Store place = view.store();
        Object from = frame.array(reads.get(i));
        if (place.isNumber()) {
            inner.number(place.index(), frame.kernels.get(from, element));
        } else {
            frame.kernels.copy(from, element * place.count(), inner.arrays[place.index()], 0, place.count());
        }
    }

    /** What stays the same is read where it is. */
    private void lend(Frame frame, Frame inner, int i) {
        View view = places[i];
        if (view != null && view.store().room() == Store.Room.ARRAY) {
            inner.arrays[view.store().index()] = frame.array(reads.get(i));
        } else {
            put(frame, inner, i, 0);
        }
    }

    private void take(Frame inner, Object states, int at, int size) {
        Store from = next.store();
        if (from.isNumber()) {
            inner.kernels.set(states, at, inner.number(from.index()));
        } else {
            inner.kernels.copy(inner.arrays[from.index()], 0, states, at, size);
        }
    }

    /** The state after this step is the one before the next. */
    private void advance(Frame inner, int size) {
        View state = places[0];
        if (state == null) {
            return;
        }
        if (state.store().isNumber()) {
            inner.number(state.store().index(), inner.number(next.store().index()));
        } else {
            inner.kernels.copy(
                    inner.arrays[next.store().index()],
                    0,
                    inner.arrays[state.store().index()],
                    0,
                    size);
        }
    }

    @Override
    public List<Store> reads() {
        return reads;
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        List<String> texts = new ArrayList<>();
        body.steps().forEach(step -> texts.add(step.text()));
        return steps + " times " + String.join("; ", texts);
    }

    @Override
    public long flops() {
        return steps * body.steps().stream().mapToLong(Step::flops).sum();
    }
}
