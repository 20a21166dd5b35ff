/**
 * How the product stands to its database: what it confirmed is kept, one node starts at a time, a database that is away is
 * waited for, and what is wrong with it is said in a line.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
