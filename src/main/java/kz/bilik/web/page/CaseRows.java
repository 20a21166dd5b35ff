package kz.bilik.web.page;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.overview.CaseLine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of found cases in words what their lines say in codes, each name asked for once. */
@Component
class CaseRows {

    private final Applications applications;
    private final Catalogue catalogue;
    private final CaseStage stages;
    private final CaseReads reads;
    private final OfficerNames officers;
    private final LegalClock clock;
    private final Texts texts;

    CaseRows(
            Applications applications,
            Catalogue catalogue,
            CaseStage stages,
            CaseReads reads,
            OfficerNames officers,
            LegalClock clock,
            Texts texts) {
        this.applications = applications;
        this.catalogue = catalogue;
        this.stages = stages;
        this.reads = reads;
        this.officers = officers;
        this.clock = clock;
        this.texts = texts;
    }

    /** With the applicants' names, where this officer reads them; that he did is recorded. */
    List<CaseRow> named(Officer officer, List<CaseLine> lines, Language language) {
        var readable = lines.stream()
                .filter(line -> CaseAccess.of(officer, line.bodies())
                        .filter(parts -> parts.contains(CaseAccess.Part.NAME))
                        .isPresent())
                .map(CaseLine::number)
                .toList();
        reads.recordOncePerDay(officer.id(), readable, CaseReads.NAME);
        return rows(lines, applications.names(readable), language);
    }

    /** Without anything personal. */
    List<CaseRow> nameless(List<CaseLine> lines, Language language) {
        return rows(lines, Map.of(), language);
    }

    private List<CaseRow> rows(List<CaseLine> lines, Map<String, String> applicants, Language language) {
        var names = officers.names(lines.stream()
                .map(CaseLine::officer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var careerCentres = new HashMap<String, String>();
        var recognitionCentres = new HashMap<String, String>();
        var professions = new HashMap<String, String>();
        catalogue
                .careerCentres()
                .forEach(
                        centre -> careerCentres.put(centre.code(), centre.name().in(language)));
        catalogue
                .recognitionCentres(null)
                .forEach(centre ->
                        recognitionCentres.put(centre.code(), centre.name().in(language)));
        catalogue
                .professions()
                .forEach(profession ->
                        professions.put(profession.code(), profession.name().in(language)));
        var now = clock.now();
        return lines.stream()
                .map(line -> new CaseRow(
                        line.number(),
                        "/cases/" + line.number(),
                        stages.words(line.stage(), language),
                        applicants.get(line.number()),
                        local(line.dueAt()),
                        line.dueAt() != null && line.dueAt().isBefore(now),
                        task(line, names, language),
                        catalogue.regionName(line.region(), language),
                        careerCentres.getOrDefault(line.careerCentre(), line.careerCentre()),
                        recognitionCentres.getOrDefault(line.recognitionCentre(), line.recognitionCentre()),
                        line.profession(),
                        professions.getOrDefault(line.profession(), line.profession()),
                        Objects.requireNonNull(local(line.receivedAt())),
                        line.voucher(),
                        line.act()))
                .toList();
    }

    private @Nullable String task(CaseLine line, Map<String, String> names, Language language) {
        if (line.officer() == null) {
            return line.dueAt() == null ? null : texts.in(language, "web.cases.untaken");
        }
        return names.getOrDefault(line.officer(), texts.in(language, "web.officer.gone"));
    }

    private static @Nullable LocalDateTime local(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.atZoneSameInstant(LegalClock.ZONE).toLocalDateTime();
    }
}
