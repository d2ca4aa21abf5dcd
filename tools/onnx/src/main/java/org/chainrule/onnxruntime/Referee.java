package org.chainrule.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Runs an ONNX file in onnxruntime. */
final class Referee {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);

    /**
     * The outputs of a model.
     *
     * @param inputs the values of its inputs by name
     * @param real float32 or float64, the type of all real numbers
     * @throws OrtException when onnxruntime does not take the file, or has no kernel for an operator in this type
     */
    Map<String, double[]> run(Path file, Map<String, Tensor> inputs, DType real) throws OrtException {
        // Without optimisations: some of them compute with a constant of doubles as a float.
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = environment.createSession(file.toString(), options)) {
                Map<String, OnnxTensor> given = new LinkedHashMap<>();
                try {
                    for (String name : session.getInputNames()) {
                        given.put(name, tensor(inputs.get(name), real));
                    }
                    return values(session, given);
                } finally {
                    given.values().forEach(OnnxTensor::close);
                }
            }
        }
    }

    private static Map<String, double[]> values(OrtSession session, Map<String, OnnxTensor> given) throws OrtException {
        Map<String, double[]> values = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(given)) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> each : result) {
                values.put(each.getKey(), numbers((OnnxTensor) each.getValue()));
            }
        }
        return values;
    }

    private OnnxTensor tensor(Tensor value, DType real) throws OrtException {
        long[] shape = value.shape().dims().stream().mapToLong(dim -> dim.size()).toArray();
        if (value.dtype() == DType.I64) {
            LongBuffer whole = LongBuffer.allocate(value.count());
            for (int i = 0; i < value.count(); i++) {
                whole.put(value.wholeAt(i));
            }
            return OnnxTensor.createTensor(environment, whole.flip(), shape);
        }
        if (real == DType.F64) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(value.toArray()), shape);
        }
        FloatBuffer narrow = FloatBuffer.allocate(value.count());
        for (int i = 0; i < value.count(); i++) {
            narrow.put((float) value.at(i));
        }
        return OnnxTensor.createTensor(environment, narrow.flip(), shape);
    }

    private static double[] numbers(OnnxTensor tensor) {
        OnnxJavaType type = tensor.getInfo().type;
        Buffer buffer =
                switch (type) {
                    case DOUBLE -> tensor.getDoubleBuffer();
                    case FLOAT -> tensor.getFloatBuffer();
                    case INT64 -> tensor.getLongBuffer();
                    default -> throw new IllegalStateException("not expected: " + type);
                };
        double[] numbers = new double[buffer.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = buffer instanceof DoubleBuffer doubles
                    ? doubles.get(i)
                    : buffer instanceof FloatBuffer floats ? floats.get(i) : ((LongBuffer) buffer).get(i);
        }
        return numbers;
    }
}
