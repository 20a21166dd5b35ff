package kz.bilik.web.page;

import kz.bilik.calendar.LegalClock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Tells the Tasklist's script which time it is for the law, so that it marks as overdue what the law says is. */
@Controller
class LegalTimePage {

    /**
     * @param offset how far legal time is ahead of wall time (behind, when negative), in milliseconds; zero in earnest
     */
    record LegalTimeNow(long offset) {}

    private final LegalClock clock;

    LegalTimePage(LegalClock clock) {
        this.clock = clock;
    }

    @GetMapping("/legal-time")
    @ResponseBody
    LegalTimeNow legalTime() {
        return new LegalTimeNow(clock.offset().toMillis());
    }
}
