package kz.bilik.regulation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A clause in force (4 to 7 are repealed), or a part of one that we cite by itself.
 *
 * @param number such as {@code 8}, {@code 8.1} or {@code 3.3 (b)}
 * @param title what it asks for, in a few words
 * @param english our translation of its own words; empty where all its words stand in its parts
 */
record Clause(String number, String title, String english) {

    /** In the order of the law, a clause before its parts. */
    static final List<Clause> IN_FORCE = List.of(
            whole("3", "choice, application, automatic checks"),
            clause(
                    "3.1",
                    "the career centre helps to choose a profession and a recognition centre",
                    """
                    The career centre advises an applicant who wants to go through recognition on the choice of a profession from the
                    register of professions and of a recognition centre that stands on the NQS digital platform."""),
            clause(
                    "3.2",
                    "the applicant applies, signed with EDS, until the last day to apply",
                    """
                    For a one-time voucher the applicant files, until 15 October of the current year, in the cabinet on the NQS
                    digital platform, an application in the form of Appendix 1 signed with EDS, and encloses electronic copies of
                    the documents on education and on employment under article 35, subparagraphs 1), 2) and 3), of the Labour Code."""),
            clause(
                    "3.3",
                    "checks from the moment of submission: unemployed, a voucher left, first of the year",
                    "From the moment the application has come in, the NQS digital platform checks it automatically:"),
            clause("3.3 (a)", "registered as unemployed", "whether the applicant is registered as unemployed;"),
            clause(
                    "3.3 (b)",
                    "a voucher is left in the region of filing",
                    """
                    whether, by the distribution between the regions of the Republic of Kazakhstan, a one-time voucher is there in
                    the region in which the applicant applied;"""),
            clause(
                    "3.3 (c)",
                    "the first voucher of the year",
                    "whether the applicant has received no one-time voucher in the current year."),
            whole("8", "the career centre checks the application"),
            clause(
                    "8.1",
                    "complete, filled in correctly, requirements met: within one working day",
                    """
                    Within one working day after the day on which the application came in, the career centre checks that the documents
                    are complete and the application is filled in correctly, also that the applicant meets the set requirements for
                    qualification and education."""),
            clause(
                    "8.2",
                    "otherwise a reasoned refusal is formed in the Labour Market AIS",
                    """
                    If the set of documents is not complete, the application is not filled in correctly or the set requirements for
                    qualification and education are not met, the career centre forms a reasoned refusal in the Labour Market AIS within
                    the term of the clause's first part."""),
            clause(
                    "8.3",
                    "the mobility centre sends the refusal to the cabinet",
                    "The mobility centre sends the reasoned refusal to the applicant on the NQS digital platform."),
            clause(
                    "8.4",
                    "a good application goes to the mobility centre",
                    """
                    If the applicant has given the full set of documents, has filled in the application correctly and meets the set
                    requirements for qualification and education, the career centre sends the application to the mobility centre
                    within the term of the clause's first part."""),
            whole("9", "the recognition centre is asked"),
            clause(
                    "9.1",
                    "the application reaches the chosen recognition centre within one working day",
                    """
                    Within one working day after the day on which the application for a one-time voucher came in, the mobility centre
                    sends it through the Labour Market AIS to the cabinet of the recognition centre that the applicant chose on the
                    NQS digital platform."""),
            clause(
                    "9.2",
                    "the centre's reasoned no reaches the applicant within one working day",
                    """
                    If the recognition centre answers no, the mobility centre sends the applicant, through the Labour Market AIS and
                    within one working day, a reasoned refusal on the NQS digital platform."""),
            whole("10", "the voucher"),
            clause(
                    "10.1",
                    "issued within one working day after the confirmation",
                    """
                    Within one working day after the recognition centre's confirmation the mobility centre sends the one-time voucher,
                    an electronic document with its date of issue, its validity, the applicant's IIN and the recognition centre's
                    name, through the Labour Market AIS to the applicant's cabinet on the NQS digital platform."""),
            clause(
                    "10.2",
                    "valid for 60 calendar days after the day of issue",
                    "The one-time voucher is valid for sixty calendar days after the day of its issue."),
            clause(
                    "11",
                    "not used while valid: cancelled, and the AIS is told",
                    """
                    If the applicant has not used the one-time voucher while it was valid, it is cancelled automatically, and the Labour
                    Market AIS is told."""),
            clause(
                    "12",
                    "validity grows by the days of a sick-leave certificate",
                    """
                    The validity of the one-time voucher is extended by the holder's period of temporary incapacity that the sick-leave
                    certificate states; where the systems of the state bodies are not integrated, the holder puts a copy of the
                    certificate, which is sent to the Labour Market AIS, into the cabinet on the NQS digital platform."""),
            clause(
                    "13",
                    "the mobility centre extends within one working day",
                    """
                    Within one working day after the day on which the copy of the sick-leave certificate was received in the Labour
                    Market AIS, the mobility centre extends the validity of the one-time voucher and brings the data in the holder's
                    cabinet on the NQS digital platform up to date."""),
            clause(
                    "14",
                    "what the local budget pays",
                    """
                    The costs of going through recognition with a one-time voucher are financed from the local budget and are reimbursed
                    in the following amounts:"""),
            clause(
                    "14.1",
                    "the service, up to 3 or 7 monthly calculation indices",
                    """
                    the actual costs of paying the recognition centre for recognising the holder's qualification in a profession of
                    social-humanitarian profile, but at most three times, or of technical profile, but at most seven times the monthly
                    calculation index that the law on the republican budget sets for the respective financial year;"""),
            clause(
                    "14.2",
                    "aid of 6 monthly calculation indices outside the region of registration",
                    """
                    six times the monthly calculation index that the law on the republican budget sets for the respective financial
                    year, as material aid when the holder went through recognition outside the region of permanent registration."""),
            clause(
                    "15",
                    "the holder pays what exceeds the cap",
                    """
                    The difference between the amount reimbursed and the actual cost of going through recognition with a voucher is paid
                    by the applicant out of his own means."""),
            clause(
                    "16",
                    "the services act, within three working days after the protocol",
                    """
                    Within three working days after the exam commission, as the rules of recognition approved under article 15,
                    paragraph 3, of the Law provide, has signed the protocol on the results, the recognition centre sends the mobility
                    centre the services act in the form of Appendix 2, formed in its cabinet on the NQS digital platform and signed
                    with EDS."""),
            clause(
                    "17",
                    "the money, within five working days after the act was received",
                    """
                    Within five working days after the services act was received the mobility centre transfers the money: under clause
                    14, subparagraph 1), to the recognition centre, and under its subparagraph 2) to the holder."""),
            clause(
                    "18",
                    "vouchers are distributed between the regions for three years",
                    """
                    The authorised body distributes one-time vouchers between the regions of the Republic of Kazakhstan for a period of
                    three years, and the distribution is reviewed every three years in the light of current statistics of the labour
                    market."""));

    private static final Map<String, Clause> BY_NUMBER =
            IN_FORCE.stream().collect(Collectors.toMap(Clause::number, Function.identity()));

    private static Clause clause(String number, String title, String english) {
        return new Clause(number, title, english.replace('\n', ' '));
    }

    private static Clause whole(String number, String title) {
        return new Clause(number, title, "");
    }

    static boolean inForce(String number) {
        return BY_NUMBER.containsKey(number);
    }

    /** The clause of which this one is a part: 3.3 of 3.3 (b), 8 of 8.1; itself when it is whole. */
    String partOf() {
        return number.contains(" ") ? number.substring(0, number.indexOf(' ')) : number.split("\\.")[0];
    }

    boolean hasParts() {
        return parts().findAny().isPresent();
    }

    boolean isWhole() {
        return !number.contains(".");
    }

    /** Its parts and not theirs: 3.1 to 3.3 of 3. */
    Stream<Clause> parts() {
        return IN_FORCE.stream()
                .filter(other -> !other.equals(this) && other.partOf().equals(number));
    }

    /** 2 for a whole clause, 3 and 4 for its parts: how deep its heading stands. */
    int depth() {
        return isWhole() ? 2 : number.contains(" ") ? 4 : 3;
    }
}
