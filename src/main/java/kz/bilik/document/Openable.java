package kz.bilik.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Whether somebody who has to judge a document can open it: a PDF has a page and wants no password, a picture has a size and
 * something drawn. It is not drawn for that: a file of some bytes may unfold into gigabytes. Looked at in as many threads as
 * cannot hold up the product; what cannot be told in time counts as openable, for a person decides in the end.
 */
final class Openable {

    private static final int THREADS = 2;
    private static final int WAITING = 50;
    private static final int SECONDS = 5;

    /** What begins the drawn part of a picture. */
    private static final String DRAWN_PNG = "IDAT";

    private static final String DRAWN_JPEG = "\u00ff\u00da";

    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), work -> {
                var thread = new Thread(work, "openable");
                thread.setDaemon(true);
                return thread;
            });

    /** Whether it can be opened as a file of that type, which its first bytes say it is. */
    boolean isOpenable(AcceptedType type, Enclosure file) {
        try {
            return threads.submit(() -> switch (type) {
                        case PDF -> hasPages(file);
                        case PNG -> isDrawn(file, DRAWN_PNG);
                        case JPEG -> isDrawn(file, DRAWN_JPEG);
                    })
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            // Also one so deeply nested that it breaks the reader.
            return false;
        } catch (TimeoutException | RejectedExecutionException notInTime) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean hasPages(Enclosure file) throws IOException {
        try (var content = file.content().getInputStream();
                var document = Loader.loadPDF(
                        new RandomAccessReadBuffer(content), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            return document.getNumberOfPages() > 0;
        }
    }

    private static boolean isDrawn(Enclosure file, String drawn) throws IOException {
        try (var content = file.content().getInputStream()) {
            var text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.contains(drawn) && hasSize(file);
        }
    }

    /** The size stands in the head: nothing of the picture is unfolded for it. */
    private static boolean hasSize(Enclosure file) throws IOException {
        try (var content = file.content().getInputStream();
                var picture = new MemoryCacheImageInputStream(content)) {
            var readers = ImageIO.getImageReaders(picture);
            if (!readers.hasNext()) {
                return false;
            }
            var reader = readers.next();
            try {
                reader.setInput(picture, true, true);
                return reader.getWidth(0) > 0 && reader.getHeight(0) > 0;
            } finally {
                reader.dispose();
            }
        }
    }
}
