/** REST API, pages, public verification: the product's one door. */
@NullMarked
package kz.bilik.web;

import org.jspecify.annotations.NullMarked;
