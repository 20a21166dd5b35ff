package kz.bilik.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The closing day: thousands apply in one region, and each application takes a voucher of the same quota (cl. 3.3b). How
 * many of these steps a second the product does, and how many it would do if nothing were reserved: what the others lose
 * by waiting for a reservation.
 */
final class ClosingDay {

    private static final int THREADS = 16;

    private final Product product;
    private final int applications;

    ClosingDay(Product product, int applications) {
        this.product = product;
        this.applications = applications;
    }

    /** Steps per second, from the reservation to the career centre's task. */
    double rate(boolean reserved) throws InterruptedException, ExecutionException {
        var jobs = product.beforeTheReservation(applications);
        product.reserves(reserved);
        try {
            return rate(jobs);
        } finally {
            product.reserves(true);
        }
    }

    private double rate(List<String> jobs) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            System.gc();
            var began = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (var job : jobs) {
                running.add(threads.submit(() -> product.run(job)));
            }
            for (var each : running) {
                each.get();
            }
            var rate = jobs.size() * 1e9 / (System.nanoTime() - began);
            System.out.printf("closing day  %6.1f steps/s%n", rate);
            return rate;
        } finally {
            threads.shutdownNow();
        }
    }
}
