package kz.bilik.settlement;

import kz.bilik.language.Language;
import kz.bilik.language.Later;
import kz.bilik.language.Texts;

/** Why an act was returned, as it is kept: what somebody typed, or the key of what the product says for him. */
final class ReturnRemarks {

    /** Of an act that was returned to be formed anew, because its amounts have changed. */
    static final String AMOUNTS_CHANGED = "settlement.amounts-changed-remark";

    private ReturnRemarks() {}

    /** As that reader reads them. */
    static String in(String remarks, Texts texts, Language language) {
        return remarks.equals(AMOUNTS_CHANGED) ? texts.in(language, remarks) : remarks;
    }

    /** As an argument of a notice, whose reader's language is not known yet. */
    static Object later(String remarks) {
        return remarks.equals(AMOUNTS_CHANGED) ? Later.text(remarks) : remarks;
    }
}
