package kz.bilik.signature;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.problem.RefusedToStart;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Refuses to start in earnest with nobody to trust, without a seal, or with keys that everybody has: those of the demonstration
 * and, unless the installation is marked as one for tests, the test keys of the National Certification Authority.
 */
@Component
class StartCheck implements InitializingBean {

    private static final String OWN = "Give it certificates and keys of your own.";
    /** In the name of an authority, in the languages of the National Certification Authority. */
    private static final Pattern TEST = Pattern.compile(
            "\\b(test|тест|тестовый|сынақ)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Environment environment;
    private final CertificationPaths paths;
    private final Seal seal;
    private final TestAuthoritySettings test;
    private final DemoAuthority demo;

    StartCheck(Environment environment, CertificationPaths paths, TestAuthoritySettings test, Seal seal) {
        this.environment = environment;
        this.paths = paths;
        this.test = test;
        this.seal = seal;
        this.demo = new DemoAuthority(CertificateFiles.certificates(DemoAuthority.CERTIFICATES));
    }

    @Override
    public void afterPropertiesSet() {
        if (!TestInstallation.isSet(environment)) {
            noTestKeys();
        }
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        require(
                !paths.anchors().isEmpty(),
                "bilik.signature.trust-anchors is empty.",
                "Name the authorities whose signatures are to be accepted.");
        require(
                !demo.standsBehindAny(paths.anchors()) && !demo.standsBehindAny(paths.intermediates()),
                "bilik.signature.trust-anchors or .intermediates holds a certificate of the demonstration's authority: its keys are"
                        + " public, anybody could sign as anybody.",
                OWN);
        require(
                !seal.regions().isEmpty(),
                "bilik.signature.seal.keystore is not set: without the mobility centres' seals no voucher can be issued"
                        + " (cl. 10.1).",
                "Name the file with a key for each region.");
        require(
                !demo.standsBehindAny(seal.certificates()),
                "bilik.signature.seal.keystore holds a key of the demonstration: anybody could seal a voucher.",
                OWN);
    }

    /** Also where they were put among the others. */
    private void noTestKeys() {
        if (!test.isEmpty()) {
            throw new RefusedToStart(
                    "bilik.signature.test-authority is set: its keys are public, anybody could sign as anybody.",
                    "Remove it, or mark the installation by " + TestInstallation.SETTING + "=true.");
        }
        Stream.concat(paths.anchors().stream(), paths.intermediates().stream())
                .map(authority -> authority.getSubjectX500Principal().getName())
                .filter(name -> TEST.matcher(name).find())
                .findFirst()
                .ifPresent(name -> {
                    throw new RefusedToStart(
                            "bilik.signature.trust-anchors or .intermediates holds an authority that is called one for tests ("
                                    + name + ").",
                            "Remove it, or put it into bilik.signature.test-authority and mark the installation by "
                                    + TestInstallation.SETTING + "=true.");
                });
    }

    private static void require(boolean condition, String otherwise, String action) {
        if (!condition) {
            throw new RefusedToStart(otherwise, action + " Only the profile demo starts like this.");
        }
    }
}
