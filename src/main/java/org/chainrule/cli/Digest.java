package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.chainrule.error.ChainruleException;

/** What tells a file from every other one. */
final class Digest {
    private static final int BLOCK = 1 << 16;

    private Digest() {}

    /** The SHA-256 of the bytes of a file, in hexadecimal digits. */
    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ChainruleException(say("cannot read {0}: {1}", file, e.getMessage()), e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
