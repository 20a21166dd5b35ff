package kz.bilik.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import kz.bilik.kill.Errands.Errand;
import kz.bilik.kill.Nodes.Answer;
import kz.bilik.kill.Nodes.NoAnswer;
import kz.bilik.signature.DemoSigner;

/**
 * The people around the product: applicants, career and recognition centres, mobility centres, accountants, the bank. Each
 * case has a fate of its own; most that get a voucher go on to the paid act.
 */
final class Work {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CENTRE = "C-014";
    private static final String TODAY = "2026-09-14";

    /** A step that is refused so often is no matter of a lost answer. */
    private static final int STUBBORN = 30;

    private final Nodes nodes;
    private final Errands errands;
    private final Ledger ledger;
    private final Applicants applicants;
    private final Random dice;
    private final Map<String, Officer> officers = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<byte[]>> keys = new ConcurrentHashMap<>();
    private final Map<String, List<String>> admitted = new HashMap<>();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final AtomicInteger protocols = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger inTwoAtOnce = new AtomicInteger();

    Work(Nodes nodes, Errands errands, Ledger ledger, Random dice) throws IOException {
        this.nodes = nodes;
        this.errands = errands;
        this.ledger = ledger;
        this.dice = dice;
        this.applicants = new Applicants(new Random(dice.nextLong()));
    }

    /** How many acts are paid, as the centre reads it. */
    int paidActs() {
        return paid.size();
    }

    /** How many persons have begun. */
    int begun() {
        return sent.get();
    }

    /** How many sent the same application twice at once. */
    int inTwoAtOnce() {
        return inTwoAtOnce.get();
    }

    /** One person more applies. Some send the same twice at once, some two different applications at once. */
    void apply() throws IOException {
        sent.incrementAndGet();
        var submission = applicants.next();
        var chance = dice.nextInt(100);
        errands.begin(new Case(submission), Duration.ZERO);
        if (chance < 5) {
            inTwoAtOnce.incrementAndGet();
            errands.begin(() -> submit(submission) == null ? null : null, Duration.ZERO);
        } else if (chance < 7) {
            errands.begin(new Case(applicants.of(submission.iin())), Duration.ZERO);
        }
    }

    /** Sends it; the number, or null when the person has another one open. */
    private String submit(Applicants.Submission submission) throws NoAnswer, IOException {
        var answer = nodes.call("nqs", submission.iin(), submission.request(), "/api/applications");
        if (answer.isYes()) {
            var number = JSON.readTree(answer.body()).get("number").textValue();
            ledger.acknowledged(number, submission);
            return number;
        }
        if (answer.status() == 409 && code(answer).equals("application.already-open")) {
            return null;
        }
        throw new IllegalStateException("An application was answered " + answer.status() + " " + code(answer));
    }

    private static String code(Answer answer) throws IOException {
        var said = answer.body().length == 0 ? null : JSON.readTree(answer.body());
        return said == null || said.path("code").isMissingNode()
                ? ""
                : said.get("code").asText();
    }

    private static HttpRequest.Builder json(Object body) throws IOException {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private Officer officer(String id) {
        return officers.computeIfAbsent(id, name -> new Officer(nodes, name));
    }

    private byte[] signed(String key, byte[] content) {
        return keys.computeIfAbsent(key, DemoSigner::of).apply(content);
    }

    private static Duration soon() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(400, 1600));
    }

    /** What becomes of a case. */
    private enum Fate {
        WITHDRAWN_EARLY,
        REFUSED,
        LEFT_AT_CAREER_CENTRE,
        DECLINED,
        WITHDRAWN_LATE,
        LEFT_AT_CENTRE,
        GIVEN_UP,
        LEFT_ISSUED,
        LEFT_ADMITTED,
        EXAMINED;

        static Fate of(int chance) {
            if (chance < 5) {
                return WITHDRAWN_EARLY;
            }
            if (chance < 12) {
                return REFUSED;
            }
            if (chance < 18) {
                return LEFT_AT_CAREER_CENTRE;
            }
            if (chance < 23) {
                return DECLINED;
            }
            if (chance < 26) {
                return WITHDRAWN_LATE;
            }
            if (chance < 30) {
                return LEFT_AT_CENTRE;
            }
            if (chance < 34) {
                return GIVEN_UP;
            }
            if (chance < 38) {
                return LEFT_ISSUED;
            }
            return chance < 42 ? LEFT_ADMITTED : EXAMINED;
        }
    }

    /** One application and what follows from it, up to the protocol of the exam. */
    private final class Case implements Errand {

        private final Applicants.Submission submission;
        private final Fate fate;
        private String number;
        private int looked;
        private int refused;

        Case(Applicants.Submission submission) {
            this.submission = submission;
            this.fate = Fate.of(dice.nextInt(100));
        }

        @Override
        public Duration step() throws Exception {
            if (number == null) {
                number = submit(submission);
                return number == null ? null : Duration.ofSeconds(2);
            }
            var answer =
                    nodes.call("nqs", submission.iin(), HttpRequest.newBuilder().GET(), "/api/applications/" + number);
            if (!answer.isYes()) {
                throw new IllegalStateException("An acknowledged application was answered " + answer.status());
            }
            var known = JSON.readTree(answer.body());
            return switch (known.get("stage").textValue()) {
                case "CAREER_CENTRE" -> atCareerCentre();
                case "RECOGNITION_CENTRE" -> atRecognitionCentre();
                case "VOUCHER_ISSUED" -> issued(known.get("voucher").textValue());
                case "VOUCHER_USED" -> used(known.get("voucher").textValue());
                case "CHECKS", "MOBILITY_CENTRE", "ISSUE", "REFUSAL" -> lookAgain();
                default -> null;
            };
        }

        /** The product has to do something; whoever waits long looks seldom. */
        private Duration lookAgain() {
            looked++;
            return Duration.ofMillis(Math.min(20_000, 1_000L * looked)
                    + ThreadLocalRandom.current().nextInt(500));
        }

        private Duration done(String deed, String of, Answer answer) throws IOException {
            if (answer.isYes()) {
                ledger.deed(deed, of);
                looked = 0;
                return soon();
            }
            // An answer that was lost: it is done already. Or it is not, and the next look tells.
            return refused(deed + " " + answer.status() + " " + code(answer), ++refused) ? null : lookAgain();
        }

        private Duration atCareerCentre() throws Exception {
            switch (fate) {
                case LEFT_AT_CAREER_CENTRE:
                    return null;
                case WITHDRAWN_EARLY:
                    return withdraws();
                default:
                    var officer = officer("career-" + submission.careerCentre());
                    var task = officer.task(number, "checkApplication");
                    if (task.isEmpty()) {
                        return refused("no task checkApplication", ++refused) ? null : lookAgain();
                    }
                    return fate == Fate.REFUSED
                            ? done(
                                    "REFUSED",
                                    number,
                                    officer.complete(
                                            task.get(),
                                            Map.of(
                                                    "decision",
                                                    "refuse",
                                                    "grounds",
                                                    List.of("INCOMPLETE_DOCUMENTS"),
                                                    "incompleteDocumentsText",
                                                    "Диплом жоқ")))
                            : done("FORWARDED", number, officer.complete(task.get(), Map.of("decision", "forward")));
            }
        }

        private Duration withdraws() throws Exception {
            return done(
                    "WITHDRAWN",
                    number,
                    nodes.call("nqs", submission.iin(), json(Map.of()), "/api/applications/" + number + "/withdrawal"));
        }

        private Duration atRecognitionCentre() throws Exception {
            switch (fate) {
                case LEFT_AT_CENTRE:
                    return null;
                case WITHDRAWN_LATE:
                    return withdraws();
                default:
                    var yes = fate != Fate.DECLINED;
                    return done(
                            yes ? "ANSWERED_YES" : "ANSWERED_NO",
                            number,
                            nodes.call(
                                    "centre-" + CENTRE,
                                    null,
                                    json(
                                            yes
                                                    ? Map.of("confirmed", true)
                                                    : Map.of("confirmed", false, "reason", "Құрал-жабдық жоқ")),
                                    "/api/applications/" + number + "/answer"));
            }
        }

        private Duration issued(String voucher) throws Exception {
            switch (fate) {
                case LEFT_ISSUED:
                    return null;
                case GIVEN_UP:
                    return done(
                            "GIVEN_UP",
                            voucher,
                            nodes.call(
                                    "nqs",
                                    submission.iin(),
                                    json(Map.of()),
                                    "/api/vouchers/" + voucher + "/withdrawal"));
                default:
                    return done(
                            "ADMITTED",
                            voucher,
                            nodes.call("centre-" + CENTRE, null, json(Map.of()), "/api/vouchers/" + voucher + "/use"));
            }
        }

        private Duration used(String voucher) {
            if (fate == Fate.EXAMINED) {
                examined(submission.region(), voucher);
            }
            return null;
        }
    }

    private boolean refused(String what, int times) {
        if (times == STUBBORN) {
            errands.failed("refused again and again: " + what);
        }
        return times >= STUBBORN;
    }

    /** Holders of one region are examined alone or in pairs. */
    private void examined(String region, String voucher) {
        List<String> holders;
        synchronized (admitted) {
            var waiting = admitted.computeIfAbsent(region, none -> new ArrayList<>());
            waiting.add(voucher);
            if (waiting.size() < 2 && ThreadLocalRandom.current().nextInt(3) == 0) {
                return;
            }
            holders = List.copyOf(waiting);
            waiting.clear();
        }
        errands.begin(new Act(region, holders), soon());
    }

    /** A protocol and its act, up to the last payment. */
    private final class Act implements Errand {

        private final String region;
        private final List<String> holders;
        private final String protocol = "K-" + protocols.incrementAndGet();
        private final String examRegion;
        private String number;
        private int looked;
        private int refused;

        Act(String region, List<String> holders) {
            this.region = region;
            this.holders = holders;
            this.examRegion = holders.get(0).hashCode() % 3 == 0 ? "KZ-35" : region;
        }

        @Override
        public Duration step() throws Exception {
            if (number == null) {
                return record();
            }
            var answer = centre(HttpRequest.newBuilder().GET(), "/api/acts/" + number);
            if (!answer.isYes()) {
                throw new IllegalStateException("A known act was answered " + answer.status());
            }
            return switch (JSON.readTree(answer.body()).get("state").textValue()) {
                case "DRAFT" -> sign();
                case "SENT" -> accept();
                case "ACCEPTED" -> pay();
                default -> throw new IllegalStateException("An act is " + answer.text());
            };
        }

        private Answer centre(HttpRequest.Builder request, String path) throws NoAnswer {
            return nodes.call("centre-" + CENTRE, null, request, path);
        }

        private Duration record() throws Exception {
            var answer = centre(
                    json(Map.of(
                            "number", protocol,
                            "signedOn", TODAY,
                            "examHeldOn", TODAY,
                            "region", examRegion,
                            "holders",
                                    holders.stream()
                                            .map(voucher -> Map.of("voucher", voucher, "result", "RECOGNISED"))
                                            .toList())),
                    "/api/exam-protocols");
            if (!answer.isYes()) {
                throw new IllegalStateException("A protocol was answered " + answer.status() + " " + code(answer));
            }
            var acts = JSON.readTree(answer.body()).get("acts");
            if (acts.size() != 1) {
                throw new IllegalStateException("A protocol of one region has acts " + acts);
            }
            number = acts.get(0).textValue();
            holders.forEach(voucher -> ledger.deed("EXAMINED", voucher));
            return soon();
        }

        private Duration sign() throws Exception {
            var document = centre(HttpRequest.newBuilder().GET(), "/api/acts/" + number + "/document");
            if (!document.isYes()) {
                return again("document " + document.status() + " " + code(document));
            }
            var answer = centre(
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/pkcs7-signature")
                            .POST(BodyPublishers.ofByteArray(signed("centre-" + CENTRE, document.body()))),
                    "/api/acts/" + number + "/signature");
            if (!answer.isYes()) {
                return again("SENT " + answer.status() + " " + code(answer));
            }
            ledger.deed("SENT", number);
            return soon();
        }

        private Duration accept() throws Exception {
            var document = centre(HttpRequest.newBuilder().GET(), "/api/acts/" + number + "/document");
            if (!document.isYes()) {
                return again("document " + document.status() + " " + code(document));
            }
            var signature = Base64.getEncoder().encodeToString(signed("mobility-" + region, document.body()));
            var path = "/acts/" + number + "/accept";
            var mobility = officer("mobility-" + region);
            mobility.post(path, Map.of("signature", signature));
            // The page says it in words; the state says it in one.
            var state = JSON.readTree(centre(HttpRequest.newBuilder().GET(), "/api/acts/" + number)
                            .body())
                    .path("state")
                    .asText();
            if (!state.equals("ACCEPTED")) {
                return again("ACCEPTED " + state);
            }
            ledger.deed("ACCEPTED", number);
            return soon();
        }

        private Duration pay() throws Exception {
            var answer = nodes.call("bank", null, HttpRequest.newBuilder().GET(), "/api/payments?act=" + number);
            var orders = JSON.readTree(answer.body());
            var states = new ArrayList<String>();
            for (JsonNode order : orders) {
                states.add(order.get("state").textValue());
            }
            if (states.contains("CREATED")) {
                var accountant = officer("accountant-" + region);
                var task = accountant.task(number, "releasePayments");
                if (task.isEmpty()) {
                    return again("no task releasePayments");
                }
                var released = accountant.complete(task.get(), Map.of("released", true));
                if (!released.isYes()) {
                    return again("RELEASED " + released.status() + " " + code(released));
                }
                ledger.deed("RELEASED", number);
                return soon();
            }
            if (!states.isEmpty() && states.stream().allMatch("CONFIRMED"::equals)) {
                paid.add(number);
                return null;
            }
            looked++;
            return Duration.ofMillis(Math.min(20_000, 1_000L * looked));
        }

        private Duration again(String what) {
            return refused(what, ++refused) ? null : soon();
        }
    }

    /** The bank has paid an order, and says so until it is heard. */
    void paidByBank(String order) {
        var times = new AtomicInteger();
        errands.begin(
                () -> {
                    var answer = nodes.call("bank", null, json(Map.of()), "/api/payments/" + order + "/confirmation");
                    if (answer.isYes()) {
                        ledger.deed("CONFIRMED", order);
                        return null;
                    }
                    // The bank may be quicker than the step that sends: its order is not noted as sent yet.
                    return times.incrementAndGet() > 20 * STUBBORN && refused("CONFIRMED " + code(answer), STUBBORN)
                            ? null
                            : Duration.ofSeconds(2);
                },
                soon());
    }
}
