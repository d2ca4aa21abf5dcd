package org.chainrule.spark;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Stochastic;

/**
 * What a model says of rows, on a machine.
 *
 * @param text the model
 * @param columns where the inputs stand
 * @param name of what is predicted
 * @param values of the parameters
 */
record Prediction(String text, Map<String, List<String>> columns, String name, Map<String, double[]> values)
        implements Serializable {
    private static final int ROWS = 512;
    private static final int MOST = 8;
    private static final Map<List<String>, Predicting> CACHE =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<List<String>, Predicting> eldest) {
                    return size() > MOST;
                }
            });

    /** The same with columns as they are written. */
    static Prediction of(String text, String columns, String name, Map<String, double[]> values) {
        return new Prediction(text, ChainruleEstimator.columnsOf(columns), name, values);
    }

    /** A schema with the column of the prediction. */
    StructType added(StructType schema, String column) {
        if (Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new ChainruleException("the data has a column {0} already: set another predictionCol", column);
        }
        return schema.add(
                column, compiled().isSingle() ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType));
    }

    /** The compiled model of this process. */
    Predicting compiled() {
        return CACHE.computeIfAbsent(List.of(text, name, columns.toString()), key -> new Predicting(this));
    }

    /** The rows with one more entry each. */
    Iterator<Row> of(Iterator<Row> rows, StructType schema) {
        Predicting compiled = compiled();
        RowReader reader = compiled.reader(schema);
        List<Binding> params = compiled.bind(values);
        Deque<Row> ready = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ready.isEmpty() || rows.hasNext();
            }

            @Override
            public Row next() {
                if (ready.isEmpty()) {
                    List<Row> some = new ArrayList<>();
                    while (some.size() < ROWS && rows.hasNext()) {
                        some.add(rows.next());
                    }
                    ready.addAll(compiled.predicted(some, reader, params));
                }
                return ready.pop();
            }
        };
    }

    /** The part of a model that a prediction needs; what it does not need, such as labels, may be missing in the data. */
    static final class Predicting {
        private final List<Sampled> sampled = new ArrayList<>();
        private final List<Node> fixed = new ArrayList<>();
        private final Map<String, List<String>> columns;
        private final Program program;
        private final int axis;
        private final Map<Node, Tensor> given;

        private Predicting(Prediction wanted) {
            Model model = Model.parse(wanted.text, new Model.Settings(false, 0));
            this.columns = wanted.columns;
            Node node = Stochastic.off(List.of(model.get(wanted.name))).get(0);
            String size = Compiled.of(new Recipe(wanted.text, "", Map.of(), DType.F64, 0))
                    .size();
            this.axis = axis(node, size);
            if (axis < 0) {
                throw new ChainruleException(
                        "{0} is {1}, and has no axis {2} of rows: predict something that has a value for each",
                        wanted.name, node.shape(), size);
            }
            Walk needed = Walk.from(List.of(node));
            for (Node leaf : model.leaves()) {
                if (needed.indexOf(leaf) >= 0) {
                    if (axis(leaf, size) >= 0) {
                        sampled.add(new Sampled(
                                leaf,
                                axis(leaf, size),
                                leaf.shape().without(axis(leaf, size)).entries()));
                    } else {
                        fixed.add(leaf);
                    }
                }
            }
            this.given = model.values();
            this.program = Program.of(List.of(node), DType.F64).onOneThread();
        }

        private static int axis(Node node, String size) {
            return IntStream.range(0, node.rank())
                    .filter(axis -> {
                        Dim dim = node.shape().dim(axis);
                        return dim.toString().equals(size);
                    })
                    .findFirst()
                    .orElse(-1);
        }

        /** Whether it is one number for each row. */
        boolean isSingle() {
            return program.outputs().get(0).rank() == 1;
        }

        RowReader reader(StructType schema) {
            return RowReader.of(sampled, input -> columns.getOrDefault(input, List.of(input)), schema);
        }

        private List<Binding> bind(Map<String, double[]> values) {
            List<Binding> bindings = new ArrayList<>();
            for (Node leaf : fixed) {
                double[] value = values.get(Compiled.name(leaf));
                boolean trained = value != null && ((Leaf) leaf.op()).role() == Leaf.Role.PARAM;
                Tensor known = trained ? Tensor.of(leaf.shape(), value) : given.get(leaf);
                if (known == null) {
                    throw new ChainruleException(
                            "{0} has no value: the model was trained without it", Compiled.name(leaf));
                }
                bindings.add(leaf.is(known));
            }
            return bindings;
        }

        private List<Row> predicted(List<Row> rows, RowReader reader, List<Binding> params) {
            List<Binding> bindings = new ArrayList<>(params);
            for (int input = 0; input < sampled.size(); input++) {
                Sampled wanted = sampled.get(input);
                double[] values = new double[rows.size() * wanted.width()];
                for (int row = 0; row < rows.size(); row++) {
                    reader.read(rows.get(row), input, values, row * wanted.width());
                }
                bindings.add(wanted.bind(rows.size(), values));
            }
            Tensor result = program.run(bindings).get(program.outputs().get(0));
            int inner = IntStream.range(axis + 1, result.rank())
                    .map(result.shape()::extent)
                    .reduce(1, (a, b) -> a * b);
            int width = result.count() / rows.size();
            List<Row> predicted = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                double[] numbers = new double[width];
                for (int i = 0; i < width; i++) {
                    numbers[i] = result.at((i / inner * rows.size() + row) * inner + i % inner);
                }
                Row old = rows.get(row);
                Object[] all = new Object[old.size() + 1];
                for (int i = 0; i < old.size(); i++) {
                    all[i] = old.get(i);
                }
                all[old.size()] = isSingle() ? (Object) numbers[0] : numbers;
                predicted.add(RowFactory.create(all));
            }
            return predicted;
        }
    }
}
