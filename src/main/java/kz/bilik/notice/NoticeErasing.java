package kz.bilik.notice;

import java.util.List;
import java.util.Map;
import kz.bilik.language.KeptArguments;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was told stays, with numbers, days and sums; what somebody had typed into it goes. */
@Component
class NoticeErasing implements PersonalRecords {

    /** Of sick-leave certificates, and of what they brought about. */
    private static final List<String> OF_HEALTH = List.of("voucher.certificate", "voucher.extended");

    private final JdbcClient jdbc;

    NoticeErasing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Kept(long id, String code, String arguments) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        return Map.of("notice", erase(of, List.of("")));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> eraseHealth(ClosedCase of) {
        return Map.of("notice", erase(of, OF_HEALTH));
    }

    private int erase(ClosedCase of, List<String> codes) {
        var erased = 0;
        for (var notice : jdbc.sql("select id, code, arguments from notice where number in (:numbers)")
                .param("numbers", of.numbers())
                .query((row, index) -> new Kept(row.getLong("id"), row.getString("code"), row.getString("arguments")))
                .list()) {
            var plain = KeptArguments.withoutFreeText(notice.arguments(), GONE);
            if (codes.stream().anyMatch(notice.code()::startsWith) && !plain.equals(notice.arguments())) {
                erased += jdbc.sql("update notice set arguments = ?, mail_state = case when mail_state = 'WAITING'"
                                + " then 'GIVEN_UP' else mail_state end where id = ?")
                        .params(plain, notice.id())
                        .update();
            }
        }
        return erased;
    }
}
