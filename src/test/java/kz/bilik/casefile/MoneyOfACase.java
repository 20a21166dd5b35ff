package kz.bilik.casefile;

import java.util.List;
import java.util.Set;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.language.Language;
import org.springframework.beans.factory.BeanFactory;

/** What a case file says of the act and the payments of its voucher, for the tests of other rooms. */
public final class MoneyOfACase {

    private MoneyOfACase() {}

    /** The values of the act's rows, in English. */
    public static List<String> rows(BeanFactory house, String application) {
        return house
                .getBean(VoucherSections.class)
                .of(application, Set.of(Part.MONEY), Language.EN)
                .get(1)
                .rows()
                .stream()
                .map(CaseRows.Row::value)
                .toList();
    }
}
