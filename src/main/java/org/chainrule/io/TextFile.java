package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Reads texts: a vector with the number of each letter, that of Unicode. */
final class TextFile {
    private TextFile() {}

    /**
     * The letters of a file.
     *
     * @throws ChainruleException when the file is missing or empty, or is not UTF-8
     */
    static Tensor read(Path file) {
        try (InputFile open = InputFile.open(file)) {
            byte[] bytes = open.stream().readAllBytes();
            open.complete();
            long[] letters = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .codePoints()
                    .asLongStream()
                    .toArray();
            return Tensor.ofLongs(Shape.of(letters.length), letters);
        } catch (CharacterCodingException e) {
            throw new ChainruleException(say("{0} is no text in UTF-8", file), e);
        } catch (IOException e) {
            throw Reading.failed(file, e);
        }
    }
}
