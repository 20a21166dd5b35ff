package kz.bilik.distribution;

/** The numbers of a region and year: published, issued outside the product, reserved, issued here. */
public record Quota(String region, int year, int published, int elsewhere, int reserved, int consumed) {

    /** What is left; never below 0, although a review may publish less than was already taken. */
    public int free() {
        return Math.max(0, published - taken());
    }

    /** By how much more was given out than is published, after a review that published less or an appeal. */
    public int beyond() {
        return Math.max(0, taken() - published);
    }

    private int taken() {
        return elsewhere + reserved + consumed;
    }
}
