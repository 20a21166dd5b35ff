package kz.bilik;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the product of the same machine whether it is ready, for the health check of the image: exit code 0 or 1. */
public final class HealthCheck {

    private static final int LONGEST_MILLIS = 5000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        var port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        System.exit(isReady("http://127.0.0.1:" + port + "/actuator/health/readiness") ? 0 : 1);
    }

    /** Whether that address answers 200 in time; any other answer, and none, is no. */
    static boolean isReady(String address) {
        try {
            var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(LONGEST_MILLIS);
            connection.setReadTimeout(LONGEST_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException none) {
            return false;
        }
    }
}
