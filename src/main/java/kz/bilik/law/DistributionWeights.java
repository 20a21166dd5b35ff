package kz.bilik.law;

/**
 * What counts how much when vouchers are distributed (cl. 18), a row of {@code distribution-weights.dmn}: the weights in
 * percent, of which only the proportion matters, and the floor.
 *
 * @param unemployed weight of the persons registered as unemployed, in percent
 * @param issued weight of the vouchers issued in the last period, in percent
 * @param refused weight of the applications refused for lack of a voucher, in percent
 * @param floor vouchers that every region gets at least in a year
 */
public record DistributionWeights(int unemployed, int issued, int refused, int floor) {

    public DistributionWeights {
        if (unemployed < 0 || issued < 0 || refused < 0 || floor < 0) {
            throw new IllegalArgumentException("Neither a weight nor the floor is negative");
        }
    }
}
