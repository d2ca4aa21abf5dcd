package org.chainrule.exec.compile;

import java.util.List;

/** A sum or mean over axes of a value that another step has made. */
final class SumStep implements Step {
    /** Entries added before their sum goes into the total, so that errors do not grow with the number of terms. */
    private static final int CHUNK = 1024;

    private final Store from;
    private final Store to;
    private final SumReading reading;
    private final double divisor;

    SumStep(Store from, Store to, SumReading reading, double divisor) {
        this.from = from;
        this.to = to;
        this.reading = reading;
        this.divisor = divisor;
    }

    @Override
    public void run(Frame frame) {
        Object x = frame.array(from);
        Object sums = frame.arrays[to.arrayIndex()];
        frame.kernels.fill(sums, 0, to.count(), 0);
        for (int at = 0; at < from.count(); at += CHUNK) {
            reading.add(frame.kernels, x, at, at, Math.min(CHUNK, from.count() - at), sums);
        }
        reading.finish(frame.kernels, sums, divisor);
        frame.written(to);
    }

    @Override
    public List<Store> reads() {
        return List.of(from);
    }

    @Override
    public List<Store> writes() {
        return List.of(to);
    }

    @Override
    public String text() {
        return divisor == 1 ? "sum" : "mean";
    }

    @Override
    public long flops() {
        return from.count();
    }
}
