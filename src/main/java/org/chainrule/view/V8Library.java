package org.chainrule.view;

import static org.chainrule.message.Message.say;

import guru.nidi.graphviz.engine.GraphvizV8Engine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Loads the native code of V8.
 *
 * <p>Left to itself the library unpacks 19 MB into the home folder. On Linux it also asks for an executable stack,
 * which it does not need: the JVM prints a warning, and the C library of newer systems refuses to load it. So it is
 * unpacked into a temporary folder, on Linux with that request cleared, loaded, and deleted.
 *
 * <p>The classes of V8 come with the native code, in a jar that is another one on each platform, and on some there is none.
 * So they are looked up by name.
 */
final class V8Library {
    private static final String CLASS = "com.eclipsesource.v8.V8";
    private static final String LINUX = "/libj2v8_linux_x86_64.so";

    /** Where there may be native code. */
    private record Platform(String name, String file, String system, List<String> architectures) {
        boolean isThis(String os, String arch) {
            return os.toLowerCase(Locale.ROOT).startsWith(system) && architectures.contains(arch);
        }
    }

    private static final List<Platform> PLATFORMS = List.of(
            new Platform("Linux x86-64", LINUX, "linux", List.of("amd64", "x86_64")),
            new Platform("macOS x86-64", "/libj2v8_macosx_x86_64.dylib", "mac", List.of("amd64", "x86_64")),
            new Platform("Windows x86-64", "/libj2v8_win32_x86_64.dll", "windows", List.of("amd64", "x86_64")),
            new Platform("Windows x86", "/libj2v8_win32_x86.dll", "windows", List.of("x86")));

    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int EXECUTABLE = 1;
    private static boolean loaded;

    private V8Library() {}

    /**
     * Starts V8.
     *
     * @throws EngineException if this machine has no native code or may not load it
     */
    static GraphvizV8Engine engine() {
        requireNativeCode(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            return start();
        } catch (IOException | LinkageError | RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new EngineException(
                    say(
                            "its native code does not run on {0} {1} ({2})",
                            System.getProperty("os.name"), System.getProperty("os.arch"), reason.strip()),
                    e);
        }
    }

    /**
     * Looks for native code before anything is tried with it.
     *
     * @throws EngineException if there is none for such a machine; it says for which there is
     */
    static void requireNativeCode(String os, String arch) {
        List<Platform> here = PLATFORMS.stream().filter(V8Library::isPacked).toList();
        if (here.isEmpty()) {
            throw new EngineException("it brings no native code for {0} {1}", os, arch);
        }
        if (here.stream().noneMatch(platform -> platform.isThis(os, arch))) {
            String names = here.stream().map(Platform::name).collect(Collectors.joining(", "));
            throw new EngineException("it brings native code for {0} only, and this is {1} {2}", names, os, arch);
        }
    }

    private static boolean isPacked(Platform platform) {
        try {
            return Class.forName(CLASS).getResource(platform.file) != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static synchronized GraphvizV8Engine start() throws IOException {
        Path folder = Files.createTempDirectory("chainrule-v8-");
        try {
            if (!loaded) {
                loaded = loadCleared(folder);
            }
            GraphvizV8Engine engine = new GraphvizV8Engine(folder.toString());
            boolean[] ok = new boolean[1];
            engine.init(e -> ok[0] = true, e -> {});
            if (!ok[0]) {
                throw new IllegalStateException("V8 does not start");
            }
            return engine;
        } finally {
            delete(folder);
        }
    }

    /** On 64-bit Linux: loads a cleared copy of the library and tells J2V8 that it is there. */
    private static boolean loadCleared(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return false;
        }
        try {
            Class<?> v8 = Class.forName(CLASS);
            byte[] library;
            try (InputStream in = v8.getResourceAsStream(LINUX)) {
                if (in == null) {
                    return false;
                }
                library = in.readAllBytes();
            }
            Field flag = v8.getDeclaredField("nativeLibraryLoaded");
            flag.setAccessible(true);
            clearStackRequest(library);
            Path copy = Files.write(folder.resolve("libj2v8.so"), library);
            System.load(copy.toString());
            flag.setBoolean(null, true);
            return true;
        } catch (ReflectiveOperationException | IndexOutOfBoundsException e) {
            // Another version of J2V8: it may load itself, warning and all.
            return false;
        }
    }

    /** Clears the executable bit of the ELF program header for the stack. */
    static void clearStackRequest(byte[] elf) {
        ByteBuffer header = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) header.getLong(32);
        int size = header.getShort(54);
        int count = header.getShort(56);
        for (int i = 0; i < count; i++) {
            int entry = table + i * size;
            if (header.getInt(entry) == PT_GNU_STACK) {
                header.putInt(entry + 4, header.getInt(entry + 4) & ~EXECUTABLE);
            }
        }
    }

    /** Best effort: a loaded library cannot be deleted on Windows. */
    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                file.toFile().deleteOnExit();
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
