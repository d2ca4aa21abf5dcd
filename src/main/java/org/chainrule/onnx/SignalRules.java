package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Windows of signals and their frequencies. */
final class SignalRules {
    private SignalRules() {}

    static void addTo(Rules rules) {
        window(rules, "HannWindow", a -> 0.5 - 0.5 * Math.cos(a));
        window(rules, "HammingWindow", a -> 25.0 / 46 - 21.0 / 46 * Math.cos(a));
        window(rules, "BlackmanWindow", a -> 0.42 - 0.5 * Math.cos(a) + 0.08 * Math.cos(2 * a));
        rules.add("DFT", 17, c -> dft(c, c.axis(c.whole("axis", 1), c.rank(0))));
        rules.add("DFT", 20, c -> dft(c, c.axis(c.has(2) ? c.longs(2)[0] : -2, c.rank(0))));
        rules.add("STFT", 17, SignalRules::stft);
        rules.add("MelWeightMatrix", 17, SignalRules::mel);
    }

    private static void window(Rules rules, String op, DoubleUnaryOperator shape) {
        rules.add(op, 17, c -> {
            long size = c.longs(0)[0];
            double period = c.flag("periodic", true) ? size : size - 1;
            Tensor window = Tensor.fill(DType.F64, Shape.of(size), i -> shape.applyAsDouble(2 * Math.PI * i / period));
            return c.out(Node.constant(window), Casting.target(c.integer("output_datatype", 1)));
        });
    }

    /** A matrix [rows, columns] of cosines or sines of the angles 2π·row·column/n. */
    private static Node waves(int rows, int columns, int n, boolean sine) {
        IntToDoubleFunction angle = i -> 2 * Math.PI * ((long) (i / columns) * (i % columns) % n) / n;
        return Node.constant(Tensor.fill(
                DType.F64,
                Shape.of(rows, columns),
                i -> sine ? Math.sin(angle.applyAsDouble(i)) : Math.cos(angle.applyAsDouble(i))));
    }

    private static Node lastAxis(Node x, int axis) {
        int[] order = IntStream.range(0, x.rank())
                .map(i -> i == x.rank() - 1 ? axis : i < axis ? i : i + 1)
                .toArray();
        return axis == x.rank() - 1 ? x : x.transpose(order);
    }

    private static Node backFrom(Node x, int axis) {
        int[] order = IntStream.range(0, x.rank())
                .map(i -> i == axis ? x.rank() - 1 : i < axis ? i : i - 1)
                .toArray();
        return axis == x.rank() - 1 ? x : x.transpose(order);
    }

    private static Node part(Node x, int which) {
        Node part = fn("slice", x, x.rank() - 1, which, which + 1);
        return part.reshape(part.shape().without(-1));
    }

    /** A signal cut or filled up with zeros along its last axis. */
    private static Node fitted(Node x, int length) {
        int size = Call.extent(x.shape(), x.rank() - 1);
        if (size >= length) {
            return size == length ? x : fn("slice", x, x.rank() - 1, 0, length);
        }
        List<List<Integer>> widths = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            widths.add(List.of(0, i == x.rank() - 1 ? length - size : 0));
        }
        return fn("pad", x, widths);
    }

    private static List<Val> dft(Call c, int axis) {
        Node x = c.real(0);
        boolean complex = c.extent(0, x.rank() - 1) == 2;
        boolean inverse = c.flag("inverse", false);
        boolean oneSided = c.flag("onesided", false);
        Node real = lastAxis(part(x, 0), axis);
        Node imaginary = complex ? lastAxis(part(x, 1), axis) : null;
        int size = Call.extent(real.shape(), real.rank() - 1);
        if (inverse && oneSided && imaginary != null) {
            return c.out(realSignal(real, imaginary, c.has(1) ? (int) c.longs(1)[0] : 2 * (size - 1), axis));
        }
        int length = c.has(1) ? (int) c.longs(1)[0] : size;
        real = fitted(real, length);
        int columns = oneSided ? length / 2 + 1 : length;
        Node cos = waves(length, columns, length, false);
        Node sin = waves(length, columns, length, true).times(inverse ? 1 : -1);
        Node outReal = fn("matmul", real, cos);
        Node outImaginary = fn("matmul", real, sin);
        if (imaginary != null) {
            Node more = fitted(imaginary, length);
            outReal = outReal.minus(fn("matmul", more, sin));
            outImaginary = outImaginary.plus(fn("matmul", more, cos));
        }
        double scale = inverse ? 1.0 / length : 1;
        Node both = fn(
                "stack",
                List.of(backFrom(outReal.times(scale), axis), backFrom(outImaginary.times(scale), axis)),
                x.rank() - 1);
        return c.out(both);
    }

    /** The real signal that has one half of its frequencies given. */
    private static Node realSignal(Node real, Node imaginary, int length, int axis) {
        int half = length / 2 + 1;
        Node x = fitted(real, half);
        Node y = fitted(imaginary, half);
        Tensor weights =
                Tensor.fill(DType.F64, Shape.of(half), i -> i == 0 || (length % 2 == 0 && i == half - 1) ? 1 : 2);
        Node weight = Node.constant(weights);
        Node sum = fn("matmul", x.times(weight), waves(half, length, length, false))
                .minus(fn("matmul", y.times(weight), waves(half, length, length, true)));
        Node signal = backFrom(sum.over(length), axis);
        return fn("expand_dims", signal, signal.rank());
    }

    private static List<Val> stft(Call c) {
        Node signal = c.real(0);
        int step = (int) c.longs(1)[0];
        Node window = c.has(2) ? c.real(2) : null;
        int length = c.has(3) ? (int) c.longs(3)[0] : window == null ? c.extent(0, 1) : Call.extent(window.shape(), 0);
        boolean complex = signal.rank() == 3 && c.extent(0, 2) == 2;
        boolean oneSided = c.flag("onesided", true) && !complex;
        int frames = (c.extent(0, 1) - length) / step + 1;
        int columns = oneSided ? length / 2 + 1 : length;
        Node cos = waves(length, columns, length, false);
        Node sin = waves(length, columns, length, true).times(-1);
        List<Node> rows = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Node frame = fn("slice", signal, 1, i * step, i * step + length);
            Node real = signal.rank() == 3 ? part(frame, 0) : frame;
            real = window == null ? real : real.times(window);
            Node outReal = fn("matmul", real, cos);
            Node outImaginary = fn("matmul", real, sin);
            if (complex) {
                Node more = window == null ? part(frame, 1) : part(frame, 1).times(window);
                outReal = outReal.minus(fn("matmul", more, sin));
                outImaginary = outImaginary.plus(fn("matmul", more, cos));
            }
            rows.add(fn("stack", List.of(outReal, outImaginary), 2));
        }
        return c.out(fn("stack", rows, 1));
    }

    private static List<Val> mel(Call c) {
        int bands = (int) c.longs(0)[0];
        int length = (int) c.longs(1)[0];
        double rate = c.known(2).at(0);
        double low = mels(c.known(3).at(0));
        double high = mels(c.known(4).at(0));
        int bins = length / 2 + 1;
        int[] at = new int[bands + 2];
        double step = (high - low) / (bands + 2);
        for (int i = 0; i < at.length; i++) {
            double hertz = 700 * (Math.pow(10, (low + i * step) / 2595) - 1);
            at[i] = (int) Math.floor((length + 1) * hertz / rate);
        }
        double[] values = new double[bins * bands];
        for (int band = 0; band < bands; band++) {
            int from = at[band];
            int peak = at[band + 1];
            int to = at[band + 2];
            for (int bin = from; bin <= peak && bin < bins; bin++) {
                values[bin * bands + band] = from == peak ? 1 : (bin - from) / (double) (peak - from);
            }
            for (int bin = peak; bin < to && bin < bins; bin++) {
                values[bin * bands + band] = (to - bin) / (double) (to - peak);
            }
        }
        return c.out(
                Node.constant(Tensor.of(Shape.of(bins, bands), values)),
                Casting.target(c.integer("output_datatype", 1)));
    }

    private static double mels(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }
}
