package org.chainrule.page.jdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Properties;

/** The lines of a file of properties, in any script. */
final class PropertyLines {
    private PropertyLines() {}

    static void read(Reader reader, Properties into) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        StringBuilder whole = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.stripLeading();
            if (whole.length() == 0 && (text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!')) {
                continue;
            }
            whole.append(text);
            int slashes = 0;
            while (slashes < text.length() && text.charAt(text.length() - 1 - slashes) == '\\') {
                slashes++;
            }
            if (slashes % 2 == 1) {
                whole.setLength(whole.length() - 1);
                continue;
            }
            one(whole.toString(), into);
            whole.setLength(0);
        }
    }

    private static void one(String line, Properties into) {
        int end = 0;
        while (end < line.length() && "=: \t".indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        String rest = line.substring(Math.min(end, line.length())).stripLeading();
        if (!rest.isEmpty() && (rest.charAt(0) == '=' || rest.charAt(0) == ':')) {
            rest = rest.substring(1).stripLeading();
        }
        into.setProperty(plain(line.substring(0, Math.min(end, line.length()))), plain(rest));
    }

    private static String plain(String escaped) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\' || i + 1 == escaped.length()) {
                out.append(c);
                continue;
            }
            char sign = escaped.charAt(++i);
            switch (sign) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(escaped.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(sign);
            }
        }
        return out.toString();
    }
}
