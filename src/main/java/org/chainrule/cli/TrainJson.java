package org.chainrule.cli;

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

    static String done(int epochs, double loss, double seconds, Map<String, Tensor> params) {
        return Json.object(json -> {
            json.name("done").value(true);
            json.name("epochs").value(epochs);
            json.name("loss");
            Json.number(json, loss);
            json.name("seconds");
            Json.number(json, seconds);
            json.name("params").beginObject();
            for (Map.Entry<String, Tensor> param : params.entrySet()) {
                json.name(param.getKey());
                Json.tensor(json, param.getValue());
            }
            json.endObject();
        });
    }
}
