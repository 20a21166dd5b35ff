package kz.bilik.signature;

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
                "bilik.signature.trust-anchors is empty: name the authorities whose signatures are to be accepted");
        require(
                !demo.standsBehindAny(paths.anchors()) && !demo.standsBehindAny(paths.intermediates()),
                "bilik.signature.trust-anchors or .intermediates holds a certificate of the demonstration's authority: its keys are"
                        + " public, anybody could sign as anybody");
        require(
                !seal.regions().isEmpty(),
                "bilik.signature.seal.keystore is not set: without the mobility centres' seals no voucher can be issued"
                        + " (cl. 10.1)");
        require(
                !demo.standsBehindAny(seal.certificates()),
                "bilik.signature.seal.keystore holds a key of the demonstration: anybody could seal a voucher");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise + ". (Only the profile demo starts like this.)");
        }
    }
}
