package org.chainrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * TeaVM writes {@code a + (b - c)} and {@code a * (b / c)} without parentheses, which is the same for integers only: numbers are
 * rounded otherwise. And it takes {@code %} for weaker than {@code *}. This writes its class that prints expressions anew, for
 * a class path on which it stands before TeaVM's own: {@code Parentheses FOLDER}.
 */
public final class Parentheses {
    private static final String RENDERER = "org/teavm/backend/javascript/rendering/StatementRenderer";

    /** Of the operators that are told apart: those whose right side may be of the same kind. */
    private static final int ASSOCIATIVE = 9;

    private static final int ADD = 0;
    private static final int MULTIPLY = 2;

    private Parentheses() {}

    /** Writes the class. */
    public static void main(String[] args) throws IOException {
        int[] changes = new int[2];
        byte[] written;
        // The first may be what stands there from last time.
        List<URL> found = Collections.list(Parentheses.class.getClassLoader().getResources(RENDERER + ".class"));
        try (InputStream in = found.get(found.size() - 1).openStream()) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in).accept(changed(writer, changes), 0);
            written = writer.toByteArray();
        }
        if (changes[0] != 1 || changes[1] != 1) {
            throw new IllegalStateException("TeaVM's " + RENDERER + " is not as it was: look for its precedences");
        }
        Path file = Path.of(args[0], RENDERER + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, written);
    }

    private static ClassVisitor changed(ClassWriter writer, int[] changes) {
        return new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
                MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
                return switch (name) {
                    case "visitBinary" ->
                        new MethodVisitor(Opcodes.ASM9, next) {
                            @Override
                            public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
                                if (max - min + 1 == ASSOCIATIVE) {
                                    labels[ADD] = other;
                                    labels[MULTIPLY] = other;
                                    changes[0]++;
                                }
                                super.visitTableSwitchInsn(min, max, other, labels);
                            }
                        };
                    case "getPrecedence" ->
                        new MethodVisitor(Opcodes.ASM9, next) {
                            @Override
                            public void visitFieldInsn(int code, String owner, String field, String of) {
                                boolean modulo = field.equals("MODULO");
                                changes[1] += modulo ? 1 : 0;
                                super.visitFieldInsn(code, owner, modulo ? "MULTIPLICATION" : field, of);
                            }
                        };
                    default -> next;
                };
            }
        };
    }
}
