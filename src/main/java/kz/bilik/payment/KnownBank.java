package kz.bilik.payment;

import java.util.List;
import java.util.Optional;
import kz.bilik.identity.AccountNumber;

/**
 * A bank by the three digits within its account numbers. The list of banks changes: it names a bank and warns, it never
 * refuses.
 *
 * @param code the three digits; its name is the text {@code settlement.bank-<code>}
 * @param bic eight characters
 */
record KnownBank(String code, String bic) {

    static final List<KnownBank> ALL = List.of(
            new KnownBank("070", "KKMFKZ2A"),
            new KnownBank("601", "HSBKKZKX"),
            new KnownBank("722", "CASPKZKA"),
            new KnownBank("856", "KCJBKZKX"),
            new KnownBank("886", "INLMKZKA"),
            new KnownBank("948", "EURIKZKA"),
            new KnownBank("965", "IRTYKZKA"),
            new KnownBank("972", "HCSKKZKA"),
            new KnownBank("998", "TSESKZKA"));

    static Optional<KnownBank> of(AccountNumber account) {
        return ALL.stream()
                .filter(bank -> bank.code().equals(account.bankCode()))
                .findFirst();
    }

    /** Whether that BIC, of eight characters or eleven, is this bank's. */
    boolean keeps(String otherBic) {
        return otherBic.startsWith(bic);
    }
}
