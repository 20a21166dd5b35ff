/** What is counted of all cases: limits kept and missed, how far cases came, refusals, vouchers, money, time (cl. 8-17); numbers, never a person. */
@ApplicationModule(allowedDependencies = {"calendar", "law", "officer", "problem"})
@NullMarked
package kz.bilik.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
