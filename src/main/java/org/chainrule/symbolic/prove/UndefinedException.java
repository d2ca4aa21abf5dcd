package org.chainrule.symbolic.prove;

/** A form has no value, such as 1 over 0: what asked for it stays as it is. */
final class UndefinedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndefinedException(String what) {
        super(what, null, false, false);
    }
}
