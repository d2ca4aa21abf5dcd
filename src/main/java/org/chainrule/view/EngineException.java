package org.chainrule.view;

import java.time.Duration;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** A layout engine is missing or failed; the message says which and what else can be done. */
final class EngineException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    private boolean late;

    EngineException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }

    /** The engine took too long. */
    static EngineException late(Duration patience) {
        EngineException late = new EngineException("no answer within {0} s", patience.toMillis() / 1000.0);
        late.late = true;
        return late;
    }

    /** Whether it was a matter of time only. */
    boolean isLate() {
        return late;
    }

    EngineException(Message message, Throwable cause) {
        super(message, cause);
    }
}
