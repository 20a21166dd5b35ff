package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import kz.bilik.application.AnotherRecognitionCentre;
import kz.bilik.application.Appeal;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.Applications;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.application.Intake;
import kz.bilik.application.Receipt;
import kz.bilik.application.RefusalReason;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.Quotas;
import kz.bilik.distribution.Share;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.NewPerson;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many at once for what there is only once: vouchers, a person's open application, a payment, a task. On the database of
 * the class that extends this one.
 */
abstract class Rivals {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Autowired
    Preparation preparation;

    @Autowired
    Distributions distributions;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Intake intake;

    @Autowired
    Applications applications;

    @Autowired
    ApplicationProcess applicationProcess;

    @Autowired
    CareerCentreHandover handovers;

    @Autowired
    AnotherRecognitionCentre anotherCentre;

    @Autowired
    Appeal appeal;

    @Autowired
    Quotas quotas;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Acts acts;

    @Autowired
    PaymentOrders orders;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient database;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    TestRestTemplate http;

    @Autowired
    CalendarChanges calendarChanges;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @AfterEach
    void jobsRunOnlyWhenSteppedAgain() {
        jobExecutor().shutdown();
        database.sql("delete from labour_market_registration where iin like '840229%'")
                .update();
    }

    // cl. 3.3b: the last vouchers of a region

    @Test
    void twoHundredApplicationsForTheLastTenVouchersOfARegionGiveExactlyTen() {
        onlyTenVouchersLeft("KZ-75");
        var letters = IntStream.range(0, 200)
                .mapToObj(NewPerson::of)
                .peek(person -> registeredAsUnemployed(person))
                .map(person -> Story.letter(person, form -> {}))
                .toList();
        jobExecutor().start();

        var began = System.nanoTime();
        var receipts = atOnce(letters.stream()
                .map(letter ->
                        (Callable<Receipt>) () -> intake.receive(letter.form(), letter.signature(), letter.files()))
                .toList());
        var received = System.nanoTime();
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.failure()).isNull());
        var numbers = receipts.stream().map(receipt -> receipt.value().number()).toList();
        assertThat(new HashSet<>(numbers)).hasSize(200);

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(jobsDue()).isZero();
            assertThat(accepted() + refused()).isEqualTo(200);
        });
        System.out.printf(
                "200 rivals for 10 vouchers (%s): intake %d ms, until all were decided %d ms%n",
                getClass().getSimpleName(), (received - began) / 1_000_000, (System.nanoTime() - began) / 1_000_000);

        assertThat(runtime.createIncidentQuery().list()).isEmpty();
        assertThat(accepted()).isEqualTo(10);
        assertThat(refused()).isEqualTo(190);
        var quota = quota("KZ-75");
        assertThat(quota.reserved()).isEqualTo(10);
        assertThat(quota.free()).isZero();
        for (var number : numbers) {
            if (applications.get(number).outcome() == Application.Outcome.REFUSED) {
                assertThat(applications.reasons(number))
                        .extracting(RefusalReason::reason)
                        .containsExactly("application.no-voucher-left");
                assertThat(notices.toApplicant(number, Language.EN))
                        .extracting(Notices.Notice::code)
                        .contains("application.refused");
                assertThat(story.openTasks(number)).isEmpty();
            } else {
                assertThat(story.openTasks(number)).containsExactly("checkApplication");
                assertThat(applications.reasons(number)).isEmpty();
            }
        }
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(10);
    }

    @Test
    void vouchersOfThoseWhoWithdrawAtOnceAreFreeAgain() {
        onlyTenVouchersLeft("KZ-75");
        var numbers = IntStream.range(0, 10)
                .mapToObj(NewPerson::of)
                .peek(this::registeredAsUnemployed)
                .map(person -> send(Story.letter(person, form -> {})).number())
                .toList();
        stage.settle();
        assertThat(quota("KZ-75").free()).isZero();
        atOnce(numbers.stream()
                        .map(number -> (Callable<String>) () -> {
                            applicationProcess.withdraw(number);
                            return number;
                        })
                        .toList())
                .forEach(answer -> assertThat(answer.failure()).isNull());
        stage.settle();

        assertThat(quota("KZ-75").free()).isEqualTo(10);
        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    // cl. 3.2: one open application per person

    @Test
    void twentyApplicationsOfOnePersonAtOnceGiveOneCase() {
        var person = NewPerson.of(500);
        registeredAsUnemployed(person);
        var answers = atOnce(IntStream.range(0, 20)
                .mapToObj(copy -> Story.letter(person, form -> {}))
                .map(letter -> (Callable<Receipt>) () -> send(letter))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.failure() == null)).hasSize(1);
        assertThat(answers.stream().map(Answer::failure).filter(failure -> failure != null))
                .hasSize(19)
                .allSatisfy(failure -> assertThat(code(failure)).isEqualTo("application.already-open"));
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(1);
        assertThat(applications.of(person.iin())).hasSize(1);
        stage.settle();
        assertThat(story.openTasks(applications.of(person.iin()).get(0).number()))
                .containsExactly("checkApplication");
    }

    @Test
    void theSameApplicationSentTwentyTimesAtOnceGetsTheSameAnswerAndOneCase() {
        var person = NewPerson.of(501);
        registeredAsUnemployed(person);
        var letter = Story.letter(person, form -> {});
        var answers = atOnce(IntStream.range(0, 20)
                .mapToObj(copy -> (Callable<Receipt>) () -> send(letter))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.failure()).isNull());
        assertThat(answers.stream().map(answer -> answer.value().number()).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(Answer::value).filter(receipt -> !receipt.alreadyReceived()))
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.value().warnings()).distinct())
                .hasSize(1);
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(1);
        assertThat(count("application")).isEqualTo(1);
        assertThat(count("signature_evidence")).isEqualTo(1);
    }

    // cl. 16: one act for all who are recorded after an act was sent

    @Test
    void holdersWhomManyOfficersRecordAtOnceAfterTheActWasSentComeIntoOneFurtherAct() {
        var holders = IntStream.rangeClosed(1, 6)
                .mapToObj(person -> story.receivesVoucher(
                        "person-%02d".formatted(person), form -> form.put("recognitionCentre", "C-014")))
                .toList();
        holders.forEach(story::centreAdmits);
        var sent = story.examHeld("17", "KZ-75", holders.get(0));
        story.centreSigns(sent.get(0));
        var ofOneRegion = holders.stream()
                .filter(voucher -> vouchers.get(voucher)
                        .region()
                        .equals(vouchers.get(holders.get(0)).region()))
                .skip(1)
                .toList();
        assertThat(ofOneRegion).hasSizeGreaterThanOrEqualTo(4);

        var answers = atOnce(ofOneRegion.stream()
                .map(voucher -> (Callable<String>) () -> {
                    var application = vouchers.get(voucher).application();
                    tasks.complete(
                            story.openTask(application, "recordExam").getId(),
                            Map.of(
                                    "examHeld", "yes",
                                    "protocolNumber", "17",
                                    "protocolSignedOn", stage.today().toString(),
                                    "examHeldOn", stage.today().toString(),
                                    "examRegion", "KZ-75",
                                    "result", "RECOGNISED"));
                    return acts.actOf(voucher).orElseThrow();
                })
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.failure()).isNull());
        var further = answers.stream().map(Answer::value).distinct().toList();
        assertThat(further).hasSize(1).doesNotContainAnyElementsOf(sent);
        assertThat(acts.get(further.get(0)).vouchers()).containsExactlyInAnyOrderElementsOf(ofOneRegion);
        assertThat(story.openTasks(further.get(0))).containsExactly("sendAct");
    }

    // cl. 17: nobody is paid twice

    @Test
    void aPaymentThatTwentyConfirmAtOnceIsConfirmedOnce() {
        var order = sentOrder();
        var answers = atOnce(IntStream.range(0, 20)
                .mapToObj(copy -> (Callable<String>) () -> {
                    orders.answerOfBank(order, true, null);
                    return order;
                })
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.failure()).isNull());
        stage.settle();
        assertThat(orders.get(order).state()).isEqualTo(PaymentOrder.State.CONFIRMED);
        assertThat(told("settlement.service-paid")).isEqualTo(1);
        assertThat(happened("settlement.service-paid")).isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void aPaymentThatIsConfirmedAndRejectedAtOnceIsOnlyOneOfTheTwo() {
        var order = sentOrder();
        var answers = atOnce(IntStream.range(0, 20)
                .mapToObj(copy -> (Callable<Boolean>) () -> {
                    orders.answerOfBank(order, copy % 2 == 0, "The account is closed");
                    return copy % 2 == 0;
                })
                .toList());
        stage.settle();

        var confirmed = orders.get(order).state() == PaymentOrder.State.CONFIRMED;
        for (var answer : answers) {
            if (answer.failure() == null) {
                assertThat(answer.value()).isEqualTo(confirmed);
            } else {
                assertThat(code(answer.failure()))
                        .isEqualTo(confirmed ? "payment.already-confirmed" : "payment.already-rejected");
            }
        }
        assertThat(answers.stream().filter(answer -> answer.failure() == null)).hasSize(10);
        var act = orders.get(order).act();
        if (confirmed) {
            assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
        } else {
            assertThat(story.openTasks(act)).containsExactly("repairPayment");
        }
    }

    // two officers at one task

    // cl. 8.1: forwarded and handed to another career centre at once

    @Test
    void anApplicationThatIsForwardedAndHandedOverAtOnceIsOneOrTheOther() {
        for (var round = 0; round < 5; round++) {
            stage.clear();
            var application = story.applies("person-01");
            var task = story.openTask(application, "checkApplication").getId();
            var answers = atOnce(List.<Callable<String>>of(
                    () -> {
                        tasks.complete(task, Map.of("decision", "forward"));
                        return "forwarded";
                    },
                    () -> {
                        story.as(
                                "mobility-KZ-75",
                                Set.of("mobility-centre.KZ-75"),
                                () -> handovers.handOver(application, "KZ-75-01", "He moved"));
                        return "handed over";
                    }));

            var winners =
                    answers.stream().filter(answer -> answer.failure() == null).toList();
            assertThat(winners).as(String.valueOf(answers)).hasSize(1);
            answers.stream().filter(answer -> answer.failure() != null).forEach(loser -> assertThat(
                            "application.not-being-checked".equals(code(loser.failure()))
                                    || tellsThatTheTaskIsDone(loser.failure()))
                    .as(String.valueOf(loser.failure()))
                    .isTrue());
            stage.settle();
            var forwarded = winners.get(0).value().equals("forwarded");
            assertThat(story.openTasks(application))
                    .containsExactly(forwarded ? "answerApplication" : "checkApplication");
            assertThat(applications.get(application).careerCentre()).isEqualTo(forwarded ? "KZ-75-03" : "KZ-75-01");
            assertThat(happened("application.forwarded")).isEqualTo(forwarded ? 1 : 0);
            assertThat(happened("application.handed-over")).isEqualTo(forwarded ? 0 : 1);
        }
    }

    /** The application is handed over after the engine read the officer's task and before it asks what is recorded. */
    @Test
    void anApplicationThatIsHandedOverWhileItIsForwardedIsGoneAndNothingInItWasAltered() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        Command<Void> forwarding = context -> {
            assertThat(tasks.getVariables(task)).isNotEmpty();
            var handedOver = atOnce(List.<Callable<String>>of(() -> {
                story.as(
                        "mobility-KZ-75",
                        Set.of("mobility-centre.KZ-75"),
                        () -> handovers.handOver(application, "KZ-75-01", "He moved"));
                return "handed over";
            }));
            assertThat(handedOver)
                    .allSatisfy(answer -> assertThat(answer.failure()).isNull());
            tasks.complete(task, Map.of("decision", "forward"));
            return null;
        };
        assertThatThrownBy(() -> configuration().getCommandExecutorTxRequired().execute(forwarding))
                .extracting(Rivals::code)
                .isEqualTo("task.done-meanwhile");
    }

    // cl. 9: answered while another recognition centre is asked

    @Test
    void anApplicationThatIsAnsweredWhileAnotherCentreIsAskedIsOneOrTheOther() {
        for (var round = 0; round < 5; round++) {
            stage.clear();
            var application = story.applies("person-01");
            story.careerCentreForwards(application);
            var task = story.openTask(application, "answerApplication").getId();
            var answers = atOnce(List.<Callable<String>>of(
                    () -> {
                        tasks.complete(task, Map.of("answer", "yes", "reason", ""));
                        return "answered";
                    },
                    () -> {
                        story.as(
                                "head-mobility-KZ-75",
                                Set.of("mobility-centre.KZ-75", "mobility-centre.KZ-75.head"),
                                () -> anotherCentre.ask(application, "C-021", "Silent", Scene.decision("request.pdf")));
                        return "asked";
                    }));

            var winners =
                    answers.stream().filter(answer -> answer.failure() == null).toList();
            assertThat(winners).as(String.valueOf(answers)).hasSize(1);
            answers.stream().filter(answer -> answer.failure() != null).forEach(loser -> assertThat(
                            tellsThatTheTaskIsDone(loser.failure()))
                    .as(String.valueOf(loser.failure()))
                    .isTrue());
            stage.settle();
            var answered = winners.get(0).value().equals("answered");
            assertThat(story.openTasks(application)).containsExactly(answered ? "admitToExam" : "answerApplication");
            assertThat(applications.get(application).recognitionCentre()).isEqualTo(answered ? "C-014" : "C-021");
            assertThat(applications.get(application).price()).isEqualTo(answered ? 38_000L : null);
            assertThat(happened("application.confirmed")).isEqualTo(answered ? 1 : 0);
            assertThat(happened("application.another-centre")).isEqualTo(answered ? 0 : 1);
        }
    }

    // cl. 18: two officers of the authorised body at once

    @Test
    void aReviewThatIsOrderedTwiceAtOnceIsOrderedOnce() {
        var answers = atOnce(List.<Callable<String>>of(this::reviewOrdered, this::reviewOrdered));
        stage.settle();

        assertThat(codes(answers)).containsExactly("distribution.under-way");
        assertThat(tasks.createTaskQuery().list()).hasSize(1);
        assertThat(database.sql("select count(*) from distribution where kind = 'REVIEW'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aNumberIsChangedBeforeTheHandOverOrNotAtAll() {
        for (var round = 0; round < 5; round++) {
            stage.clear();
            var number = story.ordersReview(LocalDate.of(2026, 12, 1));
            story.setsTotals(number, 500, 400, 300);
            var task = story.openTask(number, "adjustShares").getId();
            var vouchers = share(number, "KZ-75").vouchers();

            var answers = atOnce(List.<Callable<String>>of(
                    () -> {
                        story.as(
                                "authorised",
                                Set.of("authorised-body"),
                                () -> tasks.complete(task, Map.of("decision", "hand-over")));
                        return "handed over";
                    },
                    () -> {
                        story.as(
                                "head-authorised",
                                Set.of("authorised-body"),
                                () -> story.adjusts(number, "KZ-75", 2026, vouchers + 1, "One more"));
                        return "changed";
                    }));
            stage.settle();

            // Either the sums differ by then and nothing is handed over, or nothing is changed any more.
            assertThat(codes(answers))
                    .as(String.valueOf(answers))
                    .singleElement()
                    .isIn("distribution.sums-differ", "distribution.not-adjusting");
            var handedOver = story.openTasks(number).contains("approveDistribution");
            assertThat(share(number, "KZ-75").vouchers()).isEqualTo(handedOver ? vouchers : vouchers + 1);
        }
    }

    private Share share(String number, String region) {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == 2026 && share.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private String reviewOrdered() {
        var number = new AtomicReference<String>();
        story.as(
                "authorised",
                Set.of("authorised-body"),
                () -> number.set(preparation.orderReview(LocalDate.of(2026, 12, 1), "Unemployment has moved")));
        return number.get();
    }

    // cl. 8, 9: a refusal is overturned while somebody else overturns it, or the applicant applies anew

    @Test
    void aRefusalThatIsOverturnedTwiceAtOnceIsReopenedOnce() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");

        var answers = atOnce(List.<Callable<String>>of(() -> overturned(application), () -> overturned(application)));
        stage.settle();

        assertThat(codes(answers)).containsExactly("application.not-refused");
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(happened("application.reopened")).isEqualTo(1);
        assertThat(quota("KZ-75").reserved()).isEqualTo(1);
    }

    @Test
    void whoAppliesAnewWhileHisRefusalIsOverturnedHasOneOpenApplication() {
        for (var round = 0; round < 5; round++) {
            stage.clear();
            var application = story.applies("person-01");
            story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");

            var answers = atOnce(List.<Callable<String>>of(
                    () -> overturned(application), () -> story.submits("person-01", form -> {})));
            stage.settle();

            assertThat(codes(answers)).singleElement().isIn("application.another-is-open", "application.already-open");
            assertThat(tasks.createTaskQuery().list()).hasSize(1);
            assertThat(quota("KZ-75").reserved()).isEqualTo(1);
        }
    }

    private String overturned(String application) {
        var content = PaperPdf.saying("paper");
        story.as(
                "head-mobility-KZ-75",
                Set.of("mobility-centre.KZ-75.head"),
                () -> appeal.overturn(
                        application,
                        "17-K",
                        stage.today(),
                        "The diploma was enclosed",
                        new Enclosure("decision.pdf", content.length, new ByteArrayResource(content))));
        return application;
    }

    /** The codes of the problems with which the losers were refused. */
    private static List<String> codes(List<Answer<String>> answers) {
        return answers.stream()
                .filter(answer -> answer.failure() != null)
                .map(answer -> code(answer.failure()))
                .toList();
    }

    @Test
    void twoOfficersWhoCompleteATaskAtOnceDecideItOnce() {
        for (var round = 0; round < 5; round++) {
            stage.clear();
            var application = story.applies("person-01");
            story.careerCentreForwards(application);
            var task = story.openTask(application, "answerApplication").getId();
            var answers = atOnce(List.<Callable<String>>of(
                    () -> {
                        tasks.complete(task, Map.of("answer", "yes"));
                        return "yes";
                    },
                    () -> {
                        tasks.complete(task, Map.of("answer", "no", "reason", "No examiner this year"));
                        return "no";
                    }));

            var winners =
                    answers.stream().filter(answer -> answer.failure() == null).toList();
            assertThat(winners).hasSize(1);
            answers.stream().filter(answer -> answer.failure() != null).forEach(loser -> assertThat(
                            tellsThatTheTaskIsDone(loser.failure()))
                    .as(String.valueOf(loser.failure()))
                    .isTrue());
            stage.settle();
            var yes = winners.get(0).value().equals("yes");
            assertThat(applications.get(application).outcome())
                    .isEqualTo(yes ? Application.Outcome.VOUCHER_ISSUED : Application.Outcome.REFUSED);
            assertThat(applications.reasons(application)).hasSize(yes ? 0 : 1);
            assertThat(quota("KZ-75").consumed()).isEqualTo(yes ? 1 : 0);
            assertThat(quota("KZ-75").reserved()).isZero();
            assertThat(happened("application.confirmed") + happened("application.centre-declined"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whoSawATaskBeforeAnotherCompletedItIsToldThatItIsDone() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        var task = story.openTask(application, "answerApplication").getId();

        var refusal = catchThrowable(
                () -> configuration().getCommandExecutorTxRequired().execute(command -> {
                    // What is read once is not read again in the same command; the rest of the case is gone by then.
                    command.getTaskManager().findTaskById(task).getExecution();
                    assertThat(atOnce(List.<Callable<Boolean>>of(() -> {
                                tasks.complete(task, Map.of("answer", "yes"));
                                return true;
                            })))
                            .allSatisfy(other -> assertThat(other.failure()).isNull());
                    return new CompleteTaskCmd(task, Map.of("answer", "no", "reason", "No examiner")).execute(command);
                }));

        assertThat(code(refusal)).isEqualTo("task.done-meanwhile");
        stage.settle();
        assertThat(applications.get(application).outcome()).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
    }

    @Test
    void theOfficerWhoComesSecondIsToldSoInHisLanguage() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        var task = story.openTask(application, "answerApplication").getId();
        var answers = atOnce(
                List.of(completes(task, "yes", ""), completes(task, "no", "No examiner"), completes(task, "yes", "")));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.failure()).isNull());
        var losers = answers.stream()
                .map(Answer::value)
                .filter(answer -> !answer.getStatusCode().is2xxSuccessful())
                .toList();
        assertThat(losers).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.getStatusCode().value()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.getBody()).contains("\"message\"").doesNotContain("ENGINE-");
        });

        var late = call(completes(task, "no", "No examiner"));
        assertThat(late.getStatusCode().value()).isEqualTo(409);
        assertThat(late.getBody()).contains("Другой сотрудник уже выполнил эту задачу");
    }

    // the calendar

    @Test
    void theCalendarChangesWhileOfficersAreAtWork() {
        var applications = IntStream.rangeClosed(1, 12)
                .mapToObj(person -> story.applies("person-%02d".formatted(person)))
                .toList();
        var open = applications.stream()
                .map(application ->
                        story.openTask(application, "checkApplication").getId())
                .toList();
        try {
            var calls = new ArrayList<Callable<Boolean>>();
            calls.add(() -> tuesday(CalendarDay.Kind.MOVED_DAY_OFF).complete());
            open.subList(0, 8)
                    .forEach(task -> calls.add(() -> {
                        tasks.complete(task, Map.of("decision", "forward"));
                        return true;
                    }));
            var answers = atOnce(calls);
            assertThat(answers.get(0).failure()).isNull();
            assertThat(answers.get(0).value()).as("everything followed").isTrue();
            answers.stream().filter(answer -> answer.failure() != null).forEach(answer -> assertThat(
                            tellsThatTheTaskIsDone(answer.failure()))
                    .as(String.valueOf(answer.failure()))
                    .isTrue());
            stage.settle();
            for (var task : tasks.createTaskQuery().list()) {
                assertThat(LocalDateTime.ofInstant(task.getDueDate().toInstant(), LegalClock.ZONE))
                        .as(task.getTaskDefinitionKey())
                        .isEqualTo(
                                task.getTaskDefinitionKey().equals("checkApplication")
                                        ? "2026-09-16T23:59:59"
                                        : "2026-09-18T23:59:59");
            }
        } finally {
            tuesday(CalendarDay.Kind.ORDINARY);
        }
    }

    private CalendarChanges.Outcome tuesday(CalendarDay.Kind kind) {
        var name = kind == CalendarDay.Kind.ORDINARY ? "" : "exchanged";
        return calendarChanges.change(
                "test", "swap", List.of(new CalendarDay(LocalDate.of(2026, 9, 15), kind, name)), Set.of());
    }

    private Callable<ResponseEntity<String>> completes(String task, String answer, String reason) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "ru");
        var body = Map.of("variables", Map.of("answer", Map.of("value", answer), "reason", Map.of("value", reason)));
        return () -> http.withBasicAuth("admin", "demo")
                .postForEntity(
                        "/engine-rest/task/" + task + "/complete", new HttpEntity<>(body, headers), String.class);
    }

    private static <T> T call(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** By the engine, which no longer finds the task or finds it changed, or by the module, which has the decision. */
    private static boolean tellsThatTheTaskIsDone(Throwable failure) {
        return failure instanceof OptimisticLockingException
                || failure instanceof NullValueException
                || failure.getMessage().contains("Cannot find task")
                || "application.not-awaiting-answer".equals(code(failure))
                || "task.done-meanwhile".equals(code(failure))
                || isDeadlockVictim(failure);
    }

    /** PostgreSQL ended this one of two that waited for each other: nothing of it is done, and asking again is right. */
    private static boolean isDeadlockVictim(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && "40P01".equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    // what the scenes need

    /** An order with the bank, alone in its act. */
    private String sentOrder() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        return story.ordersOf(act).get(0).number();
    }

    private Receipt send(Story.Letter letter) {
        return intake.receive(letter.form(), letter.signature(), letter.files());
    }

    private void onlyTenVouchersLeft(String region) {
        database.sql("update quota_voucher set application = concat('earlier-', cast(number as varchar(10))),"
                        + " consumed = true where region = ? and quota_year = 2026 and number > 10")
                .param(region)
                .update();
        assertThat(quota(region).free()).isEqualTo(10);
    }

    /** In the product's own register, and in the AIS where the product asks one. */
    private void registeredAsUnemployed(NewPerson person) {
        var since = LocalDate.of(2026, 3, 2);
        LabourMarketAis.registers(person.iin(), since);
        database.sql("insert into labour_market_registration (iin, registered_from) values (?, ?)")
                .params(person.iin().value(), since)
                .update();
    }

    private Quota quota(String region) {
        return quotas.quotas(2026).stream()
                .filter(quota -> quota.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private long accepted() {
        return tasks.createTaskQuery().taskDefinitionKey("checkApplication").count();
    }

    private long refused() {
        return database.sql("select count(*) from application where outcome = 'REFUSED'")
                .query(Long.class)
                .single();
    }

    private long jobsDue() {
        return management.createJobQuery().messages().count();
    }

    private long told(String code) {
        return database.sql("select count(*) from notice where code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    private long happened(String code) {
        return database.sql("select count(*) from application_event where code = ?")
                .param(code)
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private org.camunda.bpm.engine.impl.jobexecutor.JobExecutor jobExecutor() {
        return configuration().getJobExecutor();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** What a rival got: a value or a failure. */
    record Answer<T>(T value, Throwable failure) {}

    /** Lets all of them begin in the same moment, each on a thread of its own. */
    private static <T> List<Answer<T>> atOnce(List<Callable<T>> calls) {
        var begin = new CyclicBarrier(calls.size());
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var running = new ArrayList<Future<T>>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    begin.await();
                    return call.call();
                }));
            }
            var answers = new ArrayList<Answer<T>>();
            for (var future : running) {
                try {
                    answers.add(new Answer<>(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), null));
                } catch (ExecutionException failed) {
                    answers.add(new Answer<>(null, failed.getCause()));
                }
            }
            return answers;
        } catch (Exception interrupted) {
            throw new AssertionError("The rivals did not come to an end", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String code(Throwable failure) {
        return EngineCalls.problem(failure).map(Problem::code).orElseGet(() -> String.valueOf(failure));
    }
}
