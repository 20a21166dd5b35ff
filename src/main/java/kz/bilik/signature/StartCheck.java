package kz.bilik.signature;

import kz.bilik.problem.RefusedToStart;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Refuses to start in earnest with nobody to trust, without a seal, or with keys of the demonstration, which everybody
 * has.
 */
@Component
class StartCheck implements InitializingBean {

    private static final String OWN = "Give it certificates and keys of your own.";

    private final Environment environment;
    private final CertificationPaths paths;
    private final Seal seal;
    private final DemoAuthority demo;

    StartCheck(Environment environment, CertificationPaths paths, Seal seal) {
        this.environment = environment;
        this.paths = paths;
        this.seal = seal;
        this.demo = new DemoAuthority(CertificateFiles.certificates(DemoAuthority.CERTIFICATES));
    }

    @Override
    public void afterPropertiesSet() {
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

    private static void require(boolean condition, String otherwise, String action) {
        if (!condition) {
            throw new RefusedToStart(otherwise, action + " Only the profile demo starts like this.");
        }
    }
}
