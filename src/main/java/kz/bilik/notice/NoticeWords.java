package kz.bilik.notice;

import kz.bilik.language.KeptArguments;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;

/** The text that a notice gives in a language: its key, and its arguments as they are kept. */
final class NoticeWords {

    private NoticeWords() {}

    static String text(Texts texts, Language language, String code, String arguments) {
        return texts.inOr(language, code, "notice." + code, KeptArguments.read(arguments, texts, language));
    }
}
