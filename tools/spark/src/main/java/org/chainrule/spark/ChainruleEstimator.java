package org.chainrule.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.chainrule.error.ChainruleException;

/**
 * A model in the notation as a stage of a pipeline.
 *
 * <pre>{@code
 * new Pipeline().setStages(new PipelineStage[] {
 *     assembler, new ChainruleEstimator().setNotation(text).setOptimizer("adam(lr=0.1)").setEpochs(50)
 *             .setColumns("X=features; y=label").setPredict("z")
 * });
 * }</pre>
 */
public final class ChainruleEstimator extends Estimator<ChainruleModel> implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> notation;
    private final Param<String> optimizer;
    private final Param<String> columns;
    private final Param<String> predict;
    private final Param<String> predictionCol;
    private final Param<String> epochs;
    private final Param<String> localBatches;
    private final Param<String> seed;

    /** An estimator with a name of its own. */
    public ChainruleEstimator() {
        this(Identifiable$.MODULE$.randomUID("chainrule"));
    }

    /** An estimator with a name. */
    public ChainruleEstimator(String uid) {
        this.uid = uid;
        this.notation = new Param<>(this, "notation", "the model as text");
        this.optimizer =
                new Param<>(this, "optimizer", "how to learn, such as adam(lr=0.01); empty for what the text says");
        this.columns = new Param<>(this, "columns", "where the inputs stand: X=features; y=label");
        this.predict = new Param<>(this, "predict", "the name of what is predicted of a row");
        this.predictionCol = new Param<>(this, "predictionCol", "the column it is put into");
        this.epochs = new Param<>(this, "epochs", "how often all rows are gone through");
        this.localBatches = new Param<>(this, "localBatches", "rows of a step of one partition; 0 for full batches");
        this.seed = new Param<>(this, "seed", "where chance starts");
        set(optimizer, "");
        set(columns, "");
        set(predictionCol, "prediction");
        set(epochs, "10");
        set(localBatches, "0");
        set(seed, "0");
    }

    @Override
    public String uid() {
        return uid;
    }

    /** The model as text. */
    public Param<String> notation() {
        return notation;
    }

    /** How to learn. */
    public Param<String> optimizer() {
        return optimizer;
    }

    /** Where the inputs stand. */
    public Param<String> columns() {
        return columns;
    }

    /** What is predicted. */
    public Param<String> predict() {
        return predict;
    }

    /** The column it is put into. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** How often all rows are gone through. */
    public Param<String> epochs() {
        return epochs;
    }

    /** How many rows of a partition are a step; 0 for full batches. */
    public Param<String> localBatches() {
        return localBatches;
    }

    /** Where chance starts. */
    public Param<String> seed() {
        return seed;
    }

    /** Sets the model. */
    public ChainruleEstimator setNotation(String text) {
        set(notation, text);
        return this;
    }

    /** Sets how to learn, such as {@code adam(lr=0.01)}. */
    public ChainruleEstimator setOptimizer(String written) {
        set(optimizer, written);
        return this;
    }

    /** Sets where the inputs stand: {@code X=age,income; y=label}. An input that is not named has a column of its name. */
    public ChainruleEstimator setColumns(String where) {
        columnsOf(where);
        set(columns, where);
        return this;
    }

    /** Sets the name of what is predicted of a row. */
    public ChainruleEstimator setPredict(String name) {
        set(predict, name);
        return this;
    }

    /** Sets the column it is put into. */
    public ChainruleEstimator setPredictionCol(String name) {
        set(predictionCol, name);
        return this;
    }

    /** Sets how often all rows are gone through. */
    public ChainruleEstimator setEpochs(int times) {
        set(epochs, Integer.toString(times));
        return this;
    }

    /** Sets how many rows of a partition are a step; 0, as it is at first, for full batches. */
    public ChainruleEstimator setLocalBatches(int rows) {
        set(localBatches, Integer.toString(rows));
        return this;
    }

    /** Sets where chance starts. */
    public ChainruleEstimator setSeed(long from) {
        set(seed, Long.toString(from));
        return this;
    }

    /** {@code X=a,b; y=c} as a map. */
    static Map<String, List<String>> columnsOf(String where) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String part : where.split(";")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            List<String> names = new ArrayList<>();
            for (String name : part.substring(equals + 1).split(",")) {
                names.add(name.strip());
            }
            if (equals < 1 || names.contains("")) {
                throw new ChainruleException("columns are written X=features; y=label, and not {0}", where);
            }
            columns.put(part.substring(0, equals).strip(), names);
        }
        return columns;
    }

    @Override
    @SuppressWarnings("unchecked")
    public ChainruleModel fit(Dataset<?> data) {
        if (!isSet(notation)) {
            throw new ChainruleException("the estimator has no model: setNotation gives it one");
        }
        DistributedTrainer trainer = DistributedTrainer.of(getOrDefault(notation))
                .optimizer(getOrDefault(optimizer))
                .seed(Long.parseLong(getOrDefault(seed)));
        for (Map.Entry<String, List<String>> each :
                columnsOf(getOrDefault(columns)).entrySet()) {
            trainer = trainer.columns(each.getKey(), each.getValue().toArray(String[]::new));
        }
        int batch = Integer.parseInt(getOrDefault(localBatches));
        if (batch > 0) {
            trainer = trainer.localBatches(batch);
        }
        DistributedTrainer.Trained trained = trainer.fit((Dataset<Row>) data, Integer.parseInt(getOrDefault(epochs)));
        ChainruleModel model = new ChainruleModel(uid, trained.params());
        copyValues(model, extractParamMap());
        model.setParent(this);
        return model;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Prediction.of(getOrDefault(notation), getOrDefault(columns), getOrDefault(predict), Map.of())
                .added(schema, getOrDefault(predictionCol));
    }

    @Override
    public ChainruleEstimator copy(ParamMap extra) {
        ChainruleEstimator copy = new ChainruleEstimator(uid);
        copyValues(copy, extractParamMap(extra));
        return copy;
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
    }

    /** Reads estimators that were saved. */
    public static MLReader<ChainruleEstimator> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads one that was saved. */
    public static ChainruleEstimator load(String path) {
        return read().load(path);
    }
}
