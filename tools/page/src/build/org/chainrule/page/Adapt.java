package org.chainrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Writes classes anew for a platform that lacks some of the JDK: what {@link Missing} names is replaced by classes of this
 * folder. The sources of Chainrule and of what it depends on stay as they are.
 */
final class Adapt {
    private Adapt() {}

    /** Copies the classes and resources of folders and jars into one folder; of two with one name, the first counts. */
    static void into(Path target, List<Path> sources) throws IOException {
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                all(source, target);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(source)) {
                    all(jar.getPath("/"), target);
                }
            }
        }
    }

    private static void all(Path root, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> one(root, file, target));
        }
    }

    private static void one(Path root, Path file, Path target) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.startsWith("META-INF/versions/") || name.endsWith("module-info.class") || Missing.isLeftOut(name)) {
            return;
        }
        Path copy = target.resolve(name);
        if (Files.exists(copy)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readAllBytes();
            Files.createDirectories(copy.getParent());
            Files.write(copy, name.endsWith(".class") ? adapted(bytes) : bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] adapted(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(0);
        boolean own = reader.getClassName().startsWith("org/chainrule/page/");
        ClassVisitor renamed = new ClassRemapper(writer, new Remapper() {
            @Override
            public String map(String type) {
                return Missing.CLASSES.getOrDefault(type, type);
            }
        });
        reader.accept(own ? renamed : new Calls(renamed), 0);
        return writer.toByteArray();
    }

    /** Sends calls of methods that are missing to static ones, which take the receiver first. */
    private static final class Calls extends ClassVisitor {
        private static final String EQUAL = "equal$parts";

        private final List<RecordComponent> components = new ArrayList<>();
        private String record = "";
        /** The type of the method that compares, when there is one. */
        private String equal = "";

        /** One of a record. */
        private record RecordComponent(String name, String type) {}

        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            record = name;
            super.visit(version, access, name, signature, parent, interfaces);
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String of, String signature) {
            components.add(new RecordComponent(name, of));
            return super.visitRecordComponent(name, of, signature);
        }

        @Override
        public void visitEnd() {
            if (!equal.isEmpty()) {
                equal(super.visitMethod(Opcodes.ACC_STATIC, EQUAL, equal, null, null));
            }
            super.visitEnd();
        }

        /** Two records with numbers are told apart by their bits: TeaVM takes 0 for −0, and NaN for something else than itself. */
        private void equal(MethodVisitor method) {
            Label same = new Label();
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitTypeInsn(Opcodes.INSTANCEOF, record);
            method.visitJumpInsn(Opcodes.IFNE, same);
            method.visitInsn(Opcodes.ICONST_0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitLabel(same);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitInsn(Opcodes.ICONST_1);
            for (RecordComponent each : components) {
                method.visitVarInsn(Opcodes.ALOAD, 0);
                method.visitFieldInsn(Opcodes.GETFIELD, record, each.name, each.type);
                method.visitVarInsn(Opcodes.ALOAD, 1);
                method.visitTypeInsn(Opcodes.CHECKCAST, record);
                method.visitFieldInsn(Opcodes.GETFIELD, record, each.name, each.type);
                String widened =
                        each.type.length() == 1 ? "BSCZ".contains(each.type) ? "I" : each.type : "Ljava/lang/Object;";
                method.visitMethodInsn(
                        Opcodes.INVOKESTATIC, Missing.PRIMITIVES, "same", "(" + widened + widened + ")Z", false);
                method.visitInsn(Opcodes.IAND);
            }
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(5, 2);
            method.visitEnd();
        }

        /** Whether a method is the one that the compiler made for a record with numbers. */
        private boolean isOfNumbers(String called, Handle maker) {
            return called.equals("equals")
                    && maker.getOwner().equals("java/lang/runtime/ObjectMethods")
                    && components.stream().anyMatch(each -> "DF".contains(each.type));
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
                @Override
                public void visitMethodInsn(int code, String owner, String called, String types, boolean interfaced) {
                    String method = owner + "." + called + types;
                    if (code != Opcodes.INVOKESPECIAL && Missing.METHODS.containsKey(method)) {
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                Missing.owner(method),
                                called,
                                "(" + Missing.METHODS.get(method) + types.substring(1),
                                false);
                    } else {
                        super.visitMethodInsn(code, owner, called, types, interfaced);
                    }
                }

                /**
                 * TeaVM takes the negative of 0 for 0, large numbers for others where they become integers, and doubles for floats; and a
                 * division by 0 ends the program in WebAssembly.
                 */
                @Override
                public void visitInsn(int code) {
                    switch (code) {
                        case Opcodes.DNEG -> shim("negative", "(D)D");
                        case Opcodes.FNEG -> shim("negative", "(F)F");
                        case Opcodes.DREM -> shim("remainder", "(DD)D");
                        case Opcodes.IDIV -> shim("quotient", "(II)I");
                        case Opcodes.IREM -> shim("remainder", "(II)I");
                        case Opcodes.LDIV -> shim("quotient", "(JJ)J");
                        case Opcodes.LREM -> shim("remainder", "(JJ)J");
                        case Opcodes.D2I -> shim("toInt", "(D)I");
                        case Opcodes.D2L -> shim("toLong", "(D)J");
                        case Opcodes.F2I -> shim("toInt", "(F)I");
                        case Opcodes.F2L -> shim("toLong", "(F)J");
                        case Opcodes.D2F -> shim("toFloat", "(D)F");
                        case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.I2F, Opcodes.L2F -> {
                            super.visitInsn(code);
                            shim("rounded", "(F)F");
                        }
                        default -> super.visitInsn(code);
                    }
                }

                private void shim(String called, String types) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, Missing.PRIMITIVES, called, types, false);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String types, Handle maker, Object... arguments) {
                    if (isOfNumbers(called, maker)) {
                        equal = types;
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, record, EQUAL, types, false);
                        return;
                    }
                    Object[] sent = new Object[arguments.length];
                    for (int i = 0; i < sent.length; i++) {
                        sent[i] = arguments[i] instanceof Handle handle ? sent(handle) : arguments[i];
                    }
                    super.visitInvokeDynamicInsn(called, types, maker, sent);
                }
            };
        }

        private static Handle sent(Handle handle) {
            String method = handle.getOwner() + "." + handle.getName() + handle.getDesc();
            if (!Missing.METHODS.containsKey(method) || handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                return handle;
            }
            String types = "(" + Missing.METHODS.get(method) + handle.getDesc().substring(1);
            return new Handle(Opcodes.H_INVOKESTATIC, Missing.owner(method), handle.getName(), types, false);
        }
    }
}
