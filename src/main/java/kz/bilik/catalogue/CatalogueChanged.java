package kz.bilik.catalogue;

/**
 * The catalogue is another one. Published in the transaction that changed it: whoever keeps something by its centres, such as
 * the groups of their officers, follows in the same one.
 *
 * @param kind what was imported
 * @param fileName of the file that was taken over
 * @param by id of the administrator
 */
public record CatalogueChanged(CatalogueKind kind, String fileName, String by) {}
