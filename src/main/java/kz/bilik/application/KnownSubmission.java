package kz.bilik.application;

/** A submission that came before: its application, and the digest of what was signed. */
record KnownSubmission(String number, String sha256) {}
