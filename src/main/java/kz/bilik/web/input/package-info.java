/** What comes in: requests that nothing of ours should read are answered before anything reads them. */
@NullMarked
package kz.bilik.web.input;

import org.jspecify.annotations.NullMarked;
