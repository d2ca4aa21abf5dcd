package org.chainrule.page.jdk;

/** The JDK's class of this name: nothing is serialised here. */
public final class ObjectStreamField {
    /** Does nothing. */
    public ObjectStreamField(String name, Class<?> type) {}
}
