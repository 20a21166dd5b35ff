package kz.bilik.voucher;

import java.time.LocalDate;

/** The days, both inclusive, on which a voucher could not be used because a certificate was undecided (cl. 12, 13). */
record Hold(LocalDate from, LocalDate to) {}
