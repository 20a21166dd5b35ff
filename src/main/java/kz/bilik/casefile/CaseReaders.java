package kz.bilik.casefile;

import java.util.Optional;
import java.util.Set;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.identity.Iin;
import kz.bilik.officer.Officer;
import org.springframework.stereotype.Component;

/** Who reads a case now: it may go to another career centre, and its recognition centre reads it from the day it is asked. */
@Component
public class CaseReaders {

    private final ApplicationStatus status;

    CaseReaders(ApplicationStatus status) {
        this.status = status;
    }

    /** What this officer may read of that case; empty when it does not concern him. */
    public Optional<Set<Part>> parts(Officer officer, Application application) {
        var asked = status.sentToRecognitionCentre(application.number());
        return CaseAccess.of(
                officer,
                new CaseAccess.Bodies(
                        application.region(),
                        application.careerCentre(),
                        asked ? application.recognitionCentre() : null));
    }

    /** Whether this officer reads each case that was filed in that region, with whomever it is. */
    public static boolean readsAllOf(Officer officer, String region) {
        return CaseAccess.of(officer, new CaseAccess.Bodies(region, null, null)).isPresent();
    }

    public boolean mayRead(Officer officer, Application application) {
        return parts(officer, application).isPresent();
    }

    /** An IIN as a reader of these parts reads it, whole or masked. */
    public static String iin(Iin iin, Set<Part> parts) {
        return PersonalNumbers.iin(iin, parts);
    }

    /** Whether a reader of these parts opens documents as they came signed, sealed or copied. */
    public static boolean opensOriginals(Set<Part> parts) {
        return PersonalNumbers.opensOriginals(parts);
    }

    /** A text that somebody typed, with the personal numbers in it as a reader of these parts reads them. */
    public static String typed(String text, Set<Part> parts) {
        return PersonalNumbers.in(text, parts);
    }
}
