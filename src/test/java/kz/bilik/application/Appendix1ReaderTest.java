package kz.bilik.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Appendix1ReaderTest {

    @Test
    void theSampleForNewcomersIsAValidForm() {
        var form = Appendix1Reader.read(Submission.asShipped().bytes());

        assertThat(form.iin()).isEqualTo(Iin.of("920315390109"));
        assertThat(form.fullName()).isEqualTo("Әбдіқадыров Нұрлан Серікұлы");
        assertThat(form.careerCentre()).isEqualTo("KZ-75-03");
        assertThat(form.documents()).hasSize(3);
        assertThat(form.messagesByEmail()).isTrue();
    }

    @Test
    void aPersonWithoutPatronymicAndMailIsAValidApplicant() {
        var form = Appendix1Reader.read(Submission.sample()
                .with("/patronymic", null)
                .with("/email", null)
                .bytes());

        assertThat(form.fullName()).isEqualTo("Әбдіқадыров Нұрлан");
        assertThat(form.messagesByEmail()).isFalse();
    }

    /** Whether a form is complete is for the career centre (cl. 8): what it calls optional may be empty, and so may a phone. */
    @Test
    void anOptionalLineMayBeEmptyAsWellAsLeftOut() {
        var form = Appendix1Reader.read(Submission.sample()
                .with("/patronymic", "")
                .with("/email", " ")
                .with("/skills/freeText", "")
                .with("/employment/periods/0/to", "")
                .with("/phone", "")
                .bytes());

        assertThat(form.fullName()).isEqualTo("Әбдіқадыров Нұрлан");
        assertThat(form.messagesByEmail()).isFalse();
        assertThat(form.skills().freeText()).isNull();
        assertThat(form.employment().periods().get(0).to()).isNull();
        assertThat(form.phone()).isEmpty();
    }

    @Test
    void withoutConsentToMessagesNoMailIsSent() {
        assertThat(Appendix1Reader.read(Submission.sample()
                                .with("/consents/messages/given", false)
                                .bytes())
                        .messagesByEmail())
                .isFalse();
        assertThat(Appendix1Reader.read(Submission.sample()
                                .with("/consents/messages/channels", List.of("PHONE"))
                                .bytes())
                        .messagesByEmail())
                .isFalse();
    }

    @Test
    void toAnAddressThatNobodyCanMailToNoMailIsSent() {
        assertThat(Appendix1Reader.read(
                                Submission.sample().with("/email", "person-01").bytes())
                        .messagesByEmail())
                .isFalse();
    }

    /** A domain has a name in ASCII that every mail server knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {"nurlan@пошта.қаз", "nurlan@mail.пошта.қаз", "nurlan@xn--80a1acn3a.xn--80ao21a", "n.u+r@mail.kz"
            })
    void toADomainInAnyLettersMailIsSent(String address) {
        var form =
                Appendix1Reader.read(Submission.sample().with("/email", address).bytes());

        assertThat(form.messagesByEmail()).isTrue();
        assertThat(form.email()).as("kept as it was signed").isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nurlan@пошта",
                "nurlan@-пошта.қаз",
                "nurlan@по шта.қаз",
                "nurlan@пошта..қаз",
                "@пошта.қаз",
                "жоқ"
            })
    void whatIsNoAddressIsNoneInAnyLetters(String none) {
        assertThat(Appendix1Reader.read(Submission.sample().with("/email", none).bytes())
                        .messagesByEmail())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "/submissionId | 1-1-1-1-1 | submissionId | application.submission-id",
                "/submissionId | null | submissionId | application.field-missing",
                "/language | de | language | application.field-not-one-of",
                "/language | KK | language | application.field-not-one-of",
                "/region | kz 75 | region | application.field-not-code",
                "/surname | '  ' | surname | application.field-blank",
                "/iin | 920315390108 | iin | identity.iin",
                "/iin | 900229490015 | iin | identity.iin",
                "/iin | 880808391910 | iin | identity.iin",
                "/account | KZ68601TEST000000002 | account | identity.account",
                "/account | KZ00601TEST000000001 | account | identity.account",
                "/qualificationLevel | null | qualificationLevel | application.field-missing",
                "/consents | null | consents | application.field-missing",
                "/consents/personalData | yes | consents.personalData | application.field-not-object",
                "/consents/personalData/given | yes | consents.personalData.given | application.field-not-flag",
                "/education/level | PHD | education.level | application.field-not-one-of",
                "/education/graduatedOn | 2012-02-30 | education.graduatedOn | application.field-not-date",
                "/education/graduatedOn | 25.06.2012 | education.graduatedOn | application.field-not-date",
                "/employment/months | many | employment.months | application.field-not-number",
                "/employment/periods | none | employment.periods | application.field-not-list",
                "/employment/periods/0 | one | employment.periods[0] | application.field-not-object",
                "/skills/chosen/0 | '' | skills.chosen[0] | application.field-blank",
                "/consents/messages/channels/1 | FAX | consents.messages.channels[1] | application.field-not-one-of",
                "/email | нұрлан@mail.kz | email | application.email-letters",
                "/email | nurl\u0430n@mail.kz | email | application.email-letters",
                "/email | нұрлан@пошта.қаз | email | application.email-letters",
                "/phone | +7 700 000 00 01 or +7 700 000 00 02 | phone | application.field-too-long",
                "/qualificationLevel | the fourth | qualificationLevel | application.field-too-long",
                "/education/institution | null | education.institution | application.field-missing",
                "/documents/0/sha256 | ABC | documents[0].sha256 | application.sha256",
                "/documents/0/type | PASSPORT | documents[0].type | application.field-not-one-of",
                "/documents/1/fileName | ../x.pdf | documents[1].fileName | application.file-name",
                "/hobby | chess | hobby | application.field-unknown",
                "/education/grade | 5 | education.grade | application.field-unknown",
            })
    void aWrongFieldIsNamedWithItsPathAndItsReason(String pointer, String value, String path, String code) {
        var bytes = Submission.sample().with(pointer, value).bytes();

        assertThatThrownBy(() -> Appendix1Reader.read(bytes)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("application.invalid");
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE);
            assertThat(problem.fields())
                    .extracting(Problem.Field::path, Problem.Field::code)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(path, code));
        });
    }

    @Test
    void numbersOutsideTheirBoundsAndTextsThatAreTooLongAreNamed() {
        assertThat(wrong(Submission.sample().with("/employment/months", 3_000_000_000L)))
                .containsExactly(Map.entry("employment.months", "application.field-not-number"));
        assertThat(wrong(Submission.sample().with("/employment/months", 1.5)))
                .containsExactly(Map.entry("employment.months", "application.field-not-number"));
        assertThat(wrong(Submission.sample().with("/skills/freeText", "ә".repeat(2001))))
                .containsExactly(Map.entry("skills.freeText", "application.field-too-long"));
        assertThat(wrong(Submission.sample().with("/skills/chosen", java.util.Collections.nCopies(51, "дағды"))))
                .containsExactly(Map.entry("skills.chosen", "application.field-too-many"));
        assertThat(wrong(Submission.sample().with("/surname", 5)))
                .containsExactly(Map.entry("surname", "application.field-not-text"));
    }

    @Test
    void charactersThatADatabaseOrAReaderCannotTakeAreRefused() {
        assertThat(wrong(Submission.sample().with("/surname", "A\u0000B")))
                .containsExactly(Map.entry("surname", "application.field-characters"));
        // What is read would not be what is there.
        assertThat(wrong(Submission.sample().with("/skills/freeText", "slate\u202er\u202c, tiles")))
                .containsExactly(Map.entry("skills.freeText", "application.field-characters"));
        var json = new String(Submission.sample().bytes(), StandardCharsets.UTF_8)
                .replace("\"Әбдіқадыров\"", "\"\\ud800\"");
        assertThatThrownBy(() -> Appendix1Reader.read(json.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("application.invalid [surname]");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        assertThat(wrong(Submission.sample()
                        .with("/iin", "1")
                        .with("/account", "2")
                        .with("/education/level", "?")
                        .with("/residence", null)
                        .with("/extra", true)))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("iin", "account", "education.level", "residence", "extra");
    }

    @Test
    void aFieldNameThatNobodyAskedForReachesNoLog() {
        assertThat(wrong(Submission.sample().with("/920315390109", "x")))
                .containsExactly(Map.entry("?", "application.field-unknown"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{} {}",
                "{}x",
                "{\"a\":1,\"a\":1}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1,}",
                "/* */ {}",
                "\uFEFF{}",
                "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
                "{\"a\":123456789012345678901234567890}"
            })
    void whatIsNotOneStrictJsonObjectIsMalformed(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anotherEncodingThanUtf8IsMalformed() {
        assertMalformed("{\"surname\":\"Әбді\"}".getBytes(StandardCharsets.UTF_16));
        assertMalformed("{\"surname\":\"Жұмабаев\"}".getBytes(java.nio.charset.Charset.forName("windows-1251")));
        assertMalformed(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatThrownBy(() -> Appendix1Reader.read(bytes)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("application.malformed");
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MALFORMED);
        });
    }

    private static List<Map.Entry<String, String>> wrong(Submission submission) {
        try {
            Appendix1Reader.read(submission.bytes());
            return List.of();
        } catch (Problem problem) {
            return problem.fields().stream()
                    .map(field -> Map.entry(field.path(), field.code()))
                    .toList();
        }
    }
}
