/** What the applicant and the officers are told, in their language: cabinet messages and mail. */
@NullMarked
package kz.bilik.notice;

import org.jspecify.annotations.NullMarked;
