package demo;

import static org.chainrule.Chainrule.*;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.onnx.Onnx;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Data;
import org.chainrule.train.Fit;
import org.chainrule.train.Optimizers;
import org.chainrule.train.Trainer;

/** Writes a model for other programs, reads it into a text of the notation, trains, and says something in Chinese. */
public class App {
    public static void main(String[] files) throws Exception {
        Path folder = Path.of(files[0]);
        Node x = input("x", 2), w = param("w", 2);
        Onnx.write(
                folder.resolve("dot.onnx"),
                Map.of("y", sum(w.times(x)).named("y")),
                Map.of(w, Tensor.of(3, 4)),
                DType.F64);
        Path text = folder.resolve("model.cr");
        Files.writeString(text, "input u [2]\nJ = import(\"dot.onnx\", u)\n");
        Model model = Model.read(text);
        Trainer trainer = Trainer.of(w.square().sum(), Optimizers.of("sgd(lr=0.5)"), w.is(Tensor.of(3, 4)));
        trainer.fit(Data.of(List.of(), List.of(w)), Fit.epochs(1));
        System.out.println(trainer.value(w));
        System.out.println(text(grad(model.get("J"), model.get("u"))));
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println(Message.say("did you mean `{0}`?", "tanh").text(Language.ZH));
    }
}
