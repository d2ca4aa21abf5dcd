package org.chainrule.ops;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/** A call with an argument that does not fit. */
public final class ArgumentException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter which parameter; empty when the call as a whole is wrong
     * @param message function, parameter, what was given, and what is expected
     */
    public ArgumentException(String parameter, Message message) {
        super(message);
        this.parameter = parameter;
    }

    /** The parameter at fault; empty when the call as a whole is. */
    public String parameter() {
        return parameter;
    }
}
