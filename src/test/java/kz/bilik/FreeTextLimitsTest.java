package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How long a text may be that somebody types or sends is said by its module; the form and the page on which it is typed say
 * the same, and the table holds it whole.
 */
class FreeTextLimitsTest {

    /**
     * One free text.
     *
     * @param constant the module's limit
     * @param typed where it is typed: {@code task.field} of a form, {@code page#id} of a page; empty for texts of the API
     * @param kept the columns that keep it
     */
    private record FreeText(String constant, List<String> typed, List<String> kept) {}

    private static final List<FreeText> TEXTS = List.of(
            new FreeText(
                    "CareerCentreCheck.LONGEST_TEXT",
                    List.of(
                            "checkApplication.incompleteDocumentsText",
                            "checkApplication.filledInWronglyText",
                            "checkApplication.requirementsNotMetText"),
                    List.of("application_reason.remark")),
            new FreeText(
                    "CareerCentreHandover.LONGEST_REASON",
                    List.of("case#handOverReason"),
                    List.of("career_centre_handover.reason")),
            new FreeText(
                    "RecognitionCentreAnswer.LONGEST_REASON",
                    List.of("answerApplication.reason"),
                    List.of("application_reason.remark")),
            new FreeText("Appeal.LONGEST_NUMBER", List.of("case#decision"), List.of("appeal.decision_number")),
            new FreeText("Appeal.LONGEST_REASON", List.of("case#appealReason"), List.of("appeal.reason")),
            new FreeText(
                    "AnotherRecognitionCentre.LONGEST_REASON",
                    List.of("case#centreReason"),
                    List.of("recognition_centre_change.reason")),
            new FreeText("Appendix1Reader.LONGEST_FILE_NAME", List.of(), List.of("document_file.file_name")),
            new FreeText("Appendix1Reader.LONGEST_EMAIL", List.of(), List.of("application.email")),
            new FreeText("Appendix1Reader.LONGEST_PHONE", List.of(), List.of("application.phone")),
            new FreeText("Appendix1Reader.LONGEST_LEVEL", List.of(), List.of("application.level_code")),
            new FreeText(
                    "VoucherUse.LONGEST_REASON", List.of("recordExam.reason"), List.of("voucher_use.not_held_reason")),
            new FreeText(
                    "CertificateDecision.LONGEST_REMARK",
                    List.of("decideCertificate.remark"),
                    List.of("sick_leave_certificate.remark")),
            new FreeText(
                    "ProofPaper.LONGEST_NUMBER",
                    List.of("case#lateProtocol", "case#annulNumber"),
                    List.of("late_use.protocol_number", "certificate_annulment.paper_number")),
            new FreeText(
                    "ProofPaper.LONGEST_REASON",
                    List.of("case#lateReason", "case#annulReason"),
                    List.of("late_use.reason", "certificate_annulment.reason")),
            new FreeText("TakingOut.LONGEST_REASON", List.of("case#takeOutReason"), List.of("exam_taken_out.reason")),
            new FreeText("CertificateReceipt.LONGEST_NUMBER", List.of(), List.of("sick_leave_certificate.number")),
            new FreeText("CertificateReceipt.LONGEST_SERIES", List.of(), List.of("sick_leave_certificate.series")),
            new FreeText(
                    "CertificateReceipt.LONGEST_TEXT",
                    List.of(),
                    List.of(
                            "sick_leave_certificate.patient_name",
                            "sick_leave_certificate.organisation",
                            "sick_leave_certificate.doctor")),
            new FreeText("CertificateReceipt.LONGEST_FILE_NAME", List.of(), List.of("document_file.file_name")),
            new FreeText(
                    "Protocols.LONGEST_NUMBER",
                    List.of("recordExam.protocolNumber"),
                    List.of("exam_protocol.number", "voucher.protocol")),
            new FreeText(
                    "Acts.LONGEST_REMARKS",
                    List.of("acceptAct.remarks", "act-accept#remarks"),
                    List.of("act_edition.remarks")),
            new FreeText(
                    "PaymentOrders.LONGEST_REASON", List.of("confirmPayment.reason"), List.of("payment_order.reason")),
            new FreeText("BankAnswerXml.LONGEST_REASON", List.of(), List.of("payment_order.reason")),
            new FreeText(
                    "PaymentRepair.LONGEST_REMARK",
                    List.of("repairPayment.remark"),
                    List.of("payment_order.repair_remark")),
            new FreeText(
                    "Preparation.LONGEST_REASON",
                    List.of("distributions#reason", "distribution#reason", "distribution#${why}"),
                    List.of("distribution.reason", "distribution_share.reason", "distribution_change.reason")),
            new FreeText(
                    "Approval.LONGEST_REMARKS",
                    List.of("approveDistribution.remarks"),
                    List.of("distribution_step.remarks")),
            new FreeText(
                    "PaymentHalts.LONGEST_REMARK",
                    List.of(
                            "act-payments#|reason-${row.number()}|",
                            "decidePayment.reason",
                            "correctPayment.correction"),
                    List.of("payment_halt.remark")),
            new FreeText(
                    "OfficerLocks.LONGEST_REASON",
                    List.of("accounts#reason", "officer#reason"),
                    List.of("officer_lock.reason")),
            // Names and mail addresses stand in the engine's own table.
            new FreeText(
                    "OfficerKeeping.LONGEST_NAME",
                    List.of("officer-new#firstName", "officer-new#lastName", "officer-new#mail"),
                    List.of()),
            new FreeText(
                    "OfficerKeeping.LONGEST_ID",
                    List.of("officer-new#id"),
                    List.of("officer_lock.officer", "administrator_deed.officer", "catalogue_import.taken_by")),
            new FreeText("AdministratorDeeds.LONGEST_SUBJECT", List.of(), List.of("administrator_deed.subject")),
            new FreeText("AdministratorDeeds.LONGEST_DETAILS", List.of(), List.of("administrator_deed.details")),
            new FreeText("CatalogueImports.LONGEST_NAME", List.of(), List.of("catalogue_import.file_name")),
            new FreeText(
                    "CatalogueCheck.LONGEST_TEXT",
                    List.of(),
                    List.of(
                            "profession.name_kk",
                            "mobility_centre.name_kk",
                            "mobility_centre.address",
                            "career_centre.name_kk",
                            "recognition_centre.name_kk",
                            "recognition_centre.contacts",
                            "catalogue_import_change.value_after")),
            new FreeText(
                    "ModelWords.LONGEST_WORDS",
                    List.of("words#|${in.language()}-${at.index}|"),
                    List.of("model_words.english", "model_words.words")),
            new FreeText(
                    "TableDrafts.LONGEST_CELL",
                    List.of(
                            "table#|about-${id}|",
                            "table#|answer-${id}-${at.index}|",
                            "table#|asked-${id}-${at.index}|",
                            "table#|clause-${each.at()}|"),
                    List.of()),
            new FreeText("Migrations.LONGEST_REASON", List.of("migration-plan#reason"), List.of("migration.reason")),
            new FreeText("Holds.LONGEST_PAPER", List.of("erasures#holdPaper"), List.of("retention_hold.paper")),
            new FreeText(
                    "CalendarChanges.LONGEST_REASON", List.of("calendar#reason"), List.of("calendar_change.reason")));

    /** What is typed to find something and kept nowhere, and numbers that are typed as texts. */
    private static final Set<String> NOT_KEPT = Set.of(
            // What one looks for, and a number that is kept as a digest of its own form.
            "definition-history#null",
            "officer#iin",
            "start#number",
            "words#part",
            "cases#number",
            "find#iin",
            "erasures#holdNumber",
            // Codes, each letter of which is checked.
            "correctPayment.bic",
            "correctPayment.payeeCode",
            "correctPayment.purposeCode",
            "login#username",
            "accounts#account",
            "accounts#find",
            "sign-ins#account",
            "operations#account",
            "advice#upTo",
            "distribution#${v}");

    /** Limits of other things than texts that come in. */
    private static final Set<String> OTHER_LIMITS = Set.of(
            "AccountPages.LONGEST_NAME",
            "AuditTrail.LONGEST_DETAILS",
            "AuditTrail.LONGEST_SUBJECT",
            "BankAnswerXml.LONGEST_VALUE",
            "DeadlineController.LONGEST_TERM",
            "FileName.LONGEST_EXTENSION",
            "HealthCheck.LONGEST_MILLIS",
            "Migrations.LONGEST_PLAN",
            "OfficerAccounts.LONGEST_ID",
            "OperationsPage.LONGEST_NAME",
            "PaymentFileXml.LONGEST_NAME",
            "PaymentFileXml.LONGEST_REMITTANCE",
            "SignInRecords.LONGEST_ACCOUNT",
            "SignInRecords.LONGEST_ADDRESS",
            "SignInRecords.LONGEST_PLACE",
            "StartGate.LONGEST_LOGIN_SECONDS");

    private static final Pattern CONSTANT = Pattern.compile("int (LONGEST_\\w+) = ([\\d_]+);");
    private static final Pattern FIELD = Pattern.compile("<(?:input|textarea)\\b[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(id|type|maxlength)=\"([^\"]*)\"");
    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\s+(\\w+)\\s+(?:(text)\\b|varchar\\((\\d+)\\))");

    @Test
    void whereATextIsTypedItMayBeJustAsLongAsItsModuleTakesIt() {
        var limits = constants();
        var typed = typed();
        var wrong = new ArrayList<String>();
        for (var text : TEXTS) {
            for (var field : text.typed()) {
                if (!limits.get(text.constant()).equals(typed.get(field))) {
                    wrong.add(field + " " + typed.get(field) + ", " + text.constant() + " "
                            + limits.get(text.constant()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatAModuleTakesItsTableHoldsWhole() {
        var limits = constants();
        var columns = columns();
        var wrong = new ArrayList<String>();
        for (var text : TEXTS) {
            for (var column : text.kept()) {
                if (columns.getOrDefault(column, 0) < limits.get(text.constant())) {
                    wrong.add(column + " " + columns.get(column) + ", " + text.constant() + " "
                            + limits.get(text.constant()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noTextIsForgottenHere() {
        var fields = new TreeSet<>(typed().keySet());
        TEXTS.forEach(text -> fields.removeAll(text.typed()));
        fields.removeAll(NOT_KEPT);
        assertThat(fields).as("typed, and of no module").isEmpty();
        var limits = new TreeSet<>(constants().keySet());
        TEXTS.forEach(text -> limits.remove(text.constant()));
        limits.removeAll(OTHER_LIMITS);
        assertThat(limits).as("limits of nothing").isEmpty();
    }

    private static Map<String, Integer> constants() {
        var constants = new TreeMap<String, Integer>();
        for (var source : files("src/main/java", ".java")) {
            CONSTANT.matcher(read(source))
                    .results()
                    .forEach(found -> constants.put(
                            name(source) + "." + found.group(1),
                            Integer.parseInt(found.group(2).replace("_", ""))));
        }
        return constants;
    }

    /** Every field of the forms and pages into which a text is typed, with the limit that it names. */
    private static Map<String, Integer> typed() {
        var typed = new TreeMap<String, Integer>();
        for (var form : files("forms", ".form")) {
            fields(json(form))
                    .forEach(field -> typed.put(
                            name(form) + "." + field.path("key").asText(),
                            field.path("validate").path("maxLength").asInt(Integer.MAX_VALUE)));
        }
        for (var page : files("src/main/resources/templates", ".html")) {
            FIELD.matcher(read(page)).results().forEach(found -> {
                var attributes = new TreeMap<String, String>();
                ATTRIBUTE
                        .matcher(found.group())
                        .results()
                        .forEach(each -> attributes.put(each.group(1), each.group(2)));
                if (attributes.getOrDefault("type", "text").equals("text")) {
                    typed.put(
                            name(page) + "#" + attributes.get("id"),
                            Integer.valueOf(attributes.getOrDefault("maxlength", String.valueOf(Integer.MAX_VALUE))));
                }
            });
        }
        return typed;
    }

    private static Stream<JsonNode> fields(JsonNode part) {
        var type = part.path("type").asText();
        return Stream.concat(
                type.equals("textfield") || type.equals("textarea") ? Stream.of(part) : Stream.empty(),
                part.path("components").valueStream().flatMap(FreeTextLimitsTest::fields));
    }

    /** The columns of texts with what they hold. */
    private static Map<String, Integer> columns() {
        var columns = new TreeMap<String, Integer>();
        for (var script : files("src/main/resources/db/migration", ".sql")) {
            TABLE.matcher(read(script)).results().forEach(table -> COLUMN.matcher(table.group(2))
                    .results()
                    .forEach(column -> columns.put(
                            table.group(1) + "." + column.group(1),
                            column.group(2) != null ? Integer.MAX_VALUE : Integer.valueOf(column.group(3)))));
        }
        return columns;
    }

    private static String name(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String end) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
