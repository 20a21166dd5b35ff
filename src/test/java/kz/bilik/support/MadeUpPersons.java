package kz.bilik.support;

import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;

/** Valid numbers of as many persons as are needed, born in the eighties, told apart by the running number behind the birthday. */
public final class MadeUpPersons {

    private int born;

    /** The next valid number. */
    public synchronized String nextIin() {
        while (true) {
            var person = born++;
            var beginning = "%02d%02d%02d3%04d"
                    .formatted(80 + person / 100_000, 1 + person / 10_000 % 10, 1 + person / 500 % 20, person % 10_000);
            for (int digit = 0; digit < 10; digit++) {
                try {
                    return Iin.of(beginning + digit).value();
                } catch (Problem wrongDigit) {
                    // One of the ten is the check digit; for some beginnings none is.
                }
            }
        }
    }
}
