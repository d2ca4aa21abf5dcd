package org.chainrule.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark on this machine, and small data for it. */
final class Sessions {
    /** A model of two classes. */
    static final String LOGISTIC =
            """
            dims m
            input X [m, 3], y [m]
            param w [3] = [0.1, -0.2, 0.3], b [] = 0
            z = X @ w + b
            J = mean(bce_with_logits(z, y)) + 0.01*sum(w^2)
            """;

    private Sessions() {}

    /** A session; processes of a local cluster find the same class path as this one. */
    static SparkSession open(String master) throws IOException {
        String path = System.getProperty("java.class.path");
        if (master.startsWith("local-cluster")) {
            Path jars = Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
            for (String entry : path.split(File.pathSeparator)) {
                Path link = jars.resolve(Path.of(entry).getFileName());
                if (entry.endsWith(".jar") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, Path.of(entry).toAbsolutePath());
                }
            }
        }
        SparkSession session = SparkSession.builder()
                .master(master)
                .appName("chainrule")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.executor.extraClassPath", path)
                .config("spark.executor.memory", "512m")
                .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
    }

    /** Rows {@code x1, x2, x3, y} of two classes that a plane nearly parts. */
    static List<double[]> rows(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] row = new double[4];
            for (int k = 0; k < 3; k++) {
                row[k] = Math.rint(1000 * (random.nextDouble() * 4 - 2)) / 1000;
            }
            row[3] = row[0] - 2 * row[1] + 0.5 * row[2] + random.nextDouble() - 0.5 > 0 ? 1 : 0;
            rows.add(row);
        }
        return rows;
    }

    /** The same as a table with a column each. */
    static Dataset<Row> table(SparkSession session, List<double[]> rows, int partitions) {
        StructType schema = new StructType();
        for (String name : List.of("x1", "x2", "x3", "y")) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        List<Row> all = rows.stream()
                .map(row -> RowFactory.create(row[0], row[1], row[2], row[3]))
                .toList();
        org.apache.spark.api.java.JavaSparkContext context =
                org.apache.spark.api.java.JavaSparkContext.fromSparkContext(session.sparkContext());
        return session.createDataFrame(context.parallelize(all, partitions), schema);
    }

    /** The same as libsvm writes it. */
    static String libsvm(List<double[]> rows) {
        StringBuilder text = new StringBuilder();
        for (double[] row : rows) {
            text.append((int) row[3]);
            for (int k = 0; k < 3; k++) {
                if (row[k] != 0) {
                    text.append(String.format(Locale.ROOT, " %d:%s", k + 1, row[k]));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }
}
