package org.chainrule.view.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.check.marking.ClassMarks;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;

/** A form in which judgements are written to a file. */
public enum Page {
    /** One page for a browser, with formulas; it loads nothing. */
    HTML {
        @Override
        public String of(List<Sheet> sheets, Language language) {
            return HtmlReport.of(sheets, new Wording(language));
        }
    },
    /** Markdown with formulas in LaTeX between dollar signs. */
    MARKDOWN {
        @Override
        public String of(List<Sheet> sheets, Language language) {
            return MarkdownReport.of(sheets, new Wording(language));
        }
    };

    /**
     * The page. The same sheets give the same text, byte for byte.
     *
     * @param sheets at least one; several get an overview and the frequency of each kind of mistake
     */
    public abstract String of(List<Sheet> sheets, Language language);

    /**
     * The page for a browser, on which each sheet has a link to where it can be tried out.
     *
     * @param links one for each sheet; the empty text for none
     */
    public static String linked(List<Sheet> sheets, List<String> links, Language language) {
        return HtmlReport.of(sheets, links, Optional.empty(), new Wording(language));
    }

    /** The page of a class for its teacher, with what each derivation is worth. It is one for a browser. */
    public static String ofClass(List<Sheet> sheets, ClassMarks marks, Language language) {
        return HtmlReport.of(sheets, List.of(), Optional.of(marks), new Wording(language));
    }

    /**
     * The form that the name of a file asks for.
     *
     * @throws ChainruleException when its ending is none of .html, .htm, .md and .markdown
     */
    public static Page named(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return HTML;
        }
        if (name.endsWith(".md") || name.endsWith(".markdown")) {
            return MARKDOWN;
        }
        throw new ChainruleException("cannot write a report as {0}: the name of a report ends in .html or .md", file);
    }
}
