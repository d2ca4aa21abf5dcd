package org.chainrule.exec.compile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of a class with one method that has no jumps: all that straight-line code needs of the class-file format (JVM
 * Specification, chapter 4). Without jumps there are no frames to describe.
 */
final class ClassBytes {
    private static final int VERSION = 55;
    private static final int PUBLIC = 1;
    private static final int CLASS = 0x1030;

    private final Buffer pool = new Buffer();
    private final Map<String, Integer> known = new HashMap<>();
    private int entries = 1;
    private final Buffer code = new Buffer();
    private int stack;
    private int deepest;
    private int locals;

    /** Bytes, one after the other. */
    private static final class Buffer {
        private byte[] bytes = new byte[1024];
        private int size;

        void u1(int value) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            bytes[size++] = (byte) value;
        }

        void u2(int value) {
            u1(value >> 8);
            u1(value);
        }

        void u4(int value) {
            u2(value >> 16);
            u2(value);
        }

        void all(Buffer other) {
            for (int i = 0; i < other.size; i++) {
                u1(other.bytes[i]);
            }
        }
    }

    /**
     * A class whose method begins.
     *
     * @param locals how many slots its arguments take, this included
     */
    ClassBytes(int locals) {
        this.locals = locals;
    }

    /** The number of bytes of the method so far. */
    int length() {
        return code.size;
    }

    /** An instruction without operands, and by how much it changes the depth of the stack. */
    void plain(int instruction, int change) {
        code.u1(instruction);
        grow(change);
    }

    /** An instruction on a local variable that takes some slots. */
    void local(int instruction, int index, int change, int slots) {
        if (index > 255) {
            code.u1(0xc4);
            code.u1(instruction);
            code.u2(index);
        } else {
            code.u1(instruction);
            code.u1(index);
        }
        locals = Math.max(locals, index + slots);
        grow(change);
    }

    /** Pushes a whole number that is not negative. */
    void push(int value) {
        if (value <= Short.MAX_VALUE) {
            code.u1(0x11);
            code.u2(value);
        } else {
            code.u1(0x13);
            code.u2(constant("int " + value, 3, value));
        }
        grow(1);
    }

    /**
     * Calls a static method of numbers that returns one.
     *
     * @param type their type, {@code D} or {@code F}
     */
    void callStatic(String owner, String name, String type, int arguments) {
        code.u1(0xb8);
        code.u2(method(10, owner, name, "(" + type.repeat(arguments) + ")" + type));
        grow(("D".equals(type) ? 2 : 1) * (1 - arguments));
    }

    /** Calls a method of an interface. */
    void callInterface(String owner, String name, String descriptor, int slots, int change) {
        code.u1(0xb9);
        code.u2(method(11, owner, name, descriptor));
        code.u1(slots);
        code.u1(0);
        grow(change);
    }

    private void grow(int change) {
        stack += change;
        deepest = Math.max(deepest, stack);
    }

    private int constant(String key, int tag, int value) {
        return known.computeIfAbsent(key, k -> {
            pool.u1(tag);
            pool.u4(value);
            return entries++;
        });
    }

    private int text(String text) {
        return known.computeIfAbsent("text " + text, k -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            pool.u1(1);
            pool.u2(bytes.length);
            for (byte b : bytes) {
                pool.u1(b);
            }
            return entries++;
        });
    }

    private int type(String name) {
        int text = text(name);
        return known.computeIfAbsent("type " + name, k -> {
            pool.u1(7);
            pool.u2(text);
            return entries++;
        });
    }

    private int method(int tag, String owner, String name, String descriptor) {
        int type = type(owner);
        int first = text(name);
        int second = text(descriptor);
        int both = known.computeIfAbsent("name " + name + descriptor, k -> {
            pool.u1(12);
            pool.u2(first);
            pool.u2(second);
            return entries++;
        });
        return known.computeIfAbsent("method " + owner + " " + name + descriptor, k -> {
            pool.u1(tag);
            pool.u2(type);
            pool.u2(both);
            return entries++;
        });
    }

    /**
     * The class, which implements an interface of one method.
     *
     * @param name its name, with slashes
     */
    byte[] finish(String name, String implemented, String method, String descriptor) {
        int self = type(name);
        int object = type("java/lang/Object");
        int face = type(implemented);
        int init = text("<init>");
        int nothing = text("()V");
        int superInit = method(10, "java/lang/Object", "<init>", "()V");
        int codeName = text("Code");
        int methodName = text(method);
        int methodType = text(descriptor);

        Buffer bytes = new Buffer();
        bytes.u4(0xcafebabe);
        bytes.u2(0);
        bytes.u2(VERSION);
        bytes.u2(entries);
        bytes.all(pool);
        bytes.u2(CLASS);
        bytes.u2(self);
        bytes.u2(object);
        bytes.u2(1);
        bytes.u2(face);
        bytes.u2(0);
        bytes.u2(2);
        Buffer start = new Buffer();
        start.u1(0x2a);
        start.u1(0xb7);
        start.u2(superInit);
        start.u1(0xb1);
        method(bytes, init, nothing, codeName, start, 1, 1);
        code.u1(0xb1);
        method(bytes, methodName, methodType, codeName, code, deepest, locals);
        bytes.u2(0);
        return Arrays.copyOf(bytes.bytes, bytes.size);
    }

    private static void method(Buffer bytes, int name, int type, int codeName, Buffer code, int stack, int locals) {
        bytes.u2(PUBLIC);
        bytes.u2(name);
        bytes.u2(type);
        bytes.u2(1);
        bytes.u2(codeName);
        bytes.u4(12 + code.size);
        bytes.u2(stack);
        bytes.u2(locals);
        bytes.u4(code.size);
        bytes.all(code);
        bytes.u2(0);
        bytes.u2(0);
    }
}
