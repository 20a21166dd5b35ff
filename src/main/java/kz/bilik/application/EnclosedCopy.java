package kz.bilik.application;

import kz.bilik.document.Documents;
import kz.bilik.document.Documents.Stored;
import kz.bilik.document.Enclosure;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The copy of a paper that an officer encloses with what he enters: a PDF, JPEG or PNG, kept with the application. */
@Component
class EnclosedCopy {

    private final Documents documents;
    private final ApplicationSettings settings;

    EnclosedCopy(Documents documents, ApplicationSettings settings) {
        this.documents = documents;
        this.settings = settings;
    }

    /** The problem, with what is wrong with the field {@code copy}; that code when there is none. */
    Problem check(Problem problem, @Nullable Enclosure copy, String missing) {
        return documents
                .faultOf(copy, settings.maxFileSize())
                .map(fault -> switch (fault) {
                    case MISSING -> problem.with("copy", missing);
                    case TOO_LARGE ->
                        problem.with(
                                "copy",
                                "application.file-too-large",
                                Long.toString(settings.maxFileSize().toMegabytes()));
                    case NAME -> problem.with("copy", "application.file-name");
                    case TYPE -> problem.with("copy", "application.file-type");
                    case BROKEN -> problem.with("copy", "application.file-broken");
                })
                .orElse(problem);
    }

    /** Keeps a checked copy among the documents of the application, under that kind. */
    Stored keep(String application, String kind, Enclosure copy) {
        return copy.read(content -> documents.store(application, kind, copy.fileName(), contentType(copy), content));
    }

    private String contentType(Enclosure copy) {
        return copy.read(documents::detect);
    }
}
