package kz.bilik.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs with a key at hand: CMS as in CAdES-BES, that is with the signing certificate named inside what is signed.
 *
 * @param key RSA or elliptic-curve
 * @param chain the key's certificate, then its issuers; all are enclosed
 */
record CmsSigning(PrivateKey key, List<X509Certificate> chain) {

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Signs the bytes; answers DER. The time is the signer's claim, nothing is judged by it. */
    byte[] sign(byte[] content, boolean attached, Instant time) {
        try {
            var certificate = new JcaX509CertificateHolder(certificate());
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            var issuer = new GeneralNames(new GeneralName(certificate.getIssuer()));
            var named = new SigningCertificateV2(
                    new ESSCertIDv2(hash, new IssuerSerial(issuer, certificate.getSerialNumber())));
            var attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
            attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named)));

            var signer = new JcaContentSignerBuilder(
                            "RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA")
                    .build(key);
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                            .build(signer, certificate()));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), attached)
                    .getEncoded("DER");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("This key cannot sign", failed);
        }
    }
}
