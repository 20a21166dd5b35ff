package kz.bilik.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.casefile.CaseWords;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.law.Caps;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrderNumber;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentProcess;
import kz.bilik.payment.PaymentRepair;
import kz.bilik.problem.Problem;
import kz.bilik.process.engine.Asks;
import kz.bilik.process.engine.EngineDeadlines;
import kz.bilik.process.gate.ForDiagrams;
import kz.bilik.process.task.References;
import kz.bilik.process.task.UserTask;
import kz.bilik.settlement.ActLines;
import kz.bilik.settlement.ActNumber;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.Reimbursements;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.settlement.SettlementProcess;
import kz.bilik.voucher.VoucherNumber;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of {@code processes/settlement.bpmn}: services act, reimbursement, payment (cl. 14-17). */
@Configuration(proxyBeanMethods = false)
class SettlementDiagram {

    private static final String PROCESS = "settlement";

    /** The task in whose round of the sub-process that order is the one to be paid. */
    private static final String OPEN_PAYMENT =
            """
            select T.* from ACT_RU_EXECUTION E
            join ACT_RU_TASK T on T.PROC_INST_ID_ = E.ID_ and T.TASK_DEF_KEY_ = #{task}
            join ACT_RU_EXECUTION X on X.ID_ = T.EXECUTION_ID_
            join ACT_RU_VARIABLE V on V.EXECUTION_ID_ in (X.ID_, X.PARENT_ID_)
                and V.NAME_ = 'paymentOrder' and V.TEXT_ = #{order}
            where E.BUSINESS_KEY_ = #{act} and E.PARENT_ID_ is null""";

    private static final String COLLECTED = "PaymentCollected";

    /** The execution that waits in the order's round of the sub-process until its file is formed. */
    private static final String WAITING_PAYMENT =
            """
            select X.* from ACT_RU_EXECUTION E
            join ACT_RU_EXECUTION X on X.PROC_INST_ID_ = E.ID_
            join ACT_RU_EVENT_SUBSCR S on S.EXECUTION_ID_ = X.ID_ and S.EVENT_NAME_ = #{message}
            join ACT_RU_EXECUTION P on P.ID_ = X.PARENT_ID_
            join ACT_RU_VARIABLE V on V.EXECUTION_ID_ in (X.ID_, P.ID_, P.PARENT_ID_)
                and V.NAME_ = 'paymentOrder' and V.TEXT_ = #{order}
            where E.BUSINESS_KEY_ = #{act} and E.PARENT_ID_ is null""";

    @Bean
    SettlementProcess settlementProcess(
            RuntimeService runtime, TaskService tasks, EngineDeadlines terms, ObjectProvider<Acts> acts) {
        return new SettlementProcess() {

            @Override
            public void start(String act) {
                runtime.startProcessInstanceByKey(PROCESS, act, references(acts.getObject(), act));
            }

            @Override
            public void actSigned(String act) {
                var task = Cases.openTask(tasks, PROCESS, act, "sendAct", "settlement.act-not-awaited");
                Cases.complete(tasks, task, Map.of(), "settlement.act-not-awaited", act);
            }

            @Override
            public void actAccepted(String act) {
                decided(act, Map.of("decision", "accept"));
            }

            @Override
            public void actReturned(String act, String remarks) {
                decided(act, Map.of("decision", "return", "remarks", remarks));
            }

            private void decided(String act, Map<String, Object> decision) {
                var task = Cases.openTask(tasks, PROCESS, act, "acceptAct", "settlement.act-not-received");
                Cases.complete(tasks, task, decision, "settlement.act-not-received", act);
            }

            @Override
            public void protocolCorrected(String act) {
                var task = Cases.openTask(tasks, PROCESS, act, "sendAct", "settlement.act-not-awaited");
                terms.recalculate(
                        tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId());
            }

            @Override
            public void actEmptied(String act) {
                Cases.correlateCase(runtime, PROCESS, act, "ActEmptied", "settlement.act-not-awaited", Map.of());
            }
        };
    }

    @Bean
    PaymentProcess paymentProcess(
            RuntimeService runtime,
            TaskService tasks,
            RepositoryService repository,
            ObjectProvider<PaymentOrders> orders) {
        return new PaymentProcess() {

            @Override
            public void paymentAnswered(String order, boolean confirmed, String reason) {
                var open = Cases.first(open(order, "confirmPayment"), "settlement.payment-not-awaited", order);
                Cases.complete(
                        tasks,
                        open,
                        Map.of("answer", confirmed ? "confirmed" : "rejected", "reason", reason),
                        "settlement.payment-not-awaited",
                        order);
            }

            @Override
            public void paymentCollected(String order) {
                var waiting = runtime.createNativeExecutionQuery()
                        .sql(WAITING_PAYMENT)
                        .parameter("act", orders.getObject().get(order).act())
                        .parameter("order", order)
                        .parameter("message", COLLECTED)
                        .singleResult();
                if (waiting == null) {
                    throw Problem.of(Problem.Kind.CONFLICT, "settlement.payment-not-awaited", order);
                }
                Cases.receive(runtime, COLLECTED, waiting.getId(), "settlement.payment-not-awaited", order);
            }

            @Override
            public boolean holdsOrders(String act) {
                return Cases.instance(runtime, PROCESS, act)
                        .map(instance -> repository.getBpmnModelInstance(instance.getProcessDefinitionId()))
                        .filter(diagram -> diagram.getModelElementById("decidePayment") != null)
                        .isPresent();
            }

            @Override
            public boolean answerAwaited(String order) {
                return !open(order, "confirmPayment").isEmpty();
            }

            @Override
            public boolean releaseAwaited(String act) {
                return Cases.stands(tasks, PROCESS, act, "releasePayments");
            }

            @Override
            public boolean paymentDecided(String order, boolean released, String reason) {
                var open = open(order, "decidePayment");
                if (open.isEmpty()) {
                    return false;
                }
                Cases.complete(
                        tasks,
                        open.get(0).getId(),
                        Map.of("decision", released ? "release" : "return", "reason", reason),
                        "settlement.payment-not-awaited",
                        order);
                return true;
            }

            private List<Task> open(String order, String task) {
                return tasks.createNativeTaskQuery()
                        .sql(OPEN_PAYMENT)
                        .parameter("act", orders.getObject().get(order).act())
                        .parameter("order", order)
                        .parameter("task", task)
                        .list();
            }
        };
    }

    @Bean
    References settlementReferences(ObjectProvider<Acts> acts) {
        return Cases.references(PROCESS, (number, scope) -> references(acts.getObject(), number));
    }

    private static Map<String, Object> references(Acts acts, String number) {
        var act = acts.get(number);
        return Map.of(
                "actNumber", number,
                "region", act.region(),
                "recognitionCentre", act.recognitionCentre());
    }

    private static String number(VariableScope scope) {
        return Cases.reference(scope, "actNumber");
    }

    private static ActNumber act(VariableScope scope) {
        return new ActNumber(number(scope));
    }

    private static PaymentOrderNumber payment(VariableScope scope) {
        return new PaymentOrderNumber(order(scope));
    }

    private static String region(VariableScope scope) {
        return Cases.reference(scope, "region");
    }

    private static String order(VariableScope scope) {
        return Cases.reference(scope, "paymentOrder");
    }

    /**
     * What the diagram itself asks of an act: its names are names on this page, so that the modules' classes keep theirs to
     * themselves. Public because expressions call nothing else.
     */
    public static final class Lines {

        private final ActLines lines;
        private final PaymentOrders orders;

        private Lines(ActLines lines, PaymentOrders orders) {
            this.lines = lines;
            this.orders = orders;
        }

        /** The vouchers of the act, in the order of its lines. */
        public List<String> of(String act) {
            return lines.of(act);
        }

        /** The profile of the voucher's profession, as the decision table reads it. */
        public String profile(String voucher) {
            return lines.profile(voucher).name();
        }

        /** Whether the exam was held outside the region of permanent registration (cl. 14.2). */
        public boolean outsideRegion(String voucher) {
            return lines.outsideRegion(voucher);
        }

        /** The day whose monthly calculation index counts for that voucher. */
        public LocalDate day(String voucher) {
            return lines.day(voucher);
        }

        /** The orders of the act that await the bank's answer (cl. 17). */
        public List<String> paymentOrders(String act) {
            return orders.awaited(act);
        }

        /** Whether the order goes to the bank in a file of its act (cl. 17). */
        public boolean released(String order) {
            var released = orders.get(order);
            return released.state() != PaymentOrder.State.HELD
                    && released.state() != PaymentOrder.State.RETURNED
                    && !awaitsOthers(order);
        }

        /** Whether the order is released for a file with orders of other acts, which is not formed yet (cl. 17). */
        public boolean awaitsOthers(String order) {
            var released = orders.get(order);
            return released.together() && released.paymentFile() == null;
        }

        /** Whether the order is with the mobility centre to be put right (cl. 17). */
        public boolean returned(String order) {
            return orders.get(order).state() == PaymentOrder.State.RETURNED;
        }
    }

    @Bean
    @ForDiagrams
    Lines settlementLines(ActLines lines, PaymentOrders orders) {
        return new Lines(lines, orders);
    }

    // cl. 16: the services act

    @Bean
    UserTask sendAct(Acts acts, CaseWords words) {
        return new UserTask(
                Set.of(),
                (scope, language) -> words.listedActToSend(act(scope), region(scope), language),
                (scope, language) -> words.ofActToSend(number(scope), language),
                submitted -> {
                    acts.sent(submitted.reference("actNumber"));
                    return Map.of();
                });
    }

    @Bean
    JavaDelegate escalateAct(SettlementDeadlines deadlines) {
        return at -> deadlines.escalateAct(number(at));
    }

    // cl. 17: acceptance, amounts, payment

    @Bean
    UserTask acceptAct(Acts acts, CaseWords words) {
        return new UserTask(
                Set.of("decision", "remarks"),
                (scope, language) -> words.listedAct(act(scope), region(scope), language),
                (scope, language) -> words.ofAct(number(scope), language),
                submitted -> Map.of(
                        "actAccepted",
                        acts.decide(
                                submitted.reference("actNumber"),
                                submitted.choice("decision"),
                                submitted.text("remarks"))));
    }

    @Bean
    JavaDelegate returnAct(Acts acts) {
        return at -> acts.returned(number(at));
    }

    /** Listens to the end of the decision for each holder: its result becomes the line's amounts. */
    @Bean
    @SuppressWarnings("unchecked")
    ExecutionListener recordReimbursement(Reimbursements reimbursements) {
        return at -> {
            var decided = (Map<String, Object>) at.getVariable("reimbursement");
            reimbursements.record(act(at), new VoucherNumber(Cases.reference(at, "voucherNumber")), Caps.of(decided));
        };
    }

    @Bean
    JavaDelegate createPaymentOrders(PaymentOrders orders) {
        return at -> orders.create(number(at));
    }

    @Bean
    UserTask releasePayments(PaymentOrders orders, CaseWords words) {
        return new UserTask(
                Set.of("released", "together"),
                (scope, language) -> words.listedAct(act(scope), region(scope), language),
                (scope, language) -> words.ofRelease(number(scope), language),
                submitted -> {
                    orders.release(
                            submitted.reference("actNumber"),
                            submitted.ticked("released"),
                            submitted.ticked("together"));
                    return Map.of();
                });
    }

    @Bean
    UserTask decidePayment(PaymentHalts halts, CaseWords words) {
        return new UserTask(
                Set.of("decision", "reason"),
                (scope, language) -> words.listedPayment(act(scope), payment(scope), region(scope), language),
                (scope, language) -> words.ofHalted(act(scope), payment(scope), language),
                submitted -> {
                    var decided = halts.decide(
                            submitted.reference("paymentOrder"),
                            submitted.choice("decision"),
                            submitted.text("reason"));
                    return Map.of(
                            "paymentReleased", decided == PaymentHalts.Decision.RELEASE,
                            "paymentReturned", decided == PaymentHalts.Decision.RETURN);
                });
    }

    @Bean
    UserTask correctPayment(PaymentHalts halts, CaseWords words) {
        return new UserTask(
                Set.of("correction", "payeeCode", "purposeCode", "bic", "newAccount"),
                (scope, language) -> words.listedAct(act(scope), region(scope), language),
                (scope, language) -> words.ofHalted(act(scope), payment(scope), language),
                submitted -> {
                    halts.correct(
                            submitted.reference("paymentOrder"),
                            new PaymentHalts.Correction(
                                    submitted.text("correction"),
                                    submitted.text("payeeCode"),
                                    submitted.text("purposeCode"),
                                    submitted.text("bic"),
                                    submitted.ticked("newAccount")));
                    return Map.of();
                });
    }

    @Bean
    @Asks(OutsideSystem.BANK)
    JavaDelegate sendPayments(PaymentOrders orders) {
        return at -> orders.send(number(at));
    }

    @Bean
    UserTask confirmPayment(PaymentOrders orders, CaseWords words) {
        return new UserTask(
                Set.of("answer", "reason"),
                (scope, language) -> words.listedPayment(act(scope), payment(scope), region(scope), language),
                (scope, language) -> words.ofPayment(act(scope), payment(scope), language),
                submitted -> Map.of(
                        "paymentConfirmed",
                        orders.answer(
                                submitted.reference("paymentOrder"),
                                submitted.choice("answer"),
                                submitted.text("reason"))));
    }

    @Bean
    UserTask repairPayment(PaymentRepair repair, CaseWords words) {
        return new UserTask(
                Set.of("repair", "remark"),
                (scope, language) -> words.listedPayment(act(scope), payment(scope), region(scope), language),
                (scope, language) -> words.ofRepair(act(scope), payment(scope), language),
                submitted -> {
                    repair.repair(
                            submitted.reference("paymentOrder"), submitted.choice("repair"), submitted.text("remark"));
                    return Map.of();
                });
    }

    @Bean
    JavaDelegate replacePaymentOrder(PaymentRepair repair) {
        return at -> at.setVariable("paymentOrder", repair.sendReplacement(order(at)));
    }

    @Bean
    JavaDelegate escalatePayment(SettlementDeadlines deadlines) {
        return at -> deadlines.escalatePayment(number(at));
    }
}
