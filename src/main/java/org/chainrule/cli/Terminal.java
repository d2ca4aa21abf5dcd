package org.chainrule.cli;

import java.io.Console;
import java.util.Optional;

/** Whether what is printed is read by somebody while it is. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        Optional<Console> console = Optional.ofNullable(System.console());
        if (console.isEmpty()) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal, too, and it says so.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console.get()));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
