package kz.bilik.web.page;

import java.util.Optional;
import kz.bilik.application.Applications;
import kz.bilik.casefile.ActAccess;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.officer.Officer;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/** On which page an officer reads the matter that a number stands for: of an act the one page that he has for it. */
@Component
class Matters {

    private final Applications applications;
    private final Vouchers vouchers;
    private final Acts acts;
    private final PaymentOrders orders;
    private final CaseReaders readers;

    Matters(Applications applications, Vouchers vouchers, Acts acts, PaymentOrders orders, CaseReaders readers) {
        this.applications = applications;
        this.vouchers = vouchers;
        this.acts = acts;
        this.orders = orders;
        this.readers = readers;
    }

    /**
     * The path of that page.
     *
     * @param number of an application, a voucher, an act, a payment order or a distribution
     * @return empty when there is no such number, or it does not concern this officer (any more)
     */
    Optional<String> page(Officer officer, String number) {
        return RecordNumber.parse(number).flatMap(known -> switch (known.kind()) {
            case DISTRIBUTION ->
                DistributionAccess.mayRead(officer) ? Optional.of("/distributions/" + number) : Optional.empty();
            case ACT -> acts.find(number).flatMap(act -> page(officer, act));
            case VOUCHER -> applicationOf(number).flatMap(application -> casePage(officer, application));
            case APPLICATION -> casePage(officer, number);
            case PAYMENT_ORDER ->
                orders.find(number)
                        .flatMap(order -> acts.find(order.act()))
                        .filter(act -> ActAccess.readsPayments(officer, act))
                        .map(act -> "/acts/" + act.number() + "/payments");
        });
    }

    private Optional<String> applicationOf(String voucher) {
        try {
            return Optional.of(vouchers.get(voucher).application());
        } catch (Problem unknown) {
            if (unknown.kind() == Problem.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    private Optional<String> casePage(Officer officer, String application) {
        return applications
                .find(application)
                .filter(found -> readers.mayRead(officer, found))
                .map(found -> "/cases/" + found.number());
    }

    private static Optional<String> page(Officer officer, ServicesAct act) {
        var pages = "/acts/" + act.number();
        if (ActAccess.isContractor(officer, act)) {
            return Optional.of(pages + "/sign");
        }
        if (ActAccess.isCustomer(officer, act)) {
            return Optional.of(pages + "/accept");
        }
        if (ActAccess.readsPayments(officer, act)) {
            return Optional.of(pages + "/payments");
        }
        return Optional.empty();
    }
}
