package kz.bilik.application;

import java.util.Optional;
import kz.bilik.language.Language;
import kz.bilik.notice.Addressees;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where an applicant wants to be told: his language, and his mail only with the consent of Appendix 1. */
@Component
class ApplicantAddress implements Addressees {

    private final JdbcClient jdbc;

    ApplicantAddress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Addressee> applicantOf(String application) {
        return jdbc.sql("select language, email, messages_by_email from application where number = ?")
                .param(application)
                .query((row, number) -> new Addressee(
                        Language.valueOf(row.getString("language")),
                        row.getBoolean("messages_by_email") ? row.getString("email") : null))
                .optional();
    }
}
