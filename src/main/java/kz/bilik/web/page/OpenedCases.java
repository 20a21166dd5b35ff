package kz.bilik.web.page;

import java.util.List;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.record.RecordNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an officer had open last, so that he finds it again when its task is done. The record of reads knows. */
@Component
class OpenedCases {

    private static final int SHOWN = 8;

    /**
     * A case or an act.
     *
     * @param stage where the case stands, in words; null for an act
     */
    record Opened(String number, String address, @Nullable String stage) {}

    private final CaseReads reads;
    private final Matters matters;
    private final CaseStage stages;

    OpenedCases(CaseReads reads, Matters matters, CaseStage stages) {
        this.reads = reads;
        this.matters = matters;
        this.stages = stages;
    }

    /** Those that he may still read, the latest first. */
    List<Opened> of(Officer officer, Language language) {
        return reads.last(officer.id(), SHOWN).stream()
                .flatMap(number ->
                        matters
                                .page(officer, number)
                                .map(page -> new Opened(number, page, stage(number, language)))
                                .stream())
                .toList();
    }

    private @Nullable String stage(String number, Language language) {
        return RecordNumber.parse(number)
                .filter(known -> known.kind() == RecordNumber.Kind.APPLICATION)
                .map(known -> stages.words(stages.of(number), language))
                .orElse(null);
    }
}
