package kz.bilik.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import kz.bilik.application.Application;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.identity.Iin;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.process.WholeCaseTest.Deed;
import kz.bilik.process.WholeCaseTest.Event;
import kz.bilik.process.WholeCaseTest.Outage;
import kz.bilik.process.WholeCaseTest.Turn;
import kz.bilik.process.WholeCaseTest.Wait;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.Story;
import kz.bilik.support.TestBank;
import kz.bilik.voucher.Voucher;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;

/** Lets events happen to the cases of a few persons, each as it is possible at that moment, and writes down what happened. */
final class Play {

    /** In different regions; the last two fail a check of cl. 3.3. */
    static final List<String> PERSONS =
            List.of("person-01", "person-02", "person-15", "person-16", "person-19", "person-20");

    /** As many vouchers as persons may want there in a year are more than it has. */
    private static final String SMALLEST_REGION = "KZ-62";

    private static final LocalDate LATEST = LocalDate.of(2027, 6, 1);
    private static final int MOST_ROUNDS = 60;

    /** What the door and the tasks may answer to somebody who comes at the wrong moment, by the law and in these words. */
    private static final Set<String> ANSWERS = Set.of(
            "application.late",
            "application.another-is-open",
            "application.voucher-meanwhile",
            "voucher.not-valid",
            "voucher.awaits-certificate",
            "voucher.another-in-use",
            "voucher.another-in-use-elsewhere",
            "settlement.person-named-twice");

    private record Wish(String profession, String centre) {}

    /** Above, at and below the caps, here and in another region. */
    private static final List<Wish> WISHES = List.of(
            new Wish("7212", "C-014"),
            new Wish("5141", "C-014"),
            new Wish("7126", "C-014"),
            new Wish("7411", "C-014"),
            new Wish("7411", "C-003"));

    private record Offer(String words, Runnable deed) {}

    private final WholeCaseTest scene;
    private final List<String> journal = new ArrayList<>();
    private final Map<String, Set<LocalDate>> refusedDays = new HashMap<>();
    private int protocols;

    Play(WholeCaseTest scene) {
        this.scene = scene;
    }

    /** What happened, in words, with the moment. */
    List<String> journal() {
        return journal;
    }

    /** The days on which that voucher could not be used because a certificate was undecided. */
    Set<LocalDate> refusedDays(String voucher) {
        return refusedDays.getOrDefault(voucher, Set.of());
    }

    void happens(Event event) {
        if (event instanceof Deed deed) {
            does(deed);
        } else if (event instanceof Wait wait) {
            if (scene.stage.today().isBefore(LATEST)) {
                var to = scene.now().plus(wait.time());
                note(wait + " pass");
                scene.stage.stepTo(to);
            }
        } else if (event instanceof Turn turn) {
            if (scene.now().isBefore(turn.moment())) {
                note(turn + " comes");
                scene.stage.stepTo(turn.moment());
            }
        } else if (event instanceof Outage outage) {
            happens(outage);
        }
        scene.stage.deliver();
    }

    private void happens(Outage outage) {
        note(outage.name());
        switch (outage) {
            case AIS_DOWN -> LabourMarketAis.breaksDown();
            case AIS_UP -> LabourMarketAis.worksAgain();
            case BANK_DOWN -> TestBank.breaksDown();
            case BANK_UP -> TestBank.worksAgain();
        }
    }

    private void does(Deed deed) {
        var person = PERSONS.get(deed.person());
        var offers = offers(person, deed.detail());
        if (offers.isEmpty()) {
            return;
        }
        does(offers.get(deed.choice() % offers.size()));
    }

    private void does(Offer offer) {
        try {
            offer.deed().run();
            note(offer.words());
        } catch (RuntimeException failed) {
            var problem = EngineCalls.problem(failed)
                    .map(Problem::code)
                    .orElseThrow(() -> new AssertionError(offer.words() + " failed", failed));
            note(offer.words() + ": " + problem);
            if (!ANSWERS.contains(problem)) {
                throw new AssertionError(offer.words() + " was answered with " + problem, failed);
            }
        }
    }

    private void note(String words) {
        journal.add(scene.now() + "  " + words);
    }

    // what is possible in the cases of a person, what leads on first

    private List<Offer> offers(String person, int detail) {
        var offers = new ArrayList<Offer>();
        var aside = new ArrayList<Offer>();
        var applications = applications(person);
        applications.forEach(application -> inCase(person, application, detail, offers, aside));
        if (applications.stream().noneMatch(application -> application.outcome() == null)) {
            (applications.isEmpty() ? offers : aside)
                    .add(new Offer(person + " applies", () -> applies(person, detail)));
        }
        offers.addAll(aside);
        return offers;
    }

    private List<Application> applications(String person) {
        return scene.applications.of(Iin.of(Story.person(person).get("iin")));
    }

    private void applies(String person, int detail) {
        var wish = WISHES.get(detail % WISHES.size());
        Consumer<ObjectNode> form = application -> {
            application.put("profession", wish.profession());
            application.put("recognitionCentre", wish.centre());
            application.put("signedOn", scene.stage.today().toString());
            if (detail % 3 == 2) {
                application.put("region", SMALLEST_REGION);
                application.put("careerCentre", SMALLEST_REGION + "-01");
            }
        };
        scene.story.applies(person, form);
    }

    private void inCase(String person, Application application, int detail, List<Offer> offers, List<Offer> aside) {
        var number = application.number();
        for (var task : tasks(number)) {
            ofTask(person, number, task, detail, offers, aside);
        }
        if (application.outcome() == null) {
            aside.add(new Offer(person + " withdraws " + number, () -> scene.applicationProcess.withdraw(number)));
        }
        if (application.outcome() == Application.Outcome.REFUSED) {
            aside.add(new Offer(
                    "a decision overturns the refusal of " + number + " of " + person,
                    () -> scene.overturns(number, application.region())));
        }
        scene.vouchers.ofApplication(number).ifPresent(voucher -> {
            ofVoucher(person, voucher, detail, aside);
            scene.acts.actOf(voucher.number()).ifPresent(act -> {
                for (var task : tasks(act)) {
                    ofTask(person, act, task, detail, offers, aside);
                }
            });
        });
    }

    private List<Task> tasks(String businessKey) {
        return scene.tasks
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .list();
    }

    private void ofVoucher(String person, Voucher voucher, int detail, List<Offer> aside) {
        var number = voucher.number();
        switch (voucher.state()) {
            case ISSUED, LAPSED -> {
                var today = scene.stage.today();
                var from = voucher.state() == Voucher.State.LAPSED
                        ? voucher.lastDay().minusDays(detail % 9)
                        : today.minusDays(detail % 7);
                var to = from.plusDays(detail % 23);
                aside.add(new Offer(
                        person + " hands in a certificate for " + from + " to " + to + " for " + number,
                        () -> scene.story.sendsCertificate(number, from, to)));
                if (voucher.state() == Voucher.State.ISSUED) {
                    aside.add(new Offer(person + " gives up " + number, () -> {
                        scene.voucherWithdrawal.withdrawThroughCabinet(number);
                        scene.stage.settle();
                    }));
                }
            }
            default -> {}
        }
    }

    private void ofTask(String person, String number, Task task, int detail, List<Offer> offers, List<Offer> aside) {
        var story = scene.story;
        var on = " " + number + " of " + person;
        switch (task.getTaskDefinitionKey()) {
            case "checkApplication" -> {
                offers.add(new Offer("career centre forwards" + on, () -> story.careerCentreForwards(number)));
                aside.add(new Offer(
                        "career centre refuses" + on,
                        () -> story.careerCentreRefuses(number, "INCOMPLETE_DOCUMENTS", "No diploma")));
            }
            case "answerApplication" -> {
                offers.add(new Offer("recognition centre confirms" + on, () -> story.centreConfirms(number)));
                aside.add(new Offer(
                        "recognition centre declines" + on, () -> story.centreDeclines(number, "No examiner")));
            }
            case "admitToExam" -> {
                var voucher = story.voucherOf(number);
                offers.add(new Offer("recognition centre admits with " + voucher + on, () -> admits(voucher)));
            }
            case "recordExam" -> {
                var voucher = story.voucherOf(number);
                var region = List.of("KZ-75", "KZ-35", "KZ-71").get(detail % 3);
                offers.add(new Offer(
                        "exam of " + voucher + on + " is held in " + region, () -> examHeld(region, List.of(voucher))));
                offers.add(new Offer(
                        "exam of " + voucher + on + " and of all others of the centre is held in " + region,
                        () -> examHeld(region, admittedWith(voucher))));
                aside.add(new Offer(
                        "exam of " + voucher + on + " is not held", () -> story.examDidNotTakePlace(voucher)));
            }
            case "decideCertificate" -> {
                var certificate = (String) scene.tasks.getVariable(task.getId(), "certificate");
                var voucher = story.voucherOf(number);
                offers.add(new Offer("mobility centre accepts a certificate for " + voucher, () -> {
                    var refused = refusedUntilToday(voucher);
                    story.mobilityCentreAccepts(certificate);
                    refusedDays.computeIfAbsent(voucher, any -> new TreeSet<>()).addAll(refused);
                }));
                aside.add(new Offer("mobility centre rejects a certificate for " + voucher, () -> {
                    var refused = refusedUntilToday(voucher);
                    story.mobilityCentreRejects(certificate, "UNREADABLE");
                    refusedDays.computeIfAbsent(voucher, any -> new TreeSet<>()).addAll(refused);
                }));
            }
            case "sendAct" -> offers.add(new Offer("recognition centre signs" + on, () -> story.centreSigns(number)));
            case "acceptAct" -> {
                offers.add(new Offer("mobility centre accepts" + on, () -> story.mobilityCentreAcceptsAct(number)));
                aside.add(new Offer(
                        "mobility centre returns" + on, () -> story.mobilityCentreReturnsAct(number, "Look again")));
            }
            case "releasePayments" -> {
                offers.add(new Offer("accountant releases" + on, () -> story.accountantReleases(number)));
                story.ordersOf(number).stream()
                        .filter(order -> order.state() == PaymentOrder.State.CREATED)
                        .map(PaymentOrder::number)
                        .forEach(order -> {
                            aside.add(new Offer(
                                    "accountant holds " + order, () -> story.accountantHolds(order, "Looked into")));
                            aside.add(new Offer(
                                    "accountant returns " + order, () -> story.accountantReturns(order, "Not right")));
                        });
            }
            case "correctPayment" ->
                offers.add(new Offer("mobility centre puts a payment right" + on, () -> {
                    scene.tasks.complete(task.getId(), Map.of("correction", "Looked at it", "payeeCode", "16"));
                    scene.stage.settle();
                }));
            case "decidePayment" -> {
                offers.add(new Offer("accountant pays after all" + on, () -> {
                    scene.tasks.complete(task.getId(), Map.of("decision", "release"));
                    scene.stage.settle();
                }));
                aside.add(new Offer("accountant returns again" + on, () -> {
                    scene.tasks.complete(task.getId(), Map.of("decision", "return", "reason", "Still not right"));
                    scene.stage.settle();
                }));
            }
            case "confirmPayment" -> {
                var order = (String) scene.tasks.getVariable(task.getId(), "paymentOrder");
                offers.add(new Offer("bank confirms " + order + on, () -> story.bankConfirms(order)));
                aside.add(new Offer("bank rejects " + order + on, () -> story.bankRejects(order, "Closed")));
            }
            case "repairPayment" ->
                offers.add(new Offer("accountant sends again what was rejected of" + on, () -> {
                    scene.tasks.complete(task.getId(), Map.of("repair", "same-account", "remark", ""));
                    scene.stage.settle();
                }));
            default -> throw new AssertionError("Nobody plays " + task.getTaskDefinitionKey());
        }
    }

    /** On a valid day and on no other one; the one thing more in the way is another voucher of the same person. */
    private void admits(String number) {
        var valid = !scene.stage.today().isAfter(scene.voucher(number).lastDay());
        try {
            scene.story.centreAdmits(number);
        } catch (Problem problem) {
            if (valid && !problem.code().startsWith("voucher.another-in-use")) {
                throw new AssertionError(number + " is valid and is refused", problem);
            }
            throw problem;
        }
        if (!valid) {
            throw new AssertionError(number + " was admitted after its last day");
        }
    }

    private void examHeld(String region, List<String> vouchers) {
        protocols++;
        scene.story.examHeld("P-" + protocols, region, vouchers.toArray(String[]::new));
    }

    /** All who were admitted at the centre of that voucher and whose exam is not recorded. */
    private List<String> admittedWith(String voucher) {
        var centre = scene.vouchers.get(voucher).recognitionCentre();
        var all = new LinkedHashSet<>(List.of(voucher));
        PERSONS.stream()
                .flatMap(person -> applications(person).stream())
                .flatMap(application -> scene.vouchers.ofApplication(application.number()).stream())
                .filter(other -> other.state() == Voucher.State.USED
                        && other.recognitionCentre().equals(centre))
                .map(Voucher::number)
                .forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * The days after the last one, up to this one, on which a certificate was undecided: from the receipt of the first of
     * those that are undecided.
     */
    private Set<LocalDate> refusedUntilToday(String number) {
        var voucher = scene.vouchers.get(number);
        var since = scene
                .database
                .sql("select coalesce(reopened_at, received_at) as since from sick_leave_certificate"
                        + " where voucher = ? and state = 'UNDECIDED'")
                .param(number)
                .query((row, index) -> LegalMoment.of(row, "since").toLocalDate())
                .list()
                .stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var first = voucher.lastDay().plusDays(1);
        var days = new TreeSet<LocalDate>();
        for (var day = since.isAfter(first) ? since : first; !day.isAfter(scene.stage.today()); day = day.plusDays(1)) {
            days.add(day);
        }
        return days;
    }

    // the end

    /** The systems are back, everybody does what leads on, and time passes until nothing is left to do. */
    void comesToItsEnd(Runnable afterEach) {
        note("From here on everybody does what leads on");
        LabourMarketAis.worksAgain();
        TestBank.worksAgain();
        for (var round = 0; scene.runtime.createProcessInstanceQuery().count() > 0; round++) {
            if (round == MOST_ROUNDS) {
                throw new AssertionError("Cases without an end: " + running());
            }
            administratorRestarts();
            var next = PERSONS.stream()
                    .flatMap(person -> leadingOn(person).stream())
                    .findFirst();
            if (next.isPresent()) {
                does(next.get());
            } else {
                scene.stage.stepTo(scene.now().plusDays(7));
            }
            scene.stage.deliver();
            afterEach.run();
        }
        scene.stage.deliver();
    }

    private List<Offer> leadingOn(String person) {
        var offers = new ArrayList<Offer>();
        applications(person).forEach(application -> inCase(person, application, 0, offers, new ArrayList<>()));
        return offers;
    }

    private void administratorRestarts() {
        var failed = scene.runtime.createIncidentQuery().list().stream()
                .map(Incident::getConfiguration)
                .toList();
        if (!failed.isEmpty()) {
            failed.forEach(job -> scene.management.setJobRetries(job, 1));
            scene.stage.settle();
            note("administrator restarts " + failed.size() + " steps");
        }
    }

    private List<String> running() {
        return scene.runtime.createProcessInstanceQuery().list().stream()
                .map(instance -> instance.getBusinessKey() + " " + scene.story.openTasks(instance.getBusinessKey()))
                .toList();
    }
}
