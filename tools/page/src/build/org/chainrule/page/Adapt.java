package org.chainrule.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
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
        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
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

                /** TeaVM takes the negative of 0 for 0, and a division by 0 ends the program in WebAssembly. */
                @Override
                public void visitInsn(int code) {
                    switch (code) {
                        case Opcodes.DNEG -> shim("negative", "(D)D");
                        case Opcodes.IDIV -> shim("quotient", "(II)I");
                        case Opcodes.IREM -> shim("remainder", "(II)I");
                        case Opcodes.LDIV -> shim("quotient", "(JJ)J");
                        case Opcodes.LREM -> shim("remainder", "(JJ)J");
                        default -> super.visitInsn(code);
                    }
                }

                private void shim(String called, String types) {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, Missing.SHIMS, called, types, false);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String types, Handle maker, Object... arguments) {
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
