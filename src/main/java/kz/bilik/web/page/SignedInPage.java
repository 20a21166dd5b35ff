package kz.bilik.web.page;

import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * As whom a browser is signed in at this moment. A window that was left open asks, because another window may have signed
 * out meanwhile, or somebody else in.
 */
@Controller
class SignedInPage {

    /**
     * Who it is.
     *
     * @param officer the id of the account; null when nobody is signed in
     */
    record SignedIn(@Nullable String officer) {}

    private final CurrentOfficer currentOfficer;

    SignedInPage(CurrentOfficer currentOfficer) {
        this.currentOfficer = currentOfficer;
    }

    @GetMapping("/signed-in")
    @ResponseBody
    SignedIn signedIn() {
        return new SignedIn(currentOfficer.get().map(Officer::id).orElse(null));
    }
}
