package kz.bilik.signature;

import org.springframework.stereotype.Component;

/** The mobility centre's organisation seal on an electronic document (cl. 10.1): a detached CMS. */
@Component
public class Seal {

    /** Seals the bytes with the key of the mobility centre of that region; answers the detached CMS as DER. */
    public byte[] seal(String region, byte[] content) {
        throw new UnsupportedOperationException();
    }

    /** Whether the seal is of the mobility centre of that region and over exactly these bytes. */
    public boolean verify(String region, byte[] content, byte[] seal) {
        throw new UnsupportedOperationException();
    }
}
