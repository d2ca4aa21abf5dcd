package org.chainrule.exec.digits;

/** The bits of a run do not tell which way to go: it is repeated with more of them. */
final class UnsettledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsettledException(String what) {
        super(what, null, false, false);
    }
}
