package org.chainrule.spark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * How long a step over a million rows of a hundred numbers takes: {@code Speed MASTER [ROWS [STEPS [MODEL]]]}. The fastest of some steps, since the machine
 * may have other work.
 */
final class Speed {
    private static final Map<String, String> MODELS = Map.of(
            "logistic",
            """
            dims m
            input X [m, 100], y [m]
            param w [100] = zeros, b [] = 0
            J = mean(bce_with_logits(X @ w + b, y))
            """,
            "mlp",
            """
            dims m
            input X [m, 100], y [m]
            param W1 [64, 100] = xavier, b1 [64] = zeros, w2 [64] = normal(0, 0.1), b2 [] = 0
            J = mean(bce_with_logits(tanh(X @ W1.T + b1) @ w2 + b2, y))
            """);

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Speed() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        int steps = args.length > 2 ? Integer.parseInt(args[2]) : 24;
        SparkSession session = Sessions.open(args[0]);
        int partitions = 8;
        JavaRDD<Sample> data = JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
                .mapPartitionsWithIndex((part, numbers) -> samples(part, rows / partitions), true);
        for (String name : args.length > 3 ? List.of(args[3]) : List.of("logistic", "mlp")) {
            List<Long> times = new ArrayList<>();
            List<Long> work = new ArrayList<>();
            DistributedTrainer.Trained trained = DistributedTrainer.of(MODELS.get(name))
                    .optimizer("sgd(lr=0.1)")
                    .watched((epoch, loss) -> times.add(System.nanoTime()) && work.add(PROCESS.getProcessCpuTime()))
                    .fit(data, steps);
            System.out.printf(
                    Locale.ROOT,
                    "%s %s: %d rows, %.3f s a step, %.3f s of processors, loss %s%n",
                    args[0],
                    name,
                    trained.rows(),
                    least(times),
                    least(work),
                    trained.losses().get(steps - 1));
        }
        session.stop();
    }

    private static double least(List<Long> times) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < times.size(); i++) {
            least = Math.min(least, (times.get(i) - times.get(i - 1)) * 1e-9);
        }
        return least;
    }

    private static Iterator<Sample> samples(int part, int count) {
        SplittableRandom random = new SplittableRandom(part);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double[] x = new double[100];
                    double sum = 0;
                    for (int k = 0; k < x.length; k++) {
                        x[k] = random.nextDouble() - 0.5;
                        sum += k % 3 == 0 ? x[k] : -x[k] / 2;
                    }
                    return Sample.of("X", x).and("y", sum > 0 ? 1 : 0);
                })
                .iterator();
    }
}
