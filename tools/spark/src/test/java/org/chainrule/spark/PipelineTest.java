package org.chainrule.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
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

    private static ChainruleEstimator estimator() {
        return new ChainruleEstimator()
                .setNotation(Sessions.LOGISTIC)
                .setOptimizer("adam(lr=0.1)")
                .setEpochs(30)
                .setColumns("X=scaled")
                .setPredict("z");
    }

    @Test
    void isAStageOfAPipelineAndCanBeSaved() throws Exception {
        Dataset<Row> data = Sessions.table(session, Sessions.rows(300), 3);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new VectorAssembler().setInputCols(new String[] {"x1", "x2", "x3"}).setOutputCol("features"),
            new StandardScaler().setInputCol("features").setOutputCol("scaled").setWithMean(true),
            estimator()
        });
        String unfitted = folder.resolve("pipeline").toString();
        pipeline.write().overwrite().save(unfitted);
        PipelineModel model = Pipeline.load(unfitted).fit(data);
        List<Row> predicted = model.transform(data).select("y", "prediction").collectAsList();
        long right = predicted.stream()
                .filter(row -> row.getDouble(1) > 0 == row.getDouble(0) > 0.5)
                .count();
        assertThat(right).isGreaterThan(280);

        String fitted = folder.resolve("model").toString();
        model.write().overwrite().save(fitted);
        PipelineModel again = PipelineModel.load(fitted);
        assertThat(again.transform(data).select("y", "prediction").collectAsList())
                .isEqualTo(predicted);
        ChainruleModel stage = (ChainruleModel) again.stages()[2];
        assertThat(stage.parameters()).containsOnlyKeys("w", "b");
        assertThat(stage.parameters()).isEqualTo(((ChainruleModel) model.stages()[2]).parameters());
    }

    @Test
    void predictsWithoutLabelsAndSeveralNumbers() {
        Dataset<Row> data = Sessions.table(session, Sessions.rows(50), 2);
        ChainruleEstimator estimator = estimator()
                .setNotation(Sessions.LOGISTIC + "both = stack([z, -z], axis=1)\nloss J\n")
                .setColumns("X=x1,x2,x3")
                .setEpochs(2)
                .setPredict("both");
        ChainruleModel model = estimator.fit(data);
        Dataset<Row> unlabelled = data.drop("y");
        for (Row row : model.transform(unlabelled).collectAsList()) {
            List<Double> both = row.getList(3);
            assertThat(both.get(0)).isEqualTo(-both.get(1));
        }
        assertThat(model.copy(new org.apache.spark.ml.param.ParamMap()).parameters())
                .isEqualTo(model.parameters());
        assertThatThrownBy(() -> model.setPredict("J").transform(data)).hasMessageContaining("no axis m of rows");
        assertThatThrownBy(() -> estimator.setColumns("X x1")).hasMessageContaining("columns are written");
    }
}
