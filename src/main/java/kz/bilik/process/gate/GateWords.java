package kz.bilik.process.gate;

import java.util.List;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.process.words.ModelTexts;

/** Findings in the words of whoever deploys. */
final class GateWords {

    private static final String KEY = "gate.";

    private final Texts texts;
    private final ModelTexts models;

    GateWords(Texts texts, ModelTexts models) {
        this.texts = texts;
        this.models = models;
    }

    String refused(List<Finding> findings, Language language) {
        return texts.in(language, KEY + "refused", findings.size()) + "\n" + lines(findings, language);
    }

    String warned(List<Finding> findings, Language language) {
        return texts.in(language, KEY + "warned", findings.size()) + "\n" + lines(findings, language);
    }

    private String lines(List<Finding> findings, Language language) {
        return findings.stream().map(each -> line(each, language)).collect(Collectors.joining("\n"));
    }

    /** {@code voucher.bpmn, remindHolder (Remind holder): there is no building block … [bean-unknown]}. */
    String line(Finding finding, Language language) {
        var at = finding.at();
        var name = at.name().isBlank() ? "" : models.in(language, at.name().strip());
        return at.file()
                + (at.element().isEmpty() ? "" : ", " + at.element())
                + (name.isEmpty() || name.equals(at.element()) ? "" : " (" + name + ")")
                + ": "
                + texts.in(
                        language,
                        KEY + finding.rule().code(),
                        finding.arguments().toArray())
                + " [" + finding.rule().code() + "]";
    }
}
