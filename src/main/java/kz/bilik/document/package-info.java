/** Stored files with their SHA-256, and the documents that the product renders. */
@NullMarked
package kz.bilik.document;

import org.jspecify.annotations.NullMarked;
