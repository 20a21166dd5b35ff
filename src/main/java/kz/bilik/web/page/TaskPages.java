package kz.bilik.web.page;

import java.util.List;
import java.util.Optional;
import kz.bilik.application.Applications;
import kz.bilik.casefile.ActAccess;
import kz.bilik.casefile.CaseDocuments;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * What the Tasklist shows of a task beside its form: the documents, the way to the case file, and to whom its head may give
 * it. Only for a task that the officer may see, and only what he may read there; reading the list of documents is recorded
 * like reading the page of the case.
 */
@Controller
@RequestMapping("/tasks/{task}")
class TaskPages {

    /** The way to a page; {@code text} is the key of the words that name it. */
    record Link(String text, String number, String address) {}

    /** What stands beside the form. */
    record Tab(List<Link> links, List<CaseDocuments.File> documents) {

        /** Whether the documents are listed for somebody who does not open them. */
        public boolean closed() {
            return documents.stream().anyMatch(document -> document.address() == null);
        }
    }

    private final OfficerTasks tasks;
    private final CurrentOfficer currentOfficer;
    private final CaseReaders readers;
    private final CaseDocuments caseDocuments;
    private final CaseReads reads;
    private final Applications applications;
    private final Vouchers vouchers;
    private final Acts acts;
    private final Documents documents;

    TaskPages(
            OfficerTasks tasks,
            CurrentOfficer currentOfficer,
            CaseReaders readers,
            CaseDocuments caseDocuments,
            CaseReads reads,
            Applications applications,
            Vouchers vouchers,
            Acts acts,
            Documents documents) {
        this.tasks = tasks;
        this.currentOfficer = currentOfficer;
        this.readers = readers;
        this.caseDocuments = caseDocuments;
        this.reads = reads;
        this.applications = applications;
        this.vouchers = vouchers;
        this.acts = acts;
        this.documents = documents;
    }

    @GetMapping("/documents")
    String documents(@PathVariable String task, Language language, Model model) {
        var officer = currentOfficer.get().orElseThrow(TaskPages::unknown);
        var subject = tasks.subject(officer, task).orElseThrow(TaskPages::unknown);
        model.addAttribute(
                "tab",
                switch (subject.kind()) {
                    case CASE -> ofCase(officer, subject.number(), language);
                    case ACT -> ofAct(officer, acts.get(subject.number()), language);
                    case DISTRIBUTION -> ofDistribution(officer, subject.number());
                });
        model.addAttribute("language", language.tag());
        return "task-documents :: tab";
    }

    /** To whom the officer may give the task; for the list beside its buttons. */
    @GetMapping("/colleagues")
    @ResponseBody
    List<OfficerTasks.Colleague> colleagues(@PathVariable String task) {
        return tasks.colleagues(currentOfficer.get().orElseThrow(TaskPages::unknown), task);
    }

    private Tab ofCase(Officer officer, String number, Language language) {
        var application = applications.get(number);
        var parts = readers.parts(officer, application).orElseThrow(TaskPages::unknown);
        reads.record(officer.id(), number, CaseReads.LIST);
        return new Tab(List.of(caseLink(number)), caseDocuments.files(application, parts, language));
    }

    private Tab ofAct(Officer officer, ServicesAct act, Language language) {
        var party = ActAccess.isParty(officer, act);
        if (!ActAccess.mayRead(officer, act)) {
            throw unknown();
        }
        reads.record(officer.id(), act.number(), CaseReads.LIST);
        var formed = party ? Optional.ofNullable(act.current().document()) : acts.formed(act.number());
        var address = "/acts/" + act.number() + "/document";
        var document = documents.of(act.number()).stream()
                .filter(file -> formed.filter(file.id()::equals).isPresent())
                .map(file -> caseDocuments.file(file, address, language));
        return new Tab(
                act.vouchers().stream()
                        .map(voucher -> vouchers.get(voucher).application())
                        .filter(application -> mayRead(officer, application))
                        .map(TaskPages::caseLink)
                        .toList(),
                // A party forms the act by reading it; who only reads has nothing to read before.
                party && formed.isEmpty() ? List.of(unformed(act, address, language)) : document.toList());
    }

    private CaseDocuments.File unformed(ServicesAct act, String address, Language language) {
        return new CaseDocuments.File(
                address,
                act.number() + ".pdf",
                caseDocuments.kind(Acts.DOCUMENT_KIND, language),
                null,
                null,
                false,
                true,
                false);
    }

    private static Tab ofDistribution(Officer officer, String number) {
        if (!DistributionAccess.mayRead(officer)) {
            throw unknown();
        }
        return new Tab(List.of(new Link("web.task.distribution", number, "/distributions/" + number)), List.of());
    }

    private boolean mayRead(Officer officer, String application) {
        return readers.mayRead(officer, applications.get(application));
    }

    private static Link caseLink(String application) {
        return new Link("web.task.case-file", application, "/cases/" + application);
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "web.not-found");
    }
}
