package kz.bilik.kill;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kz.bilik.document.Sha256;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A bank that takes payment files by their key, pays each order of a new file at once, and keeps a durable book of what it
 * has paid. An order that comes in two files is paid twice: whoever sends it so has to be found out.
 */
final class BankStandIn extends StandIn {

    private final Book book;
    private final Book contradictions;
    private final Map<String, String> files = new HashMap<>();
    private final AtomicInteger again = new AtomicInteger();
    private final Consumer<String> paid;

    /**
     * Opens it.
     *
     * @param paid is told the number of each order that was paid
     */
    BankStandIn(Path folder, Consumer<String> paid) throws IOException {
        this.paid = paid;
        book = new Book(folder.resolve("bank.book"));
        contradictions = new Book(folder.resolve("bank-contradictions.book"));
    }

    /** End-to-end id, amount, account, file of each payment. */
    Book book() {
        return book;
    }

    Book contradictions() {
        return contradictions;
    }

    /** How many files came once more, which is no fault. */
    int again() {
        return again.get();
    }

    @Override
    Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        synchronized (files) {
            var before = files.get(key);
            if (before != null) {
                again.incrementAndGet();
                if (before.equals(digest(body))) {
                    return new Answer(202);
                }
                contradictions.write(key + " came with another content");
                return new Answer(409);
            }
            pay(key, body);
            files.put(key, digest(body));
            return new Answer(202);
        }
    }

    private static String digest(byte[] body) {
        return Sha256.of(body);
    }

    private void pay(String file, byte[] content) throws IOException {
        try {
            var orders = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(content))
                    .getElementsByTagName("CdtTrfTxInf");
            for (var index = 0; index < orders.getLength(); index++) {
                var order = (Element) orders.item(index);
                book.write(
                        text(order, "EndToEndId"),
                        text(order, "InstdAmt"),
                        text((Element) order.getElementsByTagName("CdtrAcct").item(0), "IBAN"),
                        file);
                paid.accept(text(order, "InstrId"));
            }
        } catch (SAXException | ParserConfigurationException unreadable) {
            contradictions.write(file + " cannot be read: " + new String(content, StandardCharsets.UTF_8));
            throw new IOException(unreadable);
        }
    }

    private static String text(Element order, String name) {
        return order.getElementsByTagName(name).item(0).getTextContent();
    }

    @Override
    public void close() throws IOException {
        super.close();
        book.close();
        contradictions.close();
    }
}
