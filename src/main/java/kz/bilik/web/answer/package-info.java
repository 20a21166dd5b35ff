/** How every request is answered: errors as problem details, the reader's language, files. */
@NullMarked
package kz.bilik.web.answer;

import org.jspecify.annotations.NullMarked;
