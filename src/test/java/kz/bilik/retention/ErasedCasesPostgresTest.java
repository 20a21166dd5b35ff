package kz.bilik.retention;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class ErasedCasesPostgresTest extends ErasedCases {}
