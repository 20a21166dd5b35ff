package kz.bilik.benchmark;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** What auditors, heads and the authorised body wait for when a country has as many finished cases, and the erasing of the oldest. */
final class AuditorAtWork {

    private static final List<String> REPORTS = List.of(
            "/reports", "/reports/flow", "/reports/refusals", "/reports/vouchers", "/reports/money", "/reports/times");

    private final Product product;
    private final Report report;
    private final int cases;
    private final PGSimpleDataSource server;

    AuditorAtWork(Product product, Report report, int cases) {
        this.product = product;
        this.report = report;
        this.cases = cases;
        server = new PGSimpleDataSource();
        server.setPortNumbers(new int[] {Integer.parseInt(product.one("select current_setting('port')"))});
        server.setDatabaseName("postgres");
        server.setUser("postgres");
    }

    void measure() {
        if (!Boolean.getBoolean("erasing")) {
            var began = System.nanoTime();
            var pieces = product.countReports();
            report.waits("once: " + pieces + " pieces of the reports counted", (System.nanoTime() - began) / 1e6);
            for (var who :
                    List.of("auditor", "head-mobility-" + Applicants.REGION, "head-career-KZ-75-03", "authorised")) {
                pages(who);
            }
        } else {
            erasing();
        }
    }

    private void pages(String who) {
        var officer = product.officer(who);
        if (who.equals("auditor")) {
            var number = product.one("select o.number from case_overview o join application a on a.number = o.number"
                    + " where o.stage = 'PAID' and o.career_centre = 'KZ-75-03' order by o.received_at desc offset 20");
            // Whoever comes first pays for what the JVM has not compiled yet.
            for (var warm = 0; warm < 3; warm++) {
                officer.page("/cases");
            }
            oneCase(who, officer, number);
            lists(who, officer, number);
        }
        histories(who, officer);
        for (var path : REPORTS) {
            if (who.startsWith("head-career") && path.endsWith("money")) {
                continue;
            }
            var between = path + "?from=2025-01&to=2026-12";
            report.waits(who + ": " + path + ", a period for the first time", officer.firstTime(between));
            waits(who + ": " + path + ", this year", () -> officer.page(path));
            if (who.equals("auditor")) {
                waits(who + ": " + path + ", three years", () -> officer.page(path + "?from=2024-09&to=2027-12"));
            }
        }
    }

    private void oneCase(String who, OfficerAtWork officer, String number) {
        waits(who + ": search by number", () -> officer.search("/find?number=" + number));
        waits(who + ": story", () -> officer.page("/cases/" + number + "/story"));
        waits(who + ": story as PDF", () -> officer.page("/cases/" + number + "/story.pdf"));
        waits(who + ": story in Cockpit", () -> officer.page("/history/cases/" + number));
    }

    private void lists(String who, OfficerAtWork officer, String number) {
        waits(who + ": cases, open ones", () -> officer.page("/cases"));
        waits(who + ": cases, all, the newest first", () -> officer.page("/cases?state=ALL&order=NEWEST"));
        waits(who + ": cases, all, page 100", () -> officer.page("/cases?state=ALL&order=NEWEST&page=100"));
        waits(who + ": cases, a number", () -> officer.page("/cases?state=ALL&number=" + number));
        var path = "/history/definitions/" + product.definition("application");
        waits(who + ": history, page 100", () -> officer.page(path + "?page=100"));
        waits(who + ": history, a number", () -> officer.page(path + "?number=" + number));
        waits(
                who + ": history, refused in a quarter",
                () -> officer.page(path + "?state=REFUSED&from=2026-01-01&to=2026-03-31"));
        // At most 10,000 are taken away.
        var some = "?state=ALL&region=" + Applicants.REGION + "&from=2027-01-01&to=2027-02-20";
        report.waits(who + ": CSV of a region's cases", officer.firstTime(path + "/list.csv" + some));
        report.waits(who + ": XLSX of them", officer.firstTime(path + "/list.xlsx" + some));
    }

    private void histories(String who, OfficerAtWork officer) {
        for (var process : List.of("application", "voucher", "settlement")) {
            if (who.equals("auditor") || process.equals("application")) {
                var path = "/history/definitions/" + product.definition(process);
                waits(who + ": history of " + process, () -> officer.page(path));
            }
        }
    }

    /** Five years after the year of their payment the oldest are erased, night by night. */
    private void erasing() {
        report.waits("due today, counted for the page", milliseconds(product::due));
        product.legalTime(LocalDateTime.of(2030, 1, 10, 9, 0));
        report.waits("due in 2030, counted for the page", milliseconds(product::due));
        var began = System.nanoTime();
        var erased = product.erase();
        var took = (System.nanoTime() - began) / 6e10;
        System.out.printf("%d of %,d cases erased, %.0f a minute%n", erased, cases, erased / took);
    }

    /** The median of eleven, and what each of them cost the processors: that suffers less when the machine has other work. */
    private void waits(String name, DoubleSupplier work) {
        var began = processor();
        var median = work.getAsDouble();
        var used = processor().since(began);
        report.waits(
                "%s (processor: %.0f ms Java, %.0f ms PostgreSQL)"
                        .formatted(
                                name, used.javaPerCase(OfficerAtWork.TIMES), used.postgresPerCase(OfficerAtWork.TIMES)),
                median);
    }

    private ProcessorTime processor() {
        try {
            return ProcessorTime.now(server);
        } catch (SQLException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    private static double milliseconds(Supplier<?> work) {
        var began = System.nanoTime();
        work.get();
        return (System.nanoTime() - began) / 1e6;
    }
}
