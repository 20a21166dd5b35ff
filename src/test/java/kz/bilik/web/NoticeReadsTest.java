package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kz.bilik.notice.Notices;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.Place;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which notices are new to whom: each account reads for itself. */
@ProcedureTest
class NoticeReadsTest {

    private static final String OFFICER = "career-KZ-75-03";
    private static final String COLLEAGUE = "head-career-KZ-75-03";
    private static final Place PLACE = Place.careerCentre("KZ-75-03");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    private OfficersOverHttp officers;
    private String application;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        application = story.applies("person-01");
        database.sql("delete from notice").update();
    }

    private void tell(int from, int to) {
        for (var number = from; number < to; number++) {
            notices.tell(PLACE, application, "application.career-centre-overdue", String.valueOf(number), application);
        }
    }

    @Test
    void whatOneHasReadIsNewToHisColleague() {
        tell(0, 2);
        assertThat(officers.page(OFFICER, "/")).contains(news(2));
        assertThat(marks(officers.page(OFFICER, "/notices"))).isEqualTo(2);
        assertThat(marks(officers.page(OFFICER, "/notices"))).isZero();
        assertThat(officers.page(OFFICER, "/")).contains(news(0));
        assertThat(officers.page(COLLEAGUE, "/")).contains(news(2));

        tell(2, 3);
        assertThat(officers.page(OFFICER, "/")).contains(news(1));
        assertThat(marks(officers.page(OFFICER, "/notices"))).isEqualTo(1);
        assertThat(officers.page("career-KZ-71-01", "/")).contains(news(0));
        assertThat(database.sql("select officer from notice_read")
                        .query(String.class)
                        .set())
                .containsExactly(OFFICER);
    }

    @Test
    void whatStandsOnPagesThatNobodyOpenedStaysNewUntilItIsMarked() {
        tell(0, 53);
        assertThat(officers.page(OFFICER, "/notices")).contains("New on other pages: 3.");
        assertThat(officers.page(OFFICER, "/")).contains(news(3));
        assertThat(officers.post(OFFICER, "/notices/read", Map.of()).body())
                .contains("All notices are marked as read.")
                .doesNotContain("New on other pages");
        assertThat(officers.page(OFFICER, "/")).contains(news(0));
        assertThat(marks(officers.page(OFFICER, "/notices?page=1"))).isZero();
    }

    @Test
    void theMarksGoWithTheAccountAndWithTheNotice() {
        tell(0, 1);
        officers.page(OFFICER, "/notices");
        officers.page(COLLEAGUE, "/notices");
        transactions.executeWithoutResult(
                begun -> events.publishEvent(new AccountEnded(COLLEAGUE, AccountEnded.Cause.LOCKED)));
        assertThat(readers()).isEqualTo(2);
        transactions.executeWithoutResult(
                begun -> events.publishEvent(new AccountEnded(COLLEAGUE, AccountEnded.Cause.DELETED)));
        assertThat(readers()).isEqualTo(1);
        database.sql("delete from notice").update();
        assertThat(readers()).isZero();
    }

    private long readers() {
        return database.sql("select count(*) from notice_read")
                .query(Long.class)
                .single();
    }

    private static String news(int number) {
        return "<a class=\"bilik-count\" href=\"/notices\"><strong>" + number + "</strong>";
    }

    private static int marks(String page) {
        return page.split("bilik-new", -1).length - 1;
    }
}
