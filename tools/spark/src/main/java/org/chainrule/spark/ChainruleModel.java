package org.chainrule.spark;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** A trained model as a stage of a pipeline: puts what it predicts of each row into a column. */
public final class ChainruleModel extends Model<ChainruleModel> implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> notation;
    private final Param<String> columns;
    private final Param<String> predict;
    private final Param<String> predictionCol;
    private final Param<String> values;

    /** A model that has no parameters yet; it is for readers of saved ones. */
    public ChainruleModel(String uid) {
        this.uid = uid;
        this.notation = new Param<>(this, "notation", "the model as text");
        this.columns = new Param<>(this, "columns", "where the inputs stand: X=features; y=label");
        this.predict = new Param<>(this, "predict", "the name of what is predicted of a row");
        this.predictionCol = new Param<>(this, "predictionCol", "the column it is put into");
        this.values = new Param<>(this, "values", "the parameters of the model, each name, shape and entries");
    }

    ChainruleModel(String uid, Map<String, Tensor> params) {
        this(uid);
        set(values, Saved.text(params));
    }

    @Override
    public String uid() {
        return uid;
    }

    /** The model as text. */
    public Param<String> notation() {
        return notation;
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

    /** The parameters, as they are saved. */
    public Param<String> values() {
        return values;
    }

    /** The parameters by name. */
    public Map<String, Tensor> parameters() {
        return Saved.read(getOrDefault(values));
    }

    /** Sets what is predicted of a row: any name of the model that has the axis of the rows. */
    public ChainruleModel setPredict(String name) {
        set(predict, name);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Dataset<Row> transform(Dataset<?> data) {
        Prediction prediction = prediction();
        StructType schema = data.schema();
        prediction.compiled().reader(schema);
        return ((Dataset<Row>) data)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> prediction.of(rows, schema),
                        Encoders.row(transformSchema(schema)));
    }

    private Prediction prediction() {
        if (!isSet(predict)) {
            throw new ChainruleException("the model does not know what to predict: setPredict names it");
        }
        Map<String, double[]> numbers = new HashMap<>();
        parameters().forEach((name, value) -> numbers.put(name, value.toArray()));
        return Prediction.of(
                getOrDefault(notation), isSet(columns) ? getOrDefault(columns) : "", getOrDefault(predict), numbers);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return prediction().added(schema, getOrDefault(predictionCol));
    }

    @Override
    public ChainruleModel copy(ParamMap extra) {
        ChainruleModel copy = new ChainruleModel(uid);
        copyValues(copy, extractParamMap(extra));
        copy.setParent(parent());
        return copy;
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
    }

    /** Reads models that were saved. */
    public static MLReader<ChainruleModel> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads one that was saved. */
    public static ChainruleModel load(String path) {
        return read().load(path);
    }

    /** Parameters as a text: names, sizes, and the bits of the entries. */
    private static final class Saved {
        private Saved() {}

        static String text(Map<String, Tensor> params) {
            StringBuilder text = new StringBuilder();
            params.forEach((name, value) -> {
                ByteBuffer bytes = ByteBuffer.allocate(8 * value.count());
                for (double entry : value.toArray()) {
                    bytes.putDouble(entry);
                }
                List<String> sizes = new ArrayList<>();
                for (int axis = 0; axis < value.rank(); axis++) {
                    sizes.add(Integer.toString(value.shape().extent(axis)));
                }
                text.append(name).append(' ').append(String.join("x", sizes)).append(' ');
                text.append(Base64.getEncoder().encodeToString(bytes.array())).append('\n');
            });
            return text.toString();
        }

        static Map<String, Tensor> read(String text) {
            Map<String, Tensor> params = new LinkedHashMap<>();
            text.lines().forEach(line -> {
                String[] parts = line.split(" ");
                long[] sizes = Arrays.stream(parts[1].split("x"))
                        .filter(size -> !size.isEmpty())
                        .mapToLong(Long::parseLong)
                        .toArray();
                DoubleBuffer entries =
                        ByteBuffer.wrap(Base64.getDecoder().decode(parts[2])).asDoubleBuffer();
                double[] numbers = new double[entries.remaining()];
                entries.get(numbers);
                params.put(parts[0], Tensor.of(Shape.of(sizes), numbers));
            });
            return params;
        }
    }
}
