/** What happens when a user task is created, opened and completed, the same for each. */
@NullMarked
package kz.bilik.process.task;

import org.jspecify.annotations.NullMarked;
