package org.chainrule.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The workloads in DJL on PyTorch. Prints what Peers.java reads. */
public final class DjlPeer {
    private static final int SAMPLES = 21;
    private static double seconds = 1;
    private static String only = "";
    private static long state;

    private DjlPeer() {}

    private static double next(double scale) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return ((state >>> 33) / (double) (1L << 31) - 0.5) * scale;
    }

    private static NDArray numbers(NDManager manager, DataType type, double scale, long... shape) {
        double[] values = new double[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(scale);
        }
        return manager.create(values, new Shape(shape)).toType(type, true);
    }

    private static NDArray labels(NDManager manager, DataType type, int rows, int classes) {
        double[] values = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            values[i * classes + i * 7 % classes] = 1;
        }
        return manager.create(values, new Shape(rows, classes)).toType(type, true);
    }

    private static void report(String key, double check, Runnable run) {
        long begin = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begin < seconds * 1e9 || count < 3) {
            run.run();
            count++;
        }
        int batch = (int) Math.max(1, seconds * 0.5e9 / SAMPLES / ((System.nanoTime() - begin) / (double) count));
        double[] times = new double[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            long from = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                run.run();
            }
            times[s] = (System.nanoTime() - from) / 1e9 / batch;
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%s\t%.10g\t%.9g%n", key, check, times[SAMPLES / 2]);
    }

    private static boolean wanted(String key) {
        return key.contains(only);
    }

    private interface Loss {
        NDArray of();
    }

    private static double step(Loss loss, List<NDArray> params) {
        try (NDScope scope = new NDScope()) {
            double value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray result = loss.of();
                collector.backward(result);
                value = result.toType(DataType.FLOAT64, false).getDouble();
            }
            for (NDArray param : params) {
                NDArray gradient = param.getGradient();
                param.subi(gradient.mul(0.1));
                gradient.subi(gradient);
            }
            return value;
        }
    }

    private static void train(String key, Loss loss, List<NDArray> params) {
        params.forEach(param -> param.setRequiresGradient(true));
        double value = 0;
        for (int i = 0; i < 5; i++) {
            value = step(loss, params);
        }
        report(key, value, () -> step(loss, params));
    }

    private static NDArray entropy(NDArray z, NDArray y) {
        return z.logSoftmax(1).mul(y).sum(new int[] {1}).neg().mean();
    }

    private static void network(String key, DataType type, int batch, boolean relu, int... sizes) {
        if (!wanted(key)) {
            return;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            state = 1;
            NDArray x = numbers(manager, type, 1, batch, sizes[0]);
            NDArray y = labels(manager, type, batch, sizes[sizes.length - 1]);
            List<NDArray> params = new ArrayList<>();
            for (int layer = 1; layer < sizes.length; layer++) {
                params.add(numbers(manager, type, 0.1, sizes[layer - 1], sizes[layer]));
                params.add(numbers(manager, type, 0.1, sizes[layer]));
            }
            train(
                    key,
                    () -> {
                        NDArray a = x;
                        for (int i = 0; i < params.size(); i += 2) {
                            NDArray z = a.dot(params.get(i)).add(params.get(i + 1));
                            boolean last = i + 2 == params.size();
                            a = last ? z : relu ? Activation.relu(z) : Activation.sigmoid(z);
                        }
                        return entropy(a, y);
                    },
                    params);
        }
    }

    private static void loop(String key, DataType type, int count) {
        if (!wanted(key)) {
            return;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            state = 3;
            List<NDArray> in = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                in.add(numbers(manager, type, 4, count));
                in.get(i).setRequiresGradient(true);
            }
            double[] value = new double[1];
            Runnable run = () -> {
                try (NDScope scope = new NDScope();
                        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray u = Activation.sigmoid(in.get(0).mul(in.get(1)).add(in.get(2)));
                    NDArray loss = u.mul(Activation.tanh(in.get(3))).sum();
                    collector.backward(loss);
                    value[0] = loss.toType(DataType.FLOAT64, false).getDouble();
                }
            };
            run.run();
            report(key, value[0], run);
        }
    }

    private static void images(String key, DataType type) {
        if (!wanted(key)) {
            return;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            state = 5;
            NDArray x = numbers(manager, type, 1, 32, 1, 28, 28);
            NDArray y = labels(manager, type, 32, 10);
            NDArray k = numbers(manager, type, 0.2, 8, 1, 5, 5);
            NDArray c = numbers(manager, type, 0.2, 8);
            NDArray w = numbers(manager, type, 0.2, 1152, 10);
            NDArray b = numbers(manager, type, 0.2, 10);
            train(
                    key,
                    () -> {
                        NDArray z = Conv2d.conv2d(x, k, c, new Shape(1, 1), new Shape(0, 0), new Shape(1, 1))
                                .singletonOrThrow();
                        NDArray pooled = Pool.maxPool2d(Activation.relu(z), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
                        return entropy(pooled.reshape(32, 1152).dot(w).add(b), y);
                    },
                    List.of(k, c, w, b));
        }
    }

    /** Arguments: seconds for each workload, and what the names of those to be run contain. */
    public static void main(String[] args) {
        seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        only = args.length > 1 ? args[1] : "";
        for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
            String name = type == DataType.FLOAT64 ? " f64" : " f32";
            for (int batch : new int[] {200, 32, 1}) {
                network("P1 b" + batch + name, type, batch, false, 784, 100, 10);
            }
            network("P1b b128" + name, type, 128, true, 784, 512, 256, 10);
            loop("P3 1e3" + name, type, 1000);
            loop("P3 1e6" + name, type, 1_000_000);
            images("P5 b32" + name, type);
        }
    }
}
