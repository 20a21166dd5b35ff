/** Who may do what in the engine: groups, tasks, filters, accounts, login. */
@NullMarked
package kz.bilik.process.rights;

import org.jspecify.annotations.NullMarked;
