package kz.bilik.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/** Reads what the settings point at. */
final class CertificateFiles {

    private CertificateFiles() {}

    /**
     * The certificates at these locations.
     *
     * @throws IllegalStateException naming the location that does not exist or holds no certificate
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
                    throw new IllegalStateException("No certificate can be read from " + file, unreadable);
                }
            }
            if (found.size() == before) {
                throw new IllegalStateException("There is no certificate at " + location);
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
            throw new IllegalStateException("Cannot be read: " + location, unreadable);
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
