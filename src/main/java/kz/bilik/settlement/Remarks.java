package kz.bilik.settlement;

import kz.bilik.language.Language;
import kz.bilik.language.Later;
import kz.bilik.language.Texts;

/** Why an act was returned: what somebody typed, or what the product says for him, which is kept by its key. */
final class Remarks {

    /** The amounts are others by now, so that the act is to be formed anew. */
    static final String AMOUNTS_CHANGED = "settlement.amounts-changed-remark";

    private Remarks() {}

    /** As they are read in that language. */
    static String in(Language language, String remarks, Texts texts) {
        return remarks.equals(AMOUNTS_CHANGED) ? texts.in(language, remarks) : remarks;
    }

    /** As they are kept in a notice. */
    static Object later(String remarks) {
        return remarks.equals(AMOUNTS_CHANGED) ? Later.text(remarks) : remarks;
    }
}
