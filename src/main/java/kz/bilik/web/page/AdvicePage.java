package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.Catalogue.Offer;
import kz.bilik.catalogue.Catalogue.Profession;
import kz.bilik.catalogue.Catalogue.RecognitionCentre;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.problem.Echo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a person at the counter may choose (cl. 3.1): profession, recognition centre, price; what the state pays and what he
 * pays (cl. 14.1, 15); whether he gets aid for the way (cl. 14.2); how many vouchers his region has left. For every officer:
 * nothing of it concerns a case.
 */
@Controller
class AdvicePage {

    private static final int SHOWN = 100;

    private static final Pattern PRICE = Pattern.compile("0*[0-9]{1,9}");

    /** Something to choose in a filter. */
    record Choice(String code, String name) {}

    /**
     * An offer in words; amounts in whole tenge, grouped.
     *
     * @param statePays null while the index of the year is not known
     * @param aid null when he is examined in his own region, or the index is not known
     */
    record Line(
            String profession,
            String levels,
            String centre,
            String address,
            String contacts,
            String region,
            String price,
            @Nullable String statePays,
            @Nullable String holderPays,
            @Nullable String aid) {}

    /** A region and its vouchers that nobody has claimed; null where none are published. */
    record Left(String region, @Nullable String vouchers, boolean own) {}

    private final Catalogue catalogue;
    private final Quotas quotas;
    private final Law law;
    private final LegalClock clock;
    private final DeadlineText deadlineText;
    private final Pages pages;
    private final Texts texts;

    AdvicePage(
            Catalogue catalogue,
            Quotas quotas,
            Law law,
            LegalClock clock,
            DeadlineText deadlineText,
            Pages pages,
            Texts texts) {
        this.catalogue = catalogue;
        this.quotas = quotas;
        this.law = law;
        this.clock = clock;
        this.deadlineText = deadlineText;
        this.pages = pages;
        this.texts = texts;
    }

    /** What the filters ask for, read; what of it does not exist is said and finds nothing. */
    private static final class Asked {

        private final List<String> unknown = new ArrayList<>();
        private @Nullable String profession;
        private @Nullable String centre;
        private @Nullable String region;
        private @Nullable Long upTo;
        private String home = "";
    }

    /**
     * @param home the region of permanent registration: the officer's own when nothing is said
     * @param region where the exam is to be; everywhere when empty
     * @param upTo the highest price in whole tenge
     */
    @GetMapping("/advice")
    String page(
            @RequestParam(required = false) @Nullable String home,
            @RequestParam(defaultValue = "") String profession,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String centre,
            @RequestParam(defaultValue = "") String upTo,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        var asked = asked(
                home == null ? ownRegion(pages.officer()) : home.strip(), profession, region, centre, upTo, language);
        model.addAttribute("unknown", asked.unknown);
        model.addAttribute("home", asked.home);
        model.addAttribute("profession", profession.strip());
        model.addAttribute("region", region.strip());
        model.addAttribute("centre", centre.strip());
        model.addAttribute("upTo", upTo.strip());
        model.addAttribute("day", deadlineText.date(language, clock.today()));
        model.addAttribute("year", String.valueOf(clock.today().getYear()));
        choices(model, language);
        offers(asked, model, language);
        left(asked, model, language);
        return "advice";
    }

    private Asked asked(String home, String profession, String region, String centre, String upTo, Language language) {
        var asked = new Asked();
        asked.home = Optional.ofNullable(
                        known(asked, home, catalogue.region(home).isPresent(), "catalogue.unknown-region", language))
                .orElse("");
        asked.region = known(
                asked,
                region.strip(),
                catalogue.region(region.strip()).isPresent(),
                "catalogue.unknown-region",
                language);
        asked.profession = known(
                asked,
                profession.strip(),
                catalogue.profession(profession.strip()).isPresent(),
                "catalogue.unknown-profession",
                language);
        asked.centre = known(
                asked,
                centre.strip(),
                catalogue.recognitionCentre(centre.strip()).isPresent(),
                "catalogue.unknown-recognition-centre",
                language);
        var price = upTo.replaceAll("[\\s\u00A0]", "");
        if (PRICE.matcher(price).matches()
                && Long.parseLong(price) >= 1
                && Long.parseLong(price) <= Law.HIGHEST_PRICE) {
            asked.upTo = Long.valueOf(price);
        } else if (!price.isEmpty()) {
            asked.unknown.add(texts.in(language, "problem.law.price", String.valueOf(Law.HIGHEST_PRICE)));
        }
        return asked;
    }

    private @Nullable String known(Asked asked, String code, boolean exists, String otherwise, Language language) {
        if (code.isEmpty()) {
            return null;
        }
        if (!exists) {
            asked.unknown.add(texts.in(language, "problem." + otherwise, Echo.of(code)));
        }
        return code;
    }

    private void choices(Model model, Language language) {
        model.addAttribute(
                "regions",
                sorted(
                        catalogue.regions(),
                        each -> new Choice(each.code(), each.name().in(language)),
                        language));
        model.addAttribute(
                "professions",
                sorted(
                        catalogue.professions(),
                        each -> new Choice(each.code(), each.name().in(language)),
                        language));
        model.addAttribute(
                "centres",
                sorted(
                        catalogue.recognitionCentres(null).stream()
                                .filter(RecognitionCentre::accredited)
                                .toList(),
                        each -> new Choice(each.code(), each.name().in(language)),
                        language));
    }

    private static <T> List<Choice> sorted(List<T> all, Function<T, Choice> choice, Language language) {
        return all.stream()
                .map(choice)
                .sorted(comparing(Choice::name, language.order()))
                .toList();
    }

    private void offers(Asked asked, Model model, Language language) {
        var professions =
                catalogue.professions().stream().collect(Collectors.toMap(Profession::code, Function.identity()));
        var centres = catalogue.recognitionCentres(null).stream()
                .collect(Collectors.toMap(RecognitionCentre::code, Function.identity()));
        var found = !asked.unknown.isEmpty()
                ? List.<Offer>of()
                : catalogue.offers(asked.region).stream()
                        .filter(offer ->
                                asked.profession == null || offer.profession().equals(asked.profession))
                        .filter(offer -> asked.centre == null
                                || offer.recognitionCentre().equals(asked.centre))
                        .filter(offer -> asked.upTo == null || offer.price() <= asked.upTo)
                        .toList();
        model.addAttribute("found", String.valueOf(found.size()));
        model.addAttribute("more", found.size() > SHOWN);
        model.addAttribute(
                "offers",
                found.stream()
                        .sorted(comparing(
                                        (Offer offer) -> professions
                                                .get(offer.profession())
                                                .name()
                                                .in(language),
                                        language.order())
                                .thenComparing(Offer::price)
                                .thenComparing(Offer::recognitionCentre))
                        .limit(SHOWN)
                        .map(offer -> line(
                                offer,
                                professions.get(offer.profession()),
                                centres.get(offer.recognitionCentre()),
                                asked.home,
                                language))
                        .toList());
        model.addAttribute("indexKnown", law.knowsIndexOf(clock.today()));
    }

    private Line line(Offer offer, Profession profession, RecognitionCentre centre, String home, Language language) {
        var outside = !home.isEmpty() && !home.equals(centre.region());
        var parts = law.reimbursementIfKnown(offer.price(), profession.profile(), outside, clock.today());
        return new Line(
                profession.name().in(language),
                String.join(", ", profession.levels()),
                centre.name().in(language),
                centre.address(),
                centre.contacts(),
                catalogue.regionName(centre.region(), language),
                Tenge.grouped(offer.price()),
                parts.map(each -> Tenge.grouped(each.service())).orElse(null),
                parts.map(each -> Tenge.grouped(each.holder())).orElse(null),
                parts.filter(each -> outside)
                        .map(each -> Tenge.grouped(each.aid()))
                        .orElse(null));
    }

    private void left(Asked asked, Model model, Language language) {
        Map<String, Quota> published = quotas.quotas(clock.today().getYear()).stream()
                .collect(Collectors.toMap(Quota::region, Function.identity()));
        var left = catalogue.regions().stream()
                .map(region -> new Left(
                        region.name().in(language),
                        Optional.ofNullable(published.get(region.code()))
                                .map(quota -> Tenge.grouped(quota.free()))
                                .orElse(null),
                        region.code().equals(asked.home)))
                .sorted(comparing(Left::region, language.order()))
                .toList();
        model.addAttribute("left", left);
        model.addAttribute("own", left.stream().filter(Left::own).findFirst().orElse(null));
    }

    /** The region in which the officer works, for the person who came to him; empty when he belongs to none. */
    private String ownRegion(@Nullable Officer officer) {
        return Optional.ofNullable(officer).stream()
                .flatMap(Officer::places)
                .flatMap(place -> region(place).stream())
                .findFirst()
                .orElse("");
    }

    private Optional<String> region(Place place) {
        if (place.role() == Role.CAREER_CENTRE) {
            return catalogue.careerCentre(place.code()).map(Catalogue.CareerCentre::region);
        }
        if (place.role() == Role.RECOGNITION_CENTRE) {
            return catalogue.recognitionCentre(place.code()).map(RecognitionCentre::region);
        }
        return place.role() == Role.MOBILITY_CENTRE || place.role() == Role.ACCOUNTANT
                ? Optional.of(place.code())
                : Optional.empty();
    }
}
