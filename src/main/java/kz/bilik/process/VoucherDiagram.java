package kz.bilik.process;

import static kz.bilik.process.task.EngineCalls.unwrapped;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.bilik.application.ApplicationNumber;
import kz.bilik.casefile.CaseWords;
import kz.bilik.problem.Problem;
import kz.bilik.process.engine.EngineDeadlines;
import kz.bilik.process.task.References;
import kz.bilik.process.task.UserTask;
import kz.bilik.settlement.Acts;
import kz.bilik.voucher.Cancellation;
import kz.bilik.voucher.CertificateDecision;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.VoucherProcess;
import kz.bilik.voucher.VoucherReview;
import kz.bilik.voucher.VoucherUse;
import kz.bilik.voucher.VoucherWithdrawal;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of {@code processes/voucher.bpmn}: validity, sick leave, use, exam, cancellation (cl. 10.2-13, 16). */
@Configuration(proxyBeanMethods = false)
class VoucherDiagram {

    private static final String PROCESS = "voucher";

    @Bean
    VoucherProcess voucherProcess(
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            EngineDeadlines terms,
            ObjectProvider<Vouchers> vouchers) {
        return new VoucherProcess() {

            @Override
            public void start(String voucher) {
                var references = references(vouchers.getObject().get(voucher));
                runtime.startProcessInstanceByKey(PROCESS, (String) references.get("applicationNumber"), references);
            }

            @Override
            public void admit(String voucher) {
                complete(voucher, "admitToExam", Map.of("admitted", true));
            }

            @Override
            public void examNotHeld(String voucher, String cause, String reason) {
                complete(voucher, "recordExam", Map.of("examHeld", "no", "cause", cause, "reason", reason));
            }

            @Override
            public void examHeld(String voucher) {
                complete(voucher, "recordExam", ExamRecord.RECORDED);
            }

            private void complete(String voucher, String task, Map<String, Object> submission) {
                var open = Cases.openTask(tasks, PROCESS, caseOf(voucher), task, "voucher.not-at-this-step");
                Cases.complete(tasks, open, submission, "voucher.not-at-this-step", voucher);
            }

            @Override
            public void certificateReceived(String voucher, UUID certificate) {
                unwrapped(() -> runtime.createMessageCorrelation("CertificateReceived")
                        .processInstanceId(instance(voucher))
                        .setVariablesToTriggeredScope(
                                Map.of("certificate", certificate.toString(), "certificateAccepted", false))
                        .correlate());
            }

            @Override
            public void lateCertificateReceived(String voucher, UUID certificate) {
                var references = references(vouchers.getObject().get(voucher));
                unwrapped(() -> runtime.createMessageCorrelation("LateCertificateReceived")
                        .processInstanceBusinessKey((String) references.get("applicationNumber"))
                        .setVariables(references)
                        .correlateStartMessage());
                certificateReceived(voucher, certificate);
            }

            @Override
            public void inUseAgain(String voucher) {
                var references = references(vouchers.getObject().get(voucher));
                unwrapped(() -> waiting(voucher)
                        .ifPresentOrElse(this::goOnInUse, () -> runtime.createMessageCorrelation("VoucherInUseAgain")
                                .processInstanceBusinessKey((String) references.get("applicationNumber"))
                                .setVariables(references)
                                .correlateStartMessage()));
            }

            /** Past its last day, or held for a certificate: what it waited for is over. */
            private void goOnInUse(String instance) {
                runtime.createMessageCorrelation("VoucherUsed")
                        .processInstanceId(instance)
                        .correlateAll();
                var change = runtime.createProcessInstanceModification(instance);
                runtime.getActiveActivityIds(instance).stream()
                        .filter(Set.of("admitToExam", "certificatesDecided")::contains)
                        .forEach(change::cancelAllForActivity);
                change.startBeforeActivity("voucherInUse").execute();
            }

            @Override
            public void lastDayMoved(String voucher) {
                terms.recalculate(instance(voucher));
            }

            @Override
            public void certificatesDecided(String voucher) {
                // A voucher that is not held has nobody waiting, which is as good.
                runtime.createMessageCorrelation("CertificatesDecided")
                        .processInstanceId(instance(voucher))
                        .correlateAll();
            }

            @Override
            public void withdraw(String voucher) {
                Cases.correlate(runtime, instance(voucher), "WithdrawalReceived", "voucher.not-withdrawable", voucher);
            }

            private String caseOf(String voucher) {
                return vouchers.getObject().get(voucher).application();
            }

            /**
             * The instance in which the voucher lives. Of one that lapsed, the report of its cancellation may still wait
             * for an AIS that is down, while a late certificate has begun the next.
             */
            private String instance(String voucher) {
                return waiting(voucher)
                        .orElseThrow(
                                () -> Problem.of(Problem.Kind.CONFLICT, "voucher.not-at-this-step", caseOf(voucher)));
            }

            private Optional<String> waiting(String voucher) {
                return runtime
                        .createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .processInstanceBusinessKey(caseOf(voucher))
                        .list()
                        .stream()
                        .map(ProcessInstance::getId)
                        .filter(this::awaitsMore)
                        .findFirst();
            }

            private boolean awaitsMore(String instance) {
                return management
                                .createJobQuery()
                                .processInstanceId(instance)
                                .activityId("reportCancellation")
                                .count()
                        == 0;
            }
        };
    }

    @Bean
    References voucherReferences(ObjectProvider<Vouchers> vouchers) {
        return Cases.references(
                PROCESS,
                (application, scope) -> references(
                        vouchers.getObject().ofApplication(application).orElseThrow()));
    }

    private static Map<String, Object> references(Voucher voucher) {
        return Map.of(
                "applicationNumber", voucher.application(),
                "voucherNumber", voucher.number(),
                "region", voucher.region(),
                "recognitionCentre", voucher.recognitionCentre());
    }

    private static String number(VariableScope scope) {
        return Cases.reference(scope, "voucherNumber");
    }

    private static VoucherNumber voucher(VariableScope scope) {
        return new VoucherNumber(number(scope));
    }

    private static ApplicationNumber application(VariableScope scope) {
        return new ApplicationNumber(Cases.reference(scope, "applicationNumber"));
    }

    private static String certificate(VariableScope scope) {
        return Cases.reference(scope, "certificate");
    }

    // cl. 10.2, 11: use within the validity

    @Bean
    UserTask admitToExam(VoucherUse use, CaseWords words) {
        return new UserTask(
                Set.of("admitted"),
                (scope, language) -> words.listed(application(scope), voucher(scope), language),
                (scope, language) -> words.ofUse(application(scope), voucher(scope), language),
                submitted -> {
                    submitted.require("admitted");
                    use.admit(submitted.reference("voucherNumber"));
                    return Map.of();
                });
    }

    @Bean
    JavaDelegate remindHolder(VoucherDeadlines deadlines) {
        return at -> deadlines.remindHolder(number(at));
    }

    /** Use has closed the certificates that were still undecided; their tasks go with the message. */
    @Bean
    JavaDelegate recordUse(RuntimeService runtime) {
        return at -> runtime.createMessageCorrelation("VoucherUsed")
                .processInstanceId(at.getProcessInstanceId())
                .correlateAll();
    }

    @Bean
    UserTask recordExam(ExamRecord exam, CaseWords words) {
        return new UserTask(
                Set.of(
                        "examHeld",
                        "cause",
                        "reason",
                        "protocolNumber",
                        "protocolSignedOn",
                        "examHeldOn",
                        "examRegion",
                        "result"),
                (scope, language) -> words.listed(application(scope), voucher(scope), language),
                (scope, language) -> words.ofExam(application(scope), voucher(scope), language),
                submitted -> Map.of("examHeld", exam.record(submitted)));
    }

    @Bean
    JavaDelegate escalateExamRecord(VoucherUse use) {
        return at -> use.escalateExamRecord(number(at));
    }

    @Bean
    JavaDelegate handOverToAct(Acts acts) {
        return at -> acts.handOver(number(at));
    }

    @Bean
    JavaDelegate restoreVoucher(VoucherUse use) {
        return at -> use.restore(number(at));
    }

    @Bean
    JavaDelegate reviewValidity(VoucherReview review) {
        return at -> at.setVariable("validity", review.review(number(at)).name());
    }

    @Bean
    JavaDelegate cancelVoucher(Cancellation cancellation) {
        return at -> cancellation.cancel(number(at));
    }

    @Bean
    JavaDelegate reportCancellation(Cancellation cancellation) {
        return at -> cancellation.report(number(at));
    }

    // cl. 12, 13: sick leave

    @Bean
    UserTask decideCertificate(CertificateDecision decision, CaseWords words) {
        return new UserTask(
                Set.of("decision", "ground", "remark"),
                (scope, language) -> words.listed(application(scope), voucher(scope), language),
                (scope, language) -> words.ofCertificate(application(scope), certificate(scope), language),
                submitted -> Map.of(
                        "certificateAccepted",
                        decision.decide(
                                submitted.reference("certificate"),
                                submitted.choice("decision"),
                                submitted.text("ground"),
                                submitted.text("remark"))));
    }

    @Bean
    JavaDelegate escalateCertificateDecision(CertificateDecision decision) {
        return at -> decision.escalate(certificate(at));
    }

    @Bean
    JavaDelegate extendVoucher(CertificateDecision decision) {
        return at -> decision.extend(certificate(at));
    }

    @Bean
    JavaDelegate reportExtension(CertificateDecision decision) {
        return at -> decision.report(certificate(at));
    }

    @Bean
    JavaDelegate rejectCertificate(CertificateDecision decision) {
        return at -> decision.reject(certificate(at));
    }

    @Bean
    JavaDelegate withdrawVoucher(VoucherWithdrawal withdrawal) {
        return at -> withdrawal.withdraw(number(at));
    }

    @Bean
    JavaDelegate reportWithdrawal(VoucherWithdrawal withdrawal) {
        return at -> withdrawal.report(number(at));
    }
}
