package kz.bilik.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.problem.RefusedToStart;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/** Reads what the settings point at. */
final class CertificateFiles {

    private static final String NAME_OTHERS = "Name files with certificates in bilik.signature, which Bilik may read.";

    private CertificateFiles() {}

    /**
     * The certificates at these locations.
     *
     * @throws RefusedToStart naming the location that does not exist or holds no certificate
     */
    static List<X509Certificate> certificates(List<String> locations) {
        var found = new ArrayList<X509Certificate>();
        for (String location : locations) {
            int before = found.size();
            for (Resource file : files(location)) {
                try (var in = file.getInputStream()) {
                    for (var certificate : factory().generateCertificates(in)) {
                        found.add((X509Certificate) certificate);
                    }
                } catch (IOException | CertificateException unreadable) {
                    throw new RefusedToStart("no certificate can be read from " + file + ".", NAME_OTHERS);
                }
            }
            if (found.size() == before) {
                throw new RefusedToStart("there is no certificate at " + location + ".", NAME_OTHERS);
            }
        }
        return List.copyOf(found);
    }

    /** The files of a location: the file itself, or those in the directory. */
    static List<Resource> files(String location) {
        var resolver = new PathMatchingResourcePatternResolver();
        Resource resource =
                ResourceUtils.isUrl(location) ? resolver.getResource(location) : new FileSystemResource(location);
        try {
            if (resource.isFile() && resource.getFile().isDirectory()) {
                try (var directory = Files.list(resource.getFile().toPath())) {
                    return directory
                            .filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .sorted()
                            .<Resource>map(FileSystemResource::new)
                            .toList();
                }
            }
        } catch (IOException unreadable) {
            throw new RefusedToStart(location + " cannot be read.", NAME_OTHERS);
        }
        return List.of(resource);
    }

    static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
