package kz.bilik.benchmark;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import kz.bilik.benchmark.Benchmark.Round;
import kz.bilik.benchmark.Statements.Statement;

/** The figures of one run, as Markdown. */
final class Report {

    private static final int SHOWN = 40;

    private final int threads;
    private final int cases;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Double> intake = new ArrayList<>();
    private final List<double[]> closingDay = new ArrayList<>();
    private final StringBuilder waits = new StringBuilder();
    private final StringBuilder statements = new StringBuilder();
    private final StringBuilder summary = new StringBuilder();

    Report(int threads, int cases) {
        this.threads = threads;
        this.cases = cases;
    }

    /** Product and bare engine side by side, under that load. */
    final class Comparison {

        private final String load;
        private final List<Round[]> rounds = new ArrayList<>();

        private Comparison(String load) {
            this.load = load;
        }

        /** How the two did in one round. */
        void round(Round product, Round bare) {
            rounds.add(new Round[] {product, bare});
        }

        private void write(StringBuilder text) {
            line(text, "## Full cases with %s%n", load);
            line(text, "| round | product, cases/s | bare engine, cases/s | ratio |");
            line(text, "|---:|---:|---:|---:|");
            for (int i = 0; i < rounds.size(); i++) {
                var product = rounds.get(i)[0];
                var bare = rounds.get(i)[1];
                line(
                        text,
                        "| %d | %.1f | %.1f | %.2f |",
                        i + 1,
                        product.rate(),
                        bare.rate(),
                        product.rate() / bare.rate());
            }
            line(
                    text,
                    "| **median** | **%.1f** | **%.1f** | **%.2f** |%n",
                    median(round -> round[0].rate()),
                    median(round -> round[1].rate()),
                    median(round -> round[0].rate() / round[1].rate()));
            line(text, "| processor per case, median | Java, ms | PostgreSQL, ms | both, ms |");
            line(text, "|---|---:|---:|---:|");
            processor(text, "product", 0);
            processor(text, "bare engine", 1);
            line(text, "");
        }

        private void processor(StringBuilder text, String of, int which) {
            var java = median(round -> round[which].javaMilliseconds());
            var postgres = median(round -> round[which].postgresMilliseconds());
            line(text, "| %s | %.1f | %.1f | %.1f |", of, java, postgres, java + postgres);
        }

        private double median(ToDoubleFunction<Round[]> figure) {
            return Report.median(rounds.stream().map(figure::applyAsDouble).toList());
        }
    }

    Comparison comparison(String load) {
        var comparison = new Comparison(load);
        comparisons.add(comparison);
        return comparison;
    }

    /** Applications received per second in one round. */
    void intake(double rate) {
        intake.add(rate);
    }

    /** Reservations of one region per second, and the same steps without a reservation. */
    void closingDay(double with, double without) {
        closingDay.add(new double[] {with, without});
    }

    /** How long an officer waits for something, in milliseconds. */
    void waits(String name, double milliseconds) {
        System.out.printf("%s: %.0f ms%n", name, milliseconds);
        line(waits, "| %s | %.1f |", name, milliseconds);
    }

    void statements(String of, Statements counted, int during) {
        line(
                summary,
                "| %s | %.0f | %.0f | %.0f | %.1f |",
                of,
                counted.perCase(during, statement -> !statement.transaction()),
                counted.perCase(during, Statement::ofTheEngine),
                counted.perCase(during, Statement::ofTheModules),
                counted.millisecondsPerCase(during, any -> true),
                counted.perCase(
                        during,
                        statement -> statement.sql().toUpperCase(Locale.ROOT).startsWith("COMMIT")));
        top(of + ", engine tables", counted, during, Statement::ofTheEngine);
        if (counted.perCase(during, Statement::ofTheModules) >= 1) {
            top(of + ", module tables", counted, during, Statement::ofTheModules);
        }
    }

    private void top(String title, Statements counted, int during, Predicate<Statement> which) {
        line(statements, "%n### Most frequent: %s%n", title);
        line(statements, "| per case | ms per case | statement |");
        line(statements, "|---:|---:|---|");
        counted.all().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(Statement::calls).reversed())
                .limit(SHOWN)
                .forEach(statement -> line(
                        statements,
                        "| %.1f | %.2f | `%s` |",
                        statement.calls() / (double) during,
                        statement.milliseconds() / during,
                        statement.brief()));
    }

    String text() {
        var text = new StringBuilder();
        line(text, "# Benchmark of %s%n", LocalDate.now(ZoneOffset.UTC));
        line(
                text,
                "%d processors, %d threads, %d cases a round, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(),
                threads,
                cases,
                System.getProperty("java.version"),
                System.getProperty("os.name"));
        comparisons.forEach(comparison -> comparison.write(text));
        line(
                text,
                "Intake with verification of the signature: **%.1f applications/s** (median of %d rounds: %s)%n",
                median(intake),
                intake.size(),
                String.join(
                        ", ", intake.stream().map(rate -> number("%.1f", rate)).toList()));
        if (!closingDay.isEmpty()) {
            line(
                    text,
                    "Closing day, one region: **%.0f reservations/s**, %.0f without reserving, ratio **%.2f** (%s)%n",
                    median(closingDay.stream().map(round -> round[0]).toList()),
                    median(closingDay.stream().map(round -> round[1]).toList()),
                    median(closingDay.stream().map(round -> round[0] / round[1]).toList()),
                    String.join(
                            ", ",
                            closingDay.stream()
                                    .map(round -> number("%.0f/%.0f", round[0], round[1]))
                                    .toList()));
        }
        line(text, "| an officer waits for | median, ms |");
        line(text, "|---|---:|");
        text.append(waits).append('\n');
        line(text, "| SQL statements per case | all | engine tables | module tables | ms in the database |");
        line(text, "|---|---:|---:|---:|---:|");
        return text.append(summary).append(statements).toString();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(number(format, arguments)).append('\n');
    }

    private static String number(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
