package org.chainrule.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chainrule.tensor.Tensor;

/** The JSON lines of {@code train}. */
final class TrainJson {
    private TrainJson() {}

    static String step(int step, int epoch, double loss) {
        return Json.object(json -> {
            json.name("step").value(step);
            json.name("epoch").value(epoch);
            json.name("loss");
            Json.number(json, loss);
        });
    }

    /**
     * What a training has come to.
     *
     * @param metrics by name, each by the set of samples
     */
    record Result(
            int epochs,
            double loss,
            double seconds,
            Map<String, Map<String, Tensor>> metrics,
            Map<String, Tensor> params) {}

    static String done(Result result) {
        return Json.object(json -> {
            json.name("done").value(true);
            json.name("epochs").value(result.epochs);
            json.name("loss");
            Json.number(json, result.loss);
            for (Map.Entry<String, Map<String, Tensor>> metric : result.metrics.entrySet()) {
                json.name(metric.getKey()).beginObject();
                for (Map.Entry<String, Tensor> value : metric.getValue().entrySet()) {
                    json.name(value.getKey());
                    if (value.getValue().rank() == 0) {
                        Json.number(json, value.getValue().item());
                    } else {
                        Json.tensor(json, value.getValue());
                    }
                }
                json.endObject();
            }
            json.name("seconds");
            Json.number(json, result.seconds);
            json.name("params").beginObject();
            for (Map.Entry<String, Tensor> param : result.params.entrySet()) {
                json.name(param.getKey());
                Json.tensor(json, param.getValue());
            }
            json.endObject();
        });
    }

    /**
     * How a training came about.
     *
     * @param command the words of the command line
     * @param files the model and the data, each with its SHA-256
     */
    record Provenance(
            String version, List<String> command, long seed, String dtype, int steps, Map<Path, String> files) {}

    static String provenance(Provenance provenance) {
        return Json.object(json -> {
            json.name("chainrule").value(provenance.version);
            json.name("java").value(System.getProperty("java.version"));
            json.name("system").value(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            json.name("command").beginArray();
            for (String word : provenance.command) {
                json.value(word);
            }
            json.endArray();
            json.name("seed").value(provenance.seed);
            json.name("dtype").value(provenance.dtype);
            json.name("steps").value(provenance.steps);
            json.name("files").beginArray();
            for (Map.Entry<Path, String> file : provenance.files.entrySet()) {
                json.beginObject();
                json.name("name").value(String.valueOf(file.getKey().getFileName()));
                json.name("sha256").value(file.getValue());
                json.endObject();
            }
            json.endArray();
        });
    }
}
