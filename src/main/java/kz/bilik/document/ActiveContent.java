package kz.bilik.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PDF does something of its own when it is opened or clicked: runs a script, starts a program, sends a form, carries
 * other files or films. One that cannot be read, is encrypted, or takes longer to look through than a page may take to open
 * counts as such. Looked through by PDFBox, in as many threads as cannot hold up the product, each within bounds.
 */
final class ActiveContent {

    private static final int THREADS = 2;
    private static final int WAITING = 50;
    private static final int SECONDS = 5;
    private static final int MOST_OBJECTS = 300_000;

    /** Keys of a dictionary that lead to something that acts. */
    private static final Set<String> KEYS =
            Set.of("JavaScript", "JS", "AA", "XFA", "EmbeddedFiles", "EF", "RichMediaContent", "RichMediaSettings");

    /** What an action does; to lead to another place of the file, or to a page of the web, is no more than a link does. */
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "ResetForm",
            "GoToE",
            "GoToR",
            "Rendition",
            "Movie",
            "Sound",
            "RichMediaExecute",
            "SetOCGState",
            "Hide",
            "Trans",
            "GoTo3DView");

    private static final Set<String> SUBTYPES = Set.of("RichMedia", "Screen", "Movie", "Sound", "3D", "FileAttachment");

    /** What a reader may still find that mends a file otherwise than PDFBox does. */
    private static final String[] WORDS = {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/EmbeddedFile", "/RichMedia"
    };

    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), work -> {
                var thread = new Thread(work, "active-content");
                thread.setDaemon(true);
                return thread;
            });

    /** Whether these bytes, which begin as a PDF does, hold such content, as far as can be told in time. */
    boolean isIn(byte[] pdf) {
        try {
            return threads.submit(() -> look(pdf)).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException unreadable) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean look(byte[] pdf) throws IOException {
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        for (var word : WORDS) {
            if (text.contains(word)) {
                return true;
            }
        }
        try (var document = Loader.loadPDF(pdf, "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            if (document.isEncrypted()) {
                return true;
            }
            var file = document.getDocument();
            var waiting = new ArrayDeque<COSBase>();
            var seen = Collections.newSetFromMap(new IdentityHashMap<COSBase, Boolean>());
            waiting.add(file.getTrailer());
            for (var key : file.getXrefTable().keySet()) {
                waiting.add(file.getObjectFromPool(key));
            }
            while (!waiting.isEmpty()) {
                var next = waiting.poll();
                if (!seen.add(next)) {
                    continue;
                }
                if (seen.size() > MOST_OBJECTS) {
                    return true;
                }
                if (next instanceof COSObject reference) {
                    add(waiting, reference.getObject());
                } else if (next instanceof COSArray array) {
                    array.forEach(element -> add(waiting, element));
                } else if (next instanceof COSDictionary dictionary) {
                    if (isActive(dictionary)) {
                        return true;
                    }
                    dictionary.getValues().forEach(value -> add(waiting, value));
                }
            }
            return false;
        }
    }

    private static void add(ArrayDeque<COSBase> waiting, @Nullable COSBase object) {
        if (object != null) {
            waiting.add(object);
        }
    }

    private static boolean isActive(COSDictionary dictionary) {
        for (var key : dictionary.keySet()) {
            if (KEYS.contains(key.getName())) {
                return true;
            }
        }
        return ACTIONS.contains(String.valueOf(dictionary.getNameAsString(COSName.S)))
                || SUBTYPES.contains(String.valueOf(dictionary.getNameAsString(COSName.SUBTYPE)))
                || String.valueOf(dictionary.getNameAsString(COSName.TYPE))
                        .toLowerCase(Locale.ROOT)
                        .equals("embeddedfile");
    }
}
