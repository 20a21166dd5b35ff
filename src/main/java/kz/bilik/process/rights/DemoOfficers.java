package kz.bilik.process.rights;

import java.util.List;
import java.util.stream.Stream;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One demo user per role and place, password {@code demo}: {@code career-KZ-75-03}, {@code head-mobility-KZ-75}, … */
@Component
@Profile("demo")
class DemoOfficers {

    /** The password of every demo user; without the profile {@code demo} no such user is ever made. */
    private static final String PASSWORD = "demo";

    private final IdentityService identity;
    private final Catalogue catalogue;

    DemoOfficers(IdentityService identity, Catalogue catalogue) {
        this.identity = identity;
        this.catalogue = catalogue;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(2)
    void appoint() {
        var names = new Names();
        catalogue.regions().forEach(region -> {
            pair(names, "mobility-" + region.code(), Place.mobilityCentre(region.code()));
            pair(names, "accountant-" + region.code(), Place.accountants(region.code()));
            catalogue
                    .careerCentres(region.code())
                    .forEach(centre -> pair(names, "career-" + centre.code(), Place.careerCentre(centre.code())));
            catalogue
                    .recognitionCentres(region.code())
                    .forEach(centre -> pair(names, "centre-" + centre.code(), Place.recognitionCentre(centre.code())));
        });
        pair(names, "authorised", Place.authorisedBody());
        user(names, "analyst", Role.ANALYST.group());
        user(names, "auditor", Role.AUDITOR.group());
        user(names, "admin", Role.ADMINISTRATOR.group());
    }

    private void pair(Names names, String id, Place place) {
        user(names, id, place.group());
        user(names, "head-" + id, place.group(), place.heads().group());
    }

    private void user(Names names, String id, String... groups) {
        var first = names.first();
        var last = names.last();
        names.next();
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identity.newUser(id);
        user.setFirstName(first);
        user.setLastName(last);
        user.setPassword(PASSWORD);
        // What everybody knows is no password: past the rule, and nowhere but in the demo.
        ((IdentityServiceImpl) identity).saveUser(user, true);
        Stream.concat(Stream.of(Role.OFFICER.group()), Stream.of(groups))
                .forEach(group -> identity.createMembership(id, group));
    }

    /** Names as people have them, the same in each language; no two officers of the demo share both. */
    private static final class Names {

        private static final List<String> FIRST = List.of(
                "Айгүл",
                "Асқар",
                "Әсел",
                "Бауыржан",
                "Гүлмира",
                "Дана",
                "Ерлан",
                "Жанар",
                "Зарина",
                "Қайрат",
                "Ләззат",
                "Мәдина",
                "Нұржан",
                "Өмірбек",
                "Рауан",
                "Сәуле",
                "Тимур",
                "Ұлжан",
                "Шынар",
                "Ілияс");
        private static final List<String> LAST = List.of(
                "Ахмет", "Байтас", "Бекен", "Досым", "Ермек", "Жақып", "Исабек", "Қасым", "Қуаныш", "Мұрат", "Нұрғали",
                "Омар", "Өтеген", "Сағын", "Серік", "Тілеген", "Төлеу", "Шәріп", "Үсен");

        private int given;

        String first() {
            return FIRST.get(given % FIRST.size());
        }

        String last() {
            return LAST.get(given % LAST.size());
        }

        void next() {
            given++;
        }
    }
}
