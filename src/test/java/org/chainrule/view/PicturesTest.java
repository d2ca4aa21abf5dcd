package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chainrule.error.ChainruleException;
import org.chainrule.view.Scene.Direction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PicturesTest {
    private static final List<Engine> EMBEDDED = List.of(EmbeddedEngine.INSTANCE);

    @TempDir
    Path folder = Path.of("");

    @Test
    void drawsACircuit() throws Exception {
        String svg = Pictures.svg(Scenes.circuit(), EMBEDDED);
        Element root = parse(svg).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(texts(root)).contains("x", "-2", "-4", "5", "3", "-12", "1", "+", "*", "q", "z");
        assertThat(root.getElementsByTagName("circle").getLength()).isEqualTo(2);
    }

    @Test
    void drawsTheTwoLayerNet() throws Exception {
        String svg = Pictures.svg(Scenes.twoLayerNet(Direction.RIGHT), EMBEDDED);
        Set<String> texts = texts(parse(svg).getDocumentElement());
        assertThat(texts).contains("A two-layer network", "layer 1", "W1 @ X + b1", "[4, 3]", "not computed", "0.7346");
        assertThat(texts).contains("W2ᵀ ·", "⊙ σ'(Z2)", "sum over m");
        assertThat(svg).contains(Palette.GRADIENT).contains(Palette.VALUE);
    }

    @Test
    void putsNothingOverSomethingElse() {
        for (Scene scene : List.of(
                Scenes.twoLayerNet(Direction.RIGHT),
                Scenes.twoLayerNet(Direction.DOWN),
                Scenes.sigmoidCircuit(),
                Scenes.gallery())) {
            MeasuredScene plan = MeasuredScene.of(scene);
            Placement layout = Engines.layout(plan, EMBEDDED);
            for (MeasuredScene.Place a : plan.places()) {
                for (MeasuredScene.Place b : plan.places()) {
                    if (!a.equals(b)) {
                        assertThat(overlap(layout, a, b))
                                .as(a.id() + " and " + b.id())
                                .isFalse();
                    }
                }
            }
        }
    }

    private static boolean overlap(Placement layout, MeasuredScene.Place a, MeasuredScene.Place b) {
        Placement.Point p = Objects.requireNonNull(layout.nodes().get(a.id()));
        Placement.Point q = Objects.requireNonNull(layout.nodes().get(b.id()));
        return Math.abs(p.x() - q.x()) < (a.card().width() + b.card().width()) / 2 - 1
                && Math.abs(p.y() - q.y()) < (a.card().height() + b.card().height()) / 2 - 1;
    }

    @Test
    void isTheSameEveryTime() {
        Scene scene = Scenes.gallery();
        String first = Pictures.svg(scene, EMBEDDED);
        Pictures.svg(Scenes.sigmoidCircuit(), EMBEDDED);
        assertThat(Pictures.svg(scene, EMBEDDED)).isEqualTo(first);
    }

    @Test
    void looksTheSameWithAnInstalledDot() {
        String path = System.getenv().getOrDefault("PATH", "");
        Assumptions.assumeTrue(DotOnPath.find(path).isPresent(), "no program 'dot' is on the PATH");
        MeasuredScene plan = MeasuredScene.of(Scenes.twoLayerNet(Direction.RIGHT));
        Placement embedded = Engines.layout(plan, EMBEDDED);
        Placement dot = Engines.layout(plan, Engines.available("dot", path, EmbeddedEngine.INSTANCE));
        assertThat(dot.nodes().keySet()).isEqualTo(embedded.nodes().keySet());
        assertThat(dot.routes().keySet()).isEqualTo(embedded.routes().keySet());
        assertThat(dot.frames().keySet()).isEqualTo(embedded.frames().keySet());
    }

    @Test
    void drawsManyPicturesInOneProcess() {
        // Drawing number 12 of this series never ended when all shared one heap.
        for (int seed = 0; seed < 14; seed++) {
            assertThat(Engines.layout(MeasuredScene.of(Scenes.random(60, seed)), EMBEDDED)
                            .nodes())
                    .hasSizeGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void drawsThreeHundredNodes() {
        Scene scene = Scenes.random(Pictures.MAX_NODES, 1);
        assertThat(Engines.layout(MeasuredScene.of(scene), EMBEDDED).nodes())
                .hasSizeGreaterThanOrEqualTo(Pictures.MAX_NODES);
    }

    @Test
    void paintsAPng() throws IOException {
        byte[] png = Pictures.png(Scenes.gallery(), EMBEDDED);
        assertThat(Pictures.png(Scenes.gallery(), EMBEDDED)).isEqualTo(png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(colours).contains(0x1d4e89, 0xfdeec8, 0xebe9f6, 0xe2f2e9, 0x111111);
    }

    @Test
    void keepsPngsWithinEightThousandPixels() {
        assertThat(PngWriter.scale(800, 400)).isEqualTo(2);
        assertThat(PngWriter.scale(80_000, 400)).isEqualTo(0.1);
        assertThat(PngWriter.scale(8_000, 8_000)).isLessThan(0.8);
    }

    @Test
    void choosesTheFormatByTheName() throws IOException {
        Scene scene = Scenes.circuit();
        for (String name : List.of("a.svg", "a.PNG", "a.dot", "a.html")) {
            Pictures.write(scene, folder.resolve(name));
        }
        assertThat(folder.resolve("a.svg")).content().startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ");
        assertThat(Files.readAllBytes(folder.resolve("a.PNG"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(folder.resolve("a.dot")).content().isEqualTo(DotPrinter.print(scene));
        assertThat(folder.resolve("a.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("<svg ", "</svg>");
        assertThat(files()).containsExactlyInAnyOrder("a.svg", "a.PNG", "a.dot", "a.html");
    }

    @Test
    void asksTheNetworkForNothing() throws IOException {
        Path page = folder.resolve("page.html");
        Pictures.write(Scenes.twoLayerNet(Direction.RIGHT), page);
        String html = Files.readString(page).replace("http://www.w3.org/2000/svg", "");
        assertThat(html).contains("default-src 'none'").doesNotContain("http:", "https:", "//", "<script", "url(");
    }

    @Test
    void replacesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.dot"), "old");
        Pictures.write(Scenes.circuit(), file);
        assertThat(file).content().startsWith("digraph");
    }

    @Test
    void refusesOtherNames() {
        for (String name : List.of("picture", "picture.pdf", "svg", ".")) {
            Path file = folder.resolve(name);
            assertThatThrownBy(() -> Pictures.write(Scenes.circuit(), file))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage("Cannot tell from the name " + file
                            + " what to draw. A picture is a file whose name ends in .svg, .png, .dot or .html.");
        }
    }

    @Test
    void saysWhyAFileCannotBeWritten() throws IOException {
        Path missing = folder.resolve("no").resolve("a.svg");
        assertThatThrownBy(() -> Pictures.write(Scenes.circuit(), missing))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("Cannot write " + missing + ": there is no folder " + missing.getParent()
                        + ". Create it first, or name another.");
        Path directory = Files.createDirectory(folder.resolve("a.svg"));
        assertThatThrownBy(() -> Pictures.write(Scenes.circuit(), directory))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("Cannot write " + directory + ": it is a folder. Name a file in it.");
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        Path below = plain.resolve("a.svg");
        assertThatThrownBy(() -> Pictures.write(Scenes.circuit(), below))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("Cannot write " + below + ": " + plain + " is not a folder.");
    }

    @Test
    void refusesAFolderThatDoesNotAllowIt() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Assumptions.assumeTrue(
                closed.toFile().setWritable(false) && !Files.isWritable(closed), "this user may write everywhere");
        Path file = closed.resolve("a.svg");
        assertThatThrownBy(() -> Pictures.write(Scenes.circuit(), file))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("Cannot write " + file + ": the folder " + closed + " does not allow it. Name another.");
    }

    @Test
    void foldsWhatIsTooLarge() throws IOException {
        Path file = folder.resolve("big.dot");
        Pictures.write(Scenes.random(5_000, 3), file);
        String dot = Files.readString(file);
        assertThat(dot).doesNotContain("part 1");
        assertThat(dot.split("\\[width=", -1)).hasSizeLessThanOrEqualTo(Pictures.MAX_NODES + 1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private static Document parse(String svg) throws Exception {
        assertThat(svg.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Set<String> texts(Element root) {
        Set<String> texts = new HashSet<>();
        var nodes = root.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
