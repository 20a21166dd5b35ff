package kz.bilik.distribution;

import org.springframework.stereotype.Component;

/** The vouchers of a region in a year, one row each (cl. 3.3b, 18). */
@Component
public class Quotas {

    /** What became of a reservation. */
    public enum Reservation {
        RESERVED,
        NONE_LEFT
    }

    /** The numbers of a region and year: published, reserved, consumed, free. */
    public record Quota(String region, int year, int published, int reserved, int consumed) {
        public int free() {
            return published - reserved - consumed;
        }
    }

    /**
     * Claims one voucher for the application, once however often it is asked, in the current transaction.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.none-published} when the region has no published quota for
     *     the year: an incident, never a refusal
     */
    public Reservation reserve(String region, int year, String application) {
        throw new UnsupportedOperationException();
    }

    /** Gives a reserved voucher back (refusal, withdrawal before issue); nothing happens when none is reserved. */
    public void release(String application) {
        throw new UnsupportedOperationException();
    }

    /** The reserved voucher is issued; from now on it counts as received. */
    public void consume(String application) {
        throw new UnsupportedOperationException();
    }

    /** Gives an issued voucher back to the quota; only where the setting for cancelled vouchers says so. */
    public void giveBack(String application) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<Quota> quotas(int year) {
        throw new UnsupportedOperationException();
    }
}
