package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.door.ApiCaller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the person or the recognition centre behind the call was told. */
@RestController
@Tag(name = "Notices", description = "What the caller was told")
class NoticeController {

    private static final int LARGEST_PAGE = 200;

    /** One notice; {@code number} is the case's, the time that of Asia/Almaty. */
    record NoticeAnswer(String number, String code, String text, OffsetDateTime at) {}

    /** A page, newest first; {@code more} when there are older ones. */
    record NoticePage(int page, int size, boolean more, List<NoticeAnswer> notices) {}

    private final Notices notices;
    private final Applications applications;

    NoticeController(Notices notices, Applications applications) {
        this.notices = notices;
        this.applications = applications;
    }

    /** Own notices, newest first, pages from 0; at most 200 on a page. */
    @Operation(
            summary = "Own notices",
            description = "What the person or the recognition centre behind the call was told, the newest first.")
    @Described(
            answers = {"200 A page of notices; more says whether there are older ones"},
            refusals = {"403 web.person-missing web.centre-missing", "422 web.page"})
    @GetMapping("/api/notices")
    NoticePage own(
            ApiCaller caller,
            Language language,
            @Parameter(description = "Number of the page, from 0", example = "0") @RequestParam(defaultValue = "0")
                    int page,
            @Parameter(description = "Notices on a page, at most 200", example = "50")
                    @RequestParam(defaultValue = "50")
                    int size) {
        if (page < 0 || page > 100_000 || size < 1 || size > LARGEST_PAGE) {
            throw Problem.of(Kind.UNPROCESSABLE, "web.page", String.valueOf(LARGEST_PAGE));
        }
        var found = caller.is(ApiCaller.RECOGNITION_CENTRE)
                ? notices.to(
                        Place.recognitionCentre(caller.requireRecognitionCentre()), language, page * size, size + 1)
                : notices.toApplicantOf(
                        applications.of(caller.requireApplicant()).stream()
                                .map(Application::number)
                                .toList(),
                        language,
                        page * size,
                        size + 1);
        return new NoticePage(
                page,
                size,
                found.size() > size,
                found.stream()
                        .limit(size)
                        .map(notice -> new NoticeAnswer(notice.number(), notice.code(), notice.text(), notice.at()))
                        .toList());
    }
}
