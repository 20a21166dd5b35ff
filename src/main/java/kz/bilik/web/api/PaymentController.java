package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.identity.AccountNumber;
import kz.bilik.payment.PayeeAccounts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Payment orders through the API (cl. 17): the bank confirms or rejects them, the payee sends a signed new account after
 * a rejection. A payer who is bound to a region sees that region's orders only.
 */
@RestController
@Tag(name = "Payments", description = "Payment orders and what became of them (cl. 17)")
@RequestMapping("/api/payments")
class PaymentController {

    /** Money in whole tenge, the account masked: the bank has it from the payment file. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentAnswer(
            String number,
            String endToEndId,
            String act,
            String voucher,
            PaymentOrder.Kind kind,
            long amount,
            String amountInKazakh,
            String amountInRussian,
            String account,
            PaymentOrder.State state,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable String reason,
            @Nullable String replaces,
            @Nullable String replacedBy) {}

    /**
     * What a payee states and signs.
     *
     * @param order the rejected one
     * @param bic of the bank, where it is not the one that the account's number names
     */
    record NewAccount(String order, AccountNumber account, @Nullable String bic) {}

    /** Why the bank rejects an order, in its words. */
    record Rejection(@Nullable String reason) {}

    private final PaymentOrders orders;
    private final PayeeAccounts accounts;
    private final Acts acts;

    PaymentController(PaymentOrders orders, PayeeAccounts accounts, Acts acts) {
        this.orders = orders;
        this.accounts = accounts;
        this.acts = acts;
    }

    /** The orders of an act; a recognition centre sees those that pay it. */
    @Operation(
            summary = "Payment orders of an act",
            description =
                    "What is paid of an act, and what became of each order; account numbers are masked. A recognition centre sees the orders that pay it, a payer bound to a region those of the region.")
    @Described(
            answers = {"200 The payment orders"},
            refusals = {"404 settlement.act-unknown"})
    @GetMapping
    List<PaymentAnswer> ofAct(
            @Parameter(description = "Number of the services act", example = "ACT-2026-75-000001") @RequestParam
                    String act,
            ApiCaller caller) {
        var concerned = acts.find(act)
                .filter(found -> maySee(found, caller))
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "settlement.act-unknown", act));
        return orders.of(concerned.number()).stream()
                .filter(order -> caller.is(ApiCaller.PAYER) || order.kind() == PaymentOrder.Kind.SERVICE)
                .map(this::answer)
                .toList();
    }

    /** The payment was made; the same again gives the same answer. */
    @Operation(
            summary = "The payment was made",
            description =
                    "The bank or the Treasury confirms an order. When all orders of an act are confirmed, it is paid. The same again gives the same answer.")
    @Described(
            answers = {"200 The order, paid"},
            refusals = {"404 payment.unknown", "409 settlement.act-not-accepted", "422 payment.not-released"})
    @PostMapping("/{order}/confirmation")
    PaymentAnswer confirm(@PathVariable String order, ApiCaller caller) {
        var number = forPayer(order, caller).number();
        SentTwice.orAgain(() -> {
            orders.answerOfBank(number, true, null);
            return number;
        });
        return answer(orders.get(order));
    }

    /** The bank did not make the payment; the same again gives the same answer. */
    @Operation(
            summary = "The payment was not made",
            description =
                    "The bank or the Treasury rejects an order, with its reason. The accountant repairs it; the payee is asked for another account. The same again gives the same answer.")
    @Described(
            answers = {"200 The order, rejected"},
            refusals = {
                "404 payment.unknown",
                "409 settlement.act-not-accepted",
                "422 payment.reason-missing payment.reason-too-long payment.not-released"
            },
            body = "Why, in the bank's words",
            example = "{\"reason\": \"AC04: the account is closed\"}")
    @PostMapping("/{order}/rejection")
    PaymentAnswer reject(@PathVariable String order, @RequestBody Rejection rejection, ApiCaller caller) {
        var number = forPayer(order, caller).number();
        SentTwice.orAgain(() -> {
            orders.answerOfBank(number, false, rejection.reason());
            return number;
        });
        return answer(orders.get(order));
    }

    /** A new account for a rejected order, signed by its payee: {@code {"order": "P-…", "account": "KZ…"}}. */
    @Operation(
            summary = "The payee's new account",
            description =
                    "After a rejection the payee states another account and signs that. A later statement takes the place of an earlier one until the order is repaired.")
    @Described(
            answers = {"200 The order with its new account"},
            refusals = {
                "400 payment.statement-malformed identity.account",
                "403 payment.wrong-signer",
                "404 payment.unknown",
                "409 payment.not-rejected payment.already-repaired",
                "422 payment.statement-of-other payment.bic",
                SignatureRefusals.MALFORMED,
                SignatureRefusals.TOO_LARGE,
                SignatureRefusals.UNPROCESSABLE,
                SignatureRefusals.UNKNOWN
            })
    @PostMapping(value = "/{order}/account", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    PaymentAnswer account(
            @PathVariable String order,
            @DescribedPart(
                            value = "Order and account as JSON in UTF-8: exactly the bytes that were signed",
                            schema = NewAccount.class,
                            type = "application/json",
                            example = "{\"order\": \"P-2026-75-000001\", \"account\": \"KZ55722TEST000000002\"}")
                    @RequestPart
                    MultipartFile statement,
            @DescribedPart(
                            value = "The payee's signature over the part statement: CMS as DER, PEM or base64",
                            type = "application/pkcs7-signature",
                            example = "statement.p7s")
                    @RequestPart
                    MultipartFile signature,
            ApiCaller caller)
            throws IOException {
        var concerned =
                orders.find(order).filter(found -> isPayee(found, caller)).orElseThrow(() -> unknown(order));
        accounts.receive(concerned.number(), statement.getBytes(), signature.getBytes());
        return answer(orders.get(order));
    }

    private PaymentOrder forPayer(String order, ApiCaller caller) {
        caller.requireRole(ApiCaller.PAYER);
        return orders.find(order)
                .filter(found -> maySee(acts.get(found.act()), caller))
                .orElseThrow(() -> unknown(order));
    }

    private static boolean maySee(ServicesAct act, ApiCaller caller) {
        return caller.is(ApiCaller.PAYER)
                ? caller.region() == null || caller.region().equals(act.region())
                : caller.isRecognitionCentre(act.recognitionCentre());
    }

    private boolean isPayee(PaymentOrder order, ApiCaller caller) {
        return order.kind() == PaymentOrder.Kind.AID
                ? caller.isApplicant()
                        && caller.iin().value().equals(order.payee().number())
                : caller.isRecognitionCentre(acts.get(order.act()).recognitionCentre());
    }

    private static Problem unknown(String order) {
        return Problem.of(Problem.Kind.NOT_FOUND, "payment.unknown", order);
    }

    private PaymentAnswer answer(PaymentOrder order) {
        return new PaymentAnswer(
                order.number(),
                order.endToEndId(),
                order.act(),
                orders.voucher(order),
                order.kind(),
                order.amount(),
                order.amountInKazakh(),
                order.amountInRussian(),
                AccountNumber.kept(order.payee().account()).masked(),
                order.state(),
                order.sentAt(),
                order.answeredAt(),
                order.reason(),
                order.replaces(),
                order.replacedBy());
    }
}
