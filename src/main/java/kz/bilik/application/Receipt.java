package kz.bilik.application;

import java.util.List;
import org.springframework.modulith.NamedInterface;

/**
 * The answer to a submission.
 *
 * @param number the application's number
 * @param alreadyReceived this submission had come before; nothing was done again
 * @param warnings what the career centre will look at; the application is received all the same
 */
@NamedInterface("cabinet")
public record Receipt(String number, boolean alreadyReceived, List<Warning> warnings) {

    /**
     * Something that may be missing.
     *
     * @param code the text's key without {@code warning.}
     * @param argument what fills the text's placeholder, or empty
     */
    public record Warning(String code, String argument) {}
}
