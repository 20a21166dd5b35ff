/** Stored files with their SHA-256 and what types are accepted. */
@NullMarked
package kz.bilik.document;

import org.jspecify.annotations.NullMarked;
