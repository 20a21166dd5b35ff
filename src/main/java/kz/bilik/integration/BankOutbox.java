package kz.bilik.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import kz.bilik.payment.Bank;

/** Puts payment files into a folder, each under its id: the same file again takes the place of itself. */
class BankOutbox implements Bank {

    private final BankSettings settings;

    BankOutbox(BankSettings settings) {
        this.settings = settings;
    }

    @Override
    public void erase(String file) {
        try {
            Files.deleteIfExists(settings.outbox().resolve(file + ".xml"));
        } catch (IOException failed) {
            throw new UncheckedIOException("The payment file " + file + " could not be erased", failed);
        }
    }

    @Override
    public void send(PaymentFile file) {
        try {
            Files.createDirectories(settings.outbox());
            // Whoever watches the folder sees whole files only.
            var unfinished = Files.createTempFile(settings.outbox(), file.id(), ".part");
            Files.write(unfinished, file.content());
            Files.move(
                    unfinished,
                    settings.outbox().resolve(file.id() + ".xml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("The payment file " + file.id() + " could not be put out", failed);
        }
    }
}
