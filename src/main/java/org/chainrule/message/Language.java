package org.chainrule.message;

import java.util.Locale;

/** A language that messages are written in. */
public enum Language {
    /** English. */
    EN("en"),
    /** Chinese, simplified; its sentences are in the jar of extras, which has to be on the class path. */
    ZH("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The code of ISO 639-1, such as {@code zh}. */
    public String code() {
        return code;
    }

    /** The language of a tag such as {@code zh}, {@code zh-CN} or {@code zh_CN.UTF-8}; English for all others. */
    public static Language of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
