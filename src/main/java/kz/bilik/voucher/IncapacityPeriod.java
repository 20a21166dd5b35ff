package kz.bilik.voucher;

import java.time.LocalDate;

/** Days of illness, both included. */
public record IncapacityPeriod(LocalDate from, LocalDate to) {}
