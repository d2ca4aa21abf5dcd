package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Reads PNG pictures: {@code [height, width]} for grey ones, {@code [height, width, 3]} or {@code [height, width, 4]} in colour. */
final class Images {
    private Images() {}

    /**
     * The picture in a file, with the numbers that the file has, from 0 to 255 for eight bits.
     *
     * @throws ChainruleException when the file is missing, is no PNG picture, or is damaged
     */
    static Tensor read(Path file) {
        try (InputFile open = InputFile.open(file);
                ImageInputStream in = ImageIO.createImageInputStream(open.stream())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                // Before anything is allocated: a small file can promise a large picture.
                if (pixels > Integer.MAX_VALUE / 4 || pixels > 8 * InputFile.MOST_SQUEEZED * open.size()) {
                    throw new ChainruleException("{0} is damaged: no picture of its size fits in the file", file);
                }
                return tensor(
                        reader.getRawImageType(0) != null && isIndexed(reader)
                                ? colours(reader)
                                : reader.read(0).getRaster());
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof ChainruleException known) {
                throw known;
            }
            throw e instanceof IOException io && !(e instanceof IIOException)
                    ? Reading.failed(file, io)
                    : new ChainruleException(say("{0} is no PNG picture, or is damaged", file), e);
        }
    }

    private static boolean isIndexed(ImageReader reader) throws IOException {
        return reader.getRawImageType(0).getColorModel() instanceof IndexColorModel;
    }

    /** A picture with a palette, as the colours it shows. */
    private static Raster colours(ImageReader reader) throws IOException {
        BufferedImage image = reader.read(0);
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        plain.getGraphics().drawImage(image, 0, 0, null);
        return plain.getRaster();
    }

    private static Tensor tensor(Raster raster) {
        int bands = raster.getNumBands();
        int width = raster.getWidth();
        Shape grey = Shape.of(raster.getHeight(), width);
        Shape shape = bands == 1 ? grey : grey.concat(Shape.of(bands));
        return Tensor.fill(DType.F32, shape, i -> raster.getSample(i / bands % width, i / bands / width, i % bands));
    }
}
