package org.chainrule.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.chainrule.notation.model.Model;
import org.chainrule.spark.DistributedTrainer.Trained;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Optimizers;
import org.chainrule.train.Trainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributedTrainerTest {
    private static final List<double[]> ROWS = Sessions.rows(200);
    private static final DistributedTrainer TRAINER =
            DistributedTrainer.of(Sessions.LOGISTIC).optimizer("adam(lr=0.1)").columns("X", "x1", "x2", "x3");

    private static SparkSession session;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws Exception {
        session = Sessions.open("local[2]");
    }

    @AfterAll
    static void close() {
        session.stop();
    }

    private static Dataset<Row> table(int partitions) {
        return Sessions.table(session, ROWS, partitions);
    }

    /** The same training in one piece. */
    private static Trainer alone(String text, int steps) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        Trainer trainer = Trainer.of(
                model.loss(),
                Optimizers.of("adam(lr=0.1)"),
                model.params().stream()
                        .map(param -> param.is(model.values().get(param)))
                        .toList());
        double[] x = ROWS.stream()
                .flatMapToDouble(row -> java.util.Arrays.stream(row, 0, 3))
                .toArray();
        double[] y = ROWS.stream().mapToDouble(row -> row[3]).toArray();
        for (int i = 0; i < steps; i++) {
            trainer.step(List.of(
                    model.get("X").is(Tensor.of(Shape.of(ROWS.size(), 3), x)),
                    model.get("y").is(Tensor.of(y))));
        }
        return trainer;
    }

    private static void close(Map<String, Tensor> found, Trainer expected, double distance) {
        assertThat(found).isNotEmpty();
        expected.params().forEach(param -> {
            Tensor value = found.get(param.leaf().label().orElseThrow());
            for (int i = 0; i < param.value().count(); i++) {
                assertThat(value.at(i)).isCloseTo(param.value().at(i), within(distance));
            }
        });
    }

    @Test
    void learnsWhatOneMachineLearns() {
        Trained trained = TRAINER.fit(table(4), 10);
        close(trained.params(), alone(Sessions.LOGISTIC, 10), 1e-12);
        assertThat(trained.rows()).isEqualTo(200);
        assertThat(trained.losses()).hasSize(10).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aSumOverRowsIsASumOverPartitions() {
        String text = Sessions.LOGISTIC.replace(
                "mean(bce_with_logits(z, y)) + 0.01*sum(w^2)", "sum(bce_with_logits(z, y, reduction=\"none\"))");
        close(trainer(text).fit(table(3), 5).params(), alone(text, 5), 1e-11);
    }

    private static DistributedTrainer trainer(String text) {
        return DistributedTrainer.of(text).optimizer("adam(lr=0.1)").columns("X", "x1", "x2", "x3");
    }

    @Test
    void theSamePartitionsGiveTheSameBits() {
        Trained first = TRAINER.fit(table(5), 5);
        for (int run = 0; run < 2; run++) {
            assertThat(TRAINER.fit(table(5), 5).params()).isEqualTo(first.params());
        }
    }

    @Test
    void aTreeGivesTheSameBitsEachTime() {
        Trained first = TRAINER.treeAggregation(2).fit(table(9), 5);
        for (int run = 0; run < 2; run++) {
            assertThat(TRAINER.treeAggregation(2).fit(table(9), 5).params()).isEqualTo(first.params());
        }
        close(first.params(), alone(Sessions.LOGISTIC, 5), 1e-12);
    }

    @Test
    void readsWhatSparkReads() throws Exception {
        Trained expected = TRAINER.fit(table(1), 3);
        String parquet = folder.resolve("rows.parquet").toString();
        table(1).write().parquet(parquet);
        assertThat(TRAINER.fit(session.read().parquet(parquet), 3).params()).isEqualTo(expected.params());

        String csv = folder.resolve("rows.csv").toString();
        table(1).write().option("header", true).csv(csv);
        Dataset<Row> read = session.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(csv);
        assertThat(TRAINER.fit(read, 3).params()).isEqualTo(expected.params());

        Path libsvm = folder.resolve("rows.txt");
        Files.writeString(libsvm, Sessions.libsvm(ROWS));
        Dataset<Row> sparse = session.read().format("libsvm").load(libsvm.toString());
        DistributedTrainer vectors = DistributedTrainer.of(Sessions.LOGISTIC)
                .optimizer("adam(lr=0.1)")
                .columns("X", "features")
                .columns("y", "label");
        assertThat(vectors.fit(sparse, 3).params()).isEqualTo(expected.params());

        Dataset<Row> arrays = table(1).select(functions.array("x1", "x2", "x3").as("X"), functions.col("y"));
        assertThat(DistributedTrainer.of(Sessions.LOGISTIC)
                        .optimizer("adam(lr=0.1)")
                        .fit(arrays, 3)
                        .params())
                .isEqualTo(expected.params());

        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        assertThat(TRAINER.fit(
                                context.parallelize(ROWS, 1).map(row -> Sample.of("X", row[0], row[1], row[2])
                                        .and("y", row[3])),
                                3)
                        .params())
                .isEqualTo(expected.params());
    }

    @Test
    void rowsThatComeInAnyOrderArePutIntoOne() {
        Dataset<Row> shuffled = table(3).repartition(5, functions.col("x1"));
        Trained first = TRAINER.fit(shuffled, 5);
        for (int run = 0; run < 2; run++) {
            assertThat(TRAINER.fit(table(3).repartition(5, functions.col("x1")), 5)
                            .params())
                    .isEqualTo(first.params());
        }
    }

    @Test
    void aProcessCompilesAModelOnce() {
        String text = Sessions.LOGISTIC + "# compiled once\n";
        int before = Compiled.count();
        trainer(text).fit(table(8), 4);
        assertThat(Compiled.count()).isEqualTo(before + 1);
    }

    @Test
    void averagesWhatPartitionsLearnByThemselves() {
        Trained first = TRAINER.localBatches(10).fit(table(4), 8);
        assertThat(TRAINER.localBatches(10).fit(table(4), 8).params()).isEqualTo(first.params());
        assertThat(first.losses().get(7))
                .isLessThan(0.3)
                .isLessThan(first.losses().get(0));
    }

    @Test
    void onePartitionAveragesNothing() {
        Trained local = TRAINER.localBatches(200).fit(table(1), 5);
        close(local.params(), alone(Sessions.LOGISTIC, 5), 1e-12);
    }

    @Test
    void goesOnFromACheckpointToTheSameBits() {
        for (DistributedTrainer trainer : List.of(TRAINER, TRAINER.localBatches(16))) {
            Path kept = folder.resolve(trainer == TRAINER ? "full" : "local");
            kept.toFile().mkdir();
            Trained whole = trainer.fit(table(3), 9);
            Trained half = trainer.checkpoints(kept, 2)
                    .watched((epoch, loss) -> epoch < 5)
                    .fit(table(3), 9);
            assertThat(half.epochs()).isEqualTo(5);
            List<Integer> epochs = new ArrayList<>();
            Trained rest = trainer.checkpoints(kept, 2)
                    .watched((epoch, loss) -> epochs.add(epoch))
                    .fit(table(3), 9);
            assertThat(epochs).first().isEqualTo(5);
            assertThat(rest.params()).isEqualTo(whole.params());
            assertThat(kept.toFile().list()).containsExactly("state.npz");
        }
    }

    @Test
    void rowsMayLieAlongTheLastAxis() {
        String turned = Sessions.LOGISTIC.replace("X [m, 3]", "X [3, m]").replace("X @ w", "X.T @ w");
        close(trainer(turned).fit(table(3), 5).params(), alone(Sessions.LOGISTIC, 5), 1e-12);
    }

    @Test
    void classesAreCountedAndDropoutIsDrawnTheSameWay() {
        String text =
                """
                dims m
                input X [m, 3], t [m] integer(0, 1)
                param W1 [8, 3] = xavier, b1 [8] = zeros, W2 [2, 8] = xavier, b2 [2] = zeros
                A = dropout(tanh(X @ W1.T + b1), p=0.2)
                J = cross_entropy(softmax(A @ W2.T + b2, axis=1), t)

                train
                optimizer = sgd(lr=0.5)
                frozen = b1
                """;
        DistributedTrainer trainer =
                DistributedTrainer.of(text).columns("X", "x1", "x2", "x3").columns("t", "y");
        Trained first = trainer.fit(table(3), 30);
        assertThat(trainer.fit(table(3), 30).params()).isEqualTo(first.params());
        assertThat(first.losses().get(29)).isLessThan(0.4);
        assertThat(first.params().get("b1")).isEqualTo(Tensor.zeros(8));
        assertThat(trainer.seed(1).fit(table(3), 30).params()).isNotEqualTo(first.params());
        assertThat(trainer.dtype(DType.F32).fit(table(3), 30).losses().get(29)).isLessThan(0.4);
    }

    @Test
    void saysWhatCannotBeDone() {
        Dataset<Row> data = table(2);
        refused(() -> trainer(Sessions.LOGISTIC.replace("mean(bce_with_logits(z, y))", "sqrt(mean((z - y)^2))"))
                        .fit(data, 1))
                .hasMessageContaining("the loss J of all rows does not follow from those of some");
        refused(() -> DistributedTrainer.of(Sessions.LOGISTIC).fit(data, 1)).hasMessageContaining("no column X");
        refused(() -> DistributedTrainer.of(Sessions.LOGISTIC)
                        .columns("X", "x1", "x2", "x3")
                        .fit(data, 1))
                .hasMessageContaining("there is no optimiser");
        refused(() -> TRAINER.columns("X", "x1", "x2").fit(data, 1))
                .hasMessage("the input X needs 3 numbers of each row, and some row has 2");
        refused(() -> TRAINER.columns("X", "x1", "x2", "x3", "y").fit(data, 1))
                .hasMessageContaining("some row has more, in the column y");
        refused(() -> TRAINER.optimizer("lbfgs()").fit(data, 1))
                .hasMessageContaining("looks at the loss as often as it likes");
        refused(() -> TRAINER.optimizer("sgd(lr=plateau(0.1))").localBatches(5).fit(data, 1))
                .hasMessageContaining("needs the loss of all rows");
        refused(() -> TRAINER.fit(data.limit(0), 1)).hasMessageContaining("the data has no rows");
        refused(() -> TRAINER.fit(data.withColumn("y", functions.lit(null).cast("double")), 1))
                .hasMessageContaining("the column y has no value in some row");
        refused(() -> TRAINER.fit(data.withColumn("y", functions.lit("good")), 1))
                .hasMessageContaining("the column y holds String, not numbers");
        refused(() -> TRAINER.fit(data.withColumn("x1", functions.lit(Double.NaN)), 1))
                .hasMessageContaining("the input X is NaN in some row");
        refused(() -> TRAINER.checkpoints(folder.resolve("nowhere"), 1).fit(data, 1))
                .hasMessageContaining("there is no folder");
        refused(() -> trainer(Sessions.LOGISTIC.replace("w [3] = [0.1, -0.2, 0.3]", "w [3]"))
                        .fit(data, 1))
                .hasMessageContaining("w has no value");
        refused(() -> TRAINER.optimizer("sgd(lr=1e300)").fit(data, 4)).hasMessageContaining("is inf at entry 0");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return assertThatThrownBy(act).isInstanceOf(org.chainrule.error.ChainruleException.class);
    }
}
