package kz.bilik.application;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this installation reads the regulation where its text is silent, and the bounds of a submission.
 *
 * @param closingDayCounts whether an application on the closing day itself ("until 15 October") is in time (cl. 3)
 * @param closingDayMoves whether a closing day on a day off moves to the next working day (cl. 3)
 * @param filedWhereRegistered whether the region of filing must be that of the permanent registration (cl. 3, 14);
 *     another one is a warning to the career centre, which decides (cl. 8)
 * @param employmentDocuments whether any one of the three kinds of Labour Code article 35 proves employment, or all
 *     three are expected; what is missing is a warning to the career centre, never a refusal (cl. 3, 8)
 * @param electronicContract whether an electronic employment contract does instead of the copies
 * @param termBegins whether a body's term begins when the application arrives there, or with its submission (cl. 8, 9)
 * @param answerReminderDays working days after which the recognition centre is reminded to answer, and again each time;
 *     at most a year
 * @param silentCentreAfterReminders after which reminder the applicant is told that he can ask for another recognition
 *     centre (cl. 9)
 * @param secondVoucherWhileValid whether a voucher of an earlier year that is still valid refuses a new one (cl. 3.3 (c))
 * @param submissionMoment whether an application is submitted when it arrives here, or when the NQS platform attests that it
 *     arrived there (cl. 3.2)
 * @param signedDaysBefore calendar days after the date beside the signature from which the career centre is warned
 * @param maxFiles the most files of one application
 * @param maxFileSize the most bytes of one file
 */
@ConfigurationProperties("bilik.application")
record ApplicationSettings(
        @DefaultValue("true") boolean closingDayCounts,
        @DefaultValue("false") boolean closingDayMoves,
        @DefaultValue("false") boolean filedWhereRegistered,
        @DefaultValue("any") EmploymentDocuments employmentDocuments,
        @DefaultValue("true") boolean electronicContract,
        @DefaultValue("arrival") TermBegins termBegins,
        @DefaultValue("3") int answerReminderDays,
        @DefaultValue("3") int silentCentreAfterReminders,
        @DefaultValue("allowed") SecondVoucher secondVoucherWhileValid,
        @DefaultValue("arrival") SubmissionMoment submissionMoment,
        @DefaultValue("30") int signedDaysBefore,
        @DefaultValue("10") int maxFiles,
        @DefaultValue("10MB") DataSize maxFileSize) {

    /** A year of working days: who is reminded later is not reminded. */
    private static final int MOST_REMINDER_DAYS = 250;

    /** Which of the documents of Labour Code article 35 subparagraphs 1) to 3) are expected. */
    public enum EmploymentDocuments {
        ANY,
        ALL
    }

    /** What begins a body's term. */
    public enum TermBegins {
        ARRIVAL,
        SUBMISSION
    }

    /** What a voucher of an earlier year that is still valid means for a new application. */
    public enum SecondVoucher {
        ALLOWED,
        REFUSED
    }

    /** When an application is submitted that the NQS platform relays. */
    public enum SubmissionMoment {
        ARRIVAL,
        ATTESTED
    }

    public ApplicationSettings {
        if (signedDaysBefore < 1) {
            throw new IllegalArgumentException("bilik.application.signed-days-before must be at least 1");
        }
        if (maxFiles < 1) {
            throw new IllegalArgumentException("bilik.application.max-files must be at least 1");
        }
        if (maxFileSize.toBytes() < 1) {
            throw new IllegalArgumentException("bilik.application.max-file-size must be at least 1 byte");
        }
        if (answerReminderDays < 1 || answerReminderDays > MOST_REMINDER_DAYS) {
            throw new IllegalArgumentException(
                    "bilik.application.answer-reminder-days is a number of working days from 1 to "
                            + MOST_REMINDER_DAYS);
        }
        if (silentCentreAfterReminders < 1) {
            throw new IllegalArgumentException("bilik.application.silent-centre-after-reminders must be at least 1");
        }
    }
}
