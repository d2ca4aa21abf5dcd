package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import org.chainrule.error.ChainruleException;

/** Changes of type. */
final class Casting {
    private Casting() {}

    /** The type with a number in the format. */
    static ElementType target(int code) {
        ElementType type = ElementType.of(code)
                .orElseThrow(() -> new ChainruleException(say("entries of type {0} are not supported", code)));
        if (type == ElementType.STRING) {
            throw new ChainruleException(say("texts are not supported"));
        }
        return type;
    }

    /** A value in another type. */
    static Val to(Val x, ElementType type, boolean saturate) {
        Val cast = Val.of(Casted.of(x.node(), x.type(), type, saturate), type);
        return x.dims().map(cast::withSizes).orElse(cast);
    }
}
