package kz.bilik.application;

import org.springframework.core.io.InputStreamSource;

/**
 * A file as it came with the application.
 *
 * @param fileName the name under which the signed form lists it
 * @param size in bytes
 * @param content opened as often as it is read
 */
public record Enclosure(String fileName, long size, InputStreamSource content) {}
