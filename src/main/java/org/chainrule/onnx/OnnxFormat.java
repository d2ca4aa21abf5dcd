package org.chainrule.onnx;

import java.nio.file.Path;
import org.chainrule.notation.model.ModelFormat;
import org.chainrule.notation.model.OutsideModel;

/** The reader of ONNX files, as the service that finds it. */
public final class OnnxFormat implements ModelFormat {
    /** For the search for services. */
    public OnnxFormat() {}

    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public OutsideModel model(Path file) {
        return Onnx.read(file);
    }
}
