package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not what they seem, and places where nothing can be written: one sentence each, exit code 2, and nothing is
 * overwritten. {@code docs/errors.md} lists them, as they are made here.
 */
@Timeout(120)
class HostileFilesTest {
    private static final String MODEL = "dims m, k\ninput y [m, k] = file(\"%s\")\ns = sum(y)\n";
    private static final String HEAD = "| what | in | what is said |\n|---|---|---|\n";
    private static final Charset UTF8 = StandardCharsets.UTF_8;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> rows = new ArrayList<>();

    @Test
    void eachIsReadOrRefusedInOneSentenceAsThePageSays() throws IOException, InterruptedException {
        textsOfNumbers();
        arrays();
        filesThatAreNone();
        models();
        outputs();
        assertThat(rows).hasSizeGreaterThan(40);
        Path page = Path.of("docs", "errors.md");
        String text = Files.readString(page);
        int start = text.indexOf(HEAD) + HEAD.length();
        int end = text.indexOf("\n\n", start) + 1;
        String fresh = String.join("\n", rows) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, text.substring(0, start) + fresh + text.substring(end));
        } else {
            assertThat(text.substring(start, end)).isEqualTo(fresh);
        }
    }

    private void textsOfNumbers() throws IOException {
        csv("a byte order mark", "\uFEFF5\n7\n9\n");
        data("UTF-16 with a byte order mark", "utf16.csv", "\uFEFF5\n7\n9\n".getBytes(StandardCharsets.UTF_16LE));
        csv("a blank that is U+00A0", "\u00A05\n7\n9\n");
        csv("infinity first", "Inf\n7\n9\n");
        csv("a header of names", "Na,Mg\n7,8\n");
        csv("a header that says so", "# 2019 2020\n7,8\n");
        csv("no value in the first row", "NA,NA\n7,8\n");
        csv("no value in a later row", "7\n\"\"\n9\n");
        csv("a decimal comma", "\"5,0\"\n7\n9\n");
        csv("a header with numbers in it", "a,2020\n7,8\n");
        csv("a column of row numbers", ",a\n0,7\n");
        csv("words for true and false", "True\n0\n1\n");
        csv("another sign for minus", "\u22125\n7\n");
        csv("a sign without width", "5\u200B\n7\n");
        csv("a number beyond all", "1e400\n7\n");
        csv("another separator", "5;6\n7;8\n");
        csv("blanks as separators", "5 6\n7 8\n");
        csv("tabs as separators", "5\t6\n7\t8\n");
        csv("lines of different length", "5,6\n7\n");
        csv("a quotation mark that is not closed", "5,\"6\n7,8\n");
        csv("a spreadsheet's error", "#N/A\n7\n");
        data("a letter in another encoding", "latin.csv", "5\u00e9\n7\n".getBytes(StandardCharsets.ISO_8859_1));
        data("UTF-16 without a mark", "utf16.csv", "5\n7\n".getBytes(StandardCharsets.UTF_16LE));
        csv("no bytes", "");
        csv("only blank lines", "\n \n");
    }

    private void arrays() throws IOException {
        data("no bytes", "a.npy", new byte[0]);
        data("an archive", "a.npy", "PK\u0003\u0004 and more".getBytes(UTF8));
        data("a header that is cut", "a.npy", java.util.Arrays.copyOf(npy("<f8", "2, 3", new byte[0]), 40));
        data("data that are cut", "a.npy", npy("<f8", "2, 3", new byte[47]));
        data("a header that promises too much", "a.npy", npy("<f8", "60000, 60000", new byte[8]));
        data("objects", "a.npy", npy("|O", "2, 3", new byte[48]));
        data("half precision", "a.npy", npy("<f2", "2, 3", new byte[12]));
        byte[] large = new byte[48];
        java.util.Arrays.fill(large, 8, 16, (byte) 0xFF);
        data("an unsigned number above 2^63", "a.npy", npy("<u8", "2, 3", large));
        large[15] = 0x40;
        data("a whole number above 2^53", "a.npy", npy("<i8", "2, 3", large));
    }

    private void filesThatAreNone() throws IOException, InterruptedException {
        pipe("pipe.csv");
        eval("a pipe", "pipe.csv");
        pipe("pipe.npy");
        eval("a pipe", "pipe.npy");
        Files.createDirectory(folder.resolve("folder.csv"));
        eval("a folder", "folder.csv");
        eval("no file", "missing.csv");
        eval("another ending", "a.xlsx");
    }

    private void models() throws IOException, InterruptedException {
        run("no bytes", model("empty.cr", ""), "eval", "empty.cr");
        run("a NUL byte", model("nul.cr", "y = 1\u0000\n"), "eval", "nul.cr");
        Files.write(folder.resolve("utf16.cr"), "\uFEFFy = 1\n".getBytes(StandardCharsets.UTF_16LE));
        run("UTF-16", "utf16.cr", "eval", "utf16.cr");
        pipe("pipe.cr");
        run("a pipe", "pipe.cr", "eval", "pipe.cr");
        run("no file", "missing.cr", "eval", "missing.cr");
        model("args.cr", "--json\n");
        run("a name with @", "@args.cr", "eval", "@args.cr");
    }

    private void outputs() throws IOException, InterruptedException {
        String text = "input x [] = 2\nJ = x^2\nderive J\ndx = 2*x\n";
        for (String name : List.of("model.svg", "model.md")) {
            model(name, text);
        }
        Files.createSymbolicLink(folder.resolve("link.svg"), Path.of("model.svg"));
        run("the model itself", "view -o", "view", "model.svg", "-o", "model.svg");
        run("a link to the model", "view -o", "view", "model.svg", "-o", "link.svg");
        run("the model itself", "check --report", "check", "model.md", "--report", "model.md");
        run("a folder that is not there", "check --report", "check", "model.md", "--report", "no/r.md");
        pipe("pipe.svg");
        run("a pipe", "view -o", "view", "model.svg", "-o", "pipe.svg");
        assertThat(Files.isRegularFile(folder.resolve("pipe.svg"))).isFalse();
        assertThat(folder.resolve("model.svg")).hasContent(text);
        assertThat(folder.resolve("model.md")).hasContent(text);
    }

    private void csv(String what, String text) throws IOException {
        data(what, "a.csv", text.getBytes(UTF8));
    }

    private void data(String what, String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        eval(what, name);
    }

    private void eval(String what, String name) {
        model("m.cr", MODEL.formatted(name));
        run(what, name, "eval", "m.cr");
    }

    private String model(String name, String text) {
        Cli.model(folder, name, text);
        return name;
    }

    private void pipe(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private static byte[] npy(String descr, String shape, byte[] data) throws IOException {
        String dict = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) dict.length(), 0});
        out.write(dict.getBytes(UTF8));
        out.write(data);
        return out.toByteArray();
    }

    /** Runs a command whose words that have a dot are files in the folder; its first line becomes a row. */
    private void run(String what, String file, String command, String... words) {
        List<Object> args = new ArrayList<>(List.of(command));
        for (String word : words) {
            args.add(word.contains(".") ? path(word) : word);
        }
        Cli cli = Cli.run(args.toArray());
        String said = cli.code() == 0 ? cli.out() : cli.err();
        assertThat(cli.code() == 0 || (cli.code() == 2 && cli.out().isEmpty()))
                .as(what)
                .isTrue();
        assertThat(said).doesNotContain("Exception").doesNotContain("internal error");
        String first = said.lines().findFirst().orElse("");
        String sentence = first.replaceFirst("^chainrule: (\\S*m\\.cr:2:18: )?", "")
                .replace(folder + java.io.File.separator, "")
                .replace(folder.toString(), "…");
        rows.add("| " + what + " | `" + file + "` | " + sentence + " |");
    }

    private String path(String word) {
        return word.startsWith("@")
                ? "@" + folder.resolve(word.substring(1))
                : folder.resolve(word).toString();
    }

    @Test
    void aLinkToItself() throws IOException {
        for (String name : List.of("loop.csv", "loop.npy", "loop.cr")) {
            Path loop = Files.createSymbolicLink(folder.resolve(name), Path.of(name));
            String model = Cli.model(folder, "m.cr", MODEL.formatted(name)).toString();
            Cli cli = Cli.run("eval", name.endsWith(".cr") ? loop.toString() : model);
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("cannot read " + loop + ": ").doesNotContain("Exception");
        }
    }

    @Test
    void aNameWithANulByte() {
        assertThat(Cli.run("eval", "a\0b.cr"))
                .isEqualTo(new Cli(2, "", "chainrule: no file can have the name a·b.cr: Nul character not allowed\n"));
    }

    @Test
    void aPlaceForTheReportIsLookedAtBeforeAnythingIsJudged() {
        String model = Cli.model(folder, "m.cr", "input x [] = 2\nJ = x^2\nderive J\ndx = 3*x\n")
                .toString();
        Cli cli = Cli.run("check", model, "--report", folder.resolve("no").resolve("r.md"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void resultsThatDoNotArrive() {
        String file = Cli.model(folder, "m.cr", "y = 1\n").toString();
        for (String[] words : new String[][] {{"eval", file}, {"eval", file, "--lang", "zh"}, {"ops"}, {"--help"}}) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            StringWriter err = new StringWriter();
            PrintWriter out = new PrintWriter(new PrintStream(full, false), false, UTF8);
            assertThat(Main.run(out, new PrintWriter(err), words)).isEqualTo(2);
            assertThat(err.toString().strip())
                    .isEqualTo(
                            words.length > 2
                                    ? "chainrule: 结果无法写出：磁盘已满，或读取结果的程序已结束"
                                    : "chainrule: the results could not be written: the disk is full, or the program that"
                                            + " reads them has ended");
        }
    }

    @Test
    void namesThatTheLocaleCannotWrite() throws IOException, InterruptedException {
        String model = Cli.model(folder, "m.cr", MODEL.formatted("数据.csv")).toString();
        assertThat(inLocaleC("eval", model))
                .startsWith("2 chainrule: " + model
                        + ":2:18: the locale of this process cannot write the name 数据.csv: set LC_ALL=C.UTF-8\n");
        assertThat(inLocaleC("eval", "数.cr"))
                .startsWith("2 chainrule: the locale of this process cannot write the name ")
                .endsWith(".cr: set LC_ALL=C.UTF-8\n")
                .hasLineCount(1);
    }

    /** The exit code, and what the program writes. */
    private static String inLocaleC(String... args) throws IOException, InterruptedException {
        // The name is passed by a shell, since this process may not be able to say it either.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "export LC_ALL=C; exec '" + java + "' -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " '" + String.join("' '", args)
                + "'\n";
        Process process = new ProcessBuilder("sh").redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(script.getBytes(UTF8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF8);
        return process.waitFor() + " " + output;
    }
}
