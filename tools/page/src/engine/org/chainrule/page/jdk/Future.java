package org.chainrule.page.jdk;

/** The JDK's class of this name. */
public interface Future<T> {
    /** The result. */
    T get();
}
