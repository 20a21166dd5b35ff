package kz.bilik.web.page;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kz.bilik.application.Applications;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.settlement.Acts;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * For whom the tasks of a list are: the Tasklist asks, since the engine knows no name. Only of tasks that the officer may see,
 * and only whose names he reads in their cases; that he did is recorded once a day.
 */
@Controller
class TaskNames {

    private static final int MOST = 100;

    /** Of an act with many holders its card names these, and how many there are beside. */
    private static final int NAMED = 2;

    private final OfficerTasks tasks;
    private final CurrentOfficer currentOfficer;
    private final CaseReaders readers;
    private final CaseReads reads;
    private final Applications applications;
    private final Vouchers vouchers;
    private final Acts acts;

    TaskNames(
            OfficerTasks tasks,
            CurrentOfficer currentOfficer,
            CaseReaders readers,
            CaseReads reads,
            Applications applications,
            Vouchers vouchers,
            Acts acts) {
        this.tasks = tasks;
        this.currentOfficer = currentOfficer;
        this.readers = readers;
        this.reads = reads;
        this.applications = applications;
        this.vouchers = vouchers;
        this.acts = acts;
    }

    /** The names by the ids of the tasks; a task that is nobody's, or not this officer's to see, is left out. */
    @GetMapping("/tasks/names")
    @ResponseBody
    Map<String, String> names(@RequestParam List<String> task) {
        if (task.size() > MOST) {
            throw Problem.of(Kind.MALFORMED, "web.parameter-unreadable", "task");
        }
        var officer = currentOfficer.get().orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
        var people = new LinkedHashMap<String, List<String>>();
        var read = new TreeSet<String>();
        tasks.subjects(officer, task).forEach((id, subject) -> {
            var readable = applications(subject).stream()
                    .filter(application -> readsName(officer, application))
                    .toList();
            people.put(id, readable);
            readable.stream().limit(NAMED).forEach(read::add);
        });
        var known = applications.names(read);
        reads.recordOncePerDay(officer.id(), read, CaseReads.NAME);
        var names = new HashMap<String, String>();
        people.forEach((id, readable) -> {
            if (!readable.isEmpty()) {
                names.put(id, inWords(readable, known));
            }
        });
        return names;
    }

    private static String inWords(List<String> applications, Map<String, String> names) {
        var named = String.join(
                ", ", applications.stream().limit(NAMED).map(names::get).toList());
        return applications.size() <= NAMED ? named : named + " +" + (applications.size() - NAMED);
    }

    private Collection<String> applications(OfficerTasks.Subject subject) {
        return switch (subject.kind()) {
            case CASE -> List.of(subject.number());
            case ACT ->
                acts.find(subject.number()).stream()
                        .flatMap(act -> act.vouchers().stream())
                        .map(voucher -> vouchers.get(voucher).application())
                        .toList();
            case DISTRIBUTION -> List.of();
        };
    }

    private boolean readsName(Officer officer, String application) {
        return applications
                .find(application)
                .flatMap(found -> readers.parts(officer, found))
                .filter(parts -> parts.contains(Part.NAME))
                .isPresent();
    }
}
