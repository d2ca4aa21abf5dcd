package org.chainrule.exec.digits;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;

/** A graph that is not evaluated to many digits: an op that has no exact meaning here, or too much work. */
public final class RefusedException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    RefusedException(Message message) {
        super(message);
    }
}
