package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.Bilik;
import kz.bilik.application.LabourMarket;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sick-leave certificates: received from the holder (cl. 12), decided by the mobility centre (cl. 13). */
@Component
public class SickLeave {

    /** What proves the illness; an unemployed person may hold either. */
    public enum Kind {
        /** Sick-leave sheet (еңбекке жарамсыздық парағы). */
        SHEET,
        /** Note of temporary incapacity (анықтама). */
        NOTE
    }

    /** What has become of a certificate. */
    public enum State {
        UNDECIDED,
        ACCEPTED,
        REJECTED,
        /** No longer needed, with a note: the voucher was used or given up before the decision. */
        CLOSED
    }

    /** Why a certificate may be rejected; the regulation knows no grounds, these are the product's. */
    public enum Ground {
        ANOTHER_PERSON,
        NO_VALID_DAY,
        UNREADABLE,
        NOT_GENUINE;

        /** The key of its text for people. */
        public String textKey() {
            return "reason.sick-leave." + code();
        }

        private String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Days of illness, both included. */
    public record Period(LocalDate from, LocalDate to) {}

    /**
     * What a certificate says.
     *
     * @param series may be empty
     * @param patient whose illness it was
     * @param periods at least one
     */
    public record Certificate(
            Kind kind,
            String series,
            String number,
            Iin patient,
            String patientName,
            String organisation,
            String doctor,
            List<Period> periods) {}

    /**
     * A certificate that was received.
     *
     * @param receivedAt legal time of receipt, from which the term of cl. 13 runs
     * @param ground why it was rejected, else null
     * @param copy the file in {@link Documents}, kind {@code SICK_LEAVE}
     */
    public record Received(
            UUID id,
            String voucher,
            Kind kind,
            String series,
            String number,
            String organisation,
            List<Period> periods,
            UUID copy,
            OffsetDateTime receivedAt,
            State state,
            @Nullable Ground ground,
            @Nullable String remark) {}

    /** Answer to an upload; {@code again} when the same certificate had been received before. */
    public record Receipt(Received certificate, boolean again) {}

    private static final int MAX_PERIODS = 50;
    private static final int MAX_PERIOD_DAYS = 366;
    private static final int MAX_TEXT = 400;
    private static final int MAX_REMARK = 2000;

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final VoucherProcess process;
    private final VoucherDocument document;
    private final VoucherSettings settings;
    private final LastDay lastDay;
    private final Documents documents;
    private final Quotas quotas;
    private final Notices notices;
    private final Timeline timeline;
    private final LabourMarket labourMarket;
    private final CurrentOfficer currentOfficer;
    private final LegalClock clock;

    SickLeave(
            CertificateTable certificates,
            VoucherTable vouchers,
            VoucherProcess process,
            VoucherDocument document,
            VoucherSettings settings,
            LastDay lastDay,
            Documents documents,
            Quotas quotas,
            Notices notices,
            Timeline timeline,
            LabourMarket labourMarket,
            CurrentOfficer currentOfficer,
            LegalClock clock) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.process = process;
        this.document = document;
        this.settings = settings;
        this.lastDay = lastDay;
        this.documents = documents;
        this.quotas = quotas;
        this.notices = notices;
        this.timeline = timeline;
        this.labourMarket = labourMarket;
        this.currentOfficer = currentOfficer;
        this.clock = clock;
    }

    /**
     * Receives a certificate and its copy from the holder of that voucher (cl. 12) and asks for the decision of cl. 13.
     * A certificate that the holder has handed in before (kind, series, number and periods) gives the same answer while
     * it is undecided or accepted; after a rejection or a closing it is received anew when the copy is another one or
     * what was decided no longer stands in its way.
     *
     * @param holder the person who hands it in
     * @throws Problem {@code voucher.unknown} for anybody but the holder; {@code sick-leave.another-person}, {@code
     *     .incomplete}, {@code .from-after-to}, {@code .period-implausible}, {@code .begins-in-future}, {@code
     *     .kind-not-accepted}, {@code .file-missing}, {@code .file-too-large}, {@code .file-type}, {@code
     *     .voucher-lapsed} where the setting refuses late ones; {@code voucher.already-used}, {@code voucher.withdrawn}
     */
    @Transactional
    public Receipt receive(String voucherNumber, Iin holder, Certificate certificate, Enclosure copy) {
        var voucher = vouchers.lock(voucherNumber);
        if (!voucher.issued().iin().equals(holder)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "voucher.unknown", voucherNumber);
        }
        mustBeAcceptable(voucher, certificate);
        var contentType = acceptedType(copy);
        var sha256 = copy.sha256();
        var before = sameCertificate(voucher, certificate, sha256);
        if (before.isPresent()) {
            return new Receipt(before.get(), true);
        }
        var late = mustAwaitUse(voucher);
        var othersUndecided = certificates.anyUndecided(voucherNumber);
        var stored = copy.read(
                content -> documents.store(voucherNumber, "SICK_LEAVE", copy.fileName(), contentType, content));
        var row = new CertificateTable.Row(
                UUID.randomUUID(),
                voucherNumber,
                certificate.kind(),
                certificate.series().strip(),
                certificate.number().strip(),
                certificate.patient(),
                certificate.patientName().strip(),
                certificate.organisation().strip(),
                certificate.doctor().strip(),
                stored.id(),
                sha256,
                clock.now(),
                State.UNDECIDED,
                null,
                null,
                null,
                null);
        certificates.insert(row, distinct(certificate.periods()));
        var application = voucher.issued().application();
        notices.tellApplicant(
                application, "voucher.certificate-received", row.id().toString(), voucherNumber, row.number());
        timeline.add(application, "voucher.certificate-received", "cl. 12", voucherNumber);
        // A lapsed voucher has no running procedure, unless another late certificate has begun one.
        if (late && !othersUndecided) {
            process.lateCertificateReceived(voucherNumber, row.id().toString());
        } else {
            process.certificateReceived(voucherNumber, row.id().toString());
        }
        return new Receipt(received(row), false);
    }

    /** The certificates of that voucher, oldest first; health data, for the holder and the officer who decides. */
    public List<Received> of(String voucherNumber) {
        return certificates.of(voucherNumber).stream().map(this::received).toList();
    }

    /**
     * The certificate of that id.
     *
     * @throws Problem {@code sick-leave.unknown}
     */
    public Received get(String certificate) {
        return received(certificates.get(certificate));
    }

    /**
     * Records the mobility centre's decision (cl. 13) as the form gives it; {@link #extend} or {@link #reject} carry it
     * out. The same decision again changes nothing.
     *
     * @param decision {@code accept} or {@code reject}
     * @param ground of {@link Ground}; with {@code reject} only
     * @param remark free text, may be null
     * @return whether it was accepted
     * @throws Problem {@code sick-leave.decision-missing}, {@code .decision-unknown}, {@code .ground-missing}, {@code
     *     .ground-unknown}, {@code .valid-day-touched} when the ground says otherwise, {@code .remark-too-long}, {@code
     *     .already-decided}, {@code .closed}, {@code .unknown}
     */
    @Transactional
    public boolean decide(
            String certificate, @Nullable String decision, @Nullable String ground, @Nullable String remark) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = certificates.get(certificate);
        var accepted = accepts(decision);
        var named = accepted ? null : ground(ground);
        if (remark != null && remark.length() > MAX_REMARK) {
            throw invalid("sick-leave.remark-too-long", "remark");
        }
        var state = accepted ? State.ACCEPTED : State.REJECTED;
        if (row.state() == state && (named == null || named.name().equals(row.ground()))) {
            return accepted;
        }
        if (row.state() == State.CLOSED) {
            throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.closed");
        }
        if (row.state() != State.UNDECIDED) {
            throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.already-decided");
        }
        if (named == Ground.NO_VALID_DAY && touchesValidDay(voucher, certificates.periods(row.id()))) {
            throw invalid("sick-leave.valid-day-touched", "ground");
        }
        certificates.decide(
                row.id(),
                state,
                named == null ? null : named.name(),
                remark == null || remark.isBlank() ? null : remark.strip(),
                clock.now(),
                currentOfficer.get().map(Officer::id).orElse("api"));
        return accepted;
    }

    /**
     * Carries out an acceptance: computes the last day anew from all accepted certificates, seals a new edition, tells
     * the holder and the recognition centre (cl. 13), and brings back a lapsed voucher whose new last day has not
     * passed. Repeating it changes nothing.
     *
     * @throws Problem {@code sick-leave.not-accepted}, {@code sick-leave.unknown}; {@code voucher.quota-exhausted} when
     *     a voucher that had gone back to the quota finds no place there
     */
    @Transactional
    public void extend(String certificate) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = decidedAs(State.ACCEPTED, "sick-leave.not-accepted", certificate);
        if (row.effectAt() != null) {
            return;
        }
        certificates.effect(row.id(), clock.now());
        var issued = voucher.issued();
        var newLastDay =
                lastDay.after(issued.issuedOn(), issued.validityDays(), certificates.acceptedPeriods(row.voucher()));
        if (newLastDay.isAfter(voucher.lastDay())) {
            move(voucher, newLastDay, row);
        } else {
            notices.tellApplicant(
                    issued.application(),
                    "voucher.certificate-without-effect",
                    row.id().toString(),
                    row.voucher(),
                    row.number(),
                    Day.of(voucher.lastDay()));
            timeline.add(
                    issued.application(),
                    "voucher.certificate-without-effect",
                    "cl. 13",
                    row.voucher(),
                    Day.of(voucher.lastDay()));
        }
        goOn(voucher);
    }

    /**
     * Carries out a rejection: tells the holder the ground. Repeating it changes nothing.
     *
     * @throws Problem {@code sick-leave.not-rejected}, {@code sick-leave.unknown}
     */
    @Transactional
    public void reject(String certificate) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = decidedAs(State.REJECTED, "sick-leave.not-rejected", certificate);
        if (row.effectAt() != null) {
            return;
        }
        certificates.effect(row.id(), clock.now());
        var application = voucher.issued().application();
        notices.tellApplicant(
                application,
                "voucher.certificate-rejected." + Ground.valueOf(row.ground()).code(),
                row.id().toString(),
                row.voucher(),
                row.number(),
                row.remark() == null ? "—" : row.remark());
        timeline.add(application, "voucher.certificate-rejected", "cl. 13", row.voucher());
        goOn(voucher);
    }

    /**
     * Tells the Labour Market AIS of the last day as it now stands (cl. 13); may be told again. A voucher that has ended
     * all the same is not told as extended: that could reach the AIS after the report of its end.
     */
    public void report(String certificate) {
        var voucher = vouchers.get(certificates.get(certificate).voucher());
        if (voucher.state() == Vouchers.State.LAPSED || voucher.state() == Vouchers.State.WITHDRAWN) {
            return;
        }
        labourMarket.voucherChanged(voucher.number(), "EXTENDED", voucher.lastDay());
    }

    /** The term of cl. 13 has passed without a decision: the head of the mobility centre is told. */
    @Transactional
    public void escalate(String certificate) {
        var row = certificates.get(certificate);
        var issued = vouchers.get(row.voucher()).issued();
        notices.tellGroup(
                "mobility-centre." + issued.region() + ".head",
                row.voucher(),
                "voucher.certificate-decision-overdue",
                row.id().toString(),
                row.voucher());
        timeline.add(issued.application(), "voucher.certificate-decision-overdue", "cl. 13", row.voucher());
    }

    /** Whether a certificate of that voucher still waits for its decision. */
    boolean anyUndecided(String voucherNumber) {
        return certificates.anyUndecided(voucherNumber);
    }

    /** Closes what is undecided: the voucher was used or given up, and the holder is told. */
    @Transactional
    public void closeOpen(String voucherNumber, String note) {
        if (certificates.closeUndecided(voucherNumber, note, clock.now()) == 0) {
            return;
        }
        var application = vouchers.get(voucherNumber).issued().application();
        notices.tellApplicant(
                application,
                "voucher.certificate-closed",
                clock.now().toInstant().toString(),
                voucherNumber);
        timeline.add(application, "voucher.certificate-closed", "cl. 12", voucherNumber);
    }

    /** Whether one of these days of illness falls on a valid day of that voucher, as its certificates now stand. */
    boolean touchesValidDay(OneTimeVoucher voucher, List<Period> periods) {
        var issued = voucher.issued();
        var validUntil = Validity.lastDay(
                issued.issuedOn(), issued.validityDays(), certificates.acceptedPeriods(issued.number()));
        return Validity.touchesValidDay(issued.issuedOn(), validUntil, periods);
    }

    /** The last day that the voucher would have if that certificate were accepted now. */
    LocalDate lastDayWith(OneTimeVoucher voucher, UUID certificate) {
        var issued = voucher.issued();
        var periods = new java.util.ArrayList<>(certificates.acceptedPeriods(issued.number()));
        periods.addAll(certificates.periods(certificate));
        return lastDay.after(issued.issuedOn(), issued.validityDays(), periods);
    }

    private void move(OneTimeVoucher voucher, LocalDate newLastDay, CertificateTable.Row row) {
        var issued = voucher.issued();
        var hadReturned = voucher.standing().returnedToQuota();
        var broughtBack = voucher.moveLastDay(newLastDay, clock.today());
        if (broughtBack && hadReturned) {
            takeFromQuotaAgain(issued);
        }
        vouchers.update(voucher);
        var until = Day.of(newLastDay);
        var key = row.id().toString();
        if (voucher.state() == Vouchers.State.ISSUED) {
            document.sealEdition(voucher);
        }
        notices.tellApplicant(issued.application(), "voucher.extended", key, row.voucher(), until);
        notices.tellGroup(
                "recognition-centre." + issued.recognitionCentre(),
                row.voucher(),
                "voucher.extended-for-holder",
                key,
                row.voucher(),
                until);
        timeline.add(
                issued.application(),
                broughtBack ? "voucher.brought-back" : "voucher.extended",
                "cl. 13",
                row.voucher(),
                until);
        process.lastDayMoved(row.voucher(), newLastDay);
    }

    private void takeFromQuotaAgain(OneTimeVoucher.Issued issued) {
        if (quotas.reserve(issued.region(), issued.issuedOn().getYear(), issued.application(), "cl. 13")
                == Quotas.Reservation.NONE_LEFT) {
            throw Problem.of(Problem.Kind.CONFLICT, "voucher.quota-exhausted", issued.number());
        }
        quotas.consume(issued.application(), "cl. 13");
    }

    /**
     * A voucher held for its certificates goes on when none is undecided any more, and also when one of them has made
     * today a valid day again: what is still undecided can then only add to it.
     */
    private void goOn(OneTimeVoucher voucher) {
        if (!certificates.anyUndecided(voucher.number()) || voucher.isValidOn(clock.today())) {
            process.certificatesDecided(voucher.number());
        }
    }

    private CertificateTable.Row decidedAs(State state, String otherwise, String certificate) {
        var row = certificates.get(certificate);
        if (row.state() != state) {
            throw Problem.of(Problem.Kind.CONFLICT, otherwise);
        }
        return row;
    }

    private static boolean accepts(@Nullable String decision) {
        if (decision == null || decision.isBlank()) {
            throw invalid("sick-leave.decision-missing", "decision");
        }
        return switch (decision) {
            case "accept" -> true;
            case "reject" -> false;
            default -> throw invalid("sick-leave.decision-unknown", "decision");
        };
    }

    private static Ground ground(@Nullable String ground) {
        if (ground == null || ground.isBlank()) {
            throw invalid("sick-leave.ground-missing", "ground");
        }
        return Arrays.stream(Ground.values())
                .filter(known -> known.name().equals(ground))
                .findFirst()
                .orElseThrow(() -> invalid("sick-leave.ground-unknown", "ground"));
    }

    /** Whether the voucher has lapsed; refuses where a certificate can change nothing any more. */
    private boolean mustAwaitUse(OneTimeVoucher voucher) {
        return switch (voucher.state()) {
            case ISSUED -> false;
            case LAPSED -> {
                if (settings.lateCertificate() == VoucherSettings.LateCertificate.REFUSE) {
                    throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.voucher-lapsed", voucher.number());
                }
                yield true;
            }
            case USED, EXAMINED -> throw Problem.of(Problem.Kind.CONFLICT, "voucher.already-used", voucher.number());
            case WITHDRAWN -> throw Problem.of(Problem.Kind.CONFLICT, "voucher.withdrawn", voucher.number());
        };
    }

    private void mustBeAcceptable(OneTimeVoucher voucher, Certificate certificate) {
        if (!settings.acceptedCertificates().contains(certificate.kind())) {
            throw invalid("sick-leave.kind-not-accepted", "kind");
        }
        if (!certificate.patient().equals(voucher.issued().iin())) {
            throw invalid("sick-leave.another-person", "patient");
        }
        mustBeFilled("number", certificate.number(), 64);
        mustBeFilled("patientName", certificate.patientName(), MAX_TEXT);
        mustBeFilled("organisation", certificate.organisation(), MAX_TEXT);
        mustBeFilled("doctor", certificate.doctor(), MAX_TEXT);
        if (certificate.series().length() > 32) {
            throw invalid("sick-leave.incomplete", "series");
        }
        var periods = certificate.periods();
        if (periods.isEmpty() || periods.size() > MAX_PERIODS) {
            throw invalid("sick-leave.incomplete", "periods");
        }
        for (var i = 0; i < periods.size(); i++) {
            mustBePlausible(
                    "periods[" + i + "]", periods.get(i), voucher.issued().issuedOn());
        }
    }

    /** A doctor certifies an illness that has begun, and sees only so far ahead; nobody is ill for years at a stretch. */
    private void mustBePlausible(String path, Period period, LocalDate issuedOn) {
        if (period.from().isAfter(period.to())) {
            throw invalid("sick-leave.from-after-to", path);
        }
        if (ChronoUnit.DAYS.between(period.from(), period.to()) >= MAX_PERIOD_DAYS
                || period.to().isBefore(issuedOn.minusDays(MAX_PERIOD_DAYS))) {
            throw invalid("sick-leave.period-implausible", path);
        }
        if (period.to().isAfter(clock.today().plusDays(settings.certificateDaysAhead()))) {
            throw invalid("sick-leave.too-far-ahead", path);
        }
        if (period.from().isAfter(clock.today())) {
            throw invalid("sick-leave.begins-in-future", path);
        }
    }

    private static void mustBeFilled(String field, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw invalid("sick-leave.incomplete", field);
        }
    }

    private String acceptedType(Enclosure copy) {
        if (copy.size() == 0) {
            throw Problem.of(Problem.Kind.MALFORMED, "sick-leave.file-missing");
        }
        if (copy.isLargerThan(settings.certificateMaxSize())) {
            throw Problem.of(
                    Problem.Kind.TOO_LARGE,
                    "sick-leave.file-too-large",
                    Long.toString(settings.certificateMaxSize().toMegabytes()));
        }
        var contentType = copy.read(documents::detect);
        if (!Enclosure.isAccepted(contentType)) {
            throw Problem.of(Problem.Kind.UNSUPPORTED, "sick-leave.file-type");
        }
        return contentType;
    }

    /** What was received before and gives the same answer. */
    private Optional<Received> sameCertificate(OneTimeVoucher voucher, Certificate certificate, String sha256) {
        return certificates.of(voucher.number()).stream()
                .filter(row -> row.kind() == certificate.kind()
                        && row.series().equals(certificate.series().strip())
                        && row.number().equals(certificate.number().strip())
                        && certificates.periods(row.id()).equals(distinct(certificate.periods())))
                .filter(row -> switch (row.state()) {
                    case UNDECIDED, ACCEPTED -> true;
                    case CLOSED -> false;
                    case REJECTED ->
                        row.sha256().equals(sha256)
                                && !(Ground.NO_VALID_DAY.name().equals(row.ground())
                                        && touchesValidDay(voucher, certificates.periods(row.id())));
                })
                .findFirst()
                .map(this::received);
    }

    private Received received(CertificateTable.Row row) {
        return new Received(
                row.id(),
                row.voucher(),
                row.kind(),
                row.series(),
                row.number(),
                row.organisation(),
                certificates.periods(row.id()),
                row.document(),
                row.receivedAt().atZoneSameInstant(Bilik.ZONE).toOffsetDateTime(),
                row.state(),
                row.ground() == null ? null : Ground.valueOf(row.ground()),
                row.remark());
    }

    private static List<Period> distinct(List<Period> periods) {
        return periods.stream()
                .distinct()
                .sorted(Comparator.comparing(Period::from).thenComparing(Period::to))
                .toList();
    }

    private static Problem invalid(String code, String field) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, code).with(field, code);
    }
}
