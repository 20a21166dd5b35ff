package kz.bilik.process;

import java.util.Map;
import java.util.Set;
import kz.bilik.application.Appeal;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.Applications;
import kz.bilik.application.AutomaticChecks;
import kz.bilik.application.CareerCentreCheck;
import kz.bilik.application.Escalations;
import kz.bilik.application.Forwarding;
import kz.bilik.application.RecognitionCentreAnswer;
import kz.bilik.application.Refusal;
import kz.bilik.application.UnemploymentRecheck;
import kz.bilik.application.Withdrawal;
import kz.bilik.casefile.CaseWords;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.process.engine.Asks;
import kz.bilik.process.task.References;
import kz.bilik.process.task.UserTask;
import kz.bilik.voucher.VoucherIssue;
import kz.bilik.voucher.VoucherProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of {@code processes/application.bpmn}: from a signed application to the voucher or a refusal (cl. 3, 8-10). */
@Configuration(proxyBeanMethods = false)
class ApplicationDiagram {

    private static final String PROCESS = "application";

    @Bean
    ApplicationProcess applicationProcess(
            RuntimeService runtime, TaskService tasks, ObjectProvider<Applications> applications) {
        return new ApplicationProcess() {

            @Override
            public void start(String number) {
                runtime.startProcessInstanceByKey(PROCESS, number, references(applications.getObject(), number));
            }

            @Override
            public void answer(String number, boolean confirmed, String reason) {
                var task =
                        Cases.openTask(tasks, PROCESS, number, "answerApplication", "application.not-awaiting-answer");
                Cases.complete(
                        tasks,
                        task,
                        Map.of("answer", confirmed ? "yes" : "no", "reason", reason),
                        "application.not-awaiting-answer",
                        number);
            }

            @Override
            public void handToCareerCentre(String number, String careerCentre) {
                Cases.beginAnew(
                        runtime,
                        tasks,
                        PROCESS,
                        number,
                        "checkApplication",
                        Map.of("careerCentre", careerCentre),
                        "application.not-being-checked");
            }

            @Override
            public void askAnotherCentre(String number, String recognitionCentre) {
                Cases.correlateCase(
                        runtime,
                        PROCESS,
                        number,
                        "AnotherCentreChosen",
                        "application.not-awaiting-answer",
                        Map.of("recognitionCentre", recognitionCentre));
            }

            @Override
            public void reopen(String number) {
                runtime.startProcessInstanceByMessage(
                        "RefusalOverturned", number, references(applications.getObject(), number));
            }

            @Override
            public void withdraw(String number) {
                Cases.correlateCase(
                        runtime, PROCESS, number, "WithdrawalReceived", "application.not-withdrawable", Map.of());
            }
        };
    }

    @Bean
    References applicationReferences(ObjectProvider<Applications> applications) {
        return Cases.references(PROCESS, (number, scope) -> references(applications.getObject(), number));
    }

    private static Map<String, Object> references(Applications applications, String number) {
        var application = applications.get(number);
        return Map.of(
                "applicationNumber", number,
                "region", application.region(),
                "careerCentre", application.careerCentre(),
                "recognitionCentre", application.recognitionCentre());
    }

    private static String number(VariableScope scope) {
        return Cases.reference(scope, "applicationNumber");
    }

    // cl. 8.2, 9.2: a refusal that a decision on appeal has overturned

    @Bean
    JavaDelegate reportOverturnedRefusal(Appeal appeal) {
        return at -> appeal.report(number(at));
    }

    // cl. 3.3: the three automatic checks; a case that began before they were asked about together has a gateway after
    // each

    @Bean
    @Asks(OutsideSystem.LABOUR_MARKET)
    JavaDelegate checkUnemployed(AutomaticChecks checks) {
        return at -> at.setVariable("registeredAsUnemployed", checks.unemployed(number(at)));
    }

    @Bean
    @Asks(OutsideSystem.LABOUR_MARKET)
    JavaDelegate checkOncePerYear(AutomaticChecks checks) {
        return at -> at.setVariable("firstVoucherThisYear", checks.firstVoucherThisYear(number(at)));
    }

    @Bean
    JavaDelegate reserveVoucher(AutomaticChecks checks) {
        return at -> {
            var passed = checks.reserveVoucher(number(at));
            at.setVariables(Map.of("checksPassed", passed, "voucherLeft", passed));
        };
    }

    @Bean
    JavaDelegate escalateChecks(Escalations escalations) {
        return at -> escalations.checksOverdue(number(at));
    }

    // cl. 8: the career centre's check

    @Bean
    UserTask checkApplication(CareerCentreCheck check, CaseWords words) {
        return new UserTask(
                Set.of(
                        "decision",
                        "grounds",
                        "incompleteDocumentsText",
                        "filledInWronglyText",
                        "requirementsNotMetText"),
                (scope, language) -> words.listed(number(scope), language),
                (scope, language) -> words.ofCareerCentreCheck(number(scope), language),
                submitted -> Map.of(
                        "inOrder",
                        check.decide(
                                submitted.reference("applicationNumber"),
                                submitted.choice("decision"),
                                submitted.list("grounds"),
                                Map.of(
                                        "INCOMPLETE_DOCUMENTS", submitted.text("incompleteDocumentsText"),
                                        "FILLED_IN_WRONGLY", submitted.text("filledInWronglyText"),
                                        "REQUIREMENTS_NOT_MET", submitted.text("requirementsNotMetText")))));
    }

    @Bean
    JavaDelegate escalateCareerCentreCheck(Escalations escalations) {
        return at -> escalations.careerCentreCheckOverdue(number(at));
    }

    // cl. 9: to the recognition centre and its answer

    @Bean
    JavaDelegate forwardToRecognitionCentre(Forwarding forwarding) {
        return at -> forwarding.forward(number(at));
    }

    @Bean
    JavaDelegate escalateForwarding(Escalations escalations) {
        return at -> escalations.forwardingOverdue(number(at));
    }

    @Bean
    UserTask answerApplication(RecognitionCentreAnswer answer, CaseWords words) {
        return new UserTask(
                Set.of("answer", "reason"),
                (scope, language) -> words.listed(number(scope), language),
                (scope, language) -> words.ofAnswer(number(scope), language),
                submitted -> Map.of(
                        "confirmed",
                        answer.record(
                                submitted.reference("applicationNumber"),
                                submitted.choice("answer"),
                                submitted.text("reason"))));
    }

    @Bean
    JavaDelegate remindRecognitionCentre(Escalations escalations) {
        return at -> escalations.remindRecognitionCentre(number(at));
    }

    // cl. 10: the voucher

    @Bean
    JavaDelegate issueVoucher(VoucherIssue issue) {
        return at -> at.setVariable("voucherNumber", issue.issue(number(at)));
    }

    @Bean
    JavaDelegate sendVoucher(VoucherIssue issue) {
        return at -> issue.report(Cases.reference(at, "voucherNumber"));
    }

    @Bean
    JavaDelegate escalateIssue(Escalations escalations) {
        return at -> escalations.issueOverdue(number(at));
    }

    @Bean
    @Asks(OutsideSystem.LABOUR_MARKET)
    JavaDelegate recheckUnemployed(UnemploymentRecheck recheck) {
        return at -> recheck.note(number(at));
    }

    @Bean
    JavaDelegate startVoucher(VoucherProcess voucherProcess) {
        return at -> voucherProcess.start(Cases.reference(at, "voucherNumber"));
    }

    // cl. 3.3, 8.2, 8.3, 9.2: the reasoned refusal

    @Bean
    JavaDelegate releaseVoucher(Refusal refusal) {
        return at -> refusal.releaseVoucher(number(at));
    }

    @Bean
    JavaDelegate formRefusal(Refusal refusal) {
        return at -> refusal.form(number(at));
    }

    @Bean
    JavaDelegate sendRefusal(Refusal refusal) {
        return at -> refusal.send(number(at));
    }

    @Bean
    JavaDelegate escalateRefusal(Escalations escalations) {
        return at -> escalations.refusalOverdue(number(at));
    }

    @Bean
    JavaDelegate undoReservation(Withdrawal withdrawal) {
        return at -> withdrawal.undo(number(at));
    }
}
