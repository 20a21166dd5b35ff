/** What the applicant and the officers are told, in their language: cabinet messages and mail. */
@ApplicationModule(allowedDependencies = {"calendar", "language", "officer", "record"})
@NullMarked
package kz.bilik.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
