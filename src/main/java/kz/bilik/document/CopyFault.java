package kz.bilik.document;

/** What is wrong with the copy of a paper that an officer encloses with what he enters. */
public enum CopyFault {
    /** None, or an empty file. */
    MISSING,
    TOO_LARGE,
    /** Longer than 255 characters, a path, or another one than it looks like: {@link FileName}. */
    NAME,
    /** Neither PDF nor JPEG nor PNG, or another one of them than its name says. */
    TYPE,
    /** Begins as one of them and cannot be opened: cut off, empty, or locked by a password. */
    BROKEN
}
